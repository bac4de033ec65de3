"""In the modern child: give the migrated model the weights, write its file, and read that back."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import align, transplant
from migrator.verification.modern.numbers import compare_outputs
from migrator.verification.modern.report import sketch
from migrator.verification.modern.runs import give
from migrator.verification.weights.files import UnsuitableError
from migrator.verification.weights.legacy import ARRAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.verification.children.jobs import Job
    from migrator.verification.modern.side import ModernSide
    from migrator.verification.objects import Json, Runtime
    from migrator.verification.weights.legacy import Named

#: The new file, in the child's folder.
NEW_FILE = "new.weights.h5"


def save(job: Job, side: ModernSide, models: Sequence[Named], old: Json) -> Json:
    """Write the counterpart's weights, and compare what it computes with weights read from there.

    old: the original's description.

    Raises:
        UnsuitableError: no model is the original's counterpart, or some layer's weights do not fit.
    """
    model = _counterpart(job, side, models, old)
    side.build(model, old["inputs"])
    new = side.describe(model)
    if new is None:
        raise UnsuitableError("the migrated model was never given an input shape")
    with np.load(Path(job.other) / ARRAYS) as stored:
        arrays = dict(stored)
    pairs = align.pair_layers(old["layers"], new["layers"])
    _assign(side.layers_of(model), old["layers"], pairs, arrays)
    file = Path(job.folder) / NEW_FILE
    inspect.unwrap(type(model).save_weights)(model, str(file))
    _read_back(model, file)
    x, y = _numbered(arrays, "x"), _numbered(arrays, "y")
    return new | compare_outputs(side, model, x, y)


def _counterpart(job: Job, side: ModernSide, models: Sequence[Named], old: Json) -> Runtime:
    builder = job.weights.builder if job.weights else ""
    if builder:
        named = [model for model, names in models if builder in names]
        if not named:
            raise UnsuitableError(f"{builder} makes no model under Keras 3")
        return named[0]
    (partner,) = align.pair_models([old], [sketch(side, *named) for named in models])
    if partner is None:
        raise UnsuitableError("the migrated file makes no counterpart of the model under Keras 3")
    return models[partner][0]


def _assign(
    leaves: Sequence[Runtime],
    old: Sequence[Json],
    pairs: Sequence[tuple[int | None, int | None]],
    arrays: dict[str, np.ndarray],
) -> None:
    for i, j in pairs:
        if i is None or not old[i]["weights"]:
            continue
        if j is None:
            raise UnsuitableError(f"no Keras 3 layer takes the weights of {old[i]['name']}")
        given = _numbered(arrays, f"w{i}_")
        converted = transplant.convert(old[i]["class"], old[i]["config"], given)
        problem = give(leaves[j], old[i]["name"], converted)
        if problem:
            raise UnsuitableError(problem)


def _read_back(model: Runtime, file: Path) -> None:
    """Forget all weights and load the file: what is proved is the file, not what is in memory."""
    for weight in model.weights:
        weight.assign(np.full(weight.shape, np.nan) if "float" in weight.dtype else weight * 0)
    inspect.unwrap(type(model).load_weights)(model, str(file))


def _numbered(arrays: dict[str, np.ndarray], prefix: str) -> list[np.ndarray]:
    many = sum(name.startswith(prefix) and name[len(prefix) :].isdigit() for name in arrays)
    return [arrays[f"{prefix}{i}"] for i in range(many)]
