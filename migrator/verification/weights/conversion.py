"""In the parent: run both sides on one weight file, judge, and publish what is proved."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from migrator.errors import SourceError, UsageError
from migrator.verification import compare
from migrator.verification.children import handover
from migrator.verification.children.jobs import OldWeights
from migrator.verification.confinement.scratch import scratch_folder
from migrator.verification.results import Verification
from migrator.verification.verifier import Plan, run_both

if TYPE_CHECKING:
    from migrator.verification.objects import Json
    from migrator.verification.results import Settings

Backend: TypeAlias = Literal["theano", "tensorflow"]
_ENDING = ".weights.h5"  # the only one that Keras 3 writes and reads weights with


class WeightsError(SourceError):
    """A weight file that cannot be converted: it does not fit, or a side cannot be built."""

    kind = "weights"


@dataclass(frozen=True)
class Model:
    """One version of the source of the model. builder: the expression that makes it, or empty."""

    source: str
    builder: str = ""


@dataclass(frozen=True)
class Request:
    """What is to be converted, and how.

    old, new: the file there is and the one to write. backend: what the weights were trained on,
    where the file does not say. force: whether `new` may be overwritten.
    """

    old: Path
    new: Path
    by_name: bool = False
    backend: Backend | None = None
    force: bool = False


@dataclass(frozen=True)
class Conversion:
    """What became of it. The new file is written only if `verification` says equal.

    backend: what the weights were trained on; None where it makes no difference. notes: what the
    owner of the file should know.
    """

    verification: Verification
    keras_version: str | None
    backend: Backend | None
    notes: tuple[str, ...]


def check(request: Request) -> None:
    """Refuse what cannot end well, before anything is built.

    Raises:
        UsageError: the old file is not there, or the new one is, or has another ending.
    """
    if not request.old.is_file():
        raise UsageError(f"There is no file {request.old}.")
    if not request.new.name.endswith(_ENDING):
        raise UsageError(f"Keras 3 wants weights in a file that ends in {_ENDING}: {request.new}.")
    if not request.new.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {request.new.parent} to write to.")
    _refuse_to_overwrite(request)


def convert(
    original: Model, migrated: Model, request: Request, *, filename: str, settings: Settings
) -> Conversion:
    """Convert the file, if the migrated model predicts with the new one what the original did.

    Raises:
        UsageError: as of `check`.
        WeightsError: the file cannot be converted; nothing was written.
        LegacyUnavailable: the legacy Keras can be had neither from the cache nor from an index.
    """
    check(request)
    named = (original.builder,) if original.builder else ()
    plan = Plan.of(original.source, filename, replace(settings, builds=(*settings.builds, *named)))
    if isinstance(plan, str):
        raise WeightsError(f"The original is {plan}.")
    with scratch_folder() as folder:
        old, new = _run(plan, original, migrated, request, folder)
        verification = compare.verdict(old, new)
        if verification.status == "equal":
            _publish(folder / "modern" / "new.weights.h5", request)
    told = old["weights"]
    return Conversion(verification, told["keras_version"], told["backend"], tuple(told["notes"]))


def _run(
    plan: Plan, original: Model, migrated: Model, request: Request, folder: Path
) -> tuple[Json, Json]:
    legacy = plan.job("legacy", original.source, folder / "legacy")
    modern = plan.job("modern", migrated.source, folder / "modern")
    copy = folder / "legacy" / "old.h5"
    shutil.copyfile(request.old, copy)
    weights = OldWeights(str(copy), original.builder, request.by_name, request.backend)
    legacy = replace(legacy, weights=weights)
    modern = replace(modern, weights=replace(weights, builder=migrated.builder))
    if migrated.builder:
        modern = replace(modern, builds=(migrated.builder,))
    old, new = run_both(legacy, replace(modern, other=legacy.folder))
    for report, told in ((old, request.old), (new, request.new)):
        if "unsuitable" in report:
            raise WeightsError(f"{told}: {report['unsuitable']}.")
    if not old["models"]:
        raise WeightsError(compare.verdict(old, new).reason)
    return old, new


def _publish(written: Path, request: Request) -> None:
    """Give the file its name whole or not at all; the old file may be on another disk."""
    with tempfile.TemporaryDirectory(
        dir=request.new.absolute().parent, prefix=".kmigrate-"
    ) as near:
        draft = Path(near) / "draft"
        with handover.open_regular(written) as source, draft.open("wb") as target:
            shutil.copyfileobj(source, target)
        _refuse_to_overwrite(request)
        draft.replace(request.new)


def _refuse_to_overwrite(request: Request) -> None:
    if request.new.exists() and not request.force:
        raise UsageError(f"{request.new} is there already; --force overwrites it.")
