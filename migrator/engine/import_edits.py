"""The edits to a file's import statements, when every use of an imported name has been decided."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator

from migrator.engine.edits import Edit
from migrator.engine.imports import Imported, Imports, only_target, split
from migrator.engine.literals import literal
from migrator.engine.scopes import Binding, ImportStatement, below
from migrator.engine.source import first_line

_WIDTH = 100
_TENSORFLOW = "tensorflow"
_GLUE = "\0"  # in `backend as K`, which is not to be broken
_FROM = re.compile(rb"from\s+([.\w]+)\s+import\b")


class ImportEdits:
    """Rewrites import statements in place, once."""

    def __init__(self, imports: Imports) -> None:
        self._imports = imports
        self._source = imports.source
        self._names = imports.names
        self._knowledge = imports.knowledge
        self._vacated: set[ast.alias] = set()  # `import tensorflow as tf`, used for Keras alone

    def edits(self) -> list[Edit]:
        """Return the edits to the file's import statements, to be applied once."""
        used, kept = self._uses()
        self._vacated = {alias for alias in used - kept if alias.name == _TENSORFLOW}
        found: list[Edit] = []
        for statement in self._names.imports:
            if self._concerns_keras(statement):
                found += self._rewrite(statement, used, kept)
        return found

    def _uses(self) -> tuple[set[ast.alias], set[ast.alias]]:
        """Return the imported names that are used at all, and those some use still needs."""
        used: set[ast.alias] = set()
        kept: set[ast.alias] = set()
        for name in self._names.scopes:
            if isinstance(name.ctx, ast.Store):
                continue
            for binding in self._all_bindings(name):
                if binding.alias is not None:
                    used.add(binding.alias)
                    if name not in self._imports.moved_names or name in self._imports.needed:
                        kept.add(binding.alias)
        for alias in self._exported():
            used.add(alias)
            kept.add(alias)
        return used, kept

    def _exported(self) -> Iterator[ast.alias]:
        """Yield the imported names that `__all__` lists: other files may ask for them."""
        for binding in self._names.module.bindings.get("__all__", []):
            listed = literal(binding.value) if binding.value is not None else ()
            for name in listed if isinstance(listed, list | tuple) else ():
                found = self._names.module.bindings.get(name, [])
                yield from (b.alias for b in found if b.alias is not None)

    def _all_bindings(self, name: ast.Name) -> list[Binding]:
        scope = self._names.scopes.get(name)
        while scope is not None:
            if name.id in scope.bindings:
                return scope.bindings[name.id]
            scope = scope.parent
        return []

    def _concerns_keras(self, statement: ImportStatement) -> bool:
        names = (self._qualified(statement, alias) for alias in statement.names)
        return (
            statement in self._imports.passed_by
            or not self._vacated.isdisjoint(statement.names)
            or any(self._knowledge.canonical(n).partition(".")[0] == "keras" for n in names)
        )

    def _qualified(self, statement: ImportStatement, alias: ast.alias) -> str:
        if isinstance(statement, ast.Import):
            return alias.name
        return below(self._names.module_of(statement), alias.name)

    def _rewrite(
        self, statement: ImportStatement, used: set[ast.alias], kept: set[ast.alias]
    ) -> list[Edit]:
        if isinstance(statement, ast.Import):
            return self._rewrite_import(statement, used, kept)
        if statement.names[0].name == "*":
            return self._rewrite_star(statement)
        outcomes = [
            (alias, self._outcome(statement, alias, used, kept)) for alias in statement.names
        ]
        return self._lay_out(statement, outcomes)

    def _outcome(
        self,
        statement: ImportStatement,
        alias: ast.alias,
        used: set[ast.alias],
        kept: set[ast.alias],
    ) -> list[Imported]:
        """Return what one imported name becomes."""
        qualified = self._qualified(statement, alias)
        wanted = self._imports.wanted.get(alias) or self._wanted_by_siblings(alias)
        if alias in used and alias not in kept:
            return wanted
        name = self._knowledge.canonical(qualified)
        stays = self._imports.as_written(statement, alias)
        if alias in kept:
            moved = self._imports.target(name) if name in self._knowledge.by_name else None
            if moved in self._knowledge.modern and split(moved or "")[1] == split(name)[1]:
                name = moved or name
            if name in self._knowledge.modern:
                stays = Imported(*split(name), _local(name, alias))
            return [stays, *(w for w in wanted if w != stays)]
        return self._unused(name, stays, alias)

    def _wanted_by_siblings(self, alias: ast.alias) -> list[Imported]:
        """`try: from a import X; except ImportError: from b import X`: both are asked for X."""
        local = alias.asname or alias.name
        for other, wanted in self._imports.wanted.items():
            if (other.asname or other.name) == local:
                return wanted
        return []

    def _unused(self, name: str, stays: Imported, alias: ast.alias) -> list[Imported]:
        """Keep an import that nothing in the file uses, unless Keras 3 cannot carry it out."""
        rule = self._knowledge.by_name.get(name)
        target = self._imports.target(name) if rule is not None else None
        if target is not None and "." in target:
            return [Imported(*split(target), _local(target, alias))]
        gone = name not in self._knowledge.modern and self._is_module(name)
        if gone or f"{stays.module}.{stays.name}" in self._knowledge.modules:
            return []  # a module that is gone: its symbols have moved
        if name in self._knowledge.modern:
            return [Imported(*split(name), _local(name, alias))]
        return [] if rule is not None else [stays]

    def _is_module(self, name: str) -> bool:
        known = name in self._knowledge.modules.values()
        return known or any(n.startswith(f"{name}.") for n in self._knowledge.by_name)

    def _lay_out(
        self, statement: ast.ImportFrom, outcomes: list[tuple[ast.alias, list[Imported]]]
    ) -> list[Edit]:
        flat = [imported for _, found in outcomes for imported in found]
        if not flat:
            return [self._deletion(statement)]
        home = next((imported.module for imported in flat if imported.module), "")
        if not home:
            start, end = self._source.start(statement), self._source.end(statement)
            return [Edit(start, end, self._statement("", _unique(flat, "")))]
        away = [imported for imported in flat if imported.module != home]
        texts = [(alias, [i.text for i in _unique(found, home)]) for alias, found in outcomes]
        parts = _dropped_duplicates(self._sorted_in(statement, texts))
        edits = self._module_edit(statement, home)
        edits += self._on_one_line(statement, home, parts) or self._alias_edits(parts)
        if away:
            edits.append(self._statements_after(statement, away))
        return edits

    def _sorted_in(
        self, statement: ast.ImportFrom, texts: list[tuple[ast.alias, list[str]]]
    ) -> list[tuple[ast.alias, list[str]]]:
        """Move names that a use needs besides its own to behind the last smaller name."""
        heads, extras = [], []
        for alias, names in texts:
            rule = self._knowledge.by_name.get(
                self._knowledge.canonical(self._qualified(statement, alias))
            )
            own = 1 if rule is None or only_target(rule) else len(names)
            heads.append((alias, names[:own]))
            extras += names[own:]
        for extra in sorted(extras):
            smaller = [n for n, (_, names) in enumerate(heads) if names and names[0] < extra]
            place = smaller[-1] if smaller else max(n for n, (_, m) in enumerate(heads) if m)
            heads[place][1].append(extra)
        return heads

    def _on_one_line(
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
        edit = Edit(self._source.start(first), self._source.end(last), ", ".join(texts))
        old = self._source.data[edit.start : edit.end].decode()
        column = self._source.column(statement) + len(f"from {home} import ")
        bare = self._source.end(last) == self._source.end(statement)
        if bare and column + len(edit.text) > _WIDTH and len(edit.text) > len(old):
            text = _in_lines(texts, column + 1, self._source.newline)
            return [Edit(edit.start, edit.end, f"({text})")]
        return [edit] if in_order and old != edit.text else []

    def _module_edit(self, statement: ast.ImportFrom, module: str) -> list[Edit]:
        home = self._imports.at_home(module)
        start = self._source.start(statement)
        match = _FROM.match(self._source.data, start)
        if match is None or match.group(1).decode() == home:
            return []
        return [Edit(match.start(1), match.end(1), home)]

    def _alias_edits(self, parts: list[tuple[ast.alias, str]]) -> list[Edit]:
        edits: list[Edit] = []
        remaining = [index for index, (_, text) in enumerate(parts) if text]
        for index, (alias, text) in enumerate(parts):
            start, end = self._source.start(alias), self._source.end(alias)
            if text:
                if self._source.text(alias) != text:
                    edits.append(Edit(start, end, text))
            elif index < remaining[-1]:
                edits.append(Edit(start, self._source.start(parts[index + 1][0]), ""))
            else:
                edits.append(Edit(self._source.end(parts[index - 1][0]), end, ""))
        return edits

    def _statements_after(self, statement: ast.stmt, away: list[Imported]) -> Edit:
        indent = self._source.indentation(statement)
        separator = "; " if indent is None else self._source.newline + indent
        lines = self._statements(away)
        end = self._source.end(statement)
        return Edit(end, end, "".join(separator + line for line in lines))

    def _statements(self, wanted: list[Imported]) -> list[str]:
        """Return the import statements for some names, one for each module."""
        by_module: dict[str, list[Imported]] = {}
        for imported in dict.fromkeys(wanted):
            by_module.setdefault(imported.module, []).append(imported)
        return [self._statement(module, group) for module, group in by_module.items()]

    def _statement(self, module: str, imported: list[Imported]) -> str:
        """Write one statement; a package of Keras's own name stands in it without a module."""
        names = ", ".join(i.text for i in imported)
        if module:
            return f"from {self._imports.at_home(module)} import {names}"
        above, _, last = self._imports.home.rpartition(".")
        if above:
            return f"from {above} import {names}"
        if last != "keras":
            shown = ", ".join(f"{last} as {i.local or i.name}" for i in imported)
            return f"import {shown}"
        return f"import {names}"

    def _deletion(self, statement: ast.stmt) -> Edit:
        start, end = self._source.start(statement), self._source.end(statement)
        data = self._source.data
        indent = self._source.indentation(statement)
        rest = re.compile(rb"[ \t]*(?:\r\n|\r|\n|\Z)").match(data, end)
        alone = len(self._names.block(statement)) == 1
        if alone or indent is None or rest is None:
            return Edit(start, end, "pass")
        return Edit(start - len(indent), rest.end(), "")

    def _rewrite_star(self, statement: ast.ImportFrom) -> list[Edit]:
        module = self._names.module_of(statement)
        home = self._knowledge.canonical(module)
        if home not in self._knowledge.modern:
            return []  # kept with a finding, or replaced by `insertions`
        return self._module_edit(statement, home)

    def _rewrite_import(
        self, statement: ast.Import, used: set[ast.alias], kept: set[ast.alias]
    ) -> list[Edit]:
        """`import keras.backend as K`, `import keras.layers.core`."""
        edits: list[Edit] = []
        away: list[Imported] = []
        texts: list[tuple[ast.alias, str]] = []
        for alias in statement.names:
            text = self._source.text(alias)
            home = self._knowledge.canonical(alias.name)
            if self._is_elsewhere(alias, home):
                away.append(Imported("", "keras", alias.asname or ""))
                text = ""
            elif alias.asname and (home.startswith("keras.") or home != alias.name):
                outcome = self._outcome(statement, alias, used, kept)
                same = Imported(*split(alias.name), alias.asname)
                away += [i for i in outcome if i != same]
                text = text if same in outcome else ""
            elif home != alias.name and not alias.name.startswith("keras."):
                text = self._without_keras(alias, kept, text)
            elif alias.name.startswith("keras.") and alias.name not in self._knowledge.modern:
                text = "keras"
            elif alias in self._vacated:
                text = ""
            texts.append((alias, text))
        if any(text for _, text in texts):
            edits += self._alias_edits(texts)
            return [*edits, self._statements_after(statement, away)] if away else edits
        if not away:
            return [self._deletion(statement)]
        start, end = self._source.start(statement), self._source.end(statement)
        after = self._statements_after(statement, away).text
        return [Edit(start, end, after.lstrip("; \t\r\n"))]

    def _is_elsewhere(self, alias: ast.alias, home: str) -> bool:
        """Whether `import keras` is to take another package than it names."""
        away = self._imports.home != "keras" and not alias.name.startswith(self._imports.home)
        return away and (home == "keras" or (home.startswith("keras.") and not alias.asname))

    def _without_keras(self, alias: ast.alias, kept: set[ast.alias], text: str) -> str:
        """`import tensorflow.keras` is needed no longer, but `tensorflow` may be."""
        package = alias.name.partition(".")[0]
        if self._imports.home.startswith(f"{package}."):
            return text
        return package if alias in kept else ""

    def insertions(self) -> list[Edit]:
        """Return the new import statements; asked for last, when every use has been spelled."""
        lines = [
            f"import {package}" if package == local else f"import {package} as {local}"
            for asked, local in sorted(self._imports.packages.items())
            for package in [self._imports.at_home(asked)]
        ]
        edits = []
        if lines:
            edits.append(self._at_the_top(lines))
        for star, wanted in self._imports.beside.items():
            statement = star or self._first_keras_import()
            if statement is None:
                by_module = [self._statement(i.module, [i]) for i in wanted]
                edits.append(self._at_the_top(by_module))
            elif statement in self._imports.emptied:
                edits.append(self._in_place_of(statement, self._statements(wanted)))
            else:
                edits.append(self._statements_after(statement, wanted))
        gone = self._imports.emptied - set(self._imports.beside)
        return [*edits, *(self._deletion(statement) for statement in gone)]

    def _in_place_of(self, statement: ast.stmt, lines: list[str]) -> Edit:
        indent = self._source.indentation(statement)
        separator = "; " if indent is None else self._source.newline + indent
        start, end = self._source.start(statement), self._source.end(statement)
        return Edit(start, end, separator.join(lines))

    def _first_keras_import(self) -> ImportStatement | None:
        return next((s for s in self._names.imports if self._concerns_keras(s)), None)

    def _at_the_top(self, lines: list[str]) -> Edit:
        """Insert in front of the first Keras import of the module, or behind its head."""
        body = self._source.tree.body
        top = [s for s in body if isinstance(s, ast.Import | ast.ImportFrom)]
        first = next((s for s in top if self._concerns_keras(s)), None)
        newline = self._source.newline
        if first is None:
            first_code = next((s for s in body if not _is_head(s)), None)
            if first_code is None:
                end = len(self._source.data)
                return Edit(end, end, newline + newline.join(lines) + newline)
            first_start = self._source.starts[first_line(first_code) - 1]
            return Edit(first_start, first_start, newline.join(lines) + newline)
        start = self._source.start(first)
        return Edit(start, start, newline.join(lines) + newline)


def _local(target: str, alias: ast.alias) -> str:
    if not alias.asname or alias.asname == split(target)[1]:
        return ""
    return alias.asname


def _in_lines(names: list[str], column: int, newline: str) -> str:
    """Set names in lines that start at `column`, behind an opening bracket."""
    whole = ", ".join(name.replace(" ", _GLUE) for name in names)
    lines = textwrap.wrap(whole, max(_WIDTH - column, 20), break_long_words=False)
    return f"{newline}{' ' * column}".join(lines).replace(_GLUE, " ")


def _unique(found: list[Imported], home: str) -> list[Imported]:
    return list(dict.fromkeys(i for i in found if i.module == home))


def _dropped_duplicates(
    parts: list[tuple[ast.alias, list[str]]],
) -> list[tuple[ast.alias, str]]:
    """Leave each name out that an earlier alias of the statement already imports."""
    seen: set[str] = set()
    result = []
    for alias, names in parts:
        new = [n for n in dict.fromkeys(names) if n not in seen]
        seen.update(new)
        result.append((alias, ", ".join(new)))
    return result


def _is_head(statement: ast.stmt) -> bool:
    """Whether a statement must stay first: the docstring, `from __future__ import ...`."""
    match statement:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.ImportFrom(module="__future__"):
            return True
    return False
