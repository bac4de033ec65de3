"""Two versions of a text beside each other, and below a line what there is to say about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

from markupsafe import Markup

from migrator.patterns import regex
from migrator.reports.html import syntax

_CONTEXT = 3
_ALIKE = 0.5  # of two lines that are shown beside each other
_WORD = regex(r"\w+|\s+|.")
_MANY = 200  # lines of a block; beyond, they are set beside each other in their order


@dataclass(frozen=True)
class Note:
    """Something to say about a line of the first text: a change, an action or a notice.

    place: how that line is called. below: the line under which it is said, where the statement
    that it is about ends.
    """

    kind: str
    place: str
    below: int
    text: str
    rule: str


@dataclass(frozen=True)
class Side:
    """One line: its number, from 1, and its text."""

    number: int
    html: Markup


@dataclass(frozen=True)
class Row:
    """One row; a side is None where the other version alone has a line.

    skipped: how many equal lines are left out above. notes: what is said below the row.
    """

    old: Side | None = None
    new: Side | None = None
    differs: bool = False
    skipped: int = 0
    notes: tuple[Note, ...] = ()


_Pair = tuple[int | None, int | None]


def rows(before: str, after: str, notes: Iterable[Note], name: str) -> list[Row]:
    """Set the texts beside each other, leaving out what is equal and far from a difference."""
    if before.endswith("\n") and after.endswith("\n"):  # which begins no line
        before, after = before[:-1], after[:-1]
    old, new = before.split("\n"), after.split("\n")
    said = {line: tuple(group) for line, group in groupby(sorted(notes, key=_below), _below)}
    pairs = list(_pairs(old, new))
    last = len(old)
    shown = _near([_matters(pair, old, new, said) for pair in pairs])
    colours = syntax.lines(before, name), syntax.lines(after, name)
    found: list[Row] = []
    skipped = 0
    for pair, wanted in zip(pairs, shown, strict=True):
        if wanted:
            found.append(_row(pair, (old, new), colours, said, skipped))
        skipped = 0 if wanted else skipped + 1
    beyond = tuple(note for line in said if line > last for note in said[line])
    return [*found, Row(skipped=skipped, notes=beyond)] if skipped or beyond else found


def _below(note: Note) -> int:
    return note.below


def _matters(
    pair: _Pair, old: Sequence[str], new: Sequence[str], said: dict[int, tuple[Note, ...]]
) -> bool:
    left, right = pair
    if left is None or right is None:
        return True
    return old[left] != new[right] or left + 1 in said


def _near(matter: list[bool]) -> list[bool]:
    """Take in the lines around those that matter."""
    places = [place for place, matters in enumerate(matter) if matters]
    near = {p for place in places for p in range(place - _CONTEXT, place + _CONTEXT + 1)}
    return [place in near for place in range(len(matter))]


def _row(
    pair: _Pair,
    texts: tuple[Sequence[str], Sequence[str]],
    colours: tuple[list[list[syntax.Piece]], list[list[syntax.Piece]]],
    said: dict[int, tuple[Note, ...]],
    skipped: int,
) -> Row:
    left, right = pair
    old = texts[0][left] if left is not None else None
    new = texts[1][right] if right is not None else None
    marks = _marks(old, new) if old is not None and new is not None else ((), ())
    return Row(
        old=None if left is None else Side(left + 1, syntax.markup(colours[0][left], marks[0])),
        new=None if right is None else Side(right + 1, syntax.markup(colours[1][right], marks[1])),
        differs=old != new,
        skipped=skipped,
        notes=() if left is None else said.get(left + 1, ()),
    )


def _marks(old: str, new: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the columns at which two lines differ, in each; whole words."""
    if old == new:
        return [], []
    words = _WORD.findall(old), _WORD.findall(new)
    edges = _edges(words[0]), _edges(words[1])
    marks: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for tag, low, high, start, end in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if tag != "equal":
            marks[0].append((edges[0][low], edges[0][high]))
            marks[1].append((edges[1][start], edges[1][end]))
    return _inside(old, marks[0]), _inside(new, marks[1])


def _inside(text: str, marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave the indentation unmarked: it follows from what stands above."""
    indentation = len(text) - len(text.lstrip())
    return [(max(low, indentation), high) for low, high in marks if high > indentation]


def _edges(words: Iterable[str]) -> list[int]:
    edges = [0]
    for word in words:
        edges.append(edges[-1] + len(word))
    return edges


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[_Pair]:
    """Yield which line stands beside which, both counted from 0."""
    for tag, low, high, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        lefts, rights = range(low, high), range(start, end)
        if tag != "replace" or max(len(lefts), len(rights)) > _MANY:
            yield from zip_longest(lefts, rights)
        else:
            yield from _aligned(lefts, rights, old, new)


def _aligned(
    lefts: Sequence[int], rights: Sequence[int], old: Sequence[str], new: Sequence[str]
) -> Iterator[_Pair]:
    """Set the lines of a changed block beside those they are most like, in order."""
    likeness = [[_likeness(old[i], new[j]) for j in rights] for i in lefts]
    best = [[0.0] * (len(rights) + 1) for _ in range(len(lefts) + 1)]
    for i in reversed(range(len(lefts))):
        for j in reversed(range(len(rights))):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(lefts) and j < len(rights):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            yield lefts[i], rights[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield lefts[i], None
            i += 1
        else:
            yield None, rights[j]
            j += 1
    yield from ((left, None) for left in lefts[i:])
    yield from ((None, right) for right in rights[j:])


def _likeness(old: str, new: str) -> float:
    words = re.findall(r"\w+", old), re.findall(r"\w+", new)
    matcher = SequenceMatcher(None, *words, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _ALIKE else 0.0
