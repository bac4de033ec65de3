"""Run and train models of Keras 1 and 2, which is to say in graph mode."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol

import numpy as np

from migrator.verification.rehearsal import LegacyOptimizer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from migrator.verification.objects import Runtime
    from migrator.verification.rehearsal import Optimizer

Arrays = list[np.ndarray]
Real = dict[tuple[type, str], "Callable[..., Runtime]"]


class Runs(Protocol):
    """What a measurement needs of a Keras. A graph is a model that has nodes."""

    def run(
        self, graph: Runtime, x: Arrays, watched: Sequence[Runtime], *, training: bool = False
    ) -> tuple[Arrays, Sequence[np.ndarray | None]]:
        """Return the outputs, and the values of what is watched, where there are some."""

    def losses(self, graph: Runtime) -> list[str] | None:
        """Return the name of the loss of each output; None for a model that is not compiled."""

    def logged(self, graph: Runtime) -> list[str]:
        """Return what the loss and the metrics are called in logs."""

    def train(
        self, graph: Runtime, x: Arrays, y: Arrays, weights: Sequence[Runtime]
    ) -> tuple[list[float], Arrays]:
        """Return the loss and the metrics, and how plain SGD with a rate of 1 moves the weights."""

    def test(self, graph: Runtime, x: Arrays, y: Arrays) -> list[float]:
        """Return the loss and the metrics."""

    def optimizer(self, graph: Runtime) -> LegacyOptimizer | Optimizer:
        """Return the model's own optimizer, to be rehearsed."""

    def collected(self, graph: Runtime) -> Sequence[Runtime]:
        """Return the weights that training moves."""


class GraphRuns:
    """Keras 1 and 2: placeholders, a session, and a train function made when first needed."""

    def __init__(self, keras: Runtime, function: Callable[..., Runtime], real: Real) -> None:
        self.backend: Runtime = importlib.import_module("keras.backend")
        self.keras = keras
        self._function = function
        self._real = real
        self._made: dict[tuple[int, ...], Callable[..., Runtime]] = {}

    def _made_once(
        self, key: tuple[int, ...], make: Callable[[], Callable[..., Runtime]]
    ) -> Callable[..., Runtime]:
        """Return what was made for these objects before: TensorFlow prepares each graph anew."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def run(
        self, graph: Runtime, x: Arrays, watched: Sequence[Runtime], *, training: bool = False
    ) -> tuple[Arrays, Arrays]:
        """Return the outputs, and the values of the watched tensors."""
        forget_states(graph)
        inputs: list[Runtime] = list(graph.inputs)
        values: list[Runtime] = list(x)
        phase = self.backend.learning_phase()
        if not isinstance(phase, int):
            inputs, values = [*inputs, phase], [*values, int(training)]
        outputs = [*graph.outputs, *watched]
        function = self._made_once(
            tuple(map(id, [*inputs, *outputs])), lambda: self._function(inputs, outputs)
        )
        computed = function(values)
        many = len(graph.outputs)
        return computed[:many], computed[many:]

    def losses(self, graph: Runtime) -> list[str] | None:
        """Return the name of the loss of each output; None for a model that is not compiled."""
        functions = getattr(graph, "loss_functions", None)
        return None if functions is None else [name_of(function) for function in functions]

    def logged(self, graph: Runtime) -> list[str]:
        """Return what the loss and the metrics are called in logs."""
        return [str(name) for name in graph.metrics_names]

    def train(
        self, graph: Runtime, x: Arrays, y: Arrays, weights: Sequence[Runtime]
    ) -> tuple[list[float], Arrays]:
        """Return the loss and the metrics, and how plain SGD with a rate of 1 moves the weights.

        Its own updates would race: TensorFlow 1 may move a weight before another's gradient reads
        it. So gradients are computed, and only moving averages are really moved.
        """
        forget_states(graph)
        backend = self.backend
        before = [np.array(backend.get_value(weight)) for weight in weights]
        trained = list(self.collected(graph))
        values, computed = self._run_training(graph, x, y, trained)
        by_gradient = dict(zip(map(id, trained), computed, strict=True))
        moved = []
        for weight, old in zip(weights, before, strict=True):
            away = by_gradient.get(id(weight))
            moved.append(old - np.array(backend.get_value(weight)) if away is None else away)
        return values, moved

    def _training(self, graph: Runtime, trained: Sequence[Runtime]) -> Callable[..., Runtime]:
        """Return the function that computes what is logged, and how weights would move."""
        gradients = self.backend.gradients(graph.total_loss, trained)
        moves = [self._move(graph, w, g) for w, g in zip(trained, gradients, strict=True)]
        measured, counted = _metrics(graph)
        outputs = [graph.total_loss, *measured, *moves]
        made: Callable[..., Runtime] = self._function(
            self._fed(graph), outputs, updates=[*graph.updates, *counted]
        )
        return made

    def _fed(self, graph: Runtime) -> list[Runtime]:
        """Return what is fed to a model to train it."""
        inputs: list[Runtime] = []
        for name in ("inputs", "targets", "sample_weights"):
            inputs += getattr(graph, f"_feed_{name}", None) or getattr(graph, name)
        phase = self.backend.learning_phase()
        return inputs if isinstance(phase, int) else [*inputs, phase]

    def _move(self, graph: Runtime, weight: Runtime, gradient: Runtime) -> Runtime:
        """Return by how much a weight moves: its gradient, unless a constraint holds it back."""
        constraints = getattr(graph, "constraints", None) or {}
        constraint = constraints.get(weight) if isinstance(constraints, dict) else None
        constraint = constraint or getattr(weight, "constraint", None)
        gradient = importlib.import_module("tensorflow").convert_to_tensor(gradient)
        if constraint is None:
            return gradient
        return weight - constraint(weight - gradient)

    def _run_training(
        self, graph: Runtime, x: Arrays, y: Arrays, trained: Sequence[Runtime]
    ) -> tuple[list[float], Arrays]:
        given = graph._standardize_user_data(alone(x), alone(y))  # noqa: SLF001 - as train_on_batch does
        values = [array for part in given[:3] for array in part]
        if not isinstance(self.backend.learning_phase(), int):
            values = [*values, 1]
        key = (id(graph), id(graph.total_loss))
        computed = self._made_once(key, lambda: self._training(graph, trained))(values)
        many = 1 + len(_metrics(graph)[0])
        return [float(value) for value in computed[:many]], computed[many:]

    def test(self, graph: Runtime, x: Arrays, y: Arrays) -> list[float]:
        """Return the loss and the metrics."""
        forget_states(graph)
        return numbers(self._call("test_on_batch", graph, x, y))

    def _call(self, name: str, graph: Runtime, x: Arrays, y: Arrays) -> Runtime:
        return real_method(self._real, graph, name)(graph, alone(x), alone(y))

    def optimizer(self, graph: Runtime) -> LegacyOptimizer:
        """Return the model's own optimizer, to be rehearsed."""
        return LegacyOptimizer(graph.optimizer, self.backend)

    def collected(self, graph: Runtime) -> Sequence[Runtime]:
        """Return the weights that training moves: settled when the model is compiled."""
        found: Sequence[Runtime] = getattr(graph, "_collected_trainable_weights", None) or (
            graph.trainable_weights
        )
        return found


def _metrics(graph: Runtime) -> tuple[list[Runtime], list[Runtime]]:
    """Return what is logged of a batch beside the loss, and what Keras 2.3 counts for it."""
    if hasattr(graph, "metrics_tensors"):
        return graph.metrics_tensors, []
    metrics = [m for m in graph._get_training_eval_metrics() if hasattr(m, "_call_result")]  # noqa: SLF001 - as train_on_batch does
    return [m._call_result for m in metrics], [u for m in metrics for u in m.updates]  # noqa: SLF001 - the same


class Keras0Runs(GraphRuns):
    """Keras 0: training has tensors of its own, and its models no nodes; it is not trained here."""

    def __init__(self, keras: Runtime, backend: Runtime, function: Callable[..., Runtime]) -> None:
        self.backend = backend
        self.keras = keras
        self._function = function

    def run(
        self, graph: Runtime, x: Arrays, watched: Sequence[Runtime], *, training: bool = False
    ) -> tuple[Arrays, Arrays]:
        """Return the outputs, and the values of the watched tensors."""
        if training:
            raise NotImplementedError
        computed = self._function(list(graph.inputs), [*graph.outputs, *watched])(list(x))
        many = len(graph.outputs)
        return computed[:many], computed[many:]

    def losses(self, _graph: Runtime) -> None:
        """Leave training alone."""
        raise NotImplementedError("training of Keras 0 is not compared")


def real_method(real: Real, model: Runtime, name: str) -> Callable[..., Runtime]:
    """Return the method that was neutralised in the nearest class of a model."""
    return next(real[owner, name] for owner in type(model).__mro__ if (owner, name) in real)


def forget_states(graph: Runtime) -> None:
    """Let stateful layers begin anew, and the metrics of Keras 2.3, which add up batches."""
    if getattr(graph, "stateful", False):
        graph.reset_states()
    if hasattr(graph, "reset_metrics") and getattr(graph, "optimizer", None) is not None:
        graph.reset_metrics()


def alone(arrays: Arrays) -> Runtime:
    """Return what a method of a model takes for some arrays: one by itself."""
    return arrays if len(arrays) > 1 else arrays[0]


def numbers(answer: Runtime) -> list[float]:
    """Return the loss and the metrics, which may be one number, as a list."""
    return [float(number) for number in np.atleast_1d(np.asarray(answer, "f8"))]


def name_of(function: Runtime) -> str:
    """Return what a loss is called."""
    if isinstance(function, str):
        return function
    return str(getattr(function, "__name__", None) or getattr(function, "name", ""))
