"""Files that configure a program: what `project_files` proposes, as the outcome of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.findings import Finding, Severity, Verdict
from migrator.project.outcome import Outcome
from migrator.project_files import propose

if TYPE_CHECKING:
    from migrator.engine import Migration
    from migrator.findings import Change
    from migrator.project_files import Needs, Proposal

_ALWAYS = frozenset({"keras.json"})  # it is written as the code is; pins only if asked for
_OFFER = "Pass --project-files to have it written so."


def outcome_of(path: str, data: bytes, needs: Needs, *, rewrite: bool) -> Outcome:
    """Return what becomes of a configuration file; its pins are rewritten only if asked for."""
    proposal = propose(path, data, needs)
    if not proposal.changes or not (rewrite or path.rpartition("/")[2] in _ALWAYS):
        notes = (*proposal.findings, *map(_offer, proposal.changes))
        return Outcome(path, "unchanged", notes=tuple(sorted(notes)))
    return Outcome(path, "migrated", data, _as_migration(path, proposal))


def _offer(change: Change) -> Finding:
    return Finding(change.span, change.rule, Severity.ACTION, f"{change.message}. {_OFFER}")


def _as_migration(path: str, proposal: Proposal) -> Migration:
    from migrator.engine import Migration  # noqa: PLC0415 - start-up: many runs need no engine

    return Migration(
        path,
        proposal.data.decode(),
        proposal.data,
        proposal.changes,
        proposal.findings,
        Verdict("unknown"),
        Verdict(None),
    )
