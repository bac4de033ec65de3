"""What dates a file by what it asks of Keras's objects, against those of the installed Keras 3."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any

import pytest

from migrator.knowledge import LIBRARY
from migrator.knowledge.still import STILL


@pytest.fixture(scope="module")
def objects(keras: ModuleType) -> Mapping[str, list[Any]]:
    """Objects of each home: some of the classes whose members are recorded there."""
    layers, callbacks = keras.layers, keras.callbacks
    made = [
        layers.Dense(2),
        layers.Embedding(3, 2),
        layers.LSTM(2),
        layers.Bidirectional(layers.LSTM(2)),
        layers.SeparableConv2D(3, 3),
        layers.TimeDistributed(layers.Dense(2)),
        layers.Dropout(0.5),
        layers.TextVectorization(),
    ]
    shallow = keras.Sequential([keras.Input((3,)), made[0]])
    shallow.compile("sgd", "mse")
    made[4](keras.Input((8, 8, 3)))
    logged = (callbacks.CSVLogger("log"), callbacks.ModelCheckpoint("x.keras"))
    return {
        "keras.layers": made,
        "keras.models": [shallow, keras.models.Model(shallow.inputs, shallow.outputs)],
        "keras.optimizers": [getattr(keras.optimizers, n)() for n in ("SGD", "Adam", "Nadam")],
        "keras.callbacks": [*logged, callbacks.EarlyStopping(), callbacks.History()],
        "keras.Variable": [keras.Variable(1.0)],
    }


def _members(home: str) -> set[str]:
    """Return the lost members that some class of a home has, or that its classes inherit."""
    above = {home, *(("keras.layers",) if home == "keras.models" else ())}
    known = LIBRARY.by_release["2.2"]
    every = [*known.lost.items(), *known.gone.items()]
    return {name for name, methods in every if any(above & {*m.homes} for m in methods)}


@pytest.mark.parametrize("home", sorted(STILL))
def test_what_dates_a_file_is_no_member_of_keras_3(
    home: str, objects: Mapping[str, list[Any]]
) -> None:
    there = {n for n in _members(home) if any(n in dir(each) for each in objects[home])}
    assert there - {"layers"} == STILL[home] & _members(home)


@pytest.mark.parametrize("home", sorted(STILL))
def test_what_is_said_to_be_there_still_is(home: str, objects: Mapping[str, list[Any]]) -> None:
    assert {n for n in STILL[home] if not any(n in dir(each) for each in objects[home])} == set()
