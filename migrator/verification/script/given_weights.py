"""Weights that a script reads from data that are not there, and gives to its layers."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from migrator.verification.objects import Runtime


def leave_out_stand_ins(kinds: Iterable[type], remarks: dict[str, None]) -> None:
    """Let layers refuse weights of another shape only if there is something in them."""
    for kind in kinds:
        if "set_weights" in vars(kind):
            layers: Runtime = kind
            layers.set_weights = _tolerant(layers.set_weights, remarks)


def _tolerant(real: Runtime, remarks: dict[str, None]) -> Runtime:
    @functools.wraps(real)
    def set_weights(layer: Runtime, weights: Runtime) -> None:
        try:
            real(layer, weights)
        except Exception:
            if not _are_stand_ins(weights):
                raise
            remarks[f"weights of {layer.name} would come from a stand-in: they stay as drawn"] = (
                None
            )

    return set_weights


def _are_stand_ins(weights: Runtime) -> bool:
    """Tell whether all are zeros, which is what a stand-in gives."""
    given = weights if isinstance(weights, list | tuple) else [weights]
    return bool(given) and not any(np.any(np.asarray(one)) for one in given)
