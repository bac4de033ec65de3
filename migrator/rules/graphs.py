"""How models were built by naming their nodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from migrator.frozen import frozen


@frozen
class Graphs:
    """Models that were built by naming their nodes.

    classes: class -> "model" (its outputs have names), or "layer" (it has one output).
    signatures: method that adds to one -> its signature. inputs, outputs: those that add an input
    and an output. shared: those that have no counterpart. merging: the layer whose `Switch` says
    what merges nodes, in one of `modes`.
    """

    classes: Mapping[str, Literal["model", "layer"]]
    signatures: Mapping[str, str]
    inputs: str
    outputs: str
    shared: frozenset[str]
    merging: str
    modes: frozenset[str]
