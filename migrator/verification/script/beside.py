"""What Keras 2.2 and 2.3 brought along, for results that still import it: packages of their own."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

_PACKAGES = frozenset({"keras_applications", "keras_preprocessing"})


class Beside(MetaPathFinder):
    """Finds them, where they are not installed, beside the Keras of the original."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Look for the packages alone: beside them lies another Keras."""
        if fullname not in _PACKAGES:
            return None
        return PathFinder.find_spec(fullname, [self._folder], target)


def serve(folder: str) -> None:
    """Let a result import what lies in this folder, last of all."""
    sys.meta_path.append(Beside(folder))
