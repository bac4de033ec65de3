"""Every rule is shown by some fixture, so that a reviewer can see what it does.

A rule of Keras 2, which several families share, by a fixture that is read as one of them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from migrator import migrate
from migrator.engine.calls.carrying import Carrier
from migrator.families import families
from migrator.knowledge import KERAS_1, LIBRARY
from migrator.rules import Fate, Into, LogName, Rule, outcomes
from tests.test_fixtures import BEFORE, options_for

#: Rules that no fixture shows, and why.
EXCEPTIONS = {
    "keras.layers.ConvLSTM2D.get_constants": "the rule of LSTM names it among its receivers",
    "keras.layers.ConvLSTM2D.step": "the rule of LSTM names it among its receivers",
}


_FIRST = frozenset({"keras0", "keras1"})
_LATER = frozenset({"keras2", "tf.keras"})


@cache
def fired() -> dict[str, frozenset[str]]:
    """The rules that a change or a finding of some fixture names, and its dialects."""
    found: dict[str, frozenset[str]] = {}
    for path in BEFORE:
        migration = migrate(path.read_bytes(), filename=path.name, options=options_for(path))
        dialect = {migration.dialect.value or ""}
        changed, told = migration.changes, migration.findings
        for rule in {*(change.rule for change in changed), *(finding.rule for finding in told)}:
            found[rule] = found.get(rule, frozenset()) | dialect
    return found


@cache
def words() -> frozenset[str]:
    """Every word of the fixtures."""
    return frozenset(re.findall(r"\w+", "\n".join(p.read_text("utf-8") for p in BEFORE)))


def is_shown(rule: Rule, dialects: frozenset[str] = _FIRST | _LATER) -> bool:
    """Whether it fires; where it leaves a plain use as it is, whether there is such a use."""
    if not dialects.isdisjoint(fired().get(rule.name, ())):
        return True
    last = rule.name.rpartition(".")[2]
    return last in words() and last in {to.name.rpartition(".")[2] for to in outcomes(rule.becomes)}


def test_every_rule_is_shown_by_a_fixture() -> None:
    hidden = {rule.name for rule in KERAS_1.rules if not is_shown(rule)} - set(EXCEPTIONS)
    assert not hidden, "\n".join(sorted(hidden))


def test_exceptions_are_rules_that_no_fixture_shows() -> None:
    assert set(EXCEPTIONS) <= {rule.name for rule in KERAS_1.rules if not is_shown(rule)}


def test_every_rule_of_keras_2_is_shown_by_a_fixture() -> None:
    rules = {rule.name: rule for known in families(LIBRARY)[1:] for rule in known.rules}
    hidden = {name for name, rule in rules.items() if not is_shown(rule, _LATER)}
    assert not hidden, "\n".join(sorted(hidden))


#: Arguments of which no fixture shows what becomes of them, and why.
UNSEEN = {
    **{
        ("keras.models.Graph.fit_generator", name): "no fixture has the generator's size in sight"
        for name in (
            *("class_weight", "nb_epoch", "nb_val_samples", "nb_val_worker", "nb_worker"),
            *("show_accuracy", "validation_data"),
        )
    },
    ("keras.models.Sequential.from_config", "layer_cache"): "called on the class, and reported",
    ("keras.layers.SpatialDropout3D", "noise_shape"): "taken as by the others, and ignored",
    ("keras.layers.Wrapper", "batch_input_shape"): "it is no layer by itself",
    ("keras.layers.Wrapper", "input_dtype"): "the same",
}


class _Watched:
    """What the fixtures made of the arguments of calls: each that was carried, and each value."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.arguments: set[tuple[str, str]] = set()
        self.values: set[tuple[str, str]] = set()
        for name in ("_carry_one", "_carry_group", "_carry_entry", "_carry_value"):
            monkeypatch.setattr(Carrier, name, self._watching(name))
        monkeypatch.setattr(Carrier, "_carry_element", self._watching("_carry_element"))
        for path in BEFORE:
            migrate(path.read_bytes(), filename=path.name, options=options_for(path))

    def _watching(self, name: str) -> Callable[..., object]:
        original = getattr(Carrier, name)

        def watched(carrier: Carrier, first: Any, *others: Any) -> object:  # noqa: ANN401
            rule = carrier._rule.name  # noqa: SLF001 - nobody else knows
            if name in {"_carry_value", "_carry_element"}:
                node = others[-1]
                self.values.add((rule, ast.unparse(node)))
            else:
                names = first if isinstance(first, tuple) else (getattr(first, "name", first),)
                bound = carrier._bound  # noqa: SLF001 - the same
                given = (n for n in names if name != "_carry_group" or n in bound)
                self.arguments |= {(rule, str(n)) for n in given}
            return original(carrier, first, *others)

        return watched


def _fates() -> Iterator[tuple[str, str, Fate]]:
    """Yield each old argument that has a fate, by the rule's name."""
    for rule in KERAS_1.rules:
        for to in outcomes(rule.becomes):
            for key, fate in to.args.items():
                yield from (
                    (rule.name, n, fate) for n in (key if isinstance(key, tuple) else (key,))
                )


def test_every_argument_that_has_a_fate_and_every_value_is_shown_by_a_fixture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of each symbol, each argument; values that several symbols share, where one of them is."""
    watched = _Watched(monkeypatch)
    values: dict[tuple[int, str], list[bool]] = {}
    for rule, _, fate in _fates():
        if not isinstance(fate, Into) or (isinstance(fate, LogName) and not fate.defines):
            continue  # the latter are followed into variables
        for value in fate.values:
            shown = (rule, repr(value)) in watched.values
            values.setdefault((id(fate.values), repr(value)), []).append(shown)
    assert {(rule, name) for rule, name, _ in _fates()} - watched.arguments == UNSEEN.keys()
    assert [value for (_, value), shown in values.items() if not any(shown)] == []
