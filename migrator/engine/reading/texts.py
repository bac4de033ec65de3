"""Strings that an expression puts together: `'he_' + kind`, `'%s_normal' % kind`, an f-string."""

from __future__ import annotations

import ast

from migrator.patterns import regex

_PLACE = regex(r"\{\}")
_ANY_PLACE = regex(r"[{}]")


def parts_of(node: ast.expr) -> list[str | ast.expr]:
    """Return the constants and expressions that a text is made of; none if it is no such text."""
    match node:
        case ast.JoinedStr():
            return [part for value in node.values for part in _of_value(value)]
        case ast.BinOp(op=ast.Add()):
            sides = [(side, _side(side)) for side in (node.left, node.right)]
            known = any(parts for _, parts in sides)
            return [p for side, parts in sides for p in parts or [side]] if known else []
        case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str(text)), right=given):
            values = given.elts if isinstance(given, ast.Tuple) else [given]
            return _filled(text.split("%s"), values) if text.count("%") == len(values) else []
        case ast.Call(
            func=ast.Attribute(attr="format", value=ast.Constant(value=str(text))), keywords=[]
        ):
            return (
                []
                if _ANY_PLACE.search(_PLACE.sub("", text))
                else _filled(text.split("{}"), node.args)
            )
    return []


def _side(node: ast.expr) -> list[str | ast.expr]:
    text = node.value if isinstance(node, ast.Constant) else None
    return [text] if isinstance(text, str) else parts_of(node)


def _of_value(node: ast.expr) -> list[str | ast.expr]:
    """Return a part of an f-string: one that is formatted in some way stands for itself."""
    if isinstance(node, ast.FormattedValue):
        plain = node.conversion in {-1, ord("s")} and node.format_spec is None
        return _side(node.value) or [node.value] if plain else [node]
    return _side(node)


def _filled(texts: list[str], values: list[ast.expr]) -> list[str | ast.expr]:
    """Return the texts between the places of a template, and what is filled in."""
    if len(texts) != len(values) + 1:
        return []
    found: list[str | ast.expr] = [texts[0]]
    for value, text in zip(values, texts[1:], strict=True):
        found += [*(_side(value) or [value]), text]
    return found
