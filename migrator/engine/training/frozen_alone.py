"""Models that are frozen, and whose layers another model has that is made of their tensors.

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
