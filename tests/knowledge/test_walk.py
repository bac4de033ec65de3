"""The whole legacy API, call by call: what is migrated binds to Keras 3, or a person is told.

As tf_upgrade_v2's testAllAPI does, but against the real packages: the calls are written from the
signatures in the legacy source, and bound to those of the installed Keras.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum

import pytest

from migrator import Options, Severity, migrate
from migrator.knowledge import KERAS_1
from migrator.options import Dialect
from migrator.rules import Gone

from .audit import rejected
from .legacy import Legacy
from .written import Writer, Written

pytestmark = pytest.mark.usefixtures("keras")

_BIND_AT_LEAST = 0.97
_HOOKS = re.compile(r"\.(build|call|get_output_shape_for|on_\w+)$")  # Keras calls them


class Outcome(StrEnum):
    BINDS = "binds"
    SAID = "a person is told"
    SILENT = "silent"


def outcome(written: Written, dialect: Dialect = "1") -> Outcome:
    """Migrate one use, and see what became of it."""
    migration = migrate(written.source, options=Options(dialect=dialect))
    line = written.source.count("\n")
    actions = [f for f in migration.findings if f.severity is Severity.ACTION]
    if any(finding.span.line == line for finding in actions):
        return Outcome.SAID
    return Outcome.SILENT if rejected(migration.source) else Outcome.BINDS


def silent(uses: Iterable[Written], dialect: Dialect = "1") -> list[str]:
    return [str(use) for use in uses if outcome(use, dialect) is Outcome.SILENT]


def has_counterpart(symbol: str) -> bool:
    rule = KERAS_1.by_name.get(symbol)
    return symbol in KERAS_1.same or (rule is not None and not isinstance(rule.becomes, Gone))


@pytest.fixture(scope="module")
def writer(legacy: Legacy) -> Writer:
    return Writer(legacy)


@pytest.fixture(scope="module")
def outcomes(writer: Writer) -> dict[Written, Outcome]:
    """What becomes of each symbol's calls: defaults only, all positional, all keywords."""
    calls = (c for s in writer.symbols() for c in writer.of_symbol(s, writer.spellings(s)[0]))
    return {call: outcome(call) for call in calls}


def test_no_call_of_a_legacy_symbol_passes_in_silence(outcomes: dict[Written, Outcome]) -> None:
    assert [str(call) for call, became in outcomes.items() if became is Outcome.SILENT] == []


def test_what_has_a_counterpart_binds(outcomes: dict[Written, Outcome]) -> None:
    counted = Counter(o for call, o in outcomes.items() if has_counterpart(call.symbol))
    assert counted[Outcome.BINDS] >= _BIND_AT_LEAST * counted.total(), counted


def test_no_argument_passes_in_silence(writer: Writer) -> None:
    """Each argument that has a default is given another value, alone."""
    for symbol in writer.symbols():
        assert silent(writer.one_by_one(symbol, writer.spellings(symbol)[0])) == []


def test_every_path_to_a_symbol_is_known(writer: Writer) -> None:
    """`keras.layers.core.Dense`, `keras.layers.convolutional.Dense`: wherever it could be had."""
    for symbol in writer.symbols():
        for spelling in writer.spellings(symbol)[1:]:
            assert silent([next(iter(writer.of_symbol(symbol, spelling)))]) == []


def test_no_method_passes_in_silence(writer: Writer) -> None:
    """On an object of each class; what Keras itself calls is given no arguments by name."""
    owners = [pair for pair in writer.methods() if has_counterpart(pair[0])]
    uses = [use for pair in owners for use in writer.of_method(*pair)]
    by_name = {u for u in uses if u.kind == "keywords" and _HOOKS.search(u.symbol)}
    masks = {u for u in uses if u.symbol.endswith(".compute_mask")}  # each class has its own
    assert silent(use for use in uses if use not in by_name | masks) == []


@pytest.mark.parametrize(("version", "dialect"), [("1.1.2", "1"), ("1.0.8", "1"), ("0.3.3", "0")])
def test_what_earlier_releases_had_besides(
    version: str, dialect: Dialect, writer: Writer, earlier: Callable[[str], Legacy]
) -> None:
    """Symbols that 1.2.2 no longer has, or has with other arguments."""
    old = Writer(earlier(version))
    for symbol in old.symbols():
        if not old.legacy.agrees(writer.legacy, symbol):
            assert silent(old.of_symbol(symbol, old.spellings(symbol)[0]), dialect) == []
