"""Migrate whole repositories, twice, and count what went wrong and what legacy uses are left.

Each folder is one repository. It is copied aside, migrated in place as a project, and migrated
again: what does not parse, changes the second time, takes too long or fails is counted. A legacy
use is left if Keras 3 rejects it: a name it lacks, an argument it does not take, a method that is
gone (tests/knowledge/audit.py looks, with a resolver of its own). What the text makes of Keras 3's
classes is made, too, where all arguments are in the source (`made`). A use, or a refusal, is silent
if no action finding of the file is about the same symbol: the worst bug this project can have. What
is called on an object of unknown class is counted apart, as `own`, where a class of the repository
defines such a method itself: `fit(nb_epoch=)` of somebody's own estimator.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import sys
import tempfile
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from migrator import Finding, Options, Severity
from migrator.config import Config
from migrator.errors import SourceError
from migrator.knowledge import LIBRARY
from migrator.project.outcome import Outcome
from migrator.project.run import run
from migrator.rules import Knowledge, outcomes
from migrator.sources import python_3
from scripts.corpus.making import refusals
from tests.knowledge.audit import Rejected, keras_calls, own_classes, rejected
from tests.knowledge.own import OwnClasses

_LEGACY = ("keras0", "keras1", "keras2", "tf.keras")
_EXAMPLES = 3
_LIMIT = 60.0  # seconds of the processor for one file
_LARGEST = 3_000_000  # bytes: larger files are data


@dataclass
class Tally:
    """What the census of one repository comes to; `found` names what went wrong, by kind."""

    files: int = 0
    notebooks: int = 0
    changed: int = 0
    calls: int = 0
    before: int = 0
    left: int = 0
    slowest: float = 0.0
    found: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    silent: list[tuple[str, Rejected]] = field(default_factory=list)
    own: int = 0
    made: int = 0
    refused: list[tuple[str, Rejected]] = field(default_factory=list)

    def row(self) -> tuple[str, ...]:
        """Return the figures as the table has them."""
        wrong = [len(self.found[kind]) for kind in KINDS]
        counts = (self.files, self.notebooks, self.changed, self.calls, self.made, self.before)
        silent = len(self.silent) + len(self.refused)
        return (*map(str, (*counts, self.left, silent, self.own, *wrong)),)


KINDS = ("failed", "slow", "invalid", "unstable")
_HEAD = (
    *("repository", "files", "notebooks", "changed", "calls", "made"),
    *("uses in", "left", "silent", "own"),
)


def main() -> None:
    """Print one row for each repository, then what went wrong, then the silent uses by symbol."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--all", action="store_true", help="print every silent use")
    parser.add_argument("--dialect", action="append", choices=_LEGACY, help="only these")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    dialects = tuple(asked.dialect or _LEGACY)
    folders = [folder for folder in asked.folders if folder.is_dir()]
    tallies = {}
    for number, folder in enumerate(folders, start=1):
        sys.stderr.write(f"{number}/{len(folders)} {folder.name}\n")
        tallies[_label(folder, folders)] = census(folder, dialects)
    tallies = {name: tally for name, tally in tallies.items() if tally.files}
    rows = [(name, *tally.row()) for name, tally in tallies.items()]
    totals = [str(sum(int(row[i]) for row in rows)) for i in range(1, len(_HEAD) + len(KINDS))]
    _print_table([(*_HEAD, *KINDS), *rows, (f"{len(rows)} repositories", *totals)])
    for kind in KINDS:
        for what in (what for tally in tallies.values() for what in tally.found[kind]):
            print(f"{kind}: {what}")
    print(f"slowest file: {max((t.slowest for t in tallies.values()), default=0):.1f} s")
    silent = [use for t in tallies.values() for use in (*t.silent, *t.refused)]
    print(f"silent in 1,000 Keras calls: {1000 * len(silent) / max(1, int(totals[3])):.2f}")
    _print_silent(silent, everything=asked.all)


def _label(folder: Path, folders: list[Path]) -> str:
    """Return what a folder is called in the table: `2.3.1/examples` where others are `examples`."""
    alike = sum(other.name == folder.name for other in folders) > 1
    return f"{folder.resolve().parent.name}/{folder.name}" if alike else folder.name


def census(folder: Path, dialects: tuple[str, ...]) -> Tally:
    """Migrate a copy of one repository, and count over the files of some dialects."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary, folder.name)
        shutil.copytree(folder, copy, ignore=_left_out, symlinks=True)
        config = Config(write=True, jobs=1)
        packages = (path.parent.name for path in copy.glob("*/__init__.py"))
        own = own_classes(_texts(copy), packages)
        for outcome, seconds in _timed(run([str(copy)], config)):
            name = outcome.path.removeprefix(f"{temporary}/")
            if outcome.error or ((m := outcome.migration) and m.dialect.value in dialects):
                _count(outcome, name, seconds, tally, own)
        for again in run([str(copy)], config):
            if again.migration and again.changes and again.migration.dialect.value in dialects:
                name = again.path.removeprefix(f"{temporary}/")
                tally.found["unstable"].append(f"{name}:{again.changes[0].span.line}")
    return tally


def _left_out(folder: str, names: list[str]) -> list[str]:
    return [n for n in names if n == ".git" or _size(Path(folder, n)) > _LARGEST]


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _timed(outcomes_of_run: Iterable[Outcome]) -> Iterator[tuple[Outcome, float]]:
    start = time.process_time()
    for outcome in outcomes_of_run:
        yield outcome, time.process_time() - start
        start = time.process_time()


def _texts(folder: Path) -> Iterator[str]:
    """Yield the modules of a repository, those of Python 2 as Python 3."""
    for path in sorted(folder.rglob("*.py")):
        with suppress(OSError):
            yield _text(path.read_bytes(), path.name)


def _is_own(use: Rejected, own: OwnClasses) -> bool:
    """Whether a method of an object of unknown class is one that the repository defines."""
    method = use.symbol.removeprefix("?.")
    keyword = use.why.partition("`")[2].partition("=")[0]
    return use.symbol != method and own.define(method, keyword)


def _count(outcome: Outcome, name: str, seconds: float, tally: Tally, own: OwnClasses) -> None:
    if outcome.error:
        tally.files += 1
        line = f":{outcome.error.line}" if outcome.error.line else ""
        tally.found["failed"].append(f"{name}{line}: {outcome.error.message}")
        return
    assert outcome.migration is not None  # noqa: S101 - only those are counted
    tally.files += 1
    tally.notebooks += name.endswith(".ipynb")
    tally.changed += outcome.status == "migrated"
    tally.slowest = max(tally.slowest, seconds)
    if seconds > _LIMIT:
        tally.found["slow"].append(f"{name}: {seconds:.0f} s")
    after = _text(outcome.migration.data, name)
    try:
        ast.parse(after)
    except (SyntaxError, ValueError) as error:
        tally.found["invalid"].append(f"{name}: {error}")
        return
    _count_uses(outcome, name, after, tally, own)


def _count_uses(outcome: Outcome, name: str, after: str, tally: Tally, own: OwnClasses) -> None:
    with suppress(SyntaxError, ValueError):
        before = _text(outcome.before, name) if outcome.before else after
        tally.before += len(rejected(before, own))
    actions = [f for f in outcome.findings if f.severity is Severity.ACTION]
    tally.calls += sum(1 for _ in keras_calls(after))
    for use in rejected(after, own):
        tally.left += 1
        if any(is_about(finding, use) for finding in actions):
            continue
        if _is_own(use, own):
            tally.own += 1
        else:
            tally.silent.append((name, use))
    for refusal in refusals(after):
        tally.made += refusal is None
        if refusal is not None and not any(is_about(finding, refusal) for finding in actions):
            tally.refused.append((name, refusal))


def _text(data: bytes, name: str) -> str:
    """Return a source as Python 3; of a notebook, all its cells."""
    try:
        return python_3(data, LIBRARY, filename=name, options=Options()).text
    except SourceError:
        return data.decode(errors="replace")


def is_about(finding: Finding, use: Rejected) -> bool:
    """Whether a finding is about the symbol that is used, or one of the module that is.

    Or about its name in the file, which means something else in another branch.
    """
    if f"`{use.symbol.rpartition('.')[2]}` may mean this or something else" in finding.message:
        return True
    if (
        _is_function(use.symbol)
        and use.symbol.rpartition(".")[2] == finding.rule.rpartition(".")[2]
    ):
        return True  # imported from elsewhere in another branch
    inside = f"{use.symbol}.{finding.rule.rpartition('.')[2]}"
    of_module = finding.rule in {inside, *(k.canonical(inside) for k in _families())}
    return of_module or not _names_of(finding.rule).isdisjoint(_spellings(use.symbol))


def _is_function(symbol: str) -> bool:
    owner, _, name = symbol.rpartition(".")
    return owner.startswith("keras.") and owner.islower() and name.islower()


def _families() -> Iterable[Knowledge]:
    return LIBRARY.by_release.values()


def _names_of(rule_name: str) -> set[str]:
    """Return the old name and the new names of a rule, methods by their bare name."""
    rules = [k.by_name[rule_name] for k in _families() if rule_name in k.by_name]
    names = {rule_name, *(to.name for rule in rules for to in outcomes(rule.becomes))}
    return {spelling for name in names for spelling in _spellings(name)}


def _spellings(name: str) -> set[str]:
    found = {known.canonical(name) for known in _families()}
    for known in _families():
        found |= {known.by_name[n].name for n in found if n in known.by_name}
    canonical = LIBRARY.first.canonical(name)
    owner, _, last = canonical.rpartition(".")
    is_method = owner == "?" or owner[owner.rfind(".") + 1 :][:1].isupper()
    return found | ({f"?.{last}"} if is_method else set())


def _print_table(rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = (c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))
        print("  ".join([row[0].ljust(widths[0]), *cells]))


def _print_silent(uses: Iterable[tuple[str, Rejected]], *, everything: bool) -> None:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path, use in uses:
        groups[use.symbol, use.why].append(f"{path}:{use.line}")
    by_count = Counter({key: len(places) for key, places in groups.items()})
    for (symbol, why), count in by_count.most_common():
        print(f"\n{count} x {symbol}: {why}")
        for place in groups[symbol, why] if everything else groups[symbol, why][:_EXAMPLES]:
            print(f"    {place}")


if __name__ == "__main__":
    main()
