"""The classes of a program itself, found by their names: what their methods take.

So the audit tells `fit(nb_epoch=)` of an estimator of the program's own from that of a model.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

_DEPTH = 8
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass
class OwnClasses:
    """Classes by their bare names, each with those of its bases; None is a class of Keras.

    packages: the top names of the program's own modules. What is imported from there and is not
    there any more is nothing of Keras.
    """

    found: dict[str, list[tuple[ast.ClassDef, list[str | None]]]] = field(default_factory=dict)
    packages: frozenset[str] = frozenset()

    def add(self, node: ast.ClassDef, bases: list[str | None]) -> None:
        self.found.setdefault(node.name, []).append((node, bases))

    def take(self, makers: set[str], method: str, keyword: str) -> bool:
        """Whether objects that any of these callables make have such a method of their own."""
        return bool(makers) and all(
            self._is_lost(maker) or self._takes(maker.rpartition(".")[2], method, keyword)
            for maker in makers
        )

    def define(self, method: str, keyword: str) -> bool:
        """Whether any of the classes has a method of this name that takes a keyword, if any."""
        classes = (node for classes in self.found.values() for node, _ in classes)
        methods = (_defined(node, method) for node in classes)
        return any(m is not None and (not keyword or keyword in _named(m)) for m in methods)

    def _is_lost(self, maker: str) -> bool:
        top, _, name = maker.partition(".")
        return top in self.packages and name.rpartition(".")[2] not in self.found

    def _takes(self, name: str | None, method: str, keyword: str, depth: int = 0) -> bool:
        """Ask all classes of a name: which of them is meant is not looked at."""
        classes = self.found.get(name or "", []) if depth < _DEPTH else []
        return bool(classes) and all(
            None not in bases and self._of(node, bases, method, keyword, depth)
            for node, bases in classes
        )

    def _of(
        self,
        node: ast.ClassDef,
        bases: list[str | None],
        method: str,
        keyword: str,
        depth: int,
    ) -> bool:
        own = _defined(node, method)
        if own is not None:
            return keyword in _named(own) or own.args.kwarg is not None
        return any(self._takes(base, method, keyword, depth + 1) for base in bases)


def _defined(node: ast.ClassDef, method: str) -> ast.FunctionDef | None:
    parts = (part for part in node.body if isinstance(part, ast.FunctionDef))
    return next((part for part in parts if part.name == method), None)


def _named(function: ast.FunctionDef) -> set[str]:
    return {a.arg for a in (*function.args.args, *function.args.kwonlyargs)}


def makers(tree: ast.Module, call: ast.Call) -> list[ast.expr]:
    """Return what is called to make the object whose method is called; nothing if that is open."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    if isinstance(owner, ast.Call):
        return [owner.func]
    if not isinstance(owner, ast.Name):
        return []
    for scope in (*_around(tree, call), tree):
        stores = [n for n in _within(scope) if _binds(n, owner.id)]
        if stores:
            made = [called for n in _within(scope) if (called := _maker(n, owner.id))]
            return made if len(made) == len(stores) else []
    return []


def _around(tree: ast.Module, call: ast.Call) -> list[ast.AST]:
    """Return the functions around a call, the innermost first: it is walked to last."""
    found = [n for n in ast.walk(tree) if isinstance(n, _SCOPES) and call in set(ast.walk(n))]
    return [*reversed(found)]


def _within(scope: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a scope, those of the functions inside it left out."""
    for child in ast.iter_child_nodes(scope):
        yield child
        if not isinstance(child, _SCOPES):
            yield from _within(child)


def _binds(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.arg):
        return node.arg == name
    return isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load)


def _maker(node: ast.AST, name: str) -> ast.expr | None:
    """Return what is called in `name = called(...)`."""
    match node:
        case ast.Assign(targets=[ast.Name(id=bound)], value=ast.Call(func=called)):
            return called if bound == name else None
    return None
