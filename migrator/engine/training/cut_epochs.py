"""Epochs of a number of batches, of what knows how many it has: `len(data)`.

Keras 3 starts such data again only when an epoch has run out of them.
"""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import evaluate, literal
from migrator.engine.reading.nodes import spelled
from migrator.engine.reading.signatures import given_to
from migrator.engine.state import FileState
from migrator.patterns import regex
from migrator.rules import Method, Rule

_STEPS = "steps_per_epoch"
_WHOLE = regex(r"ceil|\+ 1\b|\b1 \+|-\(-|--")  # all batches there are, or one more


class CutEpochs:
    """Says where such epochs have fewer batches than there are, or may have."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names
        self._feeding = state.knowledge.feeding

    def decide(self) -> None:
        """Look at what models are trained on."""
        for call, rule in self._state.rules.items() if self._feeding.cut else ():
            first = self._feeding.trained.get(rule.method) if isinstance(rule, Method) else None
            if first is not None and self._state.allows(rule.name, call):
                self._look_at(call, rule, first)

    def _look_at(self, call: ast.Call, rule: Rule, first: str) -> None:
        """Look at a call that trains for several epochs, each of a number of batches."""
        given = given_to(call, rule.was)
        data, steps = given.get(first), given.get(_STEPS)
        epochs = given.get("epochs", given.get("nb_epoch"))
        if data is None or steps is None or epochs is None or evaluate(epochs, self._names) == 1:
            return
        cut = self._is_cut(steps)
        if (cut or self._is_number(steps)) and self._knows_its_length(data):
            name = spelled(data) if isinstance(data, ast.Name) else "data"
            said = self._feeding.cut if cut else self._feeding.counted
            say = self._state.report.action if cut else self._state.report.notice
            say(steps, rule.name, said.format(name))

    def _knows_its_length(self, data: ast.expr) -> bool:
        """Whether Keras made this of pictures or series, or it is a sequence of the file's own."""
        values = self._state.variables.followed(data)
        return all(isinstance(v, ast.Call) and self._is_sequence(v) for v in values)

    def _is_sequence(self, made: ast.Call) -> bool:
        if isinstance(made.func, ast.Attribute) and made.func.attr in self._feeding.flows:
            return True
        own = self._names.local_class(made.func)
        bases = (self._names.denote(base) for base in own.bases) if own is not None else ()
        named = (self._state.symbol(base).rpartition(".")[2] for base in bases if base is not None)
        return not self._feeding.sequences.isdisjoint(named)

    def _is_cut(self, steps: ast.expr, depth: int = 2) -> bool:
        """Whether a number of batches leaves out the last one, as `samples // size` does."""
        if isinstance(steps, ast.Name) and depth:
            values = self._state.variables.followed(steps)
            return any(value is not steps and self._is_cut(value, depth - 1) for value in values)
        rounded_up = isinstance(steps, ast.BinOp) and isinstance(steps.op, ast.Div)
        if rounded_up or _WHOLE.search(ast.unparse(steps)):
            return False
        for part in ast.walk(steps):
            match part:
                case ast.BinOp(left=samples, op=ast.FloorDiv() | ast.Div(), right=size):
                    return not self._is_exact(samples, size)
        return False

    def _is_number(self, steps: ast.expr) -> bool:
        """Whether a number of batches is written as one."""
        values = map(literal, self._state.variables.followed(steps))
        return any(isinstance(value, int) and value > 1 for value in values)

    def _is_exact(self, samples: ast.expr, size: ast.expr) -> bool:
        """Whether all batches are known to be full."""
        found = [evaluate(node, self._names) for node in (samples, size)]
        whole = [n for n in found if isinstance(n, int) and n > 0]
        return len(whole) == len(found) and whole[0] % whole[1] == 0
