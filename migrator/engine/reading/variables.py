"""Variables as a whole: everything a name is ever bound to, and every place that reads it."""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import TypeAlias

from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import walk
from migrator.engine.reading.scopes import Binding, Scope

Variable: TypeAlias = tuple[Scope, str]
_Places: TypeAlias = defaultdict[tuple[Variable | None, type[ast.expr_context]], list[ast.Name]]


class Variables:
    """The variables of one file."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._placed: dict[str, _Places] = {}

    def of(self, node: ast.Name) -> Variable | None:
        """Return the variable that a name means, if the file binds it."""
        return self.seen_from(self._names.scopes.get(node), node.id)

    def seen_from(self, scope: Scope | None, name: str) -> Variable | None:
        """Return the variable that a name means to the code of a scope."""
        owner, _ = self._names.owner(scope, name)
        return (owner, name) if owner is not None else None

    def scope_of(self, node: ast.AST) -> Scope | None:
        """Return the scope that an expression is evaluated in, told by a name in it."""
        if isinstance(node, ast.Call):
            return self.scope_of(node.func)
        return next((s for n in walk(node) if (s := self._scope(n)) is not None), None)

    def _scope(self, node: ast.AST) -> Scope | None:
        return self._names.scopes.get(node) if isinstance(node, ast.Name) else None

    def values(self, variable: Variable) -> list[ast.expr] | None:
        """Return all that a variable is assigned, or None if something else binds it too."""
        bindings = self._bindings(variable)
        values = [b.value for b in bindings if b.value is not None and b.parameter is None]
        return values if values and len(values) == len(bindings) else None

    def is_constant(self, variable: Variable) -> bool:
        """Whether a variable is bound only once."""
        return len(self._bindings(variable)) == 1

    def _bindings(self, variable: Variable) -> list[Binding]:
        scope, name = variable
        return scope.bindings.get(name, [])

    def loads(self, variable: Variable) -> list[ast.Name]:
        """Return the places that read a variable."""
        return self._places(variable, ast.Load)

    def stores(self, variable: Variable) -> list[ast.Name]:
        """Return the places that assign to a variable, or loop over it."""
        return self._places(variable, ast.Store)

    def _places(self, variable: Variable, context: type[ast.expr_context]) -> list[ast.Name]:
        _, name = variable
        if name not in self._placed:
            found = self._placed[name] = defaultdict(list)
            for node in self._names.named.get(name, ()):
                found[self.of(node), node.ctx.__class__].append(node)
        return self._placed[name][variable, context]

    def followed(self, node: ast.expr) -> list[ast.expr]:
        """Return what an expression may be: itself, or all that its variable is assigned."""
        if not isinstance(node, ast.Name):
            return [node]
        variable = self.of(node)
        return (self.values(variable) if variable is not None else None) or [node]
