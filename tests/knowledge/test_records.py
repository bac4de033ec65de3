"""The knowledge by itself."""

from __future__ import annotations

import ast
from collections import Counter

from migrator.engine.reading.signatures import parse_signature
from migrator.knowledge import KERAS_1, LIBRARY
from migrator.rules import outcomes

from .parts import TARGETS, arguments, codes, helpers, methods


def test_every_name_is_recorded_once() -> None:
    names = Counter(name for rule in KERAS_1.rules for name in (rule.name, *rule.also))
    assert [name for name, count in names.items() if count > 1] == []
    assert set(KERAS_1.by_name) & KERAS_1.same == set()


def test_code_asks_for_arguments_that_existed() -> None:
    for rule, code in codes():
        known = {a.arg for a in arguments(rule.was).args}
        asked = {part.partition("}")[0] for part in code.text.split("{")[1:]}
        assert asked <= known, rule.name


def test_helpers_define_their_name_alone() -> None:
    for name, helper in helpers().items():
        (definition,) = ast.parse(helper.source).body
        assert isinstance(definition, ast.FunctionDef | ast.ClassDef)
        assert definition.name == name


def test_a_target_without_a_dot_is_a_helper_or_a_package_that_keras_lent() -> None:
    for rule, to in TARGETS:
        undotted = {"numpy", "tensorflow", *(helper.name for helper in to.helpers)}
        assert ("." not in to.name) == (to.name in undotted), rule.name


def test_old_defaults_can_be_read() -> None:
    for rule in KERAS_1.rules:
        arguments(rule.was)


def test_methods_name_classes_that_are_recorded() -> None:
    for method in methods():
        for owner in (method.owner, *method.receiver):
            known = owner in {*KERAS_1.by_name, *KERAS_1.same, *KERAS_1.returns.values()}
            assert known, method.name


def test_earlier_signatures_have_the_defaults_that_are_written_out() -> None:
    for release in LIBRARY.by_release:
        for rule in LIBRARY.by_release[release].rules:
            pinned = {name for to in outcomes(rule.becomes) for name in (*to.pin, *to.require)}
            for earlier in (each for each in rule.earlier if not each.unclear):
                signature = parse_signature(earlier.was)
                unknown = {name for name in pinned if signature.default(name) is None}
                assert unknown == set(), (release, earlier.was)
