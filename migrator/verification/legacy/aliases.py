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


def install() -> None:
    """Call it before TensorFlow is imported: it decides then what `tf.keras` is."""
    os.environ["TF_USE_LEGACY_KERAS"] = "1"
    sys.meta_path.insert(0, _Alias())


class _Alias(MetaPathFinder, Loader):
    """Finds `keras` and all below it under the name tf_keras."""

    def __init__(self) -> None:
        self._specs: dict[str, Runtime] = {}

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find keras.x where tf_keras.x is."""
        top, _, rest = fullname.partition(".")
        if top != "keras":
            return None
        real = f"{TF_KERAS}.{rest}" if rest else TF_KERAS
        if not rest or importlib.util.find_spec(real) is not None:
            return importlib.machinery.ModuleSpec(fullname, self)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """Return the very module of tf_keras: there must be no second one."""
        _, _, rest = spec.name.partition(".")
        module = importlib.import_module(f"{TF_KERAS}.{rest}" if rest else TF_KERAS)
        self._specs[spec.name] = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Give the module back its own spec, which the import system has just replaced."""
        assert module.__spec__ is not None  # noqa: S101 - for mypy: it was set a moment ago
        module.__spec__ = self._specs.pop(module.__spec__.name)
