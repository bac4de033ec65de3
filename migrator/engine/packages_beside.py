"""Packages beside Keras that went with its old releases: told where they are imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.state import FileState
from migrator.rules import Remark


class PackagesBeside:
    """Says of each import from such a package what to do instead, the same thing once."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._packages = state.knowledge.packages

    def decide(self) -> None:
        """Look at every import."""
        said: set[str] = set()
        report = self._state.report
        for statement in self._state.names.imports:
            for name, remark in self._imported(statement):
                package = name.partition(".")[0]
                if remark.text not in said and self._state.allows(package, statement):
                    said.add(remark.text)
                    say = report.action if remark.severity == "action" else report.notice
                    say(statement, package, remark.text)

    def _imported(self, statement: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, Remark]]:
        """Yield what a statement imports from such packages, unless the project has them."""
        names, facts = self._state.names, self._state.options.facts
        module = "" if isinstance(statement, ast.Import) else names.module_of(statement)
        for alias in statement.names:
            name = f"{module}.{alias.name}" if module else alias.name
            remark = self._remark(name)
            ours = facts is not None and facts.has_package(name.partition(".")[0])
            if remark is not None and not ours:
                yield name, remark

    def _remark(self, name: str) -> Remark | None:
        """Return what is said of a name, or else of the nearest thing that it is in."""
        while name and name not in self._packages:
            name = name.rpartition(".")[0]
        return self._packages.get(name)
