"""How a migration is carried out; knowledge arrives as an argument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from migrator.findings import Change, Finding, Verdict

if TYPE_CHECKING:
    from migrator.options import Options
    from migrator.rules import Knowledge


@dataclass(frozen=True)
class Migration:
    """The outcome for one source text.

    source: the migrated text, newlines as in the input. data: the same, encoded as the input was
    (byte order mark and encoding declaration included). Spans are those of the input.
    """

    filename: str
    source: str
    data: bytes
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    dialect: Verdict
    data_format: Verdict

    @property
    def changed(self) -> bool:
        """Whether the migrated text differs from the input."""
        return bool(self.changes)


def migrate_source(
    source: bytes | str, knowledge: Knowledge, *, filename: str, options: Options
) -> Migration:
    """Migrate one source text with the given knowledge."""
    raise NotImplementedError
