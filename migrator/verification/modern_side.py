"""The side that runs the result: describe Keras 3 models, carry the weights over, compare."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import align, means, probe, training, transplant
from migrator.verification.keras_bias import biases_added_by_broadcasting, could_be_misplaced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from migrator.verification.objects import Json, Runtime
    from migrator.verification.observe import Observer

#: Largest difference that still counts as equal, for outputs of size 1; larger ones in proportion.
#: Equal models of every kind of layer were measured to differ by at most 4e-6.
TOLERANCE = 1e-5
#: How many times the original's own reaction to rounding is forgiven.
_ROUNDING = 10.0


class ModernSide:
    """Keras 3, in its own words: Functional, `_inbound_nodes`, `tensor.shape`."""

    def __init__(self, observer: Observer, budget: training.Budget) -> None:
        self.keras: Runtime = importlib.import_module("keras")
        operation: Runtime = importlib.import_module("keras.src.ops.operation")
        real: dict[str, Runtime] = {}
        for owner in self.keras.Model.__mro__[:-1]:
            real = (
                training.neutralise(owner, budget) | real
            )  # a subclass's own method is the one used
        observer.watch_operations(operation.Operation, self.is_model)
        observer.hide_models_of(self.keras.Sequential, "build")
        observer.watch_layers(self.keras.layers.Layer)
        self._predict = real["predict"]
        errors: Runtime = importlib.import_module("tensorflow").errors
        self._refusals = (errors.UnimplementedError, errors.InvalidArgumentError)
        self._observer = observer
        means.install(legacy=False)

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

    def build(self, model: Runtime, inputs: list[Json]) -> None:
        """Build a model that was never told its input's shape with that of its counterpart."""
        if not model.built and model.layers:
            model.build(tuple(inputs[0]) if len(inputs) == 1 else [tuple(s) for s in inputs])

    def describe(self, model: Runtime) -> Json | None:
        """Say what the model is made of; None for one that has no layers or no input yet."""
        if not model.built or not model.inputs:
            return None
        return {
            "class": type(model).__name__,
            "inputs": [list(t.shape) for t in model.inputs],
            "outputs": [list(t.shape) for t in model.outputs],
            "params": sum(_count(layer) for layer in self._leaves(model)),
            "layers": [self._describe_layer(layer) for layer in self._leaves(model)],
        }

    def compare(self, model: Runtime, old: Json, new: Json, index: int, path: Path) -> Json:
        """Give the model the weights of its counterpart and compare what they compute."""
        pairs = align.pair_layers(old["layers"], new["layers"])
        problem = self._transplant(list(self._leaves(model)), old["layers"], pairs, index)
        if problem:
            return {"problem": problem}
        with np.load(path) as stored:
            arrays = dict(stored)
        x = [arrays[f"x{i}"] for i in range(len(old["inputs"]))]
        y = [arrays[f"y{i}"] for i in range(len(old["outputs"]))]
        return self.compare_outputs(model, x, y, old["rounding"])

    def layers_of(self, model: Runtime) -> list[Runtime]:
        """Return the layers, in the order of their descriptions."""
        return list(self._leaves(model))

    def compare_outputs(
        self, model: Runtime, x: list[np.ndarray], y: list[np.ndarray], rounding: float = 0.0
    ) -> Json:
        """Compare what the model computes from `x` with the original's `y`."""
        allowed = max(_tolerance(y), _ROUNDING * rounding)
        model.jit_compile = False  # XLA on a CPU gains nothing here and takes its time
        found = self._outputs(model, x)
        difference, problem = _difference(y, found)
        note = _run_with(model)
        if difference is not None and difference > allowed and could_be_misplaced(model):
            with biases_added_by_broadcasting():
                repaired, _ = _difference(y, self._outputs(model, x))
            if repaired is not None and repaired <= allowed:
                note = _MISPLACED.format(difference=difference)
                difference = repaired
        if difference is not None and difference > allowed:
            again, _ = _difference(found, self._outputs(model, x))
            problem = "the outputs are random, in Keras 3 only" if again else problem
        elif difference is not None and difference > _tolerance(y):
            note = f"the original itself moves by {rounding:.2g} when its weights move by rounding"
        elif not any(np.isfinite(a).any() for a in y):
            note = "no output is a finite number on either side: only shapes compared"
        return {"difference": difference, "allowed": allowed, "problem": problem, "note": note}

    def _outputs(self, model: Runtime, x: list[np.ndarray]) -> list[np.ndarray]:
        """Predict as a user would, compiled: eager execution has a bias bug of its own."""
        try:
            return self._predict_once(model, x)
        except self._refusals:
            # On some processors TensorFlow has no channels_first convolution; XLA has it on all.
            if model.jit_compile:
                raise
            model.jit_compile = True
            return self._predict_once(model, x)

    def _predict_once(self, model: Runtime, x: list[np.ndarray]) -> list[np.ndarray]:
        _forget_states(model)
        model.predict_function = None
        y = self._predict(model, x if len(x) > 1 else x[0], batch_size=len(x[0]), verbose=0)
        return list(y) if isinstance(y, list | tuple) else [y]

    def _leaves(self, model: Runtime) -> Iterator[Runtime]:
        """Yield each layer once, those of nested models in their place, in order of use."""
        found: dict[int, Runtime] = {}

        def collect(container: Runtime) -> None:
            for layer in container.layers:
                if self.is_model(layer):
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

    def _transplant(
        self,
        leaves: list[Runtime],
        old: list[Json],
        pairs: list[tuple[int | None, int | None]],
        index: int,
    ) -> str:
        """Set the weights; return what makes that impossible, or nothing."""
        for i, j in pairs:
            if i is None or not old[i]["weights"]:
                continue
            if j is None:
                return f"no Keras 3 layer takes the weights of {old[i]['name']}"
            drawn = probe.weights(old[i], (index, i))
            arrays = transplant.convert(old[i]["class"], old[i]["config"], drawn)
            problem = give(leaves[j], old[i]["name"], arrays)
            if problem:
                return problem
        return ""


def give(layer: Runtime, name: str, arrays: list[np.ndarray]) -> str:
    """Set a layer's weights to those of its counterpart `name`; return why they do not fit."""
    variables = _variables(layer)
    wanted, got = [list(v.shape) for v in variables], [list(a.shape) for a in arrays]
    if wanted != got:
        return (
            f"the weights of {name} do not fit {layer.name}: "
            f"the original has {got}, Keras 3 wants {wanted}"
        )
    for variable, array in zip(variables, arrays, strict=True):
        variable.assign(array)
    return ""


_MISPLACED = (
    "Keras 3 itself adds a channels_first bias along the wrong axis where the number of filters "
    "equals the last side: its own output differs by {difference:.2g}; with that undone the models "
    "agree"
)


def _tolerance(y: list[np.ndarray]) -> float:
    """Return what may differ: a share of the largest output, or of 1 where outputs are smaller."""
    scale = max((float(np.abs(a[np.isfinite(a)]).max(initial=0)) for a in y), default=0.0)
    return TOLERANCE * max(scale, 1.0)


def _run_with(model: Runtime) -> str:
    if not model.jit_compile:
        return ""
    return "run with jit_compile=True: this TensorFlow has no channels_first convolution on the CPU"


def _difference(y: list[np.ndarray], found: list[np.ndarray]) -> tuple[float | None, str]:
    """Return the largest absolute difference, or what makes the outputs incomparable."""
    shapes = [list(a.shape) for a in y], [list(np.shape(a)) for a in found]
    if shapes[0] != shapes[1]:
        return None, f"Keras 1 computes outputs of shape {shapes[0]}, Keras 3 {shapes[1]}"
    largest = 0.0
    for a, b in zip(y, found, strict=True):
        if not np.array_equal(np.isfinite(a), np.isfinite(b)):
            return None, "the outputs are not finite in different places"
        finite = np.isfinite(a)
        gap = np.abs(np.asarray(a, "f8")[finite] - np.asarray(b, "f8")[finite])
        largest = max(largest, float(gap.max(initial=0)))
    return largest, ""


def _forget_states(model: Runtime) -> None:
    for layer in model.layers:
        if getattr(layer, "stateful", False) and hasattr(layer, "reset_states"):
            layer.reset_states()


def _variables(layer: Runtime) -> list[Runtime]:
    """Return what holds knowledge: Keras 3 counts the state of a stateful layer as a weight too."""
    return [w for w in layer.weights if not w.path.rpartition("/")[2].startswith("rnn_state")]


def _count(layer: Runtime) -> int:
    return sum(int(np.prod(v.shape)) for v in _variables(layer))


def _output_shape(layer: Runtime) -> Json:
    nodes = layer._inbound_nodes  # noqa: SLF001 - layer.output refuses a layer that is used twice
    if not nodes:
        return None
    shapes = [list(t.shape) for t in nodes[0].output_tensors]
    return shapes[0] if len(shapes) == 1 else shapes
