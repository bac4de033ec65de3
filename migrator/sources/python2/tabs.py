"""Indentation that mixes tabs and spaces, which Python 2 allowed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from fissix.pgen2 import token, tokenize

from migrator.errors import UnparsableError
from migrator.findings import Change, Span
from migrator.sources.lines import split_lines
from migrator.sources.python2.fixers import TABS

_WIDTH = 8  # of a tab, to Python 2
_NO_CODE = frozenset({tokenize.NL, tokenize.COMMENT, token.INDENT, token.DEDENT})


def expanded(text: str) -> tuple[str, list[Change]]:
    """Write the tabs that indent as spaces, where the depth of a line depends on their width.

    Blocks of the module in which it does not stay as they are, and so do strings.

    Raises:
        UnparsableError: the text has no tokens.
    """
    lines = split_lines(text)
    try:
        starts, inside = _scanned(lines)
    except (tokenize.TokenError, IndentationError) as error:
        raise UnparsableError(f"Not Python 2: {error}.") from error
    changes: list[Change] = []
    for number in _doubtful(lines, starts):
        line = lines[number - 1]
        indent = _indent(line)
        if "\t" in indent and number not in inside:
            lines[number - 1] = indent.expandtabs(_WIDTH) + line[len(indent) :]
            span = Span(number, 0, number, len(indent))
            changes.append(Change(span, TABS.rule, TABS.message))
    return "".join(lines), changes


def _scanned(lines: list[str]) -> tuple[list[int], set[int]]:
    """Return the lines on which statements start, and those that begin inside a string."""
    source = iter(lines)
    starts: list[int] = []
    inside: set[int] = set()
    fresh = True
    for kind, _, (start, _), (end, _), _ in tokenize.generate_tokens(lambda: next(source, "")):
        if fresh and kind not in _NO_CODE and kind != token.ENDMARKER:
            starts.append(start)
        fresh = kind == token.NEWLINE or (fresh and kind in _NO_CODE)
        if kind == token.STRING:
            inside.update(range(start + 1, end + 1))
    return starts, inside


def _doubtful(lines: list[str], starts: list[int]) -> Iterator[int]:
    """Yield the lines of the module's blocks that Python 3 refuses."""
    tops = [number for number in starts if not _indent(lines[number - 1])]
    for first, following in pairwise([*tops, len(lines) + 1]):
        inside = starts[bisect_left(starts, first) : bisect_left(starts, following)]
        block = [_indent(lines[number - 1]) for number in inside]
        if not _is_certain(block):
            yield from range(first, following)


def _is_certain(indents: list[str]) -> bool:
    """Whether each line is as deep as it is whatever a tab counts; Python 3 asks the same."""
    stack = [(0, 0)]
    for indent in indents:
        depth = len(indent.expandtabs(_WIDTH)), len(indent.expandtabs(1))
        while stack[-1][0] > depth[0]:
            stack.pop()
        if depth[0] > stack[-1][0]:
            if depth[1] <= stack[-1][1]:
                return False
            stack.append(depth)
        elif depth != stack[-1]:
            return False
    return True


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]
