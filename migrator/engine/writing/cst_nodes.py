"""Walks over libcst's expressions that pass white space by, and copy only what changes.

libcst's own visitors rebuild every node they see, down to each space: here that would be most of
the cost of a migration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields

import libcst as cst

_LAYOUT = ("whitespace", "lpar", "rpar", "comma", "equal", "lbr", "rbr", "operator", "asynchronous")
_TOKENS = frozenset({"star", "dot", "colon", "first_colon", "second_colon", "start", "end"})
_LEAVES = (cst.Name, cst.BaseNumber, cst.BaseString, cst.Ellipsis)


class _Parts(dict[type[cst.CSTNode], tuple[str, ...]]):
    """Which fields of a kind of node hold expressions, in the order of the source."""

    def __missing__(self, kind: type[cst.CSTNode]) -> tuple[str, ...]:
        names = () if issubclass(kind, _LEAVES) else tuple(f.name for f in fields(kind))
        found = (n for n in names if not n.startswith(_LAYOUT) and n not in _TOKENS)
        self[kind] = tuple(found)
        return self[kind]


_PARTS = _Parts(
    {
        cst.IfExp: ("body", "test", "orelse"),
        cst.Parameters: ("posonly_params", "params", "star_arg", "kwonly_params", "star_kwarg"),
        cst.ConcatenatedString: ("left", "right"),
    }
)


def calls_in(node: cst.CSTNode) -> Iterator[cst.Call]:
    """Yield calls in the order of their opening parentheses; those in f-strings are left out."""
    if isinstance(node, cst.Call):
        yield from calls_in(node.func)
        yield node
        for argument in node.args:
            yield from calls_in(argument)
        return
    for name in _PARTS[node.__class__]:
        value = getattr(node, name)
        for part in value if isinstance(value, list | tuple) else (value,):
            if isinstance(part, cst.CSTNode):
                yield from calls_in(part)


def rebuilt(
    node: cst.CSTNode, leave: Callable[[cst.CSTNode, cst.CSTNode], cst.CSTNode]
) -> cst.CSTNode:
    """Replace nodes from the inside out: `leave` gets each node as it was, and with new parts."""
    changes: dict[str, object] = {}
    for name in _PARTS[node.__class__]:
        value = getattr(node, name)
        if isinstance(value, list | tuple):
            parts = [rebuilt(part, leave) for part in value]
            if any(new is not old for new, old in zip(parts, value, strict=True)):
                changes[name] = parts
        elif isinstance(value, cst.CSTNode):
            part = rebuilt(value, leave)
            if part is not value:
                changes[name] = part
    return leave(node, node.with_changes(**changes) if changes else node)
