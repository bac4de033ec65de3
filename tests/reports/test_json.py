"""The JSON report is the object that the shipped schema describes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from migrator.config import Config
from migrator.project.outcome import Failure, Outcome
from migrator.project.process import skipped
from migrator.project.run import run
from migrator.reports.json import Json
from migrator.verification import LayerRow, ModelRow, Verification
from tests.reports.conftest import whole

SCHEMA = json.loads(files("migrator.reports").joinpath("schema.json").read_text())
MODEL = ModelRow(
    "create_model((3, 256, 256))",
    float("nan"),
    (
        LayerRow(
            "block1_conv1",
            "Convolution2D",
            "Conv2D",
            [None, 64, 256, 256],
            [None, 64, 256, 256],
            1792,
            1792,
        ),
        LayerRow("merge_1", "Merge", "", [[None, 3], [None, 3]], None, 0, None),
    ),
)


def report(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    value = json.loads(whole(Json(statistics=True), list(outcomes)))
    jsonschema.Draft202012Validator(
        SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(value)
    assert isinstance(value, dict)
    return value


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_no_files_are_a_report_too() -> None:
    assert report([])["files"] == []


def test_real_outcomes_of_every_status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_text(
        "from keras.layers import Convolution2D, Dense\n"
        "Convolution2D(8, 3, 3, input_shape=(3, 32, 32))\n"
        "Dense(output_dim=3, weights=w)\n"
    )
    Path("b.py").write_text("x = 1\n")
    Path("c.py").write_text("# kmigrate: skip-file\nimport keras\n")
    Path("d.py").write_text("import keras\ndef f(:\n")
    made = report(run(["."], Config()))
    assert [file["status"] for file in made["files"]] == [
        "migrated",
        "unchanged",
        "skipped",
        "failed",
    ]
    assert made["files"][0]["data_format"]["value"] == "channels_first"
    assert made["files"][3]["error"]["line"] == 2
    counts = {key: made["summary"][key] for key in ("migrated", "unchanged", "skipped", "failed")}
    assert counts == {"migrated": 1, "unchanged": 1, "skipped": 1, "failed": 1}
    assert made["summary"]["actions"] >= 1


def test_verification_is_given_by_layer_and_by_model() -> None:
    proof = Verification("different", "two layers differ", (MODEL,))
    made = report([Outcome("a.py", "migrated", verification=proof)])
    verification = made["files"][0]["verification"]
    assert verification["layers"][0]["legacy_shape"] == [None, 64, 256, 256]
    assert verification["layers"][0]["modern_params"] == 1792
    (model,) = verification["models"]
    assert (model["name"], model["max_abs_diff"]) == (MODEL.name, None)  # JSON has no NaN


def test_odd_names_and_reasons_survive() -> None:
    failure = Failure("write", "Cannot write the file: \u2028 no")
    made = report([Outcome("caf\u00e9 \udce9.py", "failed", error=failure), skipped("b", 1, "No.")])
    assert made["files"][0]["path"] == "caf\u00e9 \udce9.py"
    assert made["files"][1]["findings"][0]["message"] == "No."
