"""Any source as plain Python 3 text, and the way back to what the author wrote."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from migrator.engine import Migration
from migrator.findings import Change, Finding, Span, Verdict
from migrator.frozen import frozen
from migrator.patterns import regex

_LINE = regex(r"(\bcell \d+ )?\bline (\d+)")  # in a cell: of another notebook, and named
_EVIDENCE = regex(r"(\d+):")


@frozen
class Runnable:
    """A source as Python 3 that can be run. name: how to name a line of it to its author."""

    text: str
    name: Callable[[int], str]


@frozen
class Plain:
    """A source as Python 3.

    text: what the engine reads. changes, findings: what was done and said to get there, at places
    of the author's file. place: from a span of the text to one of the file. name: how to name a
    line of the text to the author. back: from a migrated text to what the file should hold.
    """

    text: str
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    place: Callable[[Span], Span]
    name: Callable[[int], str]
    back: Callable[[str], str]

    def outcome(self, migration: Migration, encode: Callable[[str], bytes]) -> Migration:
        """Return what the engine made of the text as the migration of the author's file."""
        changes = {replace(c, span=self.place(c.span)) for c in migration.changes}
        findings = {
            replace(f, span=self.place(f.span), message=self._named(f.message))
            for f in migration.findings
        }
        source = self.back(migration.source)
        return Migration(
            migration.filename,
            source,
            encode(source),
            tuple(sorted({*self.changes, *changes})),
            tuple(sorted({*self.findings, *findings})),
            self._verdict(migration.dialect),
            self._verdict(migration.data_format),
            named_files=migration.named_files,
        )

    def _verdict(self, verdict: Verdict) -> Verdict:
        evidence = (
            _EVIDENCE.sub(lambda m: f"{self.name(int(m.group(1)))}:", self._named(text), count=1)
            if _EVIDENCE.match(text)
            else self._named(text)
            for text in verdict.evidence
        )
        return Verdict(verdict.value, tuple(evidence))

    def _named(self, text: str) -> str:
        return with_names(text, self.name)


def with_names(text: str, name: Callable[[int], str]) -> str:
    """Respell the lines that a message speaks of."""

    def renamed(match: re.Match[str]) -> str:
        if match.group(1):
            return match.group(0)
        found = name(int(match.group(2)))
        return found if "line" in found else f"line {found}"

    return _LINE.sub(renamed, text)
