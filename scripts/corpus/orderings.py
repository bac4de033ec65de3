"""How data_format is decided on real code: by which evidence, and whether the models then build.

Each folder is one repository, and migrated in memory as a project. With `--build N`, N of the files
whose ordering was decided from evidence (evenly spread) are built under the real legacy Keras with
either ordering: a decision is wrong if only the other one builds.
"""

from __future__ import annotations

import argparse
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from migrator import Options
from migrator.config import Config
from migrator.errors import KmigrateError
from migrator.knowledge import LIBRARY
from migrator.project.outcome import Outcome
from migrator.project.run import run
from migrator.sources import python_3

_SHORT = {"channels_first": "th", "channels_last": "tf"}
_KINDS = (  # evidence, strongest first, by what its text holds
    ("the file asks for the ordering and handles both", r"handles both"),
    ("set in the file", r"^(\d+|cell \d+ line \d+): .*set_image_d"),
    ("set by another file of the program", r"\.(py|ipynb)(:\d+)?: .*set_image_d"),
    ("keras.json", r"keras\.json"),
    ("Theano is asked for", r"THEANO_FLAGS|KERAS_BACKEND"),
    ("named by every layer", r"named by the layer"),
    ("a shape in another file", r"\.(py|ipynb)(:\d+)?: the shape"),
    ("a shape in the file", r"the shape|docstring|reshape to"),
    ("another layer names it", r"a layer names it"),
    ("a channel axis", r"axis="),
    ("the default of the release", r"no evidence"),
)
_OUTRIGHT = frozenset(kind for kind, _ in (_KINDS[0], _KINDS[5], _KINDS[10]))


@dataclass(frozen=True)
class Decided:
    """One file with layers of two or three dimensions."""

    path: str
    value: str | None
    evidence: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The strongest kind of evidence."""
        if self.value is None:
            return "conflicting evidence: left to a person"
        return next((kind for kind, words in _KINDS if self._has(words)), "other")

    def _has(self, words: str) -> bool:
        return any(re.search(words, text) for text in self.evidence)


def main() -> None:
    """Print the counts by evidence, the decisions if asked for, and what building says of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true", help="print each decision")
    parser.add_argument("--build", type=int, default=0, metavar="N", help="build N files")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    found = [d for folder in asked.folders if folder.is_dir() for d in decisions(folder)]
    counts = Counter((decided.kind, decided.value or "-") for decided in found)
    print(f"{len(found)} files with two-dimensional layers")
    for (kind, value), count in sorted(counts.items(), key=lambda item: -item[1]):
        print(f"{count:5}  {kind}: {value}")
    if asked.list:
        for decided in found:
            print(f"{decided.path}: {decided.value}: {'; '.join(decided.evidence)}")
    from_evidence = [d for d in found if d.value in _SHORT and d.kind not in _OUTRIGHT]
    if asked.build:
        step = max(1, len(from_evidence) // asked.build)
        _print_builds(from_evidence[::step][: asked.build])


def decisions(folder: Path) -> Iterator[Decided]:
    """Yield the decisions on the files of one repository."""
    for outcome in run([str(folder)], Config(jobs=1)):
        verdict = outcome.migration.data_format if outcome.migration else None
        if verdict is not None and (verdict.value or _conflicts(outcome)):
            yield Decided(outcome.path, verdict.value, verdict.evidence)


def _conflicts(outcome: Outcome) -> bool:
    return any(f.rule == "data_format" and f.severity == "action" for f in outcome.findings)


def _print_builds(files: Iterable[Decided]) -> None:
    counts: Counter[str] = Counter()
    for decided in files:
        said = _built(decided)
        counts[said] += 1
        print(f"{said}: {decided.path}: {decided.value}: {decided.evidence[0]}", flush=True)
    for said, count in counts.most_common():
        print(f"{count:5}  {said}")


def _built(decided: Decided) -> str:
    """Say under which orderings the original builds, as seen from the decision."""
    from migrator.verification import Settings, try_orderings  # noqa: PLC0415 - slow

    try:
        source = python_3(
            Path(decided.path).read_bytes(), LIBRARY, filename=decided.path, options=Options()
        )
        trial = try_orderings(source.text, filename=decided.path, settings=Settings())
    except KmigrateError as error:
        return f"not built ({type(error).__name__})"
    if trial.ordering is None:
        return "builds either way" if "both" in trial.said else "not built"
    right = trial.ordering == _SHORT[decided.value or ""]
    return "right: only so it builds" if right else "wrong: only the other way it builds"


if __name__ == "__main__":
    main()
