"""What the attributes of an object are set to by its own class."""

from __future__ import annotations

import ast
from functools import cached_property

from migrator.engine.reading.names import Names


class OwnAttributes:
    """What the classes of a file set on their objects, in their methods and in their bodies."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def of(self, node: ast.expr) -> list[ast.expr]:
        """Return what `self.x` is set to by the class that reads it, or `Settings.x`."""
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            return []
        own, held = self._names.class_around(node), self._names.held(node.value)
        made = held.func if isinstance(held, ast.Call) else node.value
        if (another := self._names.local_class(made)) is not None:
            return self._set.get((another, f"self.{node.attr}"), [])
        return self._set.get((own, ast.unparse(node)), []) if own is not None else []

    @cached_property
    def _set(self) -> dict[tuple[ast.AST, str], list[ast.expr]]:
        found: dict[tuple[ast.AST, str], list[ast.expr]] = {}
        for values in self._names.attributes.values():
            for value in values:
                statement, own = self._names.parents[value], self._names.class_around(value)
                if own is not None and isinstance(statement, ast.Assign):
                    for target in statement.targets:
                        found.setdefault((own, ast.unparse(target)), []).append(value)
        for own in self._names.of(ast.ClassDef):
            for statement in own.body:
                match statement:
                    case ast.Assign(targets=[ast.Name(id=name)], value=value):
                        found.setdefault((own, f"self.{name}"), []).append(value)
        return found
