"""The side that runs the original: describe and measure models of a real legacy Keras (1.x)."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import adapter, means, probe, training

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.verification.jobs import Job
    from migrator.verification.objects import Json, Runtime
    from migrator.verification.observe import Observer

#: One step of float32 rounding, twice: how far weights move to see what rounding alone does.
_NUDGE = np.float32(1 + 2**-22)
_NUDGED_UP_TO = 20_000_000  # parameters; larger models are convolutional and not chaotic


class LegacySide:
    """Keras 1.x, in its own words: Container, inbound nodes, `_keras_shape`."""

    def __init__(self, job: Job, observer: Observer, budget: training.Budget) -> None:
        adapter.install(Path(job.keras))
        self.keras: Runtime = importlib.import_module("keras")
        self.backend: Runtime = self.keras.backend
        self._topology: Runtime = importlib.import_module("keras.engine.topology")
        engine: Runtime = importlib.import_module("keras.engine.training")
        models: Runtime = importlib.import_module("keras.models")
        for owner in (self._topology.Container, engine.Model, models.Sequential):
            observer.watch_models(owner)
            training.neutralise(owner, budget)
        observer.hide_models_of(models.Sequential, "build")
        for owner in (self._topology.Layer, self._topology.Merge):
            observer.watch_layers(owner)
        self._observer = observer
        self._function = self.backend.function
        self.backend.function = training.count_calls(self._function, budget)
        means.install(legacy=True)

    @property
    def channels_first(self) -> bool:
        """Whether pictures are (channels, height, width) by default."""
        return bool(self.backend.image_dim_ordering() == "th")

    def is_model(self, value: Runtime) -> bool:
        """Tell models from tensors and everything else a builder may return."""
        return isinstance(value, self._topology.Container)

    def describe(self, model: Runtime) -> Json | None:
        """Say what the model is made of; None for one that has no layers or no input yet."""
        graph = self._graph(model)
        if graph is None:
            return None
        return {
            "class": type(model).__name__,
            "inputs": [_shape(t) for t in graph.inputs],
            "outputs": [_shape(t) for t in graph.outputs],
            "params": int(graph.count_params()),
            "layers": [self._describe_layer(layer) for layer in self._leaves(graph)],
        }

    def measure(self, model: Runtime, description: Json, index: int, path: Path) -> None:
        """Run the model on random numbers; save inputs and outputs, note the shapes computed."""
        graph = self._graph(model)
        leaves = list(self._leaves(graph))
        for number, (layer, described) in enumerate(
            zip(leaves, description["layers"], strict=True)
        ):
            if described["weights"]:
                layer.set_weights(probe.weights(described, (index, number)))
        x = probe.inputs(description, self._vocabularies(graph), index)
        tensors = self._tensors(graph, leaves)
        y, shapes = self._run(graph, x, list(tensors.values()))
        for number, computed in zip(tensors, shapes, strict=True):
            described = description["layers"][number]
            described["shape"] = _reconcile(described["shape"], computed, len(x[0]))
        description["rounding"] = self._rounding(graph, leaves, x, y)
        arrays = {f"x{i}": a for i, a in enumerate(x)} | {f"y{i}": a for i, a in enumerate(y)}
        np.savez(path, allow_pickle=False, **arrays)

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
        nodes = layer.inbound_nodes
        return {
            "name": layer.name,
            "class": type(layer).__name__,
            "shape": _single([list(s) for s in nodes[0].output_shapes]) if nodes else None,
            "params": 0 if wraps_model else int(layer.count_params()),
            "weights": [list(self.backend.int_shape(w)) for w in weights],
            "config": layer.get_config() if weights else {},
        }

    def _tensors(self, graph: Runtime, leaves: list[Runtime]) -> dict[int, Runtime]:
        """Map the number of each layer the graph itself calls to what it computes there."""
        found: dict[int, Runtime] = {}
        for number, layer in enumerate(leaves):
            for index, node in enumerate(layer.inbound_nodes):
                inside = f"{layer.name}_ib-{index}" in graph.container_nodes
                if inside and len(node.output_tensors) == 1:
                    found.setdefault(number, node.output_tensors[0])
        return found

    def _run(
        self, graph: Runtime, x: list[np.ndarray], watched: list[Runtime]
    ) -> tuple[list[np.ndarray], list[list[int]]]:
        """Return the outputs, and the shapes the watched tensors really have."""
        tensorflow: Runtime = importlib.import_module("tensorflow")
        inputs: list[Runtime] = list(graph.inputs)
        values: list[Runtime] = list(x)
        phase = self.backend.learning_phase()
        if not isinstance(phase, int):
            inputs, values = [*inputs, phase], [*values, 0]
        outputs = [*graph.outputs, *(tensorflow.shape(t) for t in watched)]
        computed = self._function(inputs, outputs)(values)
        many = len(graph.outputs)
        return computed[:many], [[int(d) for d in shape] for shape in computed[many:]]

    def _rounding(
        self, graph: Runtime, leaves: list[Runtime], x: list[np.ndarray], y: list[np.ndarray]
    ) -> float:
        """Return how far the original's own output moves when its first weights move by rounding.

        A long recurrent chain may be chaotic: then no two correct programs agree to 1e-5.
        """
        first = next((layer for layer in leaves if layer.weights), None)
        if first is None or graph.count_params() > _NUDGED_UP_TO:
            return 0.0
        weights = first.get_weights()
        first.set_weights([w * _NUDGE for w in weights])
        moved, _ = self._run(graph, x, [])
        first.set_weights(weights)
        gaps = [np.abs(a - b) for a, b in zip(y, moved, strict=True)]
        return max((float(gap[np.isfinite(gap)].max(initial=0)) for gap in gaps), default=0.0)

    def _vocabularies(self, graph: Runtime) -> list[int | None]:
        """Return for each input the size of the smallest Embedding that reads it, however deep."""
        sizes: list[int | None] = [None] * len(graph.inputs)
        reads = {id(tensor): {i} for i, tensor in enumerate(graph.inputs)}
        for depth in sorted(graph.nodes_by_depth, reverse=True):
            for node in graph.nodes_by_depth[depth]:
                sources = [reads.get(id(t), set()) for t in node.input_tensors]
                wanted = self._wanted(node.outbound_layer, len(sources))
                for source, size in zip(sources, wanted, strict=True):
                    for i in source:
                        sizes[i] = min(filter(None, (sizes[i], size)), default=None)
                if not node.outbound_layer.weights and sources:
                    everything = set.union(*sources)
                    reads.update({id(t): reads.get(id(t), everything) for t in node.output_tensors})
        return sizes

    def _wanted(self, layer: Runtime, inputs: int) -> list[int | None]:
        layer = layer.layer if type(layer).__name__ == "TimeDistributed" else layer
        if self.is_model(layer):
            return self._vocabularies(self._graph(layer))
        size = layer.input_dim if type(layer).__name__ == "Embedding" else None
        return [size] * inputs


def _shape(tensor: Runtime) -> list[int | None]:
    return list(tensor._keras_shape)  # noqa: SLF001 - Keras 1 has no public name for it


def _single(shapes: list[list[int | None]]) -> Json:
    return shapes[0] if len(shapes) == 1 else shapes


def _reconcile(declared: Json, computed: list[int], rows: int) -> list[int | None]:
    """Return the computed shape, open where declared open: Keras 1 may declare another rank."""
    if isinstance(declared, list) and len(declared) == len(computed):
        return [None if d is None else c for d, c in zip(declared, computed, strict=True)]
    return [None if computed[:1] == [rows] else computed[0], *computed[1:]] if computed else []
