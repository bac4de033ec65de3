"""The ways through a block of statements: what happens on each, and under which conditions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from migrator.engine.reading.nodes import walk
from migrator.frozen import frozen

T = TypeVar("T")
_MOST = 256
_STRAIGHT = (ast.For, ast.AsyncFor, ast.While, ast.Try, ast.With, ast.AsyncWith, ast.Match)


class Unfollowable(Exception):  # noqa: N818 - it says what is the case
    """What happens stands in a loop, or there are too many ways."""


@frozen
class Path(Generic[T]):
    """One way: its events in order, and how each test on it came out, by the test's text."""

    events: tuple[T, ...] = ()
    tests: tuple[tuple[str, bool], ...] = ()
    done: bool = False

    def holds(self, test: str) -> bool | None:
        """Return how a test came out on this path, if it was made."""
        return dict(self.tests).get(test)


def paths_through(body: list[ast.stmt], events_of: Callable[[ast.stmt], list[T]]) -> list[Path[T]]:
    """Return the ways through a function; those that raise are left out.

    Raises:
        Unfollowable: see the class.
    """
    return list(_block([Path[T]()], body, events_of))


def _block(
    paths: list[Path[T]], body: list[ast.stmt], events_of: Callable[[ast.stmt], list[T]]
) -> list[Path[T]]:
    for statement in body:
        paths = [after for path in paths for after in _step(path, statement, events_of)]
        if len(paths) > _MOST:
            raise Unfollowable
    return paths


def _step(
    path: Path[T], statement: ast.stmt, events_of: Callable[[ast.stmt], list[T]]
) -> list[Path[T]]:
    if path.done:
        return [path]
    match statement:
        case ast.Raise():
            return []
        case ast.Return():
            return [Path((*path.events, *events_of(statement)), path.tests, done=True)]
        case ast.If() if any(events_of(s) for s in _simple(statement)):
            return [
                after
                for value, body in ((True, statement.body), (False, statement.orelse))
                for tests in _decided(path, statement.test, value=value)
                for after in _block([Path(path.events, tests)], body, events_of)
            ]
        case _ if isinstance(statement, _STRAIGHT):
            if any(events_of(s) for s in _simple(statement)):
                raise Unfollowable
            return [path]
        case ast.If() | ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return [path]
    return [Path((*path.events, *events_of(statement)), path.tests)]


def _decided(path: Path[T], test: ast.expr, *, value: bool) -> list[tuple[tuple[str, bool], ...]]:
    """Return what is known of tests once this one came out as `value`; nothing if it cannot."""
    known = dict(path.tests)
    for text, outcome in _implied(test, known, value=value):
        if known.setdefault(text, outcome) != outcome:
            return []
    return [tuple(known.items())]


def _implied(
    test: ast.expr, known: Mapping[str, bool], *, value: bool
) -> Iterator[tuple[str, bool]]:
    """Yield what a test's outcome says: of `a and b` both, if it is true."""
    match test:
        case ast.UnaryOp(op=ast.Not()):
            yield from _implied(test.operand, known, value=not value)
        case ast.BoolOp():
            neutral = isinstance(test.op, ast.And)  # what a part must be to say nothing
            parts = test.values
            if value is not neutral:
                parts = [part for part in parts if not _is_known(part, known, value=neutral)]
            if value is neutral or len(parts) < 2:  # noqa: PLR2004 - the one that made it so
                for part in parts or test.values[:1]:
                    yield from _implied(part, known, value=value)
        case ast.Compare(ops=[ast.IsNot()], comparators=[ast.Constant(value=None)]):
            yield ast.unparse(test.left), value
        case ast.Compare(ops=[ast.Is()], comparators=[ast.Constant(value=None)]):
            yield ast.unparse(test.left), not value
        case _:
            yield ast.unparse(test), value


def _is_known(test: ast.expr, known: Mapping[str, bool], *, value: bool) -> bool:
    """Whether a test has come out as `value` before."""
    return all(known.get(text) is outcome for text, outcome in _implied(test, known, value=value))


def _simple(statement: ast.stmt) -> Iterator[ast.stmt]:
    """Yield the simple statements inside a compound one."""
    return (
        node for node in walk(statement) if isinstance(node, ast.stmt) and not hasattr(node, "body")
    )
