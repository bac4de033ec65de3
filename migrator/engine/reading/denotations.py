"""Which symbol does an expression denote? Imports, aliases, scopes and shadowing, resolved."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cached_property
from itertools import takewhile
from typing import Any, NamedTuple

from migrator.engine.reading.functions import Arguments
from migrator.engine.reading.history import History
from migrator.engine.reading.nodes import root_of
from migrator.engine.reading.packages import home_of, inside_keras, package_of
from migrator.engine.reading.scopes import Binding, Scope, below
from migrator.engine.reading.stand_ins import without_stand_ins
from migrator.engine.reading.untaken import taken
from migrator.engine.reading.uses import Uses
from migrator.facts import Facts, Module

_NOTHING = Facts()
_NOWHERE = Module()
_TENSORFLOW = "tensorflow"
_DEPTH = 20  # of aliases of aliases: enough for any real file, and an end to cycles


class Denoted(NamedTuple):
    """A symbol that an expression denotes: its qualified name, and how the author reached it.

    root: the Name the expression starts with; binding: what bound it (None: a star import).
    through: the name in a module of the project by which it is reached (`utils.Dense`), if it is.
    renamed: that module gives it a name of its own. inside: what is taken of it, as of `utils.K`.
    """

    name: str
    root: ast.Name
    binding: Binding | None
    star: ast.ImportFrom | None = None
    through: str = ""
    renamed: bool = False
    inside: str = ""

    @property
    def is_alias(self) -> bool:
        """Whether the name was given to the symbol elsewhere: there it is respelled, not here."""
        return self.renamed or (self.binding is not None and self.binding.value is not None)


class Denotations(Uses):
    """The scopes of one module, and what its expressions denote.

    exports: module -> the names that a star import of it binds. package: as for `Scopes`.
    facts: what the other files of the project tell. arguments: what functions are called with,
    here and there. is_face: whether the module is a package's own, from which others may import
    what it does not use itself.
    """

    def __init__(
        self,
        tree: ast.Module,
        exports: Mapping[str, tuple[str, ...]],
        package: str = "",
        facts: Facts | None = None,
        *,
        is_face: bool = False,
    ) -> None:
        super().__init__(tree, package)
        self.is_face = is_face
        self.exports = exports
        self.facts = facts or _NOTHING
        self.modules = self.facts.modules
        self.calls_elsewhere = self.facts.calls
        self.arguments = Arguments(self.calls, self.parents, self.calls_elsewhere)
        self.methods_elsewhere = self.facts.methods
        self.lent = self.facts.lent
        self.ambiguous: set[Binding] = set()
        self._denoted: dict[ast.expr, Denoted | None] = {}
        self._looked_up: dict[ast.Name, tuple[Binding | None, bool]] = {}
        self._histories: dict[tuple[Scope, str], History] = {}
        self._alternating: dict[History, bool] = {}

    @cached_property
    def promising(self) -> frozenset[str]:
        """The names that some scope gives to what may have been imported."""
        found = self._imported.union(self.starred)
        pending = [*(found & self._renamed.keys())]
        while pending:
            others = self._renamed[pending.pop()] - found
            found |= others
            pending += others & self._renamed.keys()
        return frozenset(found)

    @cached_property
    def mentions(self) -> list[ast.Name | ast.Attribute]:
        """The chains of attributes that may denote something imported; `denote` tells."""
        rooted = zip(self.chains, self._roots, strict=True)
        return [chain for chain, root in rooted if root in self.promising]

    @cached_property
    def denoting(self) -> list[tuple[ast.Name | ast.Attribute, Denoted]]:
        """The chains of attributes that denote something imported, and what."""
        found = ((chain, self.denote(chain)) for chain in self.mentions)
        return [(chain, denoted) for chain, denoted in found if denoted is not None]

    @cached_property
    def denoted(self) -> dict[str, list[ast.Name | ast.Attribute]]:
        """The chains of attributes that denote something imported, by its qualified name."""
        found: dict[str, list[ast.Name | ast.Attribute]] = {}
        for chain, denoted in self.denoting:
            found.setdefault(denoted.name, []).append(chain)
        return found

    @cached_property
    def called(self) -> list[tuple[ast.Call, Denoted]]:
        """The calls of something imported, and of what."""
        found = ((call, self.denote(call.func)) for call in self.calls)
        return [(call, denoted) for call, denoted in found if denoted is not None]

    def denote(self, node: ast.expr, depth: int = 0) -> Denoted | None:
        """Return the imported symbol that an expression denotes, if it is one."""
        if depth:
            return self._denote(node, depth)
        if node not in self._denoted:
            self._denoted[node] = self._denote(node, 0)
        return self._denoted[node]

    def _denote(self, node: ast.expr, depth: int) -> Denoted | None:
        attributes: list[str] = []
        while isinstance(node, ast.Attribute):
            attributes.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or depth > _DEPTH:
            return None
        if node.id not in self.promising:
            return None
        found = self._denote_name(node, depth)
        if found is not None and attributes:
            if found.name == _TENSORFLOW and (node.id, attributes[-1]) in self._kept:
                return None
            name = ".".join((found.name, *reversed(attributes)))
            found = Denoted(name, *found[1:])  # three times as fast as `_replace`
        return self._through_project(found) if found and self.modules else found

    @cached_property
    def _kept(self) -> frozenset[tuple[str, str]]:
        """What the file itself keeps on something: `tf.model = ...` is none of TensorFlow's."""
        chains = (c for c in self.chains if isinstance(c, ast.Attribute))
        stored = (c for c in chains if isinstance(c.ctx, ast.Store) and c.attr != "keras")
        return frozenset((getattr(c.value, "id", ""), c.attr) for c in stored)

    def _through_project(self, found: Denoted) -> Denoted:
        """Follow a name into the module of the project that imports it from Keras."""
        module, home, name = self.elsewhere(found.name)
        first, _, rest = name.partition(".")
        for table in (module.symbols, module.aliases):
            if first in table:
                qualified = f"{table[first]}.{rest}" if rest else table[first]
                renamed = table is module.aliases and not rest
                through = below(home, first)
                return found._replace(name=qualified, through=through, renamed=renamed, inside=rest)
        return found

    def elsewhere(self, qualified: str) -> tuple[Module, str, str]:
        """Return the module of the project that holds a symbol, its name, and the symbol's there.

        Of a symbol that is none of the project's, the module is empty.
        """
        for end in range(len(qualified) - 1, 0, -1):
            if qualified[end] == "." and (module := self.modules.get(qualified[:end])):
                return module, qualified[:end], qualified[end + 1 :]
        package = qualified[: len(qualified) - len(qualified.lstrip("."))]
        return self.modules.get(package, _NOWHERE), package, qualified[len(package) :]

    def constant(self, node: ast.expr) -> Any:  # noqa: ANN401 - a constant is anything
        """Return the value that a name imported from the project has there, or None."""
        found = self.denote(node) if self.modules else None
        if found is None or found.through:
            return None
        module, _, name = self.elsewhere(found.name)
        return module.constants.get(name)

    def _denote_name(self, node: ast.Name, depth: int) -> Denoted | None:
        binding, bound = self.lookup(node)
        if binding is None:
            return None if bound else self._from_star(node)
        if binding.imported is not None:
            return Denoted(binding.imported, node, binding)
        if isinstance(binding.value, ast.Name | ast.Attribute):
            found = self.denote(binding.value, depth + 1)
            return found and found._replace(root=node, binding=binding, star=None)
        return None

    def lookup(self, node: ast.Name) -> tuple[Binding | None, bool]:
        """Return the binding that a name refers to, and whether it is bound at all.

        A name bound several times has the last binding before its use if both are in one scope;
        seen from an inner scope, where order says little, all its bindings must agree, or be
        imports that are all done before the function is defined.
        """
        if node not in self._looked_up:
            self._looked_up[node] = self._look_up(node)
        return self._looked_up[node]

    def _look_up(self, node: ast.Name) -> tuple[Binding | None, bool]:
        scope, own = self.owner(self.scopes.get(node), node.id)
        if scope is None:
            return None, False
        if len(scope.bindings[node.id]) == 1:
            return scope.bindings[node.id][0], True
        history = self.history(scope, node.id)
        bindings = history.bindings
        if len(bindings) == 1:
            return bindings[0], True
        if not own and self._imported_before(history, node):
            return bindings[-1], True
        return self._choose(history, node if own else None), True

    def history(self, scope: Scope, name: str) -> History:
        """Return the bindings of a name that has some in a scope, to be asked line by line."""
        if (scope, name) not in self._histories:
            self._histories[scope, name] = History(self.present(scope, name), self.parents)
        return self._histories[scope, name]

    def present(self, scope: Scope, name: str) -> list[Binding]:
        """Return the bindings of a name on Keras 3, with the packages that the file imports."""
        bindings = scope.bindings[name]
        if len(bindings) == 1:
            return bindings
        found = taken(bindings, self.parents, self.module)
        tried = len(found) > 1 and self.of(ast.Try)
        return without_stand_ins(found, self.parents, self.assigned) if tried else found

    def _imported_before(self, history: History, node: ast.Name) -> bool:
        """Whether a name is only imported, whatever happens, before the code around its use."""
        if not history.only_imported_on_top:
            return False
        outermost = [*self.ancestors(node)][-2:-1]
        lines = [around.lineno for around in outermost if isinstance(around, ast.stmt)]
        return all(history.last_line < line for line in lines)

    def owner(self, scope: Scope | None, name: str) -> tuple[Scope | None, bool]:
        """Return the scope that binds a name as the code of `scope` sees it, and if it is its own.

        A class's names are seen by its own code only; a comprehension counts as part of the
        scope around it.
        """
        own = True
        while scope is not None:
            if name in scope.bindings and (own or scope.kind != "class"):
                return scope, own
            own = own and scope.kind == "comprehension"
            scope = scope.parent
        return None, False

    def _choose(self, history: History, node: ast.Name | None) -> Binding | None:
        count = history.count_before(node.lineno) if node is not None else 0
        if node is not None and count:
            last = history.last(count)
            if history.are_imports(count) and self._follows(last, node):
                return last
            if not self._alternatives(history) and not history.are_branched(count):
                return last
        if history.agrees or self._alternatives(history):
            return history.bindings[0]
        self.ambiguous.update(history.take_imports())
        return None

    def _follows(self, binding: Binding, node: ast.Name) -> bool:
        """Whether the program comes by a binding before a use, whatever branch it takes."""
        statement = binding.statement
        block = self.block(statement) if statement is not None else None
        around = (n for n in (node, *self.ancestors(node)) if isinstance(n, ast.stmt))
        return any(self.block(n) is block for n in around)

    def _alternatives(self, history: History) -> bool:
        """Whether all import one name from several modules of one package, as they find it.

        `try: from keras.layers import X; except ImportError: from keras.layers.core import X`.
        """
        if history not in self._alternating:
            self._alternating[history] = False  # for names that stand for one another
            self._alternating[history] = self._alternate(history)
        return self._alternating[history]

    def _alternate(self, history: History) -> bool:
        found = (b.imported or self.assigned(b) for b in history.bindings)
        imported = [*takewhile(bool, found)]
        if len(imported) < len(history.bindings):
            return False
        homes = {home_of(inside_keras(name)) for name in imported}
        if len(homes) == 1 and "" not in homes:
            return True  # the same, from Keras or from TensorFlow, under whatever condition
        if not history.is_tried:
            return False
        names = {name.rpartition(".")[2] for name in imported}
        packages = {package_of(name) for name in imported}
        return len(names) == len(packages) == 1

    def assigned(self, binding: Binding) -> str:
        """Return what a name is that stands for a part of a package: `keras = tf.keras`."""
        value = binding.value
        if not isinstance(value, ast.Attribute) or binding.name == root_of(value):
            return ""
        found = self.denote(value)
        return found.name if found is not None else ""

    def _from_star(self, node: ast.Name) -> Denoted | None:
        found = self.starred.get(node.id)
        return Denoted(below(found[0], node.id), node, None, found[1]) if found else None

    @cached_property
    def starred(self) -> Mapping[str, tuple[str, ast.ImportFrom]]:
        """The names that star imports bring: of each the module, of the project or not."""
        found: dict[str, tuple[str, ast.ImportFrom]] = {}
        for module, statement in self.stars:
            known = self.modules.get(module)
            for name in (*self.exports.get(module, ()), *(known.names if known else ())):
                found.setdefault(name, (module, statement))
        return found

    @cached_property
    def stars(self) -> list[tuple[str, ast.ImportFrom]]:
        """The modules of the star imports, from the last one on, each with its last import."""
        found: dict[str, ast.ImportFrom] = {}
        for module, statement in reversed(self.module.stars):
            found.setdefault(module, statement)
        return [*found.items()]
