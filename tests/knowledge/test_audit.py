"""The audit that the census and the walk rely on: what it counts, and what it must not."""

from __future__ import annotations

import pytest

from .audit import own_classes, rejected

pytestmark = pytest.mark.usefixtures("keras")

ESTIMATOR = """
class Base:
    def fit(self, data, nb_epoch=1):
        return self

class Estimator(Base):
    pass
"""
WRAPPER = """
from keras.models import Sequential

class Wrapper(Sequential):
    pass
"""


def uses(source: str, *others: str, packages: tuple[str, ...] = ()) -> list[str]:
    return [use.symbol for use in rejected(source, own_classes([source, *others], packages))]


def test_a_keyword_that_only_keras_1_took_is_counted_on_an_object_of_any_class() -> None:
    assert uses("def train(model):\n    model.fit([], nb_epoch=3)") == ["?.fit"]


def test_a_method_of_the_programs_own_takes_what_it_takes() -> None:
    assert uses("from lib import Estimator\nEstimator().fit([], nb_epoch=3)", ESTIMATOR) == []
    made = "import lib\nmodel = lib.nets.Estimator()\nmodel.fit([], nb_epoch=3)"
    assert uses(made, ESTIMATOR) == []


def test_of_an_object_that_two_calls_may_have_made_both_are_asked() -> None:
    made = "def build(own):\n    m = Estimator()\n    if not own:\n        m = load()\n"
    assert uses(f"{made}    m.fit([], nb_epoch=3)", ESTIMATOR) == ["?.fit"]


def test_a_class_that_derives_from_one_of_keras_has_the_methods_of_keras() -> None:
    assert uses("from lib import Wrapper\nWrapper().fit([], nb_epoch=3)", WRAPPER) == ["?.fit"]


def test_the_shape_of_what_is_named_as_layers_are_is_counted() -> None:
    assert uses("def f(net):\n    return net.layers[-1].output_shape") == ["?.output_shape"]
    assert uses("def f(net):\n    return net.output_shape, net.layers[0].output.shape") == []


def test_what_the_program_has_not_got_any_more_is_nothing_of_keras() -> None:
    source = "from lib.nets import Removed\nRemoved().fit([], nb_epoch=3)"
    assert uses(source, ESTIMATOR) == ["?.fit"]
    assert uses(source, ESTIMATOR, packages=("lib",)) == []


def test_what_a_loop_calls_like_a_module_is_not_that_module() -> None:
    source = "from keras.preprocessing import image\nimage.random_channel_shift\n"
    loop = "for image in images:\n    print(image.shape)\n"
    assert [use.line for use in rejected(source + loop)] == [2]


def test_what_keras_3_takes_still_is_no_use_of_another() -> None:
    of_the_class = "from keras.layers import Layer\nclass A(Layer):\n    def get_config(self):\n"
    assert uses(f"{of_the_class}        return Layer.get_config(self)") == []
    assert uses("def f(net):\n    net.build(input_shape=(None, 3))") == []
    saved = "import keras\nkeras.Sequential([]).save('a.h5', include_optimizer=False)"
    assert uses(saved) == []
    assert uses("from keras.models import save_model\nsave_model(net, 'a.h5', signatures=1)") != []
