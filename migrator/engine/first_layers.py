"""`model.layers[0].input`: of a functional model that is an Input, which has none on Keras 3."""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import literal
from migrator.engine.reading.named_layers import NamedLayers
from migrator.engine.reading.nodes import elements, is_call_of, is_named_model
from migrator.engine.reading.receivers import ANY_LAYER
from migrator.engine.state import FileState
from migrator.rules import MODELS, Firsts

_LAYER = "keras.layers.Layer"
_INPUTS = ("input", "inputs")


class FirstLayers:
    """Asks the model instead, or the Input for its output."""

    def __init__(self, state: FileState, known: Firsts) -> None:
        self._state = state
        self._known = known
        self._named = NamedLayers(state.names, state.knowledge)

    def decide(self) -> None:
        """Look at what layers are asked for, where some are taken from models."""
        known, data = self._known, self._state.source.data
        if f".{known.layers}[0]".encode() in data or known.taking.encode() in data:
            for node in self._state.names.of(ast.Attribute):
                if node.attr in known.of_model and isinstance(node.ctx, ast.Load):
                    self._look(node)

    def _look(self, node: ast.Attribute) -> None:
        asked = self._asked(node)
        rule = f"{_LAYER}.{node.attr}"
        if asked is None or asked in self._state.handled or not self._state.allows(rule, node):
            return
        match node.value:
            case ast.Subscript(value=ast.Attribute(value=model, attr=name), slice=index):
                if name == self._known.layers and literal(index) == 0:
                    self._of_first(node, asked, model, rule)
            case ast.Call(func=ast.Attribute(attr=name)) if name == self._known.taking:
                if self._named.of(node.value) in self._known.inputs:
                    self._write(asked, node.value, self._known.of_input[node.attr], rule)

    def _asked(self, node: ast.Attribute) -> ast.expr | None:
        """Return what asks: an attribute, or the call of a method for its first node."""
        call = self._state.names.parents[node]
        if not node.attr.startswith("get_"):
            return node
        if not is_call_of(call, node):
            return None
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        return call if [literal(value) for value in given] == [0] else None

    def _of_first(self, node: ast.Attribute, asked: ast.expr, model: ast.expr, rule: str) -> None:
        owner = self._state.receivers.infer(model)
        if owner == self._known.own or self._state.receivers.is_own(model):
            return
        text = self._known.of_model[node.attr]
        known = owner in (*MODELS, ANY_LAYER)
        if known or (owner is None and (is_named_model(model) or self._is_given(asked))):
            holder = self._state.source.text(model)
            if told := self._known.told.get(node.attr):
                self._tell(node, asked, rule, told.format(holder, text))
            elif self._has_several(model):
                self._write(asked, node.value, self._known.of_input[node.attr], rule)
            else:
                self._write(asked, model, text, rule)
        elif owner is None:
            said = self._known.unsure.format(self._state.source.text(model), node.attr, text)
            self._state.report.perhaps(node, rule, said)
            self._handle(node, asked)

    def _is_given(self, node: ast.expr) -> bool:
        """Whether something of Keras's takes it: `K.function([net.layers[0].input], ...)`."""
        parents = self._state.names.parents
        around = parents[node]
        taking = parents[around] if isinstance(around, ast.List | ast.keyword) else around
        denoted = self._state.names.denote(taking.func) if isinstance(taking, ast.Call) else None
        return self._state.symbol(denoted).startswith("keras.")

    def _has_several(self, model: ast.expr) -> bool:
        """Whether a model is made of several inputs: which is the first is another matter."""
        made = self._state.names.held(model)
        if not isinstance(made, ast.Call):
            return False
        named = [k.value for k in made.keywords if k.arg in _INPUTS] or made.args[:1]
        return any(len([*elements(value)]) > 1 for value in named)

    def _write(self, asked: ast.expr, kept: ast.expr, text: str, rule: str) -> None:
        state, source = self._state, self._state.source
        start, end = source.end(kept), source.end(asked)
        old = source.data[start:end].decode()
        if kept.end_lineno != asked.end_lineno or state.in_fstring(asked):
            self._tell(
                asked, asked, rule, f"Write `{text}` for `{old}`: an Input has none on Keras 3."
            )
            return
        state.texts[source.span_of(start, end, asked.lineno)] = text
        state.handled |= {asked}
        state.report.change(asked, rule, f"{old} becomes {text}")

    def _tell(self, node: ast.expr, asked: ast.expr, rule: str, text: str) -> None:
        self._state.report.action(node, rule, text)
        self._handle(node, asked)

    def _handle(self, node: ast.expr, asked: ast.expr) -> None:
        self._state.handled |= {node, asked}
