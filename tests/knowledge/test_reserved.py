"""Attributes that Keras 3 keeps for itself: what becomes of a class that sets one all the same."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from migrator.knowledge.custom import INITIALIZED, READONLY
from migrator.rules import Behind

pytestmark = pytest.mark.filterwarnings("ignore")  # Keras's own
_LISTS = frozenset({"_layers", "_losses", "_metrics", "_model", "_variables"})
_BUILT = frozenset({"keras.KerasTensor", "keras.layers.Dense"})  # what can be set, but not so
_KEPT = [
    (owner, name)
    for owner, names in READONLY.items()
    for name, gone in names.items()
    if not isinstance(gone, Behind) and name not in _LISTS and owner not in _BUILT
]
_MADE_WITH = {"keras.optimizers.Optimizer": (0.1,)}
_MADE = [(owner, name) for owner, names in INITIALIZED.items() for name in names]


def of_keras_3(keras: ModuleType, owner: str) -> Any:  # noqa: ANN401 - any class
    found: Any = keras
    for name in owner.removeprefix("keras.").split("."):
        found = getattr(found, name)
    return found


@pytest.mark.parametrize(("owner", "name"), _KEPT)
def test_it_cannot_be_set(owner: str, name: str, keras: ModuleType) -> None:
    of_class = of_keras_3(keras, owner)
    found = next(c.__dict__[name] for c in of_class.__mro__ if name in c.__dict__)
    assert isinstance(found, property)
    assert found.fset is None


@pytest.mark.parametrize(("owner", "name"), _MADE)
def test_a_property_is_set_where_an_object_is_made(
    owner: str, name: str, keras: ModuleType
) -> None:
    base = of_keras_3(keras, owner)
    with pytest.raises(AttributeError, match=name):
        type("Own", (base,), {name: property(lambda _: "given")})(*_MADE_WITH.get(owner, ()))


def test_layers_in_a_list_of_that_name_take_others_away(keras: ModuleType) -> None:
    class Net(keras.Model):  # type: ignore[misc, name-defined]
        def __init__(self, name: str) -> None:
            super().__init__()
            self.last = keras.layers.Dense(1)
            setattr(self, name, [keras.layers.Dense(2)])
            self.name_of_list = name

        def call(self, x: Any) -> Any:  # noqa: ANN401
            return self.last(getattr(self, self.name_of_list)[0](x))

    nets = [Net("_layers"), Net("hidden")]
    for net in nets:
        net(keras.ops.ones((1, 3)))
    assert [len(net.trainable_weights) for net in nets] == [2, 4]


def test_a_callback_is_given_the_model_that_is_trained(keras: ModuleType) -> None:
    callback, model = keras.callbacks.Callback(), keras.Sequential()
    callback._model = "another"  # noqa: SLF001 - as classes do that derive from it
    callback.set_model(model)
    assert callback._model is model  # noqa: SLF001
