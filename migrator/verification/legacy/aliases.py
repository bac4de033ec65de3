"""Let `tf.keras` and `import keras` mean the package tf_keras, as in TensorFlow 2.0 to 2.15."""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import os
import sys
from importlib.abc import Loader, MetaPathFinder
from typing import TYPE_CHECKING

from migrator.verification.legacy.releases import TF_KERAS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from migrator.verification.objects import Runtime


#: A copy of Keras that scripts imported, too, of which TensorFlow has left but a part.
_PRIVATE = "tensorflow.python.keras"


def install() -> None:
    """Call it before TensorFlow is imported: it decides then what `tf.keras` is."""
    os.environ["TF_USE_LEGACY_KERAS"] = "1"
    sys.meta_path.insert(0, _Alias("keras", (TF_KERAS, f"{TF_KERAS}.src")))
    package: Runtime = importlib.import_module("tensorflow.python")
    package.keras = importlib.import_module(TF_KERAS)
    for name in [n for n in sys.modules if f"{n}.".startswith(f"{_PRIVATE}.")]:
        del sys.modules[name]  # what has imported it keeps it
    sys.meta_path.insert(0, _Alias(_PRIVATE, (TF_KERAS, f"{TF_KERAS}.src")))
    # `from keras.utils import generic_utils`: Python asks for it by the name that the package has
    sys.meta_path.append(_Alias(TF_KERAS, (f"{TF_KERAS}.src",)))


class _Alias(MetaPathFinder, Loader):
    """Finds a package and all below it in the first of some others that has it."""

    def __init__(self, name: str, others: Sequence[str]) -> None:
        self._name = name
        self._others = others
        self._specs: dict[str, Runtime] = {}

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find keras.x where tf_keras.x is."""
        if not f"{fullname}.".startswith(f"{self._name}.") or self._real(fullname) is None:
            return None
        return importlib.machinery.ModuleSpec(fullname, self)

    def _real(self, fullname: str) -> str | None:
        """Return the name under which a module is to be had, if it is."""
        if f"{fullname}.".startswith(f"{TF_KERAS}.src."):
            return None
        places = (f"{other}{fullname.removeprefix(self._name)}" for other in self._others)
        return next((place for place in places if _is_there(place)), None)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """Return the very module of tf_keras: there must be no second one."""
        module = importlib.import_module(self._real(spec.name) or spec.name)
        self._specs[spec.name] = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Give the module back its own spec, which the import system has just replaced."""
        assert module.__spec__ is not None  # noqa: S101 - for mypy: it was set a moment ago
        module.__spec__ = self._specs.pop(module.__spec__.name)


def _is_there(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # nor is its parent
        return False
