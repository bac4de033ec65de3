"""Run and train models of Keras 3."""

from __future__ import annotations

import contextlib
import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from migrator.verification.legacy import graphs
from migrator.verification.rehearsal import Optimizer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from migrator.verification.objects import Runtime

Arrays = list[np.ndarray]
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Computed:
    """What a model computes: its outputs, and by their places in lists what is behind them.

    traces: what each watched layer gives first. behind: what a bounded function made an output of.
    """

    outputs: Arrays
    traces: dict[int, np.ndarray]
    behind: dict[int, np.ndarray]


class ModernRuns:
    """What a comparison needs of Keras 3, on TensorFlow."""

    def __init__(self, keras: Runtime, real: dict[str, Callable[..., Runtime]]) -> None:
        self.keras = keras
        self._real = real
        self._made: dict[tuple[object, ...], Callable[..., Runtime]] = {}
        self._tensorflow: Runtime = importlib.import_module("tensorflow")
        errors = self._tensorflow.errors
        self._refusals = (errors.UnimplementedError, errors.InvalidArgumentError)

    def predict(self, model: Runtime, x: Arrays) -> Arrays:
        """Predict as a user would, compiled: eager execution has a bias bug of its own."""

        def predict() -> Arrays:
            given = self._real["predict_on_batch"](model, _alone(x))
            return [np.asarray(array) for array in graphs.flat(given)]

        return self._compiled(model, predict)

    def forward(
        self, model: Runtime, x: Arrays, watched: list[Runtime], *, training: bool
    ) -> Computed:
        """Return the outputs, and what the watched layers give."""

        def forward() -> Computed:
            run = self._forward(model, watched, training=training)
            outputs, *more = run([self._tensorflow.constant(array) for array in x])
            traces, behind = ({n: np.asarray(t) for n, t in given.items()} for given in more)
            return Computed([np.asarray(a) for a in outputs], traces, behind)

        return self._compiled(model, forward)

    def _forward(
        self, model: Runtime, watched: list[Runtime], *, training: bool
    ) -> Callable[..., Runtime]:
        key = (id(model), bool(watched), training, model.jit_compile)
        numbers = {id(layer): number for number, layer in enumerate(watched)}

        def run(
            arrays: list[Runtime],
        ) -> tuple[list[Runtime], dict[int, Runtime], dict[int, Runtime]]:
            with self._tracing(numbers) as given:
                outputs = graphs.flat(model(_alone(arrays), training=training))
            here = self._tensorflow.compat.v1.get_default_graph()
            traces = {n: t for n, t in given.items() if t.graph is here}
            ends = enumerate(map(graphs.before_its_end, outputs)) if watched else ()
            return outputs, traces, {k: t for k, t in ends if t is not None}

        if key not in self._made:
            function = self._tensorflow.function  # Keras's own has no code converted either
            self._made[key] = function(run, jit_compile=model.jit_compile, autograph=False)
        return self._made[key]

    def forget(self, model: Runtime) -> None:
        """Trace the model anew when it is next run: what it calls has changed."""
        model.predict_function = model.test_function = model.train_function = None
        self._made = {key: made for key, made in self._made.items() if key[0] != id(model)}

    @contextlib.contextmanager
    def _tracing(self, numbers: dict[int, int]) -> Iterator[dict[int, Runtime]]:
        given: dict[int, Runtime] = {}
        owner = self.keras.layers.Layer
        call = owner.__call__

        def traced(layer: Runtime, *args: Runtime, **kwargs: Runtime) -> Runtime:
            answer = call(layer, *args, **kwargs)
            if id(layer) in numbers and self._tensorflow.is_tensor(answer):
                given.setdefault(numbers[id(layer)], answer)
            return answer

        owner.__call__ = traced
        try:
            yield given
        finally:
            owner.__call__ = call

    def train(self, model: Runtime, x: Arrays, y: Arrays) -> dict[str, float]:
        """Train one step with plain SGD and a rate of 1; return the loss and the metrics."""
        own = model.optimizer

        def train() -> dict[str, float]:
            model.optimizer, model.train_function = self.keras.optimizers.SGD(1.0), None
            model.reset_metrics()
            return self._call("train_on_batch", model, x, y)

        try:
            return self._compiled(model, train)
        finally:
            model.optimizer, model.train_function = own, None

    def test(self, model: Runtime, x: Arrays, y: Arrays) -> dict[str, float]:
        """Return the loss and the metrics."""

        def test() -> dict[str, float]:
            model.reset_metrics()
            return self._call("test_on_batch", model, x, y)

        return self._compiled(model, test)

    def _call(self, name: str, model: Runtime, x: Arrays, y: Arrays) -> dict[str, float]:
        logs = self._real[name](model, _alone(x), _alone(y), return_dict=True)
        names = [key for key in model.get_metrics_result() if key in logs]  # as they were compiled
        losses = {f"{output}_loss" for output in getattr(model, "output_names", ())}
        names.sort(key=lambda name: (name != "loss", name not in losses))  # as Keras 1 and 2 did
        return {key: float(np.asarray(logs[key])) for key in names}

    def _compiled(self, model: Runtime, action: Callable[[], Answer]) -> Answer:
        """Run without XLA, unless this TensorFlow cannot.

        On some processors it has no channels_first convolution; XLA has it on all.
        """
        forget_states(model)
        try:
            return action()
        except self._refusals:
            if model.jit_compile:
                raise
            model.jit_compile = True
            self.forget(model)
            return action()

    def optimizer(self, model: Runtime) -> Optimizer:
        """Return the model's own optimizer, to be rehearsed."""
        return Optimizer(model.optimizer, self.keras.Variable)


def compute_as_written() -> None:
    """Keep TensorFlow from rewriting each graph before it is run, here as in the legacy adapter.

    What is run a few times gains nothing by it, and rewriting costs a fifth of a verification.
    """
    tensorflow: Runtime = importlib.import_module("tensorflow")
    tensorflow.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})


def variables(layer: Runtime) -> list[Runtime]:
    """Return what holds knowledge: Keras 3 counts the state of a stateful layer as a weight too."""
    return [w for w in layer.weights if not w.path.rpartition("/")[2].startswith("rnn_state")]


def give(layer: Runtime, name: str, arrays: list[np.ndarray]) -> str:
    """Set a layer's weights to those of its counterpart `name`; return why they do not fit."""
    own = variables(layer)
    wanted, got = [list(v.shape) for v in own], [list(a.shape) for a in arrays]
    if wanted != got:
        return (
            f"the weights of {name} do not fit {layer.name}: "
            f"the original has {got}, Keras 3 wants {wanted}"
        )
    for variable, array in zip(own, arrays, strict=True):
        variable.assign(array)
    return ""


def forget_states(model: Runtime) -> None:
    """Let stateful layers begin anew."""
    for layer in model.layers:
        if getattr(layer, "stateful", False) and hasattr(layer, "reset_states"):
            layer.reset_states()


def _alone(arrays: list[Runtime]) -> Runtime:
    return arrays if len(arrays) > 1 else arrays[0]
