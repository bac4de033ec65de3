"""What the names of a module stand for: imported symbols, values, and what the file defines."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

from migrator.engine.reading.denotations import Denotations
from migrator.engine.reading.nodes import returns
from migrator.engine.reading.scopes import Binding
from migrator.engine.reading.untaken_lines import untaken_lines


class Names(Denotations):
    """The scopes of one module, what its expressions denote, and what its names hold."""

    @cached_property
    def untaken(self) -> frozenset[int]:
        """The lines of the branches that Keras 3 never takes."""
        return untaken_lines(self)

    def single(self) -> Iterator[tuple[str, Binding]]:
        """Yield the names of the module that mean one thing on Keras 3."""
        for name in self.module.bindings:
            bindings = self.present(self.module, name)
            if len(bindings) == 1:
                yield name, bindings[0]

    def is_parameter(self, node: ast.expr) -> bool:
        """Whether a value is that of a parameter: its default is one of many it may be given."""
        binding = self.lookup(node)[0] if isinstance(node, ast.Name) else None
        return binding is not None and binding.parameter is not None

    def value(self, node: ast.Name) -> ast.expr | None:
        """Return the one expression that a name was assigned, if there is exactly one."""
        binding, _ = self.lookup(node)
        return binding.value if binding else None

    def held(self, node: ast.expr | None) -> ast.expr | None:
        """Return an expression, or of a name the one expression that it was assigned."""
        return self.value(node) if isinstance(node, ast.Name) else node

    def local_function(
        self, node: ast.expr
    ) -> ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | None:
        """Return the function of this file that an expression denotes."""
        if isinstance(node, ast.Lambda):
            return node
        if isinstance(node, ast.Name):
            binding, _ = self.lookup(node)
            if binding and isinstance(binding.definition, ast.FunctionDef | ast.AsyncFunctionDef):
                return binding.definition
            if binding and isinstance(binding.value, ast.Lambda):
                return binding.value
        return None

    def made_functions(self, node: ast.expr) -> list[ast.FunctionDef | ast.Lambda]:
        """Return the functions that a function of the file makes and returns when it is called."""
        maker = self.local_function(node.func) if isinstance(node, ast.Call) else None
        if not isinstance(maker, ast.FunctionDef):
            return []
        inner = (ast.FunctionDef, ast.Lambda)
        own = (
            statement.value
            for statement in returns(maker)
            if next(n for n in self.ancestors(statement) if isinstance(n, inner)) is maker
        )
        found = [self.local_function(value) for value in own if value is not None]
        return [function for function in found if isinstance(function, inner)]

    def is_function(self, node: ast.expr) -> bool:
        """Whether an expression denotes a function of this file, whichever of several it is."""
        if self.local_function(node) is not None:
            return True
        found = self.bindings(node) if isinstance(node, ast.Name) else []
        functions = (ast.FunctionDef, ast.AsyncFunctionDef)
        return bool(found) and all(
            isinstance(b.definition, functions) or isinstance(b.value, ast.Lambda) for b in found
        )

    def bindings(self, node: ast.Name) -> list[Binding]:
        """Return all that a name is bound to, in the scope that it is looked up in."""
        scope = self.scopes.get(node)
        while scope is not None and not scope.bindings.get(node.id):
            scope = scope.parent
        return scope.bindings[node.id] if scope is not None else []

    def decorates(self, name: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        """Whether what is imported under a name decorates a function, called or not."""
        decorators = (d.func if isinstance(d, ast.Call) else d for d in function.decorator_list)
        return any(d is not None and d.name == name for d in map(self.denote, decorators))

    def local_class(self, node: ast.expr) -> ast.ClassDef | None:
        """Return the class of this file that an expression denotes."""
        binding = self.lookup(node)[0] if isinstance(node, ast.Name) else None
        found = binding.definition if binding is not None else None
        return found if isinstance(found, ast.ClassDef) else None


def maker(node: ast.expr, names: Names) -> str:
    """Return the qualified name of what makes a value, or that it is: `Identity(gain=2.0)`."""
    made = names.held(node)
    denoted = names.denote(made.func if isinstance(made, ast.Call) else made) if made else None
    return denoted.name if denoted is not None else ""
