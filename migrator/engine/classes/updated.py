"""Which attributes get new values somewhere in a file, as variables do."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.names import Names
from migrator.patterns import regex
from migrator.rules import Knowledge

_UPDATES = regex(r"(^|_)(update|set_value)")


def updated_in(names: Names, knowledge: Knowledge) -> Iterator[str]:
    """Yield the attributes that are given to what updates, or stand in an update."""
    for node in names.of(ast.Call, ast.Tuple, ast.Attribute):
        match node:
            case ast.Call(func=func, args=[ast.Attribute(attr=attr), *_]):
                denoted = names.denote(func)
                symbol = knowledge.canonical(denoted.name) if denoted is not None else ""
                if _UPDATES.search(symbol.rpartition(".")[2]):
                    yield attr
            case ast.Tuple(elts=[ast.Attribute(attr=attr), _]):
                yield attr
            case ast.Attribute(value=ast.Attribute(attr=attr), attr="set_value"):
                yield attr
