"""The edits to a file's import statements, when every use of an imported name has been decided."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeGuard

from migrator.engine.importing.import_outcomes import ImportOutcomes
from migrator.engine.importing.import_text import ImportText
from migrator.engine.importing.imports import Imports
from migrator.engine.reading.imported import Imported, only_target, split
from migrator.engine.reading.scopes import ImportStatement
from migrator.engine.reading.source import first_line
from migrator.engine.reading.stand_ins import misses_imports
from migrator.engine.writing.edits import Edit


class ImportEdits:
    """Rewrites import statements in place, once."""

    def __init__(self, imports: Imports) -> None:
        self._imports = imports
        self._source = imports.source
        self._names = imports.names
        self._knowledge = imports.knowledge
        self._outcomes = ImportOutcomes(imports)
        self._text = ImportText(imports)
        self._first_packages: dict[int, dict[str, int]] = {}  # block -> package -> line
        self._runs: dict[ast.stmt, set[Imported]] = {}  # what imports one after the other bring

    def edits(self) -> list[Edit]:
        """Return the edits to the file's import statements, to be applied once."""
        found: list[Edit] = []
        for statement in self._names.imports:
            self._continue_run(statement)
            if self._imports.is_left(statement):
                found += self._beside(statement)
            elif self._outcomes.concerns_keras(statement) and not self._decides(statement):
                found += self._rewrite(statement)
        return found

    def _decides(self, statement: ImportStatement) -> bool:
        """Whether the failure of an import brings more, behind `except`, than is needed of itself.

        `try: from keras.engine import merge`, `except ImportError: from keras.layers import add`.
        """
        around = self._names.parents[statement]
        if not isinstance(around, ast.Try) or not isinstance(statement, ast.ImportFrom):
            return False
        tried = {name for other in around.body for name in _bound(other)}
        handlers = filter(misses_imports, around.handlers)
        made = [s for handler in handlers for s in handler.body if isinstance(s, ast.ImportFrom)]
        others = {name for other in made for name in _bound(other)}
        if statement not in around.body or others <= tried:
            return False
        needed = [a for a in statement.names if self._outcomes.of(statement, a)]
        bindings = self._names.module.bindings
        twice = {name for name in map(_name, needed) if len(bindings.get(name, ())) > 1}
        return len(needed) < len(statement.names) and len(twice) == len(needed)

    def _beside(self, statement: ImportStatement) -> list[Edit]:
        """Import what is needed in place of the names of a statement that is left, too."""
        wanted = [i for alias in statement.names for i in self._imports.wanted.of(alias)]
        written = [self._imports.as_written(statement, alias) for alias in statement.names]
        away = [imported for imported in wanted if imported not in written]
        return [self._text.statements_after(statement, away)] if away else []

    def _continue_run(self, statement: ImportStatement) -> None:
        level, index = self._names.placed(statement)
        before = self._runs.get(level[index - 1]) if index else None
        self._runs[statement] = set() if before is None else before

    def _is_repeated(self, statement: ImportStatement, found: list[Imported]) -> bool:
        """Whether a statement becomes what the imports right above it bring, and was not so."""
        run, written = self._runs[statement], {alias.name for alias in statement.names}
        renamed = any(imported.name not in written for imported in found)
        repeated = renamed and run.issuperset(found)
        run.update(found)
        return repeated

    def _rewrite(self, statement: ImportStatement) -> list[Edit]:
        if isinstance(statement, ast.Import):
            return self._rewrite_import(statement)
        if statement.names[0].name == "*":
            return self._rewrite_star(statement)
        outcomes = [(alias, self._outcomes.of(statement, alias)) for alias in statement.names]
        return self._lay_out(statement, outcomes)

    def _lay_out(
        self, statement: ast.ImportFrom, outcomes: list[tuple[ast.alias, list[Imported]]]
    ) -> list[Edit]:
        flat = [imported for _, found in outcomes for imported in found]
        if not flat or self._is_repeated(statement, flat):
            return [] if self._is_replaced(statement) else [self._text.deletion(statement)]
        home = next((imported.module for imported in flat if imported.module), "")
        if not home:
            start, end = self._source.start(statement), self._source.end(statement)
            return [Edit(start, end, self._text.statement("", _unique(flat, "")))]
        away = [imported for imported in flat if imported.module != home]
        texts = [(alias, [i.text for i in _unique(found, home)]) for alias, found in outcomes]
        parts = _dropped_duplicates(self._sorted_in(statement, texts))
        known = any(f"{i.module}.{i.name}" in self._knowledge.modern for i in flat)
        elsewhere = known or home != self._names.module_of(statement)
        edits = self._text.module_edit(statement, home) if elsewhere else []
        edits += self._text.on_one_line(statement, home, parts) or self._text.alias_edits(parts)
        edits = self._text.aligned(statement, edits)
        if away:
            edits.append(self._text.statements_after(statement, away))
        return edits

    def _is_replaced(self, statement: ast.ImportFrom) -> bool:
        """Whether `insertions` writes other imports where one goes."""
        beside = self._imports.beside
        return statement in beside or (None in beside and statement is self._first_keras_import)

    def _is_emptied(self, statement: ImportStatement) -> bool:
        """Whether nothing that a statement imports is needed any more."""
        if self._imports.is_left(statement):
            return False
        if statement in self._imports.emptied or self._is_above(statement):
            return True
        named = isinstance(statement, ast.ImportFrom) and statement.names[0].name != "*"
        return named and not any(self._outcomes.of(statement, a) for a in statement.names)

    def _sorted_in(
        self, statement: ast.ImportFrom, texts: list[tuple[ast.alias, list[str]]]
    ) -> list[tuple[ast.alias, list[str]]]:
        """Move names that a use needs besides its own to behind the last smaller name."""
        heads, extras = [], []
        for alias, needed in texts:
            kept = alias.asname is not None and ast.unparse(alias) in needed
            names = sorted(needed) if kept else needed
            rule = self._knowledge.by_name.get(
                self._knowledge.canonical(self._outcomes.qualified(statement, alias))
            )
            own = 1 if rule is None or only_target(rule) else len(names)
            heads.append((alias, names[:own]))
            extras += names[own:]
        for extra in sorted(extras):
            smaller = [n for n, (_, names) in enumerate(heads) if names and names[0] < extra]
            place = smaller[-1] if smaller else max(n for n, (_, m) in enumerate(heads) if m)
            heads[place][1].append(extra)
        return heads

    def _rewrite_star(self, statement: ast.ImportFrom) -> list[Edit]:
        module = self._names.module_of(statement)
        home = self._knowledge.home_of_star(module)
        if home not in self._knowledge.modern or statement in self._imports.emptied:
            return []  # kept with a finding, or replaced by `insertions`
        if self._is_above(statement):
            replaced = statement in self._imports.beside  # by `insertions`, too
            return [] if replaced else [self._text.deletion(statement)]
        return self._text.module_edit(statement, home)

    def _is_above(self, statement: ImportStatement) -> bool:
        """Whether a star import above it becomes the same, and only those of Keras are between."""
        if not isinstance(statement, ast.ImportFrom) or statement.names[0].name != "*":
            return False
        module = self._names.module_of(statement)
        home = self._knowledge.home_of_star(module)
        if module == home:
            return False
        level, index = self._names.placed(statement)
        for place in range(index - 1, -1, -1):
            other = level[place]
            if not isinstance(other, ast.ImportFrom) or other.names[0].name != "*":
                return False
            if other in self._imports.emptied:
                continue
            above = self._knowledge.home_of_star(self._names.module_of(other))
            if above == home or above.partition(".")[0] != "keras":
                return above == home
        return False

    def _rewrite_import(self, statement: ast.Import) -> list[Edit]:
        """`import keras.backend as K`, `import keras.layers.core`."""
        edits: list[Edit] = []
        away: list[Imported] = []
        texts: list[tuple[ast.alias, str]] = []
        for alias in statement.names:
            text = self._source.text(alias)
            home = self._knowledge.canonical(alias.name)
            if self._is_elsewhere(alias, home):
                local = alias.asname or alias.name.partition(".")[0]
                away.append(Imported("", "keras", "" if local == "keras" else local))
                text = ""
            elif alias.asname and (home.startswith("keras.") or home != alias.name):
                outcome = self._outcomes.of(statement, alias)
                module, name = split(alias.name)
                same = Imported(module, name, alias.asname if alias.asname != name else "")
                stays = same in outcome and self._imports.targets.at_home(module) == module
                away += [i for i in outcome if not (stays and i == same)]
                text = text if stays else ""
            elif home != alias.name and not alias.name.startswith("keras."):
                text = self._without_keras(statement, alias, text)
            elif alias.name.startswith("keras.") and alias.name not in self._knowledge.modern:
                text = "" if self._has_before(statement, alias, "keras") else "keras"
            elif alias in self._outcomes.vacated:
                text = ""
            texts.append((alias, text))
        if any(text for _, text in texts):
            edits += self._text.alias_edits(texts)
            return [*edits, self._text.statements_after(statement, away)] if away else edits
        if not away or self._is_repeated(statement, away):
            return [self._text.deletion(statement)]
        start, end = self._source.start(statement), self._source.end(statement)
        after = self._text.statements_after(statement, away).text
        return [Edit(start, end, after.lstrip("; \t\r\n"))]

    def _has_before(self, statement: ast.Import, alias: ast.alias, package: str) -> bool:
        """Whether `import package` stands, or will stand, further up at the same level."""
        level, first = self._names.block(statement), self._first_packages
        if id(level) not in first:
            plain = [s for s in level if isinstance(s, ast.Import)]
            first[id(level)] = {n: s.lineno for s in reversed(plain) for n in _packages(s.names)}
        if first[id(level)].get(package, statement.lineno) < statement.lineno:
            return True
        return package in _packages(statement.names[: statement.names.index(alias)])

    def _is_elsewhere(self, alias: ast.alias, home: str) -> bool:
        """Whether `import keras` is to take another package than it names."""
        away = self._imports.home != "keras" and not alias.name.startswith(self._imports.home)
        return away and (home == "keras" or (home.startswith("keras.") and not alias.asname))

    def _without_keras(self, statement: ast.Import, alias: ast.alias, text: str) -> str:
        """`import tensorflow.keras` is needed no longer, but `tensorflow` may be."""
        package = alias.name.partition(".")[0]
        if self._imports.home.startswith(f"{package}."):
            return text
        needed = alias in self._outcomes.kept and not self._has_before(statement, alias, package)
        return package if needed else ""

    def insertions(self) -> list[Edit]:
        """Return the new import statements; asked for last, when every use has been spelled."""
        lines = [
            f"import {package}" if package == local else f"import {package} as {local}"
            for asked, local in sorted([*self._imports.packages.items(), *self._late()])
            for package in [self._imports.targets.at_home(asked)]
        ]
        edits = []
        if lines:
            edits.append(self._at_the_top(lines))
        for star, wanted in self._imports.beside.items():
            statement = star or self._first_keras_import
            if statement is None:
                by_module = [self._text.statement(i.module, [i]) for i in wanted]
                edits.append(self._at_the_top(by_module))
            elif self._is_emptied(statement):
                edits.append(self._text.in_place_of(statement, self._text.statements(wanted)))
            else:
                edits.append(self._text.statements_after(statement, wanted))
        emptied = self._imports.emptied - set(self._imports.beside)
        gone = (statement for statement in emptied if not self._imports.is_left(statement))
        return [*edits, *(self._text.deletion(statement) for statement in gone)]

    def _late(self) -> list[tuple[str, str]]:
        """Return the packages that are imported below new code of theirs, and their names."""
        first, module = self._imports.wanted.first_line, self._names.module
        asked = self._imports.named_wholly.items()
        return [a for a in asked if first < self._names.history(module, a[1]).first_line]

    @cached_property
    def _first_keras_import(self) -> ImportStatement | None:
        return self._first_of_keras(self._names.imports)

    def _first_of_keras(self, imports: Iterable[ImportStatement]) -> ImportStatement | None:
        """Return the first import of Keras, if nothing of Keras is used above it."""
        first = next((s for s in imports if self._outcomes.concerns_keras(s)), None)
        lines = (name.lineno for name in self._imports.moved_names)
        used = min([self._imports.wanted.first_line, *lines])
        return None if first is not None and used < first.lineno else first

    def _first_tried(self, body: list[ast.stmt]) -> ImportStatement | None:
        """Return the first import of Keras that the module can do without, if it has one."""
        for statement in body:
            match statement:
                case ast.Try(body=tried, handlers=[ast.ExceptHandler() as handler, *_]):
                    first = self._first_of_keras(filter(_is_import, tried))
                    otherwise = filter(_is_import, handler.body)
                    if first is not None and misses_imports(handler):
                        kept = any(self._outcomes.concerns_keras(other) for other in otherwise)
                        return None if kept else first
        return None

    def _at_the_top(self, lines: list[str]) -> Edit:
        """Insert in front of the first Keras import of the module, or behind its head.

        Where Keras is used above it, through TensorFlow, in front of the import of that.
        """
        body = self._source.tree.body
        top = [s for s in body if isinstance(s, ast.Import | ast.ImportFrom)]
        newline = self._source.newline
        tried = self._first_tried(body)
        if tried is not None and self._first_of_keras(top) is None:
            start = self._source.starts[first_line(tried) - 1]
            indent = self._source.data[start : self._source.start(tried)].decode()
            if not indent.strip():
                return Edit(start, start, "".join(f"{indent}{line}{newline}" for line in lines))
        first = self._first_of_keras(top) or next((s for s in top if _is_of_tensorflow(s)), None)
        if first is None:
            first_code = next((s for s in body if not _is_head(s)), None)
            if first_code is None:
                end = len(self._source.data)
                return Edit(end, end, newline + newline.join(lines) + newline)
            first_start = self._source.starts[first_line(first_code) - 1]
            return Edit(first_start, first_start, newline.join(lines) + newline)
        start = self._source.start(first)
        return Edit(start, start, newline.join(lines) + newline)


def _is_import(statement: ast.stmt) -> TypeGuard[ImportStatement]:
    return isinstance(statement, ast.Import | ast.ImportFrom)


def _packages(names: list[ast.alias]) -> set[str]:
    """Return the packages that `import` brings, by their own names."""
    return {alias.name.partition(".")[0] for alias in names if alias.asname is None}


def _is_of_tensorflow(statement: ImportStatement) -> bool:
    names = [alias.name for alias in statement.names]
    return isinstance(statement, ast.Import) and "tensorflow" in names


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


def _bound(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that an import binds."""
    if isinstance(statement, ast.Import | ast.ImportFrom):
        yield from map(_name, statement.names)


def _name(alias: ast.alias) -> str:
    return alias.asname or alias.name
