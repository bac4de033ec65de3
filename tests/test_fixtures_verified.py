"""Fixtures that say so compute the same numbers under the real Keras 1.2.2 and under Keras 3.

Such a fixture's first line is `# verify: equal`, or `# verify: different REASON` where no argument
of Keras 3 keeps what Keras 1 computed; then the report must say so. Keras 1.2.2 runs with the
ordering of the fixture's `keras.json`, else the one that the migration read from the source.
"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from migrator import Migration, verification
from migrator.verification import Settings
from tests.test_fixtures import BEFORE, migrated, name_of, options_for

_DECLARED = re.compile(r"# verify: (equal|different .+)")


def declared(path: Path) -> str:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    match = _DECLARED.fullmatch(first)
    return match.group(1) if match else ""


VERIFIED = [path for path in BEFORE if declared(path)]


@pytest.fixture
def legacy_keras() -> None:
    """Skip where TensorFlow is not installed, or the legacy Keras cannot be had."""
    if importlib.util.find_spec("tensorflow") is None:
        pytest.skip("TensorFlow is not installed")
    try:
        verification.fetch()
    except verification.LegacyUnavailable as error:
        pytest.skip(str(error))


def settings_for(path: Path, migration: Migration) -> Settings:
    options = options_for(path)
    if options.keras_json:
        return Settings(ordering=options.keras_json.ordering)
    return Settings(ordering="th" if migration.data_format.value == "channels_first" else "tf")


@pytest.mark.usefixtures("legacy_keras")
@pytest.mark.parametrize("before", VERIFIED, ids=name_of)
def test_computes_what_it_did(before: Path) -> None:
    migration = migrated(before)
    found = verification.verify(
        before.read_text(encoding="utf-8"),
        migration.source,
        filename=before.name,
        settings=settings_for(before, migration),
    )
    assert found.status == declared(before).partition(" ")[0], found.reason
    assert found.models
    assert "ended early" not in found.reason
    if found.status == "different":
        assert migration.findings, "what is known to differ is said"


def test_there_is_something_to_verify() -> None:
    assert len(VERIFIED) >= 20
