"""Files surveyed for what they tell the others of their project, in several processes if many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from migrator.errors import SourceError
from migrator.facts import Facts
from migrator.frozen import frozen
from migrator.options import Options
from migrator.project import bugs

if TYPE_CHECKING:
    from migrator.engine.across import Place, Survey
    from migrator.project.kept import Kept
    from migrator.project.outcome import Failure
    from migrator.project.parallel import Workers

_WORTH_A_POOL = 50  # fewer surveys are done sooner than other processes have started
_CHUNK = 16


@frozen
class Job:
    """One file to survey. facts: what is known of the others by then."""

    data: bytes
    place: Place
    facts: Facts | None = None


@frozen
class Unsurveyed:
    """A file that kmigrate could not survey, because of a bug of its own."""

    path: str
    failure: Failure


def survey_all(jobs: Sequence[Job], workers: Workers) -> Iterator[Survey | Unsurveyed]:
    """Yield the surveys of those files that tell something, in order."""
    if workers.jobs == 1 or len(jobs) < _WORTH_A_POOL:
        surveyed = partial(survey_one, kept=workers.kept)
        found: Iterator[Survey | Unsurveyed | None] = map(surveyed, jobs)
    else:
        found = workers.processes.map(survey_one, jobs, _CHUNK)
    yield from (survey for survey in found if survey is not None)


def survey_one(job: Job, kept: Kept | None = None) -> Survey | Unsurveyed | None:
    """Survey one file; one that is no Python tells nothing."""
    try:
        return _surveyed(job, kept)
    except SourceError:
        return None
    except Exception as error:  # noqa: BLE001 - a bug with one file must not stop the others
        return Unsurveyed(job.place.path, bugs.failure(error))


def _surveyed(job: Job, kept: Kept | None) -> Survey:
    """Survey Python, a notebook, or a file of Python 2."""
    from migrator.engine import analysed  # noqa: PLC0415 - only where there is Keras
    from migrator.engine.across import survey  # noqa: PLC0415 - as above
    from migrator.knowledge import LIBRARY  # noqa: PLC0415 - as above

    if not job.place.path.endswith(".ipynb"):
        with suppress(SourceError):
            found = analysed(job.data, LIBRARY, job.facts)
            if kept is not None and job.facts is None:
                kept.keep(job.data, found)
            return survey(found, job.place, LIBRARY)
    from migrator.sources import python_3  # noqa: PLC0415 - few files need it

    made = python_3(job.data, LIBRARY, filename=job.place.path, options=Options())
    found = analysed(made.text, LIBRARY, job.facts)
    return survey(found, replace(job.place, name=made.name), LIBRARY)
