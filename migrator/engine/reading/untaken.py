"""Code for another Keras: `if keras.__version__[0] == '1':` goes one way on Keras 3."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping
from typing import Any

from migrator.engine.reading.scopes import Binding, Scope

VERSION = "keras.__version__"
_NOW = "3.15.1"
_BEFORE = "2.3.1"
_PURE = (
    *(ast.Expression, ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Constant, ast.Subscript),
    *(ast.Slice, ast.Tuple, ast.List, ast.Call, ast.Attribute, ast.Name, ast.Load, ast.IfExp),
    *(ast.cmpop, ast.boolop, ast.unaryop, ast.ListComp, ast.comprehension, ast.Store),
)
_FUNCTIONS: dict[str, Any] = {"int": int, "float": float, "str": str, "tuple": tuple, "map": map}
METHODS = frozenset({"split", "startswith", "partition", "strip", "replace"})


def answered(test: ast.expr, module: Scope, release: str = _NOW) -> bool | None:
    """Work a question out for a release; None if it asks for more than for that."""
    return _evaluated(_Answered(module, release).visit(ast.Expression(copy.deepcopy(test))))


def taken(
    bindings: list[Binding], parents: Mapping[ast.AST, ast.AST], module: Scope
) -> list[Binding]:
    """Leave out what is imported under a name for another Keras, unless that is all."""
    imports = [b for b in bindings if b.imported and _is_chosen(b, parents)]
    others = [b for b in imports if _is_untaken(b.statement, parents, module)]
    if not others:
        return bindings
    return [b for b in bindings if b not in others] or bindings


def _is_chosen(binding: Binding, parents: Mapping[ast.AST, ast.AST]) -> bool:
    return binding.statement is not None and isinstance(parents[binding.statement], ast.If)


def untaken(choice: ast.If, module: Scope) -> list[ast.stmt]:
    """Return the branch for an older Keras than 2, and than 3: what asks for 2 may mean later."""
    answer, before = (answered(choice.test, module, release) for release in (_NOW, _BEFORE))
    if answer is None or answer != before:
        return []
    return choice.orelse if answer else choice.body


def _is_untaken(node: ast.AST | None, parents: Mapping[ast.AST, ast.AST], module: Scope) -> bool:
    above = parents.get(node) if node is not None else None
    while isinstance(above, ast.If):
        named = (n for n in ast.walk(above.test) if isinstance(n, ast.Name | ast.Attribute))
        asked = any(_asks(n, module) for n in named)
        if asked and any(statement is node for statement in untaken(above, module)):
            return True
        node, above = above, parents.get(above)
    return False


def _asks(node: ast.expr, module: Scope) -> bool:
    """Whether `keras.__version__` is asked for, or what was imported of it."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    bindings = module.bindings.get(node.id, ()) if isinstance(node, ast.Name) else ()
    imported = (b.imported for b in bindings if b.imported)
    return any(".".join((name, *reversed(parts))).endswith(VERSION) for name in imported)


class _Answered(ast.NodeTransformer):
    """Puts the release of Keras 3 where it is asked for."""

    def __init__(self, module: Scope, release: str) -> None:
        self._module = module
        self._release = release

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """`keras.__version__`."""
        if _asks(node, self._module):
            return ast.copy_location(ast.Constant(self._release), node)
        self.generic_visit(node)
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """`from keras import __version__ as release`."""
        return (
            ast.copy_location(ast.Constant(self._release), node)
            if _asks(node, self._module)
            else node
        )


def _evaluated(asked: ast.Expression) -> bool | None:
    """Evaluate an expression of strings and numbers, with a handful of functions."""
    for node in ast.walk(asked):
        known = not isinstance(node, ast.Attribute) or node.attr in METHODS
        if not isinstance(node, _PURE) or not known:
            return None
    try:
        code = compile(ast.fix_missing_locations(asked), "<release>", "eval")
        return bool(eval(code, {"__builtins__": {}}, dict(_FUNCTIONS)))  # noqa: S307 - see `_PURE`
    except Exception:  # noqa: BLE001 - a name of the file, a number that is none
        return None
