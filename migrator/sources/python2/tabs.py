"""Indentation that mixes tabs and spaces, which Python 2 allowed."""

from __future__ import annotations

from fissix.pgen2 import token, tokenize

from migrator.errors import UnparsableError
from migrator.findings import Change, Span
from migrator.sources.lines import split_lines
from migrator.sources.python2.fixers import TABS

_WIDTH = 8  # of a tab, to Python 2


def expanded(text: str) -> tuple[str, list[Change]]:
    """Write the tabs that indent as spaces, but for those inside strings, if Python 3 objects.

    Raises:
        UnparsableError: the text has no tokens.
    """
    lines: list[str] = split_lines(text)
    changes: list[Change] = []
    if not _mixed(lines):
        return text, changes
    try:
        inside = _inside_strings(text)
    except (tokenize.TokenError, IndentationError) as error:
        raise UnparsableError(f"Not Python 2: {error}.") from error
    for index, line in enumerate(lines):
        indent = _indent(line)
        if "\t" in indent and index + 1 not in inside:
            lines[index] = indent.expandtabs(_WIDTH) + line[len(indent) :]
            span = Span(index + 1, 0, index + 1, len(indent))
            changes.append(Change(span, TABS.rule, TABS.message))
    return "".join(lines), changes


def _mixed(lines: list[str]) -> bool:
    """Whether some lines are indented with tabs and some with spaces."""
    starts = {line[:1] for line in lines if line.strip()}
    return {"\t", " "} <= starts or any(" \t" in _indent(line) for line in lines)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _inside_strings(text: str) -> set[int]:
    """Return the lines that begin inside a string."""
    lines = iter(split_lines(text))
    inside: set[int] = set()
    for kind, _, (start, _), (end, _), _ in tokenize.generate_tokens(lambda: next(lines, "")):
        if kind == token.STRING:
            inside.update(range(start + 1, end + 1))
    return inside
