"""The names of the outputs of graphs."""

from __future__ import annotations

import ast
from functools import cached_property

from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import spelled


class Outputs:
    """The outputs of the graphs of one file, which `method` adds."""

    def __init__(self, names: Names, method: str) -> None:
        self._names = names
        self._method = method

    def of(self, call: ast.Call) -> tuple[str, ...]:
        """Return the outputs that the graph whose method is called was given, if all are literals.

        Those of a graph of the same name in the same function, else in the file, else of any graph.
        """
        owner = _owner(call)
        here = self._by_place.get((owner, _function(call, self._names)))
        found = here or self._by_place.get((owner,)) or self._by_place.get((), [])
        return tuple(dict.fromkeys(n for n in found if n is not None)) if None not in found else ()

    @cached_property
    def _by_place(self) -> dict[tuple[object, ...], list[str | None]]:
        """The names of all, of those of a graph of some name, and of these in one function."""
        found: dict[tuple[object, ...], list[str | None]] = {}
        for call in self._names.calls:
            if getattr(call.func, "attr", None) == self._method or _is_output(call):
                owner, name = _owner(call), _name(call)
                for place in ((), (owner,), (owner, _function(call, self._names))):
                    found.setdefault(place, []).append(name)
        return found


def _name(call: ast.Call) -> str | None:
    values = [k.value for k in call.keywords if k.arg == "name"]
    values = values or call.args[1 if _is_output(call) else 0 :]
    name = literal(values[0]) if values else None
    return name if isinstance(name, str) else None


def _is_output(call: ast.Call) -> bool:
    """Whether a call adds a node that is an output as well."""
    return any(k.arg == "create_output" for k in call.keywords)


def _owner(call: ast.Call) -> str:
    return spelled(call.func.value) if isinstance(call.func, ast.Attribute) else ""


def _function(call: ast.Call, names: Names) -> ast.AST | None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return next((n for n in names.ancestors(call) if isinstance(n, kinds)), None)
