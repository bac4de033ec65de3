"""Several processes, one order: what comes out does not depend on how many there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, TypeAlias

from migrator.project.outcome import Outcome
from migrator.project.process import Task, process

if TYPE_CHECKING:
    from concurrent.futures import Future

    from migrator.project.pool import Pool

_WORTH_A_POOL = 8  # fewer tasks are done sooner than other processes have started
_AHEAD = 8  # tasks per process that may be ahead of the report, so that memory stays flat
_HELD = 1000  # settled files that may wait behind an unfinished one

Step: TypeAlias = Outcome | Task
_Waiting: TypeAlias = "Outcome | Task | tuple[Task, Future[Outcome]]"


def in_order(steps: Iterable[Step], jobs: int) -> Iterator[Outcome]:
    """Finish the steps, in up to `jobs` processes, and yield their outcomes in order."""
    with ExitStack() as stack:
        queue = _Queue(jobs, stack)
        for step in steps:
            queue.add(step)
            while queue.ready:
                yield queue.next()
        while queue.waiting:
            yield queue.next()


class _Queue:
    """The steps that are not reported yet, and the processes once there is enough for them."""

    def __init__(self, jobs: int, stack: ExitStack) -> None:
        self.waiting: deque[_Waiting] = deque()
        self._jobs = jobs
        self._tasks = 0
        self._pool: Pool | None = None
        self._stack = stack

    def add(self, step: Step) -> None:
        """Queue a step, and start on it if there are processes."""
        self._tasks += isinstance(step, Task)
        self.waiting.append(self._started(step))
        if self._pool is None and self._jobs > 1 and self._tasks >= _WORTH_A_POOL:
            from migrator.project.pool import Pool  # noqa: PLC0415 - most runs need no processes

            self._pool = Pool(self._jobs)
            self._stack.callback(self._pool.stop)
            self.waiting = deque(map(self._started, self.waiting))

    @property
    def ready(self) -> bool:
        """Whether the first in the queue should be finished before more is added."""
        if not self.waiting:
            return False
        held = len(self.waiting) > _HELD or self._tasks > _AHEAD * self._jobs
        return self._jobs == 1 or held or isinstance(self.waiting[0], Outcome)

    def next(self) -> Outcome:
        """Take the first from the queue and finish it."""
        first = self.waiting.popleft()
        if isinstance(first, Outcome):
            return first
        self._tasks -= 1
        if isinstance(first, Task):
            return process(first)
        assert self._pool is not None  # noqa: S101 - it made the future
        return self._pool.finish(*first)

    def _started(self, step: _Waiting) -> _Waiting:
        if self._pool is None or not isinstance(step, Task):
            return step
        return step, self._pool.start(step)
