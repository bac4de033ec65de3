"""A notebook as a script: which cells are Python, of which kind, and what is said of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from migrator.findings import Change, Finding, Severity, Span
from migrator.frozen import frozen
from migrator.options import Py2
from migrator.patterns import regex
from migrator.project_files import settings_in
from migrator.rules import Knowledge
from migrator.sources.ipython import is_command, said_of
from migrator.sources.lines import Places, split_lines
from migrator.sources.notebook import magics
from migrator.sources.notebook.document import Cell, Document
from migrator.sources.notebook.positions import Positions
from migrator.sources.notebook.script import Piece, Script
from migrator.sources.plain import Plain, Runnable
from migrator.sources.python2.convert import Conversion, to_python_3
from migrator.sources.python2.forms import parsed

_KERAS = regex(r"\bkeras\b", re.IGNORECASE)
_LEFT = "This cell mentions Keras, and is left as it is: `%%{}` is no Python of the notebook."
_BROKEN = "This cell is not Python, with or without its magics: it is left as it is."
_KERNEL = (
    "The notebook was written with a Python 2 kernel, which its metadata still name: choose one of"
    " Python 3 when you open it."
)
_FUTURE = regex(r"^from[ \t]+__future__[ \t]+import\b.*$", re.MULTILINE)


def read_notebook(document: Document, knowledge: Knowledge, py2: Py2) -> Notebook:
    """Read the code of a notebook as Python 3."""
    reader = _Reader(document, knowledge, py2)
    script = reader.script()
    python_2 = document.python_2 or reader.python_2
    done = to_python_3(script.text, py2, knowledge, known=python_2)
    if parsed(done.text) is None:  # cells of both kinds
        done = _cell_by_cell(script, py2, knowledge, known=document.python_2)
    if document.python_2 and done.changes:
        reader.notes.append(Finding(Span(1, 0, 1, 0), "python2.kernel", Severity.NOTICE, _KERNEL))
    return Notebook(script, done, tuple(reader.notes))


@frozen
class Notebook:
    """A notebook as a script, what became of it as Python 3, and what is said of the rest."""

    script: Script
    done: Conversion
    notes: tuple[Finding, ...]

    def runnable(self) -> Runnable:
        """Return the script without what only IPython, or only the head of a file, can hold."""
        places = Places(self.script.text, self.done.text)
        return Runnable(
            _FUTURE.sub("pass", magics.without_magics(self.done.text)),
            lambda line: self.script.name(places.line(line)),
        )

    def plain(self) -> Plain:
        """Return it as the engine reads it."""
        script, places = self.script, Places(self.script.text, self.done.text)
        return Plain(
            text=self.done.text,
            changes=tuple(replace(c, span=script.place(c.span)) for c in self.done.changes),
            findings=(
                *(replace(f, span=script.place(f.span)) for f in self.done.findings),
                *self.notes,
            ),
            place=lambda span: script.place(places.span(span)),
            name=lambda line: script.name(places.line(line)),
            back=script.back,
        )


def _cell_by_cell(script: Script, py2: Py2, knowledge: Knowledge, *, known: bool) -> Conversion:
    """Convert the cells of Python 2, each for itself.

    known: the notebook says that all are; else those are that Python 3 does not parse.
    """
    parts: list[str] = []
    changes: list[Change] = []
    findings: list[Finding] = []
    for first, text in script.parts():
        left = not known and parsed(text)
        done = Conversion(text) if left else to_python_3(text, py2, knowledge, known=True)
        parts.append(done.text)
        changes += [replace(c, span=_moved(c.span, first - 1)) for c in done.changes]
        findings += [replace(f, span=_moved(f.span, first - 1)) for f in done.findings]
    return Conversion(script.joined(parts), tuple(changes), tuple(findings))


def _moved(span: Span, lines: int) -> Span:
    return replace(span, line=span.line + lines, end_line=span.end_line + lines)


@dataclass
class _Reader:
    """Sorts the cells. notes: what is said of those that are left. python_2: some cell is."""

    document: Document
    knowledge: Knowledge
    py2: Py2
    masks: magics.Masks = field(default_factory=lambda: magics.Masks([]))
    notes: list[Finding] = field(default_factory=list)
    python_2: bool = False

    def script(self) -> Script:
        """Put the cells that are Python into one script."""
        return Script(self.document, tuple(self._pieces()), self.masks)

    def _pieces(self) -> Iterator[Piece]:
        for cell in self.document.cells:
            magic = magics.cell_magic(cell.source)
            if magic and not magics.holds_python(magic):
                self._say(cell, settings_in(cell.source))
                if _KERAS.search(cell.source):
                    self._note(cell, "notebook.magic", _LEFT.format(magic))
                continue
            head = magics.head_of(cell.source)
            indent, body = magics.dedented(cell.source[len(head) :])
            code = self._python(body)
            if code is None:
                self._note(cell, "notebook.cell", _BROKEN)
            else:
                self._say_hidden(cell)
                yield Piece(cell, head, code, indent)

    def _note(self, cell: Cell, rule: str, message: str, line: int = 0) -> None:
        span = self._positions.span(cell, (line, 0))
        self.notes.append(Finding(span, rule, Severity.ACTION, message))

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self.document)

    def _say_hidden(self, cell: Cell) -> None:
        """Report commands that mention Keras: they install it, or run a file that needs it."""
        for number, line in enumerate(split_lines(cell.source)):
            self._say(cell, said_of(line) if is_command(line) else (), number)

    def _say(self, cell: Cell, findings: Iterable[Finding], first: int = 0) -> None:
        """Report what is said of a text that starts at some line of a cell."""
        for finding in findings:
            start = (first + finding.span.line - 1, finding.span.column)
            self.notes.append(replace(finding, span=self._positions.span(cell, start)))

    def _python(self, body: str) -> str | None:
        """Return the body of a cell without magics, if that is Python of some kind."""
        if parsed(body) is not None:
            return body
        hidden = len(self.masks.hidden)
        for whole in (False, True):
            text = self.masks.hide(body, whole=whole)
            if parsed(text) is not None or self._is_python_2(text):
                return text
            del self.masks.hidden[hidden:]
        return None

    def _is_python_2(self, text: str) -> bool:
        found = parsed(to_python_3(text, self.py2, self.knowledge).text) is not None
        self.python_2 |= found
        return found
