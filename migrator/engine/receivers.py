"""Which class is an object of? Followed through assignments, attributes, calls and returns."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from migrator.engine.names import Denoted, Names
from migrator.engine.nodes import walk
from migrator.rules import Knowledge, Method

_DEPTH = 8


class Receivers:
    """Infers the Keras class (a qualified legacy name) of the objects in one file."""

    def __init__(self, names: Names, knowledge: Knowledge) -> None:
        self._names = names
        self._knowledge = knowledge
        self._returns: Mapping[str, str] = knowledge.returns
        self._busy: set[ast.AST] = set()

    def infer(self, node: ast.expr, depth: int = 0) -> str | None:
        """Return the class of what an expression evaluates to, if it is a Keras object."""
        if depth > _DEPTH or node in self._busy:
            return None
        self._busy.add(node)
        try:
            return self._infer(node, depth + 1)
        finally:
            self._busy.discard(node)

    def has(self, owner: str | None, method: Method) -> bool:
        """Whether a method is recorded for a class, or for the root of its module."""
        root = self._knowledge.roots.get(owner.rpartition(".")[0]) if owner else None
        return not {owner, root}.isdisjoint((method.owner, *method.receiver))

    def _infer(self, node: ast.expr, depth: int) -> str | None:
        match node:
            case ast.Call():
                return self._of_call(node, depth)
            case ast.Name():
                return self._of_name(node, depth)
            case ast.Attribute():
                found = self._first(self._names.attributes.get(node.attr, []), depth)
                return found or self._of_attribute(node, depth)
            case ast.IfExp():
                return self._first([node.body, node.orelse], depth)
            case ast.Tuple() | ast.List():
                return self._first(node.elts, depth)
            case ast.Subscript():
                return self.infer(node.value, depth)
        return None

    def _of_attribute(self, node: ast.Attribute, depth: int) -> str | None:
        """`model.layers` holds layers."""
        owner = self.infer(node.value, depth)
        return self._returns.get(f"{owner}.{node.attr}") if owner else None

    def _first(self, nodes: list[ast.expr], depth: int) -> str | None:
        return next((c for c in (self.infer(n, depth) for n in nodes) if c), None)

    def _of_call(self, node: ast.Call, depth: int) -> str | None:
        denoted = self._names.denote(node.func)
        if denoted is not None:
            return self._elsewhere(denoted) or (
                self._class_of(denoted) if _tells(denoted.name) else None
            )
        if isinstance(node.func, ast.Name) and node.func.id == "super":
            within = self._names.ancestors(node)
            cls = next((n for n in within if isinstance(n, ast.ClassDef)), None)
            return self.base(cls) if cls is not None else None
        function = self._names.local_function(node.func)
        if isinstance(function, ast.FunctionDef):
            return self._first(_returned(function), depth)
        binding = self._names.lookup(node.func)[0] if isinstance(node.func, ast.Name) else None
        if binding is not None and isinstance(binding.definition, ast.ClassDef):
            return self.base(binding.definition)
        return None

    def _elsewhere(self, denoted: Denoted) -> str | None:
        """Return the Keras class of what a class or function of another file makes."""
        module, _, name = self._names.elsewhere(denoted.name)
        return module.bases.get(name) or module.returns.get(name)

    def base(self, node: ast.ClassDef) -> str | None:
        """Return the Keras class that a class of this file derives from."""
        denoted = (self._names.denote(base) for base in node.bases)
        found = next((self._elsewhere(d) or self._class_of(d) for d in denoted if d), None)
        return found or self._base_of_bases(node)

    def _base_of_bases(self, node: ast.ClassDef) -> str | None:
        if node in self._busy:
            return None
        self._busy.add(node)
        try:
            for base in node.bases:
                binding = self._names.lookup(base)[0] if isinstance(base, ast.Name) else None
                if binding is not None and isinstance(binding.definition, ast.ClassDef):
                    return self.base(binding.definition)
            return None
        finally:
            self._busy.discard(node)

    def _class_of(self, denoted: Denoted) -> str:
        name = self._knowledge.canonical(denoted.name)
        rule = self._knowledge.by_name.get(name)
        name = rule.name if rule is not None else name
        return self._returns.get(name, name)

    def _of_name(self, node: ast.Name, depth: int) -> str | None:
        binding, _ = self._names.lookup(node)
        if binding is None:
            return self._any_binding(node, depth)
        if binding.value is not None:
            return self.infer(binding.value, depth)
        if binding.iterated is not None:
            return self.infer(binding.iterated, depth)
        if binding.parameter is not None and not isinstance(binding.parameter, ast.Lambda):
            return self._of_parameter(binding.parameter, node.id, depth)
        return self._any_binding(node, depth)

    def _any_binding(self, node: ast.Name, depth: int) -> str | None:
        scope = self._names.scopes.get(node)
        while scope is not None:
            bindings = scope.bindings.get(node.id)
            if bindings:
                return self._first([b.value for b in bindings if b.value is not None], depth)
            scope = scope.parent
        return None

    def _of_parameter(
        self, function: ast.FunctionDef | ast.AsyncFunctionDef, name: str, depth: int
    ) -> str | None:
        """Look at what the file's own calls pass for a parameter; `self` is of its class."""
        names = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
        within = self._names.parents[function]
        if isinstance(within, ast.ClassDef) and names[:1] == [name]:
            return self.base(within)
        found: list[ast.expr] = []
        for call in self._names.calls_of.get(function.name, []):
            found += [k.value for k in call.keywords if k.arg == name]
            if name in names and names.index(name) < len(call.args):
                found.append(call.args[names.index(name)])
        return self._first(found, depth)


def _tells(name: str) -> bool:
    """Whether a callable is Keras's own, or looks like a class: what others return is open."""
    return name.startswith("keras.") or name.rpartition(".")[2][:1].isupper()


def _returned(function: ast.FunctionDef) -> list[ast.expr]:
    return [n.value for n in walk(function) if isinstance(n, ast.Return) and n.value]
