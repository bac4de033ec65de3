"""Lists of names in variables: all that they are made of, and whether they are for nothing else."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from migrator.engine.reading.functions import parameter_default
from migrator.engine.reading.names import Names
from migrator.engine.reading.variables import Variable, Variables

_ADDING = frozenset({"append", "extend", "insert"})


class NameLists:
    """Those of one file."""

    def __init__(self, names: Names, variables: Variables) -> None:
        self._names = names
        self._variables = variables

    def made_of(self, variable: Variable) -> list[ast.expr] | None:
        """Return what a variable holds, and what is added to it; None where that is not in sight.

        Of a parameter that is its default, and what calls in the file pass for it.
        """
        scope, name = variable
        found: list[ast.expr] = []
        for binding in scope.bindings.get(name, []):
            if binding.parameter is not None:
                default = parameter_default(binding.parameter, name)
                found += [default] if default is not None else []
                found += self._names.arguments.here(binding.parameter, name)
            elif binding.value is not None:
                found.append(binding.value)
            elif (value := self._added_by(variable, binding.line)) is not None:
                found.append(value)
            else:
                return None
        return [*found, *self._appended(variable)]

    def _added_by(self, variable: Variable, line: int) -> ast.expr | None:
        """Return what a statement at a line adds: `metrics += more`."""
        for store in self._variables.stores(variable):
            parent = self._names.parents[store]
            if isinstance(parent, ast.AugAssign) and store.lineno == line:
                return parent.value
        return None

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
        made = self.made_of(variable) or []
        return all(
            load in uses
            or self._call_of(load) is not None
            or self._is_tested(load)
            or any(self._is_within(load, value) for value in made)
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

    def _is_within(self, node: ast.AST, value: ast.expr) -> bool:
        while isinstance(node, ast.expr) and node is not value:
            node = self._names.parents[node]
        return node is value
