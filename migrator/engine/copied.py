"""Modules of TensorFlow that stay: they have what Keras 3 has no longer, beside what it has."""

from __future__ import annotations

from migrator.rules import Knowledge

_TENSORFLOW = "tensorflow.keras."


def is_copied(module: str, knowledge: Knowledge) -> bool:
    """Whether a module is one from which something of Keras is taken still: `image`, `text`."""
    if not module.startswith(_TENSORFLOW):
        return False
    targets = (getattr(rule.becomes, "name", "") for rule in knowledge.by_name.values())
    return any(target.startswith(f"{module}.") for target in targets)
