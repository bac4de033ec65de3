"""What a name means where a package is missing: `try: import keras; except ImportError: ...`."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from migrator.engine.reading.scopes import Binding

_MISSED = frozenset({"Exception", "ImportError", "ModuleNotFoundError"})


def without_stand_ins(
    bindings: list[Binding], parents: Mapping[ast.AST, ast.AST], assigned: Callable[[Binding], str]
) -> list[Binding]:
    """Leave out what a name is given only where its import failed, unless that is imported, too.

    assigned: what a binding makes a name of a package's: nothing for `keras = None`.
    """
    made = [b for b in bindings if b.statement is not None and (b.imported or assigned(b))]
    tried = {_around(binding.statement, parents) for binding in made}
    tried = {node for node in tried if isinstance(node, ast.Try)}
    if not tried:
        return bindings
    return [b for b in bindings if not _stands_in(b, tried, parents) or assigned(b)]


def _around(node: ast.AST | None, parents: Mapping[ast.AST, ast.AST]) -> ast.AST | None:
    """Return what a statement is in, by whatever condition."""
    above = parents.get(node) if node is not None else None
    while isinstance(above, ast.If):
        above = parents.get(above)
    return above


def _stands_in(
    binding: Binding, tried: set[ast.AST | None], parents: Mapping[ast.AST, ast.AST]
) -> bool:
    statement = binding.statement or binding.definition
    handler = parents.get(statement) if statement is not None else None
    if binding.imported is not None or not isinstance(handler, ast.ExceptHandler):
        return False
    return parents.get(handler) in tried and misses_imports(handler)


def misses_imports(handler: ast.ExceptHandler) -> bool:
    """Whether a handler takes over where something cannot be imported."""
    caught = handler.type
    kinds = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(kind is None or getattr(kind, "id", "") in _MISSED for kind in kinds)
