"""The worker: imports one Keras, once, and forks a child for each job.

Nothing of TensorFlow may run here before a fork: a child has only the thread that forked it. What
the worker says on its standard output is a line of JSON each: `ready`, `started` and `ended`.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.verification.children import runner
from migrator.verification.children.jobs import Job, Kind
from migrator.verification.confinement import sandbox, scratch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.verification.objects import Json

_POLL = 0.02
_MEASURING = 0.25
_INPUT, _OUTPUT = 0, 1


@dataclass
class Child:
    """A running job."""

    job: Job
    deadline: float
    room: int  # bytes that its folder may hold
    measure_at: float = 0.0  # when to look how much its folder holds
    why: str = ""  # it is to be killed

    def judge(self) -> None:
        """Decide whether it must end: for the time it takes, or the disk."""
        now = time.monotonic()
        if now > self.deadline:
            self.why = self.why or "Timeout"
        elif now > self.measure_at:
            if scratch.holds_more_than(Path(self.job.folder), self.room):
                self.why = "DiskFull"
            took = time.monotonic() - now
            self.measure_at = now + max(_MEASURING, 10 * took)  # there may be very many files


def main(side: str, version: str, keras: str) -> None:
    """Serve the jobs whose files are named on the standard input, until that ends."""
    answers = os.dup(_OUTPUT)
    os.dup2(2, _OUTPUT)  # what imports print must not be taken for an answer
    prepared = runner.prepare(Kind("legacy" if side == "legacy" else "modern", version, keras))
    gc.collect()
    gc.freeze()  # so that collecting in a child does not copy all memory
    _Server(prepared, answers).serve()


class _Server:
    def __init__(self, prepared: runner.Prepared, answers: int) -> None:
        self._prepared = prepared
        self._answers = answers
        self._pid = os.getpid()
        self._children: dict[int, Child] = {}

    def serve(self) -> None:
        self._say({"ready": os.getpid()})
        for path in self._requests():
            if path:
                self._start(Job.read(path))
            self._reap()
        for pid in self._children:
            _kill(pid)

    def _requests(self) -> Iterator[str]:
        """Yield what was asked for, and in between, while there are children, nothing."""
        pending = b""
        while True:
            ready, _, _ = select.select([_INPUT], [], [], _POLL if self._children else None)
            if not ready:
                yield ""
                continue
            received = os.read(_INPUT, 1 << 16)
            if not received:
                return
            *lines, pending = (pending + received).split(b"\n")
            yield from (json.loads(line) for line in lines)

    def _start(self, job: Job) -> None:
        pid = os.fork()
        if pid == 0:
            self._be_a_child(job)
        room = scratch.room(Path(job.folder), job.disk)
        self._children[pid] = Child(job, time.monotonic() + job.patience, room)
        self._say({"started": job.folder, "pid": pid})

    def _be_a_child(self, job: Job) -> None:
        """Run the job in the forked process, which ends here whatever happens."""
        try:
            os.setsid()
            sandbox.die_with(self._pid)
            os.close(self._answers)
            nothing = os.open(os.devnull, os.O_RDONLY)
            output = os.open(job.output, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            for target, source in ((_INPUT, nothing), (_OUTPUT, output), (2, output)):
                os.dup2(source, target)
            runner.run(self._prepared, job)
        except BaseException:  # noqa: BLE001 - whatever it is, the parent reads it in the output
            traceback.print_exc()
        finally:
            os._exit(1)  # `run` has left with 0, unless it could not

    def _reap(self) -> None:
        for pid, child in list(self._children.items()):
            child.judge()
            if child.why:
                _kill(pid)
            # WNOWAIT leaves a zombie, so that its group cannot have become another's.
            if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                _kill(pid)
                _, status = os.waitpid(pid, 0)
                code = os.waitstatus_to_exitcode(status)
                del self._children[pid]
                self._say({"ended": child.job.folder, "code": code, "why": child.why})

    def _say(self, what: Json) -> None:
        os.write(self._answers, json.dumps(what).encode() + b"\n")


def _kill(leader: int) -> None:
    """Kill a job and whatever it started, as long as that stayed in its group."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:  # it has not come to be the leader of a group yet
        os.kill(leader, signal.SIGKILL)
    except PermissionError:  # macOS says so of a group of zombies
        pass
