"""A Sequential that starts by merging other models becomes functional.

`m = Sequential(); m.add(Merge([a, b])); m.add(Dense(1))` becomes `x = Concatenate()(a.outputs +
b.outputs); x = Dense(1)(x); m = Model(a.inputs + b.inputs, x)`.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

from migrator.engine.reading.names import Denoted
from migrator.engine.reading.nodes import walk
from migrator.engine.state import FileState
from migrator.engine.writing.edits import Edit

_SEQUENTIAL, _MODEL = "keras.models.Sequential", "keras.models.Model"
_INPUT = "keras.layers.InputLayer"
_BARE = (
    "`{0}` is an input alone, and has no outputs on Keras 3: make it a `keras.Input(...)`, merge "
    "`[{0}]` in place of `{0}.outputs`, and give the model `[{0}]` among its inputs."
)
_VARIABLES = ("x", "merged", "merged_branches")


@dataclass(frozen=True)
class Chain:
    """A Sequential and the statements that fill it, the first of which merges branches."""

    model: str
    constructor: ast.Assign
    adds: tuple[ast.Expr, ...]
    merge: ast.Call
    branches: tuple[ast.expr, ...]


class BranchMerger:
    """Finds such chains and plans their rewriting."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._functional: set[str] = set()

    def decide(self) -> None:
        """Plan the statements; the layers in them are rewritten like any other call."""
        for call, denoted in self._state.names.called:
            layers = self._layers_of(call, denoted)
            chain = self._chain(call, layers) if layers else None
            variable = self._variable() if chain is not None else None
            if chain is not None and variable is not None and not self._state.skipped(call):
                self._plan(chain, variable)

    def _layers_of(self, call: ast.Call, denoted: Denoted) -> tuple[ast.expr, ...]:
        """Return the models that a call merges, if they are a literal list."""
        merging = self._state.knowledge.merging.get(self._state.symbol(denoted), ())
        values = [k.value for k in call.keywords if k.arg in merging]
        if merging and not values and call.args:
            values = call.args[:1]
        return tuple(values[0].elts) if values and isinstance(values[0], ast.List) else ()

    def _chain(self, call: ast.Call, branches: tuple[ast.expr, ...]) -> Chain | None:
        state = self._state
        add = state.names.parents[call]
        if not (isinstance(add, ast.Call) and isinstance(add.func, ast.Attribute)):
            return None
        first = state.names.parents[add]
        owner = add.func.value
        if add.func.attr != "add" or not isinstance(first, ast.Expr):
            return None
        if state.receivers.infer(owner) != _SEQUENTIAL or not all(map(self._is_model, branches)):
            return None
        bare = next(filter(self._is_input_alone, branches), None)
        if bare is not None:
            text = _BARE.format(ast.unparse(bare))
            state.report.action(call, state.symbol(state.names.denote(call.func)), text)
            return None
        model = ast.unparse(owner)
        block = state.names.block(first)
        constructor = _constructor(block[: block.index(first)], model)
        adds = _adds(block[block.index(first) :], model)
        if constructor is None or not adds or not all(map(self._is_plain, adds)):
            return None
        return Chain(model, constructor, adds, call, branches)

    def _is_model(self, node: ast.expr) -> bool:
        named = isinstance(node, ast.Name | ast.Attribute)
        return named and self._state.receivers.infer(node) in {_SEQUENTIAL, _MODEL}

    def _is_input_alone(self, node: ast.expr) -> bool:
        """Whether nothing but an `InputLayer` is added to a model."""
        model, names = ast.unparse(node), self._state.names
        statements = (names.parents[call] for call in names.calls)
        added = [s for s in statements if isinstance(s, ast.Expr) and _is_add(s, model)]
        made = [layer.func for layer in map(_layer, added) if isinstance(layer, ast.Call)]
        found = {self._state.symbol(names.denote(function)) for function in made}
        return len(made) == len(added) and found == {_INPUT}

    def _is_plain(self, add: ast.Expr) -> bool:
        """Whether an add stands on its own lines, without comments around its argument."""
        source, layer = self._state.source, _layer(add)
        around = source.data[source.start(add) : source.start(layer)]
        around += source.data[source.end(layer) : source.end(add)]
        return b"#" not in around and source.indentation(add) is not None

    def _variable(self) -> str | None:
        """Return a name for the tensors, one that means nothing else in the file."""
        names = self._state.names
        scopes = {*names.scopes.values(), names.module}
        taken = {name for scope in scopes for name in scope.bindings}
        return next((name for name in _VARIABLES if name not in taken), None)

    def _plan(self, chain: Chain, variable: str) -> None:
        state, source = self._state, self._state.source
        texts = [source.text(branch) for branch in chain.branches]
        state.branches[chain.merge] = " + ".join(f"{text}.outputs" for text in texts)
        state.removed[chain.constructor] = ""
        for add in chain.adds:
            layer = _layer(add)
            call = "" if layer is chain.merge else f"({variable})"
            state.edits.append(Edit(source.start(add), source.start(layer), f"{variable} = "))
            state.edits.append(Edit(source.end(layer), source.end(add), call))
            state.tops[layer] = source.column(add) + len(f"{variable} = ")
        self._close(chain, variable, texts)

    def _close(self, chain: Chain, variable: str, texts: list[str]) -> None:
        """Write the functional model behind the last layer."""
        state, source = self._state, self._state.source
        via = self._sequential(chain.constructor)
        if via is not None:
            state.imports.moved(via.root)
        inputs = " + ".join(f"{text}.inputs" for text in texts)
        if self._functional & set(texts) or len(set(texts)) < len(texts):
            inputs = state.imports.dotted("keras.utils.get_source_inputs") + f"({variable})"
        model = state.imports.spell(_MODEL, via)
        indent = source.indentation(chain.adds[-1]) or ""
        call = chain.constructor.value
        named = [source.text(k) for k in getattr(call, "keywords", ()) if k.arg == "name"]
        arguments = ", ".join((inputs, variable, *named))
        line = f"{indent}{chain.model} = {model}({arguments})"
        end = source.line_end(chain.adds[-1])
        state.edits.append(Edit(end, end, f"{source.newline}{line}"))
        self._functional.add(chain.model)
        state.handled.add(chain.constructor.value)
        state.report.change(
            chain.constructor, _SEQUENTIAL, f"{chain.model} becomes a functional model"
        )

    def _sequential(self, constructor: ast.Assign) -> Denoted | None:
        call = constructor.value
        return self._state.names.denote(call.func) if isinstance(call, ast.Call) else None


def _layer(add: ast.Expr) -> ast.expr:
    """Return what `model.add(...)` adds."""
    call = add.value
    assert isinstance(call, ast.Call)  # noqa: S101 - `_adds` has seen that it is one
    return call.args[0]


def _constructor(before: list[ast.stmt], model: str) -> ast.Assign | None:
    """Return the statement that makes the model, if nothing uses it in between."""
    for statement in reversed(before):
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == model:
            empty = isinstance(statement.value, ast.Call) and not statement.value.args
            return statement if empty and len(statement.targets) == 1 else None
        if _mentions(statement, model):
            return None
    return None


def _adds(statements: list[ast.stmt], model: str) -> tuple[ast.Expr, ...]:
    """Return the statements that add layers, unless some come after the model was used."""
    found: list[ast.Expr] = []
    used = False
    for statement in statements:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == model:
            break
        if _is_add(statement, model):
            if used:
                return ()
            found.append(statement)  # type: ignore[arg-type]
        elif _mentions(statement, model):
            used = True
            if any(_is_add(n, model) for n in walk(statement) if isinstance(n, ast.stmt)):
                return ()
    return tuple(found)


def _is_add(statement: ast.stmt, model: str) -> bool:
    match statement:
        case ast.Expr(
            value=ast.Call(func=ast.Attribute(attr="add", value=owner), args=[_], keywords=[])
        ):
            return ast.unparse(owner) == model
    return False


def _mentions(statement: ast.stmt, model: str) -> bool:
    return any(
        isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) == model
        for node in walk(statement)
    )
