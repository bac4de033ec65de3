"""How long is a list? Read from the loop that appends to it, or from what its length must be."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from migrator.engine.reading.functions import Function
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import unpacks
from migrator.engine.reading.variables import Variable, Variables

_Length = ast.expr | None
_Loop = (ast.For, ast.While)
_IN_ORDER = frozenset({"enumerate", "list", "reversed", "sorted", "tuple"})
_AS_LONG = frozenset({"append", "reverse", "sort"})  # methods that leave the length, but for one


class Gathered:
    """Reads how many elements lists have; `rows` reads that of arrays."""

    def __init__(
        self, names: Names, variables: Variables, rows: Callable[[ast.expr, int], _Length]
    ) -> None:
        self._names = names
        self._variables = variables
        self._rows = rows

    def of(self, node: ast.expr, place: ast.AST | None, depth: int) -> _Length:
        """Return the number of elements of a list; place: the `yield` at which it is asked for.

        depth: how far one thing has been followed to another.
        """
        match node:
            case ast.ListComp(generators=[ast.comprehension(ifs=[], iter=each)]):
                return self._turns(each, depth)
            case ast.List(elts=elements) if not unpacks(elements):
                return ast.Constant(len(elements))
            case ast.Name():
                return self._of_name(node, place, depth)
        return None

    def _turns(self, each: ast.expr, depth: int) -> _Length:
        """Return how often a loop over something goes round."""
        match each:
            case ast.Call(func=ast.Name(id="range"), args=[end], keywords=[]):
                measured = _measured(end)
                return end if measured is None else self._turns(measured, depth)
            case ast.Call(func=ast.Name(id=made), args=[first]) if made in _IN_ORDER:
                return self._turns(first, depth)
            case ast.Call(func=ast.Name(id="zip"), args=parts):
                found = (self._turns(part, depth) for part in parts)
                return next((turns for turns in found if turns is not None), None)
        return self._rows(each, depth + 1)

    def _of_name(self, node: ast.Name, place: ast.AST | None, depth: int) -> _Length:
        variable = self._variables.of(node)
        values = self._variables.values(variable) if variable is not None else None
        if variable is None or not values:
            return None
        appends = self._appends(variable)
        if appends is None:
            return None
        if not appends:
            known = len(values) == 1 and isinstance(values[0], ast.ListComp)
            return self.of(values[0], place, depth + 1) if known else None
        asked = self._asked(variable, place) if place is not None else None
        if asked is not None:
            return asked
        loop = self._names.parents[appends[0]]
        is_over = place is None or loop not in self._names.ancestors(place)
        return self._looped(loop, variable, appends, depth) if is_over else None

    def _appends(self, variable: Variable) -> list[ast.Expr] | None:
        """Return the statements that append to a list, or None if it may change otherwise."""
        found = []
        for load in self._variables.loads(variable):
            method = self._names.parents[load]
            if not isinstance(method, ast.Attribute):
                continue
            if method.attr not in _AS_LONG:
                return None
            statement = self._names.parents[self._names.parents[method]]
            if method.attr == "append":
                if not isinstance(statement, ast.Expr):
                    return None
                found.append(statement)
        return found

    # -- asked ---------------------------------------------------------------------------------

    def _asked(self, variable: Variable, place: ast.AST) -> _Length:
        """Read `if len(rows) == n: yield ...`, or `assert len(rows) == n` before it."""
        inner = place
        for node in self._names.ancestors(place):
            if isinstance(node, Function):
                return None
            found = self._asserted(inner, variable) if isinstance(inner, ast.stmt) else None
            if found is None and isinstance(node, ast.If) and inner in node.body:
                found = self._asked_by(node, variable)
            if found is not None:
                return found
            inner = node
        return None

    def _asserted(self, statement: ast.stmt, variable: Variable) -> _Length:
        level, index = self._names.placed(statement)
        asserted = (s for s in level[:index] if isinstance(s, ast.Assert))
        found = (self._asked_by(each, variable) for each in asserted)
        return next((length for length in found if length is not None), None)

    def _asked_by(self, node: ast.If | ast.Assert, variable: Variable) -> _Length:
        match node.test:
            case ast.Compare(left=left, ops=[ast.Eq() | ast.GtE() as how], comparators=[length]):
                exact = isinstance(how, ast.Eq) or self._emptied(node, variable)
                return length if exact and self._is_length_of(left, variable) else None
        return None

    def _emptied(self, node: ast.If | ast.Assert, variable: Variable) -> bool:
        """Whether a list is made anew where it was long enough: it never gets longer."""
        if isinstance(node, ast.Assert):
            return False
        stores = self._variables.stores(variable)
        return any(self._names.statement(s) in node.body for s in stores)

    def _is_length_of(self, node: ast.expr, variable: Variable) -> bool:
        measured = _measured(node)
        return isinstance(measured, ast.Name) and self._variables.of(measured) == variable

    # -- looped --------------------------------------------------------------------------------

    def _looped(
        self, loop: ast.AST, variable: Variable, appends: list[ast.Expr], depth: int
    ) -> _Length:
        """Read the one loop behind `rows = []` that appends to it, in each turn."""
        empty = self._made(variable)
        if not isinstance(loop, _Loop) or empty is None or not self._follows(loop, empty):
            return None
        if any(self._names.parents[a] is not loop or a in loop.orelse for a in appends):
            return None
        if isinstance(loop, ast.While):
            return self._until(loop, variable) if len(appends) == 1 else None
        turns = self._turns(loop.iter, depth) if not _leaves(loop.body) else None
        if turns is None or len(appends) == 1:
            return turns
        return ast.BinOp(ast.Constant(len(appends)), ast.Mult(), turns)

    def _made(self, variable: Variable) -> ast.stmt | None:
        """Return the one statement that makes a list, empty."""
        scope, name = variable
        bound = [(b.statement, b.value) for b in scope.bindings.get(name, ())]
        empty = [s for s, value in bound if value is not None and _is_empty(value)]
        return empty[0] if len(empty) == 1 else None

    def _follows(self, loop: ast.stmt, statement: ast.stmt) -> bool:
        level, index = self._names.placed(loop)
        return any(other is statement for other in level[:index])

    def _until(self, loop: ast.While, variable: Variable) -> _Length:
        """Read `while len(rows) < n`."""
        match loop.test:
            case ast.Compare(left=left, ops=[ast.Lt()], comparators=[length]):
                return length if self._is_length_of(left, variable) else None
        return None


def _measured(node: ast.expr) -> ast.expr | None:
    """Return what a call of `len` measures."""
    match node:
        case ast.Call(func=ast.Name(id="len"), args=[measured]):
            return measured
    return None


def _is_empty(node: ast.expr) -> bool:
    match node:
        case ast.List(elts=[]) | ast.Call(func=ast.Name(id="list"), args=[], keywords=[]):
            return True
    return False


def _leaves(body: list[ast.stmt]) -> bool:
    """Whether a turn of a loop may end before its last statement."""
    return any(isinstance(n, ast.Break | ast.Continue | ast.Return) for n in _of_turn(body))


def _of_turn(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """Yield the nodes of a turn; of loops and functions inside it, what they may leave it by."""
    waiting: list[ast.AST] = [*body]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Function):
            continue
        inside = ast.walk(node) if isinstance(node, _Loop) else ()
        yield from (n for n in inside if isinstance(n, ast.Return))
        waiting += [] if isinstance(node, _Loop) else ast.iter_child_nodes(node)
