"""Read what a weight file of Keras 0, 1 or 2 says of itself: its layers, their shapes, its backend.

The arrays themselves are read by the legacy Keras that wrote such files.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import h5py  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from migrator.verification.objects import Runtime

#: What stands for all layers of a Graph of Keras 0, which keeps their weights in one list.
GRAPH = "graph"
Shapes = tuple[tuple[int, ...], ...]


class UnsuitableError(Exception):
    """The file, or its fit with the model, is not what a conversion needs; the text says why."""


@dataclass(frozen=True)
class StoredLayer:
    """A layer of the file, or of the model, that has weights. `kind` is known of a model's only."""

    name: str
    shapes: Shapes
    kind: str = ""

    def __str__(self) -> str:
        """Return the layer as messages show it."""
        shapes = ", ".join(map(str, self.shapes)) or "no weights"
        return f"{self.name}{f' ({self.kind})' if self.kind else ''}: {shapes}"


@dataclass(frozen=True)
class WeightFile:
    """What is stored: layers with weights in the file's order. None stands for what it omits.

    age: the first number of the Keras that wrote the file, as far as it shows.
    """

    layers: tuple[StoredLayer, ...]
    keras_version: str | None
    backend: str | None
    age: int


def read(path: Path) -> WeightFile:
    """Describe a file of weights, or the weights of a file that holds a whole model.

    Raises:
        UnsuitableError: it is no HDF5 file, or not one that Keras 0, 1 or 2 wrote.
    """
    try:
        opened = h5py.File(path, "r")
    except OSError as error:
        raise UnsuitableError("it is not an HDF5 file") from error
    with opened as file:
        group = weights_of(file)
        if "nb_layers" in group.attrs:
            age, layers = 0, tuple(_numbered(group))
        elif "graph" in group:
            age, layers = 0, (StoredLayer(GRAPH, _parameters(group["graph"])),)
        elif "layer_names0" in group.attrs or "layer_names" in group.attrs:
            age, layers = 1, tuple(_named(group))
        else:
            raise UnsuitableError(_foreign(file))
        version, backend = (_attribute(file, group, n) for n in ("keras_version", "backend"))
    age = int(version.partition(".")[0]) if version else age
    return WeightFile(tuple(layer for layer in layers if layer.shapes), version, backend, age)


def weights_of(file: Runtime) -> Runtime:
    """Return the group that holds the weights: of a whole model, it is one of several."""
    return file.get("model_weights", file)


def _foreign(file: Runtime) -> str:
    if "layers" in file or "_layer_checkpoint_dependencies" in file:
        return "it is a weight file of Keras 3 already"
    return "it is an HDF5 file, but Keras did not write it: it names no layers"


def _attribute(file: Runtime, group: Runtime, name: str) -> str | None:
    value = group.attrs.get(name, file.attrs.get(name))
    return None if value is None else _text(value)


def _text(value: Runtime) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _numbered(group: Runtime) -> Iterator[StoredLayer]:
    """Keras 0 numbers layers and their arrays."""
    for number in range(int(group.attrs["nb_layers"])):
        yield StoredLayer(f"layer_{number}", _parameters(group[f"layer_{number}"]))


def _parameters(group: Runtime) -> Shapes:
    arrays = [group[f"param_{i}"] for i in range(int(group.attrs["nb_params"]))]
    return tuple(tuple(array.shape) for array in arrays)


def _named(group: Runtime) -> Iterator[StoredLayer]:
    """Keras 1 and 2 name both."""
    for name in _names(group, "layer_names"):
        layer = group[name]
        arrays = [layer[weight] for weight in _names(layer, "weight_names")]
        yield StoredLayer(name, tuple(tuple(a.shape) for a in arrays))


def _names(group: Runtime, attribute: str) -> list[str]:
    """Read a list of names; Keras 2.2 and later cut long ones into parts."""
    if attribute in group.attrs:
        return [_text(name) for name in group.attrs[attribute]]
    parts = (f"{attribute}{number}" for number in itertools.count())
    found = itertools.takewhile(lambda part: part in group.attrs, parts)
    return [_text(name) for part in found for name in group.attrs[part]]
