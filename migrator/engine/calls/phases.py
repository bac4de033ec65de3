"""The learning phase, which Keras 1 passed about as a tensor."""

from __future__ import annotations

import ast

from migrator.engine.reading.names import Names
from migrator.rules import Knowledge, Tensors


def phase_in(node: ast.expr, fate: Tensors, names: Names, knowledge: Knowledge) -> ast.Call | None:
    """Return the call that makes the phase, if it is the last element of a literal list.

    Of a list that it is added to as well: `model.inputs + [K.learning_phase()]`.
    """
    if isinstance(node, ast.BinOp):
        return phase_in(node.right, fate, names, knowledge) if _adds_one(node) else None
    last = node.elts[-1] if isinstance(node, ast.List | ast.Tuple) and node.elts else None
    denoted = names.denote(last.func) if isinstance(last, ast.Call) else None
    is_phase = denoted is not None and knowledge.canonical(denoted.name) == fate.phase
    return last if is_phase and isinstance(last, ast.Call) else None


def beside_phase(node: ast.expr, phase: ast.Call | None) -> list[ast.expr]:
    """Return what else stands in an argument that may end with the phase: each must be a tensor."""
    if isinstance(node, ast.List | ast.Tuple):
        return [element for element in node.elts if element is not phase]
    return [node.left] if isinstance(node, ast.BinOp) and phase is not None else [node]


def _adds_one(node: ast.BinOp) -> bool:
    """Whether a list of one element is added to another one."""
    listed = isinstance(node.op, ast.Add) and isinstance(node.right, ast.List)
    return listed and len(node.right.elts) == 1  # type: ignore[attr-defined]
