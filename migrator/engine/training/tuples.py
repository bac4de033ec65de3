"""Tuples in the place of lists, as text: brackets become parentheses, what they hold stays."""

from __future__ import annotations

import ast

from migrator.engine.state import FileState


class Tuples:
    """Writes tuples for the lists that are parts of a batch."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def part(self, part: ast.expr) -> None:
        """Make a tuple of a part of a batch that is a list."""
        match part:
            case ast.List():
                self.write(part)
            case ast.ListComp():
                self.around(part, "tuple(", ")")
            case ast.Name() if self.is_list(part):
                self.around(part, "tuple(", ")")
            case ast.IfExp():
                self.part(part.body)
                self.part(part.orelse)

    def is_list(self, node: ast.Name) -> bool:
        """Whether a name only ever holds lists."""
        values = [v for v in self._state.variables.followed(node) if v is not node]
        return bool(values) and all(isinstance(v, ast.List | ast.ListComp) for v in values)

    def write(self, node: ast.List, *, inside: bool = False) -> None:
        """Write parentheses for brackets; inside: of a tuple that holds nothing else."""
        source = self._state.source
        start, end = source.start(node), source.end(node)
        behind = source.end(node.elts[-1]) if node.elts else end
        alone = len(node.elts) == 1 and b"," not in source.data[behind:end]
        closing = ",)" if alone else ")"
        self._state.texts[source.span_of(start, start + 1, node.lineno)] = "((" if inside else "("
        span = source.span_of(end - 1, end, node.end_lineno or node.lineno)
        self._state.texts[span] = f"{closing},)" if inside else closing
        self._report(node, "a tuple")

    def around(self, node: ast.expr, before: str, behind: str) -> None:
        """Write something before and behind an expression, which makes a tuple of it."""
        source = self._state.source
        if isinstance(node, ast.Name):
            text = self._state.texts[node] = f"{before}{node.id}{behind}"
            self._report(node, text)
            return
        start, end = source.start(node), source.end(node)
        self._state.texts[source.span_of(start, start, node.lineno)] = before
        self._state.texts[source.span_of(end, end, node.end_lineno or node.lineno)] = behind
        self._report(node, "a tuple")

    def _report(self, node: ast.expr, new: str) -> None:
        what = "a batch" if new.startswith("(") else "a list of a batch"
        self._state.report.change(node, self._state.knowledge.feeding.rule, f"{what} becomes {new}")
