"""Questions about expressions whose names can stand for one another in a circle."""

from __future__ import annotations

import ast
from collections.abc import Callable


class Circles:
    """What one question came to, once for each expression.

    While it is asked of an expression, it is answered with no where it comes back to that. A no
    that hangs on such an answer is not kept: by another way more may be found.
    """

    def __init__(self) -> None:
        self._asked: set[ast.expr] = set()
        self._known: dict[ast.expr, bool] = {}
        self._given_up = 0

    def ask(self, node: ast.expr, question: Callable[[ast.expr], bool]) -> bool:
        """Return the answer of an expression, asked only if it is not known."""
        if node in self._known:
            return self._known[node]
        if node in self._asked:
            self._given_up += 1
            return False
        before = self._given_up
        self._asked.add(node)
        try:
            found = question(node)
        finally:
            self._asked.discard(node)
        if found or self._given_up == before:
            self._known[node] = found
        return found
