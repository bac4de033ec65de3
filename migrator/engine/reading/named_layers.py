"""Which class of Keras a layer is of that is asked for by its name: `model.get_layer('conv1')`."""

from __future__ import annotations

import ast
from functools import cached_property

from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names
from migrator.rules import Knowledge

_LAYERS = "keras.layers."
_ASKING = "get_layer"


class NamedLayers:
    """The layers of a file by the names that they are given."""

    def __init__(self, names: Names, knowledge: Knowledge) -> None:
        self._names = names
        self._knowledge = knowledge

    def of(self, node: ast.expr) -> str | None:
        """Return the class of what is asked for by name, if all of that name are of one."""
        asked = self._names.held(node)
        if not isinstance(asked, ast.Call) or getattr(asked.func, "attr", "") != _ASKING:
            return None
        given = [*asked.args[:1], *(k.value for k in asked.keywords if k.arg == "name")]
        name = literal(given[0]) if given else None
        found = self._classes.get(name, set()) if isinstance(name, str) else set()
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _classes(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for call, denoted in self._names.called:
            symbol = self._knowledge.canonical(denoted.name)
            if symbol.startswith(_LAYERS):
                for keyword in call.keywords:
                    name = literal(keyword.value) if keyword.arg == "name" else None
                    if isinstance(name, str):
                        found.setdefault(name, set()).add(symbol)
        return found
