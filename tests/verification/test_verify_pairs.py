"""Correct migrations of every kind of layer are found equal; each drift left in is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from migrator.verification import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.verification import Verification

    Verify = Callable[..., Verification]

pytestmark = pytest.mark.keras
FIXTURES = Path(__file__).parent / "fixtures"
PAIRS = sorted(path.name.removesuffix(".before.py") for path in FIXTURES.glob("*.before.py"))


def pair(name: str) -> tuple[str, str]:
    before, after = (FIXTURES / f"{name}.{side}.py" for side in ("before", "after"))
    return before.read_text(encoding="utf-8"), after.read_text(encoding="utf-8")


def ordering(name: str) -> Settings:
    first = name.endswith("_th") or name == "keras1_early"
    return Settings(ordering="th" if first else None)


RELEASES = {
    "keras0": ("0.3.3",),
    "keras1_early": ("1.0.8", "1.1.2"),
    "keras2": ("2.0.9", "2.2.4", "2.3.1"),
    "keras2_words_of_1": ("2.2.4",),
    "tf_keras": ("tf_keras",),
}


@pytest.mark.parametrize(
    ("name", "version"),
    [(name, version) for name in PAIRS for version in RELEASES.get(name, ("1.2.2",))],
)
def test_correct_migrations_are_equal(verify: Verify, name: str, version: str) -> None:
    settings = replace(ordering(name), legacy_version=version)
    found = verify(*pair(name), filename=f"{name}.py", settings=settings)
    assert found.status == "equal", found.reason
    assert "training not compared" not in found.reason or version == "0.3.3"
    assert found.models
    assert all(m.max_abs_diff is not None and m.max_abs_diff < 1e-5 for m in found.models)
    assert all(row.legacy_shape == row.modern_shape for row in found.layers if row.modern_params)


def different(found: Verification) -> set[str]:
    assert found.status == "different", found.reason
    return {part.partition(":")[0] for part in found.reason.split("; ") if ": " in part}


def test_recurrent_drifts_are_found(verify: Verify) -> None:
    """Neither the new default nor the old name is the old function, and a GRU resets elsewhere."""
    before, after = pair("recurrent")
    drifted = after.replace(", recurrent_activation=hard_sigmoid", "", 1)
    drifted = drifted.replace("activation=hard_sigmoid", "activation='hard_sigmoid'")
    found = verify(before, drifted.replace(", reset_after=False", ""), filename="recurrent.py")
    assert different(found) == {"lstm", "gru", "masked", "rows"}
    differences = {model.name: model.max_abs_diff for model in found.models}
    assert differences["gru"] is None
    assert min(differences[name] or 0 for name in ("lstm", "masked", "rows")) > 1e-3


def test_a_flatten_that_transposes_is_found(verify: Verify) -> None:
    before, after = pair("convolutional_th")
    drifted = after.replace("Flatten()", "Flatten(data_format='channels_first')")
    found = verify(before, drifted, settings=ordering("convolutional_th"))
    assert different(found) == {"picture", "film"}


def test_a_wrong_data_format_is_found(verify: Verify) -> None:
    before, after = pair("convolutional_th")
    wrong = after.replace(
        "Conv3D(4, (2, 3, 3), strides=(1, 2, 2), data_format='channels_first'",
        "Conv3D(4, (1, 3, 3), strides=(1, 2, 2), data_format='channels_last'",
    )
    found = verify(before, wrong, settings=ordering("convolutional_th"))
    assert "film" in different(found)


def test_positional_arguments_left_alone_are_found(verify: Verify) -> None:
    before = """
from keras.layers import Convolution2D
from keras.models import Sequential
model = Sequential([Convolution2D(4, 3, 3, input_shape=(9, 9, 2))])
"""
    found = verify(before, before)
    assert found.status == "different"
    assert found.layers[0].legacy_shape == [None, 7, 7, 4]
    assert found.layers[0].modern_shape == [None, 3, 3, 4]


def test_keras_own_bias_bug_does_not_blame_the_migration(verify: Verify) -> None:
    before = """
from keras.layers import Convolution3D
from keras.models import Sequential
model = Sequential([Convolution3D(5, 1, 2, 2, input_shape=(2, 3, 6, 6))])
"""
    after = """
from keras.layers import Conv3D, Input
from keras.models import Sequential
model = Sequential([Input((2, 3, 6, 6)), Conv3D(5, (1, 2, 2), data_format='channels_first')])
"""
    found = verify(before, after, settings=Settings(ordering="th"))
    assert found.status == "equal", found.reason
    assert "Keras 3 itself" in found.models[0].note


def test_randomness_on_one_side_only_is_found(verify: Verify) -> None:
    before = """
from keras import backend as K
from keras.layers import Dense, Dropout
from keras.models import Sequential
K.random_uniform(())  # one number
model = Sequential([Dense(9, input_dim=4), Dropout(0.5)])
"""
    after = """
import keras
from keras.layers import Dense, Input, Lambda
from keras.models import Sequential
noise = Lambda(lambda t: t + keras.random.gamma((3, 9), 2.0))
model = Sequential([Input((4,)), Dense(9), noise])
"""
    found = verify(before, after)
    assert found.status == "different"
    assert "random" in found.reason


DROPPING = """
from keras.layers import GRU, AlphaDropout, Dense, Dropout, GaussianDropout, GaussianNoise
from keras.layers import LSTM, Embedding, GlobalAveragePooling1D, SpatialDropout1D
from keras.models import Model, Sequential
class Own(Model):  # it is one layer of the model that it is in
    def __init__(self):
        super().__init__()
        self.inner = Dense(4)
    def call(self, x):
        return self.inner(x)
class Holder(Model):  # the model that it holds is compared, itself it is not
    def __init__(self):
        super().__init__()
        self.inner = Sequential([Embedding(9, 4), GlobalAveragePooling1D()])
    def call(self, x):
        return self.inner(x)
holder = Holder()
noise = Sequential([GaussianNoise(0.5, input_shape=(6, 5)), SpatialDropout1D(0.3)])
noise.add(GaussianDropout(0.4))
noise.add(Own())
noise.add(AlphaDropout(0.2))
noise.add(LSTM(4, dropout=0.3, recurrent_dropout=0.3))
noise.add(Dropout(0.45))
noise.add(Dense(3, activation='softmax'))
steps = Sequential([GRU(4, dropout=0.3, input_shape=(6, 5)), Dense(2)])
steps.compile('sgd', 'mse', metrics=['mae', 'mse'])
loss, mae, mse = steps.evaluate([], [])
"""


def test_what_tf_keras_draws_in_training_is_drawn_in_common(verify: Verify) -> None:
    """All but the inputs that it dropped at each time step by itself."""
    before = DROPPING.replace("from keras", "from tensorflow.python.keras")
    before += "from keras.utils.np_utils import to_categorical\n"  # as was beside it
    found = verify(before, DROPPING, settings=Settings(legacy_version="tf_keras"))
    assert found.status == "different", found.reason
    assert found.reason.startswith("steps: in training, outputs differ")
    assert "other inputs at each time step" in found.reason
    assert "loss" not in found.reason, "that follows from the outputs"


OF_ITS_TIME = """
import numpy as np
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential
from tensorflow.keras.optimizers import SGD, RMSprop
model = Sequential([Dense(3, input_shape=(4,))])
model.compile(RMSprop(lr=0.01), 'mse')
second = Sequential([Dense(5, input_shape=(4,))])
second.compile(SGD(0.1, decay=0.001), 'mse')
"""


def test_optimizers_of_tf_keras_read_what_they_did_in_tensorflow_2_10(verify: Verify) -> None:
    after = OF_ITS_TIME.replace("tensorflow.keras", "keras").replace("lr=", "learning_rate=")
    after = after.replace("0.1, decay=0.001", "InverseTimeDecay(0.1, 1, 0.001)")
    after = "from keras.optimizers.schedules import InverseTimeDecay\n" + after
    settings = Settings(legacy_version="tf_keras")
    assert verify(OF_ITS_TIME, after, settings=settings).status == "equal"
    slower = after.replace("learning_rate=0.01", "learning_rate=0.001")
    assert verify(OF_ITS_TIME, slower, settings=settings).status == "different"
