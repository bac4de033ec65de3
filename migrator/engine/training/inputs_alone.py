"""Generators that yield inputs alone, for predictions: Keras 3 wants them in a tuple.

Older Keras took whatever was no tuple for the inputs: an array, or a list of several.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cached_property

from migrator.engine.reading.nodes import is_call_of
from migrator.engine.state import FileState
from migrator.engine.training.rows import Rows
from migrator.engine.training.tuples import Tuples

_Maker = ast.FunctionDef | ast.ClassDef
_ARRAYS = frozenset(
    f"numpy.{name}" for name in ("array", "asarray", "concatenate", "expand_dims", "stack")
)


class InputsAlone:
    """Puts the inputs that a generator yields into a tuple, or says that they must be in one."""

    def __init__(self, state: FileState, tuples: Tuples, given: Iterable[ast.expr]) -> None:
        self._state = state
        self._tuples = tuples
        self._given = frozenset(given)
        self._feeding = state.knowledge.feeding
        self._known: dict[_Maker, bool] = {}
        self._said = False

    def decide(self, function: _Maker, value: ast.expr) -> None:
        """Look at what a generator function, or a dataset, yields that is no tuple."""
        if not self._state.allows(self._feeding.rule, value):
            return
        if not self._is_certain(value):
            self._say_uncertain(value)
        elif not self._is_written(value) or not self._is_for_models_only(function):
            self._state.report.action(value, self._feeding.rule, self._feeding.alone)
        elif isinstance(value, ast.List):
            self._tuples.write(value, inside=len(value.elts) > 1)
        elif isinstance(value, ast.ListComp) or self._is_list(value):
            self._tuples.around(value, "(tuple(", "),)")
        else:
            self._tuples.around(value, "(", ",)")

    def _say_uncertain(self, value: ast.expr) -> None:
        """Say what must be yielded where something may be a tuple, or is no expression of one."""
        held = self._state.names.held(value)
        if not isinstance(held, ast.Tuple) and not self._said:
            self._said = True
            self._state.report.notice(value, self._feeding.rule, self._feeding.unseen_alone)

    def _is_certain(self, value: ast.expr) -> bool:
        """Whether something is no tuple, whatever it is."""
        if self._may_be_list(value) or self._rows.of(value) is not None:
            return True
        made = self._state.names.denote(value.func) if isinstance(value, ast.Call) else None
        return made is not None and made.name in _ARRAYS

    def _is_written(self, value: ast.expr) -> bool:
        """Whether what is written in a tuple's place is what older Keras took."""
        return self._feeding.lists_of_inputs or not self._may_be_list(value)

    def _may_be_list(self, value: ast.expr) -> bool:
        return isinstance(value, ast.List | ast.ListComp) or self._is_list(value)

    def _is_list(self, value: ast.expr) -> bool:
        return isinstance(value, ast.Name) and self._tuples.is_list(value)

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self._state.names, self._state.variables)

    def _is_for_models_only(self, function: _Maker) -> bool:
        """Whether all that a generator function makes is given to models for their inputs."""
        if function not in self._known:
            self._known[function] = all(map(self._is_given, self._mentions(function)))
        return self._known[function]

    def _mentions(self, function: _Maker) -> Iterator[ast.expr]:
        names = self._state.names
        yield from names.named.get(function.name, ())
        yield from (n for n in names.of(ast.Attribute) if n.attr == function.name)

    def _is_given(self, mention: ast.expr) -> bool:
        """Whether a function is called here, and what it makes is given to models alone."""
        names, variables = self._state.names, self._state.variables
        call = names.parents[mention]
        if not is_call_of(call, mention):
            return False
        if call in self._given:
            return True
        match names.parents[call]:
            case ast.Assign(targets=[ast.Name() as target]):
                variable = variables.of(target)
                return variable is not None and self._given.issuperset(variables.loads(variable))
        return False
