"""What becomes of each imported name, when every use of it has been decided."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

from migrator.engine.importing.imports import Imports
from migrator.engine.old_modules import is_gone
from migrator.engine.reading.functions import parameters
from migrator.engine.reading.imported import Imported, split
from migrator.engine.reading.literals import literal
from migrator.engine.reading.scopes import ImportStatement, Scope, below
from migrator.patterns import regex
from migrator.rules import To

_TENSORFLOW = "tensorflow"
_BACKEND = "keras.backend"
_WORD = regex(r"\w+")


class ImportOutcomes:
    """Tells of each import what stands in its place; asked when all uses have been spelled."""

    def __init__(self, imports: Imports) -> None:
        self._imports = imports
        self._names = imports.names
        self._knowledge = imports.knowledge

    @cached_property
    def vacated(self) -> frozenset[ast.alias]:
        """The names of `import tensorflow as tf` that were used for Keras alone."""
        used, kept = self._uses
        return frozenset(alias for alias in used - kept if alias.name == _TENSORFLOW)

    @property
    def kept(self) -> set[ast.alias]:
        """The imported names that some use still needs."""
        return self._uses[1]

    @cached_property
    def _uses(self) -> tuple[set[ast.alias], set[ast.alias]]:
        """The imported names that are used at all, and those some use still needs."""
        used: set[ast.alias] = set()
        kept = set(self._imports.asked)
        known: set[tuple[Scope, str, bool]] = set()
        for name in self._names.scopes:
            if name.id not in self._names.promising or isinstance(name.ctx, ast.Store):
                continue
            needed = name not in self._imports.moved_names or name in self._imports.needed
            scope = self._binding_scope(name)
            if scope is not None and (scope, name.id, needed) not in known:
                known.add((scope, name.id, needed))
                found = {b.alias for b in scope.bindings[name.id] if b.alias is not None}
                used |= found
                kept |= found if needed else set()
        for alias in (*self._exported(), *self._annotating()):
            used.add(alias)
            kept.add(alias)
        return used, kept

    def _exported(self) -> Iterator[ast.alias]:
        """Yield the imported names that other files ask for, or may: `__all__` lists them."""
        bindings = self._names.module.bindings
        for binding in bindings.get("__all__", []):
            listed = literal(binding.value) if binding.value is not None else ()
            for name in listed if isinstance(listed, list | tuple) else ():
                yield from (b.alias for b in bindings.get(name, []) if b.alias is not None)
        for name in self._names.lent & bindings.keys():
            for binding in bindings[name]:
                if binding.alias is not None and self._is_had_still(binding.imported or ""):
                    yield binding.alias

    def _annotating(self) -> Iterator[ast.alias]:
        """Yield the imported names that stand in annotations which are strings."""
        bindings, names = self._names.module.bindings, self._names
        functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = names.of(ast.FunctionDef)
        functions += names.of(ast.AsyncFunctionDef)
        taken = [a for f in functions for a in parameters(f, variadic=True)]
        annotations = [a.annotation for a in taken] + [f.returns for f in functions]
        annotations += [a.annotation for a in names.of(ast.AnnAssign)]
        texts = (n for a in annotations if a is not None for n in ast.walk(a))
        for text in (n.value for n in texts if isinstance(n, ast.Constant)):
            for word in _WORD.findall(text) if isinstance(text, str) else ():
                yield from (b.alias for b in bindings.get(word, []) if b.alias is not None)

    def _is_had_still(self, imported: str) -> bool:
        """Whether Keras 3 has a name: where it has not, others import what it became."""
        if imported == _TENSORFLOW:
            return True
        if is_gone(imported, self._knowledge):
            return False
        name = self._knowledge.canonical(imported)
        target = self._imports.targets.of(name) if name in self._knowledge.by_name else name
        return target in self._knowledge.modern and split(target or "")[1] == split(name)[1]

    def _binding_scope(self, name: ast.Name) -> Scope | None:
        """Return where a name may be bound by an import; nothing if it surely is something else."""
        binding, _ = self._names.lookup(name)
        if binding is not None and binding.alias is None:
            return None
        scope = self._names.scopes.get(name)
        while scope is not None and name.id not in scope.bindings:
            scope = scope.parent
        return scope

    def concerns_keras(self, statement: ImportStatement) -> bool:
        """Whether a statement imports from Keras, or what was needed for Keras alone."""
        names = (self.qualified(statement, alias) for alias in statement.names)
        return (
            statement in self._imports.passed_by
            or not self.vacated.isdisjoint(statement.names)
            or any(self._knowledge.canonical(n).partition(".")[0] == "keras" for n in names)
        )

    def qualified(self, statement: ImportStatement, alias: ast.alias) -> str:
        """Return the full name of what a statement imports."""
        if isinstance(statement, ast.Import):
            return alias.name
        return below(self._names.module_of(statement), alias.name)

    def of(self, statement: ImportStatement, alias: ast.alias) -> list[Imported]:
        """Return what one imported name becomes."""
        used, kept = self._uses
        qualified = self.qualified(statement, alias)
        # `try: from a import X; except ImportError: from b import X`: both are asked for X
        wanted = self._imports.wanted.of(alias) or self._imports.wanted.like(alias)
        if alias in used and alias not in kept:
            return wanted
        name = self._knowledge.canonical(qualified)
        stays = self._imports.as_written(statement, alias)
        if alias in kept:
            moved = self._imports.targets.of(name) if name in self._knowledge.by_name else None
            if moved in self._knowledge.modern and split(moved or "")[1] == split(name)[1]:
                name = moved or name
            if name in self._knowledge.modern and _keeps_its_name(name, stays):
                stays = Imported(*split(name), _local(name, alias))
            elif name == _BACKEND != qualified:  # `from keras.layers import K`
                stays = Imported(*split(name), alias.asname or alias.name)
            others = [w for w in wanted if w != stays]
            taken = any(other.bound == stays.bound for other in others)  # a later import wins
            return others if taken else [stays, *others]
        # What no use of the author's asks for may be asked for by what is written in their place.
        return self._imports.wanted.of(alias) or self._unused(name, stays, alias)

    def _unused(self, name: str, stays: Imported, alias: ast.alias) -> list[Imported]:
        """Keep an import that nothing in the file uses, unless Keras 3 cannot carry it out."""
        rule = self._knowledge.by_name.get(name)
        target = self._imports.targets.of(name) if rule is not None else None
        becomes = rule.becomes if rule is not None else None
        if isinstance(becomes, To) and becomes.text is not None:
            return []  # its calls become something else
        if target is not None and "." in target:
            found = Imported(*split(target), _local(target, alias))
            renamed = split(target)[1] != alias.name and not found.local
            brought = self._imports.wanted.is_beside(alias, found)
            taken = brought or not self._imports.is_free(found.name, target)
            return [] if renamed and taken else [found]
        known = name in self._knowledge.modern
        moved = f"{stays.module}.{stays.name}" in self._knowledge.modules
        if known and (not moved or split(name)[1] == alias.name):
            return [Imported(*split(name), _local(name, alias))]
        if moved or (rule is None and self._is_module(name)):
            return []  # a module that is gone: its symbols have moved
        return [stays] if rule is None or self._names.is_face else []

    def _is_module(self, name: str) -> bool:
        return name in self._knowledge.modules_of_old


def _keeps_its_name(name: str, stays: Imported) -> bool:
    """Whether the uses that stay find what they need: not those of `keras.utils.np_utils`."""
    return bool(stays.local) or split(name)[1] == stays.name


def _local(target: str, alias: ast.alias) -> str:
    if not alias.asname or alias.asname == split(target)[1]:
        return ""
    return alias.asname
