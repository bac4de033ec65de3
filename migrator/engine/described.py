"""Dicts that describe an object by its class's name and its configuration, as Keras 2 wrote them.

Keras 3 finds a class of its own only with the module that it is in.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from migrator.engine.state import FileState

_RULE = "keras.layers.deserialize"
_NAME, _CONFIG, _MODULE = "class_name", "config", "module"
_WHY = "Keras 3 finds a class of its own only by its module"


class _Description(NamedTuple):
    """`{'class_name': x.__class__.__name__, 'config': ...}`, or the same by `dict(...)`.

    classed: what gives the class, `x.__class__` or `type(x)`; of: the `x`. key: the literal
    `'config'`; in a call of `dict`, the name of the class.
    """

    node: ast.Dict | ast.Call
    classed: ast.expr
    of: ast.expr
    config: ast.expr
    key: ast.Constant | ast.Attribute


class Descriptions:
    """Adds the module of the class to each."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Plan the edits, where the file names Keras."""
        symbols = map(self._state.knowledge.canonical, self._state.names.denoted)
        ours = any(symbol.partition(".")[0] == "keras" for symbol in symbols)
        if not ours or self._state.knowledge.strictness is None:  # for tf_keras, no module
            return
        for found in self._found():
            if self._is_for_keras(found) and self._state.allows(_RULE, found.node):
                self._add(found)

    def _found(self) -> Iterator[_Description]:
        for node in self._state.names.of(ast.Dict):
            entries = {k.value: (k, v) for k, v in _pairs(node)}
            if _MODULE not in entries and {_NAME, _CONFIG} <= entries.keys():
                key, config = entries[_CONFIG]
                for classed, of in _classed(entries[_NAME][1]):
                    yield _Description(node, classed, of, config, key)
        for call in self._state.names.calls:
            if isinstance(call.func, ast.Name) and call.func.id == "dict" and not call.args:
                given = {word.arg: word.value for word in call.keywords}
                name = given.get(_NAME)
                if _MODULE in given or _CONFIG not in given or not isinstance(name, ast.Attribute):
                    continue
                for classed, of in _classed(name):
                    if isinstance(classed, ast.Attribute):  # a text with a call is for a key alone
                        yield _Description(call, classed, of, given[_CONFIG], name)

    def _is_for_keras(self, found: _Description) -> bool:
        """Whether the configuration is what Keras gives, or Keras is to make an object of it."""
        if isinstance(found.of, ast.Name) and found.of.id == "self":
            return False
        gives = (
            isinstance(value, ast.Call)
            and isinstance(value.func, ast.Attribute)
            and value.func.attr == "get_config"
            for value in self._state.variables.followed(found.config)
        )
        return any(gives)

    def _add(self, found: _Description) -> None:
        source, key = self._state.source, found.key
        of, written = source.text(found.classed), source.text(key)
        if isinstance(key, ast.Constant):
            entry = f"{self._state.quoted(key, _MODULE)}: {of}.__module__"
            self._state.texts[key] = f"{entry},{self._gap(found.node, key)}{written}"
        else:
            self._state.texts[key] = f"{written}, {_MODULE}={of}.__module__"
        self._state.report.change(key, _RULE, _WHY)

    def _gap(self, node: ast.Dict | ast.Call, key: ast.Constant) -> str:
        """Return what stands between two entries: a line of its own for each, or not."""
        if node.lineno == key.lineno:
            return " "
        source = self._state.source
        return source.newline + " " * source.column(key)


def _pairs(node: ast.Dict) -> Iterator[tuple[ast.Constant, ast.expr]]:
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant):
            yield key, value


def _classed(name: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield what gives the class whose name is given, and what it is the class of."""
    match name:
        case ast.Attribute(
            value=ast.Attribute(value=of, attr="__class__") as classed, attr="__name__"
        ):
            yield classed, of
        case ast.Attribute(
            value=ast.Call(func=ast.Name(id="type"), args=[of], keywords=[]) as classed,
            attr="__name__",
        ):
            yield classed, of
