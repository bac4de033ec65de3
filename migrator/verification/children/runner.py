"""The child process: runs one side of a job, from importing its Keras to leaving a report."""

from __future__ import annotations

import importlib
import os
import random
import sys
import tempfile
import traceback
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.verification import builds
from migrator.verification.children import handover
from migrator.verification.children.jobs import Job, Kind, report_in
from migrator.verification.children.making import Making
from migrator.verification.confinement import sandbox, scratch
from migrator.verification.confinement.integrity import Fingerprint
from migrator.verification.script import beside
from migrator.verification.script.observe import Observer
from migrator.verification.script.running import Script, Stop
from migrator.verification.script.stubs import StubFinder
from migrator.verification.script.training import Budget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from migrator.verification.children.making import Named
    from migrator.verification.legacy.side import LegacySide
    from migrator.verification.modern.side import ModernSide
    from migrator.verification.objects import Json, Runtime

    Report = Callable[[Job, Runtime, Sequence[Named]], Json]

_OFTEN_IMPORTED = (
    "h5py",
    "keras.applications",
    "keras.callbacks",
    "keras.layers",
    "keras.preprocessing.image",
    "keras.preprocessing.sequence",
    "keras.preprocessing.text",
    "keras.utils",
    "migrator.verification.script.datasets",
    "migrator.verification.script.standins",
)
_SEED = 20150327  # any; it is the day of Keras's first commit
_TAMPERED = Stop("Tampering", "the file replaces functions of kmigrate's that measure it", None)


@dataclass(frozen=True)
class Prepared:
    """A process that has imported its Keras and knows of no file yet.

    report: says what the models that a file made are and compute. failure: why there is no side.
    """

    observer: Observer
    finder: StubFinder
    side: LegacySide | ModernSide | None = None
    report: Report | None = None
    failure: Stop | None = None


def main(path: str) -> None:
    """Run the job in this file, in a process of its own."""
    job = Job.read(path)
    run(prepare(job.kind), job)


def prepare(kind: Kind) -> Prepared:
    """Import the Keras of this kind, and replace in it what a script must not reach."""
    observer, budget, finder = Observer(), Budget(), StubFinder()
    sys.meta_path.append(finder)
    try:
        side, report = _side(kind, observer, budget)
        _import_what_files_import()
    except Exception as error:  # noqa: BLE001 - whoever asks for a job must hear of it
        return Prepared(observer, finder, failure=_internal(error))
    return Prepared(observer, finder, side, report)


def run(prepared: Prepared, job: Job) -> None:
    """Leave the report of a job, whatever happens, and end this process."""
    work = Path(job.folder) / "work"
    work.mkdir(exist_ok=True)
    os.chdir(work)
    sys.path[0] = str(work)
    for name in ("HOME", "USERPROFILE", "TMPDIR"):
        os.environ[name] = str(job.home)
    tempfile.tempdir = str(work)  # what was found before the sandbox is out of its reach
    _seed()
    sandbox.limit(job.memory_gb, job.timeout, scratch.room(work, job.disk))
    report = handover.begin(job.report)
    ours = Fingerprint()
    try:
        told = _run(prepared, job)
    except Exception as error:  # noqa: BLE001 - the parent must hear of it
        told = {"models": [], "stop": asdict(_internal(error)), "version": job.version}
    if not ours.still_holds():
        told = {"models": [], "stop": asdict(_TAMPERED), "version": job.version}
    handover.finish(report, job.seal, told)
    with suppress(Exception):  # the script may have replaced or closed it
        sys.stdout.flush()
    os._exit(0)  # threads and exit handlers of the script are not waited for


def _seed() -> None:
    """Have initial weights drawn alike in every run: chance must not decide what is told."""
    random.seed(_SEED)
    importlib.import_module("numpy").random.seed(_SEED)
    importlib.import_module("tensorflow").random.set_seed(_SEED)


def _internal(error: Exception) -> Stop:
    where = traceback.extract_tb(error.__traceback__)[-1]
    message = f"{error} ({Path(where.filename).name}:{where.lineno})"
    return Stop(type(error).__name__, message, None)


def _run(prepared: Prepared, job: Job) -> Json:
    side, report = prepared.side, prepared.report
    if side is None or report is None:
        return {
            "models": [],
            "version": job.version,
            "stop": prepared.failure and asdict(prepared.failure),
        }
    script = Script(job)
    prepared.finder.serve(script.sources)
    side.prefer(channels_first=job.channels_first)
    remarks: dict[str, None] = {}
    _replace_outside(script, side, remarks)

    def refused(what: str) -> None:
        if script.is_running():
            remarks[f"the sandbox refused {what}"] = None

    weakness = sandbox.fence(Path(job.folder), _needed(job), refused)
    if weakness:
        remarks[weakness] = None
    making = Making(job, script, side, prepared.observer)
    models, stop = making.make()
    told = (_weights if job.weights else report)(job, side, models)
    return told | {
        "invented": making.invented,
        "failed": {expression: asdict(one) for expression, one in making.failed.items()},
        "version": job.version,
        "stop": stop and asdict(stop),
        "passed": [asdict(one) for one in script.passed],
        "stubbed": list(prepared.finder.stubbed),
        "remarks": list(remarks),
        "needing_arguments": builds.needing_arguments(job.source),
    }


def _needed(job: Job) -> list[Path]:
    """Return what the job reads besides Python and its packages."""
    beside_it = [Path(job.beside)] if job.beside else []
    if job.side == "legacy":
        return [Path(job.keras), *beside_it]
    return [Path(job.other), report_in(job.other), *beside_it]


def _side(kind: Kind, observer: Observer, budget: Budget) -> tuple[LegacySide | ModernSide, Report]:
    # Each imports its own Keras: neither may see the other's.
    if kind.side == "modern":
        from migrator.verification.modern.report import report as modern  # noqa: PLC0415
        from migrator.verification.modern.side import ModernSide  # noqa: PLC0415

        return ModernSide(observer, budget), modern
    from migrator.verification.legacy.report import report as legacy  # noqa: PLC0415

    if kind.version.startswith("0."):
        from migrator.verification.legacy.keras0_side import Keras0Side  # noqa: PLC0415

        return Keras0Side(kind, observer, budget), legacy
    from migrator.verification.legacy.side import LegacySide  # noqa: PLC0415

    return LegacySide(kind, observer, budget), legacy


def _import_what_files_import() -> None:
    """Import it once, before any file does: a fork has it for nothing."""
    for name in _OFTEN_IMPORTED:
        with suppress(ImportError):
            importlib.import_module(name)


def _replace_outside(
    script: Script, side: LegacySide | ModernSide, remarks: dict[str, None]
) -> None:
    from migrator.verification.script import (  # noqa: PLC0415 - they import NumPy
        command_line,
        compiling,
        datasets,
        given_weights,
        standins,
    )

    datasets.install(side.channels_first)
    standins.install(script.sources, remarks)
    if not script.job.argv:
        command_line.install(remarks)
    if script.job.beside:
        beside.serve(script.job.beside)
    compiling.forgive(side.model_kinds, remarks)
    given_weights.leave_out_stand_ins(side.layer_kinds, remarks)
    side.budget.kept.serve(remarks)


def _weights(job: Job, side: Runtime, models: Sequence[Named]) -> Json:
    from migrator.verification.weights import carry  # noqa: PLC0415 - it imports h5py

    return carry(job, side, models)
