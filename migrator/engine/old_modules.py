"""Modules of old: those of TensorFlow that stay, and those of Keras that are gone."""

from __future__ import annotations

from migrator.rules import Knowledge

_TENSORFLOW = "tensorflow.keras."
NO_MODULE = "Keras 3 has no `{}`: import what is used from where it is now, by name."


def is_copied(module: str, knowledge: Knowledge) -> bool:
    """Whether a module of TensorFlow has what Keras 3 has no longer: `image`, `text`."""
    if not module.startswith(_TENSORFLOW):
        return False
    targets = (getattr(rule.becomes, "name", "") for rule in knowledge.by_name.values())
    return any(target.startswith(f"{module}.") for target in targets)


def is_gone(module: str, knowledge: Knowledge) -> bool:
    """Whether a module of Keras itself is none in Keras 3: `keras.layers.advanced_activations`."""
    known = module in knowledge.modules and module not in knowledge.modern
    return known and module.startswith("keras.")


def home_of(module: str, knowledge: Knowledge) -> str:
    """Return the module of Keras 3 that has what a module of old had, if it is one."""
    found = (module, knowledge.home_of_star(module))
    return next((name for name in found if name in knowledge.modern), "")
