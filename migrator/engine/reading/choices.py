"""Callees that may be one of several symbols: `Pool = MaxPooling2D if small else AveragePooling2D`.

Also one taken from a dict or list of classes, or from a loop over some. The call is rewritten if it
becomes the same whichever it is.
"""

from __future__ import annotations

import ast

from migrator.engine.reading.names import Denoted, Names

_PARTIAL = "functools.partial"


def choices(node: ast.expr, names: Names) -> list[Denoted]:
    """Return what a callee may denote, if it is one of several symbols, and all are known."""
    parts = _parts(node, names)
    found = [names.denote(part) for part in parts]
    known = [denoted for denoted in found if denoted is not None]
    return known if len(known) == len(found) > 1 else []


def made_by_partial(node: ast.expr, names: Names) -> ast.Call | None:
    """Return the call of `functools.partial` on one symbol that made what is called here."""
    value = names.value(node) if isinstance(node, ast.Name) else None
    if not isinstance(value, ast.Call) or len(value.args) != 1:
        return None
    denoted = names.denote(value.func)
    hides = any(keyword.arg is None for keyword in value.keywords)
    return value if denoted is not None and denoted.name == _PARTIAL and not hides else None


def may_denote(node: ast.expr, names: Names) -> list[Denoted]:
    """Return the symbols that a callee denotes, also through a choice or a `partial`."""
    found = names.denote(node)
    if found is not None:
        return [found]
    partial = made_by_partial(node, names)
    behind = names.denote(partial.args[0]) if partial is not None else None
    return [behind] if behind is not None else choices(node, names)


def chosen_from(node: ast.expr) -> ast.Name | None:
    """Return the name behind which the choice stands, for a callee: `Pool`, `LAYERS`."""
    match node:
        case ast.Name():
            return node
        case ast.Subscript(value=ast.Name() as table):
            return table
        case ast.Call(func=ast.Attribute(attr="get", value=ast.Name() as table)):
            return table
    return None


def _parts(node: ast.expr, names: Names) -> list[ast.expr]:
    """Return the expressions of which a callee is one."""
    table = chosen_from(node)
    if isinstance(node, ast.IfExp):
        return [*_flat(node.body), *_flat(node.orelse)]
    if table is None:
        return _elements(node.value) if isinstance(node, ast.Subscript) else []
    binding, bound = names.lookup(table)
    if binding is None:
        return _of_branches(table, names) if bound and table is node else []
    if table is not node:
        return _elements(binding.value) if binding.value is not None else []
    if binding.iterated is not None:
        return _elements(binding.iterated)
    return _flat(binding.value) if isinstance(binding.value, ast.IfExp) else []


def _flat(node: ast.expr) -> list[ast.expr]:
    """Return the alternatives of `A if x else B if y else C`."""
    return [*_flat(node.body), *_flat(node.orelse)] if isinstance(node, ast.IfExp) else [node]


def _elements(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.Dict():
            return list(node.values)
        case ast.Tuple() | ast.List() | ast.Set():
            return list(node.elts)
        case ast.Call(func=ast.Name(id="dict"), args=[]):
            return [keyword.value for keyword in node.keywords]
    return []


def _of_branches(node: ast.Name, names: Names) -> list[ast.expr]:
    """`if small: Pool = MaxPooling2D`, `else: Pool = AveragePooling2D`."""
    scope, _ = names.owner(names.scopes.get(node), node.id)
    values = [binding.value for binding in scope.bindings[node.id]] if scope is not None else []
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else []
