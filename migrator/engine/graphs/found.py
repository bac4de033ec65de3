"""Finds the statements that build a graph, and what makes that it cannot be followed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from migrator.engine.reading.literals import Unknown, literal
from migrator.engine.reading.nodes import walk
from migrator.engine.reading.signatures import Bound, Unbindable, arguments, bind, parse_signature
from migrator.engine.reading.source import Source
from migrator.engine.state import FileState
from migrator.rules import Graphs

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


class Unfollowable(Exception):  # noqa: N818 - it says what is the case, not what failed
    """Why a graph is left to a person."""


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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


def find(call: ast.Call, graphs: Graphs, state: FileState) -> Graph:
    """Read how the graph that a call makes is built.

    Raises:
        Unfollowable: it is used, or built, in a way that has no counterpart.
    """
    constructor = state.names.parents[call]
    if not isinstance(constructor, ast.Assign) or len(constructor.targets) > 1:
        raise Unfollowable("it is not assigned to one name")
    target = ast.unparse(constructor.targets[0])
    block = state.names.block(constructor)
    behind = list(_until_rebound(block[block.index(constructor) + 1 :], target))
    found = [a for s in behind for a in _additions(s, target, block, graphs, state)]
    if not found:
        raise Unfollowable("nothing is added to it where it is made")
    last = max(s for s in range(len(behind)) if _holds(behind[s], found))
    for statement in behind[: last + 1]:
        _check_uses(statement, target, found)
    made = {a.method for a in found}
    made |= {graphs.outputs for a in found if a.value("create_output", default=False)}
    if not {graphs.inputs, graphs.outputs} <= made:
        raise Unfollowable("its inputs or its outputs are added elsewhere")
    layer = graphs.classes[state.symbol(state.names.denote(call.func))] == "layer"
    within = set(walk(_function(constructor, state)))
    plain = layer or any(_adds(c, target) for c in state.names.calls if c in within)
    return Graph(constructor, target, plain, tuple(found), behind[last])


def _function(node: ast.AST, state: FileState) -> ast.AST:
    functions = (n for n in state.names.ancestors(node) if isinstance(n, _SCOPES))
    return next(functions, state.source.tree)


def _adds(call: ast.Call, target: str) -> bool:
    """Whether a call adds a graph to a model, as one of its layers."""
    added = getattr(call.func, "attr", None) in {"add", "add_node"} and bool(call.args)
    return added and ast.unparse(call.args[0]) == target


def _until_rebound(statements: list[ast.stmt], target: str) -> Iterator[ast.stmt]:
    for statement in statements:
        if isinstance(statement, ast.Assign) and target in map(ast.unparse, statement.targets):
            return
        yield statement


def _additions(
    statement: ast.stmt, target: str, block: list[ast.stmt], graphs: Graphs, state: FileState
) -> Iterator[Addition]:
    for node in walk(statement):
        match node:
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr=method, value=owner)) as call):
                if ast.unparse(owner) != target:
                    continue
                if method in graphs.shared:
                    raise Unfollowable(f"line {node.lineno} shares a layer between nodes")
                if method in graphs.signatures:
                    given = _bound(call, graphs.signatures[method], state.source)
                    yield Addition(node, method, given, node in block)


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


def _holds(statement: ast.stmt, additions: list[Addition]) -> bool:
    inside = set(walk(statement))
    return any(a.statement in inside for a in additions)


def _check_uses(statement: ast.stmt, target: str, additions: list[Addition]) -> None:
    """Refuse a graph that is used before it is complete, or built in another scope."""
    owners = {a.statement.value.func.value for a in additions}  # type: ignore[attr-defined]
    for node in walk(statement):
        named = isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) == target
        if named and node not in owners:
            raise Unfollowable(f"line {node.lineno} uses it before it is complete")  # type: ignore[attr-defined]
    for scope in (n for n in walk(statement) if isinstance(n, _SCOPES)):
        if any(a.statement in set(walk(scope)) for a in additions):
            raise Unfollowable("it is built in several functions")


def is_text(node: ast.expr) -> bool:
    """Whether an expression is a string literal."""
    value = literal(node)
    return not isinstance(value, Unknown) and isinstance(value, str)
