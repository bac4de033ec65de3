"""SARIF 2.1.0, the format that code scanning and editors' problem lists read."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from migrator import __version__
from migrator.findings import Severity, Span
from migrator.reports.json import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.project.outcome import Outcome, Summary

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ACTION: "error", Severity.NOTICE: "note"}
_PROOF = "kmigrate.verification"
_TOP = Span(1, 0, 1, 0)


class Sarif:
    """One run: a result for each legacy use and finding, a notification for each failed file."""

    def __init__(self) -> None:
        self._rules: dict[str, int] = {}
        self._failures: list[dict[str, Any]] = []
        self._separator = "\n"

    def start(self) -> str:
        """Return what stands before the results."""
        return f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{"results": ['

    def file(self, outcome: Outcome) -> str:
        """Return the results of one file."""
        if outcome.error:
            self._failures.append(_notification(outcome))
        text = ""
        seen: Counter[str] = Counter()
        for rule, level, span, message in _said(outcome):
            result = self._result(outcome.path, rule, level, span, message)
            result["partialFingerprints"] = _fingerprint(outcome.path, rule, message, seen)
            text += self._separator + dumps(result)
            self._separator = ",\n"
        return text

    def end(self, summary: Summary) -> str:
        """Return what stands behind the results: the tool, its rules, and how it went."""
        driver = {
            "name": "kmigrate",
            "semanticVersion": __version__,
            "rules": [_descriptor(rule) for rule in self._rules],
        }
        invocation = {
            "executionSuccessful": not summary.by_status["failed"],
            "toolExecutionNotifications": self._failures,
        }
        rest = {
            "tool": {"driver": driver},
            "invocations": [invocation],
            "columnKind": "unicodeCodePoints",
        }
        return f"\n], {dumps(rest)[1:-1]}}}]}}\n"

    def _result(self, path: str, rule: str, level: str, span: Span, message: str) -> dict[str, Any]:
        return {
            "ruleId": rule,
            "ruleIndex": self._rules.setdefault(rule, len(self._rules)),
            "level": level,
            "message": {"text": message},
            "locations": [_location(path, span)],
        }


def _said(outcome: Outcome) -> Iterator[tuple[str, str, Span, str]]:
    """Yield everything there is to say of a file: the rule, the level, the place, the words."""
    if outcome.verification and outcome.differs:
        yield _PROOF, "error", _TOP, outcome.verification.reason
    for change in outcome.changes:
        yield change.rule, "warning", change.span, change.message
    for finding in outcome.findings:
        yield finding.rule, _LEVELS[finding.severity], finding.span, finding.message


def _location(path: str, span: Span | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(path, errors="surrogateescape")}}
    if span:
        place["region"] = _region(span)
    return {"physicalLocation": place}


def _region(span: Span) -> dict[str, int]:
    region = {"startLine": span.line, "startColumn": span.column + 1}
    if (span.end_line, span.end_column) > (span.line, span.column):
        region |= {"endLine": span.end_line, "endColumn": span.end_column + 1}
    return region


def _fingerprint(path: str, rule: str, message: str, seen: Counter[str]) -> dict[str, str]:
    """Recognise a result when lines have moved: by its file, its words, and which one it is."""
    what = f"{path}\0{rule}\0{message}"
    seen[what] += 1
    digest = hashlib.sha256(f"{what}\0{seen[what]}".encode(errors="surrogateescape")).hexdigest()
    return {"kmigrate/v1": digest[:32]}


def _notification(outcome: Outcome) -> dict[str, Any]:
    assert outcome.error is not None  # noqa: S101 - only failed files come here
    line = outcome.error.line
    return {
        "level": "error",
        "message": {"text": outcome.error.message},
        "descriptor": {"id": f"kmigrate.{outcome.error.kind}"},
        "locations": [_location(outcome.path, Span(line, 0, line, 0) if line else None)],
    }


def _descriptor(rule: str) -> dict[str, Any]:
    """Describe a rule; what is none of a symbol has its name only."""
    from migrator.explain import about, summary  # noqa: PLC0415 - start-up: brings the engine
    from migrator.knowledge import KERAS_1  # noqa: PLC0415 - the same

    known = KERAS_1.by_name.get(rule)
    if known is None:
        return {"id": rule}
    return {
        "id": rule,
        "shortDescription": {"text": summary(known)},
        "help": {"text": about(known)},
    }
