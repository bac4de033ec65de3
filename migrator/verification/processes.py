"""Start children and make sure that they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from migrator.verification import sandbox

if TYPE_CHECKING:
    from migrator.verification.jobs import Job
    from migrator.verification.objects import Json

#: Imports the runner without `migrator/__init__`, so that nothing of the engine is in the witness.
_BOOTSTRAP = """
import sys, types
migrator = sys.modules["migrator"] = types.ModuleType("migrator")
migrator.__path__ = [sys.argv[1]]
from migrator.verification.runner import main
main(sys.argv[2])
"""
_POLL = 0.05
_IMPORTING = (
    60.0  # seconds that TensorFlow may take to import on a busy machine, on top of the job's
)
_LAST_WORDS = 300


class Child:
    """One side, running; killed at the end of its `with` block."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._output = Path(job.folder) / "output.txt"
        package = str(Path(__file__).parents[1])
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-c", _BOOTSTRAP, package, str(job.write())],
                env=sandbox.environment(Path(job.folder) / "home"),
                cwd=job.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def __enter__(self) -> Self:
        """Return the child, already running."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the child and whatever it started."""
        self.kill()

    def report(self) -> Json:
        """Wait for the child's report; where it leaves none, write one that says how it died."""
        deadline = time.monotonic() + self.job.timeout + _IMPORTING
        while self._process.poll() is None and time.monotonic() < deadline:
            time.sleep(_POLL)
        if not self.job.report.exists():
            stop = {"kind": self._death(), "message": self._last_words(), "line": None}
            report = {"models": [], "stop": stop, "stubbed": []}
            self.job.report.write_text(json.dumps(report), encoding="utf-8")
        return json.loads(self.job.report.read_text(encoding="utf-8"))

    def kill(self) -> None:
        """End the child and whatever it started."""
        if self._process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.wait()

    def _death(self) -> str:
        code = self._process.poll()
        if code is None:
            return "Timeout"
        return f"killed by signal {-code}" if code < 0 else f"exit code {code}"

    def _last_words(self) -> str:
        text = self._output.read_text(encoding="utf-8", errors="replace")
        return " ".join(text[-_LAST_WORDS:].split())
