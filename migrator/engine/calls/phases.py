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
    is_phase = isinstance(last, ast.Call) and _makes_phase(last, fate, names, knowledge)
    return last if is_phase and isinstance(last, ast.Call) else None


def phases_among(
    node: ast.expr, fate: Tensors, names: Names, knowledge: Knowledge
) -> list[ast.Call]:
    """Return the calls that make the phase wherever in a list, also under a name."""
    given = _elements(names.held(node))
    calls = (element for element in given if isinstance(element, ast.Call))
    return [call for call in calls if _makes_phase(call, fate, names, knowledge)]


def _elements(node: ast.expr | None) -> list[ast.expr]:
    """Return what is in a literal list, or in those that are added up."""
    match node:
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return [*_elements(left), *_elements(right)]
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            return elements
    return []


def _makes_phase(call: ast.Call, fate: Tensors, names: Names, knowledge: Knowledge) -> bool:
    denoted = names.denote(call.func)
    return denoted is not None and knowledge.canonical(denoted.name) == fate.phase


def beside_phase(node: ast.expr, phase: ast.Call | None) -> list[ast.expr]:
    """Return what else stands in an argument that may end with the phase: each must be a tensor."""
    if isinstance(node, ast.List | ast.Tuple):
        return [element for element in node.elts if element is not phase]
    return [node.left] if isinstance(node, ast.BinOp) and phase is not None else [node]


def _adds_one(node: ast.BinOp) -> bool:
    """Whether a list of one element is added to another one."""
    listed = isinstance(node.op, ast.Add) and isinstance(node.right, ast.List)
    return listed and len(node.right.elts) == 1  # type: ignore[attr-defined]
