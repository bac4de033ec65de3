"""Keras 3's own bug: on TensorFlow it may add a channels_first bias along the wrong axis.

keras/src/backend/tensorflow/numpy.py `add` takes the bias for a channels_last one whenever the
number of filters equals the last side (3.15.1, measured). The migration is not to blame.
"""

from __future__ import annotations

import contextlib
import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.verification.objects import Runtime


def could_be_misplaced(model: Runtime) -> bool:
    """Tell whether some channels_first layer has as many filters as its last side is long."""
    for layer in model.layers:
        if getattr(layer, "layers", None) and could_be_misplaced(layer):
            return True
        first = getattr(layer, "data_format", None) == "channels_first"
        if first and getattr(layer, "filters", None) == layer.output.shape[-1]:
            return True
    return False


@contextlib.contextmanager
def biases_added_by_broadcasting(*, only_if: bool = True) -> Iterator[None]:
    """Let Keras add a bias as NumPy would, to see whether that is the whole difference."""
    if not only_if:
        yield
        return
    backend: Runtime = importlib.import_module("keras.src.backend.tensorflow.numpy")
    tensorflow: Runtime = importlib.import_module("tensorflow")
    guessing, backend.add = backend.add, tensorflow.add
    try:
        yield
    finally:
        backend.add = guessing
