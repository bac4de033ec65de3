"""What generators of one file tell the others of the sizes of their batches."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.functions import parameter_default
from migrator.engine.reading.literals import evaluate
from migrator.engine.reading.names import Names
from migrator.engine.reading.variables import Variables
from migrator.engine.training.rows import Rows
from migrator.facts import Batched


def batches_of(names: Names) -> dict[str, Batched]:
    """Return the sizes that generators have: functions of the module, and methods of its classes.

    A method is named with its class, `Data.batches`.
    """
    if not names.of(ast.Yield):
        return {}
    variables = Variables(names)
    rows = Rows(names, variables)
    found = ((key, _told(f, names, rows, variables)) for key, f in _functions(names))
    return {key: batched for key, batched in found if batched is not None}


def _functions(names: Names) -> Iterator[tuple[str, ast.FunctionDef]]:
    for name, binding in names.single():
        definition = binding.definition
        if isinstance(definition, ast.FunctionDef):
            yield name, definition
        elif isinstance(definition, ast.ClassDef):
            methods = (s for s in definition.body if isinstance(s, ast.FunctionDef))
            yield from ((f"{name}.{method.name}", method) for method in methods)


def _told(
    function: ast.FunctionDef, names: Names, rows: Rows, variables: Variables
) -> Batched | None:
    size = rows.of_batches(function) if not function.decorator_list else None
    if size is None:
        return None
    variable = variables.of(size) if isinstance(size, ast.Name) else None
    scope, name = variable or (None, "")
    if scope is not names.inner[function]:
        is_of_module = isinstance(size, ast.Constant) or scope is names.module
        value = _number(size, names) if is_of_module else None
        return Batched(value) if value is not None else None
    taken = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
    taken = taken[1:] if isinstance(names.parents[function], ast.ClassDef) else taken
    if variable is None or name not in taken or not variables.is_constant(variable):
        return None
    default = parameter_default(function, name)
    return Batched(_number(default, names), name, taken.index(name))


def _number(node: ast.expr | None, names: Names) -> int | None:
    value = evaluate(node, names) if node is not None else None
    return value if type(value) is int else None
