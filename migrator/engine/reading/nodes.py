"""Walks over syntax trees, past what holds no names: contexts, operators and plain values."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TypeGuard

_PLAIN = frozenset(
    {"ctx", "op", "ops", "id", "attr", "kind", "type_comment", "conversion", "simple"}
    | {"arg", "level", "module", "asname", "is_async"}
)
_BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")
_LEAVES = (ast.Constant, ast.Global, ast.Nonlocal, ast.Pass, ast.Break, ast.Continue)


class _Fields(dict[type, tuple[str, ...]]):
    """Which fields of a kind of node may hold nodes; found out once a kind."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        names: tuple[str, ...] = getattr(kind, "_fields", ())
        found = () if issubclass(kind, _LEAVES) else tuple(n for n in names if n not in _PLAIN)
        self[kind] = found
        return found


FIELDS = _Fields()


def children(node: ast.AST) -> list[ast.AST]:
    """Return the nodes directly below a node, in the order of its fields."""
    found: list[ast.AST] = []
    for name in FIELDS[node.__class__]:
        value = getattr(node, name, None)
        if value.__class__ is list:
            found += [part for part in value if isinstance(part, ast.AST)]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def walk(node: ast.AST) -> list[ast.AST]:
    """Return a node and all below it, level by level: `ast.walk` without the plain values."""
    found = [node]
    for current in found:  # the list is the queue
        for name in FIELDS[current.__class__]:
            value = getattr(current, name, None)
            if value.__class__ is list:
                found += [part for part in value if isinstance(part, ast.AST)]
            elif isinstance(value, ast.AST):
                found.append(value)
    return found


def statements(node: ast.stmt | ast.Module) -> list[ast.AST]:
    """Return a statement and all inside it, with their handlers and cases, level by level."""
    found: list[ast.AST] = [node]
    for current in found:  # the list is the queue
        for name in _BLOCKS:
            found += getattr(current, name, ())
    return found


def returns(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.Return]:
    """Return the statements by which a function, or one inside it, returns, level by level."""
    return [node for node in statements(function) if isinstance(node, ast.Return)]


def unpacks(nodes: Iterable[ast.expr]) -> bool:
    """Whether one of some arguments, or of the elements of a list, is unpacked there: `*rest`."""
    return any(isinstance(node, ast.Starred) for node in nodes)


def is_call_of(node: ast.AST | None, function: ast.AST) -> TypeGuard[ast.Call]:
    """Whether a node is the call of what stands there: not one that is merely given it."""
    return isinstance(node, ast.Call) and node.func is function


def hides_words(call: ast.Call) -> bool:
    """Whether a call passes keyword arguments that it does not name: `**words`."""
    return any(keyword.arg is None for keyword in call.keywords)


def root_of(node: ast.expr) -> str:
    """Return the name that a chain of attributes starts with, "" if it starts with none."""
    while node.__class__ is ast.Attribute:
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def spelled(node: ast.AST) -> str:
    """Return `ast.unparse(node)`, at once for a chain of attributes that starts with a name."""
    attributes: list[str] = []
    start = node
    while start.__class__ is ast.Attribute:
        attributes.append(start.attr)
        start = start.value
    if not isinstance(start, ast.Name):
        return ast.unparse(node)
    return ".".join((start.id, *reversed(attributes)))


def is_named_model(node: ast.expr) -> bool:
    """Whether something is called a model: `self.base_model`, `model_body`."""
    name = str(getattr(node, "id", getattr(node, "attr", ""))).lower()
    return name.endswith("model") or name.startswith("model_")


def elements(node: ast.expr) -> Iterator[ast.expr]:
    """Yield a value, or what is inside where it is a list, tuple or dict of some."""
    match node:
        case ast.List() | ast.Tuple():
            for element in node.elts:
                yield from elements(element)
        case ast.Dict():
            for value in node.values:
                yield from elements(value)
        case _:
            yield node


def defined_in(node: ast.ClassDef) -> frozenset[str]:
    """Return the names of the methods and attributes that the body of a class defines."""
    found = {getattr(statement, "name", "") for statement in node.body}
    for statement in node.body:
        if isinstance(statement, ast.Assign):
            found |= {target.id for target in statement.targets if isinstance(target, ast.Name)}
    return frozenset(found - {""})


def held_in(node: ast.expr) -> list[ast.expr]:
    """Return what a list, tuple or dict holds, as it is written: its elements, or its values."""
    match node:
        case ast.Tuple() | ast.List():
            return node.elts
        case ast.Dict():
            return node.values
        case ast.ListComp():
            return [node.elt]
        case ast.DictComp():
            return [node.value]
        case ast.Call(
            func=ast.Name(id="dict"), args=[ast.ListComp(elt=pair) | ast.GeneratorExp(elt=pair)]
        ):
            return getattr(pair, "elts", [pair])[-1:]
    return []
