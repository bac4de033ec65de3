"""Every rule is shown by some fixture, so that a reviewer can see what it does."""

from __future__ import annotations

import re
from functools import cache

from migrator import migrate
from migrator.knowledge import KERAS_1
from migrator.rules import Rule, outcomes
from tests.test_fixtures import BEFORE, options_for

#: Rules that no fixture shows, and why.
EXCEPTIONS = {
    "keras.layers.ConvLSTM2D.get_constants": "the rule of LSTM names it among its receivers",
    "keras.layers.ConvLSTM2D.step": "the rule of LSTM names it among its receivers",
}


@cache
def fired() -> frozenset[str]:
    """The rules that a change or a finding of some fixture names."""
    found: set[str] = set()
    for path in BEFORE:
        migration = migrate(path.read_bytes(), filename=path.name, options=options_for(path))
        found |= {change.rule for change in migration.changes}
        found |= {finding.rule for finding in migration.findings}
    return frozenset(found)


@cache
def words() -> frozenset[str]:
    """Every word of the fixtures."""
    return frozenset(re.findall(r"\w+", "\n".join(p.read_text("utf-8") for p in BEFORE)))


def is_shown(rule: Rule) -> bool:
    """Whether it fires; where it leaves a plain use as it is, whether there is such a use."""
    if rule.name in fired():
        return True
    last = rule.name.rpartition(".")[2]
    return last in words() and last in {to.name.rpartition(".")[2] for to in outcomes(rule.becomes)}


def test_every_rule_is_shown_by_a_fixture() -> None:
    hidden = {rule.name for rule in KERAS_1.rules if not is_shown(rule)} - set(EXCEPTIONS)
    assert not hidden, "\n".join(sorted(hidden))


def test_exceptions_are_rules_that_no_fixture_shows() -> None:
    assert set(EXCEPTIONS) <= {rule.name for rule in KERAS_1.rules if not is_shown(rule)}
