"""What is to stand in place of imported names, noted use by use."""

from __future__ import annotations

import ast
from math import inf
from typing import TypeAlias

from migrator.engine.reading.imported import Imported
from migrator.engine.reading.names import Names

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_TENSORFLOW = "tensorflow."
_Place: TypeAlias = tuple[str, ast.AST | None]  # a name, and the function or class that binds it


class Wanted:
    """The imports that uses ask for, by the imported name in whose place they are to stand.

    first_line: the first line at which code is run that is written with names of packages.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._of: dict[ast.alias, list[Imported]] = {}
        self._first: dict[_Place, list[Imported]] = {}
        self._on_top: dict[Imported, list[ast.alias]] = {}
        self.first_line: float = inf

    def add(self, alias: ast.alias, imported: Imported) -> None:
        """Note what a use asks for, once."""
        if alias not in self._of:
            self._of[alias] = []
            self._first.setdefault(self._place(alias), self._of[alias])
        if imported not in self._of[alias]:
            self._of[alias].append(imported)
            if isinstance(self._names.parents[self._names.parents[alias]], ast.Module):
                self._on_top.setdefault(imported, []).append(alias)

    def of(self, alias: ast.alias) -> list[Imported]:
        """Return what is to stand in place of one imported name."""
        return _told_apart(self._of.get(alias, []))

    def like(self, alias: ast.alias) -> list[Imported]:
        """Return what is to stand in place of the first such name that is bound in one place."""
        return _told_apart(self._first.get(self._place(alias), []))

    def is_beside(self, alias: ast.alias, imported: Imported) -> bool:
        """Whether another import of the module itself already brings a name."""
        return any(other is not alias for other in self._on_top.get(imported, ()))

    def _place(self, alias: ast.alias) -> _Place:
        above = self._names.ancestors(alias)
        scope = next((node for node in above if isinstance(node, _SCOPES)), None)
        return alias.asname or alias.name, scope


def _told_apart(wanted: list[Imported]) -> list[Imported]:
    """Leave one of two modules of one name: TensorFlow's copy has what Keras 3 has of it, too."""
    copies = {_local(i) for i in wanted if i.module.startswith(_TENSORFLOW)}
    return [i for i in wanted if _local(i) not in copies or i.module.startswith(_TENSORFLOW)]


def _local(imported: Imported) -> str:
    return imported.local or imported.name
