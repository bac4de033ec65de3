"""Call edits of a few bytes: where the author's layout has no say in them, no libcst is needed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from migrator.engine.reading.signatures import arguments
from migrator.engine.reading.source import Source
from migrator.engine.writing import alignment
from migrator.engine.writing.edits import Edit
from migrator.engine.writing.plans import CallEdit, Fuse, Keep, Write

_OPENED = re.compile(rb"[ \t]*\([ \t]*(?:\r?\n[ \t]*)?")
_COMMA = re.compile(rb"[ \t]*,[ \t]*(?:(?P<broken>\r?\n[ \t]*))?")
_CLOSED = re.compile(rb"[ \t]*(?:,[ \t]*)?(?:\r?\n[ \t]*)?\)")
_INDENTED = re.compile(rf"{alignment.BROKEN}[ \t]*")
_EQUALS = re.compile(rb"[ \t]*=[ \t]*")


@dataclass(frozen=True)
class InPlace:
    """The edits of one expression, and the old arguments that were asked for by call.

    whole: whether one edit is the whole expression, new texts inside it included.
    """

    edits: tuple[Edit, ...]
    arguments: Mapping[ast.Call, tuple[str, ...]]
    whole: bool = False


class _MoreThanBytes(Exception):  # noqa: N818 - it says what is the case, not what failed
    """What is written anew depends on the layout around it."""


def edited_in_place(
    source: Source,
    root: ast.expr,
    calls: Mapping[ast.Call, CallEdit],
    texts: Mapping[ast.expr, str],
    report: frozenset[ast.Call],
    column: int,
) -> InPlace | None:
    """Return the edits of an expression, or None if its layout has a say in them.

    It has where arguments change places, or stand among comments and line breaks. Lines that are
    aligned with something that moves, or get too long, are laid out as elsewhere. The parameters
    are those of `rewrite_expression`.
    """
    written = [Edit(source.start(node), source.end(node), text) for node, text in texts.items()]
    try:
        by_call = {call: tuple(_edits(source, call, edit)) for call, edit in calls.items()}
        given = {call: _values(source, call) for call in report}
    except _MoreThanBytes:
        return None
    everything = sorted([*(e for own in by_call.values() for e in own), *written], key=_place)
    for call, values in given.items():
        inside = set(everything).difference(by_call[call])
        if any(_touches(inside, *place) for place in values):
            return None
    if _collide(everything) or any(b"#" in source.data[e.start : e.end] for e in everything):
        return None
    arguments = {c: [source.data[a:b].decode() for a, b in vs] for c, vs in given.items()}
    if any("\n" in value for values in arguments.values() for value in values):
        return None
    edits = tuple(_plainly(e) for own in by_call.values() for e in own)
    laid_out = _laid_out(source, root, everything, column)
    if laid_out is not None:
        edits = (Edit(source.start(root), source.end(root), laid_out),)
    taken = {call: tuple(values) for call, values in arguments.items()}
    return InPlace(edits, taken, whole=laid_out is not None)


def _plainly(edit: Edit) -> Edit:
    """Return an edit without what is said in it for the layout."""
    text = edit.text.replace(alignment.WRAP, "").replace(alignment.BROKEN, "")
    return Edit(edit.start, edit.end, text)


def _laid_out(source: Source, root: ast.expr, edits: list[Edit], column: int) -> str | None:
    """Return the new text of an expression whose lines move or break; None if they do not."""
    text, start = source.text(root), source.start(root)
    marked = alignment.mark(text, source.column(root))
    if marked == text and not any(alignment.WRAP in edit.text for edit in edits):
        return None
    places = [
        (len(source.data[start : e.start].decode()), len(source.data[start : e.end].decode()))
        for e in edits
    ]
    moved = [
        (alignment.place_in(marked, text, a), alignment.place_in(marked, text, b))
        for a, b in places
    ]
    new = _INDENTED.sub(alignment.BROKEN, _applied(marked, moved, edits))
    wrapped = alignment.wrap(new, column, source.newline, source.trailing(root))
    result = alignment.unmark(wrapped, column, source.tabs(root))
    return None if result == _applied(text, places, map(_plainly, edits)) else result


def _applied(text: str, places: Iterable[tuple[int, int]], edits: Iterable[Edit]) -> str:
    parts, last = [], 0
    for (start, end), edit in zip(places, edits, strict=True):
        parts += [text[last:start], edit.text]
        last = end
    return "".join([*parts, text[last:]])


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _collide(edits: Iterable[Edit]) -> bool:
    """Whether some edits, in order, overlap, or two insert at one place."""
    places = map(_place, edits)
    return any(left[1] > right[0] or left == right for left, right in pairwise(places))


def _touches(edits: Iterable[Edit], start: int, end: int) -> bool:
    return any(edit.start < end and start < edit.end for edit in edits)


def _edits(source: Source, call: ast.Call, edit: CallEdit) -> Iterator[Edit]:
    """Yield the edits of one call.

    Raises:
        _MoreThanBytes: they depend on the layout.
    """
    if edit.text or edit.instead or edit.before or edit.receiver or edit.on is not None:
        raise _MoreThanBytes
    if edit.wrap:
        yield from _wrapped(source, call, edit.wrap)
    if edit.callee is not None:
        yield Edit(source.start(call.func), source.end(call.func), edit.callee)
    if edit.method is not None and isinstance(call.func, ast.Attribute):
        name = source.attribute_name(call.func)
        yield Edit(source.start(name), source.end(name), edit.method)
    if _only_renames(call, edit):
        for argument, slot in zip(arguments(call), edit.slots, strict=True):
            yield from _renamed(source, argument, slot.keyword)
    else:
        yield from _Arguments(source, call).edits(edit)


def _wrapped(source: Source, call: ast.Call, wrap: str) -> Iterator[Edit]:
    before, inner, after = wrap.partition("{}")
    if not inner or "{}" in after or "«" in wrap:
        raise _MoreThanBytes
    yield Edit(source.start(call), source.start(call), before)
    yield Edit(source.end(call), source.end(call), after)


def _only_renames(call: ast.Call, edit: CallEdit) -> bool:
    """Whether every argument stays in its place, its value as it is."""
    kept = [s.index for s in edit.slots if isinstance(s, Keep) and s.value is None]
    return len(kept) == len(edit.slots) and kept == list(range(len(arguments(call))))


def _renamed(
    source: Source, argument: ast.expr | ast.keyword, new: str | None, wrap: str = ""
) -> Iterator[Edit]:
    """Yield the edit that gives an argument another keyword, or its first one, or none.

    wrap: what stands in front of a keyword.
    """
    old = argument.arg if isinstance(argument, ast.keyword) else None
    start = source.start(argument)
    if new == old:
        if wrap and new is not None:
            yield Edit(start, start, wrap)
        return
    if isinstance(argument, ast.keyword) and old is None:
        raise _MoreThanBytes  # `**other`
    if old is not None and not source.data.startswith(old.encode(), start):
        raise _MoreThanBytes  # Python reads other letters as these
    if old is None:
        yield Edit(start, start, f"{wrap}{new}=")
    elif new is None:
        yield Edit(start, source.start(argument.value), "")  # type: ignore[union-attr]
    else:
        yield Edit(start, start + len(old.encode()), f"{wrap}{new}")


def _values(source: Source, call: ast.Call) -> list[tuple[int, int]]:
    """Return where the values of the arguments of a call start and end."""
    places = _Arguments(source, call)
    return list(zip(places.values, places.ends, strict=True))


class _Arguments:
    """The arguments of a call, with nothing but commas, blanks and line breaks between them.

    Raises:
        _MoreThanBytes: there is something else: a bracket, a comment; or what is left out, or
            written, stands among line breaks.
    """

    def __init__(self, source: Source, call: ast.Call) -> None:
        self._source = source
        self._call = call
        self._nodes = arguments(call)
        self.starts = [source.start(node) for node in self._nodes]
        self.ends = [source.end(node) for node in self._nodes]
        self.values = [source.start(_value(node)) for node in self._nodes]
        opened, closed = source.end(call.func), source.end(call)
        if self._nodes:
            self._is_only(_OPENED, opened, self.starts[0])
            self._is_only(_CLOSED, self.ends[-1], closed)
        elif source.data[opened:closed] != b"()":
            raise _MoreThanBytes
        gaps = zip(self.ends, self.starts[1:], strict=False)
        self._breaks = [self._is_only(_COMMA, *gap)["broken"] for gap in gaps]
        for node, start, value in zip(self._nodes, self.starts, self.values, strict=True):
            if isinstance(node, ast.keyword) and node.arg is not None:
                self._is_only(_EQUALS, start + len(node.arg.encode()), value)

    def _is_only(self, pattern: re.Pattern[bytes], start: int, end: int) -> re.Match[bytes]:
        found = pattern.fullmatch(self._source.data, start, end)
        if found is None:
            raise _MoreThanBytes
        return found

    def edits(self, edit: CallEdit) -> Iterator[Edit]:
        """Yield what makes the arguments those of an edit."""
        last = -1  # of the old arguments that are there still
        added: list[str] = []
        wrap = ""  # in front of a name: the line may be broken there
        for slot in edit.slots:
            if isinstance(slot, Write):
                added.append(_plain(f"{alignment.WRAP}{slot.keyword}={slot.value}"))
                continue
            first, end = _covered(slot)
            if first <= last or added:
                raise _MoreThanBytes  # another order
            if first > last + 1:
                yield self._without(last, first)
            last = end
            if isinstance(slot, Keep):
                wrap = alignment.WRAP if len(slot.value or "") > alignment.LONG else wrap
                yield from self._kept(slot, wrap)
            else:
                yield from self._fused(slot)
        yield from self._ended(last, added)

    def _without(self, last: int, following: int) -> Edit:
        """Leave out the arguments between two others; the comma in front of the second stays."""
        if last < 0:
            return self._gone(0, following, self.starts[0], self.starts[following])
        return self._gone(last, following, self.ends[last], self.ends[following - 1])

    def _gone(self, first: int, last: int, start: int, end: int, text: str = "") -> Edit:
        """Leave out what stands between two arguments, on one line, or write something there."""
        if start != end and any(self._breaks[first:last]):
            raise _MoreThanBytes
        return Edit(start, end, text)

    def _kept(self, slot: Keep, wrap: str) -> Iterator[Edit]:
        node = self._nodes[slot.index]
        yield from _renamed(self._source, node, slot.keyword, wrap)
        if slot.value is not None:
            yield Edit(self.values[slot.index], self.ends[slot.index], _plain(slot.value))

    def _fused(self, slot: Fuse) -> Iterator[Edit]:
        """Put positional arguments that follow one another between brackets."""
        first, last = _covered(slot)
        gaps = {self._behind(index) for index in range(first, last)}
        loose = gaps == {b", "} and not self._behind(last).endswith(b",")
        positional = self.values[first : last + 1] == self.starts[first : last + 1]
        if not positional or not (loose or gaps == {b","}):
            raise _MoreThanBytes
        named = f"{slot.keyword}=" if slot.keyword is not None else ""
        yield Edit(self.starts[first], self.starts[first], f"{named}(")
        yield Edit(self.ends[last], self.ends[last], ")")

    def _behind(self, index: int) -> bytes:
        """Return what stands between an argument and the next one, or the end of the call."""
        following = [*self.starts[1:], self._source.end(self._call) - 1]
        return self._source.data[self.ends[index] : following[index]]

    def _ended(self, last: int, added: list[str]) -> Iterator[Edit]:
        """Leave out the arguments behind the last one that stays, and write the new ones there."""
        if last == len(self._nodes) - 1 and not added:
            return
        if last >= 0:
            comma, behind = self._comma(), len(self._nodes) - 1
            text = "".join(f"{comma}{text}" for text in added)
            yield self._gone(last, behind, self.ends[last], self.ends[-1], text)
        elif not self._nodes:
            end = self._source.end(self._call) - 1
            yield Edit(end, end, ", ".join(added))
        else:
            raise _MoreThanBytes

    def _comma(self) -> str:
        """Return what stands in front of a new argument: a line of its own where all have one."""
        if not self._breaks or None in self._breaks:
            return ", "
        if not self._behind(len(self._breaks) - 1).startswith(b","):
            raise _MoreThanBytes
        last = self._nodes[-1]
        if last.lineno != last.end_lineno:
            raise _MoreThanBytes
        broken = self._breaks[-1].decode()
        indentation = broken.lstrip("\r\n")
        return f",{broken.removesuffix(indentation)}{alignment.BROKEN}{indentation}"


def _value(argument: ast.expr | ast.keyword) -> ast.expr:
    return argument.value if isinstance(argument, ast.keyword | ast.Starred) else argument


def _covered(slot: Keep | Fuse) -> tuple[int, int]:
    """Return the first and the last of the old arguments that a slot is made of."""
    if isinstance(slot, Keep):
        return slot.index, slot.index
    first = slot.index
    parts = tuple(range(first, first + len(slot.parts)))
    if slot.parts != parts:
        raise _MoreThanBytes
    return first, parts[-1]


def _plain(text: str) -> str:
    if "«" in text:
        raise _MoreThanBytes
    return text
