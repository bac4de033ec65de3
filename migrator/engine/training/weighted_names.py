"""Names of weighted metrics: Keras 3 logs them as others, where it is given no others besides."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.state import FileState

_COMPILE = "keras.models.Model.compile"
_WEIGHTED = ("weighted_", "val_weighted_")
_MONITOR = "monitor"


class WeightedNames:
    """Reports where a file looks for them under the names that older Keras logged."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Look at the names only where models are compiled with weighted metrics alone."""
        said = self._state.knowledge.weighted
        if not said or b"weighted_metrics" not in self._state.source.data:
            return
        given = [{k.arg: k.value for k in call.keywords} for call in self._names.calls]
        weighing = [keywords for keywords in given if "weighted_metrics" in keywords]
        if weighing and not any(_has_others(keywords) for keywords in weighing):
            for name in self._read():
                if self._state.allows(_COMPILE, name):
                    self._state.report.action(name, _COMPILE, said)

    def _read(self) -> Iterator[ast.Constant]:
        """Yield the names that callbacks are given, or a history is asked for."""
        for node in self._names.of(ast.Constant):
            if isinstance(node.value, str) and node.value.startswith(_WEIGHTED):
                above = self._names.parents[node]
                keyed = isinstance(above, ast.Subscript) and above.slice is node
                if keyed or (isinstance(above, ast.keyword) and above.arg == _MONITOR):
                    yield node


def _has_others(keywords: dict[str | None, ast.expr]) -> bool:
    """Whether a model may be compiled with the same metrics, or some of them, without weights."""
    metrics = keywords.get("metrics")
    if metrics is None or None in keywords:
        return None in keywords
    named = [_named(metrics), _named(keywords["weighted_metrics"])]
    return None in (*named[0], *named[1]) or not named[0].isdisjoint(named[1])


def _named(metrics: ast.expr) -> set[object]:
    """Return the names in a list of metrics; None among them for those that are no literals."""
    if isinstance(metrics, ast.List | ast.Tuple):
        return {each.value if isinstance(each, ast.Constant) else None for each in metrics.elts}
    return set() if isinstance(metrics, ast.Constant) and metrics.value is None else {None}
