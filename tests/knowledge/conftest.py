from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from types import ModuleType

import pytest

from migrator.verification import LegacyUnavailable, fetch

from .legacy import Legacy


def _release(version: str) -> Legacy:
    try:
        return Legacy.read(fetch(version))
    except LegacyUnavailable as error:
        pytest.skip(f"Keras {version} cannot be had here: {error}")


@pytest.fixture(scope="session")
def legacy() -> Legacy:
    return _release("1.2.2")


@pytest.fixture(scope="session")
def earlier() -> Callable[[str], Legacy]:
    return _release


@pytest.fixture(scope="session")
def keras() -> ModuleType:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found: ModuleType = pytest.importorskip("keras")
    return found
