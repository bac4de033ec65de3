"""The report for people: diffs on standard output, what there is to say on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from migrator.reports import diff, text
from migrator.reports.paint import Paint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from migrator.config import Config
    from migrator.project.outcome import Outcome, Summary


class People:
    """Shows the diffs first and what there is to say of them after, file by file."""

    def __init__(self, config: Config, *, diffs: bool) -> None:
        self._config = config
        self._diffs = diffs
        self._paint = Paint.on(sys.stderr, config.color)
        self._later: list[str] = []

    def add(self, outcome: Outcome) -> None:
        """Tell of one file; if there are diffs, the words wait until they have been shown."""
        lines = text.about_file(outcome, self._config, self._paint)
        if self._diffs:
            self._show_diff(outcome)
            self._later.extend(lines)
        else:
            _say(lines)

    def close(self, summary: Summary) -> None:
        """Tell of all files together."""
        _say(self._later)
        _say(text.about_all(summary, self._config))

    def _show_diff(self, outcome: Outcome) -> None:
        if outcome.status != "migrated":
            return
        paint = Paint.on(sys.stdout, self._config.color)
        for line in diff.lines(outcome.path, outcome.before, outcome.after):
            sys.stdout.buffer.write(paint.line(line))
        sys.stdout.buffer.flush()


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stderr.write(f"{line}\n")
