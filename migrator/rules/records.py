"""The record of one legacy symbol: what it was, in each release, and what it becomes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal, TypeAlias

from migrator.frozen import frozen
from migrator.rules.becomes import Becomes, To, outcomes
from migrator.rules.fates import Args, Branches, Check, Combine, InputShape, Into
from migrator.rules.values import Another, Code, Exactly, Gone, Helper, Scalar

Kind: TypeAlias = Literal[
    "number",
    "fraction",
    "count",
    "zero",
    "flag",
    "text",
    "vector",
    "tuple",
    "open",
    "no text",
    "first",
    "second",
]


@frozen
class Earlier:
    """Another signature, of an earlier release, and how a call is known to be written for it.

    was: as in `Rule`, of the release `release`. where: parameter of it -> what, given there by
    position, no later release took: a "number", a "fraction", a "count" (a whole number above 0),
    "zero", a "flag" (0, 1, True or False), a "text", a "vector" (a shape of one axis), a "tuple";
    "open": what the source does not tell; "no text": what it does not tell to be a string;
    "first", "second": that parameter of a function around it. So tell keywords that only this
    signature has.
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


@frozen
class Rule:
    """One legacy symbol, and what it becomes.

    `was` is the old signature as the legacy source has it; its qualified name is the rule's
    identifier on the command line and in reports. A `was` without parentheses is a constant.
    `only` names the dialects it belongs to ("keras0"), if not to all of its family.
    `earlier`: other signatures that it had, asked in this order for the one of a call.
    `spellings`: keywords that the symbol also took -> the parameter that they meant.
    `moved`: parameter -> the release that changed its default -> the one it had before, in the
    order of the releases; the last default is that of `was`. `open_moves`: of those -> what is
    said, once in a file, where its release is open, if not the usual; "": nothing.
    `inserted`: parameter -> the release that put it in front of others, whose places moved.
    `refused`: parameter -> those of its strings that Keras 3 does not know: they date the file.
    """

    was: str
    becomes: Becomes
    also: tuple[str, ...] = ()  # other qualified names of the same symbol
    only: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, Mapping[str, Scalar]] = field(default_factory=dict)
    open_moves: Mapping[str, str] = field(default_factory=dict)
    inserted: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, frozenset[str]] = field(default_factory=dict)

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
    def fused(self) -> frozenset[tuple[str, ...]]:
        """The old parameters that become one, several at a time."""
        return frozenset(
            key
            for to in outcomes(self.becomes)
            for key, fate in to.args.items()
            if isinstance(key, tuple) and isinstance(fate, str)
        )

    @cached_property
    def others(self) -> bool:
        """Whether it took any keyword besides."""
        return any(to.others for to in outcomes(self.becomes))

    @cached_property
    def helpers(self) -> frozenset[Helper]:
        """The helpers that its calls may need."""
        return frozenset(helper for to in outcomes(self.becomes) for helper in _helpers(to))

    @cached_property
    def answers(self) -> frozenset[str]:
        """The Keras 3 functions whose answers are spelled otherwise than its own were."""
        return frozenset(to.name for to in outcomes(self.becomes) if to.returns)

    @cached_property
    def merging(self) -> frozenset[str | tuple[str, ...]]:
        """The arguments that take models to be merged."""
        fates = (item for to in outcomes(self.becomes) for item in to.args.items())
        return frozenset(old for old, fate in fates if isinstance(fate, Branches))

    @cached_property
    def ordered(self) -> tuple[To, ...]:
        """What becomes of it, if it tells the ordering of dimensions or is told it."""
        return tuple(to for to in outcomes(self.becomes) if _is_ordered(to))

    @cached_property
    def legacy_keywords(self) -> frozenset[str]:
        """Keywords that the Keras 3 counterpart no longer takes."""
        return self._mentioned - _new_names(self.becomes)


@frozen
class Method(Rule):
    """A method of a Keras object: `was` is `"keras.models.Model.fit(x, y, ...)"`, without `self`.

    `unmistakable`: no other library has a method of this name, so that it is recognised even on a
    receiver whose class cannot be inferred. `telltale`: keywords that make it so; those that
    Keras 3 lacks also date the file. `together`: keywords that make it so where all are given.
    `receiver`: the classes it is looked for on, besides the one in `was`.
    `changed`: of an attribute that may be read as ever: only where it is assigned, deleted or,
    being a list, changed; `telltale` are then the methods of lists that make it unmistakable.
    `looked_into`: of an attribute that is a text: only where it is compared with others, or a part
    of it is asked for.
    `given`: of an attribute that Keras set: a class that sets one of that name has one of its own.
    """

    unmistakable: bool = False
    telltale: tuple[str, ...] = ()
    together: frozenset[str] = frozenset()
    receiver: tuple[str, ...] = ()
    changed: bool = False
    looked_into: bool = False
    given: bool = False

    @cached_property
    def method(self) -> str:
        """The bare name of the method."""
        return self.name.rpartition(".")[2]

    def is_told_by(self, keywords: Collection[str | None]) -> bool:
        """Whether keywords of a call make it recognised on a receiver of an unknown class."""
        together = bool(self.together) and self.together.issubset(keywords)
        return together or not set(self.telltale).isdisjoint(keywords)

    @cached_property
    def owner(self) -> str:
        """The qualified name of the class that has it."""
        return self.name.rpartition(".")[0]

    @cached_property
    def is_lost(self) -> bool:
        """Whether Keras 3 has nothing of this name, or has it only elsewhere; not if it is set."""
        becomes = self.becomes
        elsewhere = isinstance(becomes, To) and bool(becomes.instead or becomes.element)
        gone = isinstance(becomes, Gone) or elsewhere or bool(self.renamed)
        return gone and not (self.changed or self.looked_into)

    @property
    def homes(self) -> tuple[str, str]:
        """The class that has it, and the module of that."""
        return self.owner, self.owner.rpartition(".")[0]

    @cached_property
    def renamed(self) -> str:
        """The bare name that it has in Keras 3, if it is another one."""
        new = self.becomes.name.rpartition(".")[2] if isinstance(self.becomes, To) else ""
        return new if new != self.method else ""


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
                found |= set() if isinstance(fate, Into) and fate.ends else {fate.name}
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


def _is_ordered(to: To) -> bool:
    fates = (fate for fate in to.args.values() if isinstance(fate, Into))
    return bool(to.returns) or any(fate.name == "data_format" for fate in fates)


def _helpers(to: To) -> Iterator[Helper]:
    yield from to.helpers
    values = [v for f in to.args.values() if isinstance(f, Into) for v in f.values.values()]
    for value in (*values, *to.pin_new.values(), *to.add.values()):
        code = value.value if isinstance(value, Exactly) else value
        if isinstance(code, Code):
            yield from code.helpers
        if isinstance(value, Another) and value.helper is not None:
            yield value.helper
    for fate in to.args.values():
        if isinstance(fate, Combine):
            yield from fate.code.helpers
