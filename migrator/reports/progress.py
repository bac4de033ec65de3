"""A bar on a terminal, for as long as files are built and compared."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING

from migrator.reports.counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.progress import Progress

    from migrator.config import Config
    from migrator.project.outcome import Outcome

_PATIENCE = 1.0  # seconds before anything is shown
_PAUSE = 0.2  # seconds between two numbers
_CLEAR = "\r\x1b[K"


class Bar:
    """Counts the files that are finished; seen on a terminal, if there is something to wait for."""

    def __init__(self, awaited: int, config: Config) -> None:
        seen = awaited > 0 and sys.stderr.isatty() and not config.quiet
        self._progress = _progress(awaited) if seen else None

    def following(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield the outcomes; the bar is on the terminal only while they are waited for."""
        with contextlib.ExitStack() as stack:
            if self._progress:
                self._progress.start()
                stack.callback(self._progress.stop)
            for outcome in outcomes:
                self._pause()
                yield outcome
                self._go_on()

    def _pause(self) -> None:
        if self._progress:
            self._progress.advance(self._progress.task_ids[0])
            self._progress.stop()

    def _go_on(self) -> None:
        if self._progress:
            self._progress.start()


class Count:
    """Says how many files have been looked at, on a terminal, once that takes longer than a second.

    Of a run without a proof the number of files is not known before they have all been found.
    """

    def __init__(self, config: Config) -> None:
        self._seen = sys.stderr.isatty() and not config.quiet
        self._next = time.monotonic() + _PATIENCE

    def following(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield the outcomes; the line is gone when something else is written."""
        shown = False
        for number, outcome in enumerate(outcomes, start=1):
            if shown:
                sys.stderr.write(_CLEAR)
                shown = False
            yield outcome
            if self._seen and time.monotonic() >= self._next:
                sys.stderr.write(f"{counted(number, 'file')} ...")
                sys.stderr.flush()
                shown, self._next = True, time.monotonic() + _PAUSE
        if shown:
            sys.stderr.write(_CLEAR)


def _progress(total: int) -> Progress:
    from rich.console import Console  # noqa: PLC0415 - start-up: on a terminal, with --verify only
    from rich.progress import Progress  # noqa: PLC0415 - the same

    console = Console(stderr=True)
    # The report is written to both streams by itself, so rich must leave them alone.
    progress = Progress(
        *Progress.get_default_columns(),
        console=console,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    progress.add_task("Verifying", total=total)
    return progress
