"""Models that are frozen, and whose layers another model has: made of their tensors, or their twin.

Keras 1 and 2 froze the model alone, and trained the layers with the other; Keras 3 freezes them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import spelled
from migrator.engine.reading.receivers import Receivers
from migrator.engine.reading.scopes import Binding
from migrator.engine.state import FileState
from migrator.engine.training.compiled_while import Setting
from migrator.rules import MODELS

_OUTPUTS = frozenset({"output", "outputs", "get_output_at"})


def frozen_alone(settings: list[Setting], names: Names, receivers: Receivers) -> Iterator[Setting]:
    """Yield the settings that freeze such models, if not each of their layers as well."""
    whole = {spelled(s.model) for s in settings if s.target.value is not s.model}
    read: set[Binding | str] | None = None
    for setting in settings:
        model = spelled(setting.model)
        frozen = setting.direct and literal(setting.value) is False and model not in whole
        if not frozen or receivers.infer(setting.model) not in MODELS:
            continue
        if read is None:
            outputs = (n for n in names.of(ast.Attribute) if n.attr in _OUTPUTS)
            read = {_meant(_owner(output.value), names) for output in outputs}
        if _meant(setting.model, names) in read:
            yield setting


def frozen_twins(settings: list[Setting], state: FileState) -> Iterator[Setting]:
    """Yield the settings that freeze a model of which there is another, of the same tensors.

    Not if it is made trainable, too: then somebody sees to it.
    """
    names = state.names
    made: dict[Binding | str, set[ast.Call]] | None = None
    compiled: set[Binding | str] = set()
    thawed = {spelled(s.model) for s in settings if literal(s.value) is not False}
    for setting in settings:
        call = _made(setting.model, names)
        outputs = _outputs(call) if call is not None else None
        if outputs is None or not setting.direct or spelled(setting.model) in thawed:
            continue
        if made is None:
            made = _by_outputs(state)
            compiles = (f.value for _, f in names.method_calls if f.attr == "compile")
            compiled = {_meant(model, names) for model in compiles}
        twins = made.get(_meant(outputs, names), set())
        other = _whole(outputs, setting, state)
        if (call in twins and len(twins) > 1) or other in compiled:
            yield setting


def _made(model: ast.expr, names: Names) -> ast.Call | None:
    """Return the call that makes a model, if there is but one."""
    value = names.value(model) if isinstance(model, ast.Name) else None
    if isinstance(model, ast.Attribute):
        values = names.attributes.get(model.attr, [])
        value = values[0] if len(values) == 1 else None
    return value if isinstance(value, ast.Call) else None


def _by_outputs(state: FileState) -> dict[Binding | str, set[ast.Call]]:
    """Return the calls of Keras's models, by what they are told to return."""
    found: dict[Binding | str, set[ast.Call]] = {}
    for call, denoted in state.names.called:
        outputs = _outputs(call)
        if outputs is not None and state.symbol(denoted) in MODELS:
            found.setdefault(_meant(outputs, state.names), set()).add(call)
    return found


def _outputs(call: ast.Call) -> ast.Name | ast.Attribute | None:
    """Return what a model returns, if that is a name, or an attribute, alone or in a list."""
    given = [k.value for k in call.keywords if k.arg in ("output", "outputs")]
    value = next(iter((*given, *call.args[1:2])), None)
    if isinstance(value, ast.List | ast.Tuple) and len(value.elts) == 1:
        value = value.elts[0]
    return value if isinstance(value, ast.Name | ast.Attribute) else None


def _whole(
    outputs: ast.Name | ast.Attribute, setting: Setting, state: FileState
) -> Binding | str | None:
    """Return the model that another one is from end to end: `Model(one.input, one.output)`."""
    if not isinstance(outputs, ast.Attribute) or outputs.attr not in ("output", "outputs"):
        return None
    other = _meant(outputs.value, state.names)
    is_model = state.receivers.infer(outputs.value) in MODELS
    return other if is_model and other != _meant(setting.model, state.names) else None


def _meant(node: ast.expr, names: Names) -> Binding | str:
    """Return what tells a model from others: what its name is bound to there, if it has one."""
    binding = names.lookup(node)[0] if isinstance(node, ast.Name) else None
    return binding or spelled(node)


def _owner(node: ast.expr) -> ast.expr:
    """Return the model whose layer this is: `model.layers[-1]`, `model.get_layer('top')`."""
    match node:
        case ast.Subscript(value=ast.Attribute(value=model, attr="layers")):
            return model
        case ast.Call(func=ast.Attribute(value=model, attr="get_layer")):
            return model
    return node
