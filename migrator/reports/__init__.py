"""Say what a run did: to people on standard error, to programs on standard output."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.project.outcome import Summary
from migrator.reports import diff, json, text
from migrator.reports.paint import Paint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from migrator.config import Config
    from migrator.project.outcome import Outcome


def report(outcomes: Iterable[Outcome], config: Config, *, diffs: bool = True) -> int:
    """Report the files as they are finished, and return the exit code of the run."""
    summary = Summary(check=config.check, write=config.write)
    counted = _counted(outcomes, summary)
    if config.output_format == "json":
        for piece in json.document(map(json.row, counted), summary):
            sys.stdout.write(piece)
        sys.stdout.flush()
    else:
        _for_people(counted, summary, config, diffs=diffs and not config.write)
    return summary.exit_code


def report_text(outcome: Outcome, config: Config) -> int:
    """Report a source that came on standard input; its migrated form goes to standard output."""
    if config.output_format == "text" and outcome.status != "failed":
        sys.stdout.buffer.write(outcome.after)
        sys.stdout.buffer.flush()
    return report([outcome], replace(config, write=False), diffs=False)


def _counted(outcomes: Iterable[Outcome], summary: Summary) -> Iterator[Outcome]:
    for outcome in outcomes:
        summary.add(outcome)
        yield outcome


def _for_people(
    outcomes: Iterable[Outcome], summary: Summary, config: Config, *, diffs: bool
) -> None:
    """Show the diffs first and what there is to say of them after, file by file."""
    paint = Paint.on(sys.stderr, config.color)
    later: list[str] = []
    for outcome in outcomes:
        lines = text.about_file(outcome, config, paint)
        if diffs:
            _show_diff(outcome, config)
            later.extend(lines)
        else:
            _say(lines)
    _say(later)
    _say(text.about_all(summary, config))


def _show_diff(outcome: Outcome, config: Config) -> None:
    if outcome.status != "migrated":
        return
    paint = Paint.on(sys.stdout, config.color)
    for line in diff.lines(outcome.path, outcome.before, outcome.after):
        sys.stdout.buffer.write(paint.line(line))
    sys.stdout.buffer.flush()


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stderr.write(f"{line}\n")
