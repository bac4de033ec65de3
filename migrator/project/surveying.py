"""Files surveyed for what they tell the others of their project, in several processes if many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from migrator.errors import SourceError
from migrator.facts import Facts
from migrator.options import Options

if TYPE_CHECKING:
    from migrator.engine.across import Place, Survey
    from migrator.project.parallel import Workers

_WORTH_A_POOL = 50  # fewer surveys are done sooner than other processes have started
_CHUNK = 16


@dataclass(frozen=True)
class Job:
    """One file to survey. facts: what is known of the others by then."""

    data: bytes
    place: Place
    facts: Facts | None = None


def survey_all(jobs: Sequence[Job], workers: Workers) -> Iterator[Survey]:
    """Yield the surveys of those files that tell something, in order."""
    if workers.jobs == 1 or len(jobs) < _WORTH_A_POOL:
        found: Iterator[Survey | None] = map(survey_one, jobs)
    else:
        found = workers.processes.map(survey_one, jobs, _CHUNK)
    yield from (survey for survey in found if survey is not None)


def survey_one(job: Job) -> Survey | None:
    """Survey one file; one that is no Python tells nothing."""
    from migrator.engine.across import survey  # noqa: PLC0415 - only where there is Keras
    from migrator.knowledge import LIBRARY  # noqa: PLC0415 - as above

    try:
        if job.place.path.endswith(".ipynb"):
            return _converted(job)
        return survey(job.data, job.place, LIBRARY, job.facts)
    except SourceError:
        return _converted(job)
    except Exception:  # noqa: BLE001 - the same bug is reported where the file is migrated
        return None


def _converted(job: Job) -> Survey | None:
    """Survey a notebook, or a file of Python 2."""
    from migrator.engine.across import survey  # noqa: PLC0415 - as above
    from migrator.knowledge import LIBRARY  # noqa: PLC0415 - as above
    from migrator.sources import python_3  # noqa: PLC0415 - few files need it

    try:
        options = Options(py2="syntax")
        made = python_3(job.data, LIBRARY, filename=job.place.path, options=options)
        return survey(made.text, replace(job.place, name=made.name), LIBRARY, job.facts)
    except Exception:  # noqa: BLE001 - as above
        return None
