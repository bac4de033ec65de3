"""Start Pythons of ours, each with one Keras in it, and make sure that they end."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

from migrator.verification.children import handover
from migrator.verification.confinement import sandbox, scratch

if TYPE_CHECKING:
    from migrator.verification.children.jobs import Job, Kind
    from migrator.verification.objects import Json

#: Imports the child's module without `migrator/__init__`, so that the witness has no engine in it.
_BOOTSTRAP = """
import importlib, sys, types
migrator = sys.modules["migrator"] = types.ModuleType("migrator")
migrator.__path__ = [sys.argv[1]]
importlib.import_module("migrator.verification.children." + sys.argv[2]).main(*sys.argv[3:])
"""
_POLL = 0.05
#: Seconds that importing TensorFlow may take on a busy machine, and that ending a child may.
_IMPORTING, _ENDING = 120.0, 30.0


class Lone:
    """A process of its own for one job; ended by `stop`."""

    def __init__(self, job: Job) -> None:
        self.job = job
        with job.output.open("ab") as output:
            self._process = _python(
                ["runner", str(job.write())], job.home, job.folder, output, output
            )

    def report(self) -> Json:
        """Wait for the report; where the process leaves none, write one that says how it died."""
        deadline = time.monotonic() + self.job.patience + _IMPORTING
        while self._process.poll() is None and time.monotonic() < deadline:
            time.sleep(_POLL)
        return _report(self.job, self._process.poll())

    def stop(self) -> None:
        """End the process and whatever it started."""
        _end(self._process)


class Worker:
    """A process that has imported its Keras and forks a child for each job."""

    def __init__(self, kind: Kind) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="kmigrate-worker-"))
        home = self._folder / "home"
        home.mkdir()
        with (self._folder / "output.txt").open("wb") as output:
            self._process = _python(
                ["warm", *kind], home, str(self._folder), subprocess.PIPE, output
            )
        self._running: dict[str, Forked] = {}
        self._lock = threading.Lock()
        self.ready = threading.Event()
        self.alive = True
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def start(self, job: Job) -> Forked:
        """Have a job run in a fork."""
        forked = Forked(self, job)
        with self._lock:
            self._running[job.folder] = forked
            lost = not self.alive
        if lost or not self._ask(str(job.write())):
            forked.lose()
        return forked

    def stop(self) -> None:
        """End the worker and all its children."""
        for forked in list(self._running.values()):
            forked.stop()
        _end(self._process)
        self._listener.join(_ENDING)
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # of what was written for a worker that is gone
                assert pipe is not None  # noqa: S101 - for mypy: both are pipes
                pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _ask(self, path: str) -> bool:
        assert self._process.stdin is not None  # noqa: S101 - for mypy: it is a pipe
        try:
            self._process.stdin.write(json.dumps(path).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            return False
        return True

    def _listen(self) -> None:
        """Hear what the worker says until it ends, then tell all who wait for it."""
        assert self._process.stdout is not None  # noqa: S101 - for mypy: it is a pipe
        for line in self._process.stdout:
            said = json.loads(line)
            if "ready" in said:
                self.ready.set()
            elif "started" in said:
                self._running[said["started"]].pid = said["pid"]
            else:
                with self._lock:
                    forked = self._running.pop(said["ended"])
                forked.end(said["code"], said["why"])
        with self._lock:
            self.alive = False
            lost = list(self._running.values())
        self.ready.set()
        for forked in lost:
            forked.lose()


class Forked:
    """One job in a fork of a worker. Its `stop` kills the child, the worker stays."""

    def __init__(self, worker: Worker, job: Job) -> None:
        self.job = job
        self.pid: int | None = None
        self._worker = worker
        self._ended = threading.Event()
        self._code: int | None = None
        self._why = ""
        self._lost = False

    def end(self, code: int, why: str) -> None:
        """Note how the child ended, and why if it was made to."""
        self._code, self._why = code, why
        self._ended.set()

    def lose(self) -> None:
        """Note that the worker itself has died."""
        self._lost = True
        self._ended.set()

    def report(self) -> Json:
        """Wait for the report; where the child leaves none, write one that says how it died."""
        self._worker.ready.wait(_IMPORTING)
        if not self._ended.wait(self.job.patience + _ENDING):
            self._worker.stop()
        if self._lost and not handover.is_whole(self.job.report):
            return self._alone()
        return _report(self.job, self._code, self._why)

    def stop(self) -> None:
        """Kill the child, if it still runs; after the worker's death nobody else does."""
        if self.pid is not None and (self._lost or not self._ended.is_set()):
            _kill_group(self.pid)

    def _alone(self) -> Json:
        """Run the job again where it can only harm itself: perhaps another killed the worker."""
        self.stop()
        lone = Lone(self.job)
        try:
            return lone.report()
        finally:
            lone.stop()


def _python(
    arguments: list[str], home: Path, folder: str, stdout: IO[bytes] | int, stderr: IO[bytes]
) -> subprocess.Popen[bytes]:
    package = str(Path(__file__).parents[2])
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-c", _BOOTSTRAP, package, *arguments],
        env=sandbox.environment(home),
        cwd=folder,
        stdin=subprocess.PIPE if stdout == subprocess.PIPE else subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        if hasattr(os, "killpg"):
            _kill_group(process.pid)
        else:
            process.kill()
    process.wait()


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):  # it has just ended by itself
        os.killpg(leader, signal.SIGKILL)


def _report(job: Job, code: int | None, why: str = "") -> Json:
    """Return the report that a child left, or write one that says how it died."""
    told = handover.read(job.report, job.seal)
    if told is None:
        kind, said = why or _death(code), handover.last_words(job.output)
        late = f"it was stopped after {job.timeout:.0f} s"
        stop = {"kind": kind, "message": late if kind == "Timeout" else said, "line": None}
        told = {"models": [], "stop": stop, "stubbed": [], "version": job.version}
        if why == "DiskFull":
            scratch.empty(Path(job.folder))  # others need the room meanwhile
        try:
            _leave(job, told)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            stop["kind"] = "DiskFull"  # it has filled all of it before it was looked at
            scratch.empty(Path(job.folder))
            _leave(job, told)
    return told


def _leave(job: Job, told: Json) -> None:
    """Write the report in a child's place: the other side may be waiting for it."""
    with handover.begin(job.report) as report:
        handover.finish(report, job.seal, told)


def _death(code: int | None) -> str:
    if code is None:
        return "Timeout"
    return f"killed by signal {-code}" if code < 0 else f"exit code {code}"
