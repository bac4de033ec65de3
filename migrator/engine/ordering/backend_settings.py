"""Where a program chooses its backend: `os.environ['KERAS_BACKEND'] = 'theano'`, THEANO_FLAGS."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.names import Names
from migrator.patterns import regex

_SETTERS = frozenset({"setdefault", "putenv", "setenv"})
_GONE = ("theano", "cntk")
_OFFER = "set `tensorflow`, `jax` or `torch`, and install it."
_COMMAND = regex(r"\bKERAS_BACKEND=[\"']?(?P<backend>theano|cntk)\b")


def backend_settings(names: Names) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    """Yield where the file asks for Theano, whose images are channels_first."""
    for node, key, value in environment(names):
        if key == "KERAS_BACKEND" and value == "theano":
            yield node, "KERAS_BACKEND is set to theano"
        elif key == "THEANO_FLAGS":
            yield node, "THEANO_FLAGS is set"


def gone_settings(names: Names) -> Iterator[tuple[ast.stmt | ast.expr, str, str]]:
    """Yield settings that Keras 3 cannot follow: where, which, and what to do."""
    for node, key, value in environment(names):
        if key == "KERAS_BACKEND" and value in _GONE:
            yield node, key, f"Keras 3 has no {value} backend: {_OFFER}"
        elif key == "THEANO_FLAGS":
            yield node, key, "Keras 3 does not run on Theano: nothing reads THEANO_FLAGS any more."
    for call, backend in _commands(names):
        said = f"This command asks for {backend}, which Keras 3 has not: {_OFFER}"
        yield call, "KERAS_BACKEND", said


def environment(names: Names) -> Iterator[tuple[ast.stmt | ast.expr, str, object]]:
    """Yield where the file sets a variable of the environment: its name, and its value if known."""
    for call in names.calls:
        if isinstance(call.func, ast.Attribute):
            if call.func.attr in _SETTERS and len(call.args) > 1:
                yield call, _text(call.args[0]), _value(call.args[1])
            elif call.func.attr == "update" and ast.unparse(call.func.value).endswith("environ"):
                yield from _updates(call)
    for statement in names.of(ast.Assign):
        target = statement.targets[0]
        if isinstance(target, ast.Subscript):
            yield statement, _text(target.slice), _value(statement.value)


def _commands(names: Names) -> Iterator[tuple[ast.Call, str]]:
    """Yield calls that are given a command line: `os.system('KERAS_BACKEND=theano ...')`."""
    for call in names.calls:
        for argument in call.args:
            text = _text(argument)
            match = _COMMAND.search(text) if text else None
            if match:
                yield call, match["backend"]


def _updates(call: ast.Call) -> Iterator[tuple[ast.expr, str, object]]:
    """`os.environ.update(KERAS_BACKEND='theano')`, or with a dict."""
    for keyword in call.keywords:
        yield call, keyword.arg or "", _value(keyword.value)
    for table in (argument for argument in call.args if isinstance(argument, ast.Dict)):
        for key, value in zip(table.keys, table.values, strict=True):
            if key is not None:
                yield call, _text(key), _value(value)


def _value(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _text(node: ast.expr) -> str:
    value = _value(node)
    return value if isinstance(value, str) else ""
