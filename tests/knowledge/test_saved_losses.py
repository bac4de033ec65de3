"""Names of losses under which Keras 3 writes a model to HDF5, but does not read it again.

If this fails, Keras finds them: then `SAVED_LOSSES` has done its time.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from migrator import migrate
from migrator.knowledge.metric_names import SAVED_LOSSES

_PROGRAM = """
from keras.layers import Dense
from keras.models import Sequential, load_model

model = Sequential([Dense(2, input_dim=3, init='uniform', activation='softmax')])
model.compile('sgd', {loss!r})
model.save('model.h5')
loaded = load_model('model.h5')
"""

pytestmark = pytest.mark.filterwarnings("ignore")  # Keras's own, of NumPy and of HDF5


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def saved(loss: object, metrics: list[str], keras: ModuleType) -> None:
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    model.compile("sgd", loss, metrics=metrics)
    model.save("model.h5")


@pytest.mark.parametrize("short", SAVED_LOSSES)
def test_a_short_name_is_not_found_again(short: str, keras: ModuleType) -> None:
    saved(short, [], keras)
    with pytest.raises(ValueError, match=f"Could not deserialize 'keras.metrics.{short}'"):
        keras.models.load_model("model.h5")
    keras.models.load_model("model.h5", compile=False)


def test_a_metric_is_found_by_either_name(keras: ModuleType) -> None:
    saved("mean_squared_error", [str(short) for short in SAVED_LOSSES], keras)
    keras.models.load_model("model.h5")


def test_one_of_its_own_files_keeps_it(keras: ModuleType) -> None:
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    model.compile("sgd", "mse")
    model.save("model.keras")
    assert keras.models.load_model("model.keras").loss == "mse"


@pytest.mark.parametrize("short", ["mse", "MAE", "kld"])
def test_a_migrated_program_reads_what_it_wrote(short: str, keras: ModuleType) -> None:
    migrated: dict[str, Any] = {}
    exec(migrate(_PROGRAM.format(loss=short)).source, migrated)  # noqa: S102 - our own
    assert migrated["loaded"].loss is keras.losses.get(short)
