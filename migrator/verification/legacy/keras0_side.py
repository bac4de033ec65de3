"""The side that runs an original of Keras 0: layers chained by `previous`, and Graph."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from migrator.verification.legacy import old_layouts
from migrator.verification.legacy.dataflow import Flow
from migrator.verification.legacy.runs import Keras0Runs
from migrator.verification.legacy.side import LegacySide
from migrator.verification.script import training

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.verification.legacy.runs import Runs
    from migrator.verification.objects import Json, Runtime
    from migrator.verification.script.observe import Observer

#: Layers that are made of others and have no weights of their own.
_COMPOSED = frozenset({"Merge", "LambdaMerge", "Siamese", "SiameseHead", "AutoEncoder"})


@dataclass
class _Graph:
    """A model in the words that the other legacy releases have for it."""

    model: Runtime
    inputs: list[Runtime]
    outputs: list[Runtime]
    params: int

    def count_params(self) -> int:
        """Return how many numbers the weights have."""
        return self.params


class Keras0Side(LegacySide):
    """Keras 0.3: what differs from its successors."""

    def _watch(self, observer: Observer, budget: training.Budget) -> tuple[type, ...]:
        containers: Runtime = importlib.import_module("keras.layers.containers")
        models: Runtime = importlib.import_module("keras.models")
        self._sequential = containers.Sequential
        found = (containers.Sequential, containers.Graph)
        for owner in found:
            observer.watch_models(owner)
        self.layer_kinds.append(importlib.import_module("keras.layers.core").Layer)
        observer.watch_layers(self.layer_kinds[0])
        self.model_kinds += [models.Sequential, models.Graph]
        for owner in self.model_kinds:
            training.neutralise(owner, budget)
        return found

    @property
    def channels_first(self) -> bool:
        """Keras 0 had no such setting: its data sets came as (channels, height, width)."""
        return True

    def graph(self, model: Runtime) -> Runtime:
        """Return what its successors call a model with nodes."""
        if isinstance(model, self._sequential):
            if not model.layers:
                return None
            inputs = _listed(model.get_input(train=False))
            outputs = {"": model.get_output(train=False)}
            shapes = {"": model.output_shape}
        elif model.inputs and model.outputs:
            inputs = [model.inputs[name].get_input(train=False) for name in model.input_order]
            outputs = {n: model.outputs[n].get_output(train=False) for n in model.output_order}
            shapes = {name: model.outputs[name].output_shape for name in model.output_order}
        else:
            return None
        for name, tensor in outputs.items():
            tensor._keras_shape = shapes[name]  # noqa: SLF001 - as Keras 1 has it
        leaves = self._leaves_of(model)
        return _Graph(model, inputs, list(outputs.values()), sum(map(_count, leaves)))

    def leaves(self, graph: Runtime) -> Iterator[Runtime]:
        """Yield each layer once, those it reads before it."""
        return iter(self._leaves_of(graph.model))

    def _leaves_of(self, model: Runtime) -> list[Runtime]:
        """Return each layer once, those it reads before it; layers number themselves by class."""
        found: dict[int, Runtime] = {}

        def collect(layer: Runtime) -> None:
            for part in _parts(layer):
                collect(part)
            if not self.is_model(layer) and type(layer).__name__ != "Layer":
                found.setdefault(id(layer), layer)

        collect(model)
        return list(found.values())

    def _describe_layer(self, layer: Runtime) -> Json:
        weights = [] if _is_composed(layer) else layer.get_weights()
        kind = type(layer).__name__
        automatic = layer.name == kind.lower()
        shapes = [list(array.shape) for array in weights]
        return {
            # As Keras 1 names layers, so that a name that says nothing is known for one.
            "name": f"{layer.name}_{self._observer.position(layer)}" if automatic else layer.name,
            "class": kind,
            "shape": list(layer.output_shape) if layer.output_shape else None,
            "params": _count(layer),
            "weights": old_layouts.shapes(self._version, kind, shapes),
            "config": _config(layer) if weights else {},
        }

    def flow(self, _graph: Runtime, leaves: list[Runtime]) -> Flow:
        """Return what each layer computes."""
        found = {}
        for number, layer in enumerate(leaves):
            tensor = None if _is_composed(layer) else layer.get_output(train=False)
            if hasattr(tensor, "shape"):
                found[number] = tensor
        return Flow(found)

    def _runs(self, function: Runtime) -> Runs:
        return Keras0Runs(self.keras, self.backend, function)

    def vocabularies(self, graph: Runtime) -> list[int | None]:
        """Return for each input the size of the smallest Embedding that reads it."""
        sizes: dict[int, int] = {}
        for layer in self._leaves_of(graph.model):
            if type(layer).__name__ == "Embedding":
                source = id(layer.get_input(train=False))
                sizes[source] = min(layer.input_dim, sizes.get(source, layer.input_dim))
        return [sizes.get(id(tensor)) for tensor in graph.inputs]


def _parts(layer: Runtime) -> list[Runtime]:
    """Return the layers that a model or a composed layer is made of, in order of use."""
    if hasattr(layer, "nodes"):
        return list(layer.nodes.values())
    if type(layer).__name__ == "AutoEncoder":
        decoder = [layer.decoder] if layer.output_reconstruction else []
        return [layer.encoder, *decoder]
    if type(layer).__name__ == "Siamese":
        return [*([] if layer.is_graph else layer.inputs), layer.layer]
    return list(getattr(layer, "layers", ()))


def _is_composed(layer: Runtime) -> bool:
    return type(layer).__name__ in _COMPOSED


def _count(layer: Runtime) -> int:
    return 0 if _is_composed(layer) else sum(array.size for array in layer.get_weights())


def _config(layer: Runtime) -> Json:
    """Return the configuration as Keras 1 nests it."""
    config = layer.get_config()
    if "layer" in config:
        config["layer"] = {"class_name": type(layer.layer).__name__, "config": config["layer"]}
    return config


def _listed(value: Runtime) -> list[Runtime]:
    return list(value) if isinstance(value, list) else [value]
