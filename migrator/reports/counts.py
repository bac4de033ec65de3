"""What the counts of a run amount to, in words: the closing line, and the effort that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.config import Config
    from migrator.project.outcome import Outcome, Summary

HEAD = ("changes", "actions", "notices", "rule")


def counted(number: int, noun: str) -> str:
    """Write a count with its noun: `1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def short(rule: str) -> str:
    """Return the part of a rule's name that stands in the source: `Convolution2D`."""
    return rule.rpartition(".")[2]


def became(outcome: Outcome, config: Config) -> str:
    """Return what became of a file: its status, but only what was written was migrated."""
    if outcome.status != "migrated" or outcome.written:
        return outcome.status
    return "not written" if config.write else "would be migrated"


def closing(summary: Summary, config: Config) -> str:
    """Return the line that sums a run up."""
    verb = "migrated" if config.write else "would be migrated"
    counts = summary.by_status
    moved = f"{counted(counts['migrated'] - _held_back(summary, config), 'file')} {verb}"
    parts = [moved, f"{counts['unchanged']} unchanged"]
    parts += [f"{counts[status]} {status}" for status in ("skipped", "failed") if counts[status]]
    if summary.refused:
        what = "not written, as not verified equal" if config.write else "different"
        parts.append(f"{summary.refused} {what}")
    found = f"{counted(summary.actions, 'action')} for you, {counted(summary.notices, 'notice')}"
    return f"{', '.join(parts)}; {counted(summary.changes, 'change')}, {found}."


def _held_back(summary: Summary, config: Config) -> int:
    return summary.refused if config.write else 0


def effort(summary: Summary) -> str:
    """Say how much of the work is done by kmigrate, and how much is left for a person."""
    todo = summary.by_rule.get("kmigrate.todo")  # a comment migrates nothing
    changes = summary.changes - (todo.changes if todo else 0)
    failed = summary.by_status["failed"]
    unread = f" {counted(failed, 'file')} could not be processed." if failed else ""
    uses = changes + summary.actions
    if not uses:
        return unread.strip() or "Nothing to migrate."
    if not summary.actions:
        rest = "" if failed else "; nothing is left by hand"
        return f"All of {counted(changes, 'change')} automatic{rest}.{unread}"
    share = 100 * changes // uses
    left = f"{counted(summary.actions, 'place')} in {counted(summary.to_do, 'file')}"
    return f"{share}% automatic ({changes} of {uses}); left by hand: {left}.{unread}"


def rows(summary: Summary) -> Iterator[tuple[str, ...]]:
    """Yield the counts of each rule, the most used first, as `HEAD` names them."""
    for rule, count in summary.ranking():
        numbers = (count.changes, count.actions, count.notices)
        yield (*(str(number or "") for number in numbers), rule)
