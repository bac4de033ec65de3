"""What the name of a class, or of what is called, tells of it."""

from __future__ import annotations

from migrator.rules import MODELS


def has_ends(owner: str) -> bool:
    """Whether objects of a class stand between tensors."""
    return owner.startswith("keras.layers.") or owner in MODELS


def is_function(name: str) -> bool:
    """Whether a name is that of a function of Keras, of which nobody said what it returns."""
    return name.startswith("keras.") and name.rpartition(".")[2][:1].islower()
