"""Replace random sources by their mean, on both sides, so that sampling layers can be compared.

Two correct programs draw different numbers; a variational auto-encoder that decodes the mean is
still the same function of the same weights.
"""

from __future__ import annotations

import importlib
import inspect
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.verification.objects import Runtime

_LEGACY = {
    "keras.backend": ("random_normal", "random_uniform", "random_binomial"),
    "tensorflow": ("random_normal", "random_uniform", "truncated_normal"),
}
_MODERN = {
    "keras.random": ("normal", "uniform", "truncated_normal", "binomial"),
    "tensorflow.random": ("normal", "uniform", "truncated_normal"),
}
_LOW = ("minval", "low")
_HIGH = ("maxval", "high")


def install(*, legacy: bool) -> None:
    """Replace the public functions; those that initialise weights are others."""
    tensorflow: Runtime = importlib.import_module("tensorflow")
    for module_name, names in (_LEGACY if legacy else _MODERN).items():
        module: Runtime = importlib.import_module(module_name)
        for name in names:
            if hasattr(module, name):
                setattr(module, name, _constant(getattr(module, name), tensorflow))


def _constant(real: Callable[..., Runtime], tensorflow: Runtime) -> Callable[..., Runtime]:
    signature = inspect.signature(real)

    def mean(*args: Runtime, **kwargs: Runtime) -> Runtime:
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        values = bound.arguments
        dtype = values.get("dtype") or "float32"
        return tensorflow.cast(tensorflow.fill(values["shape"], _mean(values)), dtype)

    return mean


def _mean(values: dict[str, Runtime]) -> Runtime:
    if "mean" in values:
        return 1.0 * values["mean"]
    if "p" in values:
        return 1.0 * values["p"]
    if "probabilities" in values:
        return 1.0 * values["counts"] * values["probabilities"]
    low = next((values[name] for name in _LOW if name in values), 0.0)
    high = next((values[name] for name in _HIGH if values.get(name) is not None), 1.0)
    return (low + high) / 2.0
