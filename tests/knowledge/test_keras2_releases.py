"""What moved between the releases of standalone Keras 2, against the sources of 2.0.9 and 2.2.4."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

import pytest

from migrator import Options, migrate
from migrator.engine.dating.editions import Edition
from migrator.engine.dating.releases import Reading, read
from migrator.engine.reading.names import Names
from migrator.engine.reading.signatures import Unbindable
from migrator.facts import Facts, Pinned
from migrator.knowledge import LIBRARY
from migrator.knowledge.keras2.families import SIGNATURES
from migrator.knowledge.keras2.releases import LATER, SINCE_TENSORFLOW
from migrator.rules import Gone, Rule

from .legacy import Legacy, defaults_of, same_default

KERAS_2 = LIBRARY.by_release["2.2"]
VERSIONS = ("2.0.9", "2.2.4")
HARMLESS = {
    "batch_size": "None is 32",
    "verbose": "what is shown on the way",
}
#: Renamed where it stands; `spellings`, or the fate of the argument, know the keyword.
RENAMED = {("name", "config"), ("epsilon", "min_delta")}
#: Only the last places of generators, which TensorFlow's copy fills otherwise.
LAST = {("dtype", "keep_aspect_ratio"), ("dtype", "interpolation_order")}
LAST |= {("dtype", "ignore_class_split")}


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def source(version: str, earlier: Callable[[str], Legacy]) -> Legacy:
    return replace(earlier(version), canonical=KERAS_2.canonical)


def recorded() -> list[Rule]:
    return [r for r in KERAS_2.rules if "(" in r.was and not isinstance(r.becomes, Gone)]


def read_at(rule: Rule, arguments: list[str], version: str) -> Reading | None:
    """Read a call as a file for one release has it; None where a person is asked."""
    number = tuple(int(part) for part in version.split("."))
    tree = ast.parse(f"f({', '.join(arguments)})")
    call = next(n for n in ast.walk(tree) if isinstance(n, ast.Call))
    edition = Edition(since=number, until=(*number, 1))
    try:
        return read(call, rule, Names(tree, {}), "keras2", {}, edition)
    except Unbindable:
        return None


def test_defaults_are_those_of_the_release(version: str, source: Legacy) -> None:
    wrong = []
    for rule in recorded():
        reals = source.parameters(rule.name)
        needed = (
            [a.arg for a in reals.args][: len(reals.args) - len(reals.defaults)] if reals else []
        )
        reading = read_at(rule, needed, version)
        real = defaults_of(reals)
        for name in real.keys() - HARMLESS.keys() if reading else ():
            taken = reading.signature.default(name) if reading else None
            if taken is not None and not same_default(real[name], taken):
                wrong.append((rule.name, name, real[name], taken))
    assert wrong == []


def test_arguments_without_a_name_are_read_as_the_release_had_them(
    version: str, source: Legacy
) -> None:
    wrong = []
    for rule in recorded():
        real = source.parameters(rule.name)
        given = [rule.spellings.get(a.arg, a.arg) for a in real.args] if real else []
        reading = read_at(rule, given, version)
        bound = reading.bound.arguments if reading else {}
        taken = sorted(bound, key=lambda name: bound[name])
        pairs = set(zip(given, taken, strict=False)) - RENAMED - LAST
        wrong += [(rule.name, *pair) for pair in sorted(pairs) if pair[0] != pair[1]]
    assert wrong == []


def test_what_tells_a_release_is_not_in_2_0(earlier: Callable[[str], Legacy]) -> None:
    first = replace(earlier("2.0.9"), canonical=KERAS_2.canonical)
    last = replace(earlier("2.2.4"), canonical=KERAS_2.canonical)
    for name in KERAS_2.since:
        symbol, _, parameter = name.partition("(")
        if parameter:
            assert parameter not in defaults_of(first.parameters(symbol)), name
        else:
            assert not first.has(symbol), name
        borrowed = symbol.startswith(("keras.applications", "keras.preprocessing"))
        inherited = symbol.startswith("keras.models.Sequential.")
        if not borrowed and not inherited:  # from packages of their own
            assert last.has(symbol), name


SOURCE = """\
from keras.models import Sequential
from keras.optimizers import Adam

model = Sequential()
model.compile(Adam(lr=0.1), 'mse')
model.compile('adam', 'mse')
model.fit(x, y)
"""
EARLY = [
    "model.compile(Adam(learning_rate=0.1, epsilon=1e-8), 'mse')",
    "model.compile(keras.optimizers.Adam(epsilon=1e-8), 'mse')",
    "model.fit(x, y, epochs=10)",
]
BETWEEN = [*EARLY[:2], "model.fit(x, y)"]
LATE = ["model.compile(Adam(learning_rate=0.1), 'mse')", "model.compile('adam', 'mse')"]


@pytest.mark.parametrize(
    ("pinned", "wanted"),
    [
        (("2.0.5", ""), EARLY),
        (("2.0", "2.1"), EARLY),
        (("2.1.0", "2.1.3"), BETWEEN),
        (("2.1.2", ""), BETWEEN),
        (("2.1.3", ""), [*LATE, "model.fit(x, y)"]),
        (("2.1.3", "3"), [*LATE, "model.fit(x, y)"]),
    ],
    ids=str,
)
def test_defaults_of_the_release_that_requirements_name_are_written(
    pinned: tuple[str, str], wanted: list[str]
) -> None:
    release, before = pinned
    facts = Facts(pinned=Pinned(release, "requirements.txt:1", before))
    migration = migrate(SOURCE, options=Options(facts=facts))
    assert migration.source.splitlines()[-3:] == wanted
    assert migration.findings == ()


@pytest.mark.parametrize("facts", [None, Facts(pinned=Pinned("2", "setup.py:3", "3"))])
def test_where_the_release_is_open_it_is_said_once(facts: Facts | None) -> None:
    migration = migrate(SOURCE, options=Options(dialect="2", facts=facts))
    assert migration.source.splitlines()[-3:] == [*LATE, "model.fit(x, y)"]
    said = [(f.rule.rpartition(".")[2], f.span.line) for f in migration.findings]
    assert said == [("Adam", 5), ("fit", 7)]


def test_what_only_a_later_release_had_tells_it() -> None:
    source = SOURCE.replace("lr=0.1", "lr=0.1, amsgrad=True")
    assert migrate(source, options=Options(dialect="2")).findings == ()


def test_a_release_may_be_named() -> None:
    source = SOURCE.replace("lr=0.1", "lr=0.1, amsgrad=True")  # said is said
    migration = migrate(source, options=Options(dialect="2.0"))
    assert migration.source.splitlines()[-2:] == EARLY[-2:]
    assert migration.dialect.evidence == ("--from 2.0",)
    assert migrate(SOURCE, options=Options(dialect="2.2")).findings == ()
    assert migrate(f"# kmigrate: from 2.0\n{SOURCE}").source.splitlines()[-3:] == EARLY


def test_what_came_with_tensorflow_was_not_in_2_3_1(earlier: Callable[[str], Legacy]) -> None:
    source = earlier("2.3.1")
    for name in SINCE_TENSORFLOW:
        module, _, last = name.rpartition(".")
        assert name not in source.trees
        assert module not in source.trees or last not in source.bindings(module), name


def test_what_went_between_is_neither_in_2_2_nor_in_keras_3() -> None:
    for name, family in LATER.items():
        symbol, _, word = name.partition("(")
        rule, before = LIBRARY.by_release[family].by_name[symbol], KERAS_2.by_name.get(symbol)
        if word:
            assert word in rule.old_keywords - rule.new_keywords, name
            assert before is None or word not in SIGNATURES["2.2"].get(symbol, ""), name
        else:
            assert before is None, name
            assert symbol not in KERAS_2.modern, name
