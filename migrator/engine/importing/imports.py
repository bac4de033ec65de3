"""Which names a migrated file imports: asked for use by use, planned once, applied once."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cached_property
from math import inf
from typing import TypeVar

from migrator.engine.importing.meanings import meanings
from migrator.engine.importing.wanted import Wanted
from migrator.engine.reading.imported import (
    Imported,
    last_part,
    only_target,
    other_name,
    package_import,
    split,
)
from migrator.engine.reading.names import Denoted, Names
from migrator.engine.reading.scopes import Binding, ImportStatement
from migrator.engine.reading.source import Source
from migrator.rules import Knowledge, Rule

_Name = TypeVar("_Name", str, str | None)
_SHORT = {"numpy": "np", "tensorflow": "tf"}


class Imports:
    """Spells Keras 3 symbols as the author spelled the legacy ones, and notes what that needs.

    home: what Keras is imported from (`tensorflow.keras`); all names here are those of `keras`.
    wanted: what stands in place of imported names. beside: what is imported behind a statement
    (None: the first that imports Keras). packages: package -> the name to import it by;
    named_wholly: the same of those that are imported already. moved_names: uses that no longer need
    the old import. needed: uses that stay as they are. asked: imported packages by which something
    new is written.
    passed_by: imports from the project's own modules, of symbols that are from now on imported from
    Keras itself.
    """

    def __init__(self, source: Source, names: Names, knowledge: Knowledge, home: str) -> None:
        self.source = source
        self.names = names
        self.knowledge = knowledge
        self.home = home
        self.wanted = Wanted(names)
        self.named_wholly: dict[str, str] = {}
        self.beside: dict[ImportStatement | None, list[Imported]] = {}
        self.packages: dict[str, str] = {}
        self.moved_names: set[ast.Name] = set()
        self.emptied: set[ast.ImportFrom] = set()  # star imports that nothing needs any more
        self.passed_by: set[ImportStatement] = set()
        self.needed: set[ast.Name] = set()
        self.asked: set[ast.alias] = set()

    # -- spelling ----------------------------------------------------------------------------

    def moved(self, root: ast.Name) -> None:
        """Record that a use of an imported name no longer needs the old import."""
        self.moved_names.add(root)

    def spell(self, target: str, via: Denoted | None) -> str:
        """Return how to write a Keras 3 symbol where `via` stood, and import what it takes."""
        target = self._named_here(target)
        if via is not None and self._is_imported_below(target, via):
            self.needed.add(via.root)
            return f"{via.root.id}.{target}"
        if via is None or "." not in target:
            return self.dotted(target)
        return self._spelled(target, via)

    def _spelled(self, target: str, via: Denoted) -> str:
        assigned = via.binding is not None and via.binding.value is not None
        if via.through and not assigned:
            return self._past_project(target, via)
        if via.binding is None:
            return self._past_star(target, via)
        imported, alias = via.binding.imported, via.binding.alias
        if imported is None or alias is None:
            return self._like_alias(target, via)
        if self.knowledge.canonical(via.name) == self.knowledge.canonical(imported):
            return self._bare(target, via)
        if imported == "keras" or self.knowledge.canonical(imported).partition(".")[0] != "keras":
            if not target.startswith(f"{imported}."):
                if not self.home.startswith(f"{imported}."):
                    return self.dotted(target)
                target = self.home + target[len("keras") :]
            self.needed.add(via.root)
            return via.root.id + target[len(imported) :]
        package = self.knowledge.canonical(imported)
        if "." not in package and target.startswith(f"{package}."):
            return self._through_package(target, via, via.binding, alias)
        return self._through_module(target, via, alias)

    def _is_imported_below(self, target: str, via: Denoted) -> bool:
        """Whether TensorFlow's Keras stands where the module has not yet imported Keras itself."""
        name = self._whole.get(target.partition(".")[0])
        in_module = self.names.scopes.get(via.root) is self.names.module
        if name is None or not in_module or getattr(via.binding, "imported", "") != "tensorflow":
            return False
        if self._comes_late(name):  # Keras is imported once more, on top
            return False
        history = self.names.history(self.names.module, name)
        return history.only_stated and history.first_line > via.root.lineno

    def _past_star(self, target: str, via: Denoted) -> str:
        """Spell what `from keras.optimizers import *` brought, which may have been `K`."""
        module, name = split(target)
        if self._is_lent(via, module):
            local = via.root.id if via.root.id != last_part(module) else ""
            return f"{self._from(Imported(*split(module), local), None, via.star)}.{name}"
        if module in _SHORT:
            return self.dotted(target)
        style = self.knowledge.style.get(module, "" if "." in module else "bare")
        if style == "bare" or isinstance(self.names.parents[via.root], ast.Attribute) is False:
            return self._from(Imported(module, name), None, via.star)
        if style == "dotted":
            return self.dotted(target)
        return f"{self._from(Imported(*split(module)), None, via.star)}.{name}"

    def _is_lent(self, via: Denoted, module: str) -> bool:
        """Whether a star brought a module, under the name that another has imported it by."""
        home = f"{self.names.module_of(via.star)}." if via.star is not None else "?"
        return via.name.startswith(home) and module == self.knowledge.canonical(home + via.root.id)

    def _past_project(self, target: str, via: Denoted) -> str:
        """Spell what a module of the project has from Keras: `from utils import Dense`.

        What keeps its name is still had from there; the rest is imported from Keras itself.
        """
        binding = via.binding
        start = len(binding.imported or "") if binding is not None else len(via.through)
        written = via.root.id + via.through[start:]
        if via.inside:
            return self._inside_project(target, via, written)
        by_name = binding is not None and binding.imported == via.through
        alias = binding.alias if binding is not None and by_name else None
        if via.through.rpartition(".")[2] == split(target)[1]:
            if alias is not None and binding is not None:
                self.wanted.add(alias, self.as_written(binding.statement, alias))
            return written
        if binding is not None and isinstance(binding.statement, ast.ImportFrom):
            self.passed_by.add(binding.statement)
        return self._from(Imported(*split(target)), alias, via.star)

    def _inside_project(self, target: str, via: Denoted, written: str) -> str:
        """Spell what is taken of a module that the project has from Keras: `K.sum`."""
        lent = via.name.removesuffix(f".{via.inside}")
        if target == self.knowledge.canonical(via.name) and lent != "tensorflow":
            self.needed.add(via.root)
            home = f"{self.knowledge.canonical(lent)}."
            return f"{written}.{target.removeprefix(home) if target != via.name else via.inside}"
        if self.knowledge.canonical(lent) == "keras":
            self.needed.add(via.root)
            return f"{written}.{target.partition('.')[2]}"
        binding = via.binding
        if binding is not None and binding.imported == via.through:
            self.passed_by.update(s for s in [binding.statement] if isinstance(s, ast.ImportFrom))
        module, name = split(target)
        style = self.knowledge.style.get(module)
        if style == "dotted" or "." not in module or lent == "tensorflow":
            return self.dotted(target)
        if style == "bare":
            return self._from(Imported(module, name), None, via.star)
        return f"{self._from(Imported(*split(module)), None, via.star)}.{name}"

    def as_written(self, statement: ast.stmt | None, alias: ast.alias) -> Imported:
        """Return an imported name as its statement imports it."""
        if isinstance(statement, ast.ImportFrom):
            return Imported(self.names.module_of(statement), alias.name, alias.asname or "")
        return Imported(*split(alias.name), alias.asname or "")

    def _like_alias(self, target: str, via: Denoted) -> str:
        """`Conv = Convolution2D; Conv(...)`: the assignment is rewritten, its name stays."""
        value = via.binding.value if via.binding else None
        inner = self.names.denote(value) if value is not None else None
        if inner is None:
            return self.dotted(target)
        module, name = split(target)
        home = self.knowledge.canonical(inner.name)
        if inner.name == module or (home == module and last_part(inner.name) == last_part(module)):
            return f"{via.root.id}.{name}"
        if home == target.partition(".")[0] != inner.name:
            return via.root.id + target[len(home) :]
        return self.spell(target, inner)

    def _bare(self, target: str, via: Denoted) -> str:
        alias = via.binding.alias if via.binding else None
        renamed = alias.asname if alias is not None and alias.asname != alias.name else None
        module, name = split(target)
        old = self.knowledge.canonical(via.name)
        if renamed and (old not in self.knowledge.by_name or self.target(old) == target):
            return self._from(Imported(module, name, renamed), alias, None)
        return self._from(Imported(module, name), alias, None)

    def _through_package(
        self, target: str, via: Denoted, binding: Binding, alias: ast.alias
    ) -> str:
        """Spell what was reached through a package of another name: `import tf_keras as keras`."""
        if binding.is_package:
            return self.dotted(target)
        package = target.partition(".")[0]
        self.wanted.add(alias, package_import(package, via.root.id))
        return via.root.id + target[len(package) :]

    def _through_module(self, target: str, via: Denoted, alias: ast.alias) -> str:
        module, name = split(target)
        style = self.knowledge.style.get(module)
        old = (via.binding.imported if via.binding else None) or ""
        same = last_part(old) == last_part(module) or not style
        if old == module or (same and self.knowledge.canonical(old) == module):
            parent, last = split(module)
            local = via.root.id if via.root.id != last and alias.asname else ""
            if old == module or local or via.root.id == last:
                self.wanted.add(alias, Imported(parent, last, local))
                return f"{via.root.id}.{name}"
        if style == "bare":
            return self._from(Imported(module, name), alias, None)
        if style == "dotted" or "." not in module:
            return self.dotted(target)
        text = self._from(Imported(*split(module)), alias, None)
        return f"{text}.{name}"

    def _from(
        self, imported: Imported, alias: ast.alias | None, star: ast.ImportFrom | None
    ) -> str:
        """Import a symbol (or module) by its own name, if that name is free here."""
        local = imported.local or imported.name
        qualified = f"{imported.module}.{imported.name}"
        existing = self._existing(qualified)
        if existing is not None and not imported.local:
            if existing.alias is not None:
                self.wanted.add(existing.alias, Imported(*split(qualified), other_name(existing)))
            return existing.name
        if not imported.local and not self._free(local, qualified):
            return self.dotted(qualified)
        if alias is not None:
            if not self.wanted.is_beside(alias, imported):
                self.wanted.add(alias, imported)
        elif star is None or not self._is_starred(imported):
            beside = self.beside.setdefault(star, [])
            if imported not in beside:
                beside.append(imported)
        return local

    def _is_starred(self, imported: Imported) -> bool:
        """Whether star imports that stay bring a name, the last of those that bring it so."""
        modules = self._star_modules
        last = [m for m in modules if f"{m}.{imported.name}" in self.knowledge.modern][-1:]
        return not imported.local and last == [imported.module]

    @cached_property
    def _star_modules(self) -> list[str]:
        """The modules of the star imports, each where it stands last."""
        modules = (self.knowledge.canonical(module) for module, _ in self.names.stars)
        return [*dict.fromkeys(modules)][::-1]

    def _named_here(self, target: _Name) -> _Name:
        """Return what a symbol of Keras 3 is called in the package that Keras is imported from."""
        if self.home == "keras" or target is None:
            return target
        return self.knowledge.named_at_home.get(target, target)

    def at_home(self, module: str) -> str:
        """Return the name by which a module of Keras 3 is imported; others keep theirs."""
        inside = module in self.knowledge.modern and module.partition(".")[0] == "keras"
        return self.home + module[len("keras") :] if inside else module

    def dotted(self, target: str) -> str:
        """Return the full name of a symbol, starting from its package as the file imports it."""
        package = target.partition(".")[0]
        return self._package(package) + target[len(package) :]

    def _package(self, package: str) -> str:
        if package in self._whole and not self._comes_late(self._whole[package]):
            if package not in self.named_wholly:
                self.named_wholly[package] = self._named(package, self._whole[package])
            return self.named_wholly[package]
        above, _, last = self.home.rpartition(".")
        if package == "keras" and above:
            return f"{self._package(above)}.{last}"
        if package not in self.packages:
            short = _SHORT.get(package, package)
            free = (name for name in (short, package) if self._free(name, package))
            self.packages[package] = next(free, f"_{package}")
        return self.packages[package]

    def _comes_late(self, name: str) -> bool:
        """Whether a module uses Keras, as it is run, above the line that imports a package."""
        return self._first_use < self.names.history(self.names.module, name).first_line

    @cached_property
    def _first_use(self) -> float:
        """The first line that uses something of Keras whenever the module is run.

        What is had as `tf.keras` stays so above an import of Keras itself.
        """
        lines = (
            denoted.root.lineno
            for _, denoted in self.names.denoting
            if self.names.scopes.get(denoted.root) is self.names.module
            and self.knowledge.canonical(denoted.name).partition(".")[0] == "keras"
            and getattr(denoted.binding, "imported", "") != "tensorflow"
        )
        return min(lines, default=inf)

    def _named(self, package: str, name: str) -> str:
        """Return the name of a package; one reached through another is imported by itself."""
        for binding in self.names.module.bindings[name]:
            lent = not self.knowledge.canonical(binding.imported or "").startswith(package)
            if binding.alias is not None and lent:
                self.asked.add(binding.alias)  # another module of the project has it
            elif binding.alias is not None and binding.imported != package:
                self.wanted.add(binding.alias, package_import(package, name))
            elif binding.alias is not None:
                self.asked.add(binding.alias)
        return name

    @cached_property
    def _whole(self) -> Mapping[str, str]:
        """The packages (and modules) that the file imports, and the names it has for them."""
        found: dict[str, str] = {}
        for name in self.names.module.bindings:
            bindings = self.names.present(self.names.module, name)
            homes = {self._home(binding) for binding in bindings}
            if len(homes) == 1 and "" not in homes:
                found.setdefault(homes.pop(), name)
        return found

    def _home(self, binding: Binding) -> str:
        """Return the canonical name of what a binding is, imported or assigned."""
        denoted = self.names.denote(binding.value) if binding.value is not None else None
        imported = denoted.name if denoted is not None else self._lender(binding.imported or "")
        home = self.knowledge.canonical(imported or "")
        return "" if binding.is_package and binding.name != home else home  # `import tf_keras`

    def _lender(self, imported: str) -> str:
        """Return what an import from a module of the project brings, where that is Keras itself."""
        module, _, name = self.names.elsewhere(imported)
        found = module.symbols.get(name, imported)
        return found if self.knowledge.canonical(found) == "keras" else imported

    def _existing(self, qualified: str) -> Binding | None:
        """Return the module-level import that already binds a Keras 3 symbol, old path or new."""
        return self._imported.get(qualified)

    @cached_property
    def _imported(self) -> Mapping[str, Binding]:
        """The module-level imports of names that mean one thing, by what Keras 3 calls it."""
        found: dict[str, Binding] = {}
        for bindings in self.names.module.bindings.values():
            if len(bindings) == 1 and bindings[0].imported and self._is_certain(bindings[0]):
                name = self.knowledge.canonical(bindings[0].imported)
                if not self._renamed(name) and not self._is_old_module(bindings[0], name):
                    found.setdefault(name, bindings[0])
        return found

    def _is_old_module(self, binding: Binding, name: str) -> bool:
        """Whether an import is of a module by an old name: `from keras.utils import np_utils`."""
        given = binding.alias is not None and binding.alias.asname is not None
        return name in self.knowledge.homes and not given and binding.name != last_part(name)

    def _is_certain(self, binding: Binding) -> bool:
        """Whether an import is made on every way through the module."""
        statement = binding.statement
        return statement is not None and not isinstance(self.names.parents[statement], ast.If)

    def rule_of(self, imported: str) -> Rule | None:
        """Return the rule of an imported symbol."""
        return self.knowledge.by_name.get(self.knowledge.canonical(imported))

    def _renamed(self, name: str) -> bool:
        return self.knowledge.by_name.get(name) is not None and self.target(name) != name

    def target(self, name: str) -> str | None:
        """Return what a recorded symbol is called in Keras 3, if it is always the same.

        `keras.Model` stays that, though it is recorded as `keras.models.Model`.
        """
        rule = self.knowledge.by_name.get(name)
        found = self._named_here(only_target(rule) if rule is not None else name)
        stays = rule is not None and name in rule.also and name in self.knowledge.modern
        return name if stays and rule is not None and found == rule.name else found

    def _free(self, local: str, qualified: str) -> bool:
        """Whether a name means nothing else anywhere in the file."""
        return all(
            old is not None and self._new_name(old) == qualified
            for old in self._meanings.get(local, ())
        )

    @cached_property
    def _meanings(self) -> Mapping[str, set[str | None]]:
        return meanings(self.names, self.knowledge)

    def _new_name(self, old: str) -> str | None:
        name = self.knowledge.canonical(old)
        return self.target(name) or name
