"""What came with Keras 2.3, or was TensorFlow's Keras's alone, and went before Keras 3."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from migrator.engine.reading.names import Names
from migrator.rules import Knowledge

_METHODS = "keras.models.Model."


def between(
    names: Names, known: Knowledge, came: Mapping[str, str]
) -> Iterator[tuple[ast.expr, str, str]]:
    """Yield the uses of such symbols and keywords: where, what, and the family that had it first.

    came: as in `Library.between`.
    """
    words = {name.partition("(")[2] for name in came}
    for keyword in names.of(ast.keyword):
        call = names.parents.get(keyword)
        if keyword.arg in words and isinstance(call, ast.Call):
            family = came.get(f"{_called(call, names, known)}({keyword.arg}")
            if family is not None:
                yield call, f"{keyword.arg}=", family
    for node, denoted in names.denoting:
        if denoted.name.startswith("keras."):
            name = known.canonical(denoted.name)
            if name in came:
                yield node, name, came[name]


def _called(call: ast.Call, names: Names, known: Knowledge) -> str:
    """Return what a call is of; of an object that is not known, and no function here, a model."""
    denoted = names.denote(call.func)
    if denoted is not None:
        return known.canonical(denoted.name) if denoted.name.startswith("keras.") else ""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    own = any(function.name == name for function in names.functions)
    return "" if own else f"{_METHODS}{name}"
