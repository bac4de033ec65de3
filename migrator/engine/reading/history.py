"""What a name meant, line by line: its bindings in one scope, asked without going through them.

A script that makes one model after another gives one name thousands of meanings, and asks for the
one in force as often.
"""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate
from operator import and_, or_

from migrator.engine.reading.scopes import Binding

_BRANCHES = (ast.If, ast.Try, ast.ExceptHandler)


class History:
    """The bindings of one name in one scope, of which there are several."""

    def __init__(self, bindings: list[Binding], parents: Mapping[ast.AST, ast.AST]) -> None:
        self.bindings = bindings
        self._parents = parents
        places = sorted(range(len(bindings)), key=lambda place: _when(bindings[place]))
        self._order = [bindings[place] for place in places]
        self._times = [*map(_when, self._order)]
        self._last = [*accumulate(places, max)]  # of several on one line, say
        self._untold = [b for b in bindings if b.imported]

    def count_before(self, line: int) -> int:
        """Return how many bindings come before what stands on a line; an import on it does."""
        return bisect_left(self._times, 2 * line + 1)

    def last(self, count: int) -> Binding:
        """Return the last of the first bindings in the order of the source."""
        return self.bindings[self._last[count - 1]]

    def until(self, line: int) -> Binding | None:
        """Return the last binding that is on a line or before it."""
        count = bisect_left(self._times, 2 * line + 2)
        return self.last(count) if count else None

    def next_line(self, line: int) -> int:
        """Return the next line that binds the name; 0 if none does."""
        count = bisect_left(self._times, 2 * line + 2)
        return self._order[count].line if count < len(self._order) else 0

    def are_imports(self, count: int) -> bool:
        """Whether the first bindings are imports, all of them."""
        return self._imports[count - 1]

    def are_branched(self, count: int) -> bool:
        """Whether some statements of the first bindings stand in branches of one another."""
        return self._branched[count - 1]

    @cached_property
    def _imports(self) -> list[bool]:
        found = (bool(b.imported) and b.statement is not None for b in self._order)
        return [*accumulate(found, and_)]

    @cached_property
    def _branched(self) -> list[bool]:
        above = (self._parents.get(b.statement) if b.statement else None for b in self._order)
        return [*accumulate((isinstance(parent, _BRANCHES) for parent in above), or_)]

    def take_imports(self) -> list[Binding]:
        """Return the imports among the bindings to the first who asks: the next would repeat it."""
        found, self._untold = self._untold, []
        return found

    @cached_property
    def only_imported_on_top(self) -> bool:
        """Whether the name is only imported, by statements of the module itself."""
        statements = [b.statement if b.imported else None for b in self.bindings]
        return all(s and isinstance(self._parents.get(s), ast.Module) for s in statements)

    @cached_property
    def only_stated(self) -> bool:
        """Whether it is statements that bind the name: imports, and plain assignments."""
        return all(binding.statement is not None for binding in self.bindings)

    @cached_property
    def first_line(self) -> int:
        """The first line on which a statement binds the name; 0 if none does."""
        return min((b.statement.lineno for b in self.bindings if b.statement), default=0)

    @property
    def last_line(self) -> int:
        """The last line that binds the name."""
        return self._order[-1].line

    @cached_property
    def agrees(self) -> bool:
        """Whether all the bindings are imports of one thing."""
        return len({b.imported or id(b) for b in self.bindings}) == 1

    @cached_property
    def is_tried(self) -> bool:
        """Whether some of the statements that bind the name are tried, or done instead."""
        tried = (ast.Try, ast.ExceptHandler)
        return any(
            isinstance(self._parents.get(b.statement), tried) for b in self.bindings if b.statement
        )


def _when(binding: Binding) -> int:
    """Return its line, as a number that puts imports before whatever else the line binds."""
    return 2 * binding.line + (not binding.imported)
