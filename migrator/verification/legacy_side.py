"""The side that runs the original: describe and measure models of a real Keras 1 or 2."""

from __future__ import annotations

import importlib
import math
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import adapter, graphs, means, old_layouts, probe, training
from migrator.verification.releases import TF_KERAS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.verification.jobs import Kind
    from migrator.verification.objects import Json, Runtime
    from migrator.verification.observe import Observer

#: One step of float32 rounding, twice: how far weights move to see what rounding alone does.
_NUDGE = np.float32(1 + 2**-22)
_NUDGED_UP_TO = 20_000_000  # parameters; larger models are convolutional and not chaotic


class LegacySide:
    """Keras 1, 2 and tf_keras: what they have in common, in the words of `graphs`."""

    def __init__(self, kind: Kind, observer: Observer, budget: training.Budget) -> None:
        adapter.install(kind.version, Path(kind.keras))
        self._version = kind.version
        self._eager = kind.version == TF_KERAS
        self.keras: Runtime = importlib.import_module("keras")
        self.backend: Runtime = self._backend()
        self._models = self._watch(observer, budget)
        self._observer = observer
        self._function = self.backend.function
        self.backend.function = training.count_calls(self._function, budget)
        means.install(legacy=True)

    def _backend(self) -> Runtime:
        return importlib.import_module("keras.backend")

    def _watch(self, observer: Observer, budget: training.Budget) -> tuple[type, ...]:
        """Record what is made and called, skip training; return the classes of models."""
        found = graphs.model_classes(self._version)
        for owner in found:
            observer.watch_models(owner)
            training.neutralise(owner, budget)
        observer.hide_models_of(importlib.import_module("keras.models").Sequential, "build")
        for owner in graphs.layer_classes(self._version):
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
        graph = self._graph(model)
        if graph is None:
            return None
        layers = [self._describe_layer(layer) for layer in self._leaves(graph)]
        return {
            "class": type(model).__name__,
            "inputs": [graphs.shape(t) for t in graph.inputs],
            "outputs": [graphs.shape(t) for t in graph.outputs],
            "params": sum(layer["params"] for layer in layers),
            "layers": layers,
        }

    def measure(self, model: Runtime, description: Json, index: int, path: Path) -> None:
        """Run the model on random numbers; save inputs and outputs, note the shapes computed."""
        graph = self._graph(model)
        leaves = list(self._leaves(graph))
        for number, (layer, described) in enumerate(
            zip(leaves, description["layers"], strict=True)
        ):
            if described["weights"]:
                drawn = probe.weights(described, (index, number))
                layer.set_weights(self._arranged(described, drawn))
        x = probe.inputs(description, self._vocabularies(graph), index)
        tensors = self._tensors(graph, leaves)
        y, shapes = self._run(graph, x, list(tensors.values()))
        for number, computed in zip(tensors, shapes, strict=True):
            described = description["layers"][number]
            described["shape"] = _reconcile(described["shape"], computed, len(x[0]))
        weighted = [
            layer for layer, d in zip(leaves, description["layers"], strict=True) if d["weights"]
        ]
        description["rounding"] = self._rounding(graph, weighted[:1], x, y)
        arrays = {f"x{i}": a for i, a in enumerate(x)} | {f"y{i}": a for i, a in enumerate(y)}
        np.savez(path, allow_pickle=False, **arrays)

    def _arranged(self, described: Json, common: list[np.ndarray]) -> list[np.ndarray]:
        kind, config = described["class"], described["config"]
        return old_layouts.arrays(self._version, kind, config, common)

    def layers_of(self, model: Runtime) -> list[Runtime]:
        """Return the layers, in the order of their descriptions."""
        return list(self._leaves(self._graph(model)))

    def weights_of(self, layer: Runtime, described: Json) -> list[np.ndarray]:
        """Return a layer's weights, as Keras 1.2.2 would keep them."""
        kind, config = described["class"], described["config"]
        return old_layouts.common(self._version, kind, config, layer.get_weights())

    def give(self, layer: Runtime, described: Json, common: list[np.ndarray]) -> None:
        """Set a layer's weights to what Keras 1.2.2 would keep so."""
        layer.set_weights(self._arranged(described, common))

    def vocabularies_of(self, model: Runtime) -> list[int | None]:
        """Return for each input how many words the Embedding that reads it knows, if one does."""
        return self._vocabularies(self._graph(model))

    def outputs_of(self, model: Runtime, x: list[np.ndarray]) -> list[np.ndarray]:
        """Return what the model computes from `x`, in inference."""
        return self._run(self._graph(model), x, [])[0]

    def _graph(self, model: Runtime) -> Runtime:
        """Return the Container with the nodes; a Sequential keeps it inside, once it is built."""
        if not hasattr(model, "model"):
            return model if getattr(model, "inputs", None) else None
        if model.model is None and model.outputs:
            model.build()
        return model.model if model.outputs else None

    def _leaves(self, graph: Runtime) -> Iterator[Runtime]:
        """Yield each layer once, those of nested models in their place, in order of use."""
        found: dict[int, Runtime] = {}

        def collect(container: Runtime) -> None:
            for layer in container.layers:
                if self.is_model(layer):
                    collect(self._graph(layer))
                elif type(layer).__name__ != "InputLayer":
                    found.setdefault(id(layer), layer)
                    if self.is_model(getattr(layer, "layer", None)):
                        collect(self._graph(layer.layer))

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
            "config": _config(layer) if weights else {},
        }

    def _tensors(self, graph: Runtime, leaves: list[Runtime]) -> dict[int, Runtime]:
        """Map the number of each layer the graph itself calls to what it computes there."""
        found: dict[int, Runtime] = {}
        for number, layer in enumerate(leaves):
            for index, node in enumerate(graphs.nodes(layer)):
                outputs = graphs.outputs_of(node)
                if graphs.is_inside(graph, layer, index) and len(outputs) == 1:
                    found.setdefault(number, outputs[0])
        return found

    def _run(
        self, graph: Runtime, x: list[np.ndarray], watched: list[Runtime]
    ) -> tuple[list[np.ndarray], list[list[int]]]:
        """Return the outputs, and the shapes the watched tensors really have."""
        if self._eager:
            return self._run_eagerly(graph, x, watched)
        tensorflow: Runtime = importlib.import_module("tensorflow")
        inputs: list[Runtime] = list(graph.inputs)
        values: list[Runtime] = list(x)
        phase = self._phase()
        if not isinstance(phase, int):
            inputs, values = [*inputs, phase], [*values, 0]
        outputs = [*graph.outputs, *(tensorflow.shape(t) for t in watched)]
        computed = self._function(inputs, outputs)(values)
        many = len(graph.outputs)
        return computed[:many], [[int(d) for d in shape] for shape in computed[many:]]

    def _phase(self) -> Runtime:
        """Return the tensor that says whether this is training, or the number it is fixed at."""
        return self.backend.learning_phase()

    def _run_eagerly(
        self, graph: Runtime, x: list[np.ndarray], watched: list[Runtime]
    ) -> tuple[list[np.ndarray], list[list[int]]]:
        computed = self._function(list(graph.inputs), [*graph.outputs, *watched])(x)
        many = len(graph.outputs)
        return computed[:many], [list(value.shape) for value in computed[many:]]

    def _rounding(
        self, graph: Runtime, first: list[Runtime], x: list[np.ndarray], y: list[np.ndarray]
    ) -> float:
        """Return how far the original's own output moves when its first weights move by rounding.

        A long recurrent chain may be chaotic: then no two correct programs agree to 1e-5.
        """
        if not first or graph.count_params() > _NUDGED_UP_TO:
            return 0.0
        weights = first[0].get_weights()
        first[0].set_weights([w * _NUDGE for w in weights])
        moved, _ = self._run(graph, x, [])
        first[0].set_weights(weights)
        gaps = [np.abs(a - b) for a, b in zip(y, moved, strict=True)]
        return max((float(gap[np.isfinite(gap)].max(initial=0)) for gap in gaps), default=0.0)

    def _vocabularies(self, graph: Runtime) -> list[int | None]:
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
        if self.is_model(layer):
            return self._vocabularies(self._graph(layer))
        size = layer.input_dim if type(layer).__name__ == "Embedding" else None
        return [size] * inputs


def _reconcile(declared: Json, computed: list[int], rows: int) -> list[int | None]:
    """Return the computed shape, open where declared open: Keras 1 may declare another rank."""
    if isinstance(declared, list) and len(declared) == len(computed):
        return [None if d is None else c for d, c in zip(declared, computed, strict=True)]
    return [None if computed[:1] == [rows] else computed[0], *computed[1:]] if computed else []


def _config(layer: Runtime) -> Json:
    """Return what the layer was made with; a custom layer of tf_keras may not say."""
    try:
        return layer.get_config()
    except NotImplementedError:
        return {}
