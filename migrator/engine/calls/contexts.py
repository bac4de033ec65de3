"""Where a call stands, if that decides what it becomes."""

from __future__ import annotations

import ast
from dataclasses import replace
from types import EllipsisType

from migrator.engine.calls.carried import value_of
from migrator.engine.calls.lambdas import is_of_a_lambda_layer
from migrator.engine.calls.spending import is_spent
from migrator.engine.reading.functions import Function, parameters
from migrator.engine.reading.signatures import arguments, given_to
from migrator.engine.state import FileState
from migrator.rules import Fate, Gone, Into, Rule, To

_DEPTH = 4  # names that stand for names
_FUNCTIONS = ast.FunctionDef | ast.Lambda
_LAYERS = ("keras.layers.", "keras.models.")
_MAKING = {"__init__", "build"}
_TENSOR = "keras.KerasTensor"
_MEANS = {"keras.backend.mean", "keras.ops.mean"}
_TENSORFLOW, _OPERATIONS = "tensorflow.", "keras.ops."


def for_its_place(call: ast.Call, rule: Rule, state: FileState) -> Rule:
    """Return what a rule says for a call that stands where this one does."""
    to = rule.becomes
    if not isinstance(to, To):
        return rule
    if inside := _inside(call, to, state):
        return replace(rule, becomes=inside)
    open_still = to.dynamic is not None and not _is_of_a_model(call, state)
    if (open_still or to.dynamic is None) and to.indexed and _is_only_read(call, state):
        return replace(rule, becomes=to.indexed)
    if to.iterated is not None and _is_iterated(call, state):
        return replace(rule, becomes=to.iterated)
    if to.dynamic is not None and open_still:
        return replace(rule, becomes=to.dynamic)
    if to.signed and _is_positive(call, state):
        return replace(rule, becomes=replace(to, drifts=""))
    if to.computed and _is_computed_with(call, state):
        return replace(rule, becomes=replace(to, wrap=to.computed))
    if to.unless_returned and not _is_returned(call, state):
        return replace(rule, becomes=replace(to, wrap=to.unless_returned))
    return rule


def _is_positive(call: ast.Call, state: FileState) -> bool:
    given = arguments(call)
    return bool(given) and state.signs.are_positive(value_of(given[0]))


def _inside(call: ast.Call, to: To, state: FileState) -> To | Gone | None:
    """Return what a call becomes inside of what is run for a layer, or for an object."""
    initial = isinstance(to.in_call, To) and _is_initial(call, state)
    if to.in_call is not None and (initial or _is_in_call(call, state)):
        return to.in_call
    if to.spent is not None and is_spent(call, state):
        return to.spent
    if to.in_build is not None and _is_in_build(call, state):
        return to.in_build
    return None if to.outside is None or _calls_its_own(call, state) else to.outside


def _is_in_call(call: ast.Call, state: FileState) -> bool:
    """Whether a call is part of what a layer of the file, or a `Lambda` layer, computes."""
    return any(
        state.receivers.base_of_call(node).startswith(_LAYERS) or is_of_a_lambda_layer(node, state)
        for node in state.names.ancestors(call)
        if isinstance(node, _FUNCTIONS)
    )


def _is_in_build(call: ast.Call, state: FileState) -> bool:
    """Whether a call stands where a layer of the file is made or built."""
    around = state.names.ancestors(call)
    function = next((n for n in around if isinstance(n, _FUNCTIONS)), None)
    if not isinstance(function, ast.FunctionDef) or function.name not in _MAKING:
        return False
    within = state.names.parents[function]
    base = state.receivers.base(within) if isinstance(within, ast.ClassDef) else None
    return (base or "").startswith(_LAYERS)


def _is_initial(call: ast.Call, state: FileState) -> bool:
    """Whether a call makes what an initializer of the file returns, which is handed to layers.

    `def scaled(shape, name=None): return K.variable(..., name=name)`, as Keras 1 called them.
    """
    names = state.names
    function = next((n for n in names.ancestors(call) if isinstance(n, _FUNCTIONS)), None)
    if function is None or not _takes_its_name(call, function, state):
        return False
    if isinstance(function, ast.Lambda):
        return isinstance(names.parents[function], ast.keyword)
    loads = [n for n in names.named.get(function.name, ()) if isinstance(n.ctx, ast.Load)]
    called = {c.func for c in names.calls_of.get(function.name, ())}
    return bool(loads) and called.isdisjoint(loads)


def _takes_its_name(call: ast.Call, function: Function, state: FileState) -> bool:
    """Whether a function takes the name that it gives to what it makes, or gives to nothing."""
    named = next((k.value for k in call.keywords if k.arg == "name"), None)
    if named is None:
        return [p.arg for p in parameters(function)][1:] == ["name"]
    binding = state.names.lookup(named)[0] if isinstance(named, ast.Name) else None
    return binding is not None and binding.parameter is function


def _calls_its_own(call: ast.Call, state: FileState) -> bool:
    """Whether an object calls a method of its own, other than while it is made."""
    if not isinstance(call.func, ast.Attribute) or getattr(call.func.value, "id", "") != "self":
        return False
    around = (n for n in state.names.ancestors(call) if isinstance(n, ast.FunctionDef))
    return next((n.name for n in around), "__init__") != "__init__"


def _is_of_a_model(call: ast.Call, state: FileState) -> bool:
    """Whether the first argument of a call is known to be a tensor of a model."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)][:1]
    return bool(given) and state.receivers.infer(given[0]) == _TENSOR


def _is_only_read(call: ast.Call, state: FileState) -> bool:
    """Whether nothing is made of the result but its elements: `K.int_shape(x)[-1]`, `len(...)`."""
    match state.names.parents[call]:
        case ast.Subscript(value=value, slice=index) if value is call:
            return not isinstance(index, ast.Slice | ast.Tuple)
        case ast.Call(func=ast.Name(id="len" | "list" | "tuple") as function, args=[_]):
            return state.names.lookup(function)[0] is None
        case ast.Assign(targets=[ast.Tuple() | ast.List()]):
            return True
    return False


def _is_iterated(call: ast.Call, state: FileState) -> bool:
    """Whether Keras 3 takes the elements of the result one by one: `K.tile(x, K.stack(...))`."""
    fate = _fate_of(call, state)
    return isinstance(fate, Into) and fate.iterated is not None


def is_computed(node: ast.expr, state: FileState) -> bool:
    """Whether an expression is a tensor that a function computed, which stays one in its place."""
    value = state.names.held(node)
    if not isinstance(value, ast.Call):
        return False
    name = state.symbol(state.names.denote(value.func))
    if name.startswith(_TENSORFLOW):
        return True
    to = getattr(state.rule(name), "becomes", None)
    if not isinstance(to, To) or not to.name.startswith(_OPERATIONS):
        return False
    if to.computed and not _is_computed_with(value, state):
        return False
    return value is not node or to.iterated is None


def _fate_of(argument: ast.expr, state: FileState) -> Fate | None:
    """Return what becomes of an argument of a call of Keras's."""
    parents = state.names.parents
    around = parents[argument]
    call = parents[around] if isinstance(around, ast.keyword) else around
    if not isinstance(call, ast.Call):
        return None
    rule = state.rule(state.symbol(state.names.denote(call.func)))
    if rule is None or not isinstance(rule.becomes, To):
        return None
    given = given_to(call, rule.was)
    return rule.becomes.args.get(next((name for name, v in given.items() if v is argument), ""))


def _is_computed_with(node: ast.expr, state: FileState, depth: int = 0) -> bool:
    """Whether operators compute with a value as a whole, or with some of its elements at once."""
    parent = state.names.parents[node]
    match parent:
        case ast.BinOp() | ast.UnaryOp() | ast.AugAssign():
            return True
        case ast.Subscript(value=value, slice=ast.Tuple() | ast.Constant(value=EllipsisType())):
            return value is node  # `shape[..., ::-1]`: no tuple takes that
        case ast.Subscript(value=value, slice=ast.Slice()) if value is node:
            return _is_computed_with(parent, state, depth)
        case ast.List() | ast.Tuple():  # `K.concatenate([shape[:2], [1]])`
            fate = _fate_of(parent, state)
            return isinstance(fate, Into) and fate.lists is not None
        case ast.Assign(targets=[ast.Name() as target]) if depth < _DEPTH:
            variable = state.variables.of(target)
            loads = state.variables.loads(variable) if variable is not None else []
            return any(_is_computed_with(name, state, depth + 1) for name in loads)
    return False


def _is_returned(node: ast.expr, state: FileState, depth: int = 0) -> bool:
    """Whether nothing is made of a value but what its mean is, too, and that is returned."""
    parent = state.names.parents[node]
    match parent:
        case ast.Return() | ast.Lambda() | ast.Expr():
            return True
        case ast.BinOp(left=ast.Constant()) | ast.BinOp(right=ast.Constant()) | ast.UnaryOp():
            linear = not isinstance(parent, ast.BinOp) or _is_linear(parent)
            return linear and _is_returned(parent, state, depth)
        case ast.Call(args=[_], keywords=[]):
            return state.symbol(state.names.denote(parent.func)) in _MEANS
        case ast.Assign(targets=[ast.Name() as target]) if depth < _DEPTH:
            variable = state.variables.of(target)
            loads = state.variables.loads(variable) if variable is not None else []
            return bool(loads) and all(_is_returned(name, state, depth + 1) for name in loads)
    return False


def _is_linear(operation: ast.BinOp) -> bool:
    """Whether a mean may be taken before or after: `1 - x`, `100 * x`, `x / 2`."""
    divided = isinstance(operation.op, ast.Div) and isinstance(operation.right, ast.Constant)
    return divided or isinstance(operation.op, ast.Add | ast.Sub | ast.Mult)
