"""Switches: `if keras.__version__[0] == '1'`, `if K.backend() == 'theano'`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.untaken import VERSION, answered
from migrator.engine.state import FileState

_BACKEND = "keras.backend.backend"
_NAMES_OF_BACKEND = frozenset({f"keras.backend.{name}" for name in ("_BACKEND", "_backend")})
_GONE = frozenset({"theano", "cntk"})


class Versions:
    """Says what becomes of such switches in one file: they are left as they are."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Say which way Keras 3 goes, or that a person must look."""
        for test in self._tests_of_release():
            if not self._state.skipped(test):
                self._say_release(test)
        for compare in self._state.names.of(ast.Compare):
            gone = self._asks_for_gone(compare)
            if gone and self._state.allows(_BACKEND, compare):
                never = isinstance(compare.ops[0], ast.Eq | ast.In | ast.Is)
                answer = "never true" if never else "always true"
                text = f"This is {answer} on Keras 3, which has no {gone} backend."
                self._state.report.notice(compare, _BACKEND, text)

    def _tests_of_release(self) -> Iterator[ast.expr]:
        """Yield what is asked of the release: the largest expression that is a question."""
        names = self._state.names
        for chain, denoted in names.denoting:
            if not f"{self._state.symbol(denoted)}.".startswith(f"{VERSION}."):
                continue
            within = [chain, *(n for n in names.ancestors(chain) if isinstance(n, ast.expr))]
            asked = [n for n in within if isinstance(n, ast.Compare | ast.BoolOp) or _is_asked(n)]
            if asked:
                yield asked[-1]

    def _say_release(self, test: ast.expr) -> None:
        answer = answered(test, self._state.names.module)
        if answer is None:
            text = "This depends on the release: check that Keras 3 goes the right way."
            self._state.report.action(test, VERSION, text)
        else:
            text = f"On Keras 3 this is {answer}: the other way is never taken."
            self._state.report.notice(test, VERSION, text)

    def _asks_for_gone(self, compare: ast.Compare) -> str:
        """Return the backend that an answer is compared with, if Keras 3 does not have it."""
        sides = [compare.left, *compare.comparators]
        asks = any(self._is_backend(side) for side in sides)
        values = [side.value for side in sides if isinstance(side, ast.Constant)]
        gone = [value for value in values if value in _GONE]
        return str(gone[0]) if asks and gone and len(sides) == 2 else ""  # noqa: PLR2004 - a pair

    def _is_backend(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Call):
            return self._state.symbol(self._state.names.denote(node.func)) == _BACKEND
        return self._state.symbol(self._state.names.denote(node)) in _NAMES_OF_BACKEND


def _is_asked(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "startswith"
