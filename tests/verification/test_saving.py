"""A script loads again what it saved, and is told what Keras 3 makes of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.verification import Verification

    Verify = Callable[..., Verification]

pytestmark = pytest.mark.keras

BEFORE = """
import numpy as np
from keras.callbacks import ModelCheckpoint
from keras.layers import Dense
from keras.models import Sequential, load_model, model_from_json

x = np.zeros((8, 4))
model = Sequential([Dense(3, input_dim=4)])
model.compile('sgd', 'LOSS')
model.save('models/whole.h5')
del model
model = load_model('./models/whole.h5')
best = ModelCheckpoint('best.h5', save_best_only=True)
model.fit(x, model.predict(x), nb_epoch=2, callbacks=[best])
model = load_model(filepath='best.h5', custom_objects={})
model.fit(x, x[:, :3], nb_epoch=3)
model.save_weights('one.weights.h5')
model.load_weights('one.weights.h5')
twin = model_from_json(model.to_json())
twin.load_weights('one.weights.h5')
"""
AFTER = (
    BEFORE.replace("import Dense", "import Dense, Input")
    .replace("Dense(3, input_dim=4)", "Input((4,)), Dense(3)")
    .replace("nb_epoch", "epochs")
)


def of(loss: str) -> tuple[str, str]:
    return BEFORE.replace("LOSS", loss), AFTER.replace("LOSS", loss)


def test_what_a_script_saved_it_loads_again(verify: Verify) -> None:
    """In whole, as a checkpoint, as weights and as JSON; no file is left for it to be read from."""
    found = verify(*of("categorical_crossentropy"))
    assert found.status == "equal", found.reason
    assert [model.name for model in found.models] == ["model", "twin"]
    assert found.reason == "twin: it is compiled in Keras 3 only"


def test_keras_3_is_asked_whether_it_loads_what_it_saved(verify: Verify) -> None:
    """It finds no loss by an abbreviation in an .h5, where Keras 1 and 2 did."""
    found = verify(*of("mse"))
    assert found.status == "not-built"
    assert "the result fails under Keras 3" in found.reason
    assert "'keras.metrics.mse'" in found.reason
    assert "(line 12)" in found.reason


def test_a_file_that_was_never_saved_is_still_missing(verify: Verify) -> None:
    elsewhere = "'models/whole.h5')\ndel"
    before, after = (
        text.replace(elsewhere, elsewhere.replace("whole", "other"))
        for text in of("categorical_crossentropy")
    )
    found = verify(before, after)
    assert found.status == "equal", found.reason
    assert "the original ended early" in found.reason
    assert "the result ended early" in found.reason
    assert "models/whole.h5" in found.reason
