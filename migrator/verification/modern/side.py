"""The side that runs the result: models of Keras 3, as the comparison asks for them."""

from __future__ import annotations

import contextlib
import functools
import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification.modern.flow import ModernFlow
from migrator.verification.modern.runs import ModernRuns, compute_as_written, variables
from migrator.verification.script import draws, training

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.verification.objects import Json, Runtime
    from migrator.verification.script.observe import Observer

_LARGE = 5_000_000  # parameters; those of VGG16 take half a gigabyte


class ModernSide:
    """Keras 3, in its own words: Functional, `_inbound_nodes`, `tensor.shape`."""

    def __init__(self, observer: Observer, budget: training.Budget) -> None:
        self.keras: Runtime = importlib.import_module("keras")
        compute_as_written()
        operation: Runtime = importlib.import_module("keras.src.ops.operation")
        real: dict[str, Runtime] = {}
        for owner in self.keras.Model.__mro__[:-1]:
            real = (
                training.neutralise(owner, budget) | real
            )  # a subclass's own method is the one used
        observer.watch_operations(operation.Operation, self.is_model)
        observer.hide_models_of(self.keras.Sequential, "build")
        _leave_out_what_cannot_be_added(self.keras.Sequential)
        observer.watch_layers(self.keras.layers.Layer)
        self.layer_kinds: list[type] = [self.keras.layers.Layer]
        self.model_kinds: list[type] = []  # that one fails to compile must be told
        self.runs = ModernRuns(self.keras, real)
        self._save = real["save"]
        self.budget = budget
        self.budget.kept.tried = self._loads_again
        self.budget.state_of = lambda model: (_optimizer(model), _trainable(model))
        self.misplaced: set[int] = set()
        self.compiled: set[int] = set()
        self._initial: dict[int, list[np.ndarray]] = {}
        self._observer = observer
        draws.install(legacy=False)

    def _loads_again(self, model: Runtime, path: str, load: Runtime) -> bool:
        """Save and load a model of moderate size truly: Keras 3 may refuse what it has saved.

        Raises what Keras 3 raises. What is loaded is none of the models of the script.
        """
        if not self.has_graph(model) or model.count_params() > _LARGE:
            return False
        seen = len(self._observer.models)
        file = Path(f"saved-to-be-loaded{Path(path).suffix}")
        try:
            self._save(model, str(file))
            load(str(file))
        finally:
            del self._observer.models[seen:]
            file.unlink(missing_ok=True)
        return True

    def prefer(self, *, channels_first: bool) -> None:
        """Set the default order of image dimensions, as keras.json would have."""
        name = "channels_first" if channels_first else "channels_last"
        self.keras.config.set_image_data_format(name)

    @property
    def channels_first(self) -> bool:
        """Whether pictures are (channels, height, width) by default."""
        return bool(self.keras.config.image_data_format() == "channels_first")

    def is_model(self, value: Runtime) -> bool:
        """Tell models from tensors and everything else a builder may return."""
        return isinstance(value, self.keras.Model)

    def may_be_built(self, model: Runtime) -> bool:
        """Tell whether a model has layers that need but the shape of an input."""
        return isinstance(model, self.keras.Sequential) and hasattr(model, "built")

    def build(self, model: Runtime, inputs: list[Json]) -> None:
        """Build a model that was never told its input's shape with that of its counterpart."""
        if not model.built and model.layers:
            model.build(tuple(inputs[0]) if len(inputs) == 1 else [tuple(s) for s in inputs])

    def describe(self, model: Runtime) -> Json | None:
        """Say what the model is made of; None for one that has no layers or no input yet."""
        if not model.built or not self.has_graph(model):
            return None
        self._complete(model)
        leaves = self.layers_of(model)
        reads = ModernFlow(model, self.has_graph).reads(leaves)
        return {
            "class": type(model).__name__,
            "inputs": [list(t.shape) for t in model.inputs],
            "outputs": [list(t.shape) for t in model.outputs],
            "params": sum(map(_count, leaves)),
            "layers": [
                {**self._describe_layer(layer), "reads": read}
                for layer, read in zip(leaves, reads, strict=True)
            ],
        }

    def _complete(self, model: Runtime) -> None:
        """Have what is inside of layers built that only their first call builds.

        Keras 3 does not call a layer that tells its shape while a model is made of it.
        """
        if all(layer.built for layer in model._flatten_layers()):  # noqa: SLF001 - no public walk
            return
        shapes = [[size or 1 for size in tensor.shape] for tensor in model.inputs]
        given = [np.zeros(shape, "f4") for shape in shapes]
        with contextlib.suppress(Exception):  # it says what is wrong when it is run
            model(given if len(given) > 1 else given[0], training=False)

    def layers_of(self, model: Runtime) -> list[Runtime]:
        """Return the layers, in the order of their descriptions."""
        return list(self.leaves(model))

    def initial(self, layer: Runtime) -> list[np.ndarray]:
        """Return the weights a layer of any model had when the script had run."""
        if not self._initial:
            made = filter(self.has_graph, self._observer.models)
            layers = {id(one): one for model in made if model.built for one in self.leaves(model)}
            self._initial = {
                key: [np.array(v) for v in variables(one)] for key, one in layers.items()
            }
        return self._initial.get(id(layer), [])

    def is_compiled(self, model: Runtime) -> bool:
        """Tell whether a model has a loss to train with."""
        return bool(model.compiled) and getattr(model, "_compile_loss", None) is not None

    def restore(self, model: Runtime) -> None:
        """Set what is trainable as it was when the model, as last compiled, was first trained."""
        states = self.budget.states(model)
        flags = (found for optimizer, found in states if optimizer is _optimizer(model))
        for layer, trainable in next(flags, ()):
            layer.trainable = trainable

    def has_graph(self, value: Runtime) -> bool:
        """Tell models made of layers from those of a class with a `call` of its own.

        One whose making failed is neither.
        """
        made = self.is_model(value) and hasattr(value, "built")
        return made and bool(getattr(value, "inputs", None))

    def leaves(self, model: Runtime) -> Iterator[Runtime]:
        """Yield each layer once, those of nested models in their place, in order of use."""
        found: dict[int, Runtime] = {}

        def collect(container: Runtime) -> None:
            for layer in container.layers:
                if self.has_graph(layer):
                    collect(layer)
                elif not isinstance(layer, self.keras.layers.InputLayer):
                    found.setdefault(id(layer), layer)
                    if self.is_model(getattr(layer, "layer", None)):
                        collect(layer.layer)

        collect(model)
        return iter(sorted(found.values(), key=self._observer.position))

    def _describe_layer(self, layer: Runtime) -> Json:
        return {
            "name": layer.name,
            "class": type(layer).__name__,
            "shape": _output_shape(layer),
            "params": 0 if self.is_model(getattr(layer, "layer", None)) else _count(layer),
        }


def _leave_out_what_cannot_be_added(kind: Runtime) -> None:
    """Have a Sequential without the layer that it refuses, as older Keras had it."""
    real = kind.add

    @functools.wraps(real)
    def add(self: Runtime, layer: Runtime, rebuild: bool = True) -> None:  # noqa: FBT001, FBT002 - as Keras has it
        before = [*self._layers]
        try:
            real(self, layer, rebuild)
        except Exception:
            self._layers = before
            raise

    kind.add = add


def _count(layer: Runtime) -> int:
    return sum(int(np.prod(v.shape)) for v in variables(layer))


def _output_shape(layer: Runtime) -> Json:
    nodes = layer._inbound_nodes  # noqa: SLF001 - layer.output refuses a layer that is used twice
    if not nodes:
        return None
    shapes = [list(t.shape) for t in nodes[0].output_tensors]
    return shapes[0] if len(shapes) == 1 else shapes


def _optimizer(model: Runtime) -> Runtime:
    """Return the optimizer that the last `compile` gave a model, None if there was none."""
    return getattr(model, "optimizer", None)


def _trainable(model: Runtime) -> list[tuple[Runtime, bool]]:
    """Return what is trainable, containers before what they contain."""
    return [(layer, layer.trainable) for layer in model._flatten_layers()]  # noqa: SLF001 - no public walk
