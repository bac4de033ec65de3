"""Where the names of a file are read, and passed on as `**name`: found once, for all who ask."""

from __future__ import annotations

import ast
from abc import abstractmethod
from collections.abc import Mapping
from functools import cached_property

from migrator.engine.reading.scopes import Binding, Scopes


class Uses(Scopes):
    """The scopes of one file, and the uses of what it binds, if `lookup` tells what a name is."""

    def __init__(self, tree: ast.Module, package: str = "") -> None:
        super().__init__(tree, package)
        self._only_unpacked: dict[Binding, bool] = {}

    @abstractmethod
    def lookup(self, node: ast.Name) -> tuple[Binding | None, bool]:
        """Return the binding that a name refers to, and whether it is bound at all."""

    @cached_property
    def named(self) -> Mapping[str, list[ast.Name]]:
        """All that bears a name, in the order of the walk over the file."""
        found: dict[str, list[ast.Name]] = {}
        for node in self.scopes:
            found.setdefault(node.id, []).append(node)
        return found

    @cached_property
    def method_calls(self) -> list[tuple[ast.Call, ast.Attribute]]:
        """The calls of what an object is asked for, each with that."""
        return [(call, call.func) for call in self.calls if isinstance(call.func, ast.Attribute)]

    @cached_property
    def loads(self) -> Mapping[Binding | None, list[ast.Name]]:
        """The places that read what a binding binds."""
        found: dict[Binding | None, list[ast.Name]] = {}
        for node in self.scopes:
            if isinstance(node.ctx, ast.Load):
                found.setdefault(self.lookup(node)[0], []).append(node)
        return found

    @cached_property
    def unpacking(self) -> Mapping[Binding | None, list[ast.Call]]:
        """The calls that pass on what a binding binds, as `**name`."""
        found: dict[Binding | None, list[ast.Call]] = {}
        for call in self.calls:
            for keyword in call.keywords:
                if keyword.arg is None and isinstance(keyword.value, ast.Name):
                    found.setdefault(self.lookup(keyword.value)[0], []).append(call)
        return found

    @cached_property
    def put(self) -> Mapping[Binding, set[str]]:
        """The words under which something is put into what a binding binds: `options['lr'] = 1`."""
        found: dict[Binding, set[str]] = {}
        for node in self.of(ast.Subscript):
            match node:
                case ast.Subscript(
                    value=ast.Name() as held, slice=ast.Constant(value=str(word)), ctx=ast.Store()
                ):
                    binding = self.lookup(held)[0]
                    if binding is not None:
                        found.setdefault(binding, set()).add(word)
        return found

    def only_unpacked(self, binding: Binding) -> bool:
        """Whether a name is bound once, and never used but as `**name` in a call."""
        if binding not in self._only_unpacked:
            named = self.named.get(binding.name, ())
            self._only_unpacked[binding] = all(self._is_unpacked(n, binding) for n in named)
        return self._only_unpacked[binding]

    def _is_unpacked(self, node: ast.Name, binding: Binding) -> bool:
        if len(self.scopes[node].bindings.get(node.id, ())) > 1:
            return False
        if not isinstance(node.ctx, ast.Load) or self.lookup(node)[0] is not binding:
            return True
        parent = self.parents[node]
        return isinstance(parent, ast.keyword) and parent.arg is None
