"""The layers of both sides, one by one: where numbers part, and what an output may hide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import figures

if TYPE_CHECKING:
    from migrator.verification.modern.comparison import Comparison
    from migrator.verification.modern.runs import Computed
    from migrator.verification.objects import Json

_EVERYWHERE = (
    "in every net (the variance p (1 - p) of its numbers is below a tenth of their mean, or all"
    " samples are alike), where a difference could hide"
)
_NOTHING = "no layer before that could be compared"


@dataclass(frozen=True)
class Apart:
    """How far one layer's numbers are apart. share: of the largest of them."""

    size: float
    share: float
    allowed: float
    telling: bool

    @property
    def differs(self) -> bool:
        """Whether it is more than rounding."""
        return self.size > self.allowed


class Traces:
    """What the layers of the first net give, on both sides."""

    def __init__(self, comparison: Comparison, computed: Computed) -> None:
        self._of = comparison
        self._computed = computed

    @classmethod
    def of(cls, comparison: Comparison, *, ready: bool) -> Traces:
        """Run the first net, whose traces are all that the original stored.

        ready: whether the model has its weights; moving averages are others after training.
        """
        if not ready:
            comparison.transplant(0)
        with comparison.mended():
            computed = comparison.runs.forward(
                comparison.model, comparison.arrays("x0"), comparison.leaves, training=False
            )
        return cls(comparison, computed)

    def _pairs(self) -> list[tuple[int, np.ndarray, np.ndarray]]:
        """Return the layers that both sides have a trace of, with the traces."""
        found = []
        for i, j in self._of.pairs:
            if i is None or j not in self._computed.traces or f"t{i}" not in self._of.stored:
                continue
            old, new = self._of.stored[f"t{i}"], figures.sample(self._computed.traces[j])
            if old.shape == new.shape:
                found.append((i, old, new))
        return found

    # where numbers part

    def parting(self) -> tuple[int, Json] | None:
        """Return the layer at which the deviation grows most, and both values there."""
        pairs = self._pairs()
        rates = self._rates(pairs)
        self._of.found["rates"] = {str(i): rate for i, rate in rates.items()}
        parted = [(rates[i], i, figures.gap(old, new)) for i, old, new in pairs]
        rate, number, gap = max(parted, key=lambda one: one[0], default=(0.0, 0, None))
        if gap is None:
            return None
        layer = self._of.old["layers"][number]
        where = figures.place(gap.where[0], layer["traced"])
        told = {"layer": layer["name"], "rate": rate, "where": where}
        return number, told | {"legacy": gap.legacy, "modern": gap.modern}

    def _rates(self, pairs: list[tuple[int, np.ndarray, np.ndarray]]) -> dict[int, float]:
        """Return for each layer the rate at which deviation grows there."""
        deviations: dict[int, float] = {}
        rates = {}
        latest = 0.0
        for i, old, new in pairs:
            reads = [d for d in self._of.old["layers"][i]["reads"] if d in deviations]
            into = max((deviations[d] for d in reads), default=latest)
            deviations[i] = latest = figures.deviation(old, new)
            rates[i] = figures.rate(latest, into)
        return rates

    def misshapen(self) -> int | None:
        """Return the first layer that gives another shape than the original's."""
        layers, traces = self._of.old["layers"], self._computed.traces
        wrong = (
            i
            for i, j in self._of.pairs
            if i is not None
            and j in traces
            and layers[i].get("traced", list(traces[j].shape)) != list(traces[j].shape)
        )
        return next(wrong, None)

    # what an output may hide

    def hidden(self) -> str:
        """Say which layer differs though the outputs, which are saturated, do not; or nothing."""
        layers, behind = self._layers(), self._behind()
        self._of.found["apart"] = {str(i): one.share for i, one in layers.items()}
        gone = self._gone(layers)
        found = [
            (self._of.old["layers"][i]["name"], one)
            for i, one in layers.items()
            if not one.differs or i not in gone
        ]
        found += [(f"what output {k} is made of", one) for k, one in behind.items()]
        for name, one in found:
            if one.differs:
                return (
                    f"{self._saturated()}, and before that {name} differs by up to {one.size:.3g}"
                    f" (allowed: {one.allowed:.1g})"
                )
        self._note([one for _, one in found if one.telling])
        return ""

    def _layers(self) -> dict[int, Apart]:
        """Compare each layer; one that is called again may have been called in another order."""
        layers = self._of.old["layers"]
        return {
            i: self._apart(f"t{i}", old, new)
            for i, old, new in self._pairs()
            if not layers[i]["repeated"]
        }

    def _behind(self) -> dict[int, Apart]:
        """Compare what bounded functions made the saturated outputs of."""
        found = {}
        for k in self._of.old["saturated"]:
            if f"b{k}" in self._of.stored and k in self._computed.behind:
                old, new = self._of.stored[f"b{k}"], figures.sample(self._computed.behind[k])
                if old.shape == new.shape:
                    found[k] = self._apart(f"b{k}", old, new)
        return found

    def _apart(self, name: str, old: np.ndarray, new: np.ndarray) -> Apart:
        gap = figures.gap(old, new)
        size = gap.size if gap else 0.0
        moves = self._of.old.get("moves", {}).get(name, 0.0)
        allowed = figures.allowed([old], moves, self._of.depth())
        share = size / (figures.scale([old]) or 1.0)
        return Apart(size, share, allowed, not figures.saturated(old))

    def _gone(self, apart: dict[int, Apart]) -> set[int]:
        """Return the layers whose differences are gone in all that read them: spelled anew.

        A layer that is saturated itself is no witness to that.
        """
        gone: set[int] = set()
        readers: dict[int, list[int]] = {}
        for number, layer in enumerate(self._of.old["layers"]):
            for read in layer["reads"]:
                readers.setdefault(read, []).append(number)
        agreeing = {i for i, one in apart.items() if one.telling and not one.differs}
        for number in sorted(readers, reverse=True):
            if all(reader in agreeing or reader in gone for reader in readers[number]):
                gone.add(number)
        return gone

    def _note(self, telling: list[Apart]) -> None:
        """Say what the verdict rests on."""
        share = max((one.share for one in telling), default=0.0)
        told = f"differ by {share:.1g} of their largest number at most"
        compared = f"{len(telling)} layers before that {told}" if telling else _NOTHING
        self._of.notes.append(f"{self._saturated()} {_EVERYWHERE}: {compared}")

    def _saturated(self) -> str:
        if len(self._of.old["outputs"]) == 1:
            return "the output is saturated"
        return f"output {' and '.join(map(str, self._of.old['saturated']))} is saturated"
