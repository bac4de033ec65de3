"""Batches of several lengths, as Keras 3 takes them: what `Feeding.own_sizes` says."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import numpy as np
import pytest

pytestmark = pytest.mark.filterwarnings("ignore")  # Keras's own
LENGTHS = (4, 4, 3)


def batches() -> Iterator[tuple[Any, Any]]:
    for length in LENGTHS:
        yield np.ones((2, length, 2), "float32"), np.ones((2, 1), "float32")


@pytest.fixture
def model(keras: ModuleType) -> Any:  # noqa: ANN401 - of a package without types
    layers = keras.layers.LSTM(3), keras.layers.Dense(1)
    found = keras.Sequential([keras.Input((None, 2)), *layers])
    found.compile("sgd", "mse")
    return found


def test_those_that_differ_from_the_first_two_fail(model: Any) -> None:  # noqa: ANN401
    with pytest.raises(Exception, match="variable input dimensions"):
        model.fit(batches(), verbose=0)


def test_a_dataset_says_which_size_is_open(model: Any) -> None:  # noqa: ANN401
    tf = pytest.importorskip("tensorflow")

    of_inputs, of_targets = tf.TensorSpec((None, None, 2)), tf.TensorSpec((None, 1))
    model.fit(
        tf.data.Dataset.from_generator(batches, output_signature=(of_inputs, of_targets)),
        verbose=0,
    )
