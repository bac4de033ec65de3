"""What was asked of one method is asked of another: `fit(show_accuracy=True)` of `compile`."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cached_property

from migrator.engine.reading.names import Names
from migrator.engine.reading.signatures import arguments
from migrator.rules import Elsewhere, Knowledge


class Asked:
    """Finds the calls that ask, and those that are to be given what they ask for."""

    def __init__(self, names: Names, knowledge: Knowledge) -> None:
        self._names = names
        self._fates = knowledge.asked

    def of(self, call: ast.Call) -> Mapping[str, str]:
        """Return what a call is to be given because others asked for it: argument -> value."""
        return self._given.get(call, {})

    def is_granted(self, call: ast.Call, index: int) -> bool:
        """Whether what an argument of a call asks for is given elsewhere, or was declined."""
        argument = arguments(call)[index]
        value = argument.value if isinstance(argument, ast.keyword) else argument
        return _is_declined(value) or call in self._granted

    @cached_property
    def _asking(self) -> dict[ast.Call, Elsewhere]:
        """The calls that ask by keyword, whatever class their object is of."""
        found = {}
        for call in self._names.calls:
            for keyword in call.keywords if isinstance(call.func, ast.Attribute) else ():
                fate = self._fates.get((call.func.attr, keyword.arg or ""))  # type: ignore[attr-defined]
                if fate is not None and not _is_declined(keyword.value):
                    found[call] = fate
        return found

    @cached_property
    def _granted(self) -> frozenset[ast.Call]:
        return frozenset(call for call, fate in self._asking.items() if self._givers(call, fate))

    @cached_property
    def _given(self) -> dict[ast.Call, dict[str, str]]:
        found: dict[ast.Call, dict[str, str]] = {}
        for call, fate in self._asking.items():
            for giver in self._givers(call, fate):
                if fate.argument not in {k.arg for k in giver.keywords}:
                    found.setdefault(giver, {})[fate.argument] = fate.value
        return found

    def _givers(self, call: ast.Call, fate: Elsewhere) -> list[ast.Call]:
        """Return the calls of the other method on the same object, if no answer grows unasked."""
        every = self._calls_of(fate.method)
        same = [other for other in every if _owner(other) == _owner(call)]
        found = same or (every if len(every) == 1 else [])
        if any(fate.argument in {k.arg for k in giver.keywords} for giver in found):
            return found
        owners = {_owner(call), *map(_owner, found)}
        grown = (c for name in fate.returns for c in self._calls_of(name) if _owner(c) in owners)
        return [] if any(c not in self._asking and self._is_read(c) for c in grown) else found

    def _calls_of(self, method: str) -> list[ast.Call]:
        return [c for c in self._names.calls if getattr(c.func, "attr", None) == method]

    def _is_read(self, call: ast.Call) -> bool:
        return not isinstance(self._names.parents[call], ast.Expr)


def _is_declined(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and not value.value


def _owner(call: ast.Call) -> str:
    """Return what a method is called on, as text: `self.model` and `model` are two objects."""
    return ast.unparse(call.func.value)  # type: ignore[attr-defined]
