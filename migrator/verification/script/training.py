"""Replace training, evaluation and files of weights by answers of the right shape.

What is compared is the models a script makes, not what it teaches them. Arguments are still bound
to the real signature, so a call that this Keras would refuse is refused here too.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification.objects import Runtime
from migrator.verification.script.saving import Saved

if TYPE_CHECKING:
    from collections.abc import Callable

_HAND_WRITTEN = 20  # batches after which a loop of the script's own has shown what it does
_CALLS = 2000
_NOTED = 50
_TRAINS = frozenset({"fit", "fit_generator", "train_on_batch"})
_SAVES = frozenset({"save", "save_weights"})
_OWN_LOOP = frozenset({"train_on_batch", "test_on_batch"})


class Enough(BaseException):
    """A hand-written loop has run long enough; not an Exception, so no script catches it."""


class Logs(dict[str, list[float]]):
    """What was logged, by whatever name it is asked for; it remembers the names."""

    def __init__(self) -> None:
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> list[float]:
        """Return one value, that of one epoch."""
        self.read.add(key)
        return self.setdefault(key, [0.0])


class History:
    """What `fit` returns; every key has one value, whatever this Keras calls its metrics."""

    def __init__(self) -> None:
        self.epoch = [0]
        self.history = Logs()
        self.params: dict[str, object] = {}


@dataclass(frozen=True)
class Call:
    """One call of a method that trains; `arguments` are all, those left to their defaults too."""

    method: str
    model: Runtime
    arguments: dict[str, Runtime]
    history: History
    state: Runtime


class Budget:
    """How much of a script's own looping is waited for, and what it asked for meanwhile."""

    def __init__(self) -> None:
        self.batches = 0
        self.calls = 0
        self.closed = False
        self.trained: list[Call] = []
        self.saved: list[str] = []
        self.kept = Saved()
        self.state_of: Callable[[Runtime], Runtime] = lambda _model: None

    def note(self, name: str, bound: inspect.BoundArguments, answer: Runtime) -> None:
        """Remember a call that trains, and where a model was to be saved."""
        bound.apply_defaults()
        model, *rest = bound.arguments.values()
        if name in _TRAINS and len(self.trained) < _NOTED:
            history = answer if isinstance(answer, History) else History()
            arguments = {**dict(list(bound.arguments.items())[1:]), **_besides(bound)}
            self.trained.append(Call(name, model, arguments, history, self.state_of(model)))
        if name in _SAVES and rest:
            self.saved.append(str(rest[0]))
        if name == "save" and rest:
            self.kept.keep(model, rest[0])
        self.kept.keep_best(model, bound.arguments.get("callbacks"))

    @property
    def exhausted(self) -> bool:
        """Whether calls may have been missed."""
        return len(self.trained) >= _NOTED or self.batches > _HAND_WRITTEN or self.calls > _CALLS

    def fits(self, model: Runtime) -> list[Call]:
        """Return the calls of `fit` and its like on a model."""
        return [c for c in self.trained if c.model is model and c.method != "train_on_batch"]

    def states(self, model: Runtime) -> list[Runtime]:
        """Return what was noted of a model each time it was trained."""
        return [call.state for call in self.trained if call.model is model]

    def close(self) -> None:
        """Count no more: the script has ended, and what follows is ours."""
        self.closed = True

    def spend(self, name: str) -> None:
        """Count one call, and end the script when its loop has shown what it does."""
        if self.closed:
            return
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


class _Arguments(dict[str, Runtime]):
    """What a method was called with, by the names of its parameters."""

    @property
    def data(self) -> Runtime:
        """The samples: the first parameter after the model itself, whatever its name."""
        return next(iter([*self.values()][1:]), None)


def _besides(bound: inspect.BoundArguments) -> dict[str, Runtime]:
    """Return what a method took in its `**kwargs`: Keras 2 took `nb_epoch=` so."""
    kinds = {name: parameter.kind for name, parameter in bound.signature.parameters.items()}
    hidden = (n for n, kind in kinds.items() if kind is inspect.Parameter.VAR_KEYWORD)
    return {k: v for name in hidden for k, v in bound.arguments.get(name, {}).items()}


def _replacement(
    name: str, real: Callable[..., Runtime], answer: Callable[..., Runtime], budget: Budget
) -> Callable[..., Runtime]:
    signature = inspect.signature(real)

    def replaced(*args: Runtime, **kwargs: Runtime) -> Runtime:
        bound = signature.bind(*args, **kwargs)
        budget.spend(name)
        model, *_ = bound.arguments.values()
        given = answer(model, _Arguments(bound.arguments))
        budget.note(name, bound, given)
        return given

    replaced.__name__ = name
    replaced.__wrapped__ = real  # type: ignore[attr-defined]  # what inspect.unwrap gives back
    replaced.__signature__ = signature  # type: ignore[attr-defined]
    return replaced


def _history(_model: Runtime, _given: _Arguments) -> History:
    return History()


def _nothing(_model: Runtime, _given: _Arguments) -> None:
    return None


def _scores(model: Runtime, given: _Arguments) -> list[float] | float:
    """One number, or the loss, that of each output if there are several, and each metric."""
    if given.get("show_accuracy") or given.get("accuracy"):
        return [0.0, 0.0]  # Keras 0
    named = getattr(model, "metrics_names", None) or ["loss"]
    count = max(len(named), 1 + _losses(model) + _count(_metrics(model)))
    return [0.0] * count if count > 1 else 0.0


def _losses(model: Runtime) -> int:
    """Count the outputs that have a loss, in Keras 3 and tf_keras, which name them later."""
    compiled = getattr(model, "_compile_loss", None) or getattr(model, "compiled_loss", None)
    given = getattr(compiled, "_user_loss", None) or getattr(compiled, "_user_losses", None)
    outputs = len(getattr(model, "outputs", None) or ())
    if given is None or outputs < 2:  # noqa: PLR2004
        return 0
    return _count(given) if isinstance(given, dict | list | tuple) else outputs


def _metrics(model: Runtime) -> Runtime:
    """Return what `compile` was given as metrics in Keras 3 and tf_keras, which name them later."""
    compiled = getattr(model, "_compile_metrics", None) or getattr(model, "compiled_metrics", None)
    return getattr(compiled, "_user_metrics", None)


def _count(metrics: Runtime) -> int:
    """Count metrics, which may be given for each output, in lists and by name."""
    if isinstance(metrics, dict | list | tuple):
        values = metrics.values() if isinstance(metrics, dict) else metrics
        return sum(map(_count, values))
    return metrics is not None


def _predictions(model: Runtime, given: _Arguments) -> Runtime:
    """Return as many rows as came in, each spread evenly, as an untrained softmax would."""
    rows, shapes = _rows(given.data), model.output_shape
    if hasattr(model, "output_order"):  # a Graph of Keras 0 answers by the names of its outputs
        named = {name: layer.output_shape for name, layer in model.outputs.items()}
        return {name: _even(rows, shape) for name, shape in named.items()}
    answers = [_even(rows, s) for s in (shapes if isinstance(shapes, list) else [shapes])]
    return answers if len(answers) > 1 else answers[0]


def _even(rows: int, shape: Runtime) -> np.ndarray:
    return np.full((rows, *[d or 1 for d in shape[1:]]), 1 / (shape[-1] or 1), "f4")


def _classes(model: Runtime, given: _Arguments) -> Runtime:
    return np.argmax(_predictions(model, given), axis=-1)


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
