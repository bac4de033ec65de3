"""Definitions that a migrated file needs are written once, before their first use."""

from __future__ import annotations

import ast
import io
import re
import tokenize

from migrator.engine.importing.imports import Imports
from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.literals import Unknown, literal
from migrator.engine.reading.names import Names
from migrator.engine.reading.scopes import Binding
from migrator.engine.reading.source import Source, first_line
from migrator.engine.writing.edits import Edit
from migrator.patterns import regex
from migrator.rules import Code, Helper, To

_BACKEND, _OPERATIONS = "keras.backend.", "keras.ops."
_NAME = regex(r"(?<![\w.])(?:keras|numpy|tensorflow)(?:\.\w+)+")


class Helpers:
    """Collects the helpers that rewritten calls mention, and writes them into the file."""

    def __init__(self, source: Source, names: Names, imports: Imports, quote: str) -> None:
        self._source = source
        self._names = names
        self._imports = imports
        self._quote = quote
        self._local: dict[Helper, str] = {}
        self._first_line = 0

    def spell(self, code: Code, line: int, function: ast.expr | None = None) -> str:
        """Return the text of a piece of code as this file spells it, and note what it needs.

        function: what is called where it will stand.
        """
        text = self._respell_names(code.text, function)
        if code.helpers or _NAME.search(code.text):
            wanted = self._imports.wanted
            wanted.first_line = min(line, wanted.first_line)
        for helper in code.helpers:
            text = re.sub(rf"\b{helper.name}\b", self.local(helper, line), text)
        return text

    def local(self, helper: Helper, line: int) -> str:
        """Return the name of a helper in this file; it will be defined before `line`."""
        if helper not in self._local:
            self._local[helper] = self._free_name(helper)
        self._first_line = min(line, self._first_line or line)
        return self._local[helper]

    def _free_name(self, helper: Helper) -> str:
        scopes = {*self._names.scopes.values(), self._names.module}
        bindings = [b for scope in scopes for b in scope.bindings.get(helper.name, ())]
        if all(_is_ours(b.definition, helper) or self._makes_way(b, helper) for b in bindings):
            return helper.name
        return f"keras1_{helper.name}"

    def _makes_way(self, binding: Binding, helper: Helper) -> bool:
        """Whether a name is the import of the very symbol that the helper stands in for."""
        rule = self._imports.targets.rule_of(binding.imported or "")
        becomes = rule.becomes if rule is not None else None
        return isinstance(becomes, To) and helper in becomes.helpers

    def _respell_names(self, text: str, function: ast.expr | None = None) -> str:
        denoted = self._names.denote(function) if function is not None else None
        of_backend = denoted is not None and self._is_of_backend(denoted)

        def spelled(match: re.Match[str]) -> str:
            beside = of_backend and match.group().startswith(_OPERATIONS)
            return self._imports.spell(match.group(), denoted if beside else None)

        return _NAME.sub(spelled, text)

    def _is_of_backend(self, denoted: Denoted) -> bool:
        """Whether it is a function in whose place one of `keras.ops` stands, as a rule."""
        return self._imports.knowledge.canonical(denoted.name).startswith(_BACKEND)

    def edits(self) -> list[Edit]:
        """Return the insertion of all definitions, in front of their first use."""
        definitions = [
            self._definition(helper, name)
            for helper, name in self._local.items()
            if not any(
                _is_ours(b.definition, helper) for b in self._names.module.bindings.get(name, ())
            )
        ]
        if not definitions:
            return []
        newline = self._source.newline
        body = f"{newline * 3}".join(d.replace("\n", newline) for d in definitions)
        return [self._placed(body, newline)]

    def _definition(self, helper: Helper, name: str) -> str:
        text = helper.source.strip("\n")
        text = re.sub(rf"(?<![`.])\b{helper.name}\b(?!`)", name, text)
        if self._quote == '"':
            text = _double_quoted(text)
        return self._respell_names(text)

    def _placed(self, body: str, newline: str) -> Edit:
        statements = self._source.tree.body
        before = [s for s in statements if (s.end_lineno or s.lineno) < self._first_line]
        imports = [s for s in before if self._is_import(s)]
        data = self._source.data
        if not imports:
            later = (s for s in statements if (s.end_lineno or s.lineno) >= self._first_line)
            following = next(later, None)
            offset = self._source.starts[first_line(following) - 1] if following else 0
            return Edit(offset, offset, f"{body}{newline * 3}")
        offset = self._source.end(_constants_behind(imports[-1], before))
        match = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)((?:[ \t]*(?:\r\n|\r|\n))*)").match(
            data, offset
        )
        if match is None:
            return Edit(offset, offset, f"{newline * 3}{body}")
        blank = len(re.findall(rb"\r\n|\r|\n", match.group(1)))
        start = match.start(1)
        return Edit(start, start, f"{newline * 2}{body}{newline * (1 + max(0, 2 - blank))}")

    def _is_import(self, statement: ast.stmt) -> bool:
        """Whether a statement imports, or names something that is imported: `keras = tf.keras`."""
        value = statement.value if isinstance(statement, ast.Assign) else None
        named = isinstance(value, ast.Name | ast.Attribute) and self._names.denote(value)
        return bool(named) or isinstance(statement, ast.Import | ast.ImportFrom)


def _is_ours(node: ast.AST | None, helper: Helper) -> bool:
    """Whether a definition is the helper, written by an earlier run."""
    if not isinstance(node, ast.FunctionDef | ast.ClassDef):
        return False
    return ast.get_docstring(node) == helper.docstring


def _double_quoted(text: str) -> str:
    """Respell the plain string literals of a source text with double quotes."""
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    lines = text.splitlines(keepends=True)
    for token in reversed(tokens):
        plain = token.type == tokenize.STRING and token.string.startswith("'")
        if plain and '"' not in token.string and not token.string.startswith("'''"):
            row, (start, end) = token.start[0] - 1, (token.start[1], token.end[1])
            lines[row] = f'{lines[row][:start]}"{token.string[1:-1]}"{lines[row][end:]}'
    return "".join(lines)


def _constants_behind(last: ast.stmt, before: list[ast.stmt]) -> ast.stmt:
    """Return the last of the constants that stand right behind the imports, as one paragraph."""
    found = last
    for statement in before[before.index(last) + 1 :]:
        if not isinstance(statement, ast.Assign) or isinstance(literal(statement.value), Unknown):
            goes_on = statement.lineno == (found.end_lineno or 0) + 1
            return last if goes_on else found
        found = statement
    return found
