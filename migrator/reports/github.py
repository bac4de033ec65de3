"""Workflow commands: GitHub shows each beside its line in the pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.findings import Finding, Span
from migrator.reports import counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.project.outcome import Outcome, Summary


class Annotations:
    """A line for each place: an error or a warning to act on, a notice to know of."""

    def start(self) -> str:
        """Return nothing: there is no frame around annotations."""
        return ""

    def file(self, outcome: Outcome) -> str:
        """Return the annotations of one file."""
        return "".join(f"{line}\n" for line in _annotations(outcome))

    def end(self, summary: Summary) -> str:
        """Return what is left to do, which GitHub shows above the files."""
        return f"::notice title=kmigrate::{_text(counts.effort(summary))}\n"


def _annotations(outcome: Outcome) -> Iterator[str]:
    if outcome.error:
        place = Span(outcome.error.line or 1, 0, outcome.error.line or 1, 0)
        yield _annotation("error", outcome.path, place, "not processed", outcome.error.message)
    if outcome.differs and outcome.verification:
        place = Span(1, 0, 1, 0)
        yield _annotation("error", outcome.path, place, "different", outcome.verification.reason)
    for change in outcome.changes:
        yield _annotation("warning", outcome.path, change.span, change.rule, change.message)
    for finding in outcome.findings:
        yield _annotation(
            _level(finding), outcome.path, finding.span, finding.rule, finding.message
        )


def _level(finding: Finding) -> str:
    return "error" if finding.acts else "notice"


def _annotation(level: str, path: str, span: Span, title: str, message: str) -> str:
    place = {"file": path, "line": span.line, "col": span.column + 1}
    if span.end_line == span.line and span.end_column > span.column:
        place |= {"endColumn": span.end_column + 1}  # GitHub takes it within one line only
    elif span.end_line > span.line:
        place |= {"endLine": span.end_line}
    about = place | {"title": f"kmigrate: {title}"}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in about.items())
    return f"::{level} {properties}::{_text(message)}"


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
