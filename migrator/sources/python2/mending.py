"""What fissix leaves to be done, on text that Python 3 parses: small edits, each recorded."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from fissix.fixes.fix_imports import MAPPING

from migrator.engine.reading.names import Names
from migrator.engine.reading.source import Source, first_line, read_source
from migrator.findings import Change, Span
from migrator.frozen import frozen
from migrator.patterns import regex
from migrator.rules import Knowledge
from migrator.sources.python2.fixers import BY_NAME, SHEBANG

_ASKS = regex(rb"#![^\n]*python(2[.\d]*)")
_RENAMED = frozenset(MAPPING.values())


@frozen
class Mended:
    """A text and what changed in it, at places of the text before."""

    text: str
    changes: tuple[Change, ...]


def mend(text: str, original: str, knowledge: Knowledge) -> Mended:
    """Finish what fissix began when it made the text from the original."""
    source = read_source(text)
    names = Names(source.tree, knowledge.exports)
    edits = [*_same_names(source, names), *_late_imports(source, names, original)]
    changes = []
    asks = _ASKS.match(source.data)
    if asks:
        edits.append((asks.start(1), asks.end(1), b"3"))
        changes.append(Change(Span(1, 0, 1, asks.end()), SHEBANG.rule, SHEBANG.message))
    for call in names.calls:
        if _is_next(call) and isinstance(names.parents[call], ast.Attribute | ast.Subscript):
            edits += _next(source, call)
            changes.append(Change(source.span(call), BY_NAME["next"].rule, BY_NAME["next"].message))
    data = source.data
    for start, end, new in sorted(edits, reverse=True):
        data = data[:start] + new + data[end:]
    return Mended(data.decode(), tuple(changes))


def _same_names(source: Source, names: Names) -> Iterator[tuple[int, int, bytes]]:
    """Shorten `import pickle as pickle`, which was `import cPickle as pickle`."""
    for statement in names.of(ast.Import):
        for alias in statement.names:
            if alias.name == alias.asname and alias.name in _RENAMED:
                yield source.start(alias), source.end(alias), alias.name.encode()


def _late_imports(source: Source, names: Names, original: str) -> Iterator[tuple[int, int, bytes]]:
    """Move an import that fissix put behind the block of imports in front of its first use."""
    for statement in source.tree.body:
        match statement:
            case ast.Import(names=[alias]) | ast.ImportFrom(names=[alias]):
                if source.text(statement) in original:
                    continue
                name = alias.asname or alias.name
                early = [n for n in names.scopes if n.id == name and n.lineno < statement.lineno]
                if not any(names.scopes[n] is names.module for n in early):
                    continue
                user = min(early, key=lambda n: n.lineno)
                top = next(s for s in source.tree.body if user.lineno <= (s.end_lineno or 0))
                at = source.starts[first_line(top) - 1]
                line = source.text(statement).encode() + b"\n"
                yield at, at, line
                yield source.start(statement), source.start(statement) + len(line), b""


def _is_next(call: ast.Call) -> bool:
    named = isinstance(call.func, ast.Attribute) and call.func.attr == "next"
    return named and not call.args and not call.keywords


def _next(source: Source, call: ast.Call) -> Iterator[tuple[int, int, bytes]]:
    """Write `next(it).shape` for `it.next().shape`, which fissix's pattern does not see."""
    iterator = call.func.value  # type: ignore[attr-defined]
    yield source.start(call), source.start(call), b"next("
    yield source.end(iterator), source.end(call), b")"
