"""What a whole symbol becomes: one thing, or one of several by the value of an argument."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal, TypeAlias

from migrator.frozen import frozen
from migrator.rules.fates import Args, Fate, Into
from migrator.rules.values import Code, Constant, Gone, Helper

DataFormat: TypeAlias = Literal["spatial", "steps", "flatten"]


@frozen
class ByUnits:
    """What is written around a call on a model, by the units that its last layer has.

    otherwise: said, as an action finding, where the last layer is not in sight.
    """

    one: str
    several: str
    otherwise: str


@frozen
class Reloaded:
    """What is said, as an action finding, of a model that is loaded, and trained as it is.

    endings: those of the files of which it is so.
    """

    endings: tuple[str, ...]
    text: str


@frozen
class Unturned:
    """What is said, as an action finding, of pictures for layers that are channels_first.

    Not where Keras may be set to that, nor where the file turns their axes itself, by methods or
    functions that are called like some of `turning`.
    """

    text: str
    turning: frozenset[str]


@frozen
class Directed:
    """Keras 3 sees only for some names whether more of what they name is better, or less.

    of: the argument that names it. by: the argument that tells, where it is not `asked`. known: the
    names it sees it for, whatever `before` them. grow: what is in those of which more was better,
    a regular expression.
    """

    of: str
    by: str
    asked: str
    known: frozenset[str]
    before: str
    grow: str
    values: tuple[str, str]


@frozen
class To:
    """What the symbol becomes, and the fate of its arguments. Unmentioned arguments pass through.

    target: the Keras 3 symbol, with the parameters that may stay positional, in order:
        `"keras.layers.Conv2D(filters, kernel_size)"`.
    args: old name, or a tuple of old names that fuse -> fate. A plain string renames.
    pin: old parameters whose default moved: the old default is written out under `exact`.
    real: of those, what is written where one of the arguments has a fraction.
    pin_with: of those, the old parameter that must be given for the default to matter.
    pin_new: new parameters without an old counterpart, and the value that computes what the old
        release computed; written under `exact`.
    require: old parameters that Keras 3 has no default for: always written out if left out.
    accept: old parameters whose default moved harmlessly; only answers the audit.
    add: new arguments that are always written.
    wrap: `"keras.layers.TimeDistributed({})"`: written around the rewritten call.
    by_units: the same for a method of a model, where it depends on the model's last layer.
    on: the old argument on which the layer that the new call builds is called.
    shape_from: the `InputShape("axis")` arguments in the order of the axes.
    always_input: the layer built its own Input, also when no shape was given (Embedding).
    data_format: "spatial": takes `data_format=` and its meaning depends on it; "steps": one that
        Keras 1 had no ordering for, always channels_last; "flatten": must never see channels_first.
    axis: the old parameter that names a feature axis, to be checked against the data_format.
    returns: strings that the call used to return -> those it returns now. Where the result is
        compared with one of them in place, the string is respelled too.
    notice: said, as a notice, at each rewritten use.
    drifts: differences that no argument can pin; said, as a notice, at each use. once: the same,
        said at the first use of a file: every network has many. unturned: said in their place.
    signed: what it drifts by is about numbers below 0, and not said where its argument has none.
    helpers: definitions that the target needs; a target without a dot is one of them.
    as_weight: the initializer of the `self.add_weight` that takes the place of the call where a
        layer makes a weight with it: a name ("zeros"), or code over the old arguments. "value":
        the call is given the weight's value, and becomes a variable that the layer finds itself.
    instance: what stands for a function that made a value where it is handed on, not called: an
        object that makes such, which is called as the function was.
    computed: written around the call, as `wrap` is, where operators compute with its result.
    unless_returned: the same, but where a function returns its result, as far as a mean of it goes.
    in_call: what the symbol becomes in the `call` of a layer, if that is something else. in_build:
        the same, where a layer is made or built. spent: where what it makes is computed with, and
        can be had by nobody else. outside: of a method: what it becomes unless an object calls its
        own, when it is made already.
    dynamic: what it becomes where its first argument is not known to be a tensor of a model, and
        may be one with sizes that are open still. indexed: the same, or what it becomes anyway,
        where only the elements of the result are read, in place.
    iterated: the same, where Keras 3 takes the elements of the result one by one (`Into.iterated`).
    receiver: of a method that becomes a function: the object is its first argument.
    text: what the whole call (or the constant) becomes, rather than a call of the target.
    new: parameters that only Keras 3 has, if not told by the other fields.
    alone: old arguments of which Keras 3 takes one at most: where several are given, an action.
    bare: an action finding, where no argument of the old ones is given that has a fate.
    transparent: arguments that `**kwargs` hides may be passed on as they are: no default moved, and
        hardly a name. same_places: so may those that `*args` hides.
    element: of an attribute: what is taken of what the new one holds (`[0]`).
    derived: an action finding, where a class derives from it. others: its `**kwargs` took any
        keyword, and so do those of the new one.
    called: of a class that stays what others derive from: what is called to make one of its own.
    own: of an attribute: an action finding where a class reads its own, through `self`. listed: the
        same where it is asked whether it is a list, or is read beside that.
    instead: of a method: what is written for its call, with the object as `{self}`.
    reloaded: what is said of the model that it returns where that is trained. directed: an argument
        that Keras 3 must be given with some values of another.
    """

    target: str
    args: Args = field(default_factory=dict)
    pin: tuple[str, ...] = ()
    pin_new: Mapping[str, Constant | Code] = field(default_factory=dict)
    require: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    add: Mapping[str, Constant | Code] = field(default_factory=dict)
    wrap: str = ""
    by_units: ByUnits | None = None
    on: str = ""
    shape_from: tuple[str, ...] = ()
    always_input: bool = False
    data_format: DataFormat | None = None
    axis: str = ""
    returns: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""
    drifts: str = ""
    once: str = ""
    signed: bool = False
    unturned: Unturned | None = None
    helpers: tuple[Helper, ...] = ()
    as_weight: str | Code = ""
    instance: Code | None = None
    computed: str = ""
    unless_returned: str = ""
    in_call: To | Gone | None = None
    in_build: To | Gone | None = None
    spent: To | None = None
    outside: Gone | None = None
    dynamic: To | None = None
    indexed: To | None = None
    iterated: To | None = None
    receiver: bool = False
    text: Code | None = None
    new: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    bare: str = ""
    transparent: bool = False
    same_places: bool = False
    element: str = ""
    instead: str = ""
    reloaded: Reloaded | None = None
    directed: Directed | None = None
    own: str = ""
    listed: str = ""
    called: str = ""
    derived: str = ""
    others: bool = False
    pin_with: Mapping[str, str] = field(default_factory=dict)
    real: Mapping[str, Constant] = field(default_factory=dict)

    @cached_property
    def name(self) -> str:
        """The qualified name of the target, without its parameters."""
        return self.target.partition("(")[0]

    @cached_property
    def groups(self) -> Mapping[str, tuple[tuple[str, ...], Fate]]:
        """The old parameters that become one, each -> all of them, and their fate."""
        several = ((key, fate) for key, fate in self.args.items() if isinstance(key, tuple))
        return {old: (key, fate) for key, fate in several for old in key}

    @cached_property
    def dated(self) -> Mapping[str, Into]:
        """The old parameters of whose values an earlier release made something else."""
        fates = ((old, fate) for old, fate in self.args.items() if isinstance(old, str))
        return {old: f for old, f in fates if isinstance(f, Into) and f.until}

    @cached_property
    def positional(self) -> tuple[str, ...]:
        """The new parameters that may stay positional."""
        inside = self.target.partition("(")[2].rstrip(")")
        return tuple(part.strip() for part in inside.split(",") if part.strip())


@frozen
class Switch:
    """What the symbol becomes depends on the literal value of one old argument.

    `function`: used when the argument is a lambda or a function of the file. `number`: an argument,
    and what is used where that is known to be one number, and no array. `whole`: two arguments, and
    what is used in its place where one of them is a whole number and the other no literal, which
    need not have its type. `otherwise`: when none of these is so, nor the argument a literal in
    `cases`.
    """

    on: str
    cases: Mapping[Constant, To | Gone]
    otherwise: To | Gone
    function: To | Gone | None = None
    number: tuple[str, To] | None = None
    whole: tuple[tuple[str, str], To] | None = None


Becomes: TypeAlias = To | Switch | Gone


def outcomes(becomes: Becomes) -> Iterable[To]:
    """Every `To` that a symbol may become."""
    match becomes:
        case To():
            yield becomes
        case Switch():
            yield from (case for case in becomes.cases.values() if isinstance(case, To))
            others = (becomes.function, becomes.otherwise)
            others += (*(becomes.number or ()), *(becomes.whole or ()))
            yield from (other for other in others if isinstance(other, To))
