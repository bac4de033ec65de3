"""Turn the weights of a legacy layer into those of the Keras 3 layer that replaces it.

The orders and transpositions were measured, and tests/verification compares every kind of layer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from migrator.verification.objects import Json

Arrays = list[np.ndarray]
_GATES = 12  # an LSTM with separate gates: (W, U, b) for i, c, f, o
_UPDATES = 9  # a GRU with separate gates: (W, U, b) for z, r, h


def convert(kind: str, config: Json, weights: Sequence[np.ndarray]) -> Arrays:
    """Return `weights`, in the legacy layer's order, in the order and shapes of Keras 3.

    kind, config: the legacy layer's class name and its get_config().
    """
    if kind == "Bidirectional":
        half = len(weights) // 2
        inner = config["layer"]["class_name"], config["layer"]["config"]
        return convert(*inner, weights[:half]) + convert(*inner, weights[half:])
    if kind == "TimeDistributed":
        return convert(config["layer"]["class_name"], config["layer"]["config"], weights)
    converter = _CONVERTERS.get(kind)
    return converter(config, list(weights)) if converter and weights else list(weights)


def _kernel(config: Json, weights: Arrays) -> Arrays:
    """Theano's (out, in, *sides) becomes (*sides, in, out); the bias stays."""
    return [_transposed(config, weights[0]), *weights[1:]]


def _kernels(config: Json, weights: Arrays) -> Arrays:
    """Depthwise and pointwise kernels are both transposed."""
    return [_transposed(config, w) if w.ndim > 1 else w for w in weights]


def _transposed(config: Json, kernel: np.ndarray) -> np.ndarray:
    if config.get("dim_ordering") != "th":
        return kernel
    sides = range(2, kernel.ndim)
    return np.ascontiguousarray(kernel.transpose(*sides, 1, 0))


def _deconvolution(config: Json, weights: Arrays) -> Arrays:
    """Keras 3 wants (height, width, out, in) where Keras 1, in tf ordering, has (in, out)."""
    kernel = _transposed(config, weights[0])
    return [np.ascontiguousarray(kernel.swapaxes(-1, -2)), *weights[1:]]


def _one_dimensional(_config: Json, weights: Arrays) -> Arrays:
    """Keras 1 kept a 1-D kernel as (length, 1, in, out)."""
    return [weights[0][:, 0], *weights[1:]]


def _lstm(_config: Json, weights: Arrays) -> Arrays:
    """(W, U, b) of i, c, f, o become three arrays i|f|c|o; consume_less='gpu' has them so."""
    if len(weights) != _GATES:
        return weights
    i, c, f, o = (weights[start : start + 3] for start in range(0, _GATES, 3))
    return [np.concatenate(parts, -1) for parts in zip(i, f, c, o, strict=True)]


def _gru(_config: Json, weights: Arrays) -> Arrays:
    """(W, U, b) of z, r, h become the three arrays z|r|h."""
    if len(weights) != _UPDATES:
        return weights
    z, r, h = (weights[start : start + 3] for start in range(0, _UPDATES, 3))
    return [np.concatenate(parts, -1) for parts in zip(z, r, h, strict=True)]


def _convolutional_lstm(config: Json, weights: Arrays) -> Arrays:
    return _lstm(config, _kernels(config, weights))


_CONVERTERS: dict[str, Callable[[Json, Arrays], Arrays]] = {
    "Convolution1D": _one_dimensional,
    "AtrousConvolution1D": _one_dimensional,
    "Convolution2D": _kernel,
    "AtrousConvolution2D": _kernel,
    "Convolution3D": _kernel,
    "Deconvolution2D": _deconvolution,
    "SeparableConvolution2D": _kernels,
    "LSTM": _lstm,
    "GRU": _gru,
    "ConvLSTM2D": _convolutional_lstm,
}
