"""A Sequential of one model alone: what it lacks before it is called, as `Knowledge.unbuilt` says."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from migrator.knowledge.inside_models import UNBUILT

pytestmark = pytest.mark.filterwarnings("ignore")  # Keras's own
Model = Any


@pytest.fixture
def inner(keras: ModuleType) -> Model:
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])


def use(model: Model, name: str, folder: Path) -> None:
    found = getattr(model, name)
    if callable(found):
        found(*([folder / "lone.weights.h5"] if name.endswith("_weights") else ()))


@pytest.mark.parametrize("name", UNBUILT)
def test_it_is_refused(name: str, inner: Model, keras: ModuleType, tmp_path: Path) -> None:
    with pytest.raises((AttributeError, ValueError)):
        use(keras.Sequential([inner]), name, tmp_path)


@pytest.mark.parametrize("name", sorted(UNBUILT.keys() - {"input", "output"}))  # `inputs[0]` now
def test_an_input_in_front_builds_it(
    name: str, inner: Model, keras: ModuleType, tmp_path: Path
) -> None:
    model = keras.Sequential([keras.Input((4,)), inner])
    model.save_weights(tmp_path / "lone.weights.h5")
    use(model, name, tmp_path)
