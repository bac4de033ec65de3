"""What a star import of Keras brought of other packages: `np`, by `from keras.layers import *`."""

from __future__ import annotations

import ast
import builtins

from migrator.engine.state import FileState
from migrator.rules import Knowledge


class LentNames:
    """Imports by itself what Keras 3 lends no longer, where the file has it from nowhere else."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Plan the imports, each where the first use stands in the report."""
        lent = self._lent()
        packages = self._state.imports.packages
        for node, scope in self._state.names.scopes.items() if lent else ():
            package, module = lent.get(node.id, ("", ""))
            bound = self._state.names.owner(scope, node.id)[0] is not None
            if package in {"", *packages} or bound or hasattr(builtins, node.id):
                continue
            if isinstance(node.ctx, ast.Load) and not self._state.skipped(node):
                packages[package] = node.id
                text = f"`{node.id}`, which `from {module} import *` brought, is imported by itself"
                self._state.report.change(node, module, text)

    def _lent(self) -> dict[str, tuple[str, str]]:
        """Return the names that star imports of the file brought, with package and module."""
        stars = [module for module, _ in self._state.names.module.stars]
        lending = self._state.knowledge.lent
        return {
            name: (package, module) for module in stars for package, name in lending.get(module, ())
        }


def said_of_unknown(name: str, knowledge: Knowledge) -> str:
    """Return what is said of a name of Keras that no record has: it may be another package's."""
    module, _, last = name.rpartition(".")
    package = next((p for p, lent in knowledge.lent.get(module, ()) if lent == last), "")
    if not package:
        return f"kmigrate does not know `{name}`: look for it in the Keras 3 documentation."
    as_ = "" if package == last else f" as {last}"
    return f"Keras lent it, and Keras 3 does not: write `import {package}{as_}`."
