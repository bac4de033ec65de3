"""The processes that jobs run in: one worker for each kind of Keras, shared by all files."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading
from typing import TYPE_CHECKING

from migrator.verification.children.processes import Lone, Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.verification.children.jobs import Job, Kind
    from migrator.verification.children.processes import Forked

#: macOS can fork, but its own libraries forbid to use them then.
CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"

_workers: dict[Kind, Worker] = {}
_lock = threading.Lock()


@contextlib.contextmanager
def running(job: Job) -> Iterator[Forked | Lone]:
    """Run a job for the time of a `with` block: in a fork of a worker, or in its own process."""
    started = _worker(job.kind).start(job) if CAN_FORK else Lone(job)
    try:
        yield started
    finally:
        started.stop()


def _worker(kind: Kind) -> Worker:
    with _lock:
        worker = _workers.get(kind)
        if worker is None or not worker.alive:
            if worker is not None:
                worker.stop()
            worker = _workers[kind] = Worker(kind)
        return worker


@atexit.register
def stop() -> None:
    """End all workers."""
    with _lock:
        while _workers:
            _, worker = _workers.popitem()
            worker.stop()
