"""What becomes of a text that is no Python: edits by position, and findings."""

from __future__ import annotations

import bisect
import re

from migrator.findings import Change, Finding, Severity, Span
from migrator.frozen import frozen


@frozen
class Needs:
    """What the migrated code of a project needs.

    keras: whether the project uses Keras at all; else its other pins are none of our business.
    scikeras: whether it used `keras.wrappers.scikit_learn`, which is a package of its own now.
    """

    keras: bool = True
    scikeras: bool = False


@frozen
class Proposal:
    """The bytes that a file would have, the changes that lead there, and what to tell."""

    data: bytes
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()


class Text:
    """A text under migration. Offsets count its characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
        self._edits: list[tuple[int, int, str]] = []
        self._changes: list[Change] = []
        self._findings: list[Finding] = []

    @property
    def newline(self) -> str:
        """The line end that the text uses."""
        match = re.search(r"\r\n|\r|\n", self.text)
        return match.group() if match else "\n"

    def replace(self, start: int, end: int, new: str, rule: str, message: str) -> None:
        """Put something else in the place of a part, unless it stands there already."""
        if self.text[start:end] != new:
            self._edits.append((start, end, new))
            self._changes.append(Change(self._span(start, end), rule, message))

    def action(self, start: int, end: int, rule: str, message: str) -> None:
        """Say what a person must do about a part."""
        finding = Finding(self._span(start, end), rule, Severity.ACTION, message)
        self._findings.append(finding)

    def notice(self, start: int, end: int, rule: str, message: str) -> None:
        """Say what is worth knowing about a part."""
        finding = Finding(self._span(start, end), rule, Severity.NOTICE, message)
        self._findings.append(finding)

    def proposal(self) -> Proposal:
        """Return the outcome."""
        parts, at = [], 0
        for start, end, new in sorted(self._edits):
            parts += [self.text[at:start], new]
            at = end
        data = "".join([*parts, self.text[at:]]).encode()
        return Proposal(data, tuple(sorted(self._changes)), tuple(sorted(self._findings)))

    def _span(self, start: int, end: int) -> Span:
        return Span(*self._place(start), *self._place(end))

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1]
