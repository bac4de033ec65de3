"""Layers of one's own that tell their shape: Keras 3 does not run their `call` to make a model.

What `call` sets is not there yet, and layers that it calls have no weights.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from migrator.engine.classes.own_shapes import make_whole
from migrator.engine.reading.functions import parameter_default, parameters
from migrator.engine.reading.nodes import held_in, returns, walk
from migrator.engine.reading.own_methods import class_above, method_of
from migrator.engine.state import FileState

_CALL = "keras.layers.Layer.call"
_LAYERS = "keras.layers."
_SHAPES = ("compute_output_shape", "get_output_shape_for")
_SHAPED = f"{_LAYERS}Layer.compute_output_shape"
_FIRST = ("__init__", "build", "call")  # what is set there, or read
_LATE = (
    "`call` sets this, and Keras 3 does not run it while a model is made: it asks `{}`, which this "
    "layer has. Set it in `build`, from `input_shape`."
)
_UNBUILT = (
    "Keras 3 asks this instead of running `call` while a model is made, so `self.{}` has no "
    "weights yet when weights are loaded, counted or set: build it in `build`, by its own "
    "`build(shape)`, or leave this method out."
)

_SPEC = "compute_output_spec"
_ABOVE = (
    "Keras 3's Layer does not know its shape and raises NotImplementedError; Keras 1 and 2 "
    "returned the shape of the input as it is."
)

_UNKNOWN = (
    "Keras 3's Layer raises NotImplementedError here: write a `compute_output_shape(self, "
    "input_shape)` for the layer. That of Keras 1 and 2 returned the shape of the input as it is, "
    "and tf.keras ran `call` for it."
)


class Unrun:
    """Reports them: where else the value can be had from depends on what it is."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Look at the classes of the file."""
        for node in self._state.names.of(ast.ClassDef):
            if (self._state.receivers.base(node) or "").startswith(_LAYERS):
                self._look(node)

        for call, method in self._state.names.method_calls:
            unanswered = method.attr in _SHAPES and self._is_unanswered(method.value)
            if unanswered and self._state.allows(_SHAPED, call):
                self._state.report.action(call, _SHAPED, _UNKNOWN)

    def _is_unanswered(self, layer: ast.expr) -> bool:
        """Whether it is a layer of the file, from Layer alone, whose class tells no shape."""
        made, names = self._state.names.held(layer), self._state.names
        own = names.local_class(made.func) if isinstance(made, ast.Call) else None
        if own is None or any(method_of(own, name, names) for name in (*_SHAPES, _SPEC)):
            return False
        while len(own.bases) == 1 and (above := class_above(own, names)) is not None:
            own = above
        root = names.denote(own.bases[0]) if len(own.bases) == 1 else None
        return root is not None and self._state.symbol(root) == f"{_LAYERS}Layer"

    def _look(self, node: ast.ClassDef) -> None:
        methods = {f.name: f for f in node.body if isinstance(f, ast.FunctionDef)}
        asked = next((name for name in _SHAPES if name in methods), "")
        self._say_several(node, methods)
        if asked:
            self._ask_above(node, methods[asked])
            if self._state.knowledge.strictness is not None:
                make_whole(methods[asked], self._state)
        if not asked or "call" not in methods:
            return
        self._say_unbuilt(methods, methods[asked])
        late = _stored(methods["call"])
        late -= {
            name for other in _FIRST[:2] if other in methods for name in _stored(methods[other])
        }
        if not late:
            return
        of_call = _used_by("call", methods)
        for method in (f for name, f in methods.items() if name not in {*_FIRST, *of_call}):
            read = [node for node in _own(method) if node.attr in late - _stored(method)]
            if read and self._state.allows(_CALL, read[0]):
                self._state.report.action(read[0], _CALL, _LATE.format(_SHAPES[0]))

    def _ask_above(self, layer: ast.ClassDef, asked: ast.FunctionDef) -> None:
        """Write what `super().compute_output_shape(input_shape)` was in a layer right on Layer."""
        state = self._state
        for node in walk(asked):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr=attr, value=ast.Call(func=ast.Name(id="super"))),
                    args=[given],
                    keywords=[],
                ) if attr in _SHAPES and self._is_bare(layer) and state.allows(_SHAPED, node):
                    plain = isinstance(given, ast.Name) and node.lineno == node.end_lineno
                    if not plain or state.knowledge.release[:2] == "tf":
                        state.report.action(node, _SHAPED, _ABOVE)
                        continue
                    state.calls.pop(node, None)
                    state.texts[node] = state.source.text(given)
                    state.report.change(node, _SHAPED, "what Layer returned is written itself")

    def _say_several(self, layer: ast.ClassDef, methods: Mapping[str, ast.FunctionDef]) -> None:
        """Report several outputs, of a layer that derives from one of Keras's that gives one."""
        known, names = self._state.knowledge.strictness, self._state.names
        base = (self._state.receivers.base(layer) or "").removeprefix(_LAYERS)
        if known is None or base not in known.single or "call" not in methods:
            return
        telling = (_SPEC, *(() if base in known.unasked else _SHAPES))
        if any(method_of(layer, name, names) for name in telling):
            return
        for found in returns(methods["call"]):
            several = isinstance(found.value, ast.List | ast.Tuple) and len(found.value.elts) > 1
            if several and self._state.allows(_SHAPED, found):
                self._state.report.action(found, _SHAPED, known.several.format(base))

    def _is_bare(self, layer: ast.ClassDef) -> bool:
        """Whether a class derives from Layer, and from nothing else."""
        base = self._state.receivers.base(layer)
        alone = len(layer.bases) == 1 and class_above(layer, self._state.names) is None
        return alone and base == f"{_LAYERS}Layer"

    def _say_unbuilt(self, methods: Mapping[str, ast.FunctionDef], asked: ast.FunctionDef) -> None:
        """Report layers that a layer has, and lets `call` build.

        Keras 3 builds them itself for a layer without a `build` of its own.
        """
        first = [methods[name] for name in _FIRST[:2] if name in methods]
        if "build" not in methods or any(
            _builds(node) for method in first for node in walk(method)
        ):
            return
        called = {node.attr for node in _own(methods["call"])}
        held = (name for method in first for name in self._held(method) if name in called)
        name = next(held, None)
        if name is not None and self._state.allows(_SHAPED, asked):
            self._state.report.action(asked, _SHAPED, _UNBUILT.format(name))

    def _held(self, method: ast.FunctionDef) -> Iterator[str]:
        """Yield the attributes that a method sets to layers with weights."""
        for node in walk(method):
            match node:
                case ast.Assign(targets=[ast.Attribute(attr=name)], value=value):
                    values = held_in(value) or [value]
                case ast.Call(func=ast.Attribute(ast.Attribute(attr=name), "append"), args=values):
                    pass  # `self.layers.append(Dense(3))`
                case _:
                    continue
            if any(map(self._has_weights, values)):
                yield name

    def _has_weights(self, node: ast.expr) -> bool:
        """Whether an expression makes one of Keras's layers that has weights."""
        denoted = self._state.names.denote(node.func) if isinstance(node, ast.Call) else None
        name, strictness = self._state.symbol(denoted), self._state.knowledge.strictness
        if strictness is None or not strictness.weightless or not name.startswith(_LAYERS):
            return False
        kind = name.rpartition(".")[2]
        return kind[:1].isupper() and kind not in strictness.weightless


def _builds(node: ast.AST) -> bool:
    """Whether a layer is built: `self.inner.build(shape)`, or called."""
    match node:
        case ast.Call(func=ast.Attribute(attr="build", value=value)):
            return not isinstance(value, ast.Call)  # `super().build(shape)`
        case ast.Call(func=ast.Attribute(attr="__call__")):
            return True
    return False


def _used_by(name: str, methods: Mapping[str, ast.FunctionDef]) -> set[str]:
    """Return the methods that one uses, and those that they use."""
    found, new = set[str](), {name}
    while new:
        found |= new
        new = {node.attr for each in new for node in _own(methods[each])} & methods.keys() - found
    return found


def _stored(method: ast.FunctionDef) -> set[str]:
    """Return the attributes of its own that a method sets, to something other than None."""
    nothing = {
        target.attr
        for node in walk(method)
        if isinstance(node, ast.Assign) and _may_be_none(node.value, method)
        for target in node.targets
        if isinstance(target, ast.Attribute)
    }
    return {node.attr for node in _own(method, ast.Store)} - nothing


def _own(
    method: ast.FunctionDef, context: type[ast.expr_context] = ast.Load
) -> Iterator[ast.Attribute]:
    """Yield where a method reads, or sets, attributes of its object."""
    own = next((parameter.arg for parameter in parameters(method)), "")
    attributes = (node for node in walk(method) if isinstance(node, ast.Attribute))
    for node in attributes:
        if isinstance(node.ctx, context) and getattr(node.value, "id", "") == own:
            yield node


def _may_be_none(node: ast.expr, method: ast.FunctionDef) -> bool:
    """Whether a value is None, or a parameter that is None if it is left out."""
    value = parameter_default(method, node.id) if isinstance(node, ast.Name) else node
    return isinstance(value, ast.Constant) and value.value is None
