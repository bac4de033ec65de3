"""Let optimizers of tf_keras take `lr=` and `decay=`, as those of TensorFlow 1.13 to 2.10 did."""

from __future__ import annotations

import functools
import importlib
import inspect
from typing import TYPE_CHECKING

from migrator.verification.legacy.releases import TF_KERAS

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.verification.objects import Runtime

_NAMES = ("Adadelta", "Adagrad", "Adam", "Adamax", "Ftrl", "Nadam", "RMSprop", "SGD")


def install() -> None:
    """Give back what tf_keras ignores, or refuses, since its optimizers were written anew."""
    optimizers: Runtime = importlib.import_module(f"{TF_KERAS}.optimizers")
    for kind in (getattr(optimizers, name) for name in _NAMES):
        kind.__init__ = _of_old(kind.__init__, optimizers.schedules.InverseTimeDecay)


def _of_old(real: Callable[..., None], schedule: Runtime) -> Callable[..., None]:
    signature = inspect.signature(real)

    @functools.wraps(real)
    def init(self: Runtime, *args: Runtime, **kwargs: Runtime) -> None:
        if "lr" in kwargs:
            kwargs["learning_rate"] = kwargs.pop("lr")
        decay = kwargs.pop("decay", 0.0)
        if not decay:
            real(self, *args, **kwargs)
            return
        bound = signature.bind(self, *args, **kwargs)
        bound.apply_defaults()
        bound.arguments["learning_rate"] = schedule(bound.arguments["learning_rate"], 1, decay)
        real(*bound.args, **bound.kwargs)

    return init
