"""Orderings in the words of Keras 1, given by place: `K.resize_images(x, 2, 2, 'tf')`."""

from __future__ import annotations

import ast
from collections.abc import Collection

from migrator.engine.reading.signatures import given_to
from migrator.rules import Into, Rule

_WORDS = frozenset({"th", "tf"})


def ordered_as_before(call: ast.Call, rule: Rule, in_keras_2: Collection[str]) -> str:
    """Return the word with which a call tells the ordering, if only Keras 1 knew it.

    in_keras_2: the old arguments that Keras 2 took still.
    """
    words = [a for a in call.args if isinstance(a, ast.Constant) and a.value in _WORDS]
    if not words:
        return ""
    given = given_to(call, rule.was)
    names = [
        old
        for to in rule.ordered
        for old, fate in to.args.items()
        if isinstance(old, str) and old not in in_keras_2
        if isinstance(fate, Into) and fate.name == "data_format"
    ]
    return next((ast.unparse(w) for w in words for name in names if given.get(name) is w), "")
