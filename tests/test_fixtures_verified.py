"""Fixtures that say so compute the same numbers under the real Keras 1.2.2 and under Keras 3.

Such a fixture's first line is `# verify: equal`, or `# verify: different REASON` where no argument
of Keras 3 keeps what Keras 1 computed, and a notice says so. The ordering is the one its
`keras.json` or options chose, else the default of Keras 1.2.2 on TensorFlow.
"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from migrator import verification
from migrator.verification import Settings
from tests.test_fixtures import BEFORE, migrated, name_of, options_for

_DECLARED = re.compile(r"# verify: (equal|different .+)")


def declared(path: Path) -> str:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    match = _DECLARED.fullmatch(first)
    return match.group(1) if match else ""


VERIFIED = [path for path in BEFORE if declared(path)]


@pytest.fixture(scope="module", autouse=True)
def legacy_keras() -> None:
    """Skip where TensorFlow is not installed, or the legacy Keras cannot be had."""
    if importlib.util.find_spec("tensorflow") is None:
        pytest.skip("TensorFlow is not installed")
    try:
        verification.fetch()
    except verification.LegacyUnavailable as error:
        pytest.skip(str(error))


def settings_for(path: Path) -> Settings:
    options = options_for(path)
    if options.keras_json:
        return Settings(ordering=options.keras_json.ordering)
    return Settings(ordering="th" if options.data_format == "channels_first" else "tf")


@pytest.mark.parametrize("before", VERIFIED, ids=name_of)
def test_computes_what_it_did(before: Path) -> None:
    migration = migrated(before)
    found = verification.verify(
        before.read_text(encoding="utf-8"),
        migration.source,
        filename=before.name,
        settings=settings_for(before),
    )
    assert found.status == declared(before).partition(" ")[0], found.reason
    assert found.models
    if found.status == "different":
        assert migration.findings, "a difference that is known is said"


def test_there_is_something_to_verify() -> None:
    assert len(VERIFIED) >= 15
