"""The arguments of a call as bytes: what becomes of them where commas are all between them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from migrator.engine.reading.signatures import arguments
from migrator.engine.reading.source import Source
from migrator.engine.writing import alignment
from migrator.engine.writing.edits import Edit
from migrator.engine.writing.plans import ARGUMENT, CallEdit, Fuse, Keep, Write, stands_alone
from migrator.engine.writing.written import MoreThanBytes, Written
from migrator.patterns import regex

_OPENED = regex(rb"[ \t]*\([ \t]*(?:\r?\n[ \t]*)?")
_COMMA = regex(rb"[ \t]*,[ \t]*(?:(?:#[^\r\n]*)?(?P<broken>\r?\n[ \t]*))*")
_CLOSED = regex(rb"[ \t]*(?:,[ \t]*)?(?:\r?\n[ \t]*)?\)")
_EQUALS = regex(rb"[ \t]*=[ \t]*(?P<brackets>[( \t]*)")
_TIGHT = regex(rb"[ \t]*,[^ \t\r\n]|[ \t]*,\Z")
_SIMPLE = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.List, ast.Dict)


def renamed(
    source: Source, argument: ast.expr | ast.keyword, new: str | None, wrap: str = ""
) -> Iterator[Edit]:
    """Yield the edit that gives an argument another keyword, or its first one, or none.

    wrap: what stands in front of a keyword.

    Raises:
        MoreThanBytes: it has no keyword that is written as it is read; or it is to have none, and
            its value stands in brackets.
    """
    old = argument.arg if isinstance(argument, ast.keyword) else None
    start = source.start(argument)
    if new == old:
        if wrap and new is not None:
            yield Edit(start, start, wrap)
        return
    if isinstance(argument, ast.keyword) and old is None:
        raise MoreThanBytes  # `**other`
    if old is not None and not source.data.startswith(old.encode(), start):
        raise MoreThanBytes  # Python reads other letters as these
    if old is None:
        yield Edit(start, start, f"{wrap}{new}=")
    elif new is None:
        value = source.start(argument.value)  # type: ignore[union-attr]
        if b"(" in source.data[start:value]:
            raise MoreThanBytes
        yield Edit(start, value, "")
    else:
        yield Edit(start, start + len(old.encode()), f"{wrap}{new}")


class Arguments:
    """The arguments of a call: between them only commas, line breaks, and comments before those.

    values, ends: where the value of each starts and ends, with its brackets. copied: where those
    start and end that are written elsewhere, too. written: the edits of what stands inside them.

    Raises:
        MoreThanBytes: there is something else: brackets around an argument without a name.
    """

    def __init__(self, source: Source, call: ast.Call, written: Written) -> None:
        self._source = source
        self._written = written
        self._nodes = arguments(call)
        self._starts = [source.start(node) for node in self._nodes]
        self.ends = [source.end(node) for node in self._nodes]
        self.values = [source.start(_value(node)) for node in self._nodes]
        self.copied: list[tuple[int, int]] = []
        self._closing = source.end(call) - 1
        opened = source.end(call.func)
        if self._nodes:
            self._is_only(_OPENED, opened, self._starts[0])
            self._is_only(_CLOSED, self.ends[-1], self._closing + 1)
        elif source.data[opened : self._closing + 1] != b"()":
            raise MoreThanBytes
        gaps = zip(self.ends, self._starts[1:], strict=False)
        self._breaks = [self._is_only(_COMMA, *gap)["broken"] for gap in gaps]
        self._bracketed: set[ast.expr] = set()
        for index, node in enumerate(self._nodes):
            if isinstance(node, ast.keyword) and node.arg is not None:
                name_end = self._starts[index] + len(node.arg.encode())
                equals = self._is_only(_EQUALS, name_end, self.values[index])
                if equals["brackets"]:
                    self._bracketed.add(node.value)
                    self.values[index] = equals.start("brackets")

    def _is_only(self, pattern: re.Pattern[bytes], start: int, end: int) -> re.Match[bytes]:
        found = pattern.fullmatch(self._source.data, start, end)
        if found is None:
            raise MoreThanBytes
        return found

    @property
    def first(self) -> int:
        """Where the first argument starts, or would."""
        return self._starts[0] if self._starts else self._closing

    def edits(self, edit: CallEdit) -> list[Edit]:
        """Return what makes the arguments those of an edit, in the order of the source.

        Raises:
            MoreThanBytes: they change places, or what is written takes its layout from theirs.
        """
        found: list[Edit] = []
        for new in self._edits(edit):
            if found and found[-1].end == new.start == new.end == found[-1].start:
                new = Edit(new.start, new.end, found.pop().text + new.text)  # noqa: PLW2901
            found.append(new)
        return found

    def _edits(self, edit: CallEdit) -> Iterator[Edit]:
        last = -1  # of the old arguments that are there still
        added: list[str] = []
        wrap = ""  # in front of a name: the line may be broken there
        for slot in edit.slots:
            if isinstance(slot, Write):
                added.append(f"{alignment.WRAP}{slot.keyword}={self.filled(slot.value)}")
                continue
            first, end = _covered(slot)
            if first <= last:
                raise MoreThanBytes  # another order
            if added:
                yield self._between(last, first, added)
                added = []
            yield from self._without(last, first)
            last = end
            if isinstance(slot, Keep):
                wrap = alignment.WRAP if len(slot.value or "") > alignment.LONG else wrap
                yield from self._kept(slot, wrap)
            else:
                yield from self._fused(slot)
        yield from self._ended(last, added)

    def filled(self, template: str) -> str:
        """Return a template with the texts of old arguments in their places.

        Raises:
            MoreThanBytes: one of them goes over several lines, or stands in brackets.
        """
        texts = {m.group(): self._filling(template, m) for m in ARGUMENT.finditer(template)}
        return ARGUMENT.sub(lambda match: texts[match.group()], template)

    def _filling(self, template: str, match: re.Match[str]) -> str:
        node = _value(self._nodes[int(match.group(1))])
        if match.group(2):
            node = self._element(node, int(match.group(2)))
        text = self.copy(node)
        return text if stands_alone(template, match) or _is_simple(node) else f"({text})"

    def copy(self, node: ast.expr) -> str:
        """Return what becomes of an expression that is to be written elsewhere.

        Raises:
            MoreThanBytes: it goes over several lines or stands in brackets, or what becomes of it
            does not tell.
        """
        if node.lineno != node.end_lineno or node in self._bracketed:
            raise MoreThanBytes
        place = self._source.start(node), self._source.end(node)
        self.copied.append(place)
        return self._written.copy(*place)

    def _element(self, node: ast.expr, index: int) -> ast.expr:
        """Return an element of a tuple that stands in no brackets of its own."""
        elements = node.elts if isinstance(node, ast.Tuple | ast.List) else []
        start = self._source.start(elements[index]) if index < len(elements) else -1
        before = self._source.data[self._source.start(node) : max(start, 0)].rstrip(b" \t")
        if start < 0 or not (before.endswith(b",") if index else len(before) == 1):
            raise MoreThanBytes
        return elements[index]

    def _without(self, last: int, following: int) -> Iterator[Edit]:
        """Leave out the arguments between two others; of the commas there, one that breaks stays.

        last: -1 for the opening bracket.
        """
        if following == last + 1:
            return
        if last < 0:
            yield Edit(self._starts[0], self._starts[following], "")
            return
        commas = range(last, following)
        stays = next((i for i in reversed(commas) if self._breaks[i]), following - 1)
        if last < stays:
            yield Edit(self.ends[last], self.ends[stays], "")
        if stays + 1 < following:
            yield Edit(self._starts[stays + 1], self._starts[following], "")

    def _between(self, last: int, following: int, added: list[str]) -> Edit:
        """Write new arguments between two others; the comma between those stays behind them.

        A comment there is about the argument before it, and so stays in front of them.
        """
        if last < 0 or following > last + 1:
            raise MoreThanBytes
        comma = self._comma()
        if b"#" in self._behind(last):
            start = self._starts[following]
            return Edit(start, start, comma.join([*added, ""]))
        end = self.ends[last]
        return Edit(end, end, comma.join(["", *added]))

    def _kept(self, slot: Keep, wrap: str) -> Iterator[Edit]:
        yield from renamed(self._source, self._nodes[slot.index], slot.keyword, wrap)
        if slot.value is not None:
            text = self.filled(slot.value)
            yield Edit(self.values[slot.index], self.ends[slot.index], text)

    def _fused(self, slot: Fuse) -> Iterator[Edit]:
        """Put arguments that follow one another between brackets, on one line."""
        first, last = _covered(slot)
        comma = "," if any(map(self._is_tight, range(first, last + 1))) else ", "
        named = f"{slot.keyword}=" if slot.keyword is not None else ""
        if slot.parts != tuple(range(first, last + 1)):
            values = (p if isinstance(p, str) else self._value_of(p) for p in slot.parts)
            yield Edit(self._starts[first], self.ends[last], f"{named}({comma.join(values)})")
            return
        yield Edit(self._starts[first], self.values[first], f"{named}(")
        for index in range(first, last):
            yield Edit(self.ends[index], self.values[index + 1], comma)
        yield Edit(self.ends[last], self.ends[last], ")")

    def _value_of(self, index: int) -> str:
        return self.copy(_value(self._nodes[index]))

    def _is_tight(self, index: int) -> bool:
        """Whether nothing stands between the comma behind an argument and what follows it."""
        return _TIGHT.match(self._behind(index)) is not None

    def _behind(self, index: int) -> bytes:
        """Return what stands between an argument and the next one, or the end of the call."""
        following = [*self._starts[1:], self._closing]
        return self._source.data[self.ends[index] : following[index]]

    def _ended(self, last: int, added: list[str]) -> Iterator[Edit]:
        """Leave out the arguments behind the last one that stays, and write the new ones there."""
        if last == len(self._nodes) - 1 and not added:
            return
        comma = self._comma() if added else ""
        text = comma.join(["", *added] if last >= 0 else added)
        if last >= 0:
            yield Edit(self.ends[last], self.ends[-1], text)
        else:
            end = self.ends[-1] if added and self._nodes else self._closing
            yield Edit(self.first, end, text)

    def _comma(self) -> str:
        """Return what stands in front of a new argument: a line of its own where all have one."""
        if not self._breaks or None in self._breaks:
            return ", "
        if not self._behind(len(self._breaks) - 1).startswith(b","):
            raise MoreThanBytes
        last = self._nodes[-1]
        if last.lineno != last.end_lineno:
            raise MoreThanBytes
        broken = self._breaks[-1].decode()
        indentation = broken.lstrip("\r\n")
        return f",{broken.removesuffix(indentation)}{alignment.BROKEN}{indentation}"


def _value(argument: ast.expr | ast.keyword) -> ast.expr:
    return argument.value if isinstance(argument, ast.keyword | ast.Starred) else argument


def _is_simple(node: ast.expr) -> bool:
    """Whether an expression needs no brackets wherever it stands."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) or node.value is None
    return isinstance(node, _SIMPLE)


def _covered(slot: Keep | Fuse) -> tuple[int, int]:
    """Return the first and the last of the old arguments that a slot is made of.

    Raises:
        MoreThanBytes: others stand between them.
    """
    if isinstance(slot, Keep):
        return slot.index, slot.index
    old = sorted(part for part in slot.parts if isinstance(part, int))
    if old != list(range(old[0], old[-1] + 1)):
        raise MoreThanBytes
    return old[0], old[-1]
