"""Run and train models of tf_keras, which is to say eagerly."""

from __future__ import annotations

import contextlib
import importlib
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification.legacy import graphs
from migrator.verification.legacy.runs import alone, forget_states, name_of, numbers, real_method
from migrator.verification.rehearsal import Optimizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from migrator.verification.legacy.runs import Arrays, Real
    from migrator.verification.objects import Runtime


class EagerRuns:
    """tf_keras: TensorFlow 2, so models are functions."""

    def __init__(self, keras: Runtime, real: Real) -> None:
        self.keras = keras
        self._real = real

    def run(
        self, graph: Runtime, x: Arrays, watched: Sequence[Runtime], *, training: bool = False
    ) -> tuple[Arrays, Sequence[np.ndarray | None]]:
        """Return the outputs, and what each of the watched layers gives first."""
        forget_states(graph)
        model = self.keras.Model(list(graph.inputs), list(graph.outputs))
        with self._watching(watched) as given:
            outputs = [np.array(a) for a in graphs.flat(model(x, training=training))]
        return outputs, [given.get(id(layer)) for layer in watched]

    @contextlib.contextmanager
    def _watching(self, watched: Sequence[Runtime]) -> Iterator[dict[int, np.ndarray]]:
        """Note what layers give, also those of models inside of the model."""
        owner, known = self.keras.layers.Layer, {id(layer) for layer in watched}
        call, tensorflow = owner.__call__, importlib.import_module("tensorflow")
        given: dict[int, np.ndarray] = {}

        def noting(layer: Runtime, *args: Runtime, **kwargs: Runtime) -> Runtime:
            answer = call(layer, *args, **kwargs)
            if id(layer) in known and tensorflow.is_tensor(answer):
                given.setdefault(id(layer), np.array(answer))
            return answer

        owner.__call__ = noting
        try:
            yield given
        finally:
            owner.__call__ = call

    def losses(self, graph: Runtime) -> list[str] | None:
        """Return the name of the loss of each output; None for a model that is not compiled."""
        loss = getattr(graph, "loss", None)
        if loss is None or getattr(graph, "optimizer", None) is None:
            return None
        many = len(graph.outputs)
        if isinstance(loss, dict):
            loss = [loss.get(name) for name in graph.output_names]
        return [name_of(one) for one in (loss if isinstance(loss, list) else [loss] * many)]

    def logged(self, graph: Runtime) -> list[str]:
        """Return what the loss and the metrics are called in logs."""
        return [str(name) for name in graph.metrics_names]

    def train(
        self, graph: Runtime, x: Arrays, y: Arrays, weights: Sequence[Runtime]
    ) -> tuple[list[float], Arrays]:
        """Return the loss and the metrics, and how plain SGD with a rate of 1 moves the weights."""
        own, before = graph.optimizer, [weight.numpy() for weight in weights]
        graph.optimizer, graph.train_function = self.keras.optimizers.SGD(1.0), None
        try:
            values = numbers(self._call("train_on_batch", graph, x, y))
        finally:
            graph.optimizer, graph.train_function = own, None
        return values, [old - w.numpy() for old, w in zip(before, weights, strict=True)]

    def test(self, graph: Runtime, x: Arrays, y: Arrays) -> list[float]:
        """Return the loss and the metrics."""
        return numbers(self._call("test_on_batch", graph, x, y))

    def _call(self, name: str, graph: Runtime, x: Arrays, y: Arrays) -> Runtime:
        forget_states(graph)
        return real_method(self._real, graph, name)(graph, alone(x), alone(y))

    def optimizer(self, graph: Runtime) -> Optimizer:
        """Return the model's own optimizer, to be rehearsed."""
        return Optimizer(graph.optimizer, importlib.import_module("tensorflow").Variable)

    def collected(self, graph: Runtime) -> Sequence[Runtime]:
        """Return the weights that training moves."""
        found: Sequence[Runtime] = graph.trainable_weights
        return found
