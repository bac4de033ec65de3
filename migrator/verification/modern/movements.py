"""How weights moved in a step, and what the original's moving averages had that Keras 3 has not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import figures
from migrator.verification.align import innermost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.verification.objects import Json, Runtime

_AVERAGE, _VARIANCE = "moving_", "moving_variance"
_DEAD = 1e-3  # of the largest variance: that of a unit which gives nothing, but for rounding
#: What a problem with movements is about, the worst first.
ASPECTS = {
    "step": "weights",
    "step.averages": "moving averages",
    "step.variance": "moving averages of the variance",
}


@dataclass(frozen=True)
class Movement:
    """One variable of both sides.

    owner: the number of its layer. before: what it was. old, new: how far it went. grain: how far
    off that is rounded. pace: how far an average goes in one step, 1 for what is none.
    """

    owner: int
    before: np.ndarray
    old: np.ndarray
    new: np.ndarray
    grain: np.ndarray
    pace: float
    is_variance: bool

    def like(self, aspect: str) -> np.ndarray:
        """Return how far it would have gone in Keras 3 if it did what an aspect is about.

        Keras 2.1 to 2.3 went all the way to the first batch, and divided by one less than there are
        numbers; TensorFlow's own kernel does so, too.
        """
        pace = 1.0 if aspect == "step.averages" else self.pace
        if aspect == "step" or self.pace == 1.0:
            return self.new
        goal, wanted = self.before - self.new / self.pace, self.before - self.old / pace
        if self.is_variance:
            alive = goal > _DEAD * np.max(goal)
            share = np.median(wanted[alive] / goal[alive]) if alive.any() else 1.0
            goal = goal * np.clip(share, 1.0, 2.0)
        return (self.before - goal) * pace


def movement(
    owner: int, momentum: float, variable: Runtime, before: np.ndarray, old: np.ndarray
) -> Movement:
    """Return how a variable of a layer moved, held against how its counterpart did.

    momentum: what averages keep of themselves in a step, on both sides; else 0.
    """
    name = variable.path.rpartition("/")[2]
    momentum = momentum if name.startswith(_AVERAGE) else 0.0
    return Movement(
        owner,
        figures.sample(before),
        old,
        figures.sample(before - np.array(variable)),
        figures.sample(np.spacing(np.abs(before))),
        1.0 - momentum,
        name == _VARIANCE,
    )


def momentum_of(layer: Runtime, was: Json) -> float:
    """Return the momentum that a layer has in common with what it was; 0 if there is none."""
    while hasattr(layer, "layer"):
        layer = layer.layer
    own = getattr(layer, "momentum", None)
    old = innermost(was["class"], was["config"])[1].get("momentum")
    return float(own) if own is not None and own == old and own < 1 else 0.0


def problems(moved: Sequence[Movement], least: float) -> dict[str, tuple[int, float]]:
    """Return what moved otherwise beyond a limit, by aspect: the worst layer, and by how much."""
    old = [m.old for m in moved]
    grains = figures.strayed(old, [m.old + m.grain for m in moved])
    limits = [max(least, grain) for grain in grains]
    apart = {a: figures.strayed(old, [m.like(a) for m in moved]) for a in ASPECTS}
    found: dict[str, tuple[int, float]] = {}
    for number, (m, limit) in enumerate(zip(moved, limits, strict=True)):
        by = apart["step"][number]
        if by > limit:
            fitting = (a for a in reversed(ASPECTS) if apart[a][number] <= limit)
            aspect = next(fitting, "step")
            if by > found.get(aspect, (0, 0.0))[1]:
                found[aspect] = m.owner, by
    return found
