"""What was asked of one method is asked of another: `fit(show_accuracy=True)` of `compile`."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cached_property

from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import spelled
from migrator.engine.reading.signatures import arguments
from migrator.rules import Elsewhere, Knowledge


class Asked:
    """Finds the calls that ask, and those that are to be given what they ask for."""

    def __init__(self, names: Names, knowledge: Knowledge) -> None:
        self._names = names
        self._fates = knowledge.asked
        self._known: dict[tuple[str, Elsewhere], list[ast.Call]] = {}

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
        for owner, fate in dict.fromkeys((_owner(c), fate) for c, fate in self._asking.items()):
            for giver in self._givers_on(owner, fate):
                if fate.argument not in {k.arg for k in giver.keywords}:
                    found.setdefault(giver, {})[fate.argument] = fate.value
        return found

    def _givers(self, call: ast.Call, fate: Elsewhere) -> list[ast.Call]:
        """Return the calls of the other method on the same object, if no answer grows unasked."""
        return self._givers_on(_owner(call), fate)

    def _givers_on(self, owner: str, fate: Elsewhere) -> list[ast.Call]:
        if (owner, fate) not in self._known:
            self._known[owner, fate] = self._found(owner, fate)
        return self._known[owner, fate]

    def _found(self, owner: str, fate: Elsewhere) -> list[ast.Call]:
        methods = self._methods
        every = methods.get(fate.method, {})
        same = every.get(owner, [])
        alone = [call for calls in every.values() for call in calls] if len(every) == 1 else []
        found = same or (alone if len(alone) == 1 else [])
        if any(fate.argument in {k.arg for k in giver.keywords} for giver in found):
            return found
        owners = {owner, *map(_owner, found)}
        grown = (c for m in fate.returns for on in owners for c in methods.get(m, {}).get(on, ()))
        return [] if any(c not in self._asking and self._is_read(c) for c in grown) else found

    @cached_property
    def _methods(self) -> dict[str, dict[str, list[ast.Call]]]:
        """The calls of methods that ask or give, by the method and what it is called on."""
        found: dict[str, dict[str, list[ast.Call]]] = {}
        wanted = {m for fate in self._fates.values() for m in (fate.method, *fate.returns)}
        for call in self._names.calls:
            method = getattr(call.func, "attr", None)
            if method in wanted:
                found.setdefault(method, {}).setdefault(_owner(call), []).append(call)
        return found

    def _is_read(self, call: ast.Call) -> bool:
        return not isinstance(self._names.parents[call], ast.Expr)


def _is_declined(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and not value.value


def _owner(call: ast.Call) -> str:
    """Return what a method is called on, as text: `self.model` and `model` are two objects."""
    return spelled(call.func.value)  # type: ignore[attr-defined]
