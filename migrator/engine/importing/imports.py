"""Which names a migrated file imports: asked for use by use, planned once, applied once."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cached_property

from migrator.engine.importing.at_hand import AtHand
from migrator.engine.importing.meanings import meanings
from migrator.engine.importing.targets import Targets
from migrator.engine.importing.wanted import Wanted
from migrator.engine.old_modules import is_gone
from migrator.engine.pragmas import left_lines, own_lines
from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.imported import (
    Imported,
    as_bound,
    last_part,
    package_import,
    split,
)
from migrator.engine.reading.names import Names
from migrator.engine.reading.scopes import Binding, ImportStatement
from migrator.engine.reading.source import Source
from migrator.rules import Knowledge

_BACKEND = "keras.backend"
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
    Keras itself. targets: what symbols are called in Keras 3. at_hand: what the file imports as is.
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
        self.targets = Targets(knowledge, home)
        self.at_hand = AtHand(names, knowledge, self.targets)

    def is_left(self, statement: ImportStatement | None) -> bool:
        """Whether an import is to be left alone: what else is needed is imported besides."""
        return statement is not None and not self._left.isdisjoint(own_lines(statement))

    @cached_property
    def _left(self) -> frozenset[int]:
        return left_lines(self.source.data, self.names)

    # -- spelling ----------------------------------------------------------------------------

    def moved(self, root: ast.Name) -> None:
        """Record that a use of an imported name no longer needs the old import."""
        self.moved_names.add(root)

    def spell(self, target: str, via: Denoted | None) -> str:
        """Return how to write a Keras 3 symbol where `via` stood, and import what it takes."""
        target = self.targets.named_here(target)
        if via is not None and self._is_imported_below(target, via):
            self.needed.add(via.root)
            return f"{via.root.id}.{target}"
        if via is None:
            return self._by_module(target) or self.dotted(target)
        if "." not in target:
            return self.dotted(target)
        return self._spelled(target, via)

    def _by_module(self, target: str) -> str | None:
        """Spell a symbol by a module of Keras that the file imports on its top, if it does."""
        module, _ = split(target)
        while "." in module:
            found = self.at_hand.on_top(module)
            if found is not None and found.alias is not None and self.is_free(found.name, module):
                self.wanted.add(found.alias, as_bound(module, found))
                return found.name + target[len(module) :]
            module, _ = split(module)
        return None

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
        name = self.at_hand.whole.get(target.partition(".")[0])
        in_module = self.names.scopes.get(via.root) is self.names.module
        if name is None or not in_module or getattr(via.binding, "imported", "") != "tensorflow":
            return False
        if self.at_hand.comes_late(name):  # Keras is imported once more, on top
            return False
        history = self.names.history(self.names.module, name)
        return history.only_stated and history.first_line > via.root.lineno

    def _past_star(self, target: str, via: Denoted) -> str:
        """Spell what `from keras.optimizers import *` brought, which may have been `K`."""
        module, name = split(target)
        if self._is_lent(via, module):
            local = via.root.id if via.root.id != last_part(module) else ""
            return f"{self._from(Imported(*split(module), local), None, via)}.{name}"
        if module in _SHORT:
            return self.dotted(target)
        style = self.knowledge.style.get(module, "" if "." in module else "bare")
        if style == "bare" or isinstance(self.names.parents[via.root], ast.Attribute) is False:
            return self._from(Imported(module, name), None, via)
        if style == "dotted":
            return self.dotted(target)
        return f"{self._from(Imported(*split(module)), None, via)}.{name}"

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
            else:
                self.needed.add(via.root)
            return written
        if binding is not None and isinstance(binding.statement, ast.ImportFrom):
            self.passed_by.add(binding.statement)
        return self._from(Imported(*split(target)), alias, via)

    def _inside_project(self, target: str, via: Denoted, written: str) -> str:
        """Spell what is taken of a module that the project has from Keras: `K.sum`."""
        lent = via.name.removesuffix(f".{via.inside}")
        stays = lent != "tensorflow" and not is_gone(lent, self.knowledge)
        if target == self.knowledge.canonical(via.name) and stays:
            self.needed.add(via.root)
            home = f"{self.knowledge.canonical(lent)}."
            return f"{written}.{target.removeprefix(home) if target != via.name else via.inside}"
        if self.knowledge.canonical(lent) == "keras":
            if not target.startswith("keras."):  # what only TensorFlow has still
                return self.dotted(target)
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
            return self._from(Imported(module, name), None, via)
        return f"{self._from(Imported(*split(module)), None, via)}.{name}"

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
        if not inner.through:  # `T = K; T.sum` is of `K`
            inner = Denoted(via.name, *inner[1:])
        return self.spell(target, inner)

    def _bare(self, target: str, via: Denoted) -> str:
        alias = via.binding.alias if via.binding else None
        renamed = alias.asname if alias is not None and alias.asname != alias.name else None
        module, name = split(target)
        old = self.knowledge.canonical(via.name)
        own = old not in self.knowledge.by_name or target in (old, self.targets.of(old))
        if renamed and own:
            local = renamed if renamed != name else ""  # `import Convolution2D as Conv2D`
            return self._from(Imported(module, name, local), alias, via)
        return self._from(Imported(module, name), alias, via)

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
        home = self.knowledge.canonical(old)
        near = home if module.startswith(f"{home}.") else module  # `optimizers.schedules.X`
        same = last_part(old) == last_part(near) or not style
        if old == near or (same and home == near):
            parent, last = split(near)
            lent = alias.asname or home == _BACKEND  # `from keras.layers import K`
            local = via.root.id if via.root.id != last and lent else ""
            if old == near or local or via.root.id == last:
                self.wanted.add(alias, Imported(parent, last, local))
                return via.root.id + target[len(near) :]
        if style == "bare":
            return self._from(Imported(module, name), alias, via)
        if style == "dotted" or "." not in module:
            return self.dotted(target)
        text = self._from(Imported(*split(module)), alias, via)
        return f"{text}.{name}"

    def _from(self, imported: Imported, alias: ast.alias | None, via: Denoted) -> str:
        """Import a symbol (or module) by its own name, if that name is free here."""
        local = imported.local or imported.name
        qualified = f"{imported.module}.{imported.name}"
        existing = self.at_hand.existing(qualified, via.root)
        if existing is not None and not imported.local:
            if existing.alias is not None:
                self.wanted.add(existing.alias, as_bound(qualified, existing))
            return existing.name
        if not imported.local and not self.is_free(local, qualified):
            return self.dotted(qualified)
        if alias is not None:
            if not self.wanted.is_beside(alias, imported):
                self.wanted.add(alias, imported)
        elif via.star is None or not self._is_starred(imported):
            beside = self.beside.setdefault(via.star, [])
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
        stars = ((module, self.knowledge.canonical(module), s) for module, s in self.names.stars)
        modules = (home for module, home, s in stars if home == module or not self.is_left(s))
        return [*dict.fromkeys(modules)][::-1]

    def dotted(self, target: str) -> str:
        """Return the full name of a symbol, starting from its package as the file imports it."""
        package = target.partition(".")[0]
        return self._package(package) + target[len(package) :]

    def _package(self, package: str) -> str:
        name = self.at_hand.whole.get(package)
        if name is not None and not self.at_hand.comes_late(name):
            if package not in self.named_wholly:
                self.named_wholly[package] = self._named(package, name)
            return self.named_wholly[package]
        above, _, last = self.home.rpartition(".")
        if package == "keras" and above:
            return f"{self._package(above)}.{last}"
        if package not in self.packages:
            short = _SHORT.get(package, package)
            free = (name for name in (short, package) if self.is_free(name, package))
            self.packages[package] = next(free, f"_{package}")
        return self.packages[package]

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

    def is_free(self, local: str, qualified: str) -> bool:
        """Whether a name means nothing else anywhere in the file."""
        return all(
            old is not None and self.targets.new_name(old) == qualified
            for old in self._meanings.get(local, ())
        )

    @cached_property
    def _meanings(self) -> Mapping[str, set[str | None]]:
        return meanings(self.names, self.knowledge)
