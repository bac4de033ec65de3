"""What a careful person gets by renaming alone: symbols, modules and arguments, and nothing else.

That is what Keras 3's errors and the tables of renames lead to. Of values only 'th' and 'tf' are
respelled; no size is put into a tuple, no default written out. Names are looked up as kmigrate does
it, so that nothing is missed or renamed by mistake: more than search and replace can.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from migrator.engine.reading.names import Names
from migrator.engine.reading.source import Source, read_source
from migrator.knowledge import LIBRARY
from migrator.rules import Check, Combine, Fate, Into, Method, Rule, To, outcomes

_OLD = LIBRARY.first
_MODULES = {"keras.objectives": "keras.losses", "keras.initializations": "keras.initializers"}
_VALUES = {"th": "channels_first", "tf": "channels_last"}


@dataclass(frozen=True)
class Edit:
    """One place that a person changes."""

    start: int
    end: int
    text: str


def renamed(text: str) -> str:
    """Return a source of Keras 1 with all that has another name renamed."""
    source = read_source(text)
    edits = list(_Renaming(source).edits())
    if any("keras." in edit.text and not edit.text.startswith("from ") for edit in edits):
        imports = (s for s in source.tree.body if isinstance(s, ast.Import | ast.ImportFrom))
        first = next(s for s in imports if getattr(s, "module", "") != "__future__")
        edits.append(Edit(source.start(first), source.start(first), "import keras\n"))
    data = source.data
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        data = data[: edit.start] + edit.text.encode() + data[edit.end :]
    return data.decode()


class _Renaming:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._names = Names(source.tree, LIBRARY.exports)
        self._done: set[int] = set()

    def edits(self) -> Iterator[Edit]:
        for call in self._names.calls:
            yield from self._keywords(call)
        for node in self._names.mentions:
            yield from self._mention(node)
        for constant in self._names.of(ast.Constant):
            if isinstance(constant.value, str) and constant.value in _VALUES:
                start, end = self._source.start(constant), self._source.end(constant)
                quote = self._source.text(constant)[-1]
                yield Edit(start, end, f"{quote}{_VALUES[constant.value]}{quote}")
        for statement in self._names.imports:
            if isinstance(statement, ast.ImportFrom):
                yield from self._import(statement)

    def _keywords(self, call: ast.Call) -> Iterator[Edit]:
        rule = self._rule(call.func) or self._method(call)
        for to in _targets(rule)[:1]:
            name = to.name.rpartition(".")[2]
            if isinstance(rule, Method) and isinstance(call.func, ast.Attribute):
                end = self._source.end(call.func)
                if name != call.func.attr:
                    yield Edit(end - len(call.func.attr.encode()), end, name)
            for keyword in call.keywords:
                fate = _fate(to, keyword.arg or "")
                new = fate if isinstance(fate, str) else getattr(fate, "name", None)
                if new and keyword.arg and new != keyword.arg:
                    start = self._source.start(keyword)
                    yield Edit(start, start + len(keyword.arg.encode()), new)

    def _mention(self, node: ast.Name | ast.Attribute) -> Iterator[Edit]:
        while isinstance(node, ast.Attribute) and self._rule(node) is None:
            inner = node.value
            if not isinstance(inner, ast.Name | ast.Attribute):
                return
            node = inner
        for to in _targets(self._rule(node))[:1]:
            home, _, name = to.name.rpartition(".")
            start, end = self._source.start(node), self._source.end(node)
            text = self._source.text(node)
            if start in self._done:
                continue
            self._done.add(start)
            if isinstance(node, ast.Attribute):
                moved = home != _OLD.canonical(self._denoted(node)).rpartition(".")[0]
                yield Edit(start, end, to.name if moved else f"{text.rpartition('.')[0]}.{name}")
            elif text == self._denoted(node).rpartition(".")[2] != name:
                yield Edit(start, end, name)

    def _import(self, statement: ast.ImportFrom) -> Iterator[Edit]:
        module = self._names.module_of(statement)
        if module.partition(".")[0] != "keras" or statement.names[0].name == "*":
            return
        parts: dict[str, list[str]] = {}
        for alias in statement.names:
            old = _OLD.canonical(f"{module}.{alias.name}")
            targets = _targets(_OLD.by_name.get(old))
            new = targets[0].name if targets else _MODULES.get(old, old)
            home, _, name = new.rpartition(".")
            is_module = f"{module}.{alias.name}" in {*_OLD.modules, *_MODULES}
            local = alias.asname or (alias.name if is_module else "")
            named = f"{name} as {local}" if local not in {"", name} else name
            parts.setdefault(home, []).append(named)
        indent = " " * statement.col_offset
        lines = [f"from {home} import {', '.join(names)}" for home, names in parts.items()]
        text = f"\n{indent}".join(lines)
        start, end = self._source.start(statement), self._source.end(statement)
        if text != self._source.text(statement):
            yield Edit(start, end, text)

    def _rule(self, node: ast.expr) -> Rule | None:
        return _OLD.by_name.get(_OLD.canonical(self._denoted(node)))

    def _denoted(self, node: ast.expr) -> str:
        found = self._names.denote(node)
        return found.name if found is not None else ""

    def _method(self, call: ast.Call) -> Rule | None:
        attribute = getattr(call.func, "attr", "")
        given = {keyword.arg for keyword in call.keywords}
        candidates = _OLD.methods.get(attribute, ()) if not self._denoted(call.func) else ()
        return next((m for m in candidates if given & m.legacy_keywords), None)


def _fate(to: To, argument: str) -> Fate | None:
    """Return what becomes of an argument; the first of some that become one gives it its name."""
    firsts = {key[0] if isinstance(key, tuple) else key: fate for key, fate in to.args.items()}
    return (
        firsts.get(argument)
        if isinstance(firsts.get(argument), str | Combine | Into | Check)
        else None
    )


def _targets(rule: Rule | None) -> list[To]:
    """Return what a symbol became, if that is a symbol of Keras 3 under its own name."""
    found = list(outcomes(rule.becomes)) if rule is not None else []
    known = _OLD.modern if not isinstance(rule, Method) else {to.name for to in found}
    return [to for to in found if to.name in known and to.text is None and not to.wrap]
