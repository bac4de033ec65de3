"""Names that Keras 3 writes into the `.h5` file of a model and cannot read back: `loss='mse'`."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cached_property

from migrator.engine.calls.outcomes import Use
from migrator.engine.reading.choices import alternatives
from migrator.engine.reading.literals import among, evaluate
from migrator.engine.reading.nodes import elements
from migrator.engine.state import FileState
from migrator.engine.training.whole_models import kept_in_hdf5
from migrator.rules import Constant, Into, Rule

_WHY = "{!r} becomes {!r}, which Keras 3 finds again in the `.h5` file of a model"
_OPEN = (
    "`{}` may be {!r}, with which Keras 3 cannot load the `.h5` file that the model is saved in: "
    "write {!r} instead."
)


class SavedNames:
    """Respells such names where the file keeps whole models in HDF5."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        fates = ((rule, use, use.fate) for _, rule, use in state.uses)
        self._uses = [(r, u, f.saved) for r, u, f in fates if isinstance(f, Into) and f.saved]
        self._nodes = {use.node for _, use, _ in self._uses}

    def decide(self) -> None:
        """Plan the edits, and report the names that are not to be changed here."""
        for rule, use, saved in self._uses:
            written = [(n, str(saved[v])) for n, v in self._written(use.node) if v in saved]
            told = [value for value in self._told(use.node) if value in saved]
            if (written or told) and self._kept_in_hdf5:
                self._decide(rule, use, saved, written, told)

    @cached_property
    def _kept_in_hdf5(self) -> bool:
        return kept_in_hdf5(self._state)

    def _decide(
        self,
        rule: Rule,
        use: Use,
        saved: Mapping[Constant, Constant],
        written: list[tuple[ast.Constant, str]],
        told: list[Constant],
    ) -> None:
        if not self._state.allows(rule.name, use.node):
            return
        for node, full in written:
            if node not in self._state.texts:
                self._state.texts[node] = self._state.quoted(node, full)
                self._state.report.change(node, rule.name, _WHY.format(node.value, full))
        if told and not written:
            said = _OPEN.format(ast.unparse(use.node), told[0], saved[told[0]])
            self._state.report.action(use.node, rule.name, said)

    def _written(self, node: ast.expr) -> Iterator[tuple[ast.Constant, str]]:
        """Yield the literals that a value is made of, as far as they are nothing else besides."""
        variables = self._state.variables
        variable = variables.of(node) if isinstance(node, ast.Name) else None
        if variable is None or all(load in self._nodes for load in variables.loads(variable)):
            for value in variables.followed(node):
                for part in (p for e in elements(value) for p in alternatives(e)):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part, part.value

    def _told(self, node: ast.expr) -> Iterator[Constant]:
        """Yield what the parts of a value may be, as far as names, defaults and loops tell."""
        for element in elements(node):
            for value in (evaluate(element, self._state.names), *among(element, self._state.names)):
                if isinstance(value, str):
                    yield value
