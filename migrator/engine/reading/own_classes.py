"""The classes of a file that are its own: what they define, and what is of them."""

from __future__ import annotations

import ast
from functools import cached_property

from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import defined_in
from migrator.engine.reading.own_methods import class_above, method_of, only_method
from migrator.rules import MODELS, Method

_DEPTH = 8


class OwnClasses:
    """Tells which objects are of classes of one file, and what those have of their own."""

    def __init__(self, names: Names) -> None:
        self._names = names

    @cached_property
    def own_methods(self) -> frozenset[str]:
        """The methods that classes of this file define which cannot be Keras's."""
        return frozenset(
            function.name
            for function in self._names.functions
            if isinstance(within := self._names.parents[function], ast.ClassDef)
            and self.is_plain(within)
        )

    def is_plain(self, node: ast.ClassDef, depth: int = 0) -> bool:
        """Whether nothing stands above a class but classes of this file, and `object`."""
        above = [base for base in node.bases if getattr(base, "id", "") != "object"]
        found = [self._names.local_class(base) for base in above]
        return depth < _DEPTH and all(c and self.is_plain(c, depth + 1) for c in found)

    def is_own(self, node: ast.expr) -> bool:
        """Whether an object is of a class of this file above which nothing of Keras's stands."""
        found = self._definition_of(node)
        return found is not None and self.is_plain(found)

    def unmistakable(self, method: Method, name: str) -> bool:
        """Whether something of an object of an unknown class can only be Keras's.

        Not if a class of the program, which is not Keras's, has something of that name.
        """
        if not method.unmistakable or name in self._names.methods_elsewhere:
            return False
        return name not in self.own_methods

    def overrides(self, node: ast.Attribute, methods: tuple[Method, ...]) -> bool:
        """Whether a method of an object is one that its class, of this file, defines itself.

        Not where the definition, which is one of `methods` of Keras, is given its new name: those
        that Keras itself calls are; a model's are called by the program.
        """
        found = self._definition_of(node.value)
        while found is not None:
            defined = defined_in(found)
            if node.attr in defined:
                return all(
                    not m.renamed or m.owner in MODELS or m.renamed in defined for m in methods
                )
            found = class_above(found, self._names)
        return False

    def sets(self, node: ast.Attribute) -> bool:
        """Whether the class of an object, of this file, gives itself that attribute."""
        found = self._definition_of(node.value)
        places = ast.walk(found) if found is not None else ()
        kept = (n for n in places if isinstance(n, ast.Attribute) and n.attr == node.attr)
        stored = (n for n in kept if isinstance(n.ctx, ast.Store))
        return any(getattr(n.value, "id", "") == "self" for n in stored)

    def method(self, callee: ast.expr) -> ast.FunctionDef | None:
        """Return the method, defined in this file, that is called of an object of such a class."""
        if not isinstance(callee, ast.Attribute):
            return None
        if getattr(callee.value, "id", "") == "self":
            return only_method(callee, self._names)
        return method_of(self._definition_of(callee.value), callee.attr, self._names)

    def _definition_of(self, node: ast.expr) -> ast.ClassDef | None:
        """Return the class of this file that an object is of: `self`, or what a call has made."""
        if isinstance(node, ast.Call):
            return self._names.local_class(node.func)
        if not isinstance(node, ast.Name):
            return None
        value = self._names.value(node)
        if isinstance(value, ast.Call):
            return self._names.local_class(value.func)
        binding, _ = self._names.lookup(node)
        function = binding.parameter if binding is not None else None
        if function is None or isinstance(function, ast.Lambda):
            return None
        within = self._names.parents[function]
        first = [a.arg for a in (*function.args.posonlyargs, *function.args.args)][:1]
        return within if isinstance(within, ast.ClassDef) and first == [node.id] else None
