"""The vocabulary in which knowledge about Keras is written: data only, no libcst and no I/O.

A record says what a legacy symbol *was* (its old signature, as text copied from the legacy
source) and what it *becomes*. How a change is carried out is the engine's business.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

_REMEMBERED = 10_000  # names, so that a run over a million files does not grow

Scalar: TypeAlias = str | int | float | bool | None
Constant: TypeAlias = Scalar | tuple[Scalar, ...]


@dataclass(frozen=True)
class Helper:
    """A definition that a migrated file needs, written once per file before its first use.

    `source` defines exactly one function or class called `name` and spells every name it needs
    from the top of a package (`keras.ops.clip`), so that the engine can plan its imports.
    """

    name: str
    source: str


@dataclass(frozen=True)
class Code:
    """Source text to write. `{old}` stands for the text of the old argument `old` (or its default).

    Names are spelled from the top of their package (`keras.initializers.Orthogonal(gain=1.1)`);
    the engine respells the package as the file imports it. Each helper is available by its name.
    """

    text: str
    helpers: tuple[Helper, ...] = ()


@dataclass(frozen=True)
class Exactly:
    """A value written only under `--semantics exact`; `modern` keeps the author's and says so.

    notice: said where it is written.
    """

    value: Constant | Code
    why: str
    notice: str = ""


@dataclass(frozen=True)
class Gone:
    """No equivalent: the call is left alone, with a finding that says what to do instead.

    As the fate of an argument: at its old default (or at a value in `harmless`) it is left out.
    """

    instead: str
    harmless: tuple[Constant, ...] = ()


@dataclass(frozen=True)
class Remark:
    """Something to say of a use, as a finding."""

    text: str
    severity: Literal["action", "notice"] = "action"


@dataclass(frozen=True)
class Drop:
    """Meaningless in Keras 3, or the default there: left out. `why` becomes a finding if given."""

    why: str = ""
    severity: Literal["action", "notice"] = "notice"


Value: TypeAlias = Constant | Code | Exactly | Drop | Gone


@dataclass(frozen=True)
class Into:
    """Renamed, with some literal values respelled (also inside a literal list, tuple or dict).

    `values`: old literal -> new value. `lengths`: for a literal tuple of this length, a template
    over its elements, as `"(({0}, {1}), ({2}, {3}))"`. `unsure`: said, as an action finding, when
    the value cannot be read from the source and might be one of those in `values`. `function`:
    the parameters with which Keras 3 calls a function given here; the function's own behind the
    first are replaced by those. `shape`: a shape without the batch axis, or a function of the
    whole input shape: where such a function does not depend on it, its result is written.
    `tensors`: said, as an action finding, of a function given here that reads tensors of the
    model from outside. `whole`: Keras 3 insists on a Python int: a number that NumPy computed is
    written `int(...)`. `computed`: a template for a value that the source does not tell, over `{}`:
    `"'grayscale' if {} else 'rgb'"`. `number`: why the call is left alone if the value is, or may
    be, a number: another release had another parameter at this place. `on_theano`: value -> what
    is said of it in a file that asks for Theano.
    """

    name: str
    values: Mapping[Constant, Value] = field(default_factory=dict)
    lengths: Mapping[int, str] = field(default_factory=dict)
    unsure: str = ""
    function: tuple[str, ...] = ()
    shape: bool = False
    whole: bool = False
    tensors: str = ""
    number: str = ""
    computed: str = ""
    on_theano: Mapping[Constant, Remark] = field(default_factory=dict)


@dataclass(frozen=True)
class Check:
    """Renamed, and its meaning shifted: a person must look. `why` becomes a finding."""

    name: str
    why: str
    severity: Literal["action", "notice"] = "action"


@dataclass(frozen=True)
class Batches(Check):
    """A number of samples that becomes the number of batches they fill.

    of: the argument that is the generator of the batches. Where that shows the size of a batch
    (`Knowledge.batched`, or a generator function of the file), the number is divided by it;
    elsewhere `why` becomes a finding. Where it is a tuple of arrays, the number meant nothing.
    """

    of: str = ""


@dataclass(frozen=True)
class FileName(Check):
    """Names a file that Keras 3 writes, or reads, only under some endings.

    endings: those it takes, the preferred one first; of a name with none of them, the ending is
    replaced where the file is both written and read in sight; elsewhere `why` becomes a finding.
    writes: whether the file is written here. where: an argument -> the endings where it is True.
    numbered: said, as a notice, where the name is a template with an `{epoch}`.
    """

    endings: tuple[str, ...] = ()
    writes: bool = True
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbered: str = ""


@dataclass(frozen=True)
class LogName(Into):
    """Renamed; names what is logged (`Knowledge.logged`), and is followed into variables.

    defines: what is logged gets its names here, rather than being looked up by them.
    """

    defines: bool = False


@dataclass(frozen=True)
class Combine:
    """Several old arguments become one, written as `code`.

    Where the argument named `unless[0]` is absent or equals `unless[1]`, the first of the old
    arguments is merely renamed.
    """

    name: str
    code: Code
    unless: tuple[str, Constant]


@dataclass(frozen=True)
class InputShape:
    """Says the shape of the model's input: becomes an `Input` layer in front, or stays.

    `role`: "shape" (without the batch axis), "batch_shape" (with it), "axis" (one axis of the
    shape, placed by `To.shape_from`), "dtype" or "batch_size".
    """

    role: Literal["shape", "batch_shape", "axis", "dtype", "batch_size"]


@dataclass(frozen=True)
class Branches:
    """The models whose outputs a layer merged: it is called on them, in a functional model.

    `instead` is said where the Sequential around the layer cannot be made functional.
    """

    instead: str


@dataclass(frozen=True)
class ByUnits:
    """What is written around a call on a model, by the units that its last layer has.

    otherwise: said, as an action finding, where the last layer is not in sight.
    """

    one: str
    several: str
    otherwise: str


@dataclass(frozen=True)
class Elsewhere:
    """Left out: what it asked for is asked of another method of the same object now.

    method, argument, value: what that method is given, where the file calls it on the object
    and does not give it already. returns: methods whose answer grows by that; where one of them
    is called without having asked, or the other call is not in sight, `why` is an action finding.
    """

    method: str
    argument: str
    value: str
    returns: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class InputsAndTargets:
    """A dict of arrays, by the names of a graph's inputs and outputs, becomes two arguments.

    inputs, targets: their names; where `inputs` is empty they become one tuple, `targets`.
    why: an action finding, where the source does not tell the one from the other.
    """

    inputs: str
    targets: str
    why: str

    @property
    def name(self) -> str:
        """The first of the new arguments."""
        return self.inputs or self.targets


@dataclass(frozen=True)
class Tensors:
    """Tensors of a model, which the call must be given: one, or a list of them.

    otherwise: why the call is left alone where they are not known to be. phase: a function that
    made a tensor of its own, left out at the end of the list; the argument `flag` says it was
    there.
    """

    name: str
    otherwise: str
    phase: str = ""
    flag: str = ""


@dataclass(frozen=True)
class ByOutput:
    """Renamed; where a graph has several outputs, a dict that gives each of them the value.

    why: an action finding, where the source does not tell the outputs.
    """

    name: str
    why: str


Fate: TypeAlias = (
    Tensors
    | ByOutput
    | InputsAndTargets
    | Elsewhere
    | Branches
    | str
    | Into
    | Check
    | Drop
    | Gone
    | Combine
    | InputShape
)
Args: TypeAlias = Mapping[str | tuple[str, ...], Fate]
DataFormat: TypeAlias = Literal["spatial", "steps", "flatten"]


@dataclass(frozen=True)
class To:
    """What the symbol becomes, and the fate of its arguments. Unmentioned arguments pass through.

    target: the Keras 3 symbol, with the parameters that may stay positional, in order:
        `"keras.layers.Conv2D(filters, kernel_size)"`.
    args: old name, or a tuple of old names that fuse -> fate. A plain string renames.
    pin: old parameters whose default moved: the old default is written out under `exact`.
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
    drifts: differences that no argument can pin; said, as a notice, at each use.
    helpers: definitions that the target needs; a target without a dot is one of them.
    as_weight: the initializer of the `self.add_weight` that takes the place of the call where a
        layer makes a weight with it: a name ("zeros"), or code over the old arguments. "value":
        the call is given the weight's value, and becomes a variable that the layer finds itself.
    receiver: of a method that becomes a function: the object is its first argument.
    text: what the whole call (or the constant) becomes, rather than a call of the target.
    new: parameters that only Keras 3 has, if not told by the other fields.
    transparent: arguments that `**kwargs` hides may be passed on as they are: no default moved, and
        hardly a name. same_places: so may those that `*args` hides.
    element: of an attribute: what is taken of what the new one holds (`[0]`).
    own: of an attribute: an action finding where a class reads its own, through `self`.
    instead: of a method: what is written for its call, with the object as `{self}`.
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
    helpers: tuple[Helper, ...] = ()
    as_weight: str | Code = ""
    receiver: bool = False
    text: Code | None = None
    new: tuple[str, ...] = ()
    transparent: bool = False
    same_places: bool = False
    element: str = ""
    instead: str = ""
    own: str = ""
    pin_with: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def name(self) -> str:
        """The qualified name of the target, without its parameters."""
        return self.target.partition("(")[0]

    @cached_property
    def positional(self) -> tuple[str, ...]:
        """The new parameters that may stay positional."""
        inside = self.target.partition("(")[2].rstrip(")")
        return tuple(part.strip() for part in inside.split(",") if part.strip())


@dataclass(frozen=True)
class Switch:
    """What the symbol becomes depends on the literal value of one old argument.

    `function`: used when the argument is a lambda or a function of the file. `otherwise`: when
    it is neither that nor a literal in `cases`.
    """

    on: str
    cases: Mapping[Constant, To | Gone]
    otherwise: To | Gone
    function: To | Gone | None = None


Becomes: TypeAlias = To | Switch | Gone
Kind: TypeAlias = Literal["number", "count", "zero", "flag", "text", "vector", "tuple", "open"]


@dataclass(frozen=True)
class Earlier:
    """Another signature, of an earlier release, and how a call is known to be written for it.

    was: as in `Rule`, of the release `release`. where: parameter of it -> what, given there by
    position, no later release took: a "number", a "count" (a whole number above 0), "zero", a
    "flag" (0, 1, True or False), a "text", a "vector" (a shape of one axis), a "tuple"; "open":
    what the source does not tell. So tell keywords that only this signature has.
    only: dialects whose calls are read by it anyway. args: the fates of parameters, where they
    differ from those of the rule. pin: old parameters whose default was another one still,
    besides those that the rule pins. unclear: why such a call is left alone: it may as well be
    written for another signature. drifts: what no argument can pin, if not what the rule says.
    """

    was: str
    release: str
    where: Mapping[str, Kind] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    args: Args = field(default_factory=dict)
    pin: tuple[str, ...] = ()
    unclear: str = ""
    drifts: str | None = None

    @cached_property
    def old_keywords(self) -> frozenset[str]:
        """The keywords it took, those of its `**kwargs` included as far as a fate is recorded."""
        return _named(self.was) | _flat(self.args)


@dataclass(frozen=True)
class Rule:
    """One legacy symbol, and what it becomes.

    `was` is the old signature as the legacy source has it; its qualified name is the rule's
    identifier on the command line and in reports. A `was` without parentheses is a constant.
    `only` names the dialects it belongs to ("keras0"), if not to all of its family.
    `earlier`: other signatures that it had, asked in this order for the one of a call.
    `spellings`: keywords that the symbol also took -> the parameter that they meant.
    """

    was: str
    becomes: Becomes
    also: tuple[str, ...] = ()  # other qualified names of the same symbol
    only: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)

    def speaks(self, dialect: str) -> bool:
        """Whether the symbol, as it is recorded here, belongs to a dialect of its family."""
        return not self.only or dialect in self.only

    @cached_property
    def name(self) -> str:
        """The rule's identifier: the qualified name of the legacy symbol."""
        return self.was.partition("(")[0]

    @cached_property
    def new_keywords(self) -> frozenset[str]:
        """Parameters that only the Keras 3 counterpart has: a call that uses one is modern."""
        return _new_names(self.becomes) - self.old_keywords

    @cached_property
    def old_keywords(self) -> frozenset[str]:
        """Every keyword the legacy symbol took, as far as it is recorded."""
        return self._mentioned | _named(self.was)

    @cached_property
    def _mentioned(self) -> frozenset[str]:
        """The old parameters whose fate is recorded; the others keep their name."""
        fates = {old for to in outcomes(self.becomes) for old in _flat(to.args)}
        return frozenset({*fates, *self.spellings})

    @cached_property
    def legacy_keywords(self) -> frozenset[str]:
        """Keywords that the Keras 3 counterpart no longer takes."""
        return self._mentioned - _new_names(self.becomes)


@dataclass(frozen=True)
class Method(Rule):
    """A method of a Keras object: `was` is `"keras.models.Model.fit(x, y, ...)"`, without `self`.

    `unmistakable`: no other library has a method of this name, so that it is recognised even on a
    receiver whose class cannot be inferred. `telltale`: keywords that make it so; those that
    Keras 3 lacks also date the file.
    `receiver`: the classes it is looked for on, besides the one in `was`.
    """

    unmistakable: bool = False
    telltale: tuple[str, ...] = ()
    receiver: tuple[str, ...] = ()

    @cached_property
    def method(self) -> str:
        """The bare name of the method."""
        return self.name.rpartition(".")[2]

    @cached_property
    def owner(self) -> str:
        """The qualified name of the class that has it."""
        return self.name.rpartition(".")[0]


@dataclass(frozen=True)
class Graphs:
    """Models that were built by naming their nodes.

    classes: class -> "model" (its outputs have names), or "layer" (it has one output).
    signatures: method that adds to one -> its signature. inputs, outputs: those that add an input
    and an output. shared: those that have no counterpart. merging: the layer whose `Switch` says
    what merges nodes, in one of `modes`.
    """

    classes: Mapping[str, Literal["model", "layer"]]
    signatures: Mapping[str, str]
    inputs: str
    outputs: str
    shared: frozenset[str]
    merging: str
    modes: frozenset[str]


@dataclass(frozen=True)
class Sessions:
    """Sessions of TensorFlow 1 that let the memory of a GPU grow, and how that is said today.

    setter: the function that was given the session. sessions, configs, options: what made each.
    harmless: what could be set besides, and means nothing any more. written: the lines that take
    the place of the call, spelled from `tensorflow`.
    """

    setter: str
    sessions: frozenset[str]
    configs: frozenset[str]
    options: frozenset[str]
    harmless: frozenset[str]
    written: str


@dataclass(frozen=True)
class Knowledge:
    """Everything the engine is told about one family of releases.

    release: the family: "1", "2.2" (2.0 to 2.2), "2.3", "tf.1" (tf.keras in TensorFlow 1) or
        "tf.keras".
    modules: legacy module -> the module under which its symbols are recorded here
        (`"keras.layers.convolutional": "keras.layers"`).
    same: qualified names that Keras 3 still has, with the same meaning and arguments.
    modern: every public name of Keras 3 (`"keras.layers.Conv2D"`).
    exports: module -> the names a star import of it binds.
    returns: function -> the class of what it returns (`"keras.models.load_model"` -> Model).
    keras2: symbols recorded here that Keras 2 had too -> their keywords that it still took: a use
        of one does not tell Keras 1 from Keras 2.
    ancient: symbols, and keywords of methods (`show_accuracy`), that only Keras 0 had.
    style: how symbols of a Keras 3 module are imported where the old module is gone: "bare"
        (`from keras.utils import x`) or "dotted" (`keras.random.x`); else `from keras import ops`.
    roots: module -> the class that all classes of that module derive from: its methods, recorded
        once, are those of every class that a file derives from one of them.
    weight_lists: attribute in which a legacy layer listed its weights -> whether they are trained.
    penalties: attributes in which a legacy layer collected what applies to its weights
        ("regularizers", "constraints"), and the argument of `add_weight` that says it now.
    readonly: class -> attributes that Keras 3 keeps for itself, so that to assign one fails -> what
        to do instead.
    remarks: attribute of a class that its own classes may set
        (`"keras.layers.Layer.activity_regularizer"`) -> a notice about what it means now.
    keys: attribute or parameter of a class that holds a dict (`"keras.callbacks.Callback.params"`)
        -> its old keys -> the new ones, or what to do instead.
    batched: what makes a generator of batches -> its argument that says their size.
    units: layer -> the argument that says how many units it has, or holds the layer that does; ""
        for one that has as many as the layer in front of it.
    logged: metric -> the name under which Keras 3 logs it ("acc" -> "accuracy").
    logs: attribute of a class that holds what was logged, by its name.
    sessions: what sessions of TensorFlow 1 were made for.
    counterparts: function of the backend's package -> that of `keras.ops` with another name.
    graphs: how the classes of models were built whose nodes had names.
    frozen: class -> what is said where an object of it is set not to be trainable. refrozen: an
    action finding where that is a model which was compiled, and is trained, by itself (`{}`).
    before: the family whose helpers may be in a file already: migrated, it can look like this one.
    """

    rules: tuple[Rule, ...]
    release: str = "1"
    modules: Mapping[str, str] = field(default_factory=dict)
    same: frozenset[str] = frozenset()
    modern: frozenset[str] = frozenset()
    exports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    returns: Mapping[str, str] = field(default_factory=dict)
    keras2: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ancient: frozenset[str] = frozenset()
    style: Mapping[str, Literal["bare", "dotted"]] = field(default_factory=dict)
    roots: Mapping[str, str] = field(default_factory=dict)
    weight_lists: Mapping[str, bool] = field(default_factory=dict)
    penalties: Mapping[str, str] = field(default_factory=dict)
    readonly: Mapping[str, Mapping[str, Gone]] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, Mapping[str, str | Gone]] = field(default_factory=dict)
    batched: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    logged: Mapping[str, str] = field(default_factory=dict)
    logs: frozenset[str] = frozenset()
    sessions: Sessions | None = None
    counterparts: Mapping[str, str] = field(default_factory=dict)
    graphs: Graphs | None = None
    frozen: Mapping[str, Remark] = field(default_factory=dict)
    refrozen: str = ""
    before: Knowledge | None = None

    @cached_property
    def by_name(self) -> Mapping[str, Rule]:
        """The rule of each qualified legacy name, its other names included."""
        return {name: rule for rule in self.rules for name in (rule.name, *rule.also)}

    @cached_property
    def homes(self) -> frozenset[str]:
        """The modules under which symbols are recorded."""
        return frozenset(self.modules.values()) - self.by_name.keys()

    @cached_property
    def helper_docstrings(self) -> frozenset[str | None]:
        """The docstrings of all helpers, by which one that was written is recognised."""
        found = set()
        for helper in _helpers(self.rules):
            definition = ast.parse(helper.source).body[0]
            if isinstance(definition, ast.FunctionDef | ast.ClassDef):
                found.add(ast.get_docstring(definition))
        return frozenset(found) | (self.before.helper_docstrings if self.before else frozenset())

    @cached_property
    def answers(self) -> frozenset[str]:
        """The Keras 3 functions whose answers are spelled otherwise than their predecessors'."""
        found = (to for rule in self.rules for to in outcomes(rule.becomes) if to.returns)
        return frozenset(to.name for to in found)

    @cached_property
    def attributes(self) -> Mapping[str, tuple[Method, ...]]:
        """The rules of attributes, which are methods without parameters, by their bare name."""
        found = {n: tuple(m for m in ms if "(" not in m.was) for n, ms in self.methods.items()}
        return {name: rules for name, rules in found.items() if rules}

    @cached_property
    def methods(self) -> Mapping[str, tuple[Method, ...]]:
        """The method rules by the bare name of the method."""
        found: dict[str, list[Method]] = {}
        for rule in self.rules:
            if isinstance(rule, Method):
                found.setdefault(rule.method, []).append(rule)
        return {name: tuple(rules) for name, rules in found.items()}

    def had(self, name: str) -> bool:
        """Whether the legacy releases had a symbol of this name."""
        return name in self.by_name or name in self.same

    def canonical(self, name: str) -> str:
        """Return the name under which a symbol is recorded, whichever module it came from."""
        found = self._homes.get(name)
        if found is None:
            if len(self._homes) > _REMEMBERED:
                self._homes.clear()
            found = self._homes[name] = self._home(name)
        return found

    @cached_property
    def _homes(self) -> dict[str, str]:
        """What `canonical` found, by name: a file asks for the same few names all the time."""
        return {}

    def _home(self, name: str) -> str:
        module, _, rest = name, "", ""
        while module:
            if module in self.modules:
                home = self.modules[module]
                return f"{home}.{rest}" if rest else home
            module, _, last = module.rpartition(".")
            rest = f"{last}.{rest}" if rest else last
        return name


@dataclass(frozen=True)
class Library:
    """The knowledge of all families.

    first: that of Keras 0 and 1. later: makes the others, when a file asks for one of them.
    exports: module -> the names that a star import of it binds, in any family.
    """

    first: Knowledge
    later: Callable[[], tuple[Knowledge, ...]] = tuple
    exports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_release(self) -> Mapping[str, Knowledge]:
        """All families by their release."""
        return {known.release: known for known in (self.first, *self.later())}

    @classmethod
    def alone(cls, knowledge: Knowledge) -> Library:
        """Return the library of one family."""
        return cls(knowledge, exports=knowledge.exports)


def _new_names(becomes: Becomes) -> frozenset[str]:
    """Return the names of the parameters that the Keras 3 counterparts are known to take."""
    found: set[str] = set()
    for to in outcomes(becomes):
        found |= {*to.positional, *to.pin_new, *to.add, *to.new}
        found |= {"data_format"} if to.data_format else set()
        for key, fate in to.args.items():
            if isinstance(fate, str):
                found.add(fate)
            elif isinstance(fate, Into | Check | Combine):
                found.add(fate.name)
            elif isinstance(fate, InputShape) and key == "input_shape":
                found.add("input_shape")
    return frozenset(found)


def _named(was: str) -> frozenset[str]:
    """Return the names of the parameters of a signature."""
    inside = was.partition("(")[2].rpartition(")")[0]
    parts = _split_outside_brackets(inside)
    return frozenset(part.partition("=")[0].strip(" *") for part in parts) - {""}


def _flat(args: Args) -> frozenset[str]:
    """Return the old arguments that have a fate, those that fuse one by one."""
    return frozenset(n for key in args for n in (key if isinstance(key, tuple) else (key,)))


def _split_outside_brackets(text: str) -> list[str]:
    """Split a parameter list at its commas."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _helpers(rules: Iterable[Rule]) -> set[Helper]:
    """Return the helpers that some rule may need."""
    found: set[Helper] = set()
    for to in (to for rule in rules for to in outcomes(rule.becomes)):
        found.update(to.helpers)
        values = [v for f in to.args.values() if isinstance(f, Into) for v in f.values.values()]
        for value in (*values, *to.pin_new.values(), *to.add.values()):
            code = value.value if isinstance(value, Exactly) else value
            found.update(code.helpers if isinstance(code, Code) else ())
        combined = (f for f in to.args.values() if isinstance(f, Combine))
        found.update(helper for fate in combined for helper in fate.code.helpers)
    return found


def outcomes(becomes: Becomes) -> Iterable[To]:
    """Every `To` that a symbol may become."""
    match becomes:
        case To():
            yield becomes
        case Switch():
            yield from (case for case in becomes.cases.values() if isinstance(case, To))
            yield from (o for o in (becomes.function, becomes.otherwise) if isinstance(o, To))
