"""What the result computes, held against what the original computed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import figures
from migrator.verification.align import innermost
from migrator.verification.modern.keras_bias import biases_added_by_broadcasting, could_be_misplaced
from migrator.verification.modern.traces import Traces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.verification.modern.comparison import Comparison
    from migrator.verification.modern.side import ModernSide
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


def compare_outputs(side: ModernSide, model: Runtime, x: Arrays, y: Arrays) -> Json:
    """Compare what the model computes from `x` with the original's `y`."""
    allowed = figures.TOLERANCE * max(figures.scale(y), 1.0)
    held = held_against(side, model, x, y, allowed)
    size = held.gap.size if held.gap else 0.0
    said = held.problem
    if not said and size > allowed:
        said = f"outputs differ by up to {size:.3g} (allowed: {allowed:.1g})"
    problem = {"aspect": "outputs", "said": said, "number": None, "class": ""}
    return {
        "difference": None if held.problem else size,
        "problems": [problem] if said else [],
        "note": "; ".join(held.notes),
    }


def compare(comparison: Comparison) -> None:
    """Compare initial weights, then what the models compute with the same weights."""
    numbers = _Numbers(comparison)
    numbers.initial()
    numbers.outputs()


class _Numbers:
    def __init__(self, comparison: Comparison) -> None:
        self._of = comparison

    def initial(self) -> None:
        """Compare how weights were initialised, before others are carried over."""
        for i, j in self._of.pairs:
            if i is None or j is None or "initial" not in self._of.old["layers"][i]:
                continue
            own = [figures.statistics(a) for a in self._of.side.initial(self._of.leaves[j])]
            told = (
                figures.initial_difference(a, b)
                for a, b in zip(self._of.old["layers"][i]["initial"], own, strict=False)
            )
            said = next(filter(None, told), "")
            if said:
                name = self._of.old["layers"][i]["name"]
                self._of.problem("initial", f"a weight of {name} {said}", i)

    def outputs(self) -> None:
        for seed, rounding in enumerate(self._of.old["rounding"]):
            problem = self._of.transplant(seed)
            if problem:
                self._of.problem("weights", problem)
                return
            x, y = self._of.arrays(f"x{seed}"), self._of.arrays(f"y{seed}")
            with self._of.mended():
                self._compare(x, y, rounding, seed)
            if any(p["aspect"] == "outputs" for p in self._of.problems):
                return
            trained = self._of.arrays(f"p{seed}")
            if trained and not any(p["aspect"] == "training" for p in self._of.problems):
                moved = self._of.old["rounding_in_training"][seed]
                self._compare_training(x, trained, max(rounding, moved))
        self._hidden()

    def _compare(self, x: Arrays, y: Arrays, rounding: float, seed: int) -> None:
        allowed = figures.allowed(y, rounding, self._of.depth())
        held = held_against(self._of.side, self._of.model, x, y, allowed)
        self._of.notes += held.notes
        if held.problem:
            number = Traces.of(self._of, ready=not seed).misshapen() if held.misshapen else None
            self._of.problem("outputs", held.problem, number)
            return
        size = held.gap.size if held.gap else 0.0
        found, share = self._of.found, size / (figures.scale(y) or 1.0)
        found["difference"] = max(found["difference"] or 0.0, size)
        found["share"] = max(found.get("share", 0.0), share)
        if held.gap and size > allowed:
            said = f"outputs differ by up to {held.gap.size:.3g} (allowed: {allowed:.1g})"
            self._outputs_differ(said, Traces.of(self._of, ready=not seed))
        elif size > figures.allowed(y, 0.0, self._of.depth()):
            moved = f"the original itself moves by {rounding:.2g} when its numbers move by rounding"
            self._of.notes.append(moved)

    def _outputs_differ(self, said: str, traces: Traces) -> None:
        blamed = traces.parting()
        if blamed is None:
            self._of.problem("outputs", said)
            return
        number, parted = blamed
        self._of.found["parted"] = parted
        self._of.problem("outputs", f"{said}, {_told(parted)}", number)

    def _hidden(self) -> None:
        """Look behind outputs that are saturated in every net: there the layers must agree."""
        if not self._of.old["saturated"]:
            return
        traces = Traces.of(self._of, ready=False)
        said = traces.hidden()
        if said:
            self._outputs_differ(said, traces)

    def _compare_training(self, x: Arrays, y: Arrays, rounding: float) -> None:
        """Compare outputs in training: batch statistics, dropout and noise with common draws."""
        with self._of.mended():
            found = self._of.runs.forward(self._of.model, x, [], training=True).outputs
        allowed = 10 * figures.allowed(y, rounding, self._of.depth())
        gap = _largest(y, found)
        if isinstance(gap, str):
            self._of.problem("training", f"in training, {gap}")
        elif gap and gap.size > allowed:
            suspects = _suspects(self._of.old["layers"])
            said = f"in training, outputs differ by up to {gap.size:.3g} (allowed: {allowed:.1g})"
            self._of.problem("training", said, suspects[0] if suspects else None)


_DIFFERENT_IN_TRAINING = ("BatchNormalization", "GaussianNoise", "GaussianDropout", "Dropout")


def _suspects(layers: Sequence[Json]) -> list[int]:
    """Return the layers that compute otherwise in training, the likeliest first."""
    kinds = [innermost(layer["class"], layer["config"]) for layer in layers]
    dropping = [number for number, (_, config) in enumerate(kinds) if config.get("dropout")]
    dropping.sort(key=lambda number: bool(kinds[number][1].get("recurrent_dropout")))
    others = (n for n, (kind, _) in enumerate(kinds) if kind in _DIFFERENT_IN_TRAINING)
    return [*dropping, *others]


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
