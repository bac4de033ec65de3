"""Several at once, one order: what comes out does not depend on how many there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias

from migrator.project.kept import Kept
from migrator.project.outcome import Outcome
from migrator.project.process import Task, process

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.project.pool import Processes, Threads

_WORTH_A_POOL = 8  # fewer tasks are done sooner than other processes have started
_PROOFS_WORTH_A_POOL = 2
_AHEAD = 32  # tasks per process that may be ahead of the report, so that memory stays flat
_HELD = 1000  # settled files that may wait behind an unfinished one

Step: TypeAlias = Outcome | Task
_Waiting: TypeAlias = "Outcome | Task | Callable[[], Outcome]"


class Pool(Protocol):
    """Those that finish tasks."""

    def start(self, task: Task) -> Callable[[], Outcome]:
        """Hand a task to the next that is free; return what waits for it."""


class Workers:
    """Those who do the work of one run, started once there is enough of it: `jobs` at once.

    kept: what surveys have found out. Processes that are forked once there is something in it have
    that, too.

    What is surveyed and what is migrated is done by the same processes: each has the engine and
    what is known of Keras to import.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.kept = Kept()
        self._started = ExitStack()

    def __enter__(self) -> Self:
        """Return the workers, of whom some may have started."""
        return self

    def __exit__(self, *error: object) -> None:
        """End what has been started; after an error, at once."""
        self._started.__exit__(*error)  # type: ignore[arg-type]

    @cached_property
    def processes(self) -> Processes:
        """Processes, which share the work of the processor."""
        from migrator.project.pool import Processes  # noqa: PLC0415 - most runs need none

        return self._started.enter_context(Processes(self.jobs, self.kept))

    @cached_property
    def threads(self) -> Threads:
        """Threads, for what mostly waits for the processes of a proof."""
        from migrator.project.pool import Threads  # noqa: PLC0415 - as above

        return self._started.enter_context(Threads(self.jobs))


def in_order(steps: Iterable[Step], workers: Workers, *, prove: bool = False) -> Iterator[Outcome]:
    """Finish the steps, several at once, and yield their outcomes in order.

    prove: whether tasks mostly wait for the processes of a proof.
    """
    with workers:
        queue = _Queue(workers, prove=prove)
        for step in steps:
            if isinstance(step, Outcome) and not queue.waiting:
                yield step
                continue
            queue.add(step)
            while queue.ready:
                yield queue.next()
        while queue.waiting:
            yield queue.next()


class _Queue:
    """The steps that are not reported yet, and the pool once there is enough for one."""

    def __init__(self, workers: Workers, *, prove: bool) -> None:
        self.waiting: deque[_Waiting] = deque()
        self._workers = workers
        self._jobs = workers.jobs
        self._prove = prove
        self._worth = _PROOFS_WORTH_A_POOL if prove else _WORTH_A_POOL
        self._tasks = 0
        self._pool: Pool | None = None

    def add(self, step: Step) -> None:
        """Queue a step, and start on it if there is a pool."""
        self._tasks += isinstance(step, Task)
        self.waiting.append(self._started(step))
        if self._pool is None and self._jobs > 1 and self._tasks >= self._worth:
            self._pool = self._workers.threads if self._prove else self._workers.processes
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
            return process(first, self._workers.kept)
        return first()

    def _started(self, step: _Waiting) -> _Waiting:
        if self._pool is None or not isinstance(step, Task):
            return step
        return self._pool.start(step)
