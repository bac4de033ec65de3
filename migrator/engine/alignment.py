"""Continuation lines that are aligned with an opening bracket stay aligned with it.

Before an expression is rewritten, the indentation of such lines is replaced by a form feed, a
white space character that nobody indents with; afterwards each becomes as much space as the
bracket, at its new place, asks for.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator

WRAP = "__kmwrap__"  # in front of an argument that may go on a line of its own
_WIDTH = 110
_MARK = "\f"
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


def mark(text: str, column: int) -> str:
    """Mark the aligned lines of an expression that starts at `column` of its first line."""
    if "\n" not in text or _MARK in text or "\t" in text:
        return text
    lines = _LINES.findall(text)
    for row, bracket in _continuations(lines, column):
        stripped = lines[row].lstrip(" ")
        if bracket is not None and len(lines[row]) - len(stripped) == bracket + 1:
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
        if width <= _WIDTH or not head.endswith(" "):
            text = head + tail
        else:
            text = head.rstrip(" ") + newline + _MARK + tail
    return text


def _continuations(lines: list[str], column: int) -> list[tuple[int, int | None]]:
    """Return each line that starts between tokens, with the column of the innermost bracket."""
    stack: list[int] = []
    found: list[tuple[int, int | None]] = []
    seen = 1
    for token in _tokens(" " * column + "".join(lines)):
        found += [(row - 1, stack[-1] if stack else None) for row in _rows(seen, token)]
        if token.type == tokenize.OP and token.string in "([{":
            stack.append(token.start[1])
        elif token.type == tokenize.OP and token.string in ")]}" and stack:
            stack.pop()
        seen = max(seen, token.end[0])
    return [(row, bracket) for row, bracket in found if row < len(lines)]


def _rows(seen: int, token: tokenize.TokenInfo) -> range:
    return range(seen + 1, token.start[0] + 1)


def _tokens(text: str) -> Iterator[tokenize.TokenInfo]:
    try:
        yield from tokenize.generate_tokens(io.StringIO(text).readline)
    except (tokenize.TokenError, IndentationError, SyntaxError):
        return  # an expression that ends inside the text's last line: all brackets were seen
