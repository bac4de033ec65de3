"""Convert a weight file of a legacy Keras for the migrated model, and prove it by predictions.

`files` reads what the old file says of itself, `fit` says where it and a model part, `theano` turns
kernels. `legacy` and `modern` run in the two children; `conversion` is the parent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.verification.children import handover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.verification.children.jobs import Job
    from migrator.verification.objects import Json, Runtime


def carry(job: Job, side: Runtime, models: Sequence[tuple[Runtime, list[str]]]) -> Json:
    """Do one side's part in its child, and report as for a comparison."""
    # The children have h5py; a parent that only verifies may not.
    from migrator.verification.weights import legacy, modern  # noqa: PLC0415
    from migrator.verification.weights.files import UnsuitableError  # noqa: PLC0415

    try:
        if job.side == "legacy":
            return legacy.load(job, side, models) if models else {"models": []}
        described = handover.models_of_the_original(job)
        return {"models": [modern.save(job, side, models, old) for old in described]}
    except UnsuitableError as error:
        return {"models": [], "unsuitable": str(error)}
