"""What changed its meaning since Keras 2: fixtures/keras2_drifts, under the real Kerases and Keras 3.

Each fixture is Keras 2 code, for the releases that it names (`# releases:`; else all of RELEASES).
For tf_keras its imports are those of TensorFlow. Migrated under exact semantics it computes the
same `result`; where no way of writing it can, in the releases of its line `# differs:`, the result
is another one, and a finding about the symbols named in `# said:` tells the reader.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

from migrator import Migration, Options, migrate
from migrator.facts import Facts, Pinned
from migrator.verification import available

from .drifting import computed, modern_results
from .remarks import remark
from .results import Results

ROOT = Path(__file__).parents[2]
Array = NDArray[np.float64]
RELEASES = ("2.2.4", "tf_keras")
_NOTHING = "nothing"  # what no file tells, and what is as good as nothing
_IMPORT = re.compile(r"^(from|import) keras\b", re.MULTILINE)

pytestmark = pytest.mark.usefixtures("keras")


@dataclass(frozen=True)
class Drift:
    """One fixture, as one release has it."""

    path: Path
    release: str

    def __str__(self) -> str:
        return f"{self.path.stem}-{self.release}"

    @cached_property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    def said(self, word: str) -> str:
        """Return what a line `# word: ...` of the fixture says."""
        return remark(self.text, word)

    @property
    def differs(self) -> bool:
        return self.release in self.said("differs").partition(":")[0].split(", ")

    @property
    def source(self) -> str:
        of_tensorflow = self.release == "tf_keras"
        return _IMPORT.sub(r"\1 tensorflow.keras", self.text) if of_tensorflow else self.text

    def migrated(self) -> Migration:
        if self.release == "tf_keras":
            return migrate(self.source, options=Options(dialect="tf.keras"))
        facts = Facts(pinned=Pinned(self.release, "requirements.txt:1"))
        return migrate(self.source, options=Options(dialect="2", facts=facts))


def drifts() -> list[Drift]:
    paths = sorted((ROOT / "fixtures" / "keras2_drifts").glob("*.py"))
    named = [(path, Drift(path, "").said("releases")) for path in paths]
    return [
        Drift(path, release)
        for path, releases in named
        for release in (releases.split(", ") if releases else RELEASES)
    ]


DRIFTS = drifts()
EQUAL = [drift for drift in DRIFTS if not drift.differs]
CHANGED = [drift for drift in DRIFTS if drift.differs]


@pytest.fixture(scope="module")
def legacy_results(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Mapping[str, Results]]:
    """Run the fixtures of each release in one process: those that some test asks for."""
    specs = (getattr(item, "callspec", None) for item in request.session.items)
    asked = {spec.params.get("drift") for spec in specs if spec is not None}
    wanted = [drift for drift in DRIFTS if drift in asked]
    return {
        release: computed(
            release,
            {d.path.stem: d.source for d in wanted if d.release == release},
            tmp_path_factory.mktemp("drifts"),
        )
        for release in sorted({drift.release for drift in wanted})
        if release == "tf_keras" or available()[release] is not None
    }


@cache
def of_keras_3(source: str, keras: ModuleType) -> Results:
    """Run a migrated source; many are the same whatever release they come from."""
    return modern_results(source, keras)


def both(
    drift: Drift, legacy: Mapping[str, Mapping[str, Results]], keras: ModuleType
) -> list[tuple[Array, Array]]:
    if drift.release not in legacy:
        pytest.skip(f"run `kmigrate legacy fetch {drift.release}`")
    modern = of_keras_3(drift.migrated().source, keras)
    return list(zip(modern, legacy[drift.release][drift.path.stem], strict=True))


@pytest.mark.parametrize("drift", EQUAL, ids=str)
def test_the_migrated_source_computes_the_same(
    drift: Drift, keras: ModuleType, legacy_results: Mapping[str, Mapping[str, Results]]
) -> None:
    tolerance = float(drift.said("tolerance") or 1e-5)
    for place, (ours, theirs) in enumerate(both(drift, legacy_results, keras)):
        np.testing.assert_allclose(
            ours, theirs, rtol=tolerance, atol=tolerance, err_msg=f"result[{place}]"
        )


@pytest.mark.parametrize("drift", CHANGED, ids=str)
def test_what_no_code_can_keep_did_change_and_is_said(
    drift: Drift, keras: ModuleType, legacy_results: Mapping[str, Mapping[str, Results]]
) -> None:
    rules = {finding.rule for finding in drift.migrated().findings}
    assert set(drift.said("said").split(", ")) - {_NOTHING} <= rules
    pairs = both(drift, legacy_results, keras)
    assert not all(np.allclose(ours, theirs, rtol=1e-3) for ours, theirs in pairs)
