"""Several at once, one order: what comes out does not depend on how many there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias

from migrator.project.outcome import Outcome
from migrator.project.process import Task, process

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

_WORTH_A_POOL = 8  # fewer tasks are done sooner than other processes have started
_PROOFS_WORTH_A_POOL = 2
_AHEAD = 8  # tasks per process that may be ahead of the report, so that memory stays flat
_HELD = 1000  # settled files that may wait behind an unfinished one

Step: TypeAlias = Outcome | Task
_Waiting: TypeAlias = "Outcome | Task | tuple[Task, Future[Outcome]]"


class Pool(Protocol):
    """Those that finish tasks, started by `with`; an error ends them at once."""

    def __enter__(self) -> Self:
        """Return the pool."""

    def __exit__(self, *error: object) -> None:
        """End what has been started."""

    def start(self, task: Task) -> Future[Outcome]:
        """Hand a task to the next that is free."""

    def finish(self, task: Task, future: Future[Outcome]) -> Outcome:
        """Wait for a task."""


def in_order(steps: Iterable[Step], jobs: int, *, prove: bool = False) -> Iterator[Outcome]:
    """Finish the steps, up to `jobs` at once, and yield their outcomes in order.

    prove: whether tasks mostly wait for the processes of a proof; then threads are enough.
    """
    with ExitStack() as stack:
        queue = _Queue(jobs, lambda: stack.enter_context(_pool(jobs, prove=prove)), prove=prove)
        for step in steps:
            if isinstance(step, Outcome) and not queue.waiting:
                yield step
                continue
            queue.add(step)
            while queue.ready:
                yield queue.next()
        while queue.waiting:
            yield queue.next()


def _pool(jobs: int, *, prove: bool) -> Pool:
    from migrator.project.pool import Processes, Threads  # noqa: PLC0415 - most runs need neither

    return Threads(jobs) if prove else Processes(jobs)


class _Queue:
    """The steps that are not reported yet, and the pool once there is enough for one."""

    def __init__(self, jobs: int, pool: Callable[[], Pool], *, prove: bool) -> None:
        self.waiting: deque[_Waiting] = deque()
        self._jobs = jobs
        self._worth = _PROOFS_WORTH_A_POOL if prove else _WORTH_A_POOL
        self._tasks = 0
        self._pool: Pool | None = None
        self._make_pool = pool

    def add(self, step: Step) -> None:
        """Queue a step, and start on it if there is a pool."""
        self._tasks += isinstance(step, Task)
        self.waiting.append(self._started(step))
        if self._pool is None and self._jobs > 1 and self._tasks >= self._worth:
            self._pool = self._make_pool()
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
