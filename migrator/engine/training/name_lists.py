"""Lists of names in variables: all that they are made of, and whether they are for nothing else."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet

from migrator.engine.reading.functions import parameter_default
from migrator.engine.reading.names import Names
from migrator.engine.reading.variables import Variable, Variables

_ADDING = frozenset({"append", "extend", "insert"})


class NameLists:
    """Those of one file."""

    def __init__(self, names: Names, variables: Variables) -> None:
        self._names = names
        self._variables = variables
        self._made: dict[Variable, list[ast.expr] | None] = {}
        self._alone: dict[Variable, bool] = {}

    def made_of(self, variable: Variable) -> list[ast.expr] | None:
        """Return what a variable holds, and what is added to it; None where that is not in sight.

        Of a parameter that is its default, and what calls in the file pass for it.
        """
        if variable not in self._made:
            self._made[variable] = self._parts(variable)
        return self._made[variable]

    def _parts(self, variable: Variable) -> list[ast.expr] | None:
        scope, name = variable
        added = {
            store.lineno: above.value
            for store in self._variables.stores(variable)
            if isinstance(above := self._names.parents[store], ast.AugAssign)
        }
        found: list[ast.expr] = []
        for binding in scope.bindings.get(name, []):
            if binding.parameter is not None:
                default = parameter_default(binding.parameter, name)
                found += [default] if default is not None else []
                found += self._names.arguments.here(binding.parameter, name)
            elif binding.value is not None:
                found.append(binding.value)
            elif binding.line in added:
                found.append(added[binding.line])
            else:
                return None
        return [*found, *self._appended(variable)]

    def _appended(self, variable: Variable) -> Iterator[ast.expr]:
        for load in self._variables.loads(variable):
            call = self._call_of(load)
            if call is not None:
                yield from call.args

    def _call_of(self, load: ast.Name) -> ast.Call | None:
        """Return the call that adds to what a name holds: `metrics.append(more)`."""
        parent = self._names.parents[load]
        call = self._names.parents[parent] if getattr(parent, "attr", "") in _ADDING else None
        return call if isinstance(call, ast.Call) and call.func is parent else None

    def is_for(self, variable: Variable, uses: Collection[ast.expr]) -> bool:
        """Whether a variable is read for certain uses alone, but for what makes it."""
        if variable not in self._alone:
            self._alone[variable] = self._is_for(variable, uses)
        return self._alone[variable]

    def _is_for(self, variable: Variable, uses: Collection[ast.expr]) -> bool:
        made = {*(self.made_of(variable) or ())}
        return all(
            load in uses
            or self._call_of(load) is not None
            or self._is_tested(load)
            or self._is_within(load, made)
            for load in self._variables.loads(variable)
        )

    def _is_tested(self, load: ast.Name) -> bool:
        """`if metrics is None`, `if not metrics`."""
        parent = self._names.parents[load]
        match parent:
            case ast.Compare(ops=[ast.Is() | ast.IsNot()]):
                return True
            case ast.UnaryOp(op=ast.Not()):
                return True
        return isinstance(parent, ast.If) and parent.test is load

    def _is_within(self, node: ast.AST, values: AbstractSet[ast.expr]) -> bool:
        while isinstance(node, ast.expr) and node not in values:
            node = self._names.parents[node]
        return node in values
