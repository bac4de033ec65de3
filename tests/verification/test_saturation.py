"""A difference cannot hide behind an output that is certain of everything, nor inside of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from migrator.verification import Settings, figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.verification import Verification

    Verify = Callable[..., Verification]

BEFORE = """
from keras.layers import Dense, Input, Lambda
from keras.models import Model, Sequential
inner = Sequential([Dense(6, input_dim=5), Lambda(lambda t: t * 1e5, name='loud')])
x = Input(shape=(5,))
model = Model(input=x, output=Dense(4, activation='softmax', name='certain')(inner(x)))
around = Model(input=x, output=model(x))
"""
AFTER = """
import keras
from keras.layers import Dense, Input, Lambda
from keras.models import Model, Sequential
inner = Sequential([Input((5,)), Dense(6), Lambda(lambda t: t * 1e5, name='loud')])
x = Input(shape=(5,))
model = Model(x, Dense(4, activation='softmax', name='certain')(inner(x)))
around = Model(x, model(x))
"""


@pytest.mark.keras
def test_a_difference_behind_a_saturated_softmax_is_found(verify: Verify) -> None:
    right = verify(BEFORE, AFTER)
    assert right.status == "equal", right.reason
    outer = next(model for model in right.models if model.name == "model")
    assert "the output is saturated in every net" in outer.note
    assert "3 layers before that differ by" in outer.note
    assert {row.name for row in outer.layers if row.max_rel_diff is not None} == {
        *("dense_1", "loud", "certain")
    }

    outermost = next(model for model in right.models if model.name == "around")
    for model in (outer, outermost):
        assert [(row.name, row.legacy_reads, row.modern_reads) for row in model.layers] == [
            ("dense_1", (), ()),
            ("loud", ("dense_1",), ("dense_1",)),
            ("certain", ("loud",), ("loud",)),
        ], "the layers inside of models are in their place"

    louder = verify(BEFORE, AFTER.replace("1e5", "1.001e5"))
    outer = next(model for model in louder.models if model.name == "model")
    assert louder.status == "different"
    assert (outer.max_abs_diff or 0.0) < 1e-5, "the softmax hides it"
    assert "the output is saturated, and before that loud differs by" in louder.reason
    assert outer.parting is not None
    assert outer.parting.layer == "loud"


@pytest.mark.keras
def test_layers_inside_of_models_of_tf_keras_are_traced_too(verify: Verify) -> None:
    before = (
        BEFORE.replace("from keras", "from tensorflow.keras")
        .replace("input_dim=5", "input_shape=(5,)")
        .replace("input=x, output=", "x, ")
    )
    settings = Settings(legacy_version="tf_keras")
    found = verify(before, AFTER.replace("1e5", "1.001e5"), settings=settings)
    outer = next(model for model in found.models if model.name == "model")
    assert found.status == "different"
    assert outer.parting is not None
    assert outer.parting.layer == "loud"


@pytest.mark.keras
def test_what_the_softmax_is_made_of_counts_too(verify: Verify) -> None:
    sharper = AFTER.replace("'softmax'", "lambda t: keras.ops.softmax(1.01 * t)")
    found = verify(BEFORE, sharper)
    assert found.status == "different"
    assert "before that what output 0 is made of differs" in found.reason


@pytest.mark.parametrize(
    ("output", "hides"),
    [
        ([[0.0, 1.0], [1.0, 0.0]], True),
        ([[1e-4, 1 - 1e-4], [1.0, 0.0]], True),
        ([[-1.0, 1.0], [0.999, -0.999]], True),
        ([[0.0, 0.0], [0.0, 0.0]], True),  # dead units
        ([[0.3, 0.7], [0.3, 0.7]], True),  # whatever came in
        ([[0.0, 1.0], [0.012, 0.988]], True),  # of one number only
        ([[0.0, 1.0], [0.3, 0.7]], False),  # one sample tells
        ([[1e-3, 2e-3], [2e-3, 1e-3]], False),  # of a thousand classes
        ([[0.0, 12.0], [1.0, 0.0]], False),  # linear
        ([[np.nan, 1.0], [1.0, 0.0]], False),
    ],
)
def test_an_output_that_hides_what_it_was_made_of_is_known(
    output: list[list[float]],
    hides: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert figures.saturated(np.array(output, "f4")) is hides
