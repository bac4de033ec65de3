"""Where a model is mentioned: around the place where it is shortened, and elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from migrator.engine.reading.nodes import returns, walk
from migrator.engine.state import FileState

_LOOKS = frozenset({"isinstance", "len", "print", "type"})  # what keeps nothing it is given
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class Mentions:
    """Every place that names a model, seen from the statements that shorten it."""

    def __init__(self, state: FileState, owner: ast.expr, run: list[ast.stmt]) -> None:
        self._state = state
        self._names = state.names
        self.owner = owner
        inside = {node for statement in run for node in walk(statement)}
        self._all = [node for node in self._found() if node not in inside]
        self._first, self._last = run[0], run[-1]

    def _found(self) -> Iterable[ast.expr]:
        if isinstance(self.owner, ast.Name):
            variable = self._state.variables.of(self.owner)
            if variable is not None:
                yield from self._state.variables.loads(variable)
                yield from self._state.variables.stores(variable)
            return
        text = ast.unparse(self.owner)
        for node in self._names.of(ast.Attribute):
            if node.attr == getattr(self.owner, "attr", "") and ast.unparse(node) == text:
                yield node

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._all)

    @cached_property
    def function(self) -> ast.AST | None:
        """The function that shortens the model, if that is not the module."""
        return self._around(self.owner)

    def _around(self, node: ast.AST) -> ast.AST | None:
        return next((n for n in self._names.ancestors(node) if isinstance(n, _FUNCTIONS)), None)

    @cached_property
    def before(self) -> list[ast.expr]:
        """The mentions in the same function that come before, but for assignments."""
        here = [n for n in self._here() if n.lineno < self._first.lineno and not is_store(n)]
        return [n for n in here if n not in self._otherwise]

    @cached_property
    def _otherwise(self) -> frozenset[ast.AST]:
        """What runs instead: the other branches of the conditions that the statements are under."""
        path = [self._first, *self._names.ancestors(self._first)]
        return frozenset(
            node
            for inner, outer in pairwise(path)
            if isinstance(outer, ast.If)
            for branch in (outer.body, outer.orelse)
            if inner not in branch
            for statement in branch
            for node in walk(statement)
        )

    @cached_property
    def after(self) -> list[ast.expr]:
        """The mentions in the same function that come after, in their order."""
        last = self._last.end_lineno or self._last.lineno
        found = [n for n in self._here() if n.lineno > last]
        return sorted(found, key=lambda n: (n.lineno, n.col_offset))

    @cached_property
    def elsewhere(self) -> list[ast.expr]:
        """The mentions in other functions."""
        return [n for n in self._all if self._around(n) is not self.function]

    def _here(self) -> Iterator[ast.expr]:
        return (n for n in self._all if self._around(n) is self.function)

    def is_looped(self) -> bool:
        """Whether what stands above may come after, as all is in a loop."""
        for node in self._names.ancestors(self.owner):
            if node is self.function:
                return False
            if isinstance(node, ast.For | ast.While | ast.AsyncFor) and node is not self._first:
                return True
        return False

    def attribute(self, mention: ast.expr) -> str:
        """Return what of the model a mention is for; "" if it is for the model itself."""
        above = self._names.parents[mention]
        return above.attr if isinstance(above, ast.Attribute) else ""

    def is_kept(self, mention: ast.expr) -> bool:
        """Whether somebody may know the model under another name since."""
        above = self._names.parents[mention]
        if isinstance(above, ast.Attribute):
            return False
        if isinstance(above, ast.Call) and mention in above.args:
            denoted = self._names.denote(above.func)
            looks = isinstance(above.func, ast.Name) and above.func.id in _LOOKS
            return not looks and denoted is None
        return True

    def made_of(self) -> list[ast.expr] | None:
        """Return what the model was assigned, or None where it is a parameter, or unknown."""
        if isinstance(self.owner, ast.Name):
            binding, _ = self._names.lookup(self.owner)
            return [binding.value] if binding is not None and binding.value is not None else None
        return self._names.attributes.get(getattr(self.owner, "attr", "")) or None

    def is_replaced(self) -> bool:
        """Whether every caller passes a new model, or takes what is returned for what it passed."""
        function = self.function
        if not isinstance(function, ast.FunctionDef) or not isinstance(self.owner, ast.Name):
            return False
        name = self.owner.id
        returned = [statement.value for statement in returns(function)]
        same = all(isinstance(v, ast.Name) and v.id == name for v in returned)
        passed = list(self._names.arguments.here(function, name))
        if passed and all(isinstance(value, ast.Call) for value in passed):
            return True
        return bool(returned and passed) and same and all(map(self._is_given_up, passed))

    def _is_given_up(self, passed: ast.expr) -> bool:
        if isinstance(passed, ast.Call):
            return True
        match self._names.statement(passed):
            case ast.Assign(targets=[target], value=value):
                own = value is self._names.parents[passed]
                return own and ast.unparse(target) == ast.unparse(passed)
        return False


def is_store(node: ast.AST) -> bool:
    """Whether something is assigned there."""
    return isinstance(getattr(node, "ctx", None), ast.Store)
