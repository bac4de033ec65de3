"""Where TensorFlow 2 has what TensorFlow 1 had under another name, against TensorFlow itself."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from migrator.knowledge.tensorflow1 import ELSEWHERE, RENAMED

pytestmark = pytest.mark.usefixtures("keras")


def found(name: str) -> Any:  # noqa: ANN401 - whatever TensorFlow has
    thing: Any = importlib.import_module("tensorflow")
    for part in name.split("."):
        thing = getattr(thing, part, None)
    return thing


def test_what_is_said_to_be_elsewhere_is_no_longer_where_it_was() -> None:
    assert [name for name in ELSEWHERE if found(name) is not None] == []


def test_what_is_renamed_is_where_it_is_said_to_be() -> None:
    assert [name for name in RENAMED.values() if found(name) is None] == []
