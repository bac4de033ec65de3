"""Values that are put together of strings: which of those that changed they are, or may be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from typing import Any

from migrator.engine.reading.literals import evaluate
from migrator.engine.reading.names import Names
from migrator.engine.reading.texts import parts_of
from migrator.rules import Code, Constant


def may_be(node: ast.expr, values: Iterable[Any], names: Names) -> list[str]:
    """Return those of some values that a text is, or may be: `'hard_' + kind`.

    What names nothing of them may be anything, as any name may.
    """
    parts = parts_of(node)
    known = [part if isinstance(part, str) else evaluate(part, names) for part in parts]
    texts = [text if isinstance(text, str) else None for text in known]
    if not any(text and text.strip("_ ") for text in texts):
        return []
    pattern = "".join(".*" if text is None else re.escape(text) for text in texts)
    return [v for v in values if isinstance(v, str) and re.fullmatch(pattern, v)]


def said_to_be(node: ast.expr, value: Any, names: Names) -> str:  # noqa: ANN401 - as it is shown
    """Say which value an expression has, or may have; one of its own is the name of a variable."""
    open_ = not isinstance(node, ast.Name) and evaluate(node, names) != value
    return f"`{ast.unparse(node)}` {'may be' if open_ else 'is'} {value!r} here"


def shown(value: Constant | Code) -> str:
    """Show what a value becomes, as a person would write it."""
    if not isinstance(value, Code):
        return repr(value)
    kept = ", which kmigrate defines if the call itself names it"
    return f"the old `{value.text}`{kept}" if value.helpers else f"`{value.text}`"
