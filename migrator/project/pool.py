"""Those that migrate files: processes, one of which may die without harm to the others; threads."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Literal, Self, TypeVar

from migrator import migrate
from migrator.project.kept import Kept
from migrator.project.outcome import Failure, Outcome
from migrator.project.process import Task, process

T = TypeVar("T")
R = TypeVar("R")
_TOGETHER = 15  # tasks, and one more, that make a batch: a run starts with smaller ones
_SAMPLE = """\
from keras.models import Sequential
from keras.layers import Dense
model = Sequential()
model.add(Dense(output_dim=2, input_dim=3))
model.fit(x, y, nb_epoch=1)
"""  # of the forms that most files have: what few need is imported where it is, also side by side
_kept: Kept | None = None  # what the parent has found out of the files that this one migrates


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
            from migrator.verification.children import workers  # noqa: PLC0415 - it has been imported by now

            workers.stop()
        self._executor.shutdown(cancel_futures=True)

    def start(self, task: Task) -> Callable[[], Outcome]:
        """Hand a task to the next thread that is free; return what waits for it."""
        return self._executor.submit(process, task).result


@dataclass
class _Batch:
    """Tasks that are handed to one process together: each errand costs as much as a small file."""

    tasks: list[Task] = field(default_factory=list)
    future: Future[list[Outcome]] | None = None


class Processes:
    """Up to `jobs` processes."""

    def __init__(self, jobs: int, kept: Kept) -> None:
        self._jobs = jobs
        self._kept = kept
        self._executor = _executor(jobs, kept)
        self._lone: ProcessPoolExecutor | None = None
        self._batch = _Batch()
        self._sent = 0

    def start(self, task: Task) -> Callable[[], Outcome]:
        """Hand a task to the next process that is free; return what waits for it."""
        batch, index = self._batch, len(self._batch.tasks)
        batch.tasks.append(task)
        if len(batch.tasks) > min(self._sent, _TOGETHER):  # the first are soon done
            self._send()
        return lambda: self._finish(batch, index)

    def map(self, work: Callable[[T], R], items: Sequence[T], chunk: int) -> Iterator[R]:
        """Do something with each item, and yield the results in order.

        If a process dies, what was not finished is left out: whoever comes to the file that killed
        it says so.
        """
        found = self._sound(lambda executor: executor.map(work, items, chunksize=chunk))
        with contextlib.suppress(BrokenProcessPool):
            yield from found

    def _send(self) -> None:
        batch, self._batch = self._batch, _Batch()
        self._sent += 1
        batch.future = self._sound(lambda executor: executor.submit(_process, batch.tasks))

    def _sound(self, hand_over: Callable[[ProcessPoolExecutor], R]) -> R:
        """Hand something to the processes; to new ones, if one has died."""
        try:
            return hand_over(self._executor)
        except BrokenProcessPool:
            self._executor.shutdown()
            self._executor = _executor(self._jobs, self._kept)
            return hand_over(self._executor)

    def _finish(self, batch: _Batch, index: int) -> Outcome:
        """Wait for a task; if a process died meanwhile, try it alone to see whose fault it was."""
        if batch is self._batch:
            self._send()
        assert batch.future is not None  # noqa: S101 - it has been sent
        try:
            return batch.future.result()[index]
        except BrokenProcessPool:
            return self._alone(batch.tasks[index])

    def __enter__(self) -> Self:
        """Return the processes, which start when there is something to do."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the processes; what they have not begun is forgotten."""
        self._executor.shutdown(cancel_futures=True)
        if self._lone:
            self._lone.shutdown()

    def _alone(self, task: Task) -> Outcome:
        self._lone = self._lone or _executor(1, self._kept)
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


def _process(tasks: list[Task]) -> list[Outcome]:
    return [process(task, _kept) for task in tasks]


def _executor(jobs: int, kept: Kept) -> ProcessPoolExecutor:
    context = multiprocessing.get_context(_how_to_start())
    if context.get_start_method() == "fork":
        _make_ready()
        return ProcessPoolExecutor(jobs, context, _begin, (kept,))
    return ProcessPoolExecutor(jobs, context, _begin)


def _how_to_start() -> Literal["fork", "spawn"]:
    """Fork where that is safe, on Linux and with no thread beside: all is imported already then."""
    alone = threading.active_count() == 1
    return "fork" if sys.platform == "linux" and alone else "spawn"


def _make_ready() -> None:
    """Import and make, before the processes fork, what each of them would have to."""
    migrate(_SAMPLE)
    gc.freeze()  # so that no search for garbage copies what they share


def _begin(kept: Kept | None = None) -> None:
    """Leave interrupts to the parent, and do not outlive it, however it ends."""
    global _kept  # noqa: PLW0603 - a process has nothing else that its tasks share
    _kept = kept
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
