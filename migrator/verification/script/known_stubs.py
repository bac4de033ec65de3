"""What a few functions of missing packages give: pictures of a real size, searches that end."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from migrator.verification.objects import Runtime

SIDE = 64  # of a picture whose size the script does not ask for


def _picture(*_args: object, **_kwargs: object) -> np.ndarray:
    return np.zeros((SIDE, SIDE, 3), "uint8")


def _resized(image: Runtime, size: Runtime, *_args: object, **_kwargs: object) -> np.ndarray:
    sides = tuple(size)[:2] if isinstance(size, tuple | list) else (SIDE, SIDE)
    return np.zeros((*sides, *np.shape(image)[2:]), "uint8")


def _resized_across(image: Runtime, size: Runtime, *_args: object, **_kwargs: object) -> np.ndarray:
    """OpenCV gives the width first."""
    return _resized(image, tuple(size)[::-1] if isinstance(size, tuple | list) else size)


def _start(
    _function: object, x0: Runtime, *_args: object, **_kwargs: object
) -> tuple[Runtime, float, dict[str, object]]:
    """Optimising is training: it is skipped, and ends where it began."""
    return x0, 0.0, {}


def _labels(points: Runtime, count: int, *_args: object, **_kwargs: object) -> Runtime:
    """All points are in the first of the clusters."""
    return np.zeros((count, np.shape(points)[-1])), np.zeros(len(points), "int32")


def _labels_and_distance(points: Runtime, count: int, *_args: object, **_kwargs: object) -> Runtime:
    return *_labels(points, count), 0.0


def _unchanged(image: Runtime, *_args: object, **_kwargs: object) -> Runtime:
    """Return a picture as it was: nobody has seen it."""
    return image


_MOVES = SimpleNamespace(
    affine_transform=_unchanged, rotate=_unchanged, shift=_unchanged, zoom=_unchanged
)
KNOWN: dict[str, Runtime] = {
    "cv2.imread": _picture,
    "cv2.resize": _resized_across,
    "imageio.imread": _picture,
    "matplotlib.image.imread": _picture,
    "matplotlib.pyplot.imread": _picture,
    "scipy.cluster.vq.kmeans2": _labels,
    "scipy.misc.imread": _picture,
    "scipy.misc.imresize": _resized,
    "scipy.ndimage.imread": _picture,
    "scipy.ndimage.interpolation": _MOVES,
    "scipy.sparse.issparse": lambda _array: False,
    "scipy.optimize.fmin_l_bfgs_b": _start,
    "sklearn.cluster.k_means": _labels_and_distance,
    "skimage.io.imread": _picture,
    "skimage.transform.resize": _resized,
}
