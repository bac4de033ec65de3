"""Initializers that several layers or weights share, which Keras 3 begins with the same numbers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.functions import parameter_default
from migrator.engine.reading.literals import literal
from migrator.engine.reading.nodes import is_call_of, spelled, unpacks
from migrator.engine.reading.runs import repeated
from migrator.engine.state import FileState
from migrator.patterns import regex
from migrator.rules import Drawing

_INITIALIZERS = "keras.initializ"
_WRITTEN = "keras.initializers"
_MADE = regex(r"\binitializers\.([A-Z]\w*)\(")
_KEEPING = ("dict", "partial")
_LAYERS = "keras.layers."


class Drawn:
    """Gives each layer an initializer of its own, and reports weights of a layer that are alike."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names
        strictness = state.knowledge.strictness
        self._drawing = strictness.drawing if strictness is not None else None

    def decide(self) -> None:
        """Look at the initializers that the file makes, or gets by their names."""
        if (drawing := self._drawing) is None:
            return
        for call, denoted in self._names.called:
            name = self._state.symbol(denoted)
            if name.startswith(_INITIALIZERS) and self._draws(name, call, drawing):
                self._held(name, call, drawing)
        for node, name in [*self._written()]:
            if name in drawing.seeds:
                self._kept_as_options(f"{_WRITTEN}.{name}", node, drawing)

    def _written(self) -> Iterator[tuple[ast.Constant, str]]:
        """Yield the names that become initializers, and the classes of these."""
        for node, text in self._state.texts.items():
            if isinstance(node, ast.Constant) and (made := _MADE.search(text)) is not None:
                yield node, made[1]

    def _draws(self, name: str, call: ast.Call, drawing: Drawing) -> bool:
        """Whether an initializer draws other numbers each time, as it did before."""
        if name in drawing.getters:
            return not call.args or self._may_draw(call.args[0], drawing)
        place = drawing.seeds.get(name.rpartition(".")[2])
        if place is None or unpacks(call.args):
            return False
        given = [k.value for k in call.keywords if k.arg in {"seed", None}] or call.args[place:]
        return not given or literal(given[0]) is None

    def _may_draw(self, identifier: ast.expr, drawing: Drawing) -> bool:
        """Whether a name of an initializer, or the default of one, may be of one that draws."""
        binding = self._names.lookup(identifier)[0] if isinstance(identifier, ast.Name) else None
        if binding is not None and binding.parameter is not None:
            identifier = parameter_default(binding.parameter, binding.name) or identifier
        value = literal(identifier)
        return value is not None and not (isinstance(value, str) and value in drawing.constant)

    def _held(self, name: str, call: ast.Call, drawing: Drawing) -> None:
        """Look at what becomes of an initializer that is kept under a name."""
        above = self._names.parents[call]
        match above:
            case ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self")) as target]):
                self._weights(name, target, drawing)
            case ast.Assign(targets=[ast.Name() as target]) if name not in drawing.getters:
                self._layers(name, call, target, drawing)
            case _:
                self._kept_as_options(name, call, drawing)

    def _kept_as_options(self, name: str, node: ast.expr, drawing: Drawing) -> None:
        """Look at an initializer that a dict holds, or a `partial`."""
        above = self._names.parents[node]
        match above:
            case ast.Dict():
                self._options(name, node, self._names.parents[above], drawing)
            case ast.keyword():
                made = self._names.parents[above]
                if isinstance(made, ast.Call) and spelled(made.func).endswith(_KEEPING):
                    self._options(name, node, self._names.parents[made], drawing)

    # -- weights of one layer ----------------------------------------------------------------

    def _weights(self, name: str, target: ast.Attribute, drawing: Drawing) -> None:
        """Report the second of two weights that an attribute draws in one shape."""
        cls = self._names.class_around(target)
        shapes: set[str] = set()
        for made, shape in self._made(cls, spelled(target), drawing) if cls is not None else ():
            if ast.unparse(shape) in shapes and self._state.allows(name, made):
                self._state.report.action(made, name, drawing.alike.format(spelled(target)))
                return
            shapes.add(ast.unparse(shape))

    def _made(
        self, cls: ast.ClassDef, held: str, drawing: Drawing
    ) -> Iterator[tuple[ast.Call, ast.expr]]:
        """Yield the calls that make a weight with an initializer, and the shapes of the weights."""
        for node in self._names.inside(cls):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            given = {k.arg: k.value for k in node.keywords}
            if spelled(node.func) == held and node.args:
                yield node, node.args[0]
            elif node.func.attr in drawing.making:
                values = [*node.args, *given.values()]
                shapes = [given["shape"]] if "shape" in given else _tuples(node.args)
                if shapes and any(
                    isinstance(v, ast.Attribute) and spelled(v) == held for v in values
                ):
                    yield node, shapes[0]

    # -- layers ------------------------------------------------------------------------------

    def _layers(self, name: str, call: ast.Call, target: ast.Name, drawing: Drawing) -> None:
        """Write a copy of an initializer wherever a layer is given it, if there are several."""
        loads = self._loads(target)
        places = [load for load in loads if self._given(load)]
        if self._are_several(places, call):
            for place in places:
                if place not in self._state.texts and self._state.allows(name, place):
                    text = drawing.own.replace("{}", place.id)
                    self._state.texts[place] = text
                    self._state.report.change(place, name, f"`{place.id}` becomes `{text}`")
        if any(self._is_passed_on(load) for load in loads) and self._state.allows(name, call):
            self._state.report.notice(call, name, drawing.shared)

    def _options(
        self, name: str, node: ast.expr, statement: ast.AST | None, drawing: Drawing
    ) -> None:
        """Report an initializer among the options that several layers are given."""
        match statement:
            case ast.Assign(targets=[ast.Name() as target]):
                places = [load for load in self._loads(target) if self._given(load)]
                if self._are_several(places, node) and self._state.allows(name, node):
                    self._state.report.action(node, name, drawing.shared)

    def _loads(self, target: ast.Name) -> list[ast.Name]:
        """Return the places that read a name, if it stands for what calls make and nothing else."""
        variables = self._state.variables
        variable = variables.of(target)
        values = variables.values(variable) if variable is not None else None
        if variable is None or values is None:
            return []
        calls = all(isinstance(value, ast.Call | ast.Dict) for value in values)
        return variables.loads(variable) if calls else []

    def _are_several(self, places: list[ast.Name], node: ast.expr) -> bool:
        """Whether more layers than one come from some places, for one time that a node is run."""
        return len(places) > 1 or any(self._comes_again(place, node) for place in places)

    def _is_passed_on(self, load: ast.Name) -> bool:
        """Whether a function, or a class, of the file is given something."""
        above = self._names.parents[load]
        call = self._names.parents[above] if isinstance(above, ast.keyword) else above
        if not isinstance(call, ast.Call) or call.func is load:
            return False
        function = self._names.local_function(call.func)
        return function is not None or self._names.local_class(call.func) is not None

    def _given(self, load: ast.Name) -> bool:
        """Whether a layer of Keras's is given something, by the name of an argument.

        Or is made by it, a `partial` of the layer.
        """
        above = self._names.parents[load]
        if is_call_of(above, load):
            return True
        call = self._names.parents[above] if isinstance(above, ast.keyword) else None
        rule = self._state.rules.get(call) if isinstance(call, ast.Call) else None
        return rule is not None and rule.name.startswith(_LAYERS)

    def _comes_again(self, place: ast.AST, node: ast.expr) -> bool:
        """Whether a place is run more often than a node."""
        outside = set(self._names.ancestors(node))
        again = repeated(place, self._names, self._state.variables)
        return any(each not in outside for each in again)


def _tuples(arguments: list[ast.expr]) -> list[ast.expr]:
    return [argument for argument in arguments if isinstance(argument, ast.Tuple | ast.List)]
