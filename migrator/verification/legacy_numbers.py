"""What the original computes: outputs for several nets, traces of layers, a step of training."""

from __future__ import annotations

import contextlib
import math
import time
from itertools import chain, islice
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import calls, figures, graphs, probe, rehearsal, transplant
from migrator.verification.script import brief

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from migrator.verification.legacy_side import LegacySide
    from migrator.verification.objects import Json, Runtime

Arrays = list[np.ndarray]
#: One step of float32 rounding, twice: how far numbers move to see what rounding alone does.
_NUDGE = np.float32(1 + 2**-22)
_NUDGED_UP_TO = 20_000_000  # parameters; larger models are convolutional and not chaotic
_TRAINED_UP_TO = 30_000_000
_MOST_ROWS = 256
_PATIENCE = 15.0  # seconds


class Measurement:
    """One model of the original; what is found goes to `description` and `arrays`.

    arrays: `x{seed}.{k}` and `y{seed}.{k}` are inputs and outputs, `p…` the same in training;
    `t{layer}` are samples of a layer's output for the first seed, `b{k}` of what a bounded function
    made an output of; `sx.{k}` and `st.{k}` are what a
    step is trained with, `s{layer}.{k}` how a weight moves by it; `o{k}` is an optimizer's path.
    """

    def __init__(self, side: LegacySide, model: Runtime, description: Json, index: int) -> None:
        self.side = side
        self.model = model
        self.graph = side.graph(model)
        self.leaves = list(side.leaves(self.graph))
        self.description = description
        self.index = index
        self.fits = side.budget.fits(model)
        self.arrays: dict[str, np.ndarray] = {}

    def run(self) -> None:
        """Measure everything; what training needs may fail without harm to the rest."""
        self._initial()
        started = time.monotonic()
        self._outputs()
        slow = time.monotonic() - started > 2 * _PATIENCE
        self.description["fits"] = [
            calls.describe(call, calls.batch_of_generator, legacy=True) for call in self.fits
        ]
        if slow:
            self.description["untrained"] = "it is too slow"
            return
        try:
            self._step()
            self._optimizer()
            self._callbacks()
        except Exception as error:  # noqa: BLE001 - a model that cannot be trained still computes
            self.description["untrained"] = brief(error)

    def _initial(self) -> None:
        """Describe the weights as they were initialised."""
        for layer, described in self._weighted():
            converted = transplant.convert(
                described["class"],
                described["config"],
                self.side.common(described, self.side.initial(layer)),
            )
            described["initial"] = [figures.statistics(array) for array in converted]

    def _weighted(self) -> Iterator[tuple[Runtime, Json]]:
        for layer, described in zip(self.leaves, self.description["layers"], strict=True):
            if described["weights"]:
                yield layer, described

    def _assign(self, seed: int) -> None:
        for number, described in enumerate(self.description["layers"]):
            if described["weights"]:
                drawn = probe.weights(described, self.index, number, seed)
                self.side.give(self.leaves[number], described, drawn)

    def _outputs(self) -> None:
        description, vocabularies = self.description, self.side.vocabularies(self.graph)
        watched = self._watched()
        saturated = set(range(len(self.graph.outputs)))
        description["rounding"] = []
        started = time.monotonic()
        for seed in range(len(probe.GAINS)):
            if seed and time.monotonic() - started > _PATIENCE:
                break  # a net this slow is run with one set of weights
            self._assign(seed)
            x = probe.inputs(description, vocabularies, (self.index, seed))
            y, traces = self.side.runs.run(self.graph, x, [] if seed else list(watched.values()))
            for name, values in zip(watched, traces, strict=False):
                self._trace(name, values, len(x[0]))
            saturated = {k for k in saturated if figures.saturated(y[k])}
            self._store(f"x{seed}", x)
            self._store(f"y{seed}", y)
            with contextlib.suppress(Exception):
                self._store(f"p{seed}", self.side.runs.run(self.graph, x, [], training=True)[0])
            description["rounding"].append(self._rounding(x, y, {} if seed else watched))
        description["saturated"] = sorted(saturated)

    def _watched(self) -> dict[str, Runtime]:
        """Return what is traced besides the outputs, by the names it is stored under."""
        flow = self.side.flow(self.graph, self.leaves)
        for number, described in enumerate(self.description["layers"]):
            described["reads"] = flow.reads.get(number, [])
            described["repeated"] = number in flow.repeated
        watched = {f"t{number}": tensor for number, tensor in flow.tensors.items()}
        ends = enumerate(map(graphs.before_its_end, self.graph.outputs))
        return watched | {f"b{k}": tensor for k, tensor in ends if tensor is not None}

    def _trace(self, name: str, values: np.ndarray, rows: int) -> None:
        self.arrays[name] = figures.sample(values)
        if name.startswith("t"):
            described = self.description["layers"][int(name[1:])]
            described["shape"] = _reconcile(described["shape"], list(values.shape), rows)
            described["traced"] = list(values.shape)

    def _store(self, name: str, arrays: Sequence[np.ndarray]) -> None:
        self.arrays |= {f"{name}.{k}": np.asarray(array) for k, array in enumerate(arrays)}

    def _rounding(self, x: Arrays, y: Arrays, watched: dict[str, Runtime]) -> float:
        """Return how far the original's own output moves when its numbers move by rounding.

        A long recurrent chain may be chaotic: then no two correct programs agree to 1e-5. How far
        each of the watched tensors moves is noted too.
        """
        if self.description["params"] > _NUDGED_UP_TO:
            return 0.0
        nudged = [_nudge(array) for array in x]
        with self._nudged():
            moved, traces = self.side.runs.run(self.graph, nudged, list(watched.values()))
        own = self.description.setdefault("moves", {})
        for name, values in zip(watched, traces, strict=True):
            own[name] = _farthest([self.arrays[name]], [figures.sample(values)])
        return _farthest(y, moved)

    @contextlib.contextmanager
    def _nudged(self) -> Iterator[None]:
        first = next((layer for layer, _ in self._weighted()), None)
        weights = first.get_weights() if first else []
        if first:
            first.set_weights([w * _NUDGE for w in weights])
        yield
        if first:
            first.set_weights(weights)

    def _step(self) -> None:
        """Train one step with plain SGD: the weights move by their gradients."""
        description = self.description
        description["compiled"] = self.side.runs.losses(self.graph)
        if description["params"] > _TRAINED_UP_TO or not description["params"]:
            return
        if not description["compiled"]:
            return
        x = probe.inputs(
            description, self.side.vocabularies(self.graph), (self.index, 99), self._rows()
        )
        y, _ = self.side.runs.run(self.graph, x, [])
        targets = probe.targets(description["compiled"], y, len(x[0]))
        self._store("sx", x)
        self._store("st", targets)
        values, tested, moved = self._trained(x, targets)
        with self._nudged():
            *_, moved_too = self._trained(x, targets, assign=False)
        description["step"] = {
            "names": self.side.runs.logged(self.graph),
            "values": values,
            "tested": tested,
            "trainable": self._trainable(),
            "rounding": max(figures.strayed([*chain(*moved)], [*chain(*moved_too)]), default=0.0),
        }
        for number, arrays in enumerate(moved):
            self._store(f"s{number}", arrays)

    def _rows(self) -> int:
        """Return the script's own batch size where a penalty depends on it."""
        penalised = any(
            getattr(layer, "activity_regularizer", None) is not None for layer in self.leaves
        )
        sizes = [fit["batch"] for fit in self.description["fits"] if fit["batch"]]
        return min(sizes[0], _MOST_ROWS) if penalised and sizes else probe.ROWS

    def _trained(
        self, x: Arrays, targets: Arrays, *, assign: bool = True
    ) -> tuple[list[float], list[float], list[Arrays]]:
        """Return loss and metrics in training and in testing, and how all weights moved."""
        if assign:
            self._assign(probe.TRAINED)
        runs, weighted = self.side.runs, list(self._weighted())
        own = [layer.get_weights() for layer, _ in weighted]
        tested = runs.test(self.graph, x, targets)
        weights = [weight for layer, _ in weighted for weight in layer.weights]
        values, away = runs.train(self.graph, x, targets, weights)
        for (layer, _), arrays in zip(weighted, own, strict=True):
            layer.set_weights(arrays)
        return values, tested, self._by_layer(away)

    def _by_layer(self, away: Arrays) -> list[Arrays]:
        """Sort movements by layer, as Keras 3 arranges its weights."""
        moved: list[Arrays] = []
        remaining = iter(away)
        for layer, described in zip(self.leaves, self.description["layers"], strict=True):
            if not described["weights"]:
                moved.append([])
                continue
            common = self.side.common(described, list(islice(remaining, len(layer.weights))))
            converted = transplant.convert(described["class"], described["config"], common)
            moved.append([figures.sample(array) for array in converted])
        return moved

    def _trainable(self) -> list[int]:
        """Return for each layer how many of its parameters training moves."""
        moved = {id(weight) for weight in self.side.runs.collected(self.graph)}
        return [
            sum(
                math.prod(shape)
                for weight, shape in zip(layer.weights, described["weights"], strict=True)
                if id(weight) in moved
            )
            if described["weights"]
            else 0
            for layer, described in zip(self.leaves, self.description["layers"], strict=True)
        ]

    def _optimizer(self) -> None:
        if not self.description["compiled"]:
            return
        optimizer = self.side.runs.optimizer(self.graph)
        self.description["optimizer"] = optimizer.describe()
        self.arrays |= {f"o{k}": array for k, array in enumerate(optimizer.trajectory())}

    def _callbacks(self) -> None:
        """Rehearse the callbacks of each call of `fit`, and note what was read from its history."""
        names = self.description.get("step", {}).get("names")
        if not names:
            return
        for call, fit in zip(self.fits, self.description["fits"], strict=True):
            fit["read"] = sorted(call.history.history.read)
            fit["callbacks"] = rehearsal.callbacks(
                self.model,
                call.arguments.get("callbacks") or [],
                rehearsal.logs(names, names),
                self.side.runs.optimizer(self.graph).rate,
                self.side.budget.saved,
            )


def _farthest(old: Arrays, new: Arrays) -> float:
    """Return the largest finite difference."""
    gaps = [figures.gap(a, b) for a, b in zip(old, new, strict=True)]
    return max((gap.size for gap in gaps if gap and np.isfinite(gap.size)), default=0.0)


def _nudge(array: np.ndarray) -> np.ndarray:
    return array * _NUDGE if array.dtype.kind == "f" else array


def _reconcile(declared: Json, computed: list[int], rows: int) -> list[int | None]:
    """Return the computed shape, open where declared open: Keras 1 may declare another rank."""
    if isinstance(declared, list) and len(declared) == len(computed):
        return [None if d is None else c for d, c in zip(declared, computed, strict=True)]
    return [None if computed[:1] == [rows] else computed[0], *computed[1:]] if computed else []
