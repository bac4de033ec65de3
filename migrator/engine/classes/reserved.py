"""Names that Keras 3's classes keep for themselves, and that classes of the file set or define."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.functions import parameters
from migrator.engine.reading.nodes import defined_in, walk
from migrator.engine.state import FileState
from migrator.rules import Behind

_PROPERTY = "property"


class Reserved:
    """Reports them in one class of the file; what is written instead is the author's choice.

    base: the qualified name of the Keras class that it derives from; root: that of the class that
    all of its module derive from, if there is one.
    """

    def __init__(self, state: FileState, node: ast.ClassDef, base: str, root: str) -> None:
        self._state = state
        self._node = node
        self._rule = root or base
        known = state.knowledge
        kept = known.readonly.get(self._rule, {})
        self._kept = {n: gone for n, gone in kept.items() if not isinstance(gone, Behind)}
        self._made = known.initialized.get(self._rule, {})

    def decide(self) -> None:
        """Report each name once."""
        if self._kept:
            own, said = defined_in(self._node), set[str]()
            for node in self._set():
                if node.attr in self._kept and node.attr not in {*own, *said}:
                    said.add(node.attr)
                    self._say(node, self._kept[node.attr].instead)
                    self._state.handled.add(node)
        for definition in self._node.body if self._made else ():
            if isinstance(definition, ast.FunctionDef) and self._is_unsettable(definition):
                place = self._state.source.name_of(definition)
                self._say(place, self._made[definition.name])

    def _set(self) -> Iterator[ast.Attribute]:
        """Yield the attributes of an object of the class that its methods set."""
        for method in (m for m in self._node.body if isinstance(m, ast.FunctionDef)):
            own = next((p.arg for p in parameters(method)), "")
            for node in self._state.names.inside(method):
                if not isinstance(node, ast.Attribute) or node in self._state.handled:
                    continue
                if getattr(node.value, "id", "") == own and not isinstance(node.ctx, ast.Load):
                    yield node

    def _is_unsettable(self, definition: ast.FunctionDef) -> bool:
        """Whether a property of the class is one that Keras 3 sets, and that nobody can set."""
        if definition.name not in self._made:
            return False
        others = (o for o in self._node.body if getattr(o, "name", "") == definition.name)
        decorators = [d for other in others for d in getattr(other, "decorator_list", ())]
        is_property = any(getattr(d, "id", "") == _PROPERTY for d in definition.decorator_list)
        is_set = any(getattr(decorator, "attr", "") == "setter" for decorator in decorators)
        return is_property and not is_set and _returns_something(definition)

    def _say(self, node: ast.AST, text: str) -> None:
        if self._state.allows(self._rule, node):
            self._state.report.action(node, self._rule, text)


def _returns_something(definition: ast.FunctionDef) -> bool:
    """Whether a property may be anything but None, which Keras may set where it is that."""
    returned = (node.value for node in walk(definition) if isinstance(node, ast.Return))
    return any(v is not None and getattr(v, "value", v) is not None for v in returned)
