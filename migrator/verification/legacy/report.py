"""What the legacy child reports: the models of the original, what they are and compute."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification.legacy import training
from migrator.verification.legacy.eager_runs import EagerRuns
from migrator.verification.legacy.numbers import Measurement
from migrator.verification.script import draws
from migrator.verification.script.running import brief

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.verification.children.jobs import Job
    from migrator.verification.legacy.side import LegacySide
    from migrator.verification.objects import Json, Runtime


def report(job: Job, side: LegacySide, models: Sequence[tuple[Runtime, list[str]]]) -> Json:
    """Describe each model, and measure it if the job asks for that."""
    described: list[Json] = []
    shapeless: list[str] = []
    broken: list[str] = []
    for model, names in models:
        try:
            description = side.describe(model)
        except Exception as error:  # noqa: BLE001 - Keras 0 computes shapes and outputs only when asked
            broken.append(f"{type(model).__name__}: {brief(error)}")
            continue
        if description is None:
            shapeless.append(type(model).__name__)
            continue
        description.update({"names": names, "name": getattr(model, "name", "")})
        index = len(described)
        described.append(description)
        if job.measure:
            try:
                _measure(side, model, description, index, Path(job.folder) / f"model{index}.npz")
            except Exception as error:  # noqa: BLE001 - one model that cannot run must not hide others
                description["unmeasured"] = brief(error)
    return {"models": described, "shapeless": shapeless, "broken": broken}


def _measure(side: LegacySide, model: Runtime, description: Json, index: int, path: Path) -> None:
    """Run the model on common numbers; save what it computes, and note the rest."""
    if isinstance(side.runs, EagerRuns):
        draws.common(legacy=True)
    side.budget.close()
    found = Measurement(side, model, description, index)
    found.run()
    training.measure(found)
    np.savez(path, allow_pickle=False, **found.arrays)
