"""Models that Keras 3 writes to HDF5 and does not load again: of those that it does, nothing is said.

If this fails, Keras finds what is between layers: then `UNREAD` has done its time.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.filterwarnings("ignore")  # Keras's own, of NumPy and of HDF5
Model = Any


def masked(keras: ModuleType) -> Model:
    x = keras.Input((5, 2))
    return keras.Model(x, keras.layers.LSTM(3)(keras.layers.Masking()(x)))


def computed(keras: ModuleType) -> Model:
    x = keras.Input((5,))
    return keras.Model(x, keras.ops.sum(keras.layers.Dense(2)(x), axis=1, keepdims=True))


def sequential(keras: ModuleType) -> Model:
    layers = keras.layers.Masking(), keras.layers.LSTM(3)
    return keras.Sequential([keras.Input((5, 2)), *layers])


@pytest.fixture(params=[masked, computed], ids=["masked", "computed"])
def model(request: pytest.FixtureRequest, keras: ModuleType) -> Model:
    return request.param(keras)


def test_it_is_not_found_in_hdf5(model: Model, keras: ModuleType, tmp_path: Path) -> None:
    model.save(tmp_path / "model.h5")
    with pytest.raises(ValueError, match="Unknown layer"):
        keras.models.load_model(tmp_path / "model.h5", compile=False)
    model.load_weights(tmp_path / "model.h5")


def test_it_is_found_in_a_file_of_keras_3(model: Model, keras: ModuleType, tmp_path: Path) -> None:
    model.save(tmp_path / "model.keras")
    keras.models.load_model(tmp_path / "model.keras")


def test_a_sequential_model_is_found_in_both(keras: ModuleType, tmp_path: Path) -> None:
    for name in ("model.h5", "model.keras"):
        sequential(keras).save(tmp_path / name)
        keras.models.load_model(tmp_path / name)
