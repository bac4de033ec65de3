"""What the installed Keras 3 says: its public names and their signatures."""

from __future__ import annotations

import importlib
import inspect
import re
from functools import cache
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

_FUNCTIONAL = "keras.src.models.functional.Functional"
_SIGNED_ELSEWHERE = {
    "keras.models.Model": _FUNCTIONAL,
    "keras.layers.Layer.call": "keras.layers.Dense.call",
    "keras.layers.Layer.compute_output_shape": "keras.layers.Dense.compute_output_shape",
    "keras.models.Model.call": f"{_FUNCTIONAL}.call",
    "keras.models.Model.compute_output_shape": "keras.layers.Dense.compute_output_shape",
    "keras.layers.dot": "keras.layers.Dot",
}
_SAVING = (
    "keras.Sequential.save",
    "keras.models.Model.save",
    "keras.models.Sequential.save",
    "keras.models.save_model",
    "keras.saving.save_model",
)
_UNDER_KWARGS = {
    "keras.models.Model.load_weights": {"by_name"},
    **{name: {"include_optimizer"} for name in _SAVING},
}
_MODEL = re.compile(r"(?:tensorflow\.)?keras\.(?:models\.)?Model(?![^.])")


@cache
def resolve(name: str) -> Any:  # noqa: ANN401 - whatever a public name stands for
    """Return what a dotted name stands for.

    Raises:
        AttributeError: nothing.
    """
    parts = _MODEL.sub("keras.models.Model", name).split(".")
    if parts[:2] == ["urllib", "request"]:
        importlib.import_module("urllib.request")
    found: Any = importlib.import_module(parts[0])
    for place, part in enumerate(parts[1:], start=1):
        if not hasattr(found, part) and parts[1] == "src":
            importlib.import_module(".".join(parts[: place + 1]))
        if not hasattr(found, part) and parts[:place] == ["keras", "models", "Model"]:
            found = resolve(_FUNCTIONAL)  # what Model(inputs, outputs) makes
        if not hasattr(found, part) and inspect.isclass(found):
            found = _made(found)
        found = getattr(found, part)
    return found


def _made(kind: type) -> Any:  # noqa: ANN401 - an object of any class
    """Return an object of a class: some attributes are only of objects.

    Raises:
        AttributeError: nobody has said how to make one.
    """
    image = resolve("tensorflow.keras.preprocessing.image")
    if kind in {resolve("keras.layers.Dense"), resolve("keras.layers.BatchNormalization")}:
        layer = kind(2) if kind is resolve("keras.layers.Dense") else kind()
        layer.build((None, 3))
        return layer
    if kind is resolve("keras.layers.Bidirectional"):
        return kind(resolve("keras.layers.LSTM")(2))
    if kind is image.Iterator:
        return image.Iterator(3, 2, shuffle=False, seed=None)
    if kind is image.DirectoryIterator:
        with TemporaryDirectory() as folder:
            return image.DirectoryIterator(folder, image.ImageDataGenerator())
    raise AttributeError(f"an object of {kind.__name__} is not made here")


def exists(name: str) -> bool:
    """Whether a dotted name stands for anything."""
    try:
        resolve(name)
    except (AttributeError, ImportError):
        return False
    return True


@cache
def signature(name: str) -> dict[str, inspect.Parameter]:
    """Return the parameters of a class (its base layer's included), function or method."""
    name = _MODEL.sub("keras.models.Model", name)
    name = bare if exists(bare := name.removeprefix("tensorflow.")) else name
    found = dict(_own(name))
    if name in _SIGNED_ELSEWHERE:
        found |= {n: p for n, p in _own(_SIGNED_ELSEWHERE[name]) if n not in found}
    for keyword in _UNDER_KWARGS.get(_MODEL.sub("keras.models.Model", name), ()):
        found[keyword] = inspect.Parameter(keyword, inspect.Parameter.KEYWORD_ONLY, default=False)
    if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in found.values()) and _is_layer(name):
        found = {**found, **dict(_own("keras.layers.Layer"))}
    return {n: p for n, p in found.items() if p.kind not in _VARIADIC}


def takes_any_number(name: str) -> bool:
    """Whether a function takes as many arguments as it is given: `einsum(subscripts, *operands)`."""
    return any(p.kind is inspect.Parameter.VAR_POSITIONAL for _, p in _own(name))


_VARIADIC = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)


def _own(name: str) -> list[tuple[str, inspect.Parameter]]:
    thing = resolve(name)
    if isinstance(thing, property | ModuleType) or not callable(thing):
        return []  # not called
    unbound = inspect.isclass(thing) or inspect.isclass(resolve(name.rpartition(".")[0]))
    function = thing.__init__ if inspect.isclass(thing) else thing
    parameters = list(inspect.signature(function).parameters.items())
    return (
        parameters[1:] if unbound and parameters[:1] and parameters[0][0] == "self" else parameters
    )


def _is_layer(name: str) -> bool:
    thing = resolve(name)
    if inspect.isclass(thing):
        return issubclass(thing, resolve("keras.layers.Layer"))
    return name.startswith("keras.layers.")
