"""Where TensorFlow 2 has what TensorFlow 1 had under another name, against TensorFlow itself."""

from __future__ import annotations

import importlib
import inspect
from typing import Any

import pytest

from migrator.knowledge.tensorflow1 import ELSEWHERE, KEYWORDS, RENAMED

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


def parameters(name: str) -> set[str]:
    return set(inspect.signature(found(name)).parameters)


def test_keywords_that_are_said_to_be_gone_were_those_of_tensorflow_1_and_have_new_names() -> None:
    for name, renamed in KEYWORDS.items():
        for old, new in renamed.items():
            assert old in parameters(f"compat.v1.{name}"), name
            assert old not in parameters(name), name
            assert new in parameters(name), name
