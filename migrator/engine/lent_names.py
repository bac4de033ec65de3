"""What a star import of Keras brought of other packages: `np`, by `from keras.layers import *`."""

from __future__ import annotations

import ast
import builtins

from migrator.engine.state import FileState


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
