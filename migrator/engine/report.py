"""Collects what a migration says while it decides."""

from __future__ import annotations

import ast

from migrator.engine.ordering.data_format import Decision
from migrator.engine.reading.source import Source
from migrator.findings import Change, Finding, Severity, Span


class Report:
    """The changes and findings of one file.

    unsure: those that are true only if something is of Keras. once: what is said at the first use
    in the file alone.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.changes: set[Change] = set()
        self.findings: set[Finding] = set()
        self.unsure: set[Finding] = set()
        self.once: set[str] = set()

    def keep_first(self) -> None:
        """Keep of each text that is said once what was said first in the file."""
        for text in self.once:
            said = sorted(finding for finding in self.findings if finding.message == text)
            self.findings.difference_update(said[1:])

    def change(self, node: ast.AST, rule: str, message: str) -> None:
        """Record that a use of a legacy symbol is rewritten."""
        self.changes.add(Change(self.source.span(node), rule, message))

    def action(self, node: ast.AST, rule: str, message: str) -> None:
        """Record that a person must act before the code is right."""
        self.finding(self.source.span(node), rule, Severity.ACTION, message)

    def perhaps(self, node: ast.AST, rule: str, message: str) -> None:
        """Record the same of what may be of Keras or not, as its class cannot be told."""
        finding = Finding(self.source.span(node), rule, Severity.ACTION, message)
        self.findings.add(finding)
        self.unsure.add(finding)

    def notice(self, node: ast.AST, rule: str, message: str) -> None:
        """Record something that is right but worth knowing."""
        self.finding(self.source.span(node), rule, Severity.NOTICE, message)

    def finding(self, span: Span, rule: str, severity: Severity, message: str) -> None:
        """Record a finding at a place."""
        self.findings.add(Finding(span, rule, severity, message))

    def about_data_format(self, decision: Decision) -> None:
        """Say what the decision on the ordering leaves to the reader."""
        if decision.place is None:
            return
        if decision.conflict or decision.fixed:
            self.action(decision.place, "data_format", decision.conflict or decision.fixed)
        elif decision.assumption:
            self.notice(decision.place, "data_format", decision.assumption)
