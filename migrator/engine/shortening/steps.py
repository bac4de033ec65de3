"""Statements that take layers away from the end of a model, or tell it that they are gone."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from migrator.engine.reading.literals import literal
from migrator.engine.reading.nodes import root_of
from migrator.frozen import frozen
from migrator.rules import Shortening


@frozen
class Step:
    """One statement of a block.

    count: how many layers it takes away. times: how often it does so, if that is no number.
    told: whether the model's end is where it should be afterwards. leaves: the simple statements
    that it consists of, and how many layers each takes away.
    """

    statement: ast.stmt
    count: int
    told: bool
    leaves: tuple[tuple[ast.stmt, int], ...]
    times: str = ""


class Steps:
    """Recognises the statements about one model, which is told by its text."""

    def __init__(self, known: Shortening, owner: str) -> None:
        self._known = known
        self._owner = owner

    def read(self, statement: ast.stmt) -> Step | None:
        """Return what a statement does to the model's layers, if it does nothing else."""
        if isinstance(statement, ast.For):
            return self._loop(statement)
        if isinstance(statement, ast.If):
            return self._choice(statement)
        count = self._taken(statement)
        if not count and not self._is_told(statement) and not self._is_beside(statement):
            return None
        return Step(statement, count, self._is_told(statement), ((statement, count),))

    def _loop(self, loop: ast.For) -> Step | None:
        """`for _ in range(3): model.layers.pop()`."""
        inner = [self.read(statement) for statement in loop.body]
        match loop.iter:
            case ast.Call(func=ast.Name(id="range"), args=[times], keywords=[]) if not loop.orelse:
                steps = [step for step in inner if step is not None and not step.times]
            case _:
                return None
        if len(steps) < len(inner):
            return None
        leaves = tuple(leaf for step in steps for leaf in step.leaves)
        count, told = sum(step.count for step in steps), is_told(steps)
        number = literal(times)
        if isinstance(number, int) and number > 0:
            return Step(loop, count * number, told, leaves)
        named = count == 1 and isinstance(times, ast.Name)
        return Step(loop, 1, told, leaves, ast.unparse(times)) if named else None

    def _choice(self, choice: ast.If) -> Step | None:
        """`if not model.layers: model.outputs = [] else: ...`: only what is told depends on it."""
        empty = f"not {self._owner}.{self._known.layers}"
        otherwise = [self.read(statement) for statement in choice.orelse]
        steps = [step for step in otherwise if step is not None and not step.count]
        emptied = all(map(self._is_emptied, choice.body))
        if ast.unparse(choice.test) != empty or not emptied or len(steps) < len(otherwise):
            return None
        return Step(choice, 0, any(step.told for step in steps), ((choice, 0),))

    def _taken(self, statement: ast.stmt) -> int:
        """Return how many layers a simple statement takes away."""
        match statement:
            case ast.Expr(
                value=ast.Call(func=ast.Attribute(attr="pop", value=layers), args=args, keywords=[])
            ) if self._is_list(layers) and [literal(a) for a in args] in ([], [-1]):
                return 1
            case ast.Delete(targets=[ast.Subscript(value=layers, slice=which)]):
                return self._deleted(which) if self._is_list(layers) else 0
            case ast.Assign(
                targets=[target],
                value=ast.Subscript(value=layers, slice=ast.Slice(None, upper, None)),
            ) if upper is not None and self._is_list(layers) and self._is_list(target):
                number = literal(upper)
                return -number if isinstance(number, int) and number < 0 else 0
        return 0

    def _deleted(self, which: ast.expr) -> int:
        lower = which.lower if isinstance(which, ast.Slice) else which
        number = literal(lower) if lower is not None else None
        if isinstance(which, ast.Slice) and (which.upper or which.step):
            return 0
        single = not isinstance(which, ast.Slice) and number != -1
        return -number if isinstance(number, int) and number < 0 and not single else 0

    def _is_list(self, node: ast.expr) -> bool:
        return ast.unparse(node) == f"{self._owner}.{self._known.layers}"

    def _is_told(self, statement: ast.stmt) -> bool:
        """`model.outputs = [model.layers[-1].output]`."""
        match statement:
            case ast.Assign(targets=[target], value=value):
                last = f"[{self._owner}.{self._known.layers}[-1].output]"
                told = f"{self._owner}.{self._known.told}"
                return ast.unparse(target) == told and ast.unparse(value) == last
        return False

    def _is_beside(self, statement: ast.stmt) -> bool:
        """Whether a statement sets what means nothing any more: `model.built = False`."""
        match statement:
            case ast.Assign(
                targets=[ast.Attribute(attr=name, value=holder)],
                value=ast.List() | ast.Constant() | ast.Subscript(),
            ) if name in self._known.beside:
                owner = ast.unparse(holder)
                return owner in {self._owner, f"{self._owner}.{self._known.layers}[-1]"}
        return False

    def _is_emptied(self, statement: ast.stmt) -> bool:
        match statement:
            case ast.Assign(
                targets=[ast.Attribute(attr=name, value=holder)], value=ast.List(elts=[])
            ):
                return name in {*self._known.beside, self._known.told} and (
                    ast.unparse(holder) == self._owner
                )
        return False


def is_told(steps: Iterable[Step]) -> bool:
    """Whether a model ends, after some steps, where its list of layers does."""
    told = False
    for step in steps:
        told = step.told or (told and not step.count)
    return told


def shortened(statement: ast.stmt, layers: str) -> Iterator[ast.expr]:
    """Yield the models whose list of layers a simple statement may shorten."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="pop", value=changed))):
            found = changed
        case ast.Delete(targets=[ast.Subscript(value=changed)]):
            found = changed
        case ast.Assign(targets=[ast.Attribute() as changed], value=ast.Subscript()):
            found = changed
        case _:
            return
    if isinstance(found, ast.Attribute) and found.attr == layers and root_of(found.value):
        yield found.value
