"""Files surveyed for what they tell the others of their project, in several processes if many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

from migrator.errors import SourceError
from migrator.facts import Facts
from migrator.options import Options

if TYPE_CHECKING:
    from migrator.engine.across import Place, Survey

_WORTH_A_POOL = 200  # fewer surveys are done sooner than other processes have started
_CHUNK = 16


@dataclass(frozen=True)
class Job:
    """One file to survey. facts: what is known of the others by then."""

    data: bytes
    place: Place
    facts: Facts | None = None


def survey_all(jobs: Sequence[Job], processes: int) -> Iterator[Survey]:
    """Yield the surveys of those files that tell something, in order."""
    if processes == 1 or len(jobs) < _WORTH_A_POOL:
        found = map(survey_one, jobs)
        yield from (survey for survey in found if survey is not None)
        return
    from migrator.project.pool import executor  # noqa: PLC0415 - most runs need no processes

    with executor(processes) as pool:
        try:
            for survey in pool.map(survey_one, jobs, chunksize=_CHUNK):
                if survey is not None:
                    yield survey
        except BrokenProcessPool:
            return  # the file that killed it tells nothing; whoever migrates it says why


def survey_one(job: Job) -> Survey | None:
    """Survey one file; one that is no Python tells nothing."""
    from migrator.engine.across import survey  # noqa: PLC0415 - only where there is Keras
    from migrator.knowledge import LIBRARY  # noqa: PLC0415 - as above

    try:
        return survey(job.data, job.place, LIBRARY, job.facts)
    except SourceError:
        return _of_python_2(job)
    except Exception:  # noqa: BLE001 - the same bug is reported where the file is migrated
        return None


def _of_python_2(job: Job) -> Survey | None:
    from migrator.engine.across import survey  # noqa: PLC0415 - as above
    from migrator.knowledge import LIBRARY  # noqa: PLC0415 - as above
    from migrator.sources import python_3  # noqa: PLC0415 - few files need it

    try:
        text = python_3(job.data, LIBRARY, Options(py2="syntax"))
        return survey(text, job.place, LIBRARY, job.facts)
    except Exception:  # noqa: BLE001 - as above
        return None
