"""Make the models of a file: by running it, by its builders, else by calls that are invented."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from migrator.verification.children import handover

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from migrator.verification.children.jobs import Job
    from migrator.verification.legacy.side import LegacySide
    from migrator.verification.modern.side import ModernSide
    from migrator.verification.objects import Runtime
    from migrator.verification.script.observe import Observer
    from migrator.verification.script.running import Script, Stop

#: A model, and what it is called.
Named: TypeAlias = "tuple[Runtime, list[str]]"

_MOST_MODELS = 24
_SHARE = 0.3  # of the time, for trying what is invented


class Making:
    """Makes the models of one side.

    failed: expressions that do not work, and why. invented: those with invented arguments that do.
    """

    def __init__(
        self, job: Job, script: Script, side: LegacySide | ModernSide, observer: Observer
    ) -> None:
        self.failed: dict[str, Stop] = {}
        self.invented: list[str] = []
        self._job = job
        self._script = script
        self._side = side
        self._observer = observer
        self._called: dict[int, str] = {}

    def make(self) -> tuple[list[Named], Stop | None]:
        """Return the models with what they are called, and what stopped the file."""
        stop = self._script.run(self._observer.has_seen_any)
        for expression in self._job.builds:
            self._make(expression)
            stop = stop or self.failed.get(expression)
        if not self._observer.models and not self._job.builds:
            for expression in self._job.builders:
                self._make(expression)
        self._invent()
        models = self._observer.models[:_MOST_MODELS]
        if not models:
            stop = stop or next(iter(self.failed.values()), None)
        return [(model, self._names(model)) for model in models], stop

    def _names(self, model: Runtime) -> list[str]:
        called = self._called.get(id(model))
        return self._script.names_of(model) + ([called] if called else [])

    def _invent(self) -> None:
        """Try what is invented; the result is called as the original could be."""
        if self._job.invented and self._job.other:
            self.invented = handover.called_in_the_original(self._job)
            for expression in self.invented:
                self._make(expression)
            return
        deadline = monotonic() + self._job.timeout * _SHARE
        for makers in self._job.invented:
            if self._observer.models:
                return
            for ways in makers:
                self._try(ways, deadline)

    def _try(self, ways: Iterable[str], deadline: float) -> None:
        for expression in ways:
            before = len(self._observer.models)
            if monotonic() < deadline and self._make(expression):
                if len(self._observer.models) > before:
                    self.invented.append(expression)
                return

    def _make(self, expression: str) -> bool:
        """Evaluate an expression; say whether that worked."""
        before = len(self._observer.models)
        made, problem = self._script.evaluate(expression)
        if problem:
            del self._observer.models[before:]  # what it had begun is no model of the file's
            self.failed[expression] = problem
        for name, value in _models_in(expression, made, self._side):
            self._called.setdefault(id(value), name)
        return problem is None


def _models_in(
    expression: str, made: Runtime, side: LegacySide | ModernSide
) -> Sequence[tuple[str, Runtime]]:
    if isinstance(made, list | tuple):
        values = {f"{expression}[{i}]": value for i, value in enumerate(made)}
    elif isinstance(made, dict):
        values = {f"{expression}[{key!r}]": value for key, value in made.items()}
    else:
        values = {expression: made}
    return [(name, value) for name, value in values.items() if side.is_model(value)]
