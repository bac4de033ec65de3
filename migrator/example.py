"""A small use of a legacy symbol, and the diff that kmigrate really makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from migrator.engine import migrate_source
from migrator.engine.reading.signatures import Parameter, parse_signature
from migrator.options import Dialect, Options
from migrator.reports.diff import diff
from migrator.rules import Check, Combine, Fate, Into, Knowledge, Library, Method, Rule, Switch, To

_DIALECTS: Mapping[str, Dialect] = {
    "2.2": "2",
    "2.3": "2",
    "tf.1": "tf.keras",
    "tf.keras": "tf.keras",
}
_SHOWN = 4  # optional arguments in an example: enough to see the pattern


def example(rule: Rule, knowledge: Knowledge) -> str:
    """Return the diff of an example, or nothing if no short call shows the rule at work."""
    if "*" in rule.name:
        return ""  # of a class that is open: nothing to import
    dialect = _DIALECTS.get(knowledge.release, "1")
    options = Options(dialect="0" if rule.only == ("keras0",) else dialect)
    library = Library(
        knowledge, lambda: {r: partial(replace, knowledge, release=r) for r in _DIALECTS}
    )
    for shown in (_SHOWN, 0):
        source = _source(rule, shown)
        if dialect == "tf.keras":
            source = source.replace("from keras", "from tensorflow.keras")
        migration = migrate_source(source, library, filename="example.py", options=options)
        if migration.changed:
            return diff("example.py", source.encode(), migration.data).decode()
    return ""


def _source(rule: Rule, shown: int) -> str:
    module, _, last = rule.name.rpartition(".")
    if "(" not in rule.was:
        return f"from {module} import {last}\n\nprint({last})\n"
    arguments = ", ".join(_arguments(rule, shown))
    if not isinstance(rule, Method):
        return f"from {module} import {last}\n\n{last}({arguments})\n"
    module, _, owner = rule.owner.rpartition(".")
    owner = "Sequential" if owner == "Model" else owner
    receiver = "model" if owner == "Sequential" else owner.lower()
    made = f"from {module} import {owner}\n\n{receiver} = {owner}()\n"
    return f"{made}{receiver}.{rule.method}({arguments})\n"


def _arguments(rule: Rule, shown: int) -> list[str]:
    """Write the required arguments by their names, and some optional ones that change."""
    to, chosen = _case(rule)
    signature = parse_signature(rule.was)
    parameters = (*signature.parameters, *signature.keyword_only)
    required = [p.name for p in parameters if p.default is None]
    fates = {name: fate for old, fate in to.args.items() for name in _names(old)}
    changing = [p for p in parameters if p.name in fates and p.name not in (*required, *chosen)]
    optional = [text for p in changing if (text := _written(p, fates[p.name]))]
    return [*required, *chosen.values(), *optional[:shown]]


def _case(rule: Rule) -> tuple[To, dict[str, str]]:
    """Choose what the example becomes, with the argument that decides it."""
    match rule.becomes:
        case To() as to:
            return to, {}
        case Switch(on, cases):
            for value, case in cases.items():
                if isinstance(case, To):
                    return case, {on: f"{on}={value!r}"}
    return To(""), {}


def _names(old: str | tuple[str, ...]) -> tuple[str, ...]:
    return (old,) if isinstance(old, str) else old


def _written(parameter: Parameter, fate: Fate) -> str:
    """Write one argument with a value that shows what happens to it; nothing if none does."""
    name = parameter.name
    match fate:
        case Into(new, values=values):
            plain = (old for old, new in values.items() if isinstance(new, str | int | float))
            value = next(plain, None) if values else None
        case str(new) | Check(new) | Combine(new):
            value = None
        case _:
            return ""
    if value is not None:
        return f"{name}={value!r}"
    if new == name:
        return ""
    return f"{name}={name if parameter.default == 'None' else parameter.default}"
