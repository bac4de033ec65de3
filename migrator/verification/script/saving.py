"""Let a script load again what it saved, though saving writes nothing while it is verified."""

from __future__ import annotations

import functools
import inspect
import os
import sys
from typing import TYPE_CHECKING

from migrator.verification.legacy.releases import TF_KERAS

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.verification.objects import Runtime


LOADED = "the model would be loaded from"


class Saved:
    """The models that a script saved, by the files they would be in.

    tried: takes a model, the path and how the script loads it; saves and loads truly, where it is
    to be proved that this Keras can. Returns whether it was.
    """

    def __init__(self) -> None:
        self._models: dict[str, Runtime] = {}
        self.tried: Callable[[Runtime, str, Runtime], bool] = lambda _model, _path, _load: True

    def keep(self, model: Runtime, path: Runtime) -> None:
        """Remember a model as what this file would hold from now on."""
        if isinstance(path, str | os.PathLike):
            self._models[os.path.abspath(path)] = model  # noqa: PTH100 - any path-like

    def keep_best(self, model: Runtime, callbacks: Runtime) -> None:
        """Remember what ModelCheckpoint, or the like, would save while the model is trained."""
        for callback in callbacks if isinstance(callbacks, list | tuple) else ():
            if not getattr(callback, "save_weights_only", True):
                self.keep(model, getattr(callback, "filepath", None))

    def serve(self, remarks: dict[str, None]) -> None:
        """Have every `load_model` that is imported give the model that was saved.

        It is the very model: a neutralised training has changed no weights meanwhile. Any other
        file is left to Keras.
        """
        for name, module in list(sys.modules.items()):
            if name.partition(".")[0] in ("keras", TF_KERAS) and "load_model" in vars(module):
                loads: Runtime = module
                loads.load_model = self._loader(loads.load_model, remarks)

    def _loader(
        self, real: Callable[..., Runtime], remarks: dict[str, None]
    ) -> Callable[..., Runtime]:
        signature = inspect.signature(real)

        @functools.wraps(real)
        def load_model(*args: Runtime, **kwargs: Runtime) -> Runtime:
            call = signature.bind(*args, **kwargs)
            path = next(iter(call.arguments.values()))
            named = isinstance(path, str | os.PathLike)
            model = self._models.get(os.path.abspath(path)) if named else None  # noqa: PTH100 - any path-like
            if model is None and named and not os.path.exists(path):  # noqa: PTH110 - any path-like
                raise FileNotFoundError(f"{LOADED} {path}, which is not there")
            if model is None:
                return real(*args, **kwargs)
            if not self.tried(model, os.fspath(path), functools.partial(_load, real, call)):
                remarks[f"whether Keras 3 can load what it saved as {path} was not tried"] = None
            return model

        return load_model


def _load(real: Callable[..., Runtime], call: inspect.BoundArguments, path: str) -> Runtime:
    """Load this file as the script loads another."""
    call.arguments[next(iter(call.arguments))] = path
    return real(*call.args, **call.kwargs)
