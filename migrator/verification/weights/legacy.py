"""In the legacy child: let the real legacy Keras load the file, then measure what it computes."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING

import h5py  # type: ignore[import-untyped]
import numpy as np

from migrator.verification import probe
from migrator.verification.script.running import brief
from migrator.verification.weights import files, fit, theano
from migrator.verification.weights.files import StoredLayer, UnsuitableError, WeightFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.verification.children.jobs import Job, OldWeights
    from migrator.verification.legacy.side import LegacySide
    from migrator.verification.objects import Json, Runtime

Named = tuple["Runtime", list[str]]
#: What the modern child reads: arrays w<layer>_<index> of weights, x<index> and y<index>.
ARRAYS = "weights.npz"
_SEED = 0
_RELEASES = {
    0: "0.3.3",
    1: "1.2.2",
    2: "2.2.4",
}  # of each age, what most of its files are read with


def load(job: Job, side: LegacySide, models: Sequence[Named]) -> Json:
    """Load the weights into the model that is meant; leave them, inputs and outputs as arrays.

    Raises:
        UnsuitableError: the file cannot be read, does not fit, or says too little of itself.
    """
    wanted = _wanted(job)
    stored = files.read(Path(wanted.path))
    _check_age(stored, job.version)
    model, names = _choose(models, stored, wanted)
    notes = _load(model, stored, wanted)
    description = side.describe(model)
    if description is None:
        raise UnsuitableError(f"the model {_called(names)} was never given an input shape")
    backend = _turn(side, model, description, stored, wanted)
    _measure(side, model, description, Path(job.folder) / ARRAYS)
    description.update({"names": names, "name": getattr(model, "name", "")})
    told = {"notes": notes, "keras_version": stored.keras_version, "backend": backend}
    return {"models": [description], "weights": told}


def _wanted(job: Job) -> OldWeights:
    if job.weights is None:
        raise ValueError("this job has no weights")
    return job.weights


def _check_age(stored: WeightFile, release: str) -> None:
    """Refuse what the release would read wrongly: Keras 2 reads files of Keras 1, no other does."""
    age = int(release[0]) if release[0].isdigit() else 2
    if stored.age == age or (stored.age, age) == (1, 2):
        return
    wrote = stored.keras_version or ("0.x" if stored.age == 0 else "1 or 2")
    raise UnsuitableError(
        f"Keras {wrote} wrote the file, but the source is built with Keras {release}: add "
        f"--legacy-version {_RELEASES.get(stored.age, 'tf_keras')}, if the source is of that time"
    )


def _choose(models: Sequence[Named], stored: WeightFile, wanted: OldWeights) -> Named:
    """Return the one model that the file fits; where there is but one, Keras judges the fit."""
    if wanted.builder:
        models = [(m, names) for m, names in models if wanted.builder in names]
        if not models:
            raise UnsuitableError(f"{wanted.builder} makes no model")
    if len(models) == 1:
        return models[0]
    fitting = [m for m in models if not _mismatch(m[0], stored, wanted)]
    if len(fitting) == 1:
        return fitting[0]
    listed = ", ".join(_called(names) for _, names in fitting or models)
    told = "fits several models" if fitting else "fits none of the models"
    raise UnsuitableError(f"the file {told} ({listed}): name the one that is meant, FILE:builder")


def _called(names: Sequence[str]) -> str:
    return next(iter(names), "without a name")


def _mismatch(model: Runtime, stored: WeightFile, wanted: OldWeights) -> str:
    return fit.mismatch(stored.layers, _weighted(model), by_name=wanted.by_name)


def _weighted(model: Runtime) -> list[StoredLayer]:
    """Return the layers in the order in which Keras fills them; a nested model counts as one."""
    if not hasattr(model, "layers"):
        return [StoredLayer(files.GRAPH, _shapes(model))]
    layers = getattr(model, "flattened_layers", None) or model.layers
    found = [StoredLayer(layer.name, _shapes(layer), type(layer).__name__) for layer in layers]
    return [layer for layer in found if layer.shapes]


def _shapes(layer: Runtime) -> files.Shapes:
    return tuple(np.shape(array) for array in layer.get_weights())


def _load(model: Runtime, stored: WeightFile, wanted: OldWeights) -> list[str]:
    """Let Keras load the file, and explain its refusal; return what should be known of the load."""
    _hide_backend(Path(wanted.path))
    load_weights = inspect.unwrap(type(model).load_weights)
    options = {"by_name": True} if wanted.by_name else {}
    problem = _mismatch(model, stored, wanted)
    try:
        load_weights(model, wanted.path, **options)
    except Exception as error:
        raise UnsuitableError(problem or brief(error)) from error
    if problem and (wanted.by_name or not _converted_by_keras(model, stored)):
        raise UnsuitableError(problem)
    return fit.left_out(stored.layers, _weighted(model)) if wanted.by_name else []


def _converted_by_keras(model: Runtime, stored: WeightFile) -> bool:
    """Tell whether shapes may differ because Keras 2 reads files of Keras 1, layer by layer."""
    return len(stored.layers) == len(_weighted(model))


def _hide_backend(path: Path) -> None:
    """Keras 2 would turn some kernels by itself, and miss those of wrapped layers: we turn all."""
    with h5py.File(path, "r+") as file:
        for group in (file, files.weights_of(file)):
            if "backend" in group.attrs:
                group.attrs["backend"] = b"tensorflow"


def _turn(
    side: LegacySide, model: Runtime, description: Json, stored: WeightFile, wanted: OldWeights
) -> str | None:
    """Turn kernels trained on Theano; return the backend, or None where it makes no difference."""
    backend = _backend(stored, wanted)
    concerned = []
    for layer, described in _weighted_layers(side, model, description):
        weights = side.weights_of(layer, described)
        turned = theano.turned(described["class"], described["config"], weights)
        if not all(map(np.array_equal, weights, turned)):
            concerned.append((layer, described, turned))
    if not concerned:
        return None
    if backend is None:
        names = ", ".join(layer.name for layer, _, _ in concerned)
        raise UnsuitableError(
            "the file does not say which backend it was trained on, and kernels mean something "
            f"else on Theano (those of {names}): add --legacy-backend theano, or tensorflow"
        )
    if backend == "theano":
        for layer, described, turned in concerned:
            side.give(layer, described, turned)
    return backend


def _weighted_layers(
    side: LegacySide, model: Runtime, description: Json
) -> list[tuple[Runtime, Json]]:
    """Return the layers that have weights, with their descriptions."""
    pairs = zip(side.layers_of(model), description["layers"], strict=True)
    return [(layer, described) for layer, described in pairs if described["weights"]]


def _backend(stored: WeightFile, wanted: OldWeights) -> str | None:
    if stored.backend and wanted.backend and stored.backend != wanted.backend:
        raise UnsuitableError(
            f"the file says it was trained on {stored.backend}, --legacy-backend {wanted.backend}"
        )
    return stored.backend or wanted.backend


def _measure(side: LegacySide, model: Runtime, description: Json, path: Path) -> None:
    weights = {
        f"w{number}_{i}": array
        for number, layer in enumerate(side.layers_of(model))
        if description["layers"][number]["weights"]
        for i, array in enumerate(side.weights_of(layer, description["layers"][number]))
    }
    x = probe.inputs(description, side.vocabularies_of(model), (_SEED,))
    y = side.outputs_of(model, x)
    arrays = {f"x{i}": a for i, a in enumerate(x)} | {f"y{i}": a for i, a in enumerate(y)}
    np.savez(path, allow_pickle=False, **arrays, **weights)
