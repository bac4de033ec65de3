"""Say what a run did: to people on standard error, to programs on standard output."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.project.outcome import Summary
from migrator.reports.formats import Report, Sink, Written, made
from migrator.reports.people import People
from migrator.reports.progress import Bar, Count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from migrator.config import Config
    from migrator.project.outcome import Outcome


def report(
    outcomes: Iterable[Outcome], config: Config, *, diffs: bool = True, awaited: int = 0
) -> int:
    """Report the files as they are finished, and return the exit code of the run.

    awaited: how many files there are, where each may take long.
    """
    summary = Summary(check=config.check, write=config.write, exit_zero=config.exit_zero)
    sinks: list[Sink] = [Report(path, config) for path in config.report]
    sinks.append(_main(config, diffs=diffs))
    progress = Bar(awaited, config) if awaited else Count(config)
    for outcome in progress.following(outcomes):
        summary.add(outcome)
        for sink in sinks:
            sink.add(outcome)
    for sink in sinks:
        sink.close(summary)
    sys.stdout.flush()
    return summary.exit_code


def report_text(outcome: Outcome, config: Config) -> int:
    """Report a source that came on standard input; its migrated form goes to standard output."""
    if config.output_format == "text" and outcome.status != "failed":
        sys.stdout.buffer.write(outcome.after)
        sys.stdout.buffer.flush()
    return report([outcome], replace(config, write=False), diffs=False)


def _main(config: Config, *, diffs: bool) -> Sink:
    if config.output_format == "text":
        return People(config, diffs=diffs and not config.write)
    return Written(made(config.output_format, config), sys.stdout.write)
