"""Lines of a text, and where a place of a converted text stood before."""

from __future__ import annotations

import difflib
from collections import Counter
from functools import cached_property
from itertools import accumulate

from migrator.findings import Span
from migrator.patterns import regex

_ENDS = regex(r"\r\n|\r|\n")
_MOST = 10_000_000  # pairs of equal lines, times changed ones: what the best match of all takes
_LINE = regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def split_lines(text: str) -> list[str]:
    """Split a text as Python does: only carriage returns and line feeds end a line."""
    return _LINE.findall(text)


def with_line_feeds(text: str) -> str:
    """Write every end of line as a line feed."""
    return _ENDS.sub("\n", text) if "\r" in text else text


def with_ends_of(text: str, original: str) -> str:
    """Write each line's end as the original does on the line it comes from."""
    if "\r" not in original:
        return text
    ends = [line[len(line.rstrip("\r\n")) :] for line in split_lines(original)]
    usual = Counter(end for end in ends if end).most_common(1)[0][0]
    if set(ends) <= {usual, ""}:
        return text.replace("\n", usual)
    back = Places(with_line_feeds(original), text)
    lines = []
    for number, line in enumerate(split_lines(text), start=1):
        end = ends[min(back.line(number), len(ends)) - 1] or usual
        lines.append(line[:-1] + end if line.endswith("\n") else line)
    return "".join(lines)


class Places:
    """Leads from the places of a converted text back to those of the text it was made from."""

    def __init__(self, before: str, after: str) -> None:
        self._texts = before, after
        self._unchanged = before == after

    @cached_property
    def _before(self) -> list[str]:
        return split_lines(self._texts[0])

    @cached_property
    def _after(self) -> list[str]:
        return split_lines(self._texts[1])

    @cached_property
    def _lines(self) -> list[int]:
        """The line of the original, for each line of the result, both counted from 0."""
        counts = Counter(self._before)
        equal = [counts[line] for line in self._after]
        in_turn = zip(self._before, self._after, equal, strict=False)
        if len(equal) == len(self._before) and all(a == b or not n for a, b, n in in_turn):
            return list(range(len(equal)))  # lines were changed, and none moved
        if sum(equal) * equal.count(0) > _MOST:
            return _shifted(self._before, self._after)
        lines: list[int] = []
        matcher = difflib.SequenceMatcher(None, self._before, self._after, autojunk=False)
        for _, low, high, start, end in matcher.get_opcodes():
            last = max(low, high - 1)
            lines += [min(low + index, last) for index in range(end - start)]
        return lines

    def line(self, number: int) -> int:
        """Return the line of the original, both counted from 1."""
        if self._unchanged or not self._lines:
            return number
        return self._lines[min(number, len(self._lines)) - 1] + 1

    def span(self, span: Span) -> Span:
        """Return the span of the original."""
        if self._unchanged:
            return span
        start = self._place(span.line, span.column)
        end = max(start, self._place(span.end_line, span.end_column))
        return Span(*start, *end)

    def _place(self, number: int, column: int) -> tuple[int, int]:
        line = self.line(number)
        if not 0 < number <= len(self._after) or line > len(self._before):
            return line, column
        before, after = self._before[line - 1], self._after[number - 1]
        return line, column if before == after else _column(before, after, column)


def _shifted(before: list[str], after: list[str]) -> list[int]:
    """Match the lines of long texts: as they are numbered, up to where some came or went.

    That is the one place behind which, and in front of which, most lines are equal then.
    """
    shift = len(after) - len(before)
    came, went = max(shift, 0), max(-shift, 0)
    count = min(len(before), len(after))
    numbered = (before[n] == after[n] for n in range(count))
    shifted = (before[n + went] == after[n + came] for n in range(count))
    gains = (a - b for a, b in zip(numbered, shifted, strict=True))
    place = max(enumerate(accumulate(gains, initial=0)), key=lambda found: found[1])[0]
    inserted = [min(place, len(before) - 1)] * came
    return [*range(place), *inserted, *range(place + went, len(before))]


def _column(before: str, after: str, column: int) -> int:
    """Return where a character of a changed line stood, or what it replaced."""
    for _, low, high, start, end in difflib.SequenceMatcher(None, before, after).get_opcodes():
        if start <= column < end:
            return min(low + column - start, max(low, high - 1))
    return min(column, len(before.rstrip("\r\n")))
