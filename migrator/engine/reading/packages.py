"""Packages that Keras is had from: told by the qualified names of symbols, or where a file lies."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from migrator.rules import MODULES_OF_LAYERS

_OF_LAYERS = frozenset({"layers", "engine", "legacy"})  # these re-export one another's symbols
_MODULES_OF_LAYERS = frozenset(MODULES_OF_LAYERS)
_OLDER_OPTIMIZERS = ["keras", "optimizers", "legacy"]
_UNLISTED = ("legacy", "src")  # packages of Keras that nobody imports everything from
_TENSORFLOW = "tensorflow"
_KERAS_2 = "tf_keras"
_PACKAGES = ("keras", _KERAS_2)
_IN_TENSORFLOW = tuple(
    f"{_TENSORFLOW}{inside}.keras."
    for inside in ("", ".compat.v1", ".compat.v2", ".contrib", ".python")
)


def is_keras(name: str) -> bool:
    """Whether a qualified name is one of Keras, wherever it was had from, or TensorFlow itself."""
    first = name.partition(".")[0]
    return first in _PACKAGES or name == _TENSORFLOW or f"{name}.".startswith(_IN_TENSORFLOW)


def inside_keras(name: str) -> str:
    """Return `keras.layers.Dense` for `tensorflow.keras.layers.Dense`; nothing if it is neither."""
    before, found, after = f".{name}.".partition(".keras.")
    if not found and name.partition(".")[0] == _KERAS_2:
        return name.replace(_KERAS_2, "keras", 1)
    ours = found and before in {"", ".tensorflow", ".tensorflow.compat.v1", ".tensorflow.python"}
    return f"keras.{after}".rstrip(".") if ours else ""


def home_of(name: str) -> str:
    """Return the same for all the modules that a layer, or an optimizer, may be imported from.

    `keras.layers.core.Dense`, `keras.layers.Dense`; elsewhere, modules have namesakes.
    """
    parts = name.split(".")
    if parts[:3] == _OLDER_OPTIMIZERS and len(parts) > len(_OLDER_OPTIMIZERS):
        return f"keras.optimizers.{parts[-1]}"
    if parts[:2] == ["keras", "layers"] and _MODULES_OF_LAYERS.issuperset(parts[2:]):
        return "keras.layers"  # the package, by itself or by one of its modules
    return f"keras.layers.{parts[-1]}" if parts[1:2] and parts[1] in _OF_LAYERS else name


def package_of(name: str) -> str:
    """Return the package of a symbol; `tensorflow.keras.layers` is Keras, too."""
    parts = name.split(".")
    return "keras" if "keras" in parts else parts[0]


def package_of_file(filename: str, modules: Iterable[str]) -> str:
    """Return the package that a file inside the Keras source tree belongs to.

    `lib/keras/applications/vgg16.py` is in `keras.applications`: its relative imports mean Keras.
    Not those of `models/keras/segmentation/unet.py`, whose folder merely has the name. modules:
    those that Keras is known to have.
    """
    parts = PurePosixPath(filename.replace("\\", "/")).parts[:-1]
    if "keras" not in parts:
        return ""
    inside = parts[len(parts) - 1 - parts[::-1].index("keras") :]
    known = len(inside) == 1 or inside[1] in _UNLISTED
    top = ".".join(inside[:2])
    known = known or any(f"{module}.".startswith(f"{top}.") for module in modules)
    return ".".join(inside) if known else ""
