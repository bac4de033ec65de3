"""Call edits of a few bytes: where the author's layout has no say in them, no libcst is needed."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial

from migrator.engine.reading.signatures import arguments
from migrator.engine.reading.source import Source
from migrator.engine.writing import alignment
from migrator.engine.writing.argument_edits import Arguments, renamed
from migrator.engine.writing.edits import Edit
from migrator.engine.writing.plans import CallEdit, Keep
from migrator.engine.writing.written import MoreThanBytes, Written, collide
from migrator.frozen import frozen
from migrator.patterns import regex

_INDENTED = regex(rf"{alignment.BROKEN}[ \t]*")


@frozen
class InPlace:
    """The edits of one expression, and the old arguments that were asked for by call."""

    edits: tuple[Edit, ...]
    arguments: Mapping[ast.Call, tuple[str, ...]]


def edited_in_place(
    source: Source,
    root: ast.expr,
    calls: Mapping[ast.Call, CallEdit],
    texts: Mapping[ast.expr, str],
    report: frozenset[ast.Call],
    column: int,
) -> InPlace | None:
    """Return the edits of an expression, or None if its layout has a say in them.

    It has where arguments change places, or comments stand among those that are written anew. Lines
    that are aligned with something that moves, or get too long, are laid out as elsewhere. The
    parameters are those of `rewrite_expression`.
    """
    written = Written(source, (Edit(*_place(source, n), text) for n, text in texts.items()))
    taken: dict[ast.Call, tuple[str, ...]] = {}
    try:
        for call in sorted(calls, key=partial(_length, source)):  # what is inside others first
            if call in report:
                taken[call] = _values(source, call, written)
            own = _Planned(source, call, calls[call], written)
            written.add(own.edits, own.copied)
    except MoreThanBytes:
        return None
    edits = written.edits
    if collide(edits) or any(b"#" in source.data[e.start : e.end] for e in edits):
        return None
    if any("\n" in value for values in taken.values() for value in values):
        return None
    laid_out = _laid_out(source, root, edits, column)
    if laid_out is None:
        return InPlace(tuple(map(_plainly, edits)), taken)
    return InPlace((Edit(*_place(source, root), laid_out),), taken)


def _place(source: Source, node: ast.expr) -> tuple[int, int]:
    return source.start(node), source.end(node)


def _length(source: Source, node: ast.expr) -> int:
    return source.end(node) - source.start(node)


def _plainly(edit: Edit) -> Edit:
    """Return an edit without what is said in it for the layout."""
    return Edit(edit.start, edit.end, alignment.plain(edit.text))


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


class _Planned:
    """The edits of one call. copied: where the texts start and end that are written elsewhere.

    written: the edits of what stands inside it.

    Raises:
        MoreThanBytes: they depend on the layout.
    """

    def __init__(self, source: Source, call: ast.Call, edit: CallEdit, written: Written) -> None:
        self._source = source
        self._written = written
        self._call = call
        self._edit = edit
        self.copied: list[tuple[int, int]] = []
        self.edits = tuple(self._planned())

    @cached_property
    def _arguments(self) -> Arguments:
        found = Arguments(self._source, self._call, self._written)
        self.copied = found.copied
        return found

    def _planned(self) -> Iterator[Edit]:
        edit, source, call = self._edit, self._source, self._call
        if edit.before:
            yield self._in_front(edit.before)
        if edit.text:
            yield Edit(source.start(call), source.end(call), self._arguments.filled(edit.text))
        elif edit.instead:
            yield from self._instead(edit.instead)
        else:
            yield from self._around()
            yield from self._called()
            yield from self._inside()

    def _in_front(self, template: str) -> Edit:
        """Write another element of the list, on a line of its own, as the call is."""
        indentation = self._source.indentation(self._call)
        if indentation is None:
            raise MoreThanBytes
        start = self._source.start(self._call)
        broken = f",{self._source.newline}{alignment.BROKEN}{indentation}"
        return Edit(start, start, self._arguments.filled(template) + broken)

    def _instead(self, template: str) -> Iterator[Edit]:
        """Write something around the object whose method was called, in place of the call."""
        receiver = self._receiver()
        before, _, after = template.partition("{self}")
        if "{self}" in after:
            raise MoreThanBytes
        start, end = self._source.start(self._call), self._source.end(self._call)
        if before:
            yield Edit(start, start, before)
        yield Edit(self._source.end(receiver), end, after)

    def _receiver(self) -> ast.expr:
        """Return the object whose method is called, which stands in no brackets."""
        called = self._call.func
        if not isinstance(called, ast.Attribute):
            raise MoreThanBytes
        start, end = self._source.start(called), self._source.end(called.value)
        if self._source.start(called.value) != start or self._source.data[end : end + 1] != b".":
            raise MoreThanBytes
        return called.value

    def _around(self) -> Iterator[Edit]:
        """Write what the call is to stand in, and the call of what it makes."""
        edit, start, end = self._edit, self._source.start(self._call), self._source.end(self._call)
        before, inner, after = edit.wrap.partition("{}")
        if (edit.wrap and not inner) or "{}" in after or "«" in edit.wrap:
            raise MoreThanBytes
        if edit.on is not None:
            on = edit.on if isinstance(edit.on, str) else f"«{edit.on}»"
            after += f"({self._arguments.filled(on)})"
        if before:
            yield Edit(start, start, before)
        if after:
            yield Edit(end, end, after)

    def _called(self) -> Iterator[Edit]:
        edit, source, func = self._edit, self._source, self._call.func
        if edit.callee is not None:
            yield Edit(source.start(func), source.end(func), edit.callee)
        if edit.method is not None and isinstance(func, ast.Attribute):
            name = source.attribute_name(func)
            yield Edit(source.start(name), source.end(name), edit.method)

    def _inside(self) -> Iterator[Edit]:
        if self._edit.receiver:
            first = self._arguments.first
            comma = ", " if self._edit.slots else ""
            yield Edit(first, first, f"{self._arguments.copy(self._receiver())}{comma}")
        if _only_renames(self._call, self._edit):
            for argument, slot in zip(arguments(self._call), self._edit.slots, strict=True):
                yield from renamed(self._source, argument, slot.keyword)
        else:
            yield from self._arguments.edits(self._edit)


def _only_renames(call: ast.Call, edit: CallEdit) -> bool:
    """Whether every argument stays in its place, its value as it is, with a name or without."""
    old = arguments(call)
    kept = [slot for slot in edit.slots if isinstance(slot, Keep) and slot.value is None]
    return len(kept) == len(edit.slots) and [
        (slot.index, slot.keyword is None) for slot in kept
    ] == [(n, getattr(argument, "arg", None) is None) for n, argument in enumerate(old)]


def _values(source: Source, call: ast.Call, written: Written) -> tuple[str, ...]:
    """Return what becomes of the values of the arguments of a call."""
    places = Arguments(source, call, written)
    texts = map(written.copy, places.values, places.ends)
    return tuple(map(alignment.plain, texts))
