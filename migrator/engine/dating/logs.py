"""The names under which a file looks up what was logged: they tell the release that logged it.

Up to Keras 2.2, and in TensorFlow 1, accuracy was logged as "acc", whatever it was called. Since
then it has the name that `compile` is given.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.names import Names

LOGGED = frozenset({"accuracy", "val_accuracy"})
_BEFORE = frozenset({"acc", "val_acc"})
_TENSORFLOW_2 = frozenset({"tensorflow.function", "tensorflow.random.set_seed"})


def asked_for(names: Names, wanted: frozenset[str]) -> Iterator[ast.Constant]:
    """Yield the names of what is logged where they are asked for, `metrics=` left out."""
    given = set(_compiled(names))
    for node in names.of(ast.Constant):
        if node in given or node.value not in wanted:
            continue
        parent = names.parents.get(node)
        if str(node.value).startswith("val_") or isinstance(parent, ast.Subscript):
            yield node


def logged_before(names: Names) -> Iterator[ast.Constant]:
    """Yield the old names that are asked for where models are compiled with "accuracy" alone."""
    compiled = {node.value for node in _compiled(names)}
    if "accuracy" in compiled and "acc" not in compiled and not _is_later(names):
        yield from asked_for(names, _BEFORE)


def open_still(names: Names) -> ast.Constant | None:
    """Return the first old name that is asked for where no `compile` in sight explains it."""
    if "acc" in {node.value for node in _compiled(names)}:
        return None
    return next(asked_for(names, _BEFORE), None)


def is_old(compiled: frozenset[str]) -> bool:
    """Whether models that are compiled with some names log accuracy under its old one."""
    return bool(compiled) and compiled <= _BEFORE


def _is_later(names: Names) -> bool:
    """Whether a file asks for the new names, too, or uses what came with TensorFlow 2."""
    denoted = (names.denote(node) for node in names.mentions)
    used = any(d is not None and d.name in _TENSORFLOW_2 for d in denoted)
    return used or any(asked_for(names, LOGGED))


def _compiled(names: Names) -> Iterator[ast.Constant]:
    """Yield the strings in the calls that compile a model."""
    for call in names.calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "compile":
            for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
                yield from (n for n in ast.walk(argument) if isinstance(n, ast.Constant))
