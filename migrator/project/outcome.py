"""What became of one file, and of all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from migrator.findings import Finding
from migrator.frozen import frozen

if TYPE_CHECKING:
    from migrator.engine import Migration
    from migrator.findings import Change
    from migrator.verification import Verification

DIRTY = "kmigrate.dirty"  # the rule of a file that was not written over work of its owner's
Status: TypeAlias = Literal["migrated", "unchanged", "skipped", "failed"]


@frozen
class Failure:
    """Why a file could not be processed, for its owner. `line` is None for a whole file."""

    kind: str
    message: str
    line: int | None = None


@frozen
class Outcome:
    """One file: what it was, and what it becomes.

    path: as the user named it, with forward slashes. before: the bytes of a file of which there is
    something to show; the others need not be remembered. notes: findings that no migration made
    (why a file was skipped). written: whether the file now holds the migrated bytes.
    """

    path: str
    status: Status
    before: bytes = b""
    migration: Migration | None = None
    notes: tuple[Finding, ...] = ()
    verification: Verification | None = None
    error: Failure | None = None
    written: bool = False

    @property
    def after(self) -> bytes:
        """The bytes that the file should have."""
        if self.status == "migrated" and self.migration is not None:
            return self.migration.data
        return self.before

    @property
    def changes(self) -> tuple[Change, ...]:
        """The rewritten uses, in the order of the file; none of one that failed after all."""
        if self.migration is None or self.error is not None:
            return ()
        return tuple(sorted(self.migration.changes))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything the reader should know, in the order of the file."""
        return tuple(sorted((*self.notes, *(self.migration.findings if self.migration else ()))))

    @property
    def differs(self) -> bool:
        """Whether verification found that the migrated file computes something else."""
        return self.verification is not None and self.verification.status == "different"

    @property
    def held(self) -> bool:
        """Whether it was to be written and was not, as Git could not give back what it holds."""
        return any(note.rule == DIRTY for note in self.notes)

    @property
    def unproven(self) -> bool:
        """Whether verification was asked for and did not end in `equal`."""
        return self.verification is not None and self.verification.status != "equal"


@dataclass
class Count:
    """How often one rule was applied, and how often it left something to say."""

    changes: int = 0
    actions: int = 0
    notices: int = 0

    @property
    def total(self) -> int:
        """All mentions."""
        return self.changes + self.actions + self.notices


@dataclass
class Summary:
    """Counts over all files, and the exit code they amount to.

    to_do: the number of files that hold an action. refused: files whose proof failed. held: files
    not written, as they hold changes that Git does not.
    """

    check: bool = False
    write: bool = False
    exit_zero: bool = False
    files: int = 0
    by_status: dict[str, int] = field(
        default_factory=lambda: {"migrated": 0, "unchanged": 0, "skipped": 0, "failed": 0}
    )
    changes: int = 0
    actions: int = 0
    notices: int = 0
    refused: int = 0
    held: int = 0
    to_do: int = 0
    by_rule: dict[str, Count] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Count one file."""
        self.files += 1
        self.by_status[outcome.status] += 1
        if outcome.migration is None and not outcome.notes:
            return  # most files of most trees
        self.refused += outcome.differs or (self.write and outcome.unproven)
        self.held += outcome.held
        for change in outcome.changes:
            self.changes += 1
            self._count(change.rule).changes += 1
        findings = outcome.findings
        for finding in findings:
            if finding.acts:
                self.actions += 1
                self._count(finding.rule).actions += 1
            else:
                self.notices += 1
                self._count(finding.rule).notices += 1
        self.to_do += any(f.acts for f in findings)

    def _count(self, rule: str) -> Count:
        return self.by_rule.setdefault(rule, Count())

    def ranking(self) -> list[tuple[str, Count]]:
        """Return the count of each rule, the most used first."""
        return sorted(self.by_rule.items(), key=lambda pair: (-pair[1].total, pair[0]))

    @property
    def exit_code(self) -> int:
        """0 done; 1 --check and something would change; 3 a file not done; 4 a failed proof."""
        if self.exit_zero:
            return 0
        if self.refused:
            return 4
        if self.by_status["failed"] or self.held:
            return 3
        return int(self.check and bool(self.by_status["migrated"]))
