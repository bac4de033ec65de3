"""The likely cause of a difference is one of the release, the loss and the layers at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from migrator import migrate
from migrator.verification import Settings
from migrator.verification.drifts import causes

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.verification import Verification

    Verify = Callable[..., Verification]

_LOGITS = "Keras 3 computes a crossentropy from the logits behind a "


def cause(
    aspect: str, of: str, config: dict[str, Any], version: str, number: int | None = None
) -> str:
    model = {"layers": [{"class": of, "config": config}]}
    problem = {"aspect": aspect, "said": "", "number": number, "class": of}
    return next((drift.name for drift in causes(problem, model, version)), "")


@pytest.mark.parametrize(
    ("of", "init", "version", "name"),
    [
        ("Convolution2D", "glorot_uniform", "0.3.3", "inits_of_kernels"),
        ("Convolution1D", "glorot_normal", "0.3.3", "inits_of_kernels"),
        ("Convolution1D", "glorot_uniform", "1.2.2", "inits_of_lines"),
        ("Convolution2D", "he_normal", "0.3.3", "inits"),
        ("Convolution2D", "glorot_normal", "1.0.8", "inits"),
        ("Dense", "glorot_uniform", "0.3.3", "inits"),
    ],
)
def test_weights_start_as_a_release_scaled_them(
    of: str, init: str, version: str, name: str
) -> None:
    assert cause("initial", of, {"init": init}, version, 0) == name


@pytest.mark.parametrize(
    ("loss", "config", "name"),
    [
        ("binary_crossentropy", {"activation": "softmax"}, "logits_of_softmax"),
        ("categorical_crossentropy", {"activation": "sigmoid"}, "logits_of_sigmoids"),
        ("binary_crossentropy", {"activation": "sigmoid"}, ""),
        ("mean_squared_error", {"W_regularizer": {"name": "L1L2"}}, "penalties"),
        ("mean_squared_error", {"W_regularizer": None}, ""),
    ],
)
@pytest.mark.parametrize("version", ["1.2.2", "2.2.4", "tf_keras"])
def test_a_loss_differs_for_what_the_model_has(
    loss: str, config: dict[str, Any], name: str, version: str
) -> None:
    assert cause("loss", loss, config, version) == name


_CRITIC = """
import numpy as np
from keras.layers import Activation, Dense
from keras.models import Sequential

model = Sequential([Dense(3, input_dim=3, init='uniform'), Activation('softmax')])
model.compile('sgd', 'binary_crossentropy')
model.fit(np.ones((8, 3)), np.ones((8, 3)) / 3, nb_epoch=1)
"""
_OLD = """
from keras.layers.convolutional import Convolution2D
from keras.models import Sequential

model = Sequential()
model.add(Convolution2D(16, 3, 3, input_shape=(3, 8, 8)))
"""


@pytest.mark.keras
@pytest.mark.parametrize(
    ("source", "version", "status", "said"),
    [
        (_CRITIC, "1.2.2", "different", f"{_LOGITS}softmax, as if they were those of sigmoids"),
        (_OLD, "0.3.3", "equal", "fan_out of a convolution left out the size of its kernel"),
    ],
)
def test_it_is_told_of_the_real_keras(
    verify: Verify, source: str, version: str, status: str, said: str
) -> None:
    settings = Settings(ordering="th", legacy_version=version)
    found = verify(source, migrate(source).source, filename="net.py", settings=settings)
    assert found.status == status, found.reason
    assert said in found.reason
