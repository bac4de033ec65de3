"""What the original computes: outputs for several nets, traces of layers."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import figures, probe, transplant
from migrator.verification.legacy import graphs
from migrator.verification.script import calls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from migrator.verification.legacy.side import LegacySide
    from migrator.verification.objects import Json, Runtime

Arrays = list[np.ndarray]
#: One step of float32 rounding, twice: how far numbers move to see what rounding alone does.
_NUDGE = np.float32(1 + 2**-22)
_NUDGED_UP_TO = 20_000_000  # parameters; larger models are convolutional and not chaotic
_PATIENCE = 15.0  # seconds of processor time: a busy machine changes no verdict


class Measurement:
    """One model of the original; what is found goes to `description` and `arrays`.

    arrays: `x{seed}.{k}` and `y{seed}.{k}` are inputs and outputs, `p…` the same in training;
    `t{layer}` are samples of a layer's output for the first seed, `b{k}` of what a bounded function
    made an output of; `sx.{k}` and `st.{k}` are what a step is trained with, `s{layer}.{k}` how a
    weight moves by it; `o{k}` is an optimizer's path.
    slow: whether it takes too long to be trained.
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
        self.slow = False

    def run(self) -> None:
        """Measure everything but training, and note what was asked of `fit`."""
        self._initial()
        started = time.process_time()
        self._outputs()
        self.slow = time.process_time() - started > 2 * _PATIENCE
        self.description["fits"] = [
            calls.describe(call, calls.batch_of_generator, legacy=True) for call in self.fits
        ]

    def _initial(self) -> None:
        """Describe the weights as they were initialised."""
        for layer, described in self.weighted():
            converted = transplant.convert(
                described["class"],
                described["config"],
                self.side.common(described, self.side.initial(layer)),
            )
            described["initial"] = [figures.statistics(array) for array in converted]

    def weighted(self) -> Iterator[tuple[Runtime, Json]]:
        """Yield the layers that have weights, with their descriptions."""
        for layer, described in zip(self.leaves, self.description["layers"], strict=True):
            if described["weights"]:
                yield layer, described

    def assign(self, seed: int) -> None:
        """Draw the weights of one of the nets."""
        for number, described in enumerate(self.description["layers"]):
            if described["weights"]:
                drawn = probe.weights(described, self.index, number, seed)
                self.side.give(self.leaves[number], described, drawn)

    def _outputs(self) -> None:
        description, vocabularies = self.description, self.side.vocabularies(self.graph)
        watched = self._watched()
        saturated = set(range(len(self.graph.outputs)))
        description["rounding"], description["rounding_in_training"] = [], []
        started = time.process_time()
        for seed in range(len(probe.GAINS)):
            if seed and time.process_time() - started > _PATIENCE:
                break  # a net this slow is run with one set of weights
            self.assign(seed)
            x = probe.inputs(description, vocabularies, (self.index, seed))
            y, traces = self.side.runs.run(self.graph, x, [] if seed else list(watched.values()))
            for name, values in zip(watched, traces, strict=False):
                if values is not None:
                    self._trace(name, values, len(x[0]))
            saturated = {k for k in saturated if figures.saturated(y[k])}
            self.store(f"x{seed}", x)
            self.store(f"y{seed}", y)
            moved = 0.0
            with contextlib.suppress(Exception):
                moved = self._trained(seed, x)
            description["rounding_in_training"].append(moved)
            description["rounding"].append(self._rounding(x, y, {} if seed else watched))
        description["saturated"] = sorted(saturated)

    def _trained(self, seed: int, x: Arrays) -> float:
        """Keep the outputs in training; return how far rounding moves them, where that may be far.

        It is where a few numbers are normalised by their own mean and variance, layer after layer.
        """
        y = self.side.runs.run(self.graph, x, [], training=True)[0]
        self.store(f"p{seed}", y)
        if not any(map(normalises_rows, self.description["layers"])):
            return 0.0
        with self.nudged():
            nudged = [_nudge(array) for array in x]
            return _farthest(y, self.side.runs.run(self.graph, nudged, [], training=True)[0])

    def _watched(self) -> dict[str, Runtime]:
        """Return what is traced besides the outputs, by the names it is stored under."""
        flow = self.side.flow(self.graph, self.leaves)
        for number, described in enumerate(self.description["layers"]):
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

    def store(self, name: str, arrays: Sequence[np.ndarray]) -> None:
        """Keep arrays under a name, to be held against the result's."""
        self.arrays |= {f"{name}.{k}": np.asarray(array) for k, array in enumerate(arrays)}

    def _rounding(self, x: Arrays, y: Arrays, watched: dict[str, Runtime]) -> float:
        """Return how far the original's own output moves when its numbers move by rounding.

        A long recurrent chain may be chaotic: then no two correct programs agree to 1e-5. How far
        each of the watched tensors moves is noted too.
        """
        if self.description["params"] > _NUDGED_UP_TO:
            return 0.0
        nudged = [_nudge(array) for array in x]
        with self.nudged():
            moved, traces = self.side.runs.run(self.graph, nudged, list(watched.values()))
        own = self.description.setdefault("moves", {})
        for name, values in zip(watched, traces, strict=True):
            if values is not None:
                own[name] = _farthest([self.arrays[name]], [figures.sample(values)])
        return _farthest(y, moved)

    @contextlib.contextmanager
    def nudged(self) -> Iterator[None]:
        """Move the weights of the first layer by rounding, for the time of a `with` block."""
        first = next((layer for layer, _ in self.weighted()), None)
        weights = first.get_weights() if first else []
        if first:
            first.set_weights([w * _NUDGE for w in weights])
        yield
        if first:
            first.set_weights(weights)


def normalises_rows(layer: Json) -> bool:
    """Whether a layer computes statistics of as many numbers as there are samples."""
    shape = layer["shape"] or [None]
    single: bool = sum(size != 1 for size in shape[1:]) <= 1
    return layer["class"] == "BatchNormalization" and single


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
