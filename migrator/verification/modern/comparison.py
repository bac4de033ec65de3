"""A model of the result beside its counterpart: what is compared, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.verification import align, probe, transplant
from migrator.verification.modern.keras_bias import biases_added_by_broadcasting
from migrator.verification.modern.runs import give

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    import numpy as np

    from migrator.verification.modern.side import ModernSide
    from migrator.verification.objects import Json, Runtime

Arrays = list["np.ndarray"]


class Comparison:
    """One model of the result, and what differs.

    stored: what `legacy_numbers.Measurement` saved.
    pairs: layers of both sides that are counterparts.
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

    def told(self) -> Json:
        """Return the differences found; what is one only in training has `training` set."""
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

    def depth(self) -> int:
        """Return how many layers of the original have weights."""
        return sum(bool(layer["params"]) for layer in self.old["layers"])

    def mended(self) -> AbstractContextManager[None]:
        """Let Keras 3 add biases as it should, where its bug was met."""
        return biases_added_by_broadcasting(only_if=id(self.model) in self.side.misplaced)
