"""Import statements as text: how one is written, altered in place, or taken away."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from itertools import groupby, pairwise

from migrator.engine.importing.imports import Imports
from migrator.engine.reading.imported import Imported
from migrator.engine.writing.edits import Edit
from migrator.patterns import regex

_WIDTH = 100
_GLUE = "\0"  # in `backend as K`, which is not to be broken
_COMMENT = regex(rb"[ \t]*#[^\r\n]*")
_COMMA = regex(rb"[ \t]*,?[ \t]*")
_LINE_END = regex(rb"[ \t]*(?:\r\n|\r|\n)")
_OPENED = regex(rb"from\s+[.\w]+\s+import[ \t]*\([ \t]*(?=\w)")  # a name stands behind it
_INDENTED = regex(rb"\n( +)")
_FROM = regex(rb"from\s+([.\w]+)\s+import\b")


class ImportText:
    """Edits the text of import statements, and leaves what the author wrote around the names."""

    def __init__(self, imports: Imports) -> None:
        self._imports = imports
        self._source = imports.source
        self._names = imports.names

    def on_one_line(
        self, statement: ast.ImportFrom, home: str, parts: list[tuple[ast.alias, str]]
    ) -> list[Edit]:
        """Write the names of a statement of one line: sorted if they were, in lines if too long."""
        if statement.lineno != statement.end_lineno:
            return []
        names = [alias.name for alias in statement.names]
        texts = [text for _, joined in parts for text in joined.split(", ") if text]
        in_order = len(names) > 1 and names == sorted(names)
        texts = sorted(texts) if in_order else texts
        first, last = statement.names[0], statement.names[-1]
        joined = self._separator(statement.names).join(texts)
        edit = Edit(self._source.start(first), self._source.end(last), joined)
        before, after = (
            text.replace(" ", "")
            for text in (self._source.data[edit.start : edit.end].decode(), joined)
        )
        column = self._source.column(statement) + len(f"from {home} import ")
        bare = self._source.end(last) == self._source.end(statement)
        if bare and column + len(joined) > _WIDTH and len(after) > len(before):
            text = _in_lines(texts, column + 1, self._source.newline)
            return [Edit(edit.start, edit.end, f"({text})")]
        return [edit] if in_order and before != after else []

    def _separator(self, names: list[ast.alias]) -> str:
        """Return what the author writes between names: "," or ", "."""
        pairs = [(self._source.end(a), self._source.start(b)) for a, b in pairwise(names)]
        between = {self._source.data[end:start] for end, start in pairs}
        return "," if between == {b","} else ", "

    def module_edit(self, statement: ast.ImportFrom, module: str) -> list[Edit]:
        """Let a statement import from another module, unless it does so already."""
        home = self._imports.targets.at_home(module)
        start = self._source.start(statement)
        match = _FROM.match(self._source.data, start)
        if match is None or match.group(1).decode() == home:
            return []
        return [Edit(match.start(1), match.end(1), home)]

    def alias_edits(self, parts: list[tuple[ast.alias, str]]) -> list[Edit]:
        """Write each name where the old one stood; one without a text goes, with its comma."""
        separator = self._separator([alias for alias, _ in parts])
        edits = [
            Edit(self._source.start(alias), self._source.end(alias), text.replace(", ", separator))
            for alias, text in parts
            if text and self._source.text(alias) != text
        ]
        first = parts[0][0]
        whole = self._source.end(self._names.parents[first])
        said = b"#" in self._source.data[self._source.start(first) : whole]
        return [*edits, *(self._gone_from_lines(parts) if said else self._gone(parts))]

    def aligned(self, statement: ast.ImportFrom, edits: list[Edit]) -> list[Edit]:
        """Return edits with such that keep lines below an opening bracket that they move."""
        if statement.lineno == statement.end_lineno:
            return edits
        data = self._source.data
        start, end = self._source.start(statement), self._source.end(statement)
        opened = _OPENED.match(data, start)
        if opened is None:
            return edits
        moved = sum(len(e.text) - (e.end - e.start) for e in edits if e.end <= opened.end())
        column = opened.end() - (data.rfind(b"\n", 0, start) + 1)
        below = [
            Edit(line.start(1), line.end(1), " " * (column + moved))
            for line in _INDENTED.finditer(data, opened.end(), end)
            if moved and len(line[1]) == column
        ]
        free = (e for e in below if all(o.end <= e.start or o.start >= e.end for o in edits))
        return [*edits, *free]

    def _gone(self, parts: list[tuple[ast.alias, str]]) -> Iterator[Edit]:
        """Take names away, with all that stands between them."""
        last = max(index for index, (_, text) in enumerate(parts) if text)
        for index, (alias, text) in enumerate(parts):
            if index < last and not text:
                following = self._source.start(parts[index + 1][0])
                yield Edit(self._source.start(alias), following, "")
            elif not text:
                before = self._source.end(parts[index - 1][0])
                yield Edit(before, self._source.end(alias), "")

    def _gone_from_lines(self, parts: list[tuple[ast.alias, str]]) -> Iterator[Edit]:
        """Take names away from each line by itself, and leave the comments between them."""
        before: ast.alias | None = None
        for (line, kept), of_line in groupby(parts, lambda part: (part[0].lineno, bool(part[1]))):
            names = [alias for alias, _ in of_line]
            if kept:
                before = names[-1]
            elif before is not None and before.end_lineno == line:
                yield Edit(self._source.end(before), self._source.end(names[-1]), "")
            else:
                yield self._gone_from_start(names[0], names[-1])

    def _gone_from_start(self, first: ast.alias, last: ast.alias) -> Edit:
        """Take the first names of a line away, and the line if it has no others."""
        data, start = self._source.data, self._source.start(first)
        comma = _COMMA.match(data, self._source.end(last))
        end = comma.end() if comma is not None else self._source.end(last)
        line = data[:start].rpartition(b"\n")[2]
        if not line.strip() and (rest := _LINE_END.match(data, end)) is not None:
            return Edit(start - len(line), rest.end(), "")
        return Edit(start, end, "")

    def statements_after(self, statement: ast.stmt, away: list[Imported]) -> Edit:
        """Write statements for more names behind one, on its line if it shares that."""
        indent = self._source.indentation(statement)
        separator = "; " if indent is None else self._source.newline + indent
        lines = self.statements(away)
        end = self._source.end(statement)
        if indent is not None and (comment := _COMMENT.match(self._source.data, end)):
            end = comment.end()
        return Edit(end, end, "".join(separator + line for line in lines))

    def in_place_of(self, statement: ast.stmt, lines: list[str]) -> Edit:
        """Write other statements where one stood."""
        indent = self._source.indentation(statement)
        separator = "; " if indent is None else self._source.newline + indent
        start, end = self._source.start(statement), self._source.end(statement)
        return Edit(start, end, separator.join(lines))

    def statements(self, wanted: list[Imported]) -> list[str]:
        """Return the import statements for some names, one for each module."""
        by_module: dict[str, list[Imported]] = {}
        for imported in dict.fromkeys(wanted):
            by_module.setdefault(imported.module, []).append(imported)
        return [self.statement(module, group) for module, group in by_module.items()]

    def statement(self, module: str, imported: list[Imported]) -> str:
        """Write one statement; a package of Keras's own name stands in it without a module."""
        names = ", ".join(i.text for i in imported)
        if module:
            return f"from {self._imports.targets.at_home(module)} import {names}"
        above, _, last = self._imports.home.rpartition(".")
        if above:
            return f"from {above} import {names}"
        if last != "keras":
            shown = ", ".join(f"{last} as {i.local or i.name}" for i in imported)
            return f"import {shown}"
        return f"import {names}"

    def deletion(self, statement: ast.stmt) -> Edit:
        """Take a statement away with its line; `pass` stays where something has to."""
        start, end = self._source.start(statement), self._source.end(statement)
        data = self._source.data
        indent = self._source.indentation(statement)
        rest = re.compile(rb"[ \t]*(?:\r\n|\r|\n|\Z)").match(data, end)
        comment = re.compile(rb"[ \t]*(?=#)").match(data, end)
        alone = len(self._names.block(statement)) == 1
        if not alone and indent is not None and comment is not None:
            return Edit(start, comment.end(), "")
        if alone or indent is None or rest is None:
            return Edit(start, end, "pass")
        return Edit(start - len(indent), rest.end(), "")


def _in_lines(names: list[str], column: int, newline: str) -> str:
    """Set names in lines that start at `column`, behind an opening bracket."""
    whole = ", ".join(name.replace(" ", _GLUE) for name in names)
    lines = textwrap.wrap(whole, max(_WIDTH - column, 20), break_long_words=False)
    return f"{newline}{' ' * column}".join(lines).replace(_GLUE, " ")
