"""What the Kerases call layers that are given no name, asked of their own functions."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from types import ModuleType
from typing import Any

from migrator.knowledge import naming

from .legacy import Legacy

_KERAS_1 = "self.__class__.__name__.lower()", "prefix + '_' + str(K.get_uid(prefix))"


def _function(legacy: Legacy, module: str, name: str) -> Callable[[str], str]:
    found = [n for n in legacy.trees[module].body if getattr(n, "name", "") == name]
    scope: dict[str, Any] = {"re": re}
    exec(ast.unparse(ast.Module(found, [])), scope)  # noqa: S102 - a function of Keras
    spell: Callable[[str], str] = scope[name]
    return spell


def test_keras_1_wrote_the_class_in_small_letters_and_counted_from_one(legacy: Legacy) -> None:
    text = ast.unparse(legacy.trees["keras.engine.topology"])
    assert all(part in text for part in _KERAS_1)
    assert naming.unnamed_1()["maxpooling2d"] == "max_pooling2d"


def test_keras_2_parted_the_words_as_recorded(earlier: Callable[[str], Legacy]) -> None:
    spell = _function(earlier("2.2.4"), "keras.engine.base_layer", "_to_snake_case")
    for name in ("Conv2D", "ConvLSTM2D", "LeakyReLU", "MaxPooling2D", "GlobalAveragePooling2D"):
        assert spell(name) in naming.unnamed_2()


def test_keras_3_names_its_first_layers_as_recorded(keras: ModuleType) -> None:
    keras.utils.clear_session()
    inputs = keras.Input((8, 8, 2))
    made = [
        keras.layers.Conv2D(2, 3),
        keras.layers.MaxPooling2D(),
        keras.layers.LeakyReLU(),
        keras.layers.ConvLSTM2D(2, 3),
        keras.layers.Embedding(3, 2),
        keras.Sequential(),
        keras.Model(inputs, made_of := keras.layers.Flatten()(inputs)),
    ]
    first = {layer.name for layer in made} | {keras.Model(inputs, made_of).layers[0].name}
    assert first <= {*naming.unnamed_2().values()}
    assert keras.layers.Conv2D(2, 3).name == "conv2d_1"
