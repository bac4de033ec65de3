"""Which statements of a block say something of what: found once for each block, then asked."""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator


class Blocks:
    """The lists of statements of one file; `said` tells what a statement speaks of, as text."""

    def __init__(self, said: Callable[[ast.stmt], Iterable[str]]) -> None:
        self._said = said
        self._known: dict[int, dict[str, list[int]]] = {}

    def before(self, block: list[ast.stmt], index: int, text: str) -> Iterator[ast.stmt]:
        """Yield what speaks of something in front of a statement, the nearest first."""
        places = self._places(block).get(text, [])
        return (block[places[n]] for n in range(bisect_left(places, index) - 1, -1, -1))

    def since(self, block: list[ast.stmt], index: int, text: str) -> Iterator[ast.stmt]:
        """Yield what speaks of something, from a statement on."""
        places = self._places(block).get(text, [])
        return (block[places[n]] for n in range(bisect_left(places, index), len(places)))

    def _places(self, block: list[ast.stmt]) -> dict[str, list[int]]:
        if id(block) not in self._known:
            found = self._known[id(block)] = {}
            for index, statement in enumerate(block):
                for text in set(self._said(statement)):
                    found.setdefault(text, []).append(index)
        return self._known[id(block)]
