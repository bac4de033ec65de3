"""The page: a summary, then each file with its diff, its findings and its proof."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from migrator import __version__
from migrator.findings import Change, Finding
from migrator.reports import counts, places
from migrator.reports.html.drawing import Drawing
from migrator.reports.html.sides import Note, Row, rows
from migrator.reports.shapes import shape_text
from migrator.reports.text import parting_text

if TYPE_CHECKING:
    from migrator.config import Config
    from migrator.project.outcome import Outcome, Summary


_NEAR = 10  # lines; what is said of more (a class, say) is said where it begins


@dataclass(frozen=True)
class _Line:
    """One file in the overview."""

    anchor: str
    outcome: Outcome
    became: str
    actions: int
    notices: int

    @property
    def urgent(self) -> bool:
        """Whether somebody must look at the file."""
        return bool(self.actions or self.outcome.differs or self.outcome.error)


class Html:
    """Renders each file as it comes, and the page when the counts are known."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._templates = _environment()
        self._lines: list[_Line] = []
        self._sections: list[Markup] = []

    def start(self) -> str:
        """Return nothing: the summary stands first, and is known last."""
        return ""

    def file(self, outcome: Outcome) -> str:
        """Render one file, if there is anything to say of it."""
        if outcome.status == "unchanged" and not outcome.findings:
            return ""
        actions = sum(finding.acts for finding in outcome.findings)
        anchor = f"file-{len(self._lines) + 1}"
        became = counts.became(outcome, self._config)
        line = _Line(anchor, outcome, became, actions, len(outcome.findings) - actions)
        self._lines.append(line)
        section = self._templates.get_template("file.html.jinja").render(
            line=line,
            outcome=outcome,
            migration=outcome.migration,
            rows=_rows(outcome),
            drawings=_drawings(outcome),
        )
        self._sections.append(Markup(section))  # noqa: S704 - the template escapes
        return ""

    def end(self, summary: Summary) -> str:
        """Render the page."""
        return self._templates.get_template("page.html.jinja").render(
            closing=counts.closing(summary, self._config),
            effort=counts.effort(summary),
            summary=summary,
            written=self._config.write,
            lines=self._lines,
            sections=self._sections,
            ranking=summary.ranking(),
            version=__version__,
            style=_part("style.css"),
            script=_part("page.js"),
        )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("migrator.reports.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "counted": counts.counted,
        "parting": parting_text,
        "prose": _prose,
        "shape": shape_text,
        "shown": _shown,
    }
    return environment


def _part(name: str) -> Markup:
    text = files("migrator.reports.html").joinpath("templates", name).read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - our own


def _prose(text: str) -> Markup:
    """Set what stands between backticks in code."""
    parts = re.split(r"`([^`\n]+)`", text)
    return Markup().join(
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def _shown(path: str) -> str:
    """Write a name that no encoding knows so that a page can hold it."""
    return path.encode(errors="surrogateescape").decode(errors="replace")


def _rows(outcome: Outcome) -> Sequence[Row]:
    """Set the file beside what it becomes, or only say what there is to say."""
    notes = [
        *(_note("change", change) for change in outcome.changes),
        *(_note(finding.severity.value, finding) for finding in outcome.findings),
    ]
    if not outcome.before:
        return [Row(notes=tuple(notes))] if notes else []
    return rows(_text(outcome.before), _text(outcome.after), notes, outcome.path)


def _note(kind: str, said: Change | Finding) -> Note:
    span = said.span
    near = span.end_line - span.line < _NEAR
    below = span.end_line if near else span.line
    return Note(
        kind,
        f"line {span.line}" if not span.cell else places.line(span),
        below,
        said.message,
        said.rule,
    )


def _text(data: bytes) -> str:
    """Decode a file for showing it; its newlines become line feeds."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        text = data.decode(errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _drawings(outcome: Outcome) -> list[Drawing]:
    if outcome.verification is None:
        return []
    return [Drawing(model) for model in outcome.verification.models]
