"""Calls that no Keras 3 can be asked: they lack what it requires, or give what it refuses."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import hides_words, walk
from migrator.engine.reading.signatures import given_to, keywords_of
from migrator.rules import Rule, To


def lacks(call: ast.Call, rule: Rule) -> bool:
    """Whether a call leaves out what Keras 3 has under the same name, but with no default."""
    if call.args or hides_words(call):
        return False
    becomes = rule.becomes
    if not isinstance(becomes, To) or becomes.name != rule.name:
        return False
    return not keywords_of(call).issuperset(becomes.require)


def refused(call: ast.Call, rule: Rule, names: Names) -> Iterator[tuple[str, str]]:
    """Yield the strings in a call that Keras 3 refuses, with the arguments that they are given to.

    One that a function of the file is named by may be registered under that name.
    """
    given = given_to(call, rule.was)
    own = {function.name for function in names.functions}
    for argument, values in rule.refused.items():
        parts = walk(given[argument]) if argument in given else ()
        told = {n.value for n in parts if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        yield from ((argument, value) for value in sorted(told & values - own))
