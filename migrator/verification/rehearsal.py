"""Try out what steers training - optimizers and callbacks - on numbers that both sides share.

Training itself is skipped, so what an optimizer does with gradients and what a callback does with
losses is rehearsed: the trajectory of two small variables, and forty epochs of invented logs.
"""

from __future__ import annotations

import importlib
import inspect
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import probe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from migrator.verification.objects import Json, Runtime

#: Every trajectory uses this learning rate; what rate an optimizer has, and when, is asked apart.
RATE = 0.01
STEPS = (0, 1, 10, 100, 1_000, 10_000, 100_000)
EPOCHS = 40
_REHEARSED = ("EarlyStopping", "ReduceLROnPlateau", "LearningRateScheduler", "ModelCheckpoint")


class LegacyOptimizer:
    """An optimizer of Keras 0, 1 or 2, which makes updates from a loss."""

    def __init__(self, optimizer: Runtime, backend: Runtime) -> None:
        self.optimizer = optimizer
        self.backend = backend

    def describe(self) -> Json:
        """Return its class, its rates at `STEPS`, and what no trajectory reveals."""
        return {
            "class": type(self.optimizer).__name__,
            "rates": self._rates(),
            "epsilon": _number(getattr(self.optimizer, "epsilon", None)),
        }

    def rate(self) -> float | None:
        """Return the learning rate it has now, decay apart."""
        return self._value("lr")

    def set_rate(self, rate: float) -> None:
        """Give it another learning rate, decay apart."""
        self._set({"lr": rate})

    def _rates(self) -> list[float] | None:
        rate = self.rate()
        decay = self._value("decay") or 0.0
        return None if rate is None else [rate / (1.0 + decay * step) for step in STEPS]

    def _value(self, name: str) -> float | None:
        value = getattr(self.optimizer, name, None)
        if value is None or isinstance(value, int | float):
            return None if value is None else float(value)
        return float(self.backend.get_value(value))

    def trajectory(self) -> list[np.ndarray]:
        """Return how far two variables are moved after each step, at `RATE`."""
        own = {name: self._value(name) for name in ("lr", "decay")}
        self._set({"lr": RATE, "decay": 0.0})
        try:
            return self._path()
        finally:
            self._set(own)

    def _set(self, values: dict[str, float | None]) -> None:
        for name, value in values.items():
            variable = getattr(self.optimizer, name, None)
            if value is not None and variable is not None and not isinstance(variable, int | float):
                self.backend.set_value(variable, value)

    def _path(self) -> list[np.ndarray]:
        backend, steps = self.backend, probe.gradients()
        variables = [backend.variable(np.ones(g.shape)) for g in steps[0]]
        given = [backend.placeholder(shape=g.shape) for g in steps[0]]
        loss = sum(backend.sum(v * g) for v, g in zip(variables, given, strict=True))
        updates = [u for u in self._updates(variables, loss) if not self._counts(u)]
        run = backend.function(given, [loss], updates=updates)
        path = []
        for number, gradients in enumerate(steps):
            if hasattr(self.optimizer, "iterations"):  # of one that models share, from the start
                backend.set_value(self.optimizer.iterations, number)
            run(gradients)
            path += [np.array(backend.get_value(v)) - 1.0 for v in variables]
        return path

    def _counts(self, update: Runtime) -> bool:
        """Tell whether an update counts the steps: TensorFlow 1 may do so before they are read."""
        if isinstance(update, tuple):
            return update[0] is getattr(self.optimizer, "iterations", None)
        return str(getattr(getattr(update, "op", update), "type", "")).startswith("AssignAdd")

    def _updates(self, variables: list[Runtime], loss: Runtime) -> Runtime:
        get_updates = self.optimizer.get_updates
        if "constraints" in inspect.signature(get_updates).parameters:
            return get_updates(variables, {}, loss)
        return get_updates(params=variables, loss=loss)


class Optimizer:
    """An optimizer of Keras 3 or tf_keras, which is given gradients."""

    def __init__(self, optimizer: Runtime, variable: Callable[[np.ndarray], Runtime]) -> None:
        self.optimizer = optimizer
        self._variable = variable

    def describe(self) -> Json:
        """Return its class, its rates at `STEPS`, and what no trajectory reveals."""
        return {
            "class": type(self.optimizer).__name__,
            "rates": self._rates(),
            "epsilon": _number(getattr(self.optimizer, "epsilon", None)),
        }

    def rate(self) -> float | None:
        """Return the learning rate it has now."""
        rate = getattr(self.optimizer, "learning_rate", None)
        return None if rate is None else float(np.array(rate))

    def set_rate(self, rate: float) -> None:
        """Give it another learning rate, unless a schedule says it."""
        if not callable(getattr(self.optimizer, "_learning_rate", None)):
            self.optimizer.learning_rate = rate

    def _rates(self) -> list[float] | None:
        rate = getattr(self.optimizer, "_learning_rate", None)
        if callable(rate) and len(inspect.signature(rate).parameters):
            return [float(np.array(rate(step))) for step in STEPS]
        constant = self.rate()
        return None if constant is None else [constant] * len(STEPS)

    def trajectory(self) -> list[np.ndarray]:
        """Return how far two variables are moved after each step, at `RATE`."""
        config = self.optimizer.get_config()
        if "learning_rate" in config:
            config["learning_rate"] = RATE
        fresh = type(self.optimizer).from_config(config)
        steps = probe.gradients()
        variables = [self._variable(np.ones(g.shape, "f4")) for g in steps[0]]
        path = []
        for gradients in steps:
            fresh.apply_gradients(list(zip(map(self._constant, gradients), variables, strict=True)))
            path += [np.array(v) - 1.0 for v in variables]
        return path

    @staticmethod
    def _constant(gradient: np.ndarray) -> Runtime:
        tensorflow: Runtime = importlib.import_module("tensorflow")
        return tensorflow.constant(gradient)


#: Keras 3 insists on endings of its own.
_ENDING = re.compile(r"(\.(h5|hdf5|hdf|keras|weights|model))+$")


def _number(value: Runtime) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def logs(names: Sequence[str], like: Sequence[str]) -> list[dict[str, float]]:
    """Invent what is logged: improving, then tiny improvements, then worse, then improving again.

    names: what this side calls the loss and the metrics. like: what the original calls them, which
    decides whether they rise or fall.
    """
    curve = [*np.linspace(1.0, 0.5, 4), *(0.5 - 3e-5 * np.arange(1, 9)), *np.full(20, 0.52), 0.4]
    curve += [0.41] * (EPOCHS - len(curve))
    return [
        {
            prefix + name: float(1.0 - value if "acc" in original else value)
            for name, original in zip(names, like, strict=False)
            for prefix in ("", "val_")
        }
        for value in curve
    ]


def callbacks(
    model: Runtime,
    used: Sequence[Runtime],
    epochs: list[dict[str, float]],
    optimizer: LegacyOptimizer | Optimizer,
    saved: list[str],
) -> list[Json]:
    """Let each callback of Keras's own live through `EPOCHS` epochs, and say what it did.

    epochs: see `logs`. optimizer: the model's own; each callback finds it at the rate it has now.
    saved: where neutralised saving leaves the names of files.
    """
    rate, told = optimizer.rate(), []
    for callback in used:
        if _kind(callback) in _REHEARSED:
            told.append(_rehearsed(callback, model, epochs, optimizer.rate, saved))
            if rate is not None:
                optimizer.set_rate(rate)
    return told


def _kind(callback: Runtime) -> str:
    """Return the class of Keras's that a callback is of, or derives from."""
    names = [kind.__name__ for kind in type(callback).__mro__]
    return next((name for name in names if name in _REHEARSED), "")


def _rehearsed(
    callback: Runtime,
    model: Runtime,
    epochs: list[dict[str, float]],
    rate: Callable[[], float | None],
    saved: list[str],
) -> Json:
    del saved[:]
    told: Json = {"class": _kind(callback), "stopped": None, "rates": [], "files": []}
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            _live(callback, model, epochs, rate, told)
        except Exception as error:  # noqa: BLE001 - that is what would end the training
            told["failure"] = f"{type(error).__name__}: {error}"[:200]
    told["files"] = [_ENDING.sub("", Path(name).name) for name in saved]
    told["warned"] = any("available" in str(warning.message) for warning in said)
    return told


def _live(
    callback: Runtime,
    model: Runtime,
    epochs: list[dict[str, float]],
    rate: Callable[[], float | None],
    told: Json,
) -> None:
    set_model = getattr(callback, "set_model", None) or callback._set_model  # noqa: SLF001 - Keras 1.0
    set_model(model)
    if hasattr(callback, "filepath"):  # Keras 3 makes its folder, which may be anywhere
        callback.filepath = Path(callback.filepath).name
    model.stop_training = False
    callback.on_train_begin({})
    for epoch, logged in enumerate(epochs):
        callback.on_epoch_begin(epoch, {})
        callback.on_epoch_end(epoch, dict(logged))
        told["rates"].append(rate())
        if model.stop_training:
            told["stopped"] = epoch
            return


def settings_differ(old: Json, new: Json) -> list[tuple[str, str]]:
    """Say how two descriptions of optimizers differ, each with the name of what it is about.

    Decay may count a step earlier or later:
    TensorFlow 1 read the step before or after it was counted, as it came.
    """
    found = []
    if (
        old["epsilon"] is not None
        and new["epsilon"] is not None
        and old["epsilon"] != new["epsilon"]
    ):
        told = f"{old['epsilon']:.3g} in the original, {new['epsilon']:.3g} now"
        found.append(("epsilon", f"epsilon is {told}"))
    for step, before, now in zip(STEPS, old["rates"] or (), new["rates"] or (), strict=False):
        fall = abs(old["rates"][0] - old["rates"][1])  # of one step, the steepest there is
        first = max(abs(old["rates"][0]), 1e-12)
        if abs(before - now) > abs(before) * (1e-5 + 1.5 * fall / first):
            told = f"{before:.6g} in the original, {now:.6g} now"
            found.append(("rate", f"the learning rate after {step} steps is {told}"))
            break
    return found


def callbacks_differ(old: list[Json], new: list[Json]) -> list[tuple[str, str]]:
    """Say what callbacks did differently, each with the name of what it is about."""
    kinds = [c["class"] for c in old], [c["class"] for c in new]
    if kinds[0] != kinds[1]:
        return [("callbacks", f"the callbacks are {kinds[0]} in the original, {kinds[1]} now")]
    found = []
    for before, now in zip(old, new, strict=True):
        said = _lives_differ(before, now)
        if said:
            found.append((f"callbacks.{before['class']}", f"{before['class']} {said}"))
    return found


def _lives_differ(old: Json, new: Json) -> str:
    if "failure" in new and "failure" not in old:
        return f"fails under Keras 3: {new['failure']}"
    if new["warned"] and not old["warned"]:
        return "watches what Keras 3 does not log"
    if old["warned"] and not new["warned"]:
        return ""  # it was written for a release that logged this, and is mended
    if old["stopped"] != new["stopped"]:
        told = f"after epoch {old['stopped']} in the original, {new['stopped']} now"
        return f"stops {told}, given the same losses"
    if not _close(old["rates"], new["rates"]):
        return "changes the learning rate in other epochs, given the same losses"
    if old["files"] != new["files"]:
        pairs = zip(old["files"], new["files"], strict=False)
        first = next(((a, b) for a, b in pairs if a != b), ("", ""))
        return f"writes {first[1]!r} where the original wrote {first[0]!r}"
    return ""


def _close(old: list[float | None], new: list[float | None]) -> bool:
    pairs = list(zip(old, new, strict=False))
    return all(a is None or b is None or abs(a - b) <= 1e-4 * abs(a) + 1e-12 for a, b in pairs)
