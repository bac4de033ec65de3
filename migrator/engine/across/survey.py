"""What one file tells the others: what it defines, imports, calls and sets."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import PurePosixPath
from typing import Any

from migrator.engine.analysed import Analysed
from migrator.engine.calls.forwarding import forward_of
from migrator.engine.dating.dialect import knowledge_for
from migrator.engine.dating.said import said_in
from migrator.engine.depth import room
from migrator.engine.ordering.data_format import settings
from migrator.engine.reading.constructors import above_all, handed_up_beside
from migrator.engine.reading.literals import Unknown, evaluate
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import hides_words, returns
from migrator.engine.reading.packages import inside_keras, is_keras, package_of_file
from migrator.engine.reading.receivers import Receivers
from migrator.engine.reading.scopes import Binding, below
from migrator.engine.training.batches_told import batches_of
from migrator.engine.training.metrics import compiled_with
from migrator.engine.training.whole_models import seems_kept
from migrator.facts import Batched, Forward, Passed, Setting
from migrator.findings import Verdict
from migrator.frozen import frozen
from migrator.rules import Knowledge, Library

_UNKNOWN = Verdict("unknown")


@frozen
class Survey:
    """One file as the others see it; names of other modules are spelled as this file does.

    imports: the modules it may import, also those that turn out to be symbols (`utils.Dense`).
    stars: those it imports everything from. constants, imported, aliases: the names of the module
    and what they are (a value, a qualified name, a qualified name under another one). bases,
    returns, objects: its classes, functions, and what it makes -> a qualified name. calls: of
    functions of other modules. methods: what its classes that are not Keras's define under a name
    that Keras has too.
    makers: see `Module`. made_alike: classes without such a constructor -> what stands above.
    keeps_models: whether it seems to write whole models to HDF5, or to read them. compiled: the
    names under which it has accuracy measured. batches: see `Module`.
    """

    path: str
    imports: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()
    constants: Mapping[str, Any] = field(default_factory=dict)
    imported: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)
    returns: Mapping[str, str] = field(default_factory=dict)
    forwards: Mapping[str, Forward] = field(default_factory=dict)
    calls: tuple[tuple[str, Passed], ...] = ()
    settings: tuple[Setting, ...] = ()
    dialect: Verdict = _UNKNOWN
    methods: frozenset[str] = frozenset()
    unbound: frozenset[str] = frozenset()
    keeps_models: bool = False
    makers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    made_alike: Mapping[str, str] = field(default_factory=dict)
    compiled: frozenset[str] = frozenset()
    objects: Mapping[str, str] = field(default_factory=dict)
    batches: Mapping[str, Batched] = field(default_factory=dict)

    def defines(self, name: str) -> bool:
        """Whether the file itself gives a name its meaning."""
        tables = (self.constants, self.bases, self.returns, self.objects)
        return name in self.forwards or any(name in table for table in tables)


@frozen
class Place:
    """Where a file stands in its project.

    path: relative to the project, with forward slashes. shown: as reports name it. heads: what the
    name of a module of the project can start with: calls into others are not looked at. name: how
    its author knows a line of what is surveyed.
    """

    path: str
    heads: frozenset[str]
    shown: str = ""
    name: Callable[[int], str] = str


def survey(read: Analysed, place: Place, library: Library) -> Survey:
    """Return what a file tells the others.

    Raises:
        UnparsableError: it is nested too deeply.
    """
    signs = read.signs
    with room():
        dialect, certain = signs.certain_dialect()
        # What a comment dates is what is left in that file: the words that told others are gone.
        certain = certain and said_in(read.source)[0] is None
        told = signs.migrated() or (dialect if certain else _UNKNOWN)
        knowledge = knowledge_for(dialect, library) or library.first
        surveyor = _Surveyor(signs.names, knowledge, place, told)
        found = surveyor.survey(known=_members(library.first) | _members(knowledge))
        # A copy of Keras itself has what saves models: that tells nothing of what a program keeps.
        keeps = found.keeps_models and not package_of_file(place.path, library.exports)
        compiled = compiled_with(signs.names, library.first)
        batches = batches_of(signs.names)
        return replace(found, compiled=compiled, keeps_models=keeps, batches=batches)


class _Surveyor:
    """Looks at one file."""

    def __init__(self, names: Names, knowledge: Knowledge, place: Place, dialect: Verdict) -> None:
        self._names = names
        self._found = dialect
        self._knowledge = knowledge
        self._receivers = Receivers(names, knowledge)
        self._path = place.path
        self._shown = place.shown or place.path
        self._heads = place.heads
        self._name = place.name

    def survey(self, known: frozenset[str]) -> Survey:
        """Look; known: what Keras has under these names may be a method of the file's own."""
        return Survey(
            self._path,
            tuple(dict.fromkeys(self._imports())),
            tuple(module for module, _ in self._names.module.stars),
            dict(self._constants()),
            dict(self._imported()),
            dict(self._aliases()),
            dict(self._bases()),
            dict(self._returns()),
            dict(self._forwards()),
            tuple(self._calls()),
            tuple(
                replace(s, place=f"{self._where(line)}: {s.place}")
                for line, s in settings(self._names, self._knowledge)
            ),
            self._dialect(),
            self._receivers.own_methods & known,
            frozenset(self._unbound()),
            seems_kept(self._names, self._knowledge),
            *self._makers(),
            objects=dict(self._objects()),
        )

    def _unbound(self) -> Iterator[str]:
        """Yield the names that only a star import of the project's own can bring."""
        if any(self._is_ours(module) for module, _ in self._names.module.stars):
            for node, scope in self._names.scopes.items():
                if self._names.owner(scope, node.id)[0] is None:
                    yield node.id

    def _dialect(self) -> Verdict:
        told = (text.partition(": ") for text in self._found.evidence[:1])
        evidence = tuple(f"{self._where(int(line))}: {text}" for line, _, text in told)
        return Verdict(self._found.value, evidence)

    def _where(self, line: int) -> str:
        """Return a place as reports name it."""
        return f"{self._shown}:{self._name(line)}"

    def _is_ours(self, name: str) -> bool:
        return name.startswith(".") or name.partition(".")[0] in self._heads

    def _imports(self) -> Iterator[str]:
        for statement in self._names.imports:
            for alias in statement.names:
                if isinstance(statement, ast.Import):
                    if self._is_ours(alias.name):
                        yield alias.name
                    continue
                module = self._names.module_of(statement)
                if self._is_ours(module):
                    yield module
                    if alias.name != "*":
                        yield below(module, alias.name)

    def _present(self, name: str) -> list[Binding]:
        """Return the bindings of a name where Keras is there: `keras = None` is for where not."""
        return self._names.present(self._names.module, name)

    def _constants(self) -> Iterator[tuple[str, Any]]:
        for name, binding in self._names.single():
            if binding.value is not None:
                value = evaluate(binding.value, self._names)
                if isinstance(value, int | float | str | tuple) or _is_foreign(value):
                    yield name, value

    def _imported(self) -> Iterator[tuple[str, str]]:
        for name in self._names.module.bindings:
            bindings = self._present(name)
            some = self._names.assigned if len(bindings) > 1 else _nothing
            found = [b.imported or some(b) for b in bindings]
            # Keras's and TensorFlow's are the same, whichever is imported.
            meanings = {inside_keras(name) or name for name in found}
            if len(meanings) == 1 and found[0]:
                qualified = found[0]
                if self._is_ours(qualified) or is_keras(qualified):
                    yield name, qualified
        for name, (module, _) in self._names.starred.items():
            if is_keras(module) and name not in self._names.module.bindings:
                yield name, below(module, name)

    def _aliases(self) -> Iterator[tuple[str, str]]:
        for name, binding in self._names.single():
            if isinstance(binding.value, ast.Name | ast.Attribute):
                found = self._names.denote(binding.value)
                if found is not None:
                    yield name, found.name

    def _bases(self) -> Iterator[tuple[str, str]]:
        for name, binding in self._names.single():
            if isinstance(binding.definition, ast.ClassDef):
                base = self._receivers.base(binding.definition)
                if base is not None:
                    yield name, base

    def _makers(self) -> tuple[dict[str, frozenset[str]], dict[str, str]]:
        single = ((name, binding.definition) for name, binding in self._names.single())
        classes = {name: made for name, made in single if isinstance(made, ast.ClassDef)}
        own = {n: handed_up_beside(made, self._names) for n, made in classes.items()}
        above = {n: above_all(made, self._names) for n, made in classes.items()}
        denoted = {n: self._names.denote(base) for n, base in above.items() if base is not None}
        return (
            {n: taken for n, taken in own.items() if taken is not None},
            {n: found.name for n, found in denoted.items() if found is not None},
        )

    def _returns(self) -> Iterator[tuple[str, str]]:
        for name, binding in self._names.single():
            function = binding.definition
            if isinstance(function, ast.FunctionDef):
                found = next(filter(None, map(self._class_of, _returned(function))), None)
                if found is not None:
                    yield name, found

    def _objects(self) -> Iterator[tuple[str, str]]:
        for name, binding in self._names.single():
            if isinstance(binding.value, ast.Call):
                found = self._class_of(binding.value)
                if found is not None:
                    yield name, found

    def _forwards(self) -> Iterator[tuple[str, Forward]]:
        for name, binding in self._names.single():
            if isinstance(binding.definition, ast.FunctionDef) and binding.definition.args.kwarg:
                found = forward_of(binding.definition, self._names)
                if found is not None and is_keras(found.symbol):
                    yield name, found

    def _class_of(self, node: ast.expr) -> str | None:
        """Return the class of a value; for what another file makes, the function that does."""
        found = self._receivers.infer(node)
        if found is not None:
            return found
        if isinstance(node, ast.Name):
            node = self._names.value(node) or node
        denoted = self._names.denote(node.func) if isinstance(node, ast.Call) else None
        return denoted.name if denoted is not None and self._is_ours(denoted.name) else None

    def _calls(self) -> Iterator[tuple[str, Passed]]:
        for call in self._names.calls:
            denoted = self._names.denote(call.func)
            if denoted is not None and self._is_ours(denoted.name):
                yield denoted.name, self._passed(call)

    def _passed(self, call: ast.Call) -> Passed:
        positional = []
        for argument in call.args:
            if isinstance(argument, ast.Starred):
                break
            positional.append(evaluate(argument, self._names))
        named = {k.arg: evaluate(k.value, self._names) for k in call.keywords if k.arg}
        hides = len(positional) < len(call.args) or hides_words(call)
        return Passed(self._where(call.lineno), tuple(positional), named, hides)


def _members(knowledge: Knowledge) -> frozenset[str]:
    return frozenset((*knowledge.methods, *knowledge.attributes))


def _nothing(_: Binding) -> str:
    return ""


def _is_foreign(value: object) -> bool:
    return isinstance(value, Unknown) and bool(value.origin)


def _returned(function: ast.FunctionDef) -> Iterator[ast.expr]:
    values = (statement.value for statement in returns(function))
    return (value for value in values if value and not isinstance(value, ast.Tuple))


def module_heads(paths: Mapping[str, object] | frozenset[str]) -> frozenset[str]:
    """Return what the name of a module can start with that lies among some files."""
    found: set[str] = set()
    for path in paths:
        pure = PurePosixPath(path)
        found.update((*pure.parts[:-1], pure.stem))
    return frozenset(found)
