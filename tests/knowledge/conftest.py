from __future__ import annotations

import os
import warnings
from types import ModuleType

import pytest

from migrator.verification import available

from .legacy import Legacy


@pytest.fixture(scope="session")
def legacy() -> Legacy:
    folder = available()["1.2.2"]
    if folder is None:
        pytest.skip("Keras 1.2.2 is not in the cache: run `kmigrate legacy fetch`")
    return Legacy.read(folder)


@pytest.fixture(scope="session")
def keras() -> ModuleType:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found: ModuleType = pytest.importorskip("keras")
    return found
