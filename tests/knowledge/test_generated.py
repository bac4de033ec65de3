"""What scripts/generate writes is what is checked in."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from migrator.verification import available
from scripts.knowledge import generate, generate2


@pytest.mark.parametrize(
    ("name", "text", "releases"),
    [
        ("api2", generate.api2, ("2.0.9", "2.2.4")),
        ("api3", generate.api3, ()),
        ("exports", generate.exports, ("1.2.2",)),
        ("lent", generate.lent, ("0.3.3", "1.2.2", "2.0.9", "2.2.4", "2.3.1")),
        ("keras2.exports", generate2.exports, ("2.0.9", "2.2.4", "2.3.1")),
        ("keras2.signatures", generate2.signatures, ("2.0.9", "2.2.4", "2.3.1")),
        ("tensorflow2", generate.tensorflow2, ()),
    ],
)
def test_it_is_up_to_date(
    name: str, text: Callable[[], str], releases: tuple[str, ...], keras: ModuleType
) -> None:
    missing = [version for version in releases if available()[version] is None]
    if missing or keras.__version__ != "3.15.1":
        pytest.skip(f"needs Keras 3.15.1 and the sources of {', '.join(releases)} in the cache")
    module = importlib.import_module(f"migrator.knowledge.{name}")
    assert Path(str(module.__file__)).read_text(encoding="utf-8") == text()
