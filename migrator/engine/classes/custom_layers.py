"""The file's own layers, regularizers, callbacks and so on: what their Keras base asks of them."""

from __future__ import annotations

import ast

from migrator.engine.classes.class_members import ClassMembers
from migrator.engine.classes.init_order import InitOrder
from migrator.engine.classes.reserved import Reserved
from migrator.engine.classes.unlisted import RULE
from migrator.engine.classes.weights import Weights
from migrator.engine.reading.nodes import walk
from migrator.engine.reading.source import Source
from migrator.engine.state import FileState
from migrator.patterns import regex
from migrator.rules import Gone

_LAYER = "keras.layers.Layer"
_ELSE = regex(rb"\s*else")


class CustomClasses:
    """Decides on the classes of one file that derive from a class of Keras."""

    def __init__(self, state: FileState, dialect: str) -> None:
        self._state = state
        self._dialect = dialect

    def decide(self) -> None:
        """Plan the edits of all classes, before the calls inside them are decided."""
        for node in self._state.names.of(ast.ClassDef):
            self._class(node)

    def _class(self, node: ast.ClassDef) -> None:
        base = self._state.receivers.base(node) or self._likely_base(node)
        root = self._state.knowledge.roots.get(base.rpartition(".")[0]) if base else None
        if base is None:
            return
        if not isinstance(getattr(self._state.rule(base), "becomes", None), Gone):
            Reserved(self._state, node, base, root or "").decide()
        if root is None:
            return
        ClassMembers(self._state, node, base, root, self._dialect).decide()
        if root != _LAYER:
            return
        if self._state.allows(RULE, node):
            tracked = self._dialect == "tf.keras"
            weights = Weights(self._state, node, plain=base == root, tracked=tracked)
            removed = weights.decide()
            for statement, text in tidied(self._state.source, node, removed).items():
                self._state.take_out(statement, text)
        if self._state.allows(_LAYER, node):
            InitOrder(self._state, node).decide()

    def _likely_base(self, node: ast.ClassDef) -> str | None:
        """Return the class to which a method belongs that no other library has.

        Not where all that stands above the class is in the file: then Keras cannot call it.
        """
        if self._state.receivers.is_plain(node):
            return None
        for definition in node.body:
            if isinstance(definition, ast.FunctionDef):
                for method in self._state.knowledge.methods.get(definition.name, ()):
                    if method.unmistakable and "(" in method.was:
                        return method.owner
        return None


def tidied(source: Source, node: ast.ClassDef, removed: dict[ast.stmt, str]) -> dict[ast.stmt, str]:
    """Take out the conditions under which nothing is left, and fill the blocks that must not be."""
    result: dict[ast.stmt, str] = {}
    if removed:
        for function in node.body:
            if isinstance(function, ast.FunctionDef):
                _tidy(source, function.body, removed, result)
    return result


def _tidy(
    source: Source,
    body: list[ast.stmt],
    removed: dict[ast.stmt, str],
    result: dict[ast.stmt, str],
) -> None:
    for statement in body:
        if _goes(statement, removed):
            result[statement] = removed.get(statement, "")
        elif isinstance(statement, ast.If):
            _tidy(source, statement.body, removed, result)
            if statement.orelse and all(_goes(s, removed) for s in statement.orelse):
                result[_else_of(source, statement)] = ""
            else:
                _tidy(source, statement.orelse, removed, result)
    if body and all(statement in result for statement in body):
        result[body[0]] = "pass"


def _goes(statement: ast.stmt, removed: dict[ast.stmt, str]) -> bool:
    if isinstance(statement, ast.If):
        pure = not any(isinstance(n, ast.Call) for n in walk(statement.test))
        return pure and all(_goes(s, removed) for s in (*statement.body, *statement.orelse))
    return statement in removed


def _else_of(source: Source, statement: ast.If) -> ast.stmt:
    """Return a node that stands where the `else` of a condition is written, to its end."""
    first, last = statement.orelse[0], statement.orelse[-1]
    if isinstance(first, ast.If) and first.col_offset == statement.col_offset:
        return first  # an `elif`
    behind = range((statement.body[-1].end_lineno or 0) + 1, first.lineno)
    line = next(n for n in behind if _ELSE.match(source.data, source.starts[n - 1]))
    return ast.Pass(
        lineno=line,
        col_offset=statement.col_offset,
        end_lineno=last.end_lineno,
        end_col_offset=last.end_col_offset,
    )
