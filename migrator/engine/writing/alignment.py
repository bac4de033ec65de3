"""Continuation lines that are aligned with an opening bracket stay aligned with it.

Before an expression is rewritten, the indentation of such lines is replaced by a form feed, a
white space character that nobody indents with; afterwards each becomes as much space as the
bracket, at its new place, asks for; where they missed it by a column, only if it has moved. A line
that is broken anew goes below the last one that stands in the same bracket, if there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.frozen import frozen
from migrator.patterns import regex

WRAP = "__kmwrap__"  # in front of an argument that may go on a line of its own
WIDTH = 110
LONG = 24  # characters of a new value that may make its line too long
MARK = "\f"  # at the start of a line that is aligned
_MISSED = {-1: MARK * 2, 1: MARK * 3}  # by columns: in front of its indentation
BROKEN = "\v"  # at the start of a line that was broken anew
_TOKENS = regex(
    r"[()\[\]{}\n]|#[^\n]*"
    r'|"""(?:[^\\]|\\.)*?"""'
    r"|'''(?:[^\\]|\\.)*?'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'",
    re.DOTALL,
)
_HANGING = regex(r"[ \t]*(?:#[^\n]*)?\n")
_KEYWORD = regex(r", (?=[A-Za-z]\w* ?=(?!=))")
_LINES = regex(r"[^\n]*\n|[^\n]+")


def plain(text: str) -> str:
    """Return a text without what is said in it for the layout."""
    return text.replace(WRAP, "").replace(BROKEN, "")


def mark(text: str, column: int) -> str:
    """Mark the aligned lines of an expression that starts at `column` of its first line."""
    if "\n" not in text or MARK in text or "\t" in text:
        return text
    lines = _LINES.findall(text)
    for line in _continuations(lines, column):
        text, column_of = lines[line.row], line.column
        stripped = text.lstrip(" ")
        missed = len(text) - len(stripped) - column_of - 1 if column_of is not None else None
        if missed == 0:
            lines[line.row] = MARK + stripped
        elif missed in _MISSED:
            lines[line.row] = _MISSED[missed] + text
    return "".join(lines)


def is_broken(text: str) -> bool:
    """Whether the element of a list at the start of a text goes over several lines."""
    depth = 0
    for match in _TOKENS.finditer(text):
        found = match.group()
        depth += (found in "([{") - (found in ")]}")
        if "\n" in found or depth < 0:
            return depth >= 0
        if depth == 0 and found in ")]}":
            return False
    return False


def place_in(marked: str, text: str, place: int) -> int:
    """Return where a place of an expression, no indentation, is once the expression is marked."""
    rows = text.count("\n", 0, place) + 1
    new, old = _LINES.findall(marked)[:rows], _LINES.findall(text)[:rows]
    return place + sum(map(len, new)) - sum(map(len, old))


def unmark(text: str, column: int, tabs: int = 0) -> str:
    """Indent the marked lines to the column behind the bracket they continue.

    tabs: how many tabs the line starts with on which the text does; the marked ones do, too.
    """
    if MARK not in text and BROKEN not in text:
        return text
    lines = _LINES.findall(text)
    for row, line in enumerate(lines):
        if line.startswith((MARK, BROKEN)):
            lines[row] = _aligned(line, _indentation(lines[: row + 1], column, tabs))
    return "".join(lines)


def _aligned(line: str, indentation: str) -> str:
    """Indent a marked line; one that missed its bracket by a column stays if that has not moved."""
    for missed, marks in _MISSED.items():
        rest = line.removeprefix(marks)
        if rest != line and not rest.startswith(MARK):
            stripped = rest.lstrip(" ")
            stays = len(rest) - len(stripped) == len(indentation) + missed
            return rest if stays else indentation + stripped
    return indentation + line[1:]


def _indentation(lines: list[str], column: int, tabs: int) -> str:
    """Return the white space that the last of some lines, which is marked, is to start with."""
    *before, last = _continuations(lines, column)
    beside = [line.row for line in before if line.opening == last.opening]
    if beside and lines[-1].startswith(BROKEN):
        line = lines[beside[-1]]
        return line[: len(line) - len(line.lstrip(" \t"))]
    return "\t" * tabs + " " * (last.column + 1 - tabs if last.column is not None else 4)


def wrap(text: str, column: int, newline: str, trailing: int = 0) -> str:
    """Break lines that new arguments make too long, in front of such an argument.

    trailing: how many characters stand behind the text on its last line.
    """
    text = _spread(text)
    while WRAP in text:
        head, _, tail = text.partition(WRAP)
        following = tail.partition("\n")[0].partition(WRAP)[0]
        behind = trailing if following == tail else 0
        before = unmark(head, column).rpartition("\n")
        width = len(before[2]) + (0 if before[1] else column) + len(following.rstrip()) + behind
        broken = head.rstrip(" ") + newline + BROKEN
        if (
            width <= WIDTH
            or not head.endswith(" ")
            or not before[2].strip()
            or _in_vain(_indented(broken, column), len(following.rstrip()) + behind)
        ):
            text = head + tail
        else:
            text = broken + tail
    return text


def _in_vain(indentation: int, rest: int) -> bool:
    """Whether a line that starts far to the right is too long there as well."""
    return indentation > WIDTH // 2 and indentation + rest > WIDTH


def _indented(broken: str, column: int) -> int:
    """Return the column in which a line starts that was broken anew, at the end of a text."""
    return len(unmark(f"{broken}.", column).rpartition("\n")[2]) - 1


def _spread(text: str) -> str:
    """Let keywords behind a bracket that may be broken go on lines of their own, too.

    `compile(optimizer=Adagrad(lr, epsilon=1e-8), loss='mse')` is rather broken in front of `loss`.
    """
    places = [*_behind_wraps(text)] if WRAP in text else []
    for place in reversed(places):
        text = text[:place] + WRAP + text[place:]
    return text


def _behind_wraps(text: str) -> Iterator[int]:
    stack = [(0, False)]  # of each open bracket: where it opens, whether one in it may be broken
    last = 0
    for match in _TOKENS.finditer(text):
        if stack[-1][1]:
            yield from (m.end() for m in _KEYWORD.finditer(text, last, match.start()))
        last = match.end()
        if match.group() in "([{":
            stack.append((last, False))
        elif match.group() in ")]}" and len(stack) > 1:
            opening, _ = stack.pop()
            stack[-1] = stack[-1][0], stack[-1][1] or WRAP in text[opening : match.start()]


@frozen
class _Continuation:
    """A line that starts between tokens: in the bracket that opens at `opening`, in `column`.

    column is None where nothing stands behind that bracket: nothing can be aligned with it.
    """

    row: int
    opening: int
    column: int | None


def _continuations(lines: list[str], column: int) -> list[_Continuation]:
    """Return each line that starts between tokens, with its innermost bracket."""
    stack: list[tuple[int, int | None]] = []
    found: list[_Continuation] = []
    row, start = 0, -column  # of the line that is being read, in the text
    whole = "".join(lines)
    for match in _TOKENS.finditer(whole):
        text = match.group()
        if text in "([{":
            hanging = _HANGING.match(whole, match.end())
            stack.append((match.start(), None if hanging else match.start() - start))
        elif text in ")]}":
            del stack[-1:]
        elif text == "\n":
            row, start = row + 1, match.end()
            found.append(_Continuation(row, *(stack[-1] if stack else (-1, None))))
        elif "\n" in text:  # a string of several lines
            row, start = row + text.count("\n"), match.start() + text.rindex("\n") + 1
    return [line for line in found if line.row < len(lines)]
