from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from migrator import verification

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from migrator.verification import Verification


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "keras: starts both Keras (about six seconds a test)")


@pytest.fixture(scope="session")
def legacy_keras() -> Path:
    """Skip where TensorFlow is not installed, or the legacy Keras cannot be had."""
    if importlib.util.find_spec("tensorflow") is None:
        pytest.skip("TensorFlow is not installed")
    try:
        return verification.fetch()
    except verification.LegacyUnavailable as error:
        pytest.skip(str(error))


@pytest.fixture
def verify(legacy_keras: Path) -> Callable[..., Verification]:
    assert legacy_keras.is_dir()
    return verification.verify
