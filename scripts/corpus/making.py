"""Make the objects of Keras 3's classes that a migrated text makes, where it says with what.

Binding a call tells that its arguments exist; making the object, that Keras 3 takes their values.
"""

from __future__ import annotations

import ast
import inspect
import io
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import Any

from tests.knowledge.audit import Rejected, Text, is_ours
from tests.knowledge.modern import exists, resolve


class _OpenError(Exception):
    """An argument is not known before the program runs."""


def refusals(source: str) -> Iterator[Rejected | None]:
    """Yield, of each object whose arguments are all in the source, why Keras 3 does not make it.

    Those arguments are literals, or such objects again.
    """
    text = Text(source)
    for node in text.nodes:
        if isinstance(node, ast.Call) and _class(node, text) is not None:
            try:
                arguments = _arguments(node, text)
            except _OpenError:
                continue
            yield _refusal(node, text, *arguments)


def _class(call: ast.Call, text: Text) -> type | None:
    """Return the class of Keras that is called."""
    name = text.meaning(call.func)
    found = resolve(name) if is_ours(name) and exists(name) else None
    return found if inspect.isclass(found) else None


def _arguments(call: ast.Call, text: Text) -> tuple[list[Any], dict[str, Any]]:
    keywords = {k.arg: k.value for k in call.keywords}
    given = {str(name): _value(value, text) for name, value in keywords.items() if name}
    if None in keywords:
        raise _OpenError
    return [_value(node, text) for node in call.args], given


def _value(node: ast.expr, text: Text) -> Any:  # noqa: ANN401 - a literal is anything
    match node:
        case ast.Call() if (kind := _class(node, text)) is not None:
            arguments, keywords = _arguments(node, text)
            return _made(kind, arguments, keywords)
        case ast.List():
            return [_value(element, text) for element in node.elts]
        case ast.Tuple():
            return tuple(_value(element, text) for element in node.elts)
    try:
        return ast.literal_eval(node)
    except ValueError:
        raise _OpenError from None


def _made(kind: type, arguments: list[Any], keywords: dict[str, Any]) -> Any:  # noqa: ANN401
    try:
        return kind(*arguments, **keywords)
    except Exception:  # noqa: BLE001 - that is told where it is looked at itself
        raise _OpenError from None


def _refusal(
    call: ast.Call, text: Text, arguments: list[Any], keywords: dict[str, Any]
) -> Rejected | None:
    kind = _class(call, text)
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            assert kind is not None  # noqa: S101 - tells mypy
            kind(*arguments, **keywords)
    except Exception as error:  # noqa: BLE001 - Keras raises what it likes
        said = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
        return Rejected(call.lineno, text.meaning(call.func), said)
    return None
