"""`model.layers.pop()` of which the model is not told: only the list is shorter.

Keras 1 computed what it had; what changed is which layers `model.layers` gave. So that is counted
from the old end: `model.layers[-1]` becomes `model.layers[-2]`.
"""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import literal
from migrator.engine.reading.nodes import walk
from migrator.engine.shortening.mentions import Mentions, is_store
from migrator.engine.shortening.steps import Step, Steps
from migrator.engine.state import FileState
from migrator.engine.writing.statements import stands_alone
from migrator.rules import Shortening


class Counted:
    """One model whose list of layers is shortened, and what reads that list afterwards."""

    def __init__(
        self, state: FileState, known: Shortening, mentions: Mentions, steps: list[Step]
    ) -> None:
        self._state = state
        self._known = known
        self._mentions = mentions
        self._steps = steps
        self._texts: dict[ast.expr, str] = {}

    def decide(self, block: list[ast.stmt]) -> None:
        """Plan the edits, if every use of the shorter list can be written."""
        if any(step.times for step in self._steps) or self._mentions.is_looped():
            return
        behind = block[block.index(self._steps[-1].statement) + 1 :]
        going = self._following(behind)
        if going is None or len(going) == len(behind) + len(self._steps):
            return
        for statement in going:
            self._state.removed[statement] = ""
            self._state.handled.update(ast.walk(statement))
        source = self._state.source
        for node, text in self._texts.items():
            start, end = source.start(node), source.end(node)
            self._state.texts[source.span_of(start, end, node.lineno)] = text
        first = next(step.statement for step in self._steps if step.count)
        text = f"{self._known.layers} is counted from the end that it has in Keras 3"
        self._state.report.change(first, self._known.rule, text)

    def _following(self, behind: list[ast.stmt]) -> list[ast.stmt] | None:
        """Return the statements that go, or None if the model is used in other ways, too."""
        mentions, count = self._mentions, sum(step.count for step in self._steps)
        going = [step.statement for step in self._steps]
        reader = Steps(self._known, ast.unparse(mentions.owner))
        left = set(mentions.after)
        for statement in behind:
            inside = [n for n in walk(statement) if n in left]
            step = reader.read(statement) if inside else None
            if step is not None and not step.told and not step.times:
                if not stands_alone(self._state.source, statement):
                    return None
                going.append(statement)
                count += step.count
            elif not all(self._rewrites(n, count) for n in inside if not is_store(n)):
                return None
            elif self._ends(statement, inside):
                left = set()
                break
            elif any(map(is_store, inside)):
                return None
            left.difference_update(inside)
        return going if not left and self._is_forgotten(behind) else None

    def _ends(self, statement: ast.stmt, inside: list[ast.expr]) -> bool:
        """Whether the name means another model from a statement on."""
        stores = [node for node in inside if is_store(node)]
        return isinstance(statement, ast.Assign) and statement.targets == stores

    def _is_forgotten(self, behind: list[ast.stmt]) -> bool:
        """Whether nobody else reads the model's list of layers after it was shortened."""
        mentions = self._mentions
        if mentions.elsewhere or any(map(mentions.is_kept, mentions.before)):
            return self._is_replaced(behind, ast.unparse(mentions.owner))
        made = mentions.made_of()
        if made is None or len(made) != 1:
            return made is None and mentions.is_replaced()
        if isinstance(made[0], ast.Call):
            return True
        return self._is_replaced(behind, ast.unparse(made[0]))

    def _is_replaced(self, behind: list[ast.stmt], name: str) -> bool:
        """Whether what else names the model is given another one before it is used."""
        for statement in behind:
            if isinstance(statement, ast.Assign):
                read = name in map(_text, walk(statement.value))
                if not read and name in map(ast.unparse, statement.targets):
                    return True
            if name in map(_text, walk(statement)):
                return False
        return False

    def _rewrites(self, mention: ast.expr, count: int) -> bool:
        """Plan what one mention becomes; return whether it can be written."""
        name, names = self._mentions.attribute(mention), self._state.names
        layers = names.parents[mention]
        if name != self._known.layers:
            return name in self._known.untouched and not is_store(layers)
        above = names.parents[layers]
        if layers.lineno != layers.end_lineno or self._state.in_fstring(layers):  # type: ignore[attr-defined]
            return False
        if isinstance(above, ast.Subscript) and above.value is layers:
            return isinstance(above.ctx, ast.Load) and self._index(above.slice, count)
        if isinstance(above, ast.Attribute) or not isinstance(layers, ast.expr):
            return False
        self._texts[_behind(layers)] = f"[:-{count}]"
        return True

    def _index(self, index: ast.expr, count: int) -> bool:
        """Count an index, or the bounds of a slice, from the old end."""
        if not isinstance(index, ast.Slice):
            return self._bound(index, count)
        if index.step is not None or (index.upper is None and not self._has_colon(index)):
            return False
        if index.upper is None:
            self._texts[_behind(index)] = f"-{count}"
        return all(self._bound(b, count) for b in (index.lower, index.upper) if b is not None)

    def _has_colon(self, index: ast.Slice) -> bool:
        """Whether a slice ends with its colon: `[2:]`, not `[2::]`."""
        text = self._state.source.text(index)
        return text.endswith(":") and "::" not in text

    def _bound(self, bound: ast.expr, count: int) -> bool:
        number = literal(bound)
        if not isinstance(number, int) or bound.lineno != bound.end_lineno:
            return False
        if number < 0:
            self._texts[bound] = str(number - count)
        return True


def _text(node: ast.AST) -> str:
    return ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""


def _behind(node: ast.AST) -> ast.expr:
    """Return an empty place behind a node."""
    place = ast.Name("", lineno=node.end_lineno, col_offset=node.end_col_offset)  # type: ignore[attr-defined]
    place.end_lineno, place.end_col_offset = node.end_lineno, node.end_col_offset  # type: ignore[attr-defined]
    return place
