"""Callees that may be one of several symbols: `Pool = MaxPooling2D if small else AveragePooling2D`.

Also one taken from a dict or list of classes, or from a loop over some. The call is rewritten if it
becomes the same whichever it is.
"""

from __future__ import annotations

import ast
from typing import TypeAlias

from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import hides_words
from migrator.engine.reading.scopes import Binding, Scope

_PARTIAL = "functools.partial"
_Origin: TypeAlias = tuple[ast.expr, bool] | tuple[Scope, str]


class Choices:
    """The callees of one file: what they denote, also where that is one of several symbols."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[_Origin, list[Denoted]] = {}

    def of(self, node: ast.expr) -> list[Denoted]:
        """Return what a callee may denote, if it is one of several symbols, and all are known.

        Each once, though several keys of a table may lead to it.
        """
        origin = self._origin(node)
        if origin is None:
            return []
        if origin not in self._known:
            found = [self._names.denote(part) for part in self._parts(*origin)]
            known = {denoted.name: denoted for denoted in reversed(found) if denoted is not None}
            complete = None not in found and len(found) > 1
            self._known[origin] = [*reversed(known.values())] if complete else []
        return self._known[origin]

    def parts(self, node: ast.expr) -> list[ast.expr]:
        """Return the expressions of which a callee is one."""
        origin = self._origin(node)
        return self._parts(*origin) if origin is not None else []

    def may_denote(self, node: ast.expr) -> list[Denoted]:
        """Return the symbols that a callee denotes, also through a choice or a `partial`."""
        found = self._names.denote(node)
        if found is not None:
            return [found]
        partial = made_by_partial(node, self._names)
        behind = self._names.denote(partial.args[0]) if partial is not None else None
        return [behind] if behind is not None else self.of(node)

    def _origin(self, node: ast.expr) -> _Origin | None:
        """Return where the choice is written, and whether that is what is called itself."""
        table = chosen_from(node)
        if isinstance(node, ast.IfExp):
            return node, True
        if table is None:
            return (node.value, False) if isinstance(node, ast.Subscript) else None
        binding, bound = self._names.lookup(table)
        if binding is None:
            scope, _ = self._names.owner(self._names.scopes.get(table), table.id)
            return (scope, table.id) if bound and scope is not None and table is node else None
        if table is not node:
            return (binding.value, False) if binding.value is not None else None
        if binding.iterated is not None:
            over = binding.iterated
            held = self._names.held(over)
            return (held, False) if held is not None else None
        return (binding.value, True) if binding.value is not None else None

    def _parts(self, within: ast.expr | Scope, called: bool | str) -> list[ast.expr]:  # noqa: FBT001 - unpacked
        """Return the expressions of which a callee is one."""
        if isinstance(within, Scope):
            return _of_branches(within.bindings[str(called)])
        if called:
            return alternatives(within) if isinstance(within, ast.IfExp) else []
        return _elements(within)


def made_by_partial(node: ast.expr, names: Names) -> ast.Call | None:
    """Return the call of `functools.partial` on one symbol that made what is called here."""
    value = names.value(node) if isinstance(node, ast.Name) else None
    if not isinstance(value, ast.Call) or len(value.args) != 1:
        return None
    denoted = names.denote(value.func)
    hides = hides_words(value)
    return value if denoted is not None and denoted.name == _PARTIAL and not hides else None


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


def alternatives(node: ast.expr) -> list[ast.expr]:
    """Return the alternatives of `A if x else B if y else C`."""
    return (
        [*alternatives(node.body), *alternatives(node.orelse)]
        if isinstance(node, ast.IfExp)
        else [node]
    )


def _elements(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.Dict():
            return list(node.values)
        case ast.Tuple() | ast.List() | ast.Set():
            return list(node.elts)
        case ast.Call(func=ast.Name(id="dict"), args=[]):
            return [keyword.value for keyword in node.keywords]
    return []


def _of_branches(bindings: list[Binding]) -> list[ast.expr]:
    """`if small: Pool = MaxPooling2D`, `else: Pool = AveragePooling2D`."""
    known = [binding.value for binding in bindings if binding.value is not None]
    return known if len(known) == len(bindings) else []
