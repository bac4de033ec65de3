"""Templates of expressions, and the nodes that take the places in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import libcst as cst

from migrator.engine.writing.cst_nodes import rebuilt
from migrator.engine.writing.plans import as_identifiers

_PLACEHOLDER = re.compile(r"__kmigrate_(\d+)_(\d*)__")


@lru_cache(maxsize=4096)  # nodes are immutable, and the same few templates come up all the time
def parsed(text: str) -> cst.BaseExpression:
    """Parse text that stands for an expression."""
    return cst.parse_expression(text)


def fill(template: str, old: Sequence[cst.Arg]) -> cst.BaseExpression:
    """Parse a template and put old arguments, or elements of them, in their places."""
    text = as_identifiers(template)
    tree = parsed(text)
    values: dict[str, cst.BaseExpression] = {}
    for match in _PLACEHOLDER.finditer(text):
        value = old[int(match.group(1))].value
        if match.group(2):
            value = value.elements[int(match.group(2))].value  # type: ignore[attr-defined]
        values[match.group()] = value if _stands_alone(template, match) else _bracketed(value)
    return substitute(tree, values)


def _stands_alone(template: str, match: re.Match[str]) -> bool:
    """Whether commas, brackets or nothing stand around a placeholder, so that it needs none."""
    text = as_identifiers(template)
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    ahead, behind = {"", "(", "[", "{", ",", "=", ":"}, {"", ")", "]", "}", ","}
    return before[-1:] in ahead and after[:1] in behind


def _bracketed(value: cst.BaseExpression) -> cst.BaseExpression:
    simple = cst.Name | cst.Attribute | cst.Call | cst.Subscript | cst.Integer | cst.Float
    if isinstance(value, simple) or value.lpar:
        return value
    return value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def substitute(
    tree: cst.BaseExpression, values: Mapping[str, cst.BaseExpression]
) -> cst.BaseExpression:
    """Put expressions in the places of the names that stand for them."""

    def place(_: cst.CSTNode, node: cst.CSTNode) -> cst.CSTNode:
        return values.get(node.value, node) if isinstance(node, cst.Name) else node

    return rebuilt(tree, place)  # type: ignore[return-value]
