"""What is said of a value for what it is: too large, too small, or made by something."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.literals import evaluate, exceeds, literal
from migrator.engine.reading.names import Names, maker
from migrator.rules import Into


def said_of_value(fate: Into, node: ast.expr, names: Names) -> Iterator[str]:
    """Yield what a fate says, as actions, of a value like the one that is given."""
    if fate.at_most is not None and exceeds(node, fate.at_most[0], names):
        yield fate.at_most[1]
    if fate.negative and _is_negative(node, names):
        yield fate.negative
    if fate.made_by and (said := fate.made_by.get(maker(node, names))):
        yield said
    if fate.made_with:
        made = names.value(node) if isinstance(node, ast.Name) else node
        given = made.keywords if isinstance(made, ast.Call) else ()
        told = (k.arg for k in given if k.arg and literal(k.value) is True)
        yield from (fate.made_with[name] for name in told if name in fate.made_with)


def _is_negative(node: ast.expr, names: Names) -> bool:
    value = evaluate(node, names)
    return isinstance(value, int | float) and value < 0
