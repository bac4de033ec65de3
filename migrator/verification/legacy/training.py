"""How the original trains: a step, its optimizer, and what its callbacks do."""

from __future__ import annotations

import math
from itertools import chain, islice
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import figures, probe, rehearsal, transplant
from migrator.verification.script.running import brief

if TYPE_CHECKING:
    from migrator.verification.legacy.numbers import Measurement

Arrays = list[np.ndarray]
_TRAINED_UP_TO = 30_000_000  # parameters
_MOST_ROWS = 256


def measure(measurement: Measurement) -> None:
    """Train one step, and rehearse what steers training; what is found goes to the measurement.

    What training needs may fail without harm to the rest: a model that cannot be trained computes.
    """
    if measurement.slow:
        measurement.description["untrained"] = "it is too slow"
        return
    training = _Training(measurement)
    try:
        training.step()
        training.optimizer()
        training.callbacks()
    except Exception as error:  # noqa: BLE001 - as above
        measurement.description["untrained"] = brief(error)


class _Training:
    def __init__(self, measurement: Measurement) -> None:
        self._of = measurement

    def step(self) -> None:
        """Train one step with plain SGD: the weights move by their gradients."""
        description = self._of.description
        description["compiled"] = self._of.side.runs.losses(self._of.graph)
        if description["params"] > _TRAINED_UP_TO or not description["params"]:
            return
        if not description["compiled"]:
            return
        x = probe.inputs(
            description,
            self._of.side.vocabularies(self._of.graph),
            (self._of.index, 99),
            self._rows(),
        )
        y, _ = self._of.side.runs.run(self._of.graph, x, [])
        targets = probe.targets(description["compiled"], y, len(x[0]))
        self._of.store("sx", x)
        self._of.store("st", targets)
        values, tested, moved = self._trained(x, targets)
        with self._of.nudged():
            *_, moved_too = self._trained(x, targets, assign=False)
        description["step"] = {
            "names": self._of.side.runs.logged(self._of.graph),
            "values": values,
            "tested": tested,
            "trainable": self._trainable(),
            "rounding": max(figures.strayed([*chain(*moved)], [*chain(*moved_too)]), default=0.0),
        }
        for number, arrays in enumerate(moved):
            self._of.store(f"s{number}", arrays)

    def _rows(self) -> int:
        """Return the script's own batch size where a penalty depends on it."""
        penalised = any(
            getattr(layer, "activity_regularizer", None) is not None for layer in self._of.leaves
        )
        sizes = [fit["batch"] for fit in self._of.description["fits"] if fit["batch"]]
        return min(sizes[0], _MOST_ROWS) if penalised and sizes else probe.ROWS

    def _trained(
        self, x: Arrays, targets: Arrays, *, assign: bool = True
    ) -> tuple[list[float], list[float], list[Arrays]]:
        """Return loss and metrics in training and in testing, and how all weights moved."""
        if assign:
            self._of.assign(probe.TRAINED)
        runs, weighted = self._of.side.runs, list(self._of.weighted())
        own = [layer.get_weights() for layer, _ in weighted]
        tested = runs.test(self._of.graph, x, targets)
        weights = [weight for layer, _ in weighted for weight in layer.weights]
        values, away = runs.train(self._of.graph, x, targets, weights)
        for (layer, _), arrays in zip(weighted, own, strict=True):
            layer.set_weights(arrays)
        return values, tested, self._by_layer(away)

    def _by_layer(self, away: Arrays) -> list[Arrays]:
        """Sort movements by layer, as Keras 3 arranges its weights."""
        moved: list[Arrays] = []
        remaining = iter(away)
        for layer, described in zip(self._of.leaves, self._of.description["layers"], strict=True):
            if not described["weights"]:
                moved.append([])
                continue
            common = self._of.side.common(described, list(islice(remaining, len(layer.weights))))
            converted = transplant.convert(described["class"], described["config"], common)
            moved.append([figures.sample(array) for array in converted])
        return moved

    def _trainable(self) -> list[int]:
        """Return for each layer how many of its parameters training moves."""
        moved = {id(weight) for weight in self._of.side.runs.collected(self._of.graph)}
        return [
            sum(
                math.prod(shape)
                for weight, shape in zip(layer.weights, described["weights"], strict=True)
                if id(weight) in moved
            )
            if described["weights"]
            else 0
            for layer, described in zip(
                self._of.leaves, self._of.description["layers"], strict=True
            )
        ]

    def optimizer(self) -> None:
        if not self._of.description["compiled"]:
            return
        optimizer = self._of.side.runs.optimizer(self._of.graph)
        self._of.description["optimizer"] = optimizer.describe()
        self._of.arrays |= {f"o{k}": array for k, array in enumerate(optimizer.trajectory())}

    def callbacks(self) -> None:
        """Rehearse the callbacks of each call of `fit`, and note what was read from its history."""
        names = self._of.description.get("step", {}).get("names")
        if not names:
            return
        for call, fit in zip(self._of.fits, self._of.description["fits"], strict=True):
            fit["read"] = sorted(call.history.history.read)
            fit["callbacks"] = rehearsal.callbacks(
                self._of.model,
                call.arguments.get("callbacks") or [],
                rehearsal.logs(names, names),
                self._of.side.runs.optimizer(self._of.graph),
                self._of.side.budget.saved,
            )
