"""What a file only uses where it is there: `if hasattr(optimizers, 'get'): optimizers.get(x)`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names


def guarded(names: Names) -> frozenset[ast.AST]:
    """Return the mentions that a file has asked for before: they tell nothing of its Keras."""
    return frozenset(
        node for call in names.calls_of.get("hasattr", ()) for node in _of(call, names)
    )


def _of(call: ast.Call, names: Names) -> Iterator[ast.AST]:
    """Yield what is mentioned under a condition that asks for it, and for nothing else."""
    around = names.parents[call]
    if not isinstance(around, ast.If | ast.IfExp) or len(call.args) != 2:  # noqa: PLR2004
        return
    name, within = literal(call.args[1]), around.body
    for part in within if isinstance(within, list) else [within]:
        for node in ast.walk(part):
            if isinstance(node, ast.Attribute) and node.attr == name:
                yield node
