"""What of a program is run again and again."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import is_call_of
from migrator.engine.reading.variables import Variables

_LOOPS = (ast.For, ast.While, ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def repeated(node: ast.AST, names: Names, variables: Variables) -> Iterator[ast.AST]:
    """Yield what is run more than once around a node: loops, and functions that are called so."""
    for each in names.ancestors(node):
        again = isinstance(each, _FUNCTIONS) and _is_called_again(each, names, variables)
        if again or isinstance(each, _LOOPS):
            yield each


def _is_called_again(
    function: ast.FunctionDef | ast.AsyncFunctionDef, names: Names, variables: Variables
) -> bool:
    """Whether a function of the file is called more than once, or by somebody else."""
    variable = variables.seen_from(names.module, function.name)
    loads = variables.loads(variable) if variable is not None else []
    calls = [names.parents[load] for load in loads]
    once = len(calls) == 1 and is_call_of(calls[0], loads[0])
    looped = any(isinstance(each, _LOOPS) for call in calls for each in names.ancestors(call))
    return bool(calls) and (looped or not once)
