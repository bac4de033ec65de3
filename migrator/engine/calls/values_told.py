"""What is said of a value for what it is: too large, too small, or made by something."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.literals import evaluate, exceeds
from migrator.engine.reading.masks import masking, switched_on
from migrator.engine.reading.names import Names, maker
from migrator.rules import Into, Remark


def said_of_value(fate: Into, node: ast.expr, names: Names) -> Iterator[str]:
    """Yield what a fate says, as actions, of a value like the one that is given."""
    if fate.at_most is not None and exceeds(node, fate.at_most[0], names):
        yield fate.at_most[1]
    if fate.negative and _is_negative(node, names):
        yield fate.negative
    if isinstance(made := _said_of_maker(fate, node, names), str):
        yield made
    if fate.made_with:
        told = switched_on(node, names)
        yield from (said for name, said in fate.made_with.items() if name in told)


def noticed_of_value(fate: Into, node: ast.expr, names: Names) -> Iterator[str]:
    """Yield what a fate says, as notices, of what is made like the value that is given."""
    if isinstance(made := _said_of_maker(fate, node, names), Remark):
        yield made.text
    masked = fate.masked
    if (
        masked is not None
        and masked.of in switched_on(node, names)
        and any(masking(names, masked.by))
    ):
        yield masked.text


def _said_of_maker(fate: Into, node: ast.expr, names: Names) -> str | Remark | None:
    return fate.made_by.get(maker(node, names) or "") if fate.made_by else None


def _is_negative(node: ast.expr, names: Names) -> bool:
    value = evaluate(node, names)
    return isinstance(value, int | float) and value < 0
