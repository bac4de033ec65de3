"""What the result computes, held against what the original computed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import align, figures, modern_training, probe, transplant
from migrator.verification.keras_bias import biases_added_by_broadcasting, could_be_misplaced
from migrator.verification.modern_runs import give
from migrator.verification.modern_traces import Traces

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from migrator.verification.modern_side import ModernSide
    from migrator.verification.objects import Json, Runtime

Arrays = list[np.ndarray]
_MISPLACED = (
    "Keras 3 itself adds a channels_first bias along the wrong axis where the number of filters "
    "equals the last side: its own output differs by {difference:.2g}; with that undone the models "
    "agree"
)
_COMPILED = (
    "run with jit_compile=True: this TensorFlow has no channels_first convolution on the CPU"
)


@dataclass
class Held:
    """How outputs held against the original's came out; `problem` is what makes them no match."""

    gap: figures.Gap | None = None
    problem: str = ""
    misshapen: bool = False
    notes: list[str] = field(default_factory=list)


def held_against(side: ModernSide, model: Runtime, x: Arrays, y: Arrays, allowed: float) -> Held:
    """Let the model predict from `x`, and compare with the original's `y`."""
    if model.jit_compile and id(model) not in side.compiled:
        model.jit_compile = False  # XLA on a CPU gains nothing here and takes its time
        side.runs.forget(model)
    found = side.runs.predict(model, x)
    gap = _largest(y, found)
    if isinstance(gap, str):
        return Held(problem=gap, misshapen=True)
    held = Held(gap)
    if gap and gap.size > allowed and could_be_misplaced(model):
        _undo_the_bug(side, model, x, y, allowed, held)
    if held.gap and held.gap.size > allowed and _largest(found, side.runs.predict(model, x)):
        held.problem = "the outputs are random, in Keras 3 only"
    if not any(np.isfinite(a).any() for a in y):
        held.notes.append("no output is a finite number on either side: only shapes compared")
    if model.jit_compile:
        side.compiled.add(id(model))
        held.notes.append(_COMPILED)
    return held


def _undo_the_bug(
    side: ModernSide, model: Runtime, x: Arrays, y: Arrays, allowed: float, held: Held
) -> None:
    """See what difference is left when Keras 3 adds biases as it should."""
    side.runs.forget(model)
    with biases_added_by_broadcasting():
        repaired = _largest(y, side.runs.predict(model, x))
    if held.gap and not isinstance(repaired, str) and not (repaired and repaired.size > allowed):
        held.notes.append(_MISPLACED.format(difference=held.gap.size))
        side.misplaced.add(id(model))
        held.gap = repaired


class Comparison:
    """One model of the result, and what differs.

    stored: what `legacy_numbers.Measurement` saved.
    """

    def __init__(
        self,
        side: ModernSide,
        model: Runtime,
        old: Json,
        new: Json,
        index: int,
        stored: Mapping[str, np.ndarray],
    ) -> None:
        self.side, self.runs = side, side.runs
        self.model = model
        self.leaves = list(side.leaves(model))
        self.old, self.new = old, new
        self.index = index
        self.stored = stored
        self.pairs = align.pair_layers(old["layers"], new["layers"])
        self.problems: list[Json] = []
        self.notes: list[str] = []
        self.found: Json = {"difference": None, "problems": self.problems}

    def run(self) -> Json:
        """Return the differences found; what is one only in training has `training` set."""
        self._initial()
        self._outputs()
        modern_training.compare(self)
        return self.found | {"note": "; ".join(dict.fromkeys(self.notes))}

    def problem(self, aspect: str, said: str, number: int | None = None, kind: str = "") -> None:
        """Note what differs, of which layer, and of which class of optimizer or loss."""
        self.problems.append({"aspect": aspect, "said": said, "number": number, "class": kind})

    def arrays(self, name: str) -> Arrays:
        """Return the arrays that the original stored under a name."""
        found: Arrays = []
        while f"{name}.{len(found)}" in self.stored:
            found.append(self.stored[f"{name}.{len(found)}"])
        return found

    # weights

    def _initial(self) -> None:
        """Compare how weights were initialised, before others are carried over."""
        for i, j in self.pairs:
            if i is None or j is None or "initial" not in self.old["layers"][i]:
                continue
            own = [figures.statistics(a) for a in self.side.initial(self.leaves[j])]
            told = (
                figures.initial_difference(a, b)
                for a, b in zip(self.old["layers"][i]["initial"], own, strict=False)
            )
            said = next(filter(None, told), "")
            if said:
                self.problem("initial", f"a weight of {self.old['layers'][i]['name']} {said}", i)

    def transplant(self, seed: int) -> str:
        """Set the weights; return what makes that impossible, or nothing."""
        for i, j in self.pairs:
            if i is None or not self.old["layers"][i]["weights"]:
                continue
            layer = self.old["layers"][i]
            if j is None:
                return f"no Keras 3 layer takes the weights of {layer['name']}"
            drawn = probe.weights(layer, self.index, i, seed)
            arrays = transplant.convert(layer["class"], layer["config"], drawn)
            problem = give(self.leaves[j], layer["name"], arrays)
            if problem:
                return problem
        return ""

    # outputs

    def _outputs(self) -> None:
        for seed, rounding in enumerate(self.old["rounding"]):
            problem = self.transplant(seed)
            if problem:
                self.problem("weights", problem)
                return
            x, y = self.arrays(f"x{seed}"), self.arrays(f"y{seed}")
            with self.mended():
                self._compare(x, y, rounding, seed)
            if any(p["aspect"] == "outputs" for p in self.problems):
                return
            trained = self.arrays(f"p{seed}")
            if trained and not any(p["aspect"] == "training" for p in self.problems):
                self._compare_training(x, trained, rounding)
        self._hidden()

    def _compare(self, x: Arrays, y: Arrays, rounding: float, seed: int) -> None:
        allowed = figures.allowed(y, rounding, self.depth())
        held = held_against(self.side, self.model, x, y, allowed)
        self.notes += held.notes
        if held.problem:
            number = Traces.of(self, ready=not seed).misshapen() if held.misshapen else None
            self.problem("outputs", held.problem, number)
            return
        size = held.gap.size if held.gap else 0.0
        self.found["difference"] = max(self.found["difference"] or 0.0, size)
        self.found["share"] = max(self.found.get("share", 0.0), size / (figures.scale(y) or 1.0))
        if held.gap and size > allowed:
            said = f"outputs differ by up to {held.gap.size:.3g} (allowed: {allowed:.1g})"
            self._outputs_differ(said, Traces.of(self, ready=not seed))
        elif size > figures.allowed(y, 0.0, self.depth()):
            moved = f"the original itself moves by {rounding:.2g} when its numbers move by rounding"
            self.notes.append(moved)

    def depth(self) -> int:
        """Return how many layers of the original have weights."""
        return sum(bool(layer["params"]) for layer in self.old["layers"])

    def _outputs_differ(self, said: str, traces: Traces) -> None:
        blamed = traces.parting()
        if blamed is None:
            self.problem("outputs", said)
            return
        number, parted = blamed
        self.found["parted"] = parted
        self.problem("outputs", f"{said}, {_told(parted)}", number)

    def _hidden(self) -> None:
        """Look behind outputs that are saturated in every net: there the layers must agree."""
        if not self.old["saturated"]:
            return
        traces = Traces.of(self, ready=False)
        said = traces.hidden()
        if said:
            self._outputs_differ(said, traces)

    def mended(self) -> AbstractContextManager[None]:
        """Let Keras 3 add biases as it should, where its bug was met."""
        return biases_added_by_broadcasting(only_if=id(self.model) in self.side.misplaced)

    def _compare_training(self, x: Arrays, y: Arrays, rounding: float) -> None:
        """Compare outputs in training: batch statistics, dropout and noise with common draws."""
        with self.mended():
            found = self.runs.forward(self.model, x, [], training=True).outputs
        allowed = 10 * figures.allowed(y, rounding, self.depth())
        gap = _largest(y, found)
        if isinstance(gap, str):
            self.problem("training", f"in training, {gap}")
        elif gap and gap.size > allowed:
            suspects = [
                number
                for number, layer in enumerate(self.old["layers"])
                if layer["class"] in _DIFFERENT_IN_TRAINING
            ]
            said = f"in training, outputs differ by up to {gap.size:.3g} (allowed: {allowed:.1g})"
            self.problem("training", said, suspects[0] if suspects else None)


_DIFFERENT_IN_TRAINING = ("BatchNormalization", "GaussianNoise", "GaussianDropout", "Dropout")


def _largest(y: Arrays, found: Arrays) -> figures.Gap | str | None:
    """Return the largest difference, or what makes the outputs incomparable."""
    shapes = [list(a.shape) for a in y], [list(a.shape) for a in found]
    if shapes[0] != shapes[1]:
        return f"the original computes outputs of shape {shapes[0]}, Keras 3 {shapes[1]}"
    gaps = [figures.gap(a, b) for a, b in zip(y, found, strict=True)]
    largest = max((g for g in gaps if g), key=lambda g: g.size, default=None)
    if largest and np.isinf(largest.size):
        return "the outputs are not finite in different places"
    return largest


def _told(parted: Json) -> str:
    return (
        f"parting at {parted['layer']}: {parted['legacy']:.6g} in the original,"
        f" {parted['modern']:.6g} in Keras 3, at {parted['where']}"
    )
