"""Keras 0's layers asked for their input, and told their shape as an attribute.

`def get_output(self, train=False): X = self.get_input(train)` becomes `def call(self, X)`, as does
one that asks for it within an expression; the property `output_shape` becomes the method
`compute_output_shape(self, input_shape)`.
"""

from __future__ import annotations

import ast

from migrator.engine.reading.functions import spanning
from migrator.engine.reading.nodes import walk
from migrator.engine.state import FileState
from migrator.engine.writing.edits import Edit
from migrator.engine.writing.plans import CallEdit
from migrator.engine.writing.statements import stands_alone

_OUTPUT, _SHAPE = "keras.layers.Layer.get_output", "keras.layers.Layer.output_shape"
_INPUT = "keras.layers.Layer.input"
_BUILD = "keras.layers.Layer.build"
_INPUTS = ("x", "inputs")
_CALLED = "This layer has it as `call` now, which takes the input: write `{}.call(x)`."
_BUILT = "This layer's `build` takes the shape of the input now: write `{}.build((None, ...))`."


class OldOutputs:
    """Turns the methods of the file's own layers; what reads otherwise is left to a person."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._turned: dict[str, tuple[str, str]] = {}

    def decide(self) -> None:
        """Plan the edits of all layers, and report who calls what they had."""
        for node in self._state.names.of(ast.ClassDef):
            if self._is_layer(node):
                for part in node.body:
                    if isinstance(part, ast.FunctionDef):
                        self._decide(part)
                self._leave_inputs(node)
        for call in self._state.names.calls if self._turned else ():
            self._say_called(call)

    def _is_layer(self, node: ast.ClassDef) -> bool:
        return (self._state.receivers.base(node) or "").startswith("keras.layers.")

    def _decide(self, method: ast.FunctionDef) -> None:
        if method.name == "get_output" and self._state.allows(_OUTPUT, method):
            self._output(method)
        elif method.name == "output_shape" and self._state.allows(_SHAPE, method):
            self._shape(method)
        elif method.name == "build" and self._state.allows(_BUILD, method):
            self._build(method)

    def _say_called(self, call: ast.Call) -> None:
        """Report a call of a method that takes something else now."""
        func, state = call.func, self._state
        if not isinstance(func, ast.Attribute) or func.attr not in self._turned:
            return
        rule, said = self._turned[func.attr]
        fits = bool(call.args or call.keywords) and rule == _BUILD
        if not fits and state.receivers.overrides(func, ()) and state.allows(rule, call):
            state.report.action(call, rule, said.format(state.source.text(func.value)))
            state.handled |= {call, func}

    # -- the input ---------------------------------------------------------------------------

    def _leave_inputs(self, node: ast.ClassDef) -> None:
        """Leave out `self.input = K.placeholder(ndim=2)`, if nothing else reads it.

        Keras 3 gives the input to `call`, and refuses to set this attribute.
        """
        state = self._state
        mentions = [n for n in state.names.inside(node) if _is_own(n, "input")]
        made = [state.names.parents[mention] for mention in mentions]
        if not all(_makes(s, m) for s, m in zip(made, mentions, strict=True)):
            return
        for statement in made:
            if isinstance(statement, ast.Assign) and stands_alone(state.source, statement):
                alone = len(state.names.block(statement)) == 1
                state.take_out(statement, "pass" if alone else "")
                state.report.change(statement, _INPUT, "the input is given to call")

    # -- the output --------------------------------------------------------------------------

    def _output(self, method: ast.FunctionDef) -> None:
        asked = [n for n in walk(method) if isinstance(n, ast.Call) and _asks(n)]
        if len(asked) != 1 or len(method.args.args) not in {1, 2}:
            return
        first = method.body[1] if _is_text(method.body[0]) and method.body[1:] else method.body[0]
        match first:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if value is asked[0]:
                if stands_alone(self._state.source, first) and len(method.body) > 1:
                    self._state.removed[first] = ""
                    self._call(method, asked[0], name)
            case _:
                used = {n.id for n in walk(method) if isinstance(n, ast.Name)}
                name = next((name for name in _INPUTS if name not in used), "")
                if name and all(isinstance(given, ast.Name) for given in _given(asked[0])):
                    self._state.calls[asked[0]] = CallEdit((), text=name)
                    self._call(method, asked[0], name)

    def _call(self, method: ast.FunctionDef, call: ast.Call, name: str) -> None:
        state, parameters = self._state, method.args.args
        phase = parameters[1].arg if len(parameters) > 1 else ""
        uses = [n for n in walk(method) if isinstance(n, ast.Name) and n.id == phase]
        uses = [n for n in uses if n not in set(walk(call))]
        state.texts[state.source.name_of(method)] = "call"
        place = spanning(parameters[0], parameters[-1], method)
        state.texts[place] = f"self, {name}, training=False" if uses else f"self, {name}"
        state.texts |= dict.fromkeys(uses, "training")
        state.handled |= {method, call, call.func}
        self._turned["get_output"] = (_OUTPUT, _CALLED)
        state.report.change(method, _OUTPUT, "get_output becomes call")

    # -- its shape ---------------------------------------------------------------------------

    def _shape(self, method: ast.FunctionDef) -> None:
        state, source = self._state, self._state.source
        match method.decorator_list:
            case [ast.Name(id="property") as decorator] if len(method.args.args) == 1:
                start = source.starts[decorator.lineno - 1]
                state.edits.append(Edit(start, source.starts[decorator.lineno], ""))
            case _:
                return
        self._take_shape(method)
        state.texts[source.name_of(method)] = "compute_output_shape"
        state.handled.add(method)
        state.report.change(method, _SHAPE, "output_shape becomes compute_output_shape")

    def _build(self, method: ast.FunctionDef) -> None:
        if len(method.args.args) == 1 and not method.args.vararg:
            self._take_shape(method)
            for call in self._state.names.inside(method):
                if isinstance(call, ast.Call) and _builds_above(call):
                    text = f"{self._state.source.text(call.func)}(input_shape)"
                    self._state.calls[call] = CallEdit((), text=text)
                    self._state.handled |= {call, call.func}
            self._turned["build"] = (_BUILD, _BUILT)
            self._state.report.change(method, _BUILD, "build takes the shape of the input")

    def _take_shape(self, method: ast.FunctionDef) -> None:
        """Let a method take the shape that it read as `self.input_shape`."""
        state, only = self._state, method.args.args[0]
        state.texts[spanning(only, only, method)] = "self, input_shape"
        for statement in method.body[:-1]:
            match statement:
                case ast.Assign(targets=[ast.Name(id="input_shape")], value=value) if _is_own(
                    value, "input_shape"
                ) and stands_alone(state.source, statement):
                    state.removed[statement] = ""
        for node in state.names.inside(method):
            if isinstance(node, ast.Attribute) and _is_own(node, "input_shape"):
                state.texts[node] = "input_shape"
                state.handled.add(node)


def _is_own(node: ast.AST, name: str) -> bool:
    """Whether a node is an attribute of the layer: `self.input`."""
    match node:
        case ast.Attribute(value=ast.Name(id="self"), attr=attribute):
            return attribute == name
    return False


def _makes(statement: ast.AST, target: ast.AST) -> bool:
    """Whether a statement sets an attribute, and nothing else, to what a call makes."""
    assigned = isinstance(statement, ast.Assign) and statement.targets == [target]
    return assigned and isinstance(getattr(statement, "value", None), ast.Call)


def _asks(call: ast.Call) -> bool:
    """Whether a call is `self.get_input(...)`."""
    return _is_own(call.func, "get_input")


def _given(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _builds_above(call: ast.Call) -> bool:
    """Whether a call is `super(...).build()`."""
    match call.func:
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="build"):
            return not call.args and not call.keywords
    return False


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
