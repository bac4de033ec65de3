"""What a migration says: changes made, findings for the reader, and where each stands."""

from __future__ import annotations

from enum import StrEnum

from migrator.frozen import frozen


class Severity(StrEnum):
    """Whether a person must act before the code is right."""

    ACTION = "action"
    NOTICE = "notice"


@frozen(order=True, shut=True)
class Span:
    """A place in the input file: lines from 1, columns from 0 in characters, end exclusive.

    cell, cell_line: of a notebook also the cell, from 1 of all cells, and the line in it.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    cell: int = 0
    cell_line: int = 0


@frozen(order=True, shut=True)
class Change:
    """One rewritten use of a legacy symbol. `rule` is the symbol's qualified legacy name."""

    span: Span
    rule: str
    message: str


@frozen(order=True, shut=True)
class Finding:
    """Something the reader should know about one use. `rule` is the symbol it is about."""

    span: Span
    rule: str
    severity: Severity
    message: str

    @property
    def acts(self) -> bool:
        """Whether a person must act."""
        return self.severity is Severity.ACTION


@frozen(shut=True)
class Verdict:
    """A decision about a whole file, with what it rests on (`"12: nb_epoch="`)."""

    value: str | None
    evidence: tuple[str, ...] = ()
