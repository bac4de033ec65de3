"""Replace training, evaluation and files of weights by answers of the right shape.

What is compared is the models a script makes, not what it teaches them. Arguments are still bound
to the real signature, so a call that this Keras would refuse is refused here too.
"""

from __future__ import annotations

import collections
import inspect
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.verification.objects import Runtime

_HAND_WRITTEN = 20  # batches after which a loop of the script's own has shown what it does
_CALLS = 2000
_OWN_LOOP = frozenset({"train_on_batch", "test_on_batch"})


class Enough(BaseException):
    """A hand-written loop has run long enough; not an Exception, so no script catches it."""


class History:
    """What `fit` returns; every key has one value, whatever this Keras calls its metrics."""

    def __init__(self) -> None:
        self.epoch = [0]
        self.history: dict[str, list[float]] = collections.defaultdict(lambda: [0.0])
        self.params: dict[str, object] = {}


class Budget:
    """How much of a script's own looping is waited for."""

    def __init__(self) -> None:
        self.batches = 0
        self.calls = 0

    def spend(self, name: str) -> None:
        """Count one call, and end the script when its loop has shown what it does."""
        self.calls += 1
        self.batches += name in _OWN_LOOP
        if self.batches > _HAND_WRITTEN or self.calls > _CALLS:
            raise Enough


def neutralise(owner: type, budget: Budget) -> dict[str, Callable[..., Runtime]]:
    """Replace the methods of a model class; return the real ones."""
    real = {}
    for name, answer in _ANSWERS.items():
        if name in vars(owner):
            real[name] = vars(owner)[name]
            setattr(owner, name, _replacement(name, real[name], answer, budget))
    return real


def count_calls(function: Callable[..., Runtime], budget: Budget) -> Callable[..., Runtime]:
    """Let K.function work, but make what it returns count as one batch of a hand-written loop."""

    def counted(*args: Runtime, **kwargs: Runtime) -> Callable[..., Runtime]:
        compiled = function(*args, **kwargs)

        def run(*inputs: Runtime, **options: Runtime) -> Runtime:
            budget.spend("train_on_batch")
            return compiled(*inputs, **options)

        return run

    return counted


def _replacement(
    name: str, real: Callable[..., Runtime], answer: Callable[..., Runtime], budget: Budget
) -> Callable[..., Runtime]:
    signature = inspect.signature(real)

    def replaced(*args: Runtime, **kwargs: Runtime) -> Runtime:
        bound = signature.bind(*args, **kwargs)
        budget.spend(name)
        model, *rest = bound.arguments.values()
        return answer(model, rest[0] if rest else None)

    replaced.__name__ = name
    replaced.__signature__ = signature  # type: ignore[attr-defined]
    return replaced


def _history(_model: Runtime, _x: Runtime) -> History:
    return History()


def _nothing(_model: Runtime, _x: Runtime) -> None:
    return None


def _scores(model: Runtime, _x: Runtime) -> list[float] | float:
    """One number, or the loss and one for each metric."""
    metrics = getattr(model, "metrics_names", None) or ["loss"]
    return [0.0] * max(len(metrics), 2) if len(metrics) > 1 or _has_metrics(model) else 0.0


def _has_metrics(model: Runtime) -> bool:
    compiled = getattr(model, "_compile_metrics", None)
    return compiled is not None


def _predictions(model: Runtime, x: Runtime) -> Runtime:
    """Return as many rows as came in, each spread evenly, as an untrained softmax would."""
    shapes = model.output_shape
    shapes = shapes if isinstance(shapes, list) else [shapes]
    answers = [
        np.full((_rows(x), *[d or 1 for d in s[1:]]), 1 / (s[-1] or 1), "f4") for s in shapes
    ]
    return answers if len(answers) > 1 else answers[0]


def _classes(model: Runtime, x: Runtime) -> Runtime:
    return np.argmax(_predictions(model, x), axis=-1)


def _rows(x: Runtime) -> int:
    while isinstance(x, list | tuple | dict) and x:
        x = next(iter(x.values())) if isinstance(x, dict) else x[0]
    return len(x) if hasattr(x, "__len__") else 1


_ANSWERS: dict[str, Callable[..., Runtime]] = {
    "fit": _history,
    "fit_generator": _history,
    "evaluate": _scores,
    "evaluate_generator": _scores,
    "train_on_batch": _scores,
    "test_on_batch": _scores,
    "predict": _predictions,
    "predict_on_batch": _predictions,
    "predict_generator": _predictions,
    "predict_proba": _predictions,
    "predict_classes": _classes,
    "load_weights": _nothing,
    "save_weights": _nothing,
    "save": _nothing,
}
