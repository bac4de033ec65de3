"""Names that the same `from keras.layers import *` did not bring before, and hides now."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from functools import cached_property

from migrator.engine.state import FileState


class HiddenNames:
    """Says where a name of the file means another thing on Keras 3, as a star import brings it."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._others: dict[ast.ImportFrom, str] = {}  # the module of the one above it

    def decide(self) -> None:
        """Report the first use of each name that would be hidden."""
        if not self._state.names.module.stars or not self._brought:
            return
        told: set[str] = set()
        for node in self._state.names.scopes:
            star = self._brought.get(node.id)
            if star is None or node.id in told or not isinstance(node.ctx, ast.Load):
                continue
            if self._was_brought(node):
                continue
            home, statement = star
            origin = self._origin(node, statement)
            if origin and not self._state.skipped(node):
                told.add(node.id)
                text = (
                    f"On Keras 3 `from {home} import *` brings `{node.id}`, too, which hides "
                    f"{origin}: import that one after it, or name what you need of {home}."
                )
                self._state.report.action(node, f"{home}.{node.id}", text)

    def _was_brought(self, node: ast.Name) -> bool:
        """Whether a star import of Keras brought the name before, too."""
        star = getattr(self._state.names.denote(node), "star", None)
        module = self._state.names.module_of(star) if star is not None else ""
        return node.id in self._state.knowledge.exports.get(module, ())

    @cached_property
    def _brought(self) -> dict[str, tuple[str, ast.ImportFrom]]:
        """What star imports bring on Keras 3 and did not bring before; with the module there."""
        knowledge, found = self._state.knowledge, {}
        for module, statement in self._stars:
            home = knowledge.canonical(module)
            if home in knowledge.modern:
                before = knowledge.exports.get(module, ())
                for symbol in knowledge.modern:
                    package, _, name = symbol.rpartition(".")
                    if package == home and name not in before:
                        found[name] = (home, statement)
        return found

    @property
    def _stars(self) -> Iterator[tuple[str, ast.ImportFrom]]:
        """The star imports that stay: of each module its last one, in the order of those."""
        last: dict[str, ast.ImportFrom] = {}
        for module, statement in reversed(self._state.names.module.stars):
            if statement not in self._state.imports.emptied:
                last.setdefault(module, statement)
        return reversed(last.items())

    def _origin(self, node: ast.Name, star: ast.ImportFrom) -> str:
        """Return what a name means without the star import; nothing if that hides nothing."""
        names = self._state.names
        scope, _ = names.owner(names.scopes[node], node.id)
        if scope is None:
            return self._beyond(node.id, star)
        history = names.history(scope, node.id)
        if scope is not names.module or history.last_line >= star.lineno:
            return ""
        imported = history.bindings[-1].imported or ""
        if imported.startswith("keras"):
            return ""
        return f"`{imported}`" if imported else "the one that is defined above"

    def _beyond(self, name: str, star: ast.ImportFrom) -> str:
        """Return where an unbound name comes from: another star import, or Python."""
        if star not in self._others:
            stars = reversed(self._state.names.module.stars)
            above = (m for m, s in stars if s.lineno < star.lineno and not self._is_keras(m))
            self._others[star] = next(above, "")
        if self._others[star]:
            return f"the one of `from {self._others[star]} import *`"
        return f"Python's own `{name}`" if hasattr(builtins, name) else ""

    def _is_keras(self, module: str) -> bool:
        return self._state.knowledge.canonical(module).partition(".")[0] == "keras"
