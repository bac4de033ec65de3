"""What a legacy model consists of, whatever Keras 1, Keras 2 or tf_keras call it.

A node is one call of a layer. Its shapes count the batch first, which is None where it is open.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from migrator.verification.legacy.releases import TF_KERAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from migrator.verification.objects import Json, Runtime

#: Where the classes were that every model and every layer derives from, the newest place first.
_MODELS = (
    "tf_keras.src.engine.functional.Functional",
    "tf_keras.src.engine.training.Model",
    "tf_keras.src.engine.sequential.Sequential",
    "keras.engine.network.Network",
    "keras.engine.topology.Container",
    "keras.engine.training.Model",
    "keras.models.Sequential",
)
_LAYERS = (
    "tf_keras.src.engine.base_layer.Layer",
    "keras.engine.base_layer.Layer",
    "keras.engine.topology.Layer",
    "keras.engine.topology.InputLayer",
    "keras.engine.topology.Merge",
    "keras.legacy.layers.Merge",
)
#: TensorFlow's names of the operations that end a net and flatten out.
_BOUNDED = frozenset({"Softmax", "Sigmoid", "Tanh"})


def model_classes(version: str) -> list[type]:
    """Return the classes whose `__init__` makes a model."""
    return _existing(_MODELS, version)


def layer_classes(version: str) -> list[type]:
    """Return the classes whose `__call__` calls a layer."""
    return _existing(_LAYERS, version)


def _existing(names: Iterable[str], version: str) -> list[type]:
    found: list[type] = []
    for name in names:
        if name.startswith(TF_KERAS) != (version == TF_KERAS):
            continue
        module, _, attribute = name.rpartition(".")
        try:
            value = getattr(importlib.import_module(module), attribute, None)
        except ImportError:
            continue
        if value is not None and value not in found:
            found.append(value)
    return found


def nodes(layer: Runtime) -> Sequence[Runtime]:
    """Return the calls of a layer."""
    found: Sequence[Runtime] = _either(layer, "_inbound_nodes", "inbound_nodes")
    return found


def nodes_by_depth(graph: Runtime) -> dict[int, list[Runtime]]:
    """Return the calls that a model consists of, those nearest to the output at depth 0."""
    found: dict[int, list[Runtime]] = _either(graph, "_nodes_by_depth", "nodes_by_depth")
    return found


def is_inside(graph: Runtime, layer: Runtime, index: int) -> bool:
    """Tell whether the index-th call of a layer is part of the model."""
    keys = getattr(graph, "_network_nodes", None)
    keys = graph.container_nodes if keys is None else keys
    return f"{layer.name}_ib-{index}" in keys


def inputs_of(node: Runtime) -> list[Runtime]:
    """Return the tensors that a call reads."""
    if hasattr(node, "keras_inputs"):
        return list(node.keras_inputs)
    return list(node.input_tensors)


def outputs_of(node: Runtime) -> list[Runtime]:
    """Return the tensors that a call gives."""
    return flat(node.output_tensors)


def shapes_of(node: Runtime) -> list[list[int | None]]:
    """Return the shapes of what a call gives."""
    if hasattr(node, "keras_inputs"):
        return [shape(t) for t in outputs_of(node)]
    return [list(s) for s in node.output_shapes]


def shape(tensor: Runtime) -> list[int | None]:
    """Return the shape that Keras declares, which TensorFlow may not know."""
    if hasattr(tensor, "_keras_shape"):
        return list(tensor._keras_shape)  # noqa: SLF001 - Keras 1 has no public name for it
    known: list[int | None] = tensor.shape.as_list()
    return known


def before_its_end(tensor: Runtime) -> Runtime | None:
    """Return what a bounded function made a tensor of; None for one that none made.

    What is behind the function can be told apart where its ends no longer can.
    """
    try:
        operation = tensor.op
    except (AttributeError, TypeError):  # it is computed at once, or symbolic to tf_keras alone
        return None
    while operation.type == "Identity":
        operation = operation.inputs[0].op
    return operation.inputs[0] if operation.type in _BOUNDED else None


def single(shapes: list[list[int | None]]) -> Json:
    """Return the one shape there is, or all of them."""
    return shapes[0] if len(shapes) == 1 else shapes


def _either(owner: Runtime, newer: str, older: str) -> Runtime:
    return getattr(owner, newer) if hasattr(owner, newer) else getattr(owner, older)


def flat(value: Runtime) -> list[Runtime]:
    """Return the tensors in a list of lists, or the one there is."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [tensor for part in value for tensor in flat(part)]
    return [value]
