"""Keras 2 and tf.keras, call by call: what is migrated binds to Keras 3, or a person is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from migrator import Options, Severity, migrate
from migrator.families import families
from migrator.knowledge import LIBRARY
from migrator.knowledge.keras2.families import SIGNATURES, TEMPLATES
from migrator.knowledge.keras2.templates import Attribute, parameters
from migrator.options import Dialect
from migrator.rules import Gone, Knowledge, Method, Rule

from .audit import rejected

pytestmark = pytest.mark.usefixtures("keras")

LATER = families(LIBRARY)[1:]
_SIGNS = {  # what tells a family from its neighbour
    "2.2": "",
    "2.3": "keras.metrics.AUC()\n",
    "tf.1": "import tensorflow\ntensorflow.Session()\n",
    "tf.keras": "",
}
_CLASSES = {"layer", "model"}


def dialect_of(known: Knowledge) -> Dialect:
    return "2" if known.release.startswith("2") else "tf.keras"


def calls(rule: Rule) -> Iterator[str]:
    """Yield calls of a symbol: what it wants alone, by place and by name, and all it takes."""
    taken = parameters(rule.was.partition("(")[2].removesuffix(")"))
    named = [(name, default) for name, default in taken if not name.startswith("*")]
    needed = [name for name, default in named if not default]
    variadic = ["x"] if any(name.startswith("*") and name[1] != "*" for name, _ in taken) else []
    yield ", ".join([*needed, *variadic])
    if not variadic:
        yield ", ".join(f"{name}={name}" for name in needed)
        yield ", ".join(f"{name}={default or name}" for name, default in named)


def uses(known: Knowledge) -> Iterator[tuple[Rule, str]]:
    """Yield a program for each way to call each symbol."""
    package = "keras" if known.release.startswith("2") else "tensorflow.keras"
    for rule in known.rules:
        if isinstance(rule, Method) or "(" not in rule.was:
            continue
        path = rule.name.replace("keras", package, 1)
        for arguments in calls(rule):
            head = f"import keras\n{_SIGNS[known.release]}import {package}\n"
            yield rule, f"{head}{path}({arguments})\n"


@pytest.mark.parametrize("known", LATER, ids=lambda known: known.release)
def test_no_call_passes_in_silence(known: Knowledge) -> None:
    silent, counted = [], Counter[str]()
    for rule, source in uses(known):
        migration = migrate(source, options=Options(dialect=dialect_of(known)))
        line = source.count("\n")
        said = any(
            f.severity is Severity.ACTION and f.span.line == line for f in migration.findings
        )
        left = [use for use in rejected(migration.source) if use.line >= 1]
        counted["said" if said else "binds"] += 1
        if left and not said and not isinstance(rule.becomes, Gone):
            silent.append(f"{source.splitlines()[-1]} -> {left[-1]}")
    assert silent == []
    assert counted["binds"] > counted["said"]


def test_every_template_is_of_some_release() -> None:
    named = {t.name for t in TEMPLATES if not isinstance(t, Attribute)}
    assert named - {name for table in SIGNATURES.values() for name in table} == set()


@pytest.mark.parametrize("known", LATER, ids=lambda known: known.release)
def test_every_name_is_recorded_once(known: Knowledge) -> None:
    names = Counter(name for rule in known.rules for name in (rule.name, *rule.also))
    assert [name for name, count in names.items() if count > 1] == []
