"""How releases before 1.2.2 kept weights, where it differs: 1.2.2's way is what all sides speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.verification.objects import Json

_KERNEL_CHANGED_IN = "1.1"
_VARIANCE_SINCE = "1.0"


def shapes(version: str, kind: str, own: Sequence[list[int]]) -> list[list[int]]:
    """Return the shapes that Keras 1.2.2 would have, given those of the release."""
    if kind == "Convolution1D" and version < _KERNEL_CHANGED_IN:
        filters, channels, length, _ = own[0]
        return [[length, 1, channels, filters], *own[1:]]
    return list(own)


def arrays(version: str, kind: str, config: Json, common: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Turn weights as Keras 1.2.2 keeps them into those of the release."""
    if kind == "Convolution1D" and version < _KERNEL_CHANGED_IN:
        return [common[0].transpose(3, 2, 0, 1), *common[1:]]
    if kind == "BatchNormalization" and version < _VARIANCE_SINCE:
        # Keras 0 kept a deviation, and added epsilon to it instead of to the variance.
        gamma, beta, mean, variance = common
        epsilon = np.float32(config["epsilon"])
        return [gamma, beta, mean, np.sqrt(variance + epsilon) - epsilon]
    return list(common)


def common(version: str, kind: str, config: Json, own: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Turn weights as the release keeps them into those of Keras 1.2.2: `arrays`, backwards."""
    if kind == "Convolution1D" and version < _KERNEL_CHANGED_IN:
        return [own[0].transpose(2, 3, 1, 0), *own[1:]]
    if kind == "BatchNormalization" and version < _VARIANCE_SINCE:
        gamma, beta, mean, deviation = own
        epsilon = np.float32(config["epsilon"])
        return [gamma, beta, mean, np.square(deviation + epsilon) - epsilon]
    return list(own)
