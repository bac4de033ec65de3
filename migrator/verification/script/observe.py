"""Record which models a script makes, and in which order it uses its layers."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.verification.objects import Runtime


class Observer:
    """What was made so far. Layers are ordered by their first call, so by the graph."""

    def __init__(self) -> None:
        self.models: list[Runtime] = []
        self._clock = itertools.count()
        self._made: dict[int, int] = {}
        self._called: dict[int, int] = {}
        self._alive: list[Runtime] = []  # so that no id is used twice

    def has_seen_any(self) -> bool:
        """Whether any layer or model was made."""
        return bool(self._made or self.models)

    def watch_models(self, owner: type) -> None:
        """Record every instance whose construction goes through this class's own `__init__`."""
        if "__init__" in vars(owner):
            _after(owner, "__init__", self._model_made)

    def watch_operations(self, owner: type, is_model: Callable[[Runtime], bool]) -> None:
        """Record instances as they are allocated: Keras 3 reads the signature of `__init__`."""
        real = vars(owner)["__new__"].__func__

        @functools.wraps(real)
        def allocate(cls: type, *args: Runtime, **kwargs: Runtime) -> Runtime:
            made = real(cls, *args, **kwargs)
            self._layer_made(made)
            if is_model(made):
                self._model_made(made)
            return made

        owner.__new__ = allocate  # type: ignore[method-assign,assignment]

    def watch_layers(self, owner: type) -> None:
        """Record when layers of this class are made and first called."""
        if "__init__" in vars(owner) and "__new__" not in vars(owner):
            _after(owner, "__init__", self._layer_made)
        if "__call__" in vars(owner):
            _before(owner, "__call__", self._layer_called)

    def position(self, layer: Runtime) -> int:
        """Return a number that sorts layers by their first use."""
        return self._called.get(id(layer), self._made.get(id(layer), 0))

    def hide_models_of(self, owner: type, name: str) -> None:
        """Forget the models this method makes: a Sequential keeps one inside and rebuilds it."""
        real = vars(owner)[name]

        @functools.wraps(real)
        def hidden(*args: Runtime, **kwargs: Runtime) -> Runtime:
            before = len(self.models)
            try:
                return real(*args, **kwargs)
            finally:
                del self.models[before:]

        setattr(owner, name, hidden)

    def _model_made(self, model: Runtime) -> None:
        if not any(model is known for known in self.models):
            self.models.append(model)

    def _layer_made(self, layer: Runtime) -> None:
        self._alive.append(layer)
        self._made.setdefault(id(layer), next(self._clock))

    def _layer_called(self, layer: Runtime) -> None:
        self._alive.append(layer)
        self._called.setdefault(id(layer), next(self._clock))


def _after(owner: type, name: str, note: Callable[[Runtime], None]) -> None:
    real = vars(owner)[name]

    @functools.wraps(real)
    def noted(self: Runtime, *args: Runtime, **kwargs: Runtime) -> Runtime:
        result = real(self, *args, **kwargs)
        note(self)
        return result

    setattr(owner, name, noted)


def _before(owner: type, name: str, note: Callable[[Runtime], None]) -> None:
    real = vars(owner)[name]

    @functools.wraps(real)
    def noted(self: Runtime, *args: Runtime, **kwargs: Runtime) -> Runtime:
        note(self)
        return real(self, *args, **kwargs)

    setattr(owner, name, noted)
