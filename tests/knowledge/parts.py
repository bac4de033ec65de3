"""The knowledge, taken apart for the tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from migrator.knowledge import KERAS_1
from migrator.rules import (
    ByOutput,
    Check,
    Code,
    Combine,
    Constant,
    Divided,
    Drop,
    Exactly,
    Fate,
    Gone,
    Helper,
    InputsAndTargets,
    Into,
    Method,
    Rule,
    Switch,
    Tensors,
    To,
    Value,
    outcomes,
)

TARGETS: list[tuple[Rule, To]] = [
    (rule, to)
    for rule in KERAS_1.rules
    for to in outcomes(rule.becomes)
    if not (to.text or to.instead)
]
INSTALLED = [pair for pair in TARGETS if not pair[1].name.startswith("scikeras.")]


def arguments(was: str) -> ast.arguments:
    """Read an old signature."""
    inside = was.partition("(")[2].rpartition(")")[0]
    function = ast.parse(f"def _({inside}): pass").body[0]
    assert isinstance(function, ast.FunctionDef)
    return function.args


def defaults(was: str) -> dict[str, str]:
    """Return the old defaults as text, by parameter."""
    found = arguments(was)
    with_default = found.args[len(found.args) - len(found.defaults) :]
    return {a.arg: ast.unparse(d) for a, d in zip(with_default, found.defaults, strict=True)}


def fates(to: To) -> dict[str, Fate]:
    """Return the fate of each old argument that has one of its own."""
    return {old: fate for old, fate in to.args.items() if isinstance(old, str)}


def new_name(old: str, to: To) -> str | None:
    """Return what an old argument is called now, or None if it is not written."""
    match fates(to).get(old, old):
        case str(name) | Check(name=name) | ByOutput(name=name) | Tensors(name=name):
            return name
        case Divided() as divided:
            return divided.name
        case InputsAndTargets() as both:
            return both.name
        case Into() as fate:
            gone = all(isinstance(v, Drop | Gone) for v in fate.values.values())
            return None if gone and fate.values and fate.name == old else fate.name
    return None


def written(rule: Rule, to: To) -> set[str]:
    """Return every new argument that a rewritten call may have."""
    grouped = {old for key in to.args if isinstance(key, tuple) for old in key}
    switched = {rule.becomes.on} if isinstance(rule.becomes, Switch) else set()
    alone = {a.arg for a in arguments(rule.was).args} | set(fates(to))
    skipped = grouped | (switched - set(to.args)) | {to.on}
    found = {new_name(old, to) for old in alone - skipped}
    found |= {
        fate.name if isinstance(fate, Combine) else str(fate)
        for key, fate in to.args.items()
        if isinstance(key, tuple)
    }
    found |= {*to.pin_new, *to.add}
    found |= {"data_format"} if to.data_format in {"spatial", "flatten"} else set()
    return {name for name in found if name}


def gone() -> Iterator[tuple[Rule, Gone]]:
    """Yield everything that has no equivalent."""
    for rule in KERAS_1.rules:
        if isinstance(rule.becomes, Gone):
            yield rule, rule.becomes
        if isinstance(rule.becomes, Switch):
            cases = (*rule.becomes.cases.values(), rule.becomes.otherwise)
            yield from ((rule, case) for case in cases if isinstance(case, Gone))
    for rule, to in TARGETS:
        for fate in to.args.values():
            values = fate.values.values() if isinstance(fate, Into) else (fate,)
            yield from ((rule, value) for value in values if isinstance(value, Gone))


def codes() -> Iterator[tuple[Rule, Code]]:
    """Yield every piece of source text that a rule writes."""
    for rule, to in TARGETS:
        for value in (*to.add.values(), *to.pin_new.values()):
            if isinstance(value, Code):
                yield rule, value
        for fate in to.args.values():
            if isinstance(fate, Combine):
                yield rule, fate.code
            if isinstance(fate, Into):
                yield from ((rule, code) for code in _codes_of(fate.values))


def _codes_of(values: Mapping[Constant, Value]) -> Iterator[Code]:
    for value in values.values():
        inner = value.value if isinstance(value, Exactly) else value
        if isinstance(inner, Code):
            yield inner


def helpers() -> dict[str, Helper]:
    """Return every helper by its name."""
    found = {helper.name: helper for _, code in codes() for helper in code.helpers}
    return found | {helper.name: helper for _, to in TARGETS for helper in to.helpers}


def methods() -> list[Method]:
    """Return the rules of methods."""
    return [rule for rule in KERAS_1.rules if isinstance(rule, Method)]
