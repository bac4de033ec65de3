"""What a file imports of Keras, and of other packages, as it stands."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cached_property
from math import inf

from migrator.engine.importing.targets import Targets
from migrator.engine.reading.imported import last_part
from migrator.engine.reading.names import Names
from migrator.engine.reading.scopes import Binding
from migrator.rules import Knowledge

_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_HEAD = (ast.Import, ast.ImportFrom, ast.Expr)


class AtHand:
    """The names by which a module has symbols of Keras 3 already."""

    def __init__(self, names: Names, knowledge: Knowledge, targets: Targets) -> None:
        self._names = names
        self._knowledge = knowledge
        self._targets = targets

    def comes_late(self, name: str) -> bool:
        """Whether a module uses Keras, as it is run, above the line that imports a package."""
        return self._first_use < self._names.history(self._names.module, name).first_line

    @cached_property
    def _first_use(self) -> float:
        """The first line that uses something of Keras whenever the module is run.

        What is had as `tf.keras` stays so above an import of Keras itself.
        """
        lines = (
            denoted.root.lineno
            for _, denoted in self._names.denoting
            if self._names.scopes.get(denoted.root) is self._names.module
            and self._knowledge.canonical(denoted.name).partition(".")[0] == "keras"
            and getattr(denoted.binding, "imported", "") != "tensorflow"
        )
        return min(lines, default=inf)

    @cached_property
    def whole(self) -> Mapping[str, str]:
        """The packages (and modules) that the file imports, and the names it has for them."""
        found: dict[str, str] = {}
        for name in self._names.module.bindings:
            bindings = self._names.present(self._names.module, name)
            homes = {self._home(binding) for binding in bindings}
            if len(homes) == 1 and "" not in homes:
                found.setdefault(homes.pop(), name)
        return found

    def _home(self, binding: Binding) -> str:
        """Return the canonical name of what a binding is, imported or assigned."""
        denoted = self._names.denote(binding.value) if binding.value is not None else None
        imported = denoted.name if denoted is not None else self._lender(binding.imported or "")
        home = self._knowledge.canonical(imported or "")
        return "" if binding.is_package and binding.name != home else home  # `import tf_keras`

    def _lender(self, imported: str) -> str:
        """Return what an import from a module of the project brings, where that is Keras itself."""
        module, _, name = self._names.elsewhere(imported)
        found = module.symbols.get(name, imported)
        return found if self._knowledge.canonical(found) == "keras" else imported

    def existing(self, qualified: str, use: ast.Name | None = None) -> Binding | None:
        """Return the module-level import that already binds a Keras 3 symbol, old path or new.

        use: where it is to be had; an import that is run later, as in the next cell, is none.
        """
        found = self._imported.get(qualified)
        late = found is not None and use is not None and self._is_run_before(use, found)
        return None if late else found

    def _is_run_before(self, use: ast.Name, binding: Binding) -> bool:
        """Whether the module comes by a use, or calls the function it is in, above an import."""
        line = binding.statement.lineno if binding.statement is not None else 0
        if line < self._first_code or line <= use.lineno:
            return False
        around = [n for n in self._names.ancestors(use) if isinstance(n, _NAMED)]
        return not around or any(
            node.id == around[-1].name and node.lineno < line and scope is self._names.module
            for node, scope in self._names.scopes.items()
        )

    def on_top(self, module: str) -> Binding | None:
        """Return the import of a module that stands above all other code, if there is one."""
        found = self.existing(module)
        statement = found.statement if found is not None else None
        return found if statement is not None and statement.lineno < self._first_code else None

    @cached_property
    def _first_code(self) -> float:
        """The first line of the module that neither imports nor documents."""
        others = (s.lineno for s in self._names.tree.body if not isinstance(s, _HEAD))
        return min(others, default=inf)

    @cached_property
    def _imported(self) -> Mapping[str, Binding]:
        """The module-level imports of names that mean one thing, by what Keras 3 calls it."""
        found: dict[str, Binding] = {}
        for bindings in self._names.module.bindings.values():
            if len(bindings) == 1 and bindings[0].imported and self._is_certain(bindings[0]):
                name = self._knowledge.canonical(bindings[0].imported)
                if not self._targets.renames(name) and not self._is_old_module(bindings[0], name):
                    found.setdefault(name, bindings[0])
        return found

    def _is_old_module(self, binding: Binding, name: str) -> bool:
        """Whether an import is of a module by an old name: `from keras.utils import np_utils`."""
        given = binding.alias is not None and binding.alias.asname is not None
        return name in self._knowledge.homes and not given and binding.name != last_part(name)

    def _is_certain(self, binding: Binding) -> bool:
        """Whether an import is made on every way through the module."""
        statement = binding.statement
        return statement is not None and not isinstance(self._names.parents[statement], ast.If)
