"""`# kmigrate: ...` in a file: what its author wants left alone, and what is said in vain."""

from __future__ import annotations

import ast
import difflib
import re
import tokenize
from collections.abc import Iterator

from migrator.engine.reading.logical_lines import tokens
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import statements
from migrator.engine.reading.source import Source
from migrator.findings import Finding, Severity, Span
from migrator.patterns import regex

RULE = "kmigrate.pragma"
_SKIP = regex(rb"#\s*kmigrate:\s*skip(?!-file)\b")
_PRAGMA = regex(r"#\s*kmigrate:\s*(?P<word>[\w.-]*)[ \t]*(?P<rest>[^#]*)", re.IGNORECASE)
_DIALECT = regex(r"0|1|2(\.[0-3])?|3|tf\.keras")
_WORDS = ("skip", "skip-file", "from", "build")
_ALONE = (
    "stands alone on its line and skips nothing: write it at the end of a line of the statement."
)
_FAR_DOWN = "is looked for near the top only, above the first statement."
_NO_KERAS = (
    "names no Keras: write `from 0`, `1`, `2`, `2.0` to `2.3`, `tf.keras` or `3`, on its own line."
)
_NO_MODEL = "builds nothing: write an expression that makes a model behind it."


def skipped_lines(data: bytes) -> frozenset[int]:
    """Return the lines on which a `# kmigrate: skip` stands."""
    lines, last = [1], 0
    for match in _SKIP.finditer(data):
        lines.append(lines[-1] + data.count(b"\n", last, match.start()))
        last = match.start()
    return frozenset(lines[1:])


def left_lines(data: bytes, names: Names) -> frozenset[int]:
    """Return the lines to be left alone: those to be skipped, and those for another Keras."""
    return skipped_lines(data) | names.untaken


def own_lines(statement: ast.stmt) -> range:
    """Return the lines of a statement, of one with a body those in front of it."""
    decorators = getattr(statement, "decorator_list", [])
    first = min(node.lineno for node in (statement, *decorators))
    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if isinstance(body, list) and body else statement.end_lineno
    return range(first, max(statement.lineno, last or 0) + 1)


def misread(source: Source) -> Iterator[Finding]:
    """Yield a notice for each comment to kmigrate that it makes nothing of."""
    if b"kmigrate:" not in source.data.lower():
        return
    for token in tokens(source.data.decode()):
        said = _PRAGMA.match(token.string) if token.type == tokenize.COMMENT else None
        why = _misread(said, token, source.tree) if said else ""
        if said and why:
            line, column = token.start
            span = Span(line, column, line, column + len(said[0].rstrip()))
            message = f"`{said[0].strip()}` {why}"
            yield Finding(span, RULE, Severity.NOTICE, message)


def _misread(said: re.Match[str], token: tokenize.TokenInfo, tree: ast.Module) -> str:
    """Say what is wrong with a comment; nothing if it is heeded."""
    line = token.start[0]
    match said["word"]:
        case "skip":
            alone = not token.line[: token.start[1]].strip()
            return _ALONE if alone and not _is_within_a_statement(line, tree) else ""
        case "skip-file":
            return _FAR_DOWN if tree.body and line > tree.body[0].lineno else ""
        case "from":
            return "" if _DIALECT.fullmatch(said["rest"].strip()) else _NO_KERAS
        case "build":
            return "" if said["rest"].strip() else _NO_MODEL
        case word:
            near = difflib.get_close_matches(word.lower(), _WORDS, n=1)
            meant = f" Did you mean `{near[0]}`?" if near else f" It knows {', '.join(_WORDS)}."
            return f"says nothing to kmigrate.{meant}"


def _is_within_a_statement(line: int, tree: ast.Module) -> bool:
    inside = (node for node in statements(tree) if isinstance(node, ast.stmt))
    return any(line in own_lines(statement) for statement in inside)
