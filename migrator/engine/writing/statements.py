"""Whole statements that go, or stand elsewhere: carried out as byte edits around the others."""

from __future__ import annotations

import ast
import bisect
import io
import itertools
import tokenize
from collections.abc import Iterable, Mapping, Sequence

from migrator.engine.reading.source import Source
from migrator.engine.writing.edits import Edit
from migrator.frozen import frozen


@frozen
class Move:
    """Statements of one block that are to stand, in this order, in front of another one of it.

    If that is one of them, they change places among themselves, and what is between them stays.
    """

    statements: tuple[ast.stmt, ...]
    before: ast.stmt


def rearranged(
    source: Source, edits: Iterable[Edit], removed: Mapping[ast.stmt, str], moves: Iterable[Move]
) -> list[Edit]:
    """Return edits that remove and move statements as well; edits inside moved ones go along."""
    gaps = [_removal(source, statement, text) for statement, text in removed.items()]
    gone = _Gone(gaps)
    result = _Edits(edit for edit in dict.fromkeys(edits) if edit not in gone)
    for move in moves:
        target, _ = _lines(source, move.before, comments=True)
        places = [_lines(source, statement, comments=True) for statement in move.statements]
        texts = [_patched(source, *place, result.take(*place)) for place in places]
        if move.before in move.statements:
            for place, text in zip(sorted(places), texts, strict=True):
                result.add(Edit(*place, text))
        else:
            gaps += [Edit(start, end, "") for start, end in places]
            result.add(Edit(target, target, "".join(texts)))
    found = result.all()
    kept = sorted(e.start for e in found if e.start == e.end)
    return found + [_closed(source, gap, kept) for gap in _joined(source, gaps)]


class _Gone:
    """What goes: whether an edit goes with it; what is inserted at its edges stays."""

    def __init__(self, gaps: list[Edit]) -> None:
        ordered = sorted(gaps, key=lambda gap: gap.start)
        self._starts = [gap.start for gap in ordered]
        self._ends = [*itertools.accumulate((gap.end for gap in ordered), max)]

    def __contains__(self, edit: Edit) -> bool:
        if edit.start == edit.end:
            count = bisect.bisect_left(self._starts, edit.start)
            return count > 0 and edit.start < self._ends[count - 1]
        count = bisect.bisect_right(self._starts, edit.start)
        return count > 0 and edit.end <= self._ends[count - 1]


class _Edits:
    """Edits in their order, to be taken out by where they are."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._edits = dict(enumerate(edits))
        self._places = sorted((e.start, number) for number, e in self._edits.items())
        self._added = len(self._places)

    def add(self, edit: Edit) -> None:
        """Put an edit behind the others."""
        self._edits[self._added] = edit
        bisect.insort(self._places, (edit.start, self._added))
        self._added += 1

    def take(self, start: int, end: int) -> list[Edit]:
        """Take the edits out that lie between two bytes."""
        first = bisect.bisect_left(self._places, (start, 0))
        behind = bisect.bisect_left(self._places, (end + 1, 0))
        numbers = sorted(n for _, n in self._places[first:behind] if self._edits[n].end <= end)
        taken = {number: self._edits.pop(number) for number in numbers}
        self._places[first:behind] = [p for p in self._places[first:behind] if p[1] not in taken]
        return [*taken.values()]

    def all(self) -> list[Edit]:
        """Return the edits that are there still."""
        return [*self._edits.values()]


def stands_alone(source: Source, statement: ast.stmt) -> bool:
    """Whether a statement has its lines for itself."""
    start, end = _lines(source, statement)
    before = source.data[start : source.start(statement)].strip()
    after = source.data[source.end(statement) : end].strip()
    return not before and (not after or after.startswith(b"#"))


def _patched(source: Source, start: int, end: int, edits: list[Edit]) -> str:
    parts: list[str] = []
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        parts += [source.data[start : edit.start].decode(), edit.text]
        start = edit.end
    text = "".join([*parts, source.data[start:end].decode()])
    return text if text.endswith(("\n", "\r")) else text + source.newline


def _lines(source: Source, statement: ast.stmt, *, comments: bool = False) -> tuple[int, int]:
    """Return the bytes of a statement's lines, if asked with the comment lines on top of it."""
    first, last = statement.lineno, statement.end_lineno or statement.lineno
    while comments and first > 1 and _line(source, first - 1).lstrip().startswith(b"#"):
        first -= 1
    return source.starts[first - 1], _end(source, last)


def _end(source: Source, line: int) -> int:
    return source.starts[line] if line < len(source.starts) else len(source.data)


def _line(source: Source, number: int) -> bytes:
    return source.data[source.starts[number - 1] : _end(source, number)]


def _removal(source: Source, statement: ast.stmt, left: str) -> Edit:
    """Take a statement's lines out; the comments among them stay."""
    start, end = _lines(source, statement)
    indent = source.indentation(statement) or ""
    text = source.data[start:end].decode()
    lines = io.StringIO(f"if True:\n{text}" if indent else text).readline
    found = [t.string for t in tokenize.generate_tokens(lines) if t.type == tokenize.COMMENT]
    found += [left] if left else []
    return Edit(start, end, "".join(f"{indent}{comment}{source.newline}" for comment in found))


def _joined(source: Source, gaps: Iterable[Edit]) -> list[Edit]:
    """Make one of gaps between which there are only blank lines."""
    result: list[Edit] = []
    for gap in sorted(gaps, key=lambda e: e.start):
        if result and not source.data[result[-1].end : gap.start].strip():
            last = result.pop()
            result.append(Edit(last.start, gap.end, last.text + gap.text))
        else:
            result.append(gap)
    return result


def _closed(source: Source, gap: Edit, insertions: Sequence[int]) -> Edit:
    """Take along the blank lines above a gap, where what follows is blank or less indented.

    insertions: where something is inserted, in order; the lines above it stay.
    """
    number = bisect.bisect_right(source.starts, gap.start)
    after = bisect.bisect_left(source.starts, gap.end) + 1
    following = _line(source, after) if after <= len(source.starts) else b""
    own = _line(source, number)
    if gap.text or (following.strip() and _depth(following) >= _depth(own)):
        return gap
    before = bisect.bisect_right(insertions, gap.start)
    last = insertions[before - 1] if before else 0
    while source.starts[number - 1] > last and not _line(source, number - 1).strip():
        number -= 1
    return Edit(source.starts[number - 1], gap.end, "")


def _depth(line: bytes) -> int:
    return len(line) - len(line.lstrip())
