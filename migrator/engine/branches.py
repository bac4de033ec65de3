"""A Sequential that starts by merging other models becomes functional.

`m = Sequential(); m.add(Merge([a, b])); m.add(Dense(1))` becomes `x = Concatenate()(a.outputs +
b.outputs); x = Dense(1)(x); m = Model(a.inputs + b.inputs, x)`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeGuard

from migrator.engine.reading.blocks import Blocks
from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.nodes import spelled, walk
from migrator.engine.state import FileState
from migrator.engine.writing.edits import Edit
from migrator.frozen import frozen

_SEQUENTIAL, _MODEL = "keras.models.Sequential", "keras.models.Model"
_INPUT = "keras.layers.InputLayer"
_BARE = (
    "`{0}` is an input alone, and has no outputs on Keras 3: make it a `keras.Input(...)`, merge "
    "`[{0}]` in place of `{0}.outputs`, and give the model `[{0}]` among its inputs."
)
_VARIABLES = ("x", "merged", "merged_branches")


@frozen
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
        self._blocks = Blocks(_said)

    def decide(self) -> None:
        """Plan the statements; the layers in them are rewritten like any other call."""
        for call, denoted in self._state.names.called:
            layers = self._layers_of(call, denoted)
            chain = self._chain(call, layers) if layers else None
            if chain is not None and self._variable and not self._state.skipped(call):
                self._plan(chain, self._variable)

    def _layers_of(self, call: ast.Call, denoted: Denoted) -> tuple[ast.expr, ...]:
        """Return the models that a call merges, if they are a literal list."""
        rule = self._state.rule(self._state.symbol(denoted))
        merging = rule.merging if rule is not None else frozenset()
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
        model = spelled(owner)
        block, index = state.names.placed(first)
        constructor = _constructor(self._blocks.before(block, index, model), model)
        adds = _adds(self._blocks.since(block, index, model), model)
        if constructor is None or not adds or not all(map(self._is_plain, adds)):
            return None
        return Chain(model, constructor, adds, call, branches)

    def _is_model(self, node: ast.expr) -> bool:
        named = isinstance(node, ast.Name | ast.Attribute)
        return named and self._state.receivers.infer(node) in {_SEQUENTIAL, _MODEL}

    def _is_input_alone(self, node: ast.expr) -> bool:
        """Whether nothing but an `InputLayer` is added to a model."""
        added = self._added.get(spelled(node), [])
        made = [layer.func for layer in added if isinstance(layer, ast.Call)]
        return len(made) == len(added) > 0 and all(map(self._is_of_inputs, made))

    def _is_of_inputs(self, function: ast.expr) -> bool:
        return self._state.symbol(self._state.names.denote(function)) == _INPUT

    @cached_property
    def _added(self) -> dict[str, list[ast.expr]]:
        """What statements add to each model, or whatever else they do so, by its text."""
        found: dict[str, list[ast.expr]] = {}
        for call in self._state.names.calls:
            statement = self._state.names.parents[call]
            owner = _owner(statement)
            if owner is not None and isinstance(statement, ast.Expr):
                found.setdefault(spelled(owner), []).append(_layer(statement))
        return found

    def _is_plain(self, add: ast.Expr) -> bool:
        """Whether an add stands on its own lines, without comments around its argument."""
        source, layer = self._state.source, _layer(add)
        around = source.data[source.start(add) : source.start(layer)]
        around += source.data[source.end(layer) : source.end(add)]
        return b"#" not in around and source.indentation(add) is not None

    @cached_property
    def _variable(self) -> str:
        """A name for the tensors, one that means nothing else in the file; "" if all do."""
        return next((name for name in _VARIABLES if name not in self._state.names.bound), "")

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


def _constructor(before: Iterable[ast.stmt], model: str) -> ast.Assign | None:
    """Return the statement that makes the model, if nothing uses it in between.

    before: what speaks of the model in front of the one that merges, the nearest first.
    """
    last = next(iter(before), None)
    if not _assigns(last, model):
        return None
    empty = isinstance(last.value, ast.Call) and not last.value.args
    return last if empty and len(last.targets) == 1 else None


def _adds(statements: Iterable[ast.stmt], model: str) -> tuple[ast.Expr, ...]:
    """Return the statements that add layers, unless some come after the model was used.

    statements: what speaks of the model, from the one on that merges.
    """
    found: list[ast.Expr] = []
    used = False
    for statement in statements:
        if _assigns(statement, model):
            break
        if _is_add(statement, model):
            if used:
                return ()
            found.append(statement)
        else:
            used = True
            if any(_is_add(n, model) for n in walk(statement)):
                return ()
    return tuple(found)


def _assigns(statement: ast.stmt | None, model: str) -> TypeGuard[ast.Assign]:
    return isinstance(statement, ast.Assign) and spelled(statement.targets[0]) == model


def _is_add(node: ast.AST, model: str) -> TypeGuard[ast.Expr]:
    owner = _owner(node)
    return owner is not None and spelled(owner) == model


def _owner(node: ast.AST) -> ast.expr | None:
    """Return what a statement adds something to, if that is all it does."""
    match node:
        case ast.Expr(
            value=ast.Call(func=ast.Attribute(attr="add", value=owner), args=[_], keywords=[])
        ):
            return owner
    return None


def _said(statement: ast.stmt) -> Iterator[str]:
    """Yield what a statement assigns, adds to, or mentions."""
    owner = _owner(statement)
    named = [n for n in walk(statement) if isinstance(n, ast.Name | ast.Attribute)]
    assigned = statement.targets[:1] if isinstance(statement, ast.Assign) else []
    return map(spelled, [*named, *assigned, *([owner] if owner is not None else [])])
