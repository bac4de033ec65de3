"""What Keras 3 makes of `{'class_name': ..., 'config': ...}`, as Keras 2 wrote it."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.filterwarnings("ignore")  # Keras's own, of NumPy


def described(thing: Any) -> dict[str, object]:  # noqa: ANN401 - Keras's
    return {"class_name": type(thing).__name__, "config": thing.get_config()}


def with_module(thing: Any) -> dict[str, object]:  # noqa: ANN401 - Keras's
    return {**described(thing), "module": type(thing).__module__}


def plain(keras: ModuleType) -> Any:  # noqa: ANN401 - a layer
    return keras.layers.Dense(3, kernel_regularizer="l2")


def wrapped(keras: ModuleType) -> Any:  # noqa: ANN401 - a layer
    return keras.layers.Bidirectional(keras.layers.LSTM(3))


@pytest.mark.parametrize("make", [plain, wrapped])
def test_a_layer_is_found_only_with_its_module(
    make: Callable[[ModuleType], Any], keras: ModuleType
) -> None:
    layer = make(keras)
    with pytest.raises(TypeError, match="Could not locate class"):
        keras.layers.deserialize(described(layer))
    again = keras.layers.deserialize(with_module(layer))
    assert again.get_config() == layer.get_config()


def test_an_own_layer_is_found_among_the_custom_objects_as_before(keras: ModuleType) -> None:
    own = type("Own", (keras.layers.Layer,), {})
    assert isinstance(keras.layers.deserialize(with_module(own()), {"Own": own}), own)


@pytest.mark.parametrize(
    ("home", "name"),
    [
        ("optimizers", "Adam"),
        ("regularizers", "L2"),
        ("initializers", "HeNormal"),
        ("constraints", "MaxNorm"),
    ],
)
def test_others_are_found_with_it_as_well(home: str, name: str, keras: ModuleType) -> None:
    one = getattr(getattr(keras, home), name)()
    assert type(getattr(keras, home).deserialize(with_module(one))) is type(one)
