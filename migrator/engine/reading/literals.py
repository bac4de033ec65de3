"""What can be known of a value without running the program."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import field
from typing import Any

from migrator.engine.reading.functions import parameter_default
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import unpacks
from migrator.engine.reading.scopes import Binding
from migrator.engine.reading.texts import parts_of
from migrator.frozen import frozen

_DEPTH = 8


@frozen
class Unknown:
    """A value that only the running program knows; `name` is what the author called it.

    origin: the qualified name under which it was imported, if it was.
    """

    name: str = ""
    origin: str = field(default="", compare=False)


def literal(node: ast.expr) -> Any:  # noqa: ANN401 - a literal is anything
    """Return the value of a literal written in place, or Unknown."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name | ast.Attribute):
        return Unknown()
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return Unknown()


class Passed:
    """The literals that calls, here or elsewhere, pass for the parameters of a file."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[Binding, list[Any]] = {}

    def of(self, parameter: Binding) -> list[Any]:
        """Return what is passed for one parameter, each literal once."""
        function = parameter.parameter
        if function is not None and parameter not in self._known:
            here = [literal(a) for a in self._names.arguments.here(function, parameter.name)]
            elsewhere = (v for v, _ in self._names.arguments.elsewhere(function, parameter.name))
            each = {(type(value), repr(value)): value for value in (*here, *elsewhere)}
            self._known[parameter] = [*each.values()]
        return self._known.get(parameter, [])


def evaluate(node: ast.expr, names: Names, depth: int = 0) -> Any:  # noqa: ANN401 - as above
    """Return the value of an expression as far as names, defaults and arithmetic tell.

    Tuples and lists become tuples, whose elements may be Unknown.
    """
    if depth > _DEPTH:
        return Unknown()
    match node:
        case ast.Constant():
            return node.value
        case ast.Tuple() | ast.List():
            if unpacks(node.elts):
                return Unknown()
            return tuple(evaluate(e, names, depth + 1) for e in node.elts)
        case ast.Name():
            return _of_name(node, names, depth)
        case ast.Attribute():
            return _imported(node, node.attr, names)
        case ast.UnaryOp(op=ast.USub()):
            value = evaluate(node.operand, names, depth + 1)
            return -value if isinstance(value, int | float) else Unknown()
        case ast.BinOp() | ast.JoinedStr() | ast.Call(func=ast.Attribute(attr="format")):
            return _of_operation(node, names, depth)
        case ast.Call(func=ast.Name(id="int" | "tuple" | "list")) if len(node.args) == 1:
            return evaluate(node.args[0], names, depth + 1)
    return Unknown()


def is_settled(node: ast.expr, names: Names) -> bool:
    """Whether an expression is a literal, or a name for one, and no parameter, whoever calls."""
    for _ in range(_DEPTH):
        value = names.value(node) if isinstance(node, ast.Name) else None
        if value is None or names.is_parameter(node):
            break
        node = value
    return isinstance(node, ast.Constant)


def among(node: ast.expr, names: Names) -> list[Any]:
    """Return the literals that an expression takes its value from: those of a loop, of a choice.

    `init` of `for init in ['uniform', 'one']`, `choice(['adam', 'sgd'])`, and the same in braces,
    as hyperas writes it.
    """
    match node:
        case ast.Set(elts=[inner]):
            return among(inner, names)
        case ast.Call():
            lists = [a for a in node.args if isinstance(a, ast.List | ast.Tuple)]
            return [value for part in lists for value in _elements(part, names)]
        case ast.Name():
            return next(_looped(node, names), [])
    return []


def _looped(node: ast.Name, names: Names) -> Iterator[list[Any]]:
    """Yield what the loops run over that give a name its value, the innermost first."""
    binding, _ = names.lookup(node)
    if binding is not None and binding.iterated is not None:
        yield [*_elements(binding.iterated, names)]
    for around in names.ancestors(node):
        for loop in getattr(around, "generators", [around]):
            target = getattr(loop, "target", None)
            for place, part in enumerate(target.elts if isinstance(target, ast.Tuple) else ()):
                if isinstance(part, ast.Name) and part.id == node.id:
                    rows = [e for e in _elements(loop.iter, names) if isinstance(e, tuple)]
                    yield [row[place] for row in rows if len(row) > place]


def _elements(node: ast.expr, names: Names) -> tuple[Any, ...]:
    found = evaluate(node, names)
    return found if isinstance(found, tuple) else ()


def _of_name(node: ast.Name, names: Names, depth: int) -> Any:  # noqa: ANN401
    binding, _ = names.lookup(node)
    if binding is None or binding.imported is not None:
        return _imported(node, node.id, names)
    value = binding.value
    if value is None and binding.parameter is not None:
        value = parameter_default(binding.parameter, node.id)
    if value is None:
        return Unknown(node.id)
    found = evaluate(value, names, depth + 1)
    if isinstance(found, Unknown):
        return Unknown(node.id, found.origin)
    return Unknown(node.id) if found is None else found


def _imported(node: ast.expr, name: str, names: Names) -> Any:  # noqa: ANN401
    """Return the value of what another module of the project defines."""
    value = names.constant(node)
    if value is not None:
        return value
    found = names.denote(node)
    return Unknown(name, found.name if found else "")


def _of_operation(node: ast.expr, names: Names, depth: int) -> Any:  # noqa: ANN401
    if not isinstance(node, ast.BinOp):
        return _of_text(node, names, depth)
    left, right = (evaluate(side, names, depth + 1) for side in (node.left, node.right))
    if isinstance(node.op, ast.Add) and isinstance(left, tuple) and isinstance(right, tuple):
        return left + right
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        return _of_text(node, names, depth)
    try:
        match node.op:
            case ast.Add():
                return left + right
            case ast.Sub():
                return left - right
            case ast.Mult():
                return left * right
            case ast.Div() | ast.FloorDiv():
                return left // right
    except ZeroDivisionError:
        return Unknown()
    return Unknown()


def _of_text(node: ast.expr, names: Names, depth: int) -> Any:  # noqa: ANN401
    parts = parts_of(node)
    known = [p if isinstance(p, str) else evaluate(p, names, depth + 1) for p in parts]
    texts = [text for text in known if isinstance(text, str)]
    return "".join(texts) if texts and len(texts) == len(parts) else Unknown()


def exceeds(node: ast.expr, most: float, names: Names) -> bool:
    """Whether an expression is a number above another, as far as its value can be told."""
    value = evaluate(node, names)
    return type(value) in (int, float) and value > most
