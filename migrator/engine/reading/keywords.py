"""`**options` whose dict is a literal in reach: its entries are arguments like any other."""

from __future__ import annotations

import ast
from typing import Any

from migrator.engine.reading.names import Names
from migrator.engine.reading.scopes import Binding
from migrator.frozen import frozen


@frozen
class Entry:
    """One entry of such a dict: where its name is written, and its value.

    key is the Constant of `{'name': value}` or the keyword of `dict(name=value)`; None where the
    entry is written in another file, as `elsewhere`. always: whether all calls pass it.
    """

    name: str
    key: ast.Constant | ast.keyword | None
    value: ast.expr | None
    elsewhere: Any = None
    always: bool = True

    @property
    def name_node(self) -> ast.expr | None:
        """A node that stands exactly where the name is written."""
        if self.key is None or isinstance(self.key, ast.Constant):
            return self.key
        end = self.key.col_offset + len(self.name.encode())
        return ast.Name(
            self.name,
            lineno=self.key.lineno,
            col_offset=self.key.col_offset,
            end_lineno=self.key.lineno,
            end_col_offset=end,
        )


def entries_written(node: ast.expr, names: Names) -> tuple[Entry, ...] | None:
    """Return the entries of the dict that `**node` passes, or None if they cannot be known.

    The dict is written once, as a literal or a call of `dict`, and only ever used as `**name`.
    """
    if not isinstance(node, ast.Name):
        return _entries(node)
    binding, _ = names.lookup(node)
    if binding is None or binding.value is None or not only_unpacked(binding, node, names):
        return None
    return _entries(binding.value)


def words_seen(node: ast.expr, names: Names) -> set[str]:
    """Return the words in the dict behind `**node`, whoever else has it: `options['lr'] = 0.1`."""
    value = names.held(node)
    found = {entry.name for entry in (value is not None and _entries(value)) or ()}
    binding = names.lookup(node)[0] if isinstance(node, ast.Name) else None
    return found if binding is None else found | names.put.get(binding, set())


def _entries(node: ast.expr) -> tuple[Entry, ...] | None:
    match node:
        case ast.Dict():
            found = [
                Entry(key.value, key, value)
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant) and isinstance(key.value, str)
            ]
            return tuple(found) if len(found) == len(node.keys) else None
        case ast.Call(func=ast.Name(id="dict"), args=[]):
            named = [Entry(k.arg, k, k.value) for k in node.keywords if k.arg]
            return tuple(named) if len(named) == len(node.keywords) else None
    return None


def only_unpacked(binding: Binding, node: ast.expr, names: Names) -> bool:
    """Whether a name is bound once, and never used but as `**name` in a call."""
    here = isinstance(node, ast.Name) and names.lookup(node)[0] is binding
    return here and names.only_unpacked(binding)


def users_of(node: ast.expr, names: Names) -> list[ast.Call]:
    """Return the calls that unpack the same dict as `**node` does."""
    if not isinstance(node, ast.Name):
        return []
    return names.unpacking.get(names.lookup(node)[0], [])
