"""What is to be done to a call, as data: decided from the ast, carried out by `expressions`."""

from __future__ import annotations

import re

from migrator.frozen import frozen
from migrator.patterns import regex

ARGUMENT = regex(r"«(\d+)(?:\.(\d+))?»")


@frozen
class Keep:
    """An old argument, at position `index` of the old call, as it stands or under a keyword.

    value: what to write instead of its value; `«i»` in it stands for old argument `i`, and
    `«i.j»` for element `j` of the tuple that old argument `i` is; of a sum, for what is added to.
    """

    index: int
    keyword: str | None
    value: str | None = None


@frozen
class Fuse:
    """Old arguments that become one tuple; a part may be text where the old call left it out."""

    parts: tuple[int | str, ...]
    keyword: str | None

    @property
    def index(self) -> int:
        """The old argument at whose place the tuple stands."""
        return min(part for part in self.parts if isinstance(part, int))


@frozen
class Write:
    """A new argument, behind the others."""

    keyword: str
    value: str


@frozen
class CallEdit:
    """One call, rewritten.

    slots: the new arguments in order; an old one that no slot mentions is left out.
    callee: the new text of what is called, or None to keep it. method: the new name of the method
    that is called. wrap: text around the call, which stands in it as `{}`. on: the old argument on
    which the built layer is called, or a template for it.
    before: text of an expression to put in front of the call in the list it is an element of.
    receiver: the object whose method was called becomes the first argument.
    text: a template over the old arguments that takes the place of the whole call. instead: the
    same over the object, `{self}`.
    """

    slots: tuple[Keep | Fuse | Write, ...]
    callee: str | None = None
    method: str | None = None
    wrap: str = ""
    on: int | str | None = None
    before: str = ""
    receiver: bool = False
    text: str = ""
    instead: str = ""


def as_identifiers(template: str) -> str:
    """Turn `«i»` into a name that parses."""
    return ARGUMENT.sub(lambda m: f"__kmigrate_{m.group(1)}_{m.group(2) or ''}__", template)


def stands_alone(template: str, match: re.Match[str]) -> bool:
    """Whether commas, brackets or nothing stand around a placeholder, so that it needs none."""
    before, after = template[: match.start()].rstrip(), template[match.end() :].lstrip()
    ahead, behind = {"", "(", "[", "{", ",", "=", ":"}, {"", ")", "]", "}", ","}
    return before[-1:] in ahead and after[:1] in behind
