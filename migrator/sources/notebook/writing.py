"""New source for a cell, written into the JSON text so that no other byte changes."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from migrator.frozen import frozen
from migrator.patterns import regex
from migrator.sources.notebook.document import Cell, Document

_CHARACTER = regex(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]",
    re.DOTALL,
)
_LINE = regex(r"[^\n]*\n|[^\n]+")
Replacement: TypeAlias = tuple[int, int, str]


def rewritten(document: Document, sources: Iterable[tuple[Cell, str]]) -> str:
    """Return the notebook with new source in some of its cells."""
    text = document.text
    writer = _Writer(document)
    edits = [edit for cell, source in sources for edit in writer.edits(cell, source)]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def characters(text: str, start: int, end: int) -> list[str]:
    """Split what stands between the quotes of a JSON string into the text of each character."""
    return _CHARACTER.findall(text, start + 1, end - 1)


@frozen
class _Writer:
    document: Document

    def edits(self, cell: Cell, source: str) -> Iterator[Replacement]:
        """Yield the edits that give a cell its new source; none if it is the old one."""
        if source == cell.source or not cell.literals:
            return
        if not cell.listed or (len(cell.literals) == 1 and "\n" in cell.source[:-1]):
            yield self._in_one_string(cell, source)
        else:
            yield self._in_a_list(cell, source)

    def _in_one_string(self, cell: Cell, source: str) -> Replacement:
        """Rewrite a source that is one string of several lines."""
        literal = cell.literals[0]
        written = characters(self.document.text, literal.start, literal.end)
        old = _LINE.findall(literal.value)
        raws, at = [], 0
        for line in old:
            raws.append("".join(written[at : at + len(line)]))
            at += len(line)
        lines = self._lines(old, _LINE.findall(source), raws)
        return literal.start + 1, literal.end - 1, "".join(raw for raw, _ in lines)

    def _in_a_list(self, cell: Cell, source: str) -> Replacement:
        """Rewrite a source that is a list of lines, each between its old neighbours."""
        text = self.document.text
        raws = [text[literal.start + 1 : literal.end - 1] for literal in cell.literals]
        gaps = [text[one.end : other.start] for one, other in pairwise(cell.literals)]
        usual = gaps[0] if gaps else self._separator(cell)
        old = [literal.value for literal in cell.literals]
        parts: list[str] = []
        for raw, index in self._lines(old, _LINE.findall(source), raws) or [("", None)]:
            kept = gaps[index - 1] if index else usual
            parts += [kept if parts else "", f'"{raw}"']
        return cell.literals[0].start, cell.literals[-1].end, "".join(parts)

    def _separator(self, cell: Cell) -> str:
        """Return what stands between two elements, for a list that has only one."""
        before = self.document.text[cell.start + 1 : cell.literals[0].start]
        return f",{before}" if before else ", "

    def _lines(
        self, old: list[str], new: list[str], raws: list[str]
    ) -> list[tuple[str, int | None]]:
        """Return the new lines as they are written, each with the index of the one it was."""
        lines: list[tuple[str, int | None]] = []
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for kind, low, high, start, end in matcher.get_opcodes():
            for offset in range(end - start):
                index = low + offset if low + offset < high else None
                if index is None:
                    lines.append((self._encoded(new[start + offset]), None))
                elif kind == "equal":
                    lines.append((raws[index], index))
                else:
                    written = self._changed(old[index], new[start + offset], raws[index])
                    lines.append((written, index))
        return lines

    def _changed(self, old: str, new: str, raw: str) -> str:
        """Write a changed line; what it has in common with the old one stays as it was written."""
        written = _CHARACTER.findall(raw)
        shorter = min(len(old), len(new))
        head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
        rest = shorter - head
        tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
        middle = self._encoded(new[head : len(new) - tail])
        return "".join([*written[:head], middle, *written[len(written) - tail :]])

    def _encoded(self, line: str) -> str:
        return json.dumps(line, ensure_ascii=self.document.text.isascii())[1:-1]
