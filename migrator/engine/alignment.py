"""Continuation lines that are aligned with an opening bracket stay aligned with it.

Before an expression is rewritten, the indentation of such lines is replaced by a form feed, a
white space character that nobody indents with; afterwards each becomes as much space as the
bracket, at its new place, asks for.
"""

from __future__ import annotations

import re

WRAP = "__kmwrap__"  # in front of an argument that may go on a line of its own
_WIDTH = 110
_OFF = 1  # columns by which a line may miss what it is aligned with
_MARK = "\f"
_TOKENS = re.compile(
    r"[()\[\]{}\n]|#[^\n]*"
    r'|"""(?:[^\\]|\\.)*?"""'
    r"|'''(?:[^\\]|\\.)*?'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'",
    re.DOTALL,
)
_HANGING = re.compile(r"[ \t]*(?:#[^\n]*)?\n")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


def mark(text: str, column: int) -> str:
    """Mark the aligned lines of an expression that starts at `column` of its first line."""
    if "\n" not in text or _MARK in text or "\t" in text:
        return text
    lines = _LINES.findall(text)
    for row, bracket in _continuations(lines, column):
        stripped = lines[row].lstrip(" ")
        if bracket is not None and abs(len(lines[row]) - len(stripped) - bracket - 1) <= _OFF:
            lines[row] = _MARK + stripped
    return "".join(lines)


def unmark(text: str, column: int) -> str:
    """Indent the marked lines to the column behind the bracket they continue."""
    if _MARK not in text:
        return text
    lines = _LINES.findall(text)
    for row, line in enumerate(lines):
        if line.startswith(_MARK):
            bracket = dict(_continuations(lines[: row + 1], column)).get(row)
            lines[row] = " " * (bracket + 1 if bracket is not None else 4) + line[1:]
    return "".join(lines)


def wrap(text: str, column: int, newline: str, trailing: int = 0) -> str:
    """Break lines that new arguments make too long, in front of such an argument.

    trailing: how many characters stand behind the text on its last line.
    """
    while WRAP in text:
        head, _, tail = text.partition(WRAP)
        following = tail.partition("\n")[0].partition(WRAP)[0]
        behind = trailing if following == tail else 0
        before = unmark(head, column).rpartition("\n")
        width = len(before[2]) + (0 if before[1] else column) + len(following.rstrip()) + behind
        if width <= _WIDTH or not head.endswith(" ") or not before[2].strip():
            text = head + tail
        else:
            text = head.rstrip(" ") + newline + _indentation(head, column) + tail
    return text


def _indentation(head: str, column: int) -> str:
    """Return what a new line starts with: what the last one does, if it continues the same."""
    last = head.rpartition("\n")[2]
    rows = _continuations(_LINES.findall(unmark(head, column) + "\n-"), column)
    alike = len(rows) > 1 and rows[-1][1] == rows[-2][1]
    return last[: len(last) - len(last.lstrip())] if alike else _MARK


def _continuations(lines: list[str], column: int) -> list[tuple[int, int | None]]:
    """Return each line that starts between tokens, with the column of the innermost bracket.

    With none where nothing stands behind that bracket on its line: nothing can be aligned with it.
    """
    stack: list[int | None] = []
    found: list[tuple[int, int | None]] = []
    row, start = 0, -column  # of the line that is being read, in the text
    whole = "".join(lines)
    for match in _TOKENS.finditer(whole):
        text = match.group()
        if text in "([{":
            stack.append(None if _HANGING.match(whole, match.end()) else match.start() - start)
        elif text in ")]}":
            del stack[-1:]
        elif text == "\n":
            row, start = row + 1, match.end()
            found.append((row, stack[-1] if stack else None))
        elif "\n" in text:  # a string of several lines
            row, start = row + text.count("\n"), match.start() + text.rindex("\n") + 1
    return [(row, bracket) for row, bracket in found if row < len(lines)]
