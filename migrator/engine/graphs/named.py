"""The names of the outputs of graphs."""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names


def outputs_of(call: ast.Call, names: Names, method: str) -> tuple[str, ...]:
    """Return the outputs that the graph whose method is called was given, if all are literals.

    Those of a graph of the same name in the same function, else in the file, else of any graph.
    """
    added = [c for c in names.calls if getattr(c.func, "attr", None) == method or _is_output(c)]
    same = [c for c in added if _owner(c) == _owner(call)]
    here = [c for c in same if _function(c, names) is _function(call, names)]
    found = [_name(c) for c in here or same or added]
    return tuple(n for n in found if n is not None) if None not in found else ()


def _name(call: ast.Call) -> str | None:
    values = [k.value for k in call.keywords if k.arg == "name"]
    values = values or call.args[1 if _is_output(call) else 0 :]
    name = literal(values[0]) if values else None
    return name if isinstance(name, str) else None


def _is_output(call: ast.Call) -> bool:
    """Whether a call adds a node that is an output as well."""
    return any(k.arg == "create_output" for k in call.keywords)


def _owner(call: ast.Call) -> str:
    return ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""


def _function(call: ast.Call, names: Names) -> ast.AST | None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return next((n for n in names.ancestors(call) if isinstance(n, kinds)), None)
