"""Turn kernels trained on Theano into those of a backend that correlates.

Theano convolves: it turns each kernel by 180 degrees before it correlates. Which layers do was read
from theano_backend.py of Keras 1.2.2 and 2.2.4: depthwise and separable kernels Keras itself turns
back, and locally connected layers do not convolve.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from migrator.verification.align import innermost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.verification.objects import Json

_CONVOLVING = {
    "Convolution1D",
    "AtrousConvolution1D",
    "Convolution2D",
    "AtrousConvolution2D",
    "Deconvolution2D",
    "Convolution3D",
    "ConvLSTM2D",
    "Conv1D",
    "Conv2D",
    "Conv2DTranspose",
    "Conv3D",
    "Conv3DTranspose",
}


def turned(kind: str, config: Json, weights: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Return a legacy layer's weights with the kernels turned; biases and other layers stay.

    kind, config: the layer's class name and its get_config(). weights: as Keras 1.2.2 or 2 keeps
    them. Turning twice changes nothing.
    """
    kind, config = innermost(kind, config)
    if kind not in _CONVOLVING:
        return list(weights)
    return [_turned(config, w) if w.ndim > 1 else w for w in weights]


def _turned(config: Json, kernel: np.ndarray) -> np.ndarray:
    """Turn a kernel: it is (out, in, *sides) in Theano's order, else (*sides, in, out)."""
    first = config.get("dim_ordering") == "th"
    sides = range(2, kernel.ndim) if first else range(kernel.ndim - 2)
    return np.ascontiguousarray(np.flip(kernel, tuple(sides)))
