"""A file that takes longer than a minute is refused, not half migrated; no other is."""

from __future__ import annotations

import pytest

from migrator import TooLargeError, migrate
from migrator.engine import migration
from migrator.sources.python2 import refactor

LAYERS = "from keras.layers import Dense\n" + "Dense(3, init='zero')\n" * 4
TRAINING = "from keras.models import Sequential\n" + "f(x).fit(x, y, nb_epoch=1)\n" * 4
PRINTED = "from keras.layers import Dense\nprint 'a'\nDense(3, init='zero')\n"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migration, "_LARGE", 50)
    monkeypatch.setattr(migration, "_MOST", 3)
    monkeypatch.setattr(refactor, "_MOST", 50)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("source", [LAYERS, TRAINING], ids=["symbols", "methods"])
def test_more_of_keras_than_a_minute_takes_is_refused(source: str) -> None:
    with pytest.raises(TooLargeError, match=r"at \d places, and no more than 3 .* split it"):
        migrate(source)


@pytest.mark.usefixtures("small")
def test_more_of_python_2_than_a_minute_takes_is_refused() -> None:
    with pytest.raises(TooLargeError, match="no more than 50 characters"):
        migrate(PRINTED)


@pytest.mark.usefixtures("small")
def test_a_large_file_with_little_of_keras_is_migrated() -> None:
    source = "from keras.layers import Dense\nDense(3, init='zero')\n" + "f(x)\n" * 50
    assert migrate(source).changed


@pytest.mark.parametrize("source", [LAYERS, TRAINING, PRINTED])
def test_what_people_write_is_migrated(source: str) -> None:
    assert migrate(source).changed
