"""The learning phase, which Keras 1 passed about as a tensor."""

from __future__ import annotations

import ast

from migrator.engine.reading.names import Names
from migrator.rules import Knowledge, Tensors


def phase_in(node: ast.expr, fate: Tensors, names: Names, knowledge: Knowledge) -> ast.Call | None:
    """Return the call that makes the phase, if it is the last element of a literal list."""
    last = node.elts[-1] if isinstance(node, ast.List | ast.Tuple) and node.elts else None
    denoted = names.denote(last.func) if isinstance(last, ast.Call) else None
    is_phase = denoted is not None and knowledge.canonical(denoted.name) == fate.phase
    return last if is_phase and isinstance(last, ast.Call) else None
