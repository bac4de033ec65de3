"""Those that migrate files: processes, one of which may die without harm to the others; threads."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Self, TypeVar

from migrator.project.outcome import Failure, Outcome
from migrator.project.process import Task, process

T = TypeVar("T")
R = TypeVar("R")


class Threads:
    """Up to `jobs` threads, for tasks that wait for other processes most of the time."""

    def __init__(self, jobs: int) -> None:
        self._executor = ThreadPoolExecutor(jobs)

    def __enter__(self) -> Self:
        """Return the threads, which start when there is something to do."""
        return self

    def __exit__(self, *error: object) -> None:
        """End the threads; after an error also the processes that they wait for."""
        if error[0] is not None:
            from migrator.verification import workers  # noqa: PLC0415 - it has been imported by now

            workers.stop()
        self._executor.shutdown(cancel_futures=True)

    def start(self, task: Task) -> Future[Outcome]:
        """Hand a task to the next thread that is free."""
        return self._executor.submit(process, task)

    def finish(self, _task: Task, future: Future[Outcome]) -> Outcome:
        """Wait for a task."""
        return future.result()


class Processes:
    """Up to `jobs` processes. They are spawned, not forked: so it is the same on every system."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._executor = _executor(jobs)
        self._lone: ProcessPoolExecutor | None = None

    def start(self, task: Task) -> Future[Outcome]:
        """Hand a task to the next process that is free."""
        try:
            return self._executor.submit(process, task)
        except BrokenProcessPool:
            self._executor.shutdown()
            self._executor = _executor(self._jobs)
            return self._executor.submit(process, task)

    def finish(self, task: Task, future: Future[Outcome]) -> Outcome:
        """Wait for a task; if a process died meanwhile, try it alone to see whose fault it was."""
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(task)

    def __enter__(self) -> Self:
        """Return the processes, which start when there is something to do."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the processes; what they have not begun is forgotten."""
        self._executor.shutdown(cancel_futures=True)
        if self._lone:
            self._lone.shutdown()

    def _alone(self, task: Task) -> Outcome:
        self._lone = self._lone or _executor(1)
        try:
            return self._lone.submit(process, task).result()
        except BrokenProcessPool:
            self._lone.shutdown()
            self._lone = None
            message = (
                "The process that migrated this file died, perhaps for want of memory."
                " The file is as it was. Please report this with the file."
            )
            return Outcome(task.path, "failed", error=Failure("internal", message))


def in_processes(work: Callable[[T], R], items: Iterable[T], jobs: int, chunk: int) -> Iterator[R]:
    """Do something with each item, and yield the results in order.

    If a process dies, what was not finished is left out: whoever comes to the file that killed it
    says so.
    """
    with _executor(jobs) as pool, contextlib.suppress(BrokenProcessPool):
        yield from pool.map(work, items, chunksize=chunk)


def _executor(jobs: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, context, _leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
