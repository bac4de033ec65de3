"""Rates that the program sets, or reads, of optimizers for which Keras 3 has a schedule.

It refuses to set them; what is read is the rate of the step.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.literals import literal
from migrator.engine.reading.rates import is_set
from migrator.engine.reading.signatures import by_place
from migrator.engine.state import FileState
from migrator.rules import Combine, Rule, outcomes

_OPTIMIZERS = "keras.optimizers."
_SAID = (
    "Keras 3 refuses to set the rate of an optimizer that has a schedule, as this one has for its "
    "`{}`, and `{}` sets it here: leave the one or the other out, or make one schedule of both."
)
_READ = (
    "If this optimizer is given `{}`, Keras 3 reads its rate from a schedule: this is the rate of "
    "the step, where Keras 1 and 2 gave the one that it began with."
)


class Scheduled:
    """Reports the optimizers of a file that get a schedule, where it sets a rate or reads one."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Report each of them; without any that is set, the first rate that is read."""
        setter = next(self._setters(), "")
        read = None if setter else next(self._rates(set_here=False), None)
        for call, denoted in self._state.names.called if setter or read else ():
            rule = self._state.knowledge.by_name.get(self._state.symbol(denoted))
            decay = _decay_of(call, rule) if rule is not None else ""
            if rule is None or not decay or not self._state.allows(rule.name, read or call):
                continue
            if read is not None:
                self._state.report.notice(read, rule.name, _READ.format(decay))
                return
            self._state.report.action(call, rule.name, _SAID.format(decay, setter))

    def _setters(self) -> Iterator[str]:
        """Yield what sets the rate of an optimizer: callbacks, and the program itself."""
        for _, denoted in self._state.names.called:
            name = self._state.symbol(denoted)
            if name in self._state.knowledge.setters:
                yield name.rpartition(".")[2]
        yield from map(self._state.source.text, self._rates(set_here=True))

    def _rates(self, *, set_here: bool) -> Iterator[ast.Attribute]:
        """Yield where the rate of an optimizer is set, or else read."""
        rates = {*self._state.knowledge.rates.items()}
        named = {name for pair in rates for name in pair}
        for node in self._state.names.of(ast.Attribute):
            if node.attr in named:
                sets = is_set(node, self._state.names, self._state.knowledge)
                owner = self._state.receivers.infer(node.value) if sets is set_here else None
                if (owner or "").startswith(_OPTIMIZERS):
                    yield node


def _decay_of(call: ast.Call, rule: Rule) -> str:
    """Return the argument for which an optimizer gets a schedule, if it is given one."""
    given = by_place(call, rule.was) | {k.arg: k.value for k in call.keywords if k.arg}
    for to in outcomes(rule.becomes):
        for fate in to.args.values():
            if isinstance(fate, Combine) and fate.unless[0] in given:
                old, unless = fate.unless
                return old if literal(given[old]) not in (unless, None) else ""
    return ""
