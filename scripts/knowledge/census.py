"""Migrate folders of legacy code in memory, and count every legacy use left in the output.

A use is left if Keras 3 rejects it: a name it lacks, an argument it does not take, a method that is
gone (tests/knowledge/audit.py looks, with a resolver of its own). It is silent if no action
finding of the input file is about the same symbol: the worst bug this project can have.
"""

from __future__ import annotations

import argparse
import os
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from migrator import Finding, Severity, migrate
from migrator.errors import KmigrateError
from migrator.knowledge import LIBRARY
from migrator.rules import outcomes
from tests.knowledge.audit import Rejected, keras_calls, rejected

_EXAMPLES = 3


@dataclass
class Tally:
    """What the census of one folder comes to."""

    files: int = 0
    changed: int = 0
    failed: list[str] = field(default_factory=list)
    modern: int = 0  # written for Keras 3, or with nothing in them that tells
    calls: int = 0  # of Keras's own symbols, as far as they are resolved
    before: int = 0
    left: int = 0
    silent: list[tuple[Path, Rejected]] = field(default_factory=list)

    def row(self) -> tuple[str, ...]:
        """Return the figures as the table has them."""
        counts = (self.files, self.modern, len(self.failed), self.changed, self.calls)
        rate = f"{1000 * len(self.silent) / max(self.calls, 1):.1f}"
        return (*map(str, (*counts, self.before, self.left, len(self.silent))), rate)


def main() -> None:
    """Print one row for each folder, then the silent uses by symbol."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--all", action="store_true", help="print every silent use")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    tallies = {folder: census(folder) for folder in asked.folders}
    head = (
        *("folder", "files", "modern", "failed", "changed", "calls"),
        *("uses in", "left", "silent", "a thousand"),
    )
    rows = [(folder.name, *tally.row()) for folder, tally in tallies.items()]
    totals = [str(sum(int(row[i]) for row in rows)) for i in range(1, len(head) - 1)]
    rate = f"{1000 * int(totals[-1]) / max(int(totals[4]), 1):.1f}"
    _print_table([head, *rows, ("total", *totals, rate)])
    for tally in tallies.values():
        for failure in tally.failed:
            print(f"failed: {failure}")
    _print_silent([use for tally in tallies.values() for use in tally.silent], everything=asked.all)


def census(folder: Path) -> Tally:
    """Count over every Python file below a folder that mentions Keras."""
    tally = Tally()
    for path in sorted(folder.rglob("*.py")):
        if path.is_file() and b"keras" in (data := path.read_bytes()):
            tally.files += 1
            _count(path, data, tally)
    return tally


def _count(path: Path, data: bytes, tally: Tally) -> None:
    try:
        migration = migrate(data, filename=str(path))
    except KmigrateError as error:
        tally.failed.append(f"{path}: {error}")
        return
    tally.modern += migration.dialect.value in {"keras3", "unknown"}
    tally.calls += sum(1 for _ in keras_calls(migration.source))
    tally.changed += migration.changed
    actions = [f for f in migration.findings if f.severity is Severity.ACTION]
    with suppress(SyntaxError):  # Python 2, of which the output is not
        tally.before += len(rejected(data.decode(errors="replace")))
    for use in rejected(migration.source):
        tally.left += 1
        if not any(is_about(finding, use) for finding in actions):
            tally.silent.append((path, use))


def is_about(finding: Finding, use: Rejected) -> bool:
    """Whether a finding is about the symbol that is used."""
    inside = finding.rule.startswith(f"{use.symbol}.")  # of a module that is gone
    return inside or not _names_of(finding.rule).isdisjoint(_spellings(use.symbol))


def _names_of(rule_name: str) -> set[str]:
    """Return the old name and the new names of a rule, methods by their bare name."""
    rules = [k.by_name[rule_name] for k in LIBRARY.by_release.values() if rule_name in k.by_name]
    names = {rule_name, *(to.name for rule in rules for to in outcomes(rule.becomes))}
    return {spelling for name in names for spelling in _spellings(name)}


def _spellings(name: str) -> set[str]:
    found = {known.canonical(name) for known in LIBRARY.by_release.values()}
    for known in LIBRARY.by_release.values():
        found |= {known.by_name[n].name for n in found if n in known.by_name}
    canonical = LIBRARY.first.canonical(name)
    owner, _, last = canonical.rpartition(".")
    is_method = owner == "?" or owner[owner.rfind(".") + 1 :][:1].isupper()
    return found | ({f"?.{last}"} if is_method else set())


def _print_table(rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row, widths, strict=True))]
        print("  ".join([cells[0], *cells[2:]]))


def _print_silent(uses: Iterable[tuple[Path, Rejected]], *, everything: bool) -> None:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path, use in uses:
        groups[use.symbol, use.why].append(f"{path}:{use.line}")
    by_count = Counter({key: len(places) for key, places in groups.items()})
    for (symbol, why), count in by_count.most_common():
        print(f"\n{count} x {symbol}: {why}")
        for place in _shown(groups[symbol, why], everything=everything):
            print(f"    {place}")


def _shown(places: list[str], *, everything: bool) -> Iterator[str]:
    yield from places if everything else places[:_EXAMPLES]


if __name__ == "__main__":
    main()
