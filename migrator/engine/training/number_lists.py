"""Lists of numbers that a model is given: Keras 3 takes each number for an array.

`y = [1] * size + [0] * size` is how most GANs wrote their targets, and
`model.predict([[tokens], [segments]])` how one text was given.
"""

from __future__ import annotations

import ast

from migrator.engine.reading.functions import parameter_default
from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names
from migrator.engine.reading.scopes import Binding
from migrator.engine.state import FileState
from migrator.engine.writing.plans import CallEdit
from migrator.rules import Code, Lists, Method

_SEQUENTIAL = "keras.models.Sequential"
_DEPTH = 10


class NumberLists:
    """Makes arrays of such lists, where they are handed over."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Look at what the models of the file are given."""
        if (lists := self._state.knowledge.lists) is None:
            return
        for call, rule in self._state.rules.items():
            taken = lists.taking.get(rule.method, ()) if isinstance(rule, Method) else ()
            given = dict(zip(taken, call.args, strict=False))
            given |= {k.arg: k.value for k in call.keywords if k.arg in taken and k.arg}
            for node in given.values():
                written = node in self._state.texts or node in self._state.calls
                if not written and self._state.allows(rule.name, node):
                    self._decide(call, node, rule.name, lists)

    def _decide(self, call: ast.Call, node: ast.expr, rule: str, lists: Lists) -> None:
        names = self._state.names
        elements = node.elts if isinstance(node, ast.List) else []
        parts = [element for element in elements if isinstance(element, ast.List)]
        nested = bool(parts) and parts[0] is elements[0]
        rows = holds_rows(node, names)
        one = rows and len(elements) != 1 and self._takes_one(call)  # one row was an input
        if holds_numbers(node, names) or (rows and lists.rows) or one:
            self._write(call, node, rule, lists)
        elif nested and lists.inputs and not rows:
            for part in parts:
                self._write(call, part, rule, lists)
        elif nested or rows:
            self._state.report.action(node, rule, lists.unsure)

    def _takes_one(self, call: ast.Call) -> bool:
        """Whether a model has one input, and one output: what is made of a stack of layers."""
        model = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        return self._state.receivers.infer(model) == _SEQUENTIAL

    def _write(self, call: ast.Call, node: ast.expr, rule: str, lists: Lists) -> None:
        line = self._state.names.top_line(call)
        array = self._state.helpers.spell(Code("numpy.array"), line)
        if isinstance(node, ast.Call):
            self._state.calls[node] = CallEdit((), wrap=f"{array}({{}})")
        else:
            self._state.texts[node] = f"{array}({self._state.source.text(node)})"
        self._state.report.change(node, rule, lists.changed)


def holds_numbers(node: ast.expr, names: Names, depth: int = 0) -> bool:
    """Whether an expression is a list of plain numbers, whatever their values are."""
    if depth > _DEPTH:
        return False
    match node:
        case ast.List(elts=[_, *_] as elements):
            return all(type(literal(element)) in {int, float} for element in elements)
        case ast.BinOp(op=ast.Mult(), left=left, right=right):
            return any(isinstance(e, ast.List) and holds_numbers(e, names) for e in (left, right))
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return all(holds_numbers(part, names, depth + 1) for part in (left, right))
        case ast.Call(func=ast.Attribute(attr="tolist"), args=[], keywords=[]):
            return True  # of an array: one list, or lists of lists
        case ast.Name():
            values = [_value(binding) for binding in names.bindings(node)]
            return bool(values) and all(v and holds_numbers(v, names, depth + 1) for v in values)
    return False


def holds_rows(node: ast.expr, names: Names, depth: int = 0) -> bool:
    """Whether an expression is a list of such lists, `[[0, 1], [1, 0]]`, or of lists of those."""
    match node:
        case ast.List(elts=[ast.List(), *_] as elements) if depth < _DEPTH:
            return all(holds_numbers(e, names) or holds_rows(e, names, depth + 1) for e in elements)
        case ast.Name():
            values = [_value(binding) for binding in names.bindings(node)]
            return bool(values) and all(
                isinstance(value, ast.List) and holds_rows(value, names, depth + 1)
                for value in values
            )
    return False


def _value(binding: Binding) -> ast.expr | None:
    """Return what a name is bound to: a parameter to its default, which tells of the others."""
    if binding.parameter is None:
        return binding.value
    return parameter_default(binding.parameter, binding.name)
