"""The side that runs the original: models of a real Keras 1 or 2, in the words of `graphs`."""

from __future__ import annotations

import importlib
import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification.legacy import adapter, graphs, old_layouts
from migrator.verification.legacy.dataflow import Flow, Insides
from migrator.verification.legacy.eager_runs import EagerRuns
from migrator.verification.legacy.releases import TF_KERAS
from migrator.verification.legacy.runs import GraphRuns, Real, Runs
from migrator.verification.script import draws, training

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.verification.children.jobs import Kind
    from migrator.verification.objects import Json, Runtime
    from migrator.verification.script.observe import Observer


class LegacySide:
    """Keras 1, 2 and tf_keras: what they have in common."""

    def __init__(self, kind: Kind, observer: Observer, budget: training.Budget) -> None:
        adapter.install(kind.version, Path(kind.keras))
        self._version = kind.version
        self.keras: Runtime = importlib.import_module("keras")
        self.backend: Runtime = self._backend()
        self._real: Real = {}
        self._insides = Insides(self.has_graph)
        self.layer_kinds: list[type] = []
        self.model_kinds: list[type] = []
        self._models = self._watch(observer, budget)
        self._observer = observer
        self.budget = budget
        self._initial: dict[int, list[np.ndarray]] = {}
        self.runs = self._runs(self.backend.function)
        self.backend.function = training.count_calls(self.backend.function, budget)
        draws.install(legacy=True)

    def _runs(self, function: Runtime) -> Runs:
        if self._version == TF_KERAS:
            return EagerRuns(self.keras, self._real)
        return GraphRuns(self.keras, function, self._real)

    def _backend(self) -> Runtime:
        return importlib.import_module("keras.backend")

    def _watch(self, observer: Observer, budget: training.Budget) -> tuple[type, ...]:
        """Record what is made and called, skip training; return the classes of models."""
        found = graphs.model_classes(self._version)
        self.model_kinds += found
        for owner in found:
            observer.watch_models(owner)
            self._insides.watch(owner)
            methods = training.neutralise(owner, budget)
            self._real |= {(owner, name): method for name, method in methods.items()}
        observer.hide_models_of(importlib.import_module("keras.models").Sequential, "build")
        self.layer_kinds += graphs.layer_classes(self._version)
        for owner in self.layer_kinds:
            observer.watch_layers(owner)
        return tuple(found)

    def prefer(self, *, channels_first: bool) -> None:
        """Set the default order of image dimensions, as keras.json would have."""
        if hasattr(self.backend, "set_image_data_format"):
            name = "channels_first" if channels_first else "channels_last"
            self.backend.set_image_data_format(name)
        elif hasattr(self.backend, "set_image_dim_ordering"):
            self.backend.set_image_dim_ordering("th" if channels_first else "tf")

    @property
    def channels_first(self) -> bool:
        """Whether pictures are (channels, height, width) by default."""
        if hasattr(self.backend, "image_data_format"):
            return bool(self.backend.image_data_format() == "channels_first")
        return bool(self.backend.image_dim_ordering() == "th")

    def is_model(self, value: Runtime) -> bool:
        """Tell models from tensors and everything else a builder may return."""
        return isinstance(value, self._models)

    def describe(self, model: Runtime) -> Json | None:
        """Say what the model is made of; None for one that has no layers or no input yet."""
        graph = self.graph(model)
        if graph is None:
            return None
        leaves = list(self.leaves(graph))
        reads = self.flow(graph, leaves).reads
        layers = [
            {**self._describe_layer(layer), "reads": reads.get(number, [])}
            for number, layer in enumerate(leaves)
        ]
        return {
            "class": type(model).__name__,
            "inputs": [graphs.shape(t) for t in graph.inputs],
            "outputs": [graphs.shape(t) for t in graph.outputs],
            "params": sum(layer["params"] for layer in layers),
            "layers": layers,
        }

    def initial(self, layer: Runtime) -> list[np.ndarray]:
        """Return the weights a layer of any model had when the script had run."""
        if not self._initial:
            models = filter(None, map(self.graph, self._observer.models))
            layers = {id(one): one for graph in models for one in self.leaves(graph)}
            self._initial = {key: one.get_weights() for key, one in layers.items()}
        return self._initial[id(layer)]

    def layers_of(self, model: Runtime) -> list[Runtime]:
        """Return the layers, in the order of their descriptions."""
        return list(self.leaves(self.graph(model)))

    def weights_of(self, layer: Runtime, described: Json) -> list[np.ndarray]:
        """Return a layer's weights, as Keras 1.2.2 would keep them."""
        return self.common(described, layer.get_weights())

    def give(self, layer: Runtime, described: Json, common: list[np.ndarray]) -> None:
        """Set a layer's weights to what Keras 1.2.2 would keep so."""
        kind, config = described["class"], described["config"]
        layer.set_weights(old_layouts.arrays(self._version, kind, config, common))

    def vocabularies_of(self, model: Runtime) -> list[int | None]:
        """Return for each input how many words the Embedding that reads it knows, if one does."""
        return self.vocabularies(self.graph(model))

    def outputs_of(self, model: Runtime, x: list[np.ndarray]) -> list[np.ndarray]:
        """Return what the model computes from `x`, in inference."""
        return self.runs.run(self.graph(model), x, [])[0]

    def common(self, described: Json, own: list[np.ndarray]) -> list[np.ndarray]:
        """Arrange arrays shaped like a layer's weights as Keras 1.2.2 does."""
        kind, config = described["class"], described["config"]
        return old_layouts.common(self._version, kind, config, own)

    def graph(self, model: Runtime) -> Runtime:
        """Return the Container with the nodes; a Sequential keeps it inside, once it is built."""
        if not hasattr(model, "model"):
            return model if getattr(model, "inputs", None) else None
        if model.model is None and model.outputs:
            model.build()
        return model.model if model.outputs else None

    def has_graph(self, value: Runtime) -> bool:
        """Tell models made of layers from those of a class with a `call` of its own."""
        return self.is_model(value) and self.graph(value) is not None

    def leaves(self, graph: Runtime) -> Iterator[Runtime]:
        """Yield each layer once, those of nested models in their place, in order of use."""
        found: dict[int, Runtime] = {}

        def collect(container: Runtime) -> None:
            for layer in container.layers:
                if self.has_graph(layer):
                    collect(self.graph(layer))
                elif type(layer).__name__ != "InputLayer":
                    found.setdefault(id(layer), layer)
                    if self.is_model(getattr(layer, "layer", None)):
                        collect(self.graph(layer.layer))

        collect(graph)
        return iter(sorted(found.values(), key=self._observer.position))

    def _describe_layer(self, layer: Runtime) -> Json:
        wraps_model = self.is_model(getattr(layer, "layer", None))
        weights = [] if wraps_model else layer.weights
        shapes = [list(self.backend.int_shape(w)) for w in weights]
        calls = graphs.nodes(layer)
        return {
            "name": layer.name,
            "class": type(layer).__name__,
            "shape": graphs.single(graphs.shapes_of(calls[0])) if calls else None,
            # Before 1.2 count_params left out the weights that are not trained.
            "params": sum(math.prod(shape) for shape in shapes),
            "weights": old_layouts.shapes(self._version, type(layer).__name__, shapes),
            "config": _config(layer) if weights else _activation(layer),
        }

    def flow(self, graph: Runtime, leaves: list[Runtime]) -> Flow:
        """Return what each layer computes in a graph, and which it reads."""
        flow = self._insides.flow(graph, leaves)
        eager = self._version == TF_KERAS  # then the layers themselves are watched
        return replace(flow, tensors=dict(enumerate(leaves))) if eager else flow

    def vocabularies(self, graph: Runtime) -> list[int | None]:
        """Return for each input the size of the smallest Embedding that reads it, however deep."""
        sizes: list[int | None] = [None] * len(graph.inputs)
        reads = {id(tensor): {i} for i, tensor in enumerate(graph.inputs)}
        by_depth = graphs.nodes_by_depth(graph)
        for depth in sorted(by_depth, reverse=True):
            for node in by_depth[depth]:
                sources = [reads.get(id(t), set()) for t in graphs.inputs_of(node)]
                wanted = self._wanted(node.outbound_layer, len(sources))
                for source, size in zip(sources, wanted, strict=True):
                    for i in source:
                        sizes[i] = min(filter(None, (sizes[i], size)), default=None)
                if not node.outbound_layer.weights and sources:
                    everything = set.union(*sources)
                    reads.update(
                        {id(t): reads.get(id(t), everything) for t in graphs.outputs_of(node)}
                    )
        return sizes

    def _wanted(self, layer: Runtime, inputs: int) -> list[int | None]:
        layer = layer.layer if type(layer).__name__ == "TimeDistributed" else layer
        if self.has_graph(layer):
            return self.vocabularies(self.graph(layer))
        size = layer.input_dim if type(layer).__name__ == "Embedding" else None
        return [size] * inputs


def _config(layer: Runtime) -> Json:
    """Return what the layer was made with; a custom layer of tf_keras may not say."""
    try:
        return layer.get_config()
    except NotImplementedError:
        return {}


def _activation(layer: Runtime) -> Json:
    """Return what a layer without weights does to its input: a loss may look at that."""
    name = getattr(getattr(layer, "activation", None), "__name__", "")
    return {"activation": name} if name else {}
