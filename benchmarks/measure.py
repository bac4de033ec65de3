"""Ratios of processor time: two things in turn, some rounds, so that a busy machine cancels out."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
ROUNDS = 5


@dataclass(frozen=True)
class Ratio:
    """Seconds of processor time of a thing and of what it is compared with, round by round."""

    name: str
    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of the rounds' ratios."""
        return statistics.median(a / b for a, b in zip(self.ours, self.theirs, strict=True))

    def __str__(self) -> str:
        """One row of a table."""
        a, b = min(self.ours), min(self.theirs)
        return f"| {self.name} | {self.median:.2f} | {a:.3f} s | {b:.3f} s |"


HEADER = """\
| what | ratio | kmigrate | beside it |
|---|---|---|---|"""


def compare(
    name: str,
    ours: Callable[[T], object],
    theirs: Callable[[T], object],
    items: Iterable[T],
    rounds: int = ROUNDS,
) -> Ratio:
    """Do both things to all items, in turn."""
    items = list(items)
    pairs = [(spent(ours, items), spent(theirs, items)) for _ in range(rounds)]
    return Ratio(name, tuple(a for a, _ in pairs), tuple(b for _, b in pairs))


def spent(work: Callable[[T], object], items: Iterable[T]) -> float:
    """Return the processor time that this process spends on some items."""
    start = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - start


def command(name: str = "kmigrate") -> list[str]:
    """Return how to start a command that is installed beside this Python."""
    return [str(Path(sysconfig.get_path("scripts"), name))]


def process_spent(arguments: Sequence[str], fine: Sequence[int] = (0,)) -> tuple[float, float]:
    """Return the seconds of processor time, and of the clock, that a command takes.

    Raises:
        CalledProcessError: it exits with another code than those that are `fine`.
    """
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), os.times().elapsed
    null = subprocess.DEVNULL
    ran = subprocess.run(arguments, stdout=null, stderr=null, check=False)  # noqa: S603 - our own commands
    if ran.returncode not in fine:
        ran.check_returncode()
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), os.times().elapsed
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return used, end - start
