"""Templates of expressions, and the nodes that take the places in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import libcst as cst

from migrator.engine.writing.cst_nodes import rebuilt
from migrator.engine.writing.plans import ARGUMENT, as_identifiers, stands_alone


@lru_cache(maxsize=4096)  # nodes are immutable, and the same few templates come up all the time
def parsed(text: str) -> cst.BaseExpression:
    """Parse text that stands for an expression."""
    return cst.parse_expression(text)


def fill(template: str, old: Sequence[cst.Arg]) -> cst.BaseExpression:
    """Parse a template and put old arguments, or elements of them, in their places."""
    tree = parsed(as_identifiers(template))
    values: dict[str, cst.BaseExpression] = {}
    for match in ARGUMENT.finditer(template):
        value = old[int(match.group(1))].value
        if match.group(2):
            value = _element(value, int(match.group(2)))
        name = as_identifiers(match.group())
        if not stands_alone(template, match):
            values[name] = _bracketed(value)
        values.setdefault(name, value)  # in one place in brackets, in all
    return substitute(tree, values)


def _element(value: cst.BaseExpression, index: int) -> cst.BaseExpression:
    """Return an element of a tuple or a list, or what a list is added to."""
    if isinstance(value, cst.BinaryOperation):
        return value.left
    found: cst.BaseExpression = value.elements[index].value  # type: ignore[attr-defined]
    return found


def _bracketed(value: cst.BaseExpression) -> cst.BaseExpression:
    simple = cst.Name | cst.Attribute | cst.Call | cst.Subscript | cst.Integer | cst.Float
    if isinstance(value, simple | cst.List | cst.Dict) or value.lpar:
        return value
    return value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def substitute(
    tree: cst.BaseExpression, values: Mapping[str, cst.BaseExpression]
) -> cst.BaseExpression:
    """Put expressions in the places of the names that stand for them."""

    def place(_: cst.CSTNode, node: cst.CSTNode) -> cst.CSTNode:
        return values.get(node.value, node) if isinstance(node, cst.Name) else node

    return rebuilt(tree, place)  # type: ignore[return-value]
