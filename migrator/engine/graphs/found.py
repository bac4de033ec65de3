"""Finds the statements that build a graph, and what makes that it cannot be followed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

from migrator.engine.reading.blocks import Blocks
from migrator.engine.reading.literals import Unknown, literal
from migrator.engine.reading.nodes import spelled, walk
from migrator.engine.reading.signatures import Bound, Unbindable, arguments, bind, parse_signature
from migrator.engine.reading.source import Source
from migrator.engine.state import FileState
from migrator.frozen import frozen
from migrator.rules import Graphs

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


class Unfollowable(Exception):  # noqa: N818 - it says what is the case, not what failed
    """Why a graph is left to a person."""


@frozen
class Addition:
    """One `graph.add_node(...)`: its method, and its arguments by name.

    sure: it stands in the very block in which the graph is made.
    """

    statement: ast.Expr
    method: str
    given: dict[str, ast.expr]
    sure: bool

    def value(self, name: str, default: object) -> object:
        """Return the literal value of an argument; Unknown if the source does not tell."""
        return literal(self.given[name]) if name in self.given else default

    @property
    def sources(self) -> list[ast.expr] | ast.expr:
        """The names of the nodes that this one reads: their list, or what makes up that list."""
        if "input" in self.given and literal(self.given["input"]) is not None:
            return [self.given["input"]]
        inputs = self.given.get("inputs")
        if inputs is None:
            raise Unfollowable("a node has no input")
        return inputs.elts if isinstance(inputs, ast.List | ast.Tuple) else inputs


@frozen
class Graph:
    """A graph, and the statements that build it.

    target: what it is assigned to. plain: it is used as a layer, rather than as a model whose
    outputs have names. last: the statement behind which it is complete.
    """

    constructor: ast.Assign
    target: str
    plain: bool
    additions: tuple[Addition, ...]
    last: ast.stmt

    def of(self, method: str) -> list[Addition]:
        """Return the additions made by one method."""
        return [a for a in self.additions if a.method == method]


class GraphFinder:
    """Finds the graphs of one file."""

    def __init__(self, known: Graphs, state: FileState) -> None:
        self._known = known
        self._state = state
        self._blocks = Blocks(_said)

    def find(self, call: ast.Call) -> Graph:
        """Read how the graph that a call makes is built.

        Raises:
            Unfollowable: it is used, or built, in a way that has no counterpart.
        """
        names, known = self._state.names, self._known
        constructor = names.parents[call]
        if not isinstance(constructor, ast.Assign) or len(constructor.targets) > 1:
            raise Unfollowable("it is not assigned to one name")
        target = spelled(constructor.targets[0])
        behind = list(self._until_rebound(constructor, target))
        found = [a for s in behind for a in self._additions(s, target, constructor)]
        if not found:
            raise Unfollowable("nothing is added to it where it is made")
        last = _last_of(behind, found)
        _check_uses(behind[: last + 1], target, found)
        made = {a.method for a in found}
        made |= {known.outputs for a in found if a.value("create_output", default=False)}
        if not {known.inputs, known.outputs} <= made:
            raise Unfollowable("its inputs or its outputs are added elsewhere")
        layer = known.classes[self._state.symbol(names.denote(call.func))] == "layer"
        plain = layer or self._is_layer(target, constructor)
        return Graph(constructor, target, plain, tuple(found), behind[last])

    def _until_rebound(self, constructor: ast.Assign, target: str) -> Iterator[ast.stmt]:
        """Yield what speaks of a graph behind the statement that makes it."""
        block, index = self._state.names.placed(constructor)
        for statement in self._blocks.since(block, index + 1, target):
            if isinstance(statement, ast.Assign) and target in map(spelled, statement.targets):
                return
            yield statement

    def _additions(
        self, statement: ast.stmt, target: str, constructor: ast.Assign
    ) -> Iterator[Addition]:
        known, names = self._known, self._state.names
        for node in walk(statement):
            match node:
                case ast.Expr(value=ast.Call(func=ast.Attribute(attr=method, value=owner)) as call):
                    if spelled(owner) != target:
                        continue
                    if method in known.shared:
                        raise Unfollowable(f"line {node.lineno} shares a layer between nodes")
                    if method in known.signatures:
                        given = _bound(call, known.signatures[method], self._state.source)
                        sure = names.block(node) is names.block(constructor)
                        yield Addition(node, method, given, sure)

    def _is_layer(self, target: str, constructor: ast.Assign) -> bool:
        """Whether a graph is added to a model of the same function, as one of its layers."""
        names = self._state.names
        function = next((n for n in names.ancestors(constructor) if isinstance(n, _SCOPES)), None)
        added = self._added.get(target, ())
        return any(function is None or function in names.ancestors(call) for call in added)

    @cached_property
    def _added(self) -> dict[str, list[ast.Call]]:
        """The calls that add something to a model or graph, by what they add."""
        found: dict[str, list[ast.Call]] = {}
        for call in self._state.names.calls:
            if getattr(call.func, "attr", None) in {"add", "add_node"} and call.args:
                found.setdefault(spelled(call.args[0]), []).append(call)
        return found


def _said(statement: ast.stmt) -> Iterator[str]:
    """Yield what a statement assigns, calls methods of, or mentions."""
    yield from map(spelled, getattr(statement, "targets", ()))
    for node in walk(statement):
        match node:
            case ast.Name() | ast.Attribute():
                yield spelled(node)
            case ast.Call(func=ast.Attribute(value=owner)):
                yield spelled(owner)


def _bound(call: ast.Call, was: str, source: Source) -> dict[str, ast.expr]:
    try:
        bound: Bound = bind(call, parse_signature(was))
    except Unbindable as reason:
        raise Unfollowable(f"{reason} (line {call.lineno})") from reason
    if source.indentation(call) is None:
        raise Unfollowable(f"line {call.lineno} holds several statements")
    old = arguments(call)
    values = {name: old[index] for name, index in bound.arguments.items()}
    return {n: v.value if isinstance(v, ast.keyword) else v for n, v in values.items()}


def _last_of(statements: list[ast.stmt], additions: list[Addition]) -> int:
    """Return the index of the last statement in which something is added."""
    added = {a.statement for a in additions}
    return max(n for n, s in enumerate(statements) if not added.isdisjoint(walk(s)))


def _check_uses(statements: list[ast.stmt], target: str, additions: list[Addition]) -> None:
    """Refuse a graph that is used before it is complete, or built in another scope."""
    added = {a.statement for a in additions}
    owners = {a.statement.value.func.value for a in additions}  # type: ignore[attr-defined]
    for statement in statements:
        nodes = walk(statement)
        for node in nodes:
            named = isinstance(node, ast.Name | ast.Attribute) and spelled(node) == target
            if named and node not in owners:
                raise Unfollowable(f"line {node.lineno} uses it before it is complete")  # type: ignore[attr-defined]
        for scope in (n for n in nodes if isinstance(n, _SCOPES)):
            if not added.isdisjoint(walk(scope)):
                raise Unfollowable("it is built in several functions")


def is_text(node: ast.expr) -> bool:
    """Whether an expression is a string literal."""
    value = literal(node)
    return not isinstance(value, Unknown) and isinstance(value, str)
