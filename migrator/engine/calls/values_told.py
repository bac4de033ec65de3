"""What is said of a value for what it is: too large, too small, or made by something."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.calls.outcomes import Context
from migrator.engine.reading.literals import evaluate, exceeds
from migrator.engine.reading.masks import masking, switched_on
from migrator.engine.reading.names import Names, maker
from migrator.rules import Into, Remark


def said_of_value(fate: Into, node: ast.expr, context: Context) -> Iterator[str]:
    """Yield what a fate says, as actions, of a value like the one that is given."""
    names = context.names
    if fate.at_most is not None and exceeds(node, fate.at_most[0], names):
        yield fate.at_most[1]
    if fate.negative and _is_negative(node, names):
        yield fate.negative
    if isinstance(made := _said_of_maker(fate, node, context), str):
        yield made
    if fate.made_with:
        told = switched_on(node, names)
        yield from (said for name, said in fate.made_with.items() if name in told)


def noticed_of_value(fate: Into, node: ast.expr, context: Context) -> Iterator[str]:
    """Yield what a fate says, as notices, of what is made like the value that is given."""
    if isinstance(made := _said_of_maker(fate, node, context), Remark):
        yield made.text
    masked, names = fate.masked, context.names
    if (
        masked is not None
        and masked.of in switched_on(node, names)
        and any(masking(names, masked.by))
    ):
        yield masked.text


def _said_of_maker(fate: Into, node: ast.expr, context: Context) -> str | Remark | None:
    """Return what is said of what makes a value, also where an attribute of an object holds it."""
    if not fate.made_by:
        return None
    makers = (maker(each, context.names) for each in (node, *context.own_attributes.of(node)))
    return next((fate.made_by[made] for made in makers if made in fate.made_by), None)


def _is_negative(node: ast.expr, names: Names) -> bool:
    value = evaluate(node, names)
    return isinstance(value, int | float) and value < 0
