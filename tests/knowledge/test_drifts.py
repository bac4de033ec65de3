"""What changed its meaning: fixtures/drifts, computed by real Keras 1.2.2 and by Keras 3.

Each fixture is Keras 1 code. Migrated under exact semantics, it computes the same `result`; where
no way of writing it can, a finding about the symbols named in `# said:` tells the reader, and that
the meaning did change is shown: the result differs (`# differs: WHY`). Of Theano's two drifts that is not shown: it cannot be installed any more.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from migrator import Migration, Options, migrate
from migrator.options import Dialect

from .drifting import computed, modern_results
from .results import Results

ROOT = Path(__file__).parents[2]
DRIFTS = sorted((ROOT / "fixtures" / "drifts").glob("*.py"))
_SAID = re.compile(r"^# said: (.*)$", re.MULTILINE)
_RELEASE = re.compile(r"^# release: (.*)$", re.MULTILINE)
_CHANGED = re.compile(r"^# differs: ", re.MULTILINE)
_TOLERANCE = re.compile(r"^# tolerance: (.*)$", re.MULTILINE)
COMPUTED = [path for path in DRIFTS if re.search(r"^result =", path.read_text(), re.MULTILINE)]
CHANGED = [path for path in COMPUTED if _CHANGED.search(path.read_text())]
SAID = [path for path in DRIFTS if _SAID.search(path.read_text())]

pytestmark = pytest.mark.usefixtures("keras")


def migrated(path: Path) -> Migration:
    dialect: Dialect = "0" if _RELEASE.search(path.read_text()) else "1"
    return migrate(path.read_bytes(), filename=path.name, options=Options(dialect=dialect))


@pytest.fixture(scope="module")
def legacy_results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Results]:
    """Run all fixtures, in one process for each release: the real Keras 1.2.2 if none is named."""
    by_release: dict[str, list[Path]] = {}
    for path in COMPUTED:
        found = _RELEASE.search(path.read_text())
        by_release.setdefault(found[1] if found else "1.2.2", []).append(path)
    return {
        name: results
        for release, paths in by_release.items()
        for name, results in computed(
            release, {p.stem: p.read_text() for p in paths}, tmp_path_factory.mktemp("drifts")
        ).items()
    }


@pytest.mark.parametrize(
    "path", [p for p in COMPUTED if p not in CHANGED], ids=lambda path: path.stem
)
def test_the_migrated_source_computes_the_same(
    path: Path, keras: ModuleType, legacy_results: dict[str, Results]
) -> None:
    found = _TOLERANCE.search(path.read_text())
    tolerance = float(found[1]) if found else 1e-5
    modern = modern_results(migrated(path).source, keras)
    for ours, theirs in zip(modern, legacy_results[path.stem], strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.stem)
def test_what_no_code_can_keep_did_change(
    path: Path, keras: ModuleType, legacy_results: dict[str, Results]
) -> None:
    modern = modern_results(migrated(path).source, keras)
    pairs = zip(modern, legacy_results[path.stem], strict=True)
    assert not all(np.allclose(ours, theirs, rtol=1e-3) for ours, theirs in pairs)


@pytest.mark.parametrize("path", SAID, ids=lambda path: path.stem)
def test_what_no_code_can_keep_is_said(path: Path) -> None:
    found = _SAID.search(path.read_text())
    rules = {finding.rule for finding in migrated(path).findings}
    assert set((found[1] if found else "").split(", ")) <= rules
