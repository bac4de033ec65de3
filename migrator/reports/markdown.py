"""A summary for a pull request: what changed, what was assumed, what is left to do."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from migrator import __version__
from migrator.patterns import regex
from migrator.reports import counts, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.config import Config
    from migrator.findings import Finding
    from migrator.project.outcome import Outcome, Summary

_SPECIAL = regex(r"([\\`*_{}\[\]<>|~#])")


class Markdown:
    """Takes the files up, and writes of them when the counts are known."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._table: list[str] = []
        self._actions: list[str] = []
        self._notices: list[str] = []

    def start(self) -> str:
        """Return the heading."""
        return "## Migration to Keras 3\n\n"

    def file(self, outcome: Outcome) -> str:
        """Take one file up; everything is said at the end."""
        if outcome.status != "unchanged" or outcome.findings:
            self._table.append(_row(outcome))
        for finding in outcome.findings:
            (self._actions if finding.acts else self._notices).append(_item(outcome.path, finding))
        if outcome.error:
            place = f"{outcome.path}:{outcome.error.line or 1}"
            self._actions.append(f"- [ ] {_code(place)}: {_plain(outcome.error.message)}")
        return ""

    def end(self, summary: Summary) -> str:
        """Return everything behind the heading."""
        lines = [_plain(counts.closing(summary, self._config)), "", _plain(counts.effort(summary))]
        if self._table:
            lines += ["", "| file | changes | order of dimensions | verification |"]
            lines += ["|---|---|---|---|", *self._table]
        lines += _section("To do by hand", self._actions)
        lines += _folded(f"Assumed, and worth knowing ({len(self._notices)})", self._notices)
        if self._config.statistics:
            lines += _folded("By symbol", list(_statistics(summary)))
        lines += ["", f"_kmigrate {__version__}_"]
        return "\n".join(lines) + "\n"


def _row(outcome: Outcome) -> str:
    names = Counter(counts.short(change.rule) for change in outcome.changes)
    changed = ", ".join(
        _code(name) + (f" ×{often}" if often > 1 else "")  # noqa: RUF001 - a sign of multiplication
        for name, often in names.items()
    )
    form = outcome.migration.data_format if outcome.migration else None
    order = _plain(": ".join([form.value, *form.evidence[:1]])) if form and form.value else ""
    proof = outcome.verification.status if outcome.verification else ""
    status = changed if outcome.status == "migrated" else outcome.status
    return f"| {_code(outcome.path)} | {status} | {order} | {proof} |"


def _item(path: str, finding: Finding) -> str:
    box = "[ ] " if finding.acts else ""
    return f"- {box}{_code(f'{path}:{places.line(finding.span)}')}: {_plain(finding.message)}"


def _section(title: str, items: list[str]) -> list[str]:
    if not items:
        return []
    return ["", f"### {title} ({len(items)})", "", *items]


def _folded(title: str, items: list[str]) -> list[str]:
    if not items:
        return []
    return ["", "<details>", f"<summary>{title}</summary>", "", *items, "", "</details>"]


def _statistics(summary: Summary) -> Iterator[str]:
    yield f"| {' | '.join(counts.HEAD)} |"
    yield "|--:|--:|--:|---|"
    for *numbers, rule in counts.rows(summary):
        yield f"| {' | '.join(numbers)} | {_code(rule)} |"


def _code(text: str) -> str:
    """Set a name in code, whatever it holds."""
    text = re.sub(r"[\r\n|]", lambda match: {"|": "\\|"}.get(match.group(), " "), text)
    fence = "``" if "`" in text else "`"
    return f"{fence} {text} {fence}" if fence == "``" else f"`{text}`"


def _plain(text: str) -> str:
    """Take markup for what it is: code stays code, everything else is text."""
    parts = re.split(r"(`[^`\n]+`)", text)
    return "".join(
        part if part.startswith("`") else _SPECIAL.sub(r"\\\1", part) for part in parts
    ).replace("\n", " ")
