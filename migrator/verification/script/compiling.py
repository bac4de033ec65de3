"""Models of an original whose `compile` fails, as that of a loss written for Theano."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from migrator.verification.script.running import brief

if TYPE_CHECKING:
    from collections.abc import Iterable

    from migrator.verification.objects import Runtime


def forgive(kinds: Iterable[type], remarks: dict[str, None]) -> None:
    """Leave such a model as if it had not been compiled: it computes the same without."""
    for kind in kinds:
        if "compile" in vars(kind):
            models: Runtime = kind
            models.compile = _forgiving(models.compile, remarks)


def _forgiving(real: Runtime, remarks: dict[str, None]) -> Runtime:
    @functools.wraps(real)
    def compile_or_not(model: Runtime, *args: Runtime, **kwargs: Runtime) -> Runtime:
        try:
            return real(model, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 - whatever a stranger's loss raises
            remarks[
                f"not compiled in the original, so training is not compared: {brief(error)}"
            ] = None
            graph: Runtime = getattr(model, "model", None)  # that of a Sequential
            for of in (model, graph):
                if hasattr(of, "loss_functions"):
                    del of.loss_functions
            return None

    return compile_or_not
