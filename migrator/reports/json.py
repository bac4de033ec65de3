"""The JSON report: one object, as `schema.json` beside this file describes it."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from migrator.findings import Span, Verdict
    from migrator.project.outcome import Outcome, Summary

SCHEMA = 1


class Json:
    """The report in pieces, so that its size is not bounded by memory."""

    def __init__(self, *, statistics: bool) -> None:
        self._statistics = statistics
        self._separator = "\n  "

    def start(self) -> str:
        """Return what stands before the files."""
        return f'{{"schema": {SCHEMA},\n "files": ['

    def file(self, outcome: Outcome) -> str:
        """Return one element of `files`."""
        separator, self._separator = self._separator, ",\n  "
        return separator + dumps(file_object(outcome))

    def end(self, summary: Summary) -> str:
        """Return what stands behind the files."""
        last = f'],\n "summary": {dumps(summary_object(summary))}'
        if self._statistics:
            last += f',\n "statistics": {dumps(statistics_objects(summary))}'
        return last + "}\n"


def file_object(outcome: Outcome) -> dict[str, Any]:
    """Return one element of `files`."""
    migration = outcome.migration
    return {
        "path": outcome.path,
        "status": outcome.status,
        "dialect": _verdict(migration.dialect if migration else None, default="unknown"),
        "data_format": _verdict(migration.data_format if migration else None),
        "changes": [
            {
                "rule": change.rule,
                "line": change.span.line,
                "column": change.span.column,
                "end_line": change.span.end_line,
                "end_column": change.span.end_column,
                **_cell(change.span),
                "message": change.message,
            }
            for change in outcome.changes
        ],
        "findings": [
            {
                "rule": finding.rule,
                "line": finding.span.line,
                "column": finding.span.column,
                **_cell(finding.span),
                "severity": finding.severity.value,
                "message": finding.message,
            }
            for finding in outcome.findings
        ],
        "verification": outcome.verification.as_json() if outcome.verification else None,
        "error": {
            "kind": outcome.error.kind,
            "line": outcome.error.line,
            "message": outcome.error.message,
        }
        if outcome.error
        else None,
    }


def _cell(span: Span) -> dict[str, int]:
    """Return where in the cells of a notebook a place is."""
    return {"cell": span.cell, "cell_line": span.cell_line} if span.cell else {}


def summary_object(summary: Summary) -> dict[str, int]:
    """Return `summary`."""
    return {
        "files": summary.files,
        **summary.by_status,
        "changes": summary.changes,
        "actions": summary.actions,
        "notices": summary.notices,
    }


def statistics_objects(summary: Summary) -> list[dict[str, Any]]:
    """Return `statistics`: a row for each rule, the most used first."""
    return [{"rule": rule, **asdict(count)} for rule, count in summary.ranking()]


def _verdict(verdict: Verdict | None, default: str | None = None) -> dict[str, Any]:
    if verdict is None:
        return {"value": default, "evidence": []}
    return {"value": verdict.value, "evidence": list(verdict.evidence)}


def dumps(value: object) -> str:
    """Write JSON as every reader takes it."""
    return json.dumps(_finite(value), allow_nan=False)


def _finite(value: object) -> object:
    """JSON has no NaN and no infinity: a difference that is no number becomes null."""
    match value:
        case float():
            return value if math.isfinite(value) else None
        case dict():
            return {key: _finite(part) for key, part in value.items()}
        case list() | tuple():
            return [_finite(part) for part in value]
        case _:
            return value
