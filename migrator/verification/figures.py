"""Compare arrays: how far apart, whether that is rounding, and where it begins. NumPy only."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Largest difference that counts as equal, as a share of the largest number; equal models of every
#: kind of layer were measured to differ by at most 4e-6 of it.
TOLERANCE = 1e-5
#: For nets this many weighted layers deep; less deep ones are allowed less in proportion.
_DEEP, _DEEP_TOLERANCE = 100, 1e-4
#: How many times the original's own reaction to rounding is forgiven.
_ROUNDING = 10.0
_SAMPLED = 4096  # elements of a layer's output that are kept to find where numbers part
#: CRADLE (ICSE 2019) keeps its rates finite with it.
_EPSILON = 1e-7


@dataclass(frozen=True)
class Gap:
    """The largest difference between two arrays: how large, where, and both values."""

    size: float
    where: tuple[int, ...]
    legacy: float
    modern: float


def gap(old: np.ndarray, new: np.ndarray) -> Gap | None:
    """Return where two arrays of one shape differ most, or None where they are equal.

    What is no finite number on one side only differs infinitely.
    """
    a, b = np.asarray(old, "f8"), np.asarray(new, "f8")
    with np.errstate(invalid="ignore"):
        away = np.abs(a - b)
    finite = np.isfinite(a), np.isfinite(b)
    away = np.where(finite[0] & finite[1], away, np.where(finite[0] == finite[1], 0.0, np.inf))
    if not away.size or not away.max() > 0:
        return None
    where = np.unravel_index(int(away.argmax()), away.shape)
    return Gap(float(away[where]), tuple(int(i) for i in where), float(a[where]), float(b[where]))


def scale(arrays: Iterable[np.ndarray]) -> float:
    """Return the size of the largest finite number."""
    return max((float(np.abs(a[np.isfinite(a)]).max(initial=0)) for a in arrays), default=0.0)


def allowed(arrays: Sequence[np.ndarray], rounding: float, depth: int) -> float:
    """Return what outputs may differ by.

    rounding: how far they move when weights and inputs move by rounding. depth: of the net, in
    layers with weights.
    """
    share = max(TOLERANCE, _DEEP_TOLERANCE * min(depth / _DEEP, 1.0))
    return max(share * scale(arrays), _ROUNDING * rounding, float(np.finfo("f4").tiny))


def sample(array: np.ndarray) -> np.ndarray:
    """Return elements spread over the array, the same ones for the same shape, flat."""
    flat: np.ndarray = np.asarray(array).reshape(-1)
    if flat.size <= _SAMPLED:
        return flat
    sampled: np.ndarray = flat[positions(flat.size)]
    return sampled


#: Numbers are certain where the mean of their variances is a smaller share of their mean.
_CERTAIN = 0.1
#: Samples are alike where they differ by a smaller share of the largest number.
_ALIKE = 0.1
_BOUND = 1.01  # no bounded function gives more


def saturated(array: np.ndarray) -> bool:
    """Tell whether an output hides what it was computed from.

    It does where the variance p (1 - p) of its numbers p is on average less than a tenth of their
    size, which is near the ends of softmax, sigmoid and tanh, and of dead units; for a softmax this
    is the Gini impurity. It also does where all samples, the first axis, give nearly the same. Of
    linear outputs neither is true.
    """
    values = np.abs(np.asarray(array, "f8"))
    if not values.size or not np.isfinite(values).all():
        return False
    variance = float((values * (1.0 - values)).mean())
    if float(values.max()) <= _BOUND and variance <= _CERTAIN * float(values.mean()):
        return True
    if values.ndim < 2 or len(values) < 2:  # noqa: PLR2004 - samples, and more of them than one
        return False
    return float(np.ptp(array, axis=0).max()) <= _ALIKE * float(values.max())


def positions(size: int) -> np.ndarray:
    """Return which elements of a flat array are sampled."""
    return np.random.default_rng(size).integers(0, size, min(size, _SAMPLED))


def place(position: int, shape: Sequence[int]) -> list[int]:
    """Return the index, in an array of that shape, of an element of its sample."""
    size = math.prod(shape)
    flat = positions(size)[position] if size > _SAMPLED else position
    return [int(i) for i in np.unravel_index(int(flat), tuple(shape))]


def deviation(old: np.ndarray, new: np.ndarray) -> float:
    """Return the mean absolute difference, relative to the size of the old numbers."""
    both = np.isfinite(old) & np.isfinite(new)
    if not both.any():
        return 0.0
    a, b = np.asarray(old, "f8")[both], np.asarray(new, "f8")[both]
    return float(np.abs(a - b).mean() / max(np.abs(a).mean(), _EPSILON))


def rate(out: float, into: float) -> float:
    """Return how much a layer's deviation exceeds that of its inputs, as CRADLE defines it."""
    return (out - into) / (into + _EPSILON)


def strayed(old: Sequence[np.ndarray], new: Sequence[np.ndarray]) -> list[float]:
    """Return how far each of the movements is apart, as a share of how far it went.

    A variable that hardly moves is measured by the others' movement: its own is rounding.
    """
    norms = [float(np.linalg.norm(np.asarray(a, "f8"))) for a in old]
    floor = max(1e-3 * max(norms, default=0.0), 1e-12)
    return [
        float(np.linalg.norm(np.asarray(a, "f8") - np.asarray(b, "f8"))) / max(norm, floor)
        for a, b, norm in zip(old, new, norms, strict=True)
    ]


def statistics(array: np.ndarray) -> dict[str, float]:
    """Describe how a weight was initialised."""
    values = np.asarray(array, "f8").reshape(-1)
    deviation_ = float(values.std()) if values.size else 0.0
    largest = float(np.abs(values - values.mean()).max()) if values.size else 0.0
    described = {
        "count": float(values.size),
        "mean": float(values.mean()) if values.size else 0.0,
        "deviation": deviation_,
        "reach": largest / deviation_ if deviation_ > 0 else 0.0,
    }
    gain = _gain(np.asarray(array))
    return described | ({"gain": gain} if gain else {})


_SIDES = 64


def _gain(array: np.ndarray) -> float:
    """Return the gain of an orthogonal matrix; 0 for any other array.

    A few of its shorter sides tell: all those of VGG16's largest would take a minute.
    """
    if array.ndim != 2 or min(array.shape) < 2:  # noqa: PLR2004 - a matrix
        return 0.0
    tall = array if array.shape[0] >= array.shape[1] else array.T
    narrow = np.asarray(tall[:, :_SIDES], "f8")
    gram = narrow.T @ narrow
    size = float(np.trace(gram)) / len(gram)
    if size <= 0 or np.abs(gram / size - np.eye(len(gram))).max() > 1e-3:  # noqa: PLR2004 - float32
        return 0.0
    return math.sqrt(size)


#: Standard errors by which two initialisations may differ by chance, and how few random numbers
#: may differ by any amount: from 20 on, chance explains one such difference in a million.
_CHANCE, _FEW = 6.0, 20
_WRITTEN = {0.0, 1.0}  # what no number that is drawn is
#: The farthest of some thousand numbers is 1.7 deviations out if they are uniform, 2.27 if
#: truncated, give or take what chance makes of the deviation, else 3 and more.
_BOUNDED, _FARTHER, _ENOUGH = 2.5, 1.12, 1500


def initial_difference(old: Mapping[str, float], new: Mapping[str, float]) -> str:
    """Say how two weights were initialised differently; nothing where chance may explain it."""
    error = _CHANCE / math.sqrt(max(old["count"], 1.0))
    spread = old["deviation"], new["deviation"]
    if "gain" in old and "gain" in new:
        if abs(old["gain"] - new["gain"]) > 1e-3 * old["gain"]:
            return (
                f"is orthogonal with gain {old['gain']:.3g} in the original, {new['gain']:.3g} now"
            )
        return ""
    if min(spread) > 0.0 and old["count"] < _FEW:
        return ""
    if old["count"] == 1 and not {old["mean"], new["mean"]} & _WRITTEN:
        return ""  # a number alone has no spread, also if it is drawn
    apart = math.sqrt(2.0) * error * max(spread)  # both means are drawn
    if abs(old["mean"] - new["mean"]) > apart + 1e-6 * abs(old["mean"]):
        return f"starts with a mean of {old['mean']:.3g} in the original, {new['mean']:.3g} now"
    if min(spread) == 0.0:
        told = f"{spread[0]:.3g} in the original, {spread[1]:.3g} now"
        return f"starts with a standard deviation of {told}" if max(spread) > 0 else ""
    if abs(math.log(spread[0] / spread[1])) > error + 0.02:
        return (
            f"starts with a standard deviation of {spread[0]:.3g} in the original,"
            f" {spread[1]:.3g} now"
        )
    reaches = sorted((old["reach"], new["reach"]))
    if old["count"] >= _ENOUGH and reaches[0] < _BOUNDED and reaches[1] > _FARTHER * reaches[0]:
        return (
            f"starts within {old['reach']:.2g} standard deviations in the original,"
            f" {new['reach']:.2g} now"
        )
    return ""
