"""Replace random sources by draws that depend on shape alone, so that both sides draw the same.

Two correct programs draw different numbers. With common ones dropout, noise and the sampling of a
variational auto-encoder are functions like any other, in training too, and can be compared.
"""

from __future__ import annotations

import importlib
import inspect
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.verification.objects import Runtime

_LEGACY = {
    "keras.backend": ("random_normal", "random_uniform", "random_binomial", "truncated_normal"),
    "tensorflow": ("random_normal", "random_uniform", "truncated_normal"),
    "tensorflow.random": ("normal", "uniform", "truncated_normal"),
}
_MODERN = {
    "keras.random": ("normal", "uniform", "truncated_normal", "binomial"),
    "tensorflow.random": ("normal", "uniform", "truncated_normal"),
}
_AT_RUN_TIME = (
    *("normal", "uniform", "truncated_normal", "binomial", "dropout"),
    *("random_normal", "random_uniform"),
)
_LOW, _HIGH = ("minval", "low"), ("maxval", "high")
_GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0  # its multiples fill (0, 1) more evenly than chance does
_CLOSEST = 2.0**-24  # to 0 and to 1, where a float32 normal number would be infinite
_TAIL = 0.5 * math.erfc(math.sqrt(2.0))  # beyond two standard deviations, where truncated


def install(*, legacy: bool) -> None:
    """Replace the functions that scripts call, and in a legacy Keras those that its layers call.

    Keras 3 draws initial weights with the same functions as dropout: see `common`.
    """
    for module_name, names in (_LEGACY if legacy else _MODERN).items():
        try:
            module: Runtime = importlib.import_module(module_name)
        except ImportError:
            continue
        _replace(module, names)
    if legacy:
        _replace(importlib.import_module("keras.backend"), ("dropout",))


def common(*, legacy: bool) -> None:
    """Replace what layers draw with as they run; from here on no weights are initialised.

    The layers of tf_keras ask their own generator; those of an older Keras are served by `install`.
    """
    backend: Runtime = importlib.import_module(f"{'tf_keras' if legacy else 'keras'}.src.backend")
    _replace(backend.RandomGenerator if legacy else backend.random, _AT_RUN_TIME)


def _replace(owner: Runtime, names: tuple[str, ...]) -> None:
    tensorflow: Runtime = importlib.import_module("tensorflow")
    for name in names:
        real = getattr(owner, name, None)
        if real is not None and not hasattr(real, "draws_in_common"):
            draw = _dropout if name == "dropout" else _draw
            setattr(owner, name, _replacement(real, draw, tensorflow))


def _replacement(
    real: Callable[..., Runtime], draw: Callable[..., Runtime], tensorflow: Runtime
) -> Callable[..., Runtime]:
    signature = inspect.signature(real)

    def drawn(*args: Runtime, **kwargs: Runtime) -> Runtime:
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        bound.arguments.pop("self", None)
        return draw(tensorflow, real.__name__, bound.arguments)

    drawn.draws_in_common = True  # type: ignore[attr-defined]
    return drawn


def _draw(tensorflow: Runtime, name: str, values: dict[str, Any]) -> Runtime:
    dtype = values.get("dtype") or "float32"
    uniform = _uniform(tensorflow, values["shape"])
    return tensorflow.cast(_distributed(tensorflow, uniform, name, values), dtype)


def _distributed(
    tensorflow: Runtime, uniform: Runtime, name: str, values: dict[str, Any]
) -> Runtime:
    """Turn numbers spread over (0, 1) into numbers distributed as `values` say."""
    if "mean" in values:
        if "truncated" in name:
            uniform = _TAIL + uniform * (1.0 - 2.0 * _TAIL)
        deviation = values["stddev"] if "stddev" in values else values["std"]
        normal = math.sqrt(2.0) * tensorflow.math.erfinv(2.0 * uniform - 1.0)
        return _number(tensorflow, values["mean"]) + _number(tensorflow, deviation) * normal
    if "p" in values:
        return uniform >= 1.0 - values["p"]  # what a dropout at the rate 1 - p keeps
    if "probabilities" in values:
        return tensorflow.round(values["counts"] * _number(tensorflow, values["probabilities"]))
    low = next((values[key] for key in _LOW if key in values), 0.0)
    high = next((values[key] for key in _HIGH if values.get(key) is not None), 1.0)
    low, high = _number(tensorflow, low), _number(tensorflow, high)
    return low + (high - low) * uniform


def _number(tensorflow: Runtime, value: Runtime) -> Runtime:
    return tensorflow.cast(value, "float32")


def _dropout(tensorflow: Runtime, _name: str, values: dict[str, Any]) -> Runtime:
    """Drop by the common draw; what is kept is scaled up, as every Keras does."""
    x, rate, *_ = values.values()
    x = tensorflow.convert_to_tensor(x)
    mask = _uniform(tensorflow, _noise_shape(tensorflow, x, values.get("noise_shape"))) >= rate
    return x * tensorflow.cast(mask, x.dtype) / (1.0 - rate)


def _noise_shape(tensorflow: Runtime, x: Runtime, wanted: Runtime) -> Runtime:
    whole = tensorflow.shape(x)
    if wanted is None:
        return whole
    if not isinstance(wanted, list | tuple):
        return wanted
    return [whole[i] if size is None else size for i, size in enumerate(wanted)]


def _uniform(tensorflow: Runtime, shape: Runtime) -> Runtime:
    """Return float32 numbers in (0, 1), the k-th always the same."""
    if isinstance(shape, list | tuple):
        sizes = [tensorflow.cast(size, "int32") for size in shape]
        shape = tensorflow.stack(sizes) if sizes else tensorflow.zeros((0,), "int32")
    size = tensorflow.reduce_prod(shape)
    steps = tensorflow.cast(tensorflow.range(size), "float64") + 0.5
    spread = tensorflow.math.floormod(steps * _GOLDEN, 1.0)
    inside = tensorflow.clip_by_value(spread, _CLOSEST, 1.0 - _CLOSEST)
    return tensorflow.cast(tensorflow.reshape(inside, shape), "float32")
