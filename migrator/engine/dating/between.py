"""What came with Keras 2.3, or was TensorFlow's Keras's alone, and went before Keras 3."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.names import Names
from migrator.rules import Knowledge, Library

_BEFORE = "2.2"  # the family that had none of it
_METHODS = "keras.models.Model."


def between(names: Names, library: Library) -> Iterator[tuple[ast.expr, str, str]]:
    """Yield the uses of such symbols and keywords: where, what, and the family that had it."""
    known, came = library.by_release[_BEFORE], library.between
    given = (k for k in names.of(ast.keyword) if k.arg in library.keywords_between)
    for keyword in given:
        call = names.parents.get(keyword)
        if isinstance(call, ast.Call):
            family = came.get(f"{_called(call, names, known)}({keyword.arg}")
            if family is not None:
                yield call, f"{keyword.arg}=", family
    for written, nodes in names.denoted.items():
        name = known.canonical(written) if written.startswith("keras.") else ""
        if name in came:
            yield from ((node, name, came[name]) for node in nodes)


def _called(call: ast.Call, names: Names, known: Knowledge) -> str:
    """Return what a call is of; of an object that is not known, and no function here, a model."""
    denoted = names.denote(call.func)
    if denoted is not None:
        return known.canonical(denoted.name) if denoted.name.startswith("keras.") else ""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    own = any(function.name == name for function in names.functions)
    return "" if own else f"{_METHODS}{name}"
