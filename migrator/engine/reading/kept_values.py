"""Values that a file keeps somewhere, and takes from there: what such an expression may be."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import held_in, returns

_TAKING = {"get": 1, "pop": 1, "setdefault": 1, "getenv": 1}  # the place of what stands in for it
_PARSING = frozenset({"parse_args", "parse_known_args"})


class KeptValues:
    """Those of tables, functions and command lines."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._tables: dict[ast.expr, dict[str, ast.expr]] = {}

    def of(self, node: ast.expr) -> list[ast.expr]:
        """Return what an expression may be that is taken from somewhere else."""
        match node:
            case ast.Subscript(value=table, slice=key):
                return [*self._entries(table, key)]
            case ast.Attribute(value=ast.Name(id=name), attr=option) if name in self._parsed:
                return self._options.get(option, [])
            case ast.Call():
                return [*self._returned(node), *self._given(node)]
        return []

    def _entries(self, table: ast.expr, key: ast.expr) -> Sequence[ast.expr]:
        """`TABLE['loss']`, `LOSSES[0]`; each of a table, where the key is open."""
        held = self._names.held(table)
        if not isinstance(held, ast.Dict | ast.List | ast.Tuple):
            return ()
        if held not in self._tables:
            keys = held.keys if isinstance(held, ast.Dict) else range(len(held.elts))
            known = [k if isinstance(k, int) else literal(k) if k is not None else k for k in keys]
            self._tables[held] = dict(zip(map(repr, known), held_in(held), strict=True))
        entries = self._tables[held]
        found = entries.get(repr(literal(key)))
        if isinstance(key, ast.Constant):
            return [found] if found is not None else []
        return [*entries.values()]

    def _given(self, call: ast.Call) -> Iterator[ast.expr]:
        """`words.get('loss', 'mse')`, `getattr(options, 'loss', 'mse')`: what stands in for it."""
        match call.func:
            case ast.Attribute(value=table, attr=method) if method in _TAKING and call.args:
                yield from self._entries(table, call.args[0])
                yield from call.args[_TAKING[method] : _TAKING[method] + 1]
            case ast.Name(id="getattr"):
                yield from call.args[2:]

    def _returned(self, call: ast.Call) -> Iterator[ast.expr]:
        function = self._names.local_function(call.func)
        if isinstance(function, ast.FunctionDef):
            yield from (found.value for found in returns(function) if found.value is not None)

    @cached_property
    def _parsed(self) -> frozenset[str]:
        """The names under which the file has what its command line was."""
        calls = [c for c in self._names.calls if getattr(c.func, "attr", "") in _PARSING]
        found = frozenset(self._named(calls))
        within = {around for c in calls if (around := self._names.function_around(c)) is not None}
        giving = {
            f.name for f in within if isinstance(f, ast.FunctionDef) and self._gives(f, found)
        }
        named = (call for name in giving for call in self._names.calls_of.get(name, ()))
        return found | frozenset(self._named(named))

    def _named(self, calls: Iterable[ast.Call]) -> Iterator[str]:
        """Yield the names that are assigned what some calls return."""
        for above in (self._names.parents[call] for call in calls):
            for target in above.targets if isinstance(above, ast.Assign) else ():
                parts = target.elts if isinstance(target, ast.Tuple) else [target]
                yield from (part.id for part in parts if isinstance(part, ast.Name))

    def _gives(self, function: ast.FunctionDef, parsed: frozenset[str]) -> bool:
        """Whether a function returns what it parsed."""
        values = [found.value for found in returns(function)]
        return any(
            getattr(v, "id", "") in parsed or getattr(getattr(v, "func", v), "attr", "") in _PARSING
            for v in values
        )

    @cached_property
    def _options(self) -> dict[str, list[ast.expr]]:
        """The options of the command line: what they are if not given, and what they may be."""
        found: dict[str, list[ast.expr]] = {}
        for call in self._names.calls:
            if getattr(call.func, "attr", "") == "add_argument":
                given = {keyword.arg: keyword.value for keyword in call.keywords}
                named = [literal(a) for a in (*call.args, *filter(None, [given.get("dest")]))]
                names = [n for n in named if isinstance(n, str) and not _is_short(n)]
                values = [given["default"]] if "default" in given else []
                values += held_in(given["choices"]) if "choices" in given else []
                found[names[-1].lstrip("-").replace("-", "_") if names else ""] = values
        return found


def _is_short(option: str) -> bool:
    return option.startswith("-") and not option.startswith("--")
