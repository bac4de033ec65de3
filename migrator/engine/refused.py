"""What Keras 3 refuses, in a file that is left, too: it is of Keras 3, or may be.

A program may have no other word that is gone, and be trained for hours before
`save_weights('best.h5')` fails; or be migrated but for the backend that it asks for.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from itertools import chain

from migrator.engine.ordering.backend_settings import gone_settings
from migrator.engine.pragmas import left_lines, own_lines
from migrator.engine.reading.file_paths import Paths
from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import unpacks
from migrator.engine.reading.signatures import parse_signature
from migrator.engine.reading.source import Source
from migrator.engine.reading.variables import Variables
from migrator.engine.report import Report
from migrator.engine.state import is_in_force
from migrator.engine.training.file_names import named_elsewhere
from migrator.options import Options
from migrator.rules import FileName, Knowledge, Method, Rule, outcomes

_MODELS = ("keras.models.Model", "keras.models.Sequential")


def say_refused(
    source: Source, names: Names, knowledge: Knowledge, report: Report, options: Options
) -> None:
    """Report names of files that Keras 3 neither saves nor loads, and backends that it has not."""
    left = left_lines(source.data, names)

    def allows(rule: str, node: ast.AST) -> bool:
        return is_in_force(rule, options) and left.isdisjoint(own_lines(names.statement(node)))

    say_settings(names, report, allows)
    _say_names(names, knowledge, report, allows, options)


def say_settings(names: Names, report: Report, allows: Callable[[str, ast.AST], bool]) -> None:
    """Report settings that Keras 3 cannot follow, where the file lets them be spoken of."""
    for place, variable, text in gone_settings(names):
        if allows(variable, place):
            say = report.notice if variable == "THEANO_FLAGS" else report.action
            say(place, variable, text)


def _say_names(
    names: Names,
    knowledge: Knowledge,
    report: Report,
    allows: Callable[[str, ast.AST], bool],
    options: Options,
) -> None:
    """Report the names that are given to Keras to save or load, and that end in something else."""
    paths = Paths(names, Variables(names))
    for call, rule in _of_files(names, knowledge):
        for parameter, fate in _named(rule):
            given = _given(call, rule, parameter)
            path = paths.read(given) if given is not None else None
            if given is None or path is None or path.text.endswith(_endings(fate, call)):
                continue
            if not fate.writes and "." not in path.text.rpartition("/")[2]:
                continue  # a folder, of which Keras 3 loads checkpoints of Orbax
            if allows(rule.name, call):
                report.action(given, rule.name, fate.why + named_elsewhere(path.text, options))


def _of_files(names: Names, knowledge: Knowledge) -> Iterator[tuple[ast.Call, Rule]]:
    """Yield the calls that name files: of symbols, and of the methods of models."""
    for call, denoted in names.called:
        rule = knowledge.by_name.get(knowledge.canonical(denoted.name))
        if rule is not None and not isinstance(rule, Method):
            yield call, rule
    if not _has_keras(names, knowledge):
        return
    for call in names.calls:
        func = call.func
        methods = knowledge.methods.get(func.attr, ()) if isinstance(func, ast.Attribute) else ()
        for method in methods[:1]:
            if _named(method) and _is_of_keras(func, method, names, knowledge):
                yield call, method


def _has_keras(names: Names, knowledge: Knowledge) -> bool:
    """Whether something of Keras is used or imported: others have such methods, too."""
    imported = (b.imported for found in names.module.bindings.values() for b in found)
    return any(
        knowledge.canonical(n).startswith("keras.") for n in chain(names.denoted, imported) if n
    )


def _is_of_keras(func: ast.expr, method: Method, names: Names, knowledge: Knowledge) -> bool:
    """Whether a method is a model's, not one of the program's own or of a base of a class."""
    if not isinstance(func, ast.Attribute) or names.denote(func) is not None:
        return False
    own = any(function.name == func.attr for function in names.functions)
    if own or (isinstance(func.value, ast.Name) and func.value.id in {"self", "cls"}):
        return False
    unmistakable = method.unmistakable and func.attr not in names.methods_elsewhere
    return unmistakable or _is_model(func.value, names, knowledge)


def _is_model(node: ast.expr, names: Names, knowledge: Knowledge) -> bool:
    made = names.value(node) if isinstance(node, ast.Name) else None
    denoted = names.denote(made.func) if isinstance(made, ast.Call) else None
    return denoted is not None and knowledge.canonical(denoted.name) in _MODELS


def _named(rule: Rule) -> list[tuple[str, FileName]]:
    """Return the parameters of a rule that name files."""
    return [
        (key, fate)
        for to in outcomes(rule.becomes)
        for key, fate in to.args.items()
        if isinstance(key, str) and isinstance(fate, FileName)
    ]


def _given(call: ast.Call, rule: Rule, parameter: str) -> ast.expr | None:
    """Return what is given for a parameter, if it is in sight."""
    place = parse_signature(rule.was).places.index(parameter)
    before = call.args[: place + 1]
    if unpacks(before):
        return None
    by_keyword = (k.value for k in call.keywords if k.arg == parameter)
    return next(by_keyword, before[place] if place < len(before) else None)


def _endings(fate: FileName, call: ast.Call) -> tuple[str, ...]:
    """Return the endings that Keras 3 takes there."""
    given = {k.arg for k in call.keywords if literal(k.value) is True}
    return next((e for name, e in fate.wanted.items() if name in given), fate.endings)
