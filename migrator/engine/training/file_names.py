"""Names of files that Keras 3 writes only under some endings: changed at both ends, or not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from migrator.engine.calls.outcomes import Use
from migrator.engine.reading.file_paths import Path, Paths
from migrator.engine.state import FileState
from migrator.facts import Elsewhere, NamedFile, from_here, without_folders
from migrator.options import Options
from migrator.patterns import regex
from migrator.rules import FileName, Rule

_ASKING = {"exists", "isfile", "remove", "unlink", "getsize", "getmtime", "access", "print"}
_TESTS = (ast.If, ast.IfExp, ast.While, ast.BoolOp, ast.UnaryOp, ast.Compare, ast.Assert)
_OLD_ENDING = regex(r"(?:\.h5|\.hdf5|\.hdf)?(?P<quotes>[\"']+)$")
_NUMBER = regex(r"\{epoch\b")


@dataclass
class _File:
    """One file: every argument that names it."""

    uses: list[tuple[Rule, Use, Path]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.uses[0][2].text

    @property
    def written(self) -> bool:
        return any(_fate(use).writes for _, use, _ in self.uses)

    @property
    def read(self) -> bool:
        return not all(_fate(use).writes for _, use, _ in self.uses)

    @property
    def both_ends(self) -> bool:
        return self.written and self.read

    @property
    def endings(self) -> tuple[str, ...]:
        """Those that all uses take, as what writes the file prefers them."""
        takes = [use.endings for _, use, _ in self.uses]
        first = next((use.endings for _, use, _ in self.uses if _fate(use).writes), takes[0])
        return tuple(e for e in first if all(e in endings for endings in takes))

    @property
    def whole_name(self) -> str:
        """The name without what leads up from where the program runs; "" if it is not in sight."""
        path = self.uses[0][2]
        return from_here(path.text) if path.key == path.text else ""


class FileNames:
    """Decides on the names of all files together, once all calls are decided."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._variables = state.variables
        self._paths = Paths(state.names, self._variables)
        self._uses = [(r, u) for _, r, u in state.uses if isinstance(u.fate, FileName)]
        self._nodes = {use.node for _, use in self._uses}

    def decide(self) -> None:
        """Plan the edits, and report the names that are not to be changed here.

        What other files name, too, is noted for them.
        """
        files: dict[str, _File] = {}
        for rule, use in self._uses:
            path = self._paths.read(use.node)
            if path is None:
                self._unread(rule, use)
                continue
            files.setdefault(path.key, _File()).uses.append((rule, use, path))
            self._template(rule, use, path)
        for file in files.values():
            self._settle(file)
            if elsewhere(file.name, self._state.options) is not None:
                self._note(file)

    def _unread(self, rule: Rule, use: Use) -> None:
        """Say what a name must be that is not in the source."""
        fate = _fate(use)
        if fate.writes and self._state.allows(rule.name, use.node):
            strict = fate.severity == "action" or use.endings != fate.endings
            report = self._state.report.action if strict else self._state.report.notice
            report(use.node, rule.name, fate.why)

    def _template(self, rule: Rule, use: Use, path: Path) -> None:
        """Respell what is logged in a name such as `'{epoch}-{val_acc}.h5'`."""
        if not self._state.allows(rule.name, use.node):
            return
        if _fate(use).numbered and _NUMBER.search(path.text):
            self._state.report.notice(use.node, rule.name, _fate(use).numbered)
        logged = {} if self._state.own_metric else self._state.knowledge.logged
        for old, new in logged.items() if _fate(use).filled else ():
            pattern = re.compile(rf"\{{(val_)?{old}(?=[}}:!])")
            found = pattern.search(path.text)
            if found is None or found[0][1:] in self._state.own_logs:
                continue
            if path.tail is None or not pattern.search(self._text(path.tail)):
                said = f"Keras 3 logs `{old}` as `{new}`: write that in its place."
                self._state.report.action(use.node, rule.name, said)
            else:
                text = self._text(path.tail)
                self._state.texts[path.tail] = pattern.sub(rf"{{\1{new}", text)
                self._state.report.change(path.tail, rule.name, f"{old} is logged as {new}")

    def _text(self, node: ast.Constant) -> str:
        return self._state.texts.get(node) or self._state.source.text(node)

    # -- one file ----------------------------------------------------------------------------

    def _settle(self, file: _File) -> None:
        """Give a file an ending that all its uses take, if it has another one."""
        wrong = self._wrong(file)
        other = elsewhere(file.name, self._state.options)
        if other is not None:
            ending = other.ending
        else:
            ending = next(iter(file.endings), "") if wrong and file.both_ends else ""
        places = self._places(file) if ending and ending in file.endings else None
        if places:
            where = f", as in {other.place}" if other is not None else ""
            for place in sorted(places, key=self._state.source.start):
                self._rename(place, file.uses[0][0], ending, where)
            return
        for rule, use in wrong:
            said = _fate(use).why + named_elsewhere(file.name, self._state.options)
            self._state.report.action(use.node, rule.name, said)

    def _wrong(self, file: _File) -> list[tuple[Rule, Use]]:
        """Return the uses that do not take the ending that a file has."""
        ending = self._ending(file.name)
        wrong = [(rule, use) for rule, use, _ in file.uses if ending not in use.endings]
        return [(rule, use) for rule, use in wrong if self._state.allows(rule.name, use.node)]

    def _note(self, file: _File) -> None:
        """Note how the source names a file, for the others that name it."""
        allowed = all(self._state.allows(rule.name, use.node) for rule, use, _ in file.uses)
        named = NamedFile(
            file.endings if allowed and self._places(file) else (),
            file.whole_name,
            file.written,
            file.read,
            bool(self._wrong(file)),
        )
        base = without_folders(file.name)
        before = self._state.named_files.get(base, named)
        self._state.named_files[base] = before.beside(named)

    def _ending(self, name: str) -> str:
        """Return the ending of a name, of those that matter; the longest."""
        return max((e for e in self._endings if name.endswith(e)), key=len, default="")

    @cached_property
    def _endings(self) -> frozenset[str]:
        found = (e for _, use in self._uses for e in (*use.endings, *_fate(use).endings))
        return frozenset(found)

    def _rename(self, node: ast.Constant, rule: Rule, ending: str, where: str) -> None:
        text = self._text(node)
        rest = ".h5" if text.rstrip("\"'").endswith(ending.removesuffix(".h5")) else ending
        new = _OLD_ENDING.sub(lambda match: rest + match["quotes"], text)
        if new != text:
            self._state.texts[node] = new
            said = f"{text} becomes {new}, wherever it is written or read{where}"
            self._state.report.change(node, rule.name, said)

    # -- is everything in sight? -------------------------------------------------------------

    def _places(self, file: _File) -> set[ast.Constant] | None:
        """Return the literals to change, or None if the file is named where it cannot be."""
        places: set[ast.Constant] = set()
        for _, _, path in file.uses:
            if path.tail is None or self._state.in_fstring(path.tail):
                return None
            loads = (node for v in path.variables for node in self._variables.loads(v))
            if not all(self._is_harmless(node) for node in loads):
                return None
            places.add(path.tail)
        held = {value for _, _, path in file.uses for value in path.values}
        for node, path in self._elsewhere.get(file.uses[0][2].key, ()):
            if path.tail is not None and node not in held:
                if not self._is_harmless(node) or self._state.in_fstring(node):
                    return None
                places.add(path.tail)
        return places

    @cached_property
    def _elsewhere(self) -> dict[str, list[tuple[ast.expr, Path]]]:
        """Every expression of the file that may name a file, by the key of that."""
        found: dict[str, list[tuple[ast.expr, Path]]] = {}
        for node in self._state.names.of(ast.Constant, ast.Call, ast.BinOp):
            path = self._paths.written(node)
            if path is not None and self._ending(path.text):
                found.setdefault(path.key, []).append((node, path))
        return found

    def _is_harmless(self, node: ast.expr) -> bool:
        """Whether a name of a file is used where it may be any: by Keras, to look, or to tell."""
        if node in self._nodes:
            return True
        parent = self._state.names.parents.get(node)
        if isinstance(parent, ast.Call) and node in parent.args:
            name = parent.func.attr if isinstance(parent.func, ast.Attribute) else None
            name = parent.func.id if isinstance(parent.func, ast.Name) else name
            if name in _ASKING:
                return True
        return isinstance(parent, _TESTS) or self._is_shown(node)

    def _is_shown(self, node: ast.expr) -> bool:
        match self._state.names.statement(node):
            case ast.Expr(value=ast.Call(func=ast.Name(id="print"))):
                return all(_no_file(n, node) for n in self._enclosing(node))
        return False

    def _enclosing(self, node: ast.AST) -> Iterator[ast.AST]:
        for ancestor in self._state.names.ancestors(node):
            if isinstance(ancestor, ast.stmt):
                return
            yield ancestor


def _no_file(ancestor: ast.AST, node: ast.expr) -> bool:
    """Whether what encloses a name only makes a text of it."""
    if isinstance(ancestor, ast.Call):
        func = ancestor.func
        return node is not func and (
            (isinstance(func, ast.Name) and func.id == "print")
            or (isinstance(func, ast.Attribute) and func.attr == "format")
        )
    return True


def _fate(use: Use) -> FileName:
    assert isinstance(use.fate, FileName)  # noqa: S101 - tells mypy
    return use.fate


def elsewhere(name: str, options: Options) -> Elsewhere | None:
    """Return where else in the project a file is named, if it is."""
    return options.facts.files.get(without_folders(name)) if options.facts else None


def named_elsewhere(name: str, options: Options) -> str:
    """Return what is said of another file of the project that names the same file, if one does."""
    other = elsewhere(name, options)
    return f" {other.place} names it, too." if other is not None else ""
