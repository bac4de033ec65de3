"""What calls with invented arguments may name besides what the file does: settings, and Input."""

from __future__ import annotations

import ast
import builtins
import importlib
from typing import TYPE_CHECKING

from migrator.verification.inventing import values
from migrator.verification.script.stub_object import StubNumber

if TYPE_CHECKING:
    from migrator.verification.objects import Runtime

_USUAL = 8  # what a setting is whose name says nothing
_OF_KERAS = {"Input": "keras.layers", "Sequential": "keras.models"}
_OF_TENSORS = frozenset({"dtype", "get_shape", "graph", "ndim", "numpy", "op", "shape"})


class Setting(StubNumber):
    """A number that has every attribute and item, each of them what its name says."""

    def __getattr__(self, name: str) -> Runtime:
        """Return a setting of this name."""
        if name.startswith("_") or name in _OF_TENSORS:
            raise AttributeError(name)
        return setting(name)

    def __getitem__(self, key: Runtime) -> Runtime:
        """Return a setting of this name, or itself of a place."""
        return setting(key) if isinstance(key, str) else self


def setting(name: str) -> Runtime:
    """Return what answers for a setting of this name: a text, a share, else a number."""
    value = ast.literal_eval(values.by_name(name) or str(_USUAL))
    whole = isinstance(value, int) and not isinstance(value, bool)
    return Setting(value) if whole else value


class Names(dict[str, "Runtime"]):
    """The names of a file; those in capitals that it lacks are settings."""

    def __init__(self, own: dict[str, Runtime]) -> None:
        super().__init__()
        self._own = own

    def __missing__(self, name: str) -> Runtime:
        """Return what a name means that is none of the file's."""
        if name in self._own or name in vars(builtins):
            raise KeyError(name)
        if name in _OF_KERAS:
            return getattr(importlib.import_module(_OF_KERAS[name]), name)
        if name.isupper():
            return setting(name)
        raise KeyError(name)
