"""What the modern child reports: the models of the result, each held against its counterpart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import align
from migrator.verification.children import handover
from migrator.verification.modern import numbers, training
from migrator.verification.modern.comparison import Comparison
from migrator.verification.script import draws
from migrator.verification.script.running import brief

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.verification.children.jobs import Job
    from migrator.verification.modern.side import ModernSide
    from migrator.verification.objects import Json, Runtime


def report(job: Job, side: ModernSide, models: Sequence[tuple[Runtime, list[str]]]) -> Json:
    """Find the counterpart of each model of the original, and compare the two."""
    legacy = handover.models_of_the_original(job)
    models = [named for named in models if side.has_graph(named[0]) or side.may_be_built(named[0])]
    pairs = align.pair_models(legacy, [sketch(side, *named) for named in models])
    compared: list[Json | None] = []
    for index, (old, partner) in enumerate(zip(legacy, pairs, strict=True)):
        if partner is None:
            compared.append(None)
            continue
        model, names = models[partner]
        path = Path(job.other) / f"model{index}.npz"
        compared.append(_compared(side, model, old, index, path) | {"names": names})
    return {"models": compared, "extra": len(models) - len([p for p in pairs if p is not None])}


def sketch(side: ModernSide, model: Runtime, names: list[str]) -> Json:
    """Say of a model what its counterpart is found by, also of one that is not built yet."""
    description = side.describe(model) or {"params": None, "outputs": None}
    return {**description, "names": names}


def _compared(side: ModernSide, model: Runtime, old: Json, index: int, path: Path) -> Json:
    try:
        side.build(model, old["inputs"])
        new = side.describe(model)
        if new is None:
            return {"layers": [], "failure": "it was never given an input shape"}
        numbers = {} if "unmeasured" in old else _numbers(side, model, old, new, index, path)
    except Exception as error:  # noqa: BLE001 - one model that cannot run must not hide others
        return {"layers": [], "failure": brief(error)}
    return new | numbers


def _numbers(
    side: ModernSide, model: Runtime, old: Json, new: Json, index: int, path: Path
) -> Json:
    """Give the model the weights of its counterpart and compare what they compute."""
    draws.common(legacy=False)
    side.budget.close()
    with np.load(path) as stored:
        comparison = Comparison(side, model, old, new, index, dict(stored))
    numbers.compare(comparison)
    training.compare(comparison)
    return comparison.told()
