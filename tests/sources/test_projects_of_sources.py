"""Python 2 and notebooks tell the other files of their project what they know, and are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrator.config import Config
from migrator.project.outcome import Outcome
from migrator.project.run import run

MODELS = """\
from keras.layers import Convolution2D
from keras.models import Sequential


def build(shape, filters=8):
    print "building"
    model = Sequential()
    model.add(Convolution2D(filters, 3, 3, input_shape=shape))
    return model
"""


def outcomes(folder: Path) -> dict[str, Outcome]:
    return {Path(outcome.path).name: outcome for outcome in run([str(folder)], Config())}


def notebook(*sources: str) -> str:
    cells = [{"cell_type": "code", "metadata": {}, "source": source} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4})


def test_a_notebook_tells_the_shape_that_a_builder_is_called_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "models.py").write_text(MODELS)
    (tmp_path / "train.ipynb").write_text(
        notebook(
            "%matplotlib inline\nimport keras\nfrom models import build",
            "%%time\nbuild((3, 64, 64))",
        )
    )
    migration = outcomes(tmp_path)["models.py"].migration
    assert migration is not None
    assert migration.data_format.value == "channels_first"
    assert "train.ipynb:cell 2 line 2" in migration.data_format.evidence[0]


def test_python_2_tells_a_notebook_what_its_star_import_brings(tmp_path: Path) -> None:
    (tmp_path / "common.py").write_text(f"{MODELS}\nprint 'ready'\n")
    (tmp_path / "train.ipynb").write_text(
        notebook("import keras\nfrom common import *", "x = Convolution2D(4, 3, 3)")
    )
    migration = outcomes(tmp_path)["train.ipynb"].migration
    assert migration is not None
    assert "Conv2D(4, (3, 3)" in migration.source
