"""What a child hands to its parent: a sealed report, in a file that the script cannot get at.

The report is opened before the script runs and lies outside the folder that it may write to, so no
link or pipe can take its place. The seal tells the report from what a script left there: it keeps
off the careless, not someone who reads the memory of his own process.
"""

from __future__ import annotations

import json
import operator
import os
import stat
from time import monotonic, sleep
from typing import IO, TYPE_CHECKING

from migrator.verification.children.jobs import report_in

if TYPE_CHECKING:
    from pathlib import Path

    from migrator.verification.children.jobs import Job
    from migrator.verification.objects import Json, Runtime

_LARGEST = 1 << 26  # bytes of a report; that of a model with a thousand layers has a hundredth
_LAST_WORDS = 300
_POLL = 0.05  # seconds
_ORPHANED = 4  # times the timeout
_END = "\n"  # JSON on one line has none inside, so it shows that the report is whole


def begin(report: Path) -> IO[str]:
    """Open the report of a child, which must not have one yet."""
    return report.open("w", encoding="utf-8")


def finish(report: IO[str], seal: str, told: Json) -> None:
    """Write the report and its end."""
    json.dump({**told, "seal": seal}, report, default=_plain)
    report.write(_END)
    report.flush()


def _plain(value: Runtime) -> int | str:
    """NumPy's integers are found in shapes; anything else, arrays too, only has to be readable."""
    try:
        return operator.index(value)
    except TypeError:
        return repr(value)


def is_whole(report: Path) -> bool:
    """Tell whether a report is finished."""
    return tail(report, 1) == _END


def read(report: Path, seal: str) -> Json | None:
    """Return a report that is whole and of this job, else nothing."""
    if not is_whole(report) or report.stat().st_size > _LARGEST:
        return None
    try:
        told = json.loads(report.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) and told.pop("seal", None) == seal else None


def models_of_the_original(job: Job) -> list[Json]:
    """Return what the legacy side says of its models, once it has; the parent keeps the time.

    Raises:
        TimeoutError: it has not finished: the parent must have died.
    """
    told = _original(job)
    return [{**model, "cut_short": bool(told["stop"])} for model in told["models"]]


def _original(job: Job) -> Json:
    """Return the report of the legacy side, once it is there."""
    report = report_in(job.other)
    deadline = monotonic() + _ORPHANED * job.timeout
    while not is_whole(report):
        if monotonic() > deadline:
            raise TimeoutError("the legacy side has not finished")
        sleep(_POLL)  # the real one: to a script, `time.sleep` does nothing
    told: Json = json.loads(report.read_text(encoding="utf-8"))
    return told


def called_in_the_original(job: Job) -> list[str]:
    """Return the expressions with invented arguments that made models on the legacy side.

    Raises:
        TimeoutError: as above.
    """
    return list(_original(job).get("invented", ()))


def last_words(output: Path) -> str:
    """Return the end of what was printed, in one line."""
    return " ".join(tail(output, _LAST_WORDS).split())


def tail(path: Path, length: int) -> str:
    """Return the end of a file, however large it is; of what is no file, nothing."""
    try:
        with open_regular(path) as file:
            file.seek(max(os.fstat(file.fileno()).st_size - length, 0))
            return file.read(length).decode(errors="replace")
    except OSError:
        return ""


def open_regular(path: Path) -> IO[bytes]:
    """Open a file that a stranger may have made: no link is followed, no pipe waited for.

    Raises:
        OSError: it is not there, or it is no regular file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(f"{path} is not a regular file")
    return os.fdopen(descriptor, "rb")
