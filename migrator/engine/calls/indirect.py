"""Calls of a symbol through something else: one of several classes, or a `functools.partial`."""

from __future__ import annotations

import ast
from collections.abc import Callable

from migrator.engine.calls.outcomes import AlreadyModern, Outcome, Rewrite
from migrator.engine.reading.choices import choices, chosen_from, made_by_partial
from migrator.engine.reading.keywords import Entry
from migrator.engine.reading.names import Denoted
from migrator.engine.reading.signatures import arguments
from migrator.engine.state import FileState
from migrator.engine.writing.plans import Keep
from migrator.rules import Method, Rule, To

CarryOut = Callable[[ast.Call, Rule, Denoted, Rewrite], None]


class Indirect:
    """Decides on such calls in one file.

    rewritten: what becomes of a call by a rule. carry_out: plans the edit of a call whose callee
    stays.
    """

    def __init__(
        self, state: FileState, rewritten: Callable[..., Outcome], carry_out: CarryOut
    ) -> None:
        self._state = state
        self._rewritten = rewritten
        self._carry_out = carry_out

    def decide(self, call: ast.Call) -> None:
        """Plan what becomes of a call whose callee denotes no symbol by itself."""
        if not isinstance(call.func, ast.Attribute) and not self._state.skipped(call):
            self._choice(call)
            self._partial(call)

    # -- one of several ----------------------------------------------------------------------

    def _choice(self, call: ast.Call) -> None:
        found = choices(call.func, self._state.names)
        rules = [self._rule(denoted) for denoted in found]
        told = [rule for rule in rules if rule is not None]
        if not told or not all(self._state.in_force(rule.name) for rule in told):
            return
        outcomes = [self._rewritten(call, r, settled=False) if r else None for r in rules]
        if all(outcome is None or isinstance(outcome, AlreadyModern) for outcome in outcomes):
            return
        plans = {_plan(outcome, len(arguments(call))) for outcome in outcomes}
        same = len(plans) == 1 and None not in plans
        first = self._rewritten(call, told[0]) if same else None
        if isinstance(first, Rewrite):
            self._carry_out(call, told[0], found[0], first)
            self._follow(call)
        else:
            names = ", ".join(rule.name.rpartition(".")[2] for rule in told)
            text = f"It calls one of {names}, which become different calls: call each by itself."
            self._state.report.action(call, told[0].name, text)

    def _rule(self, denoted: Denoted) -> Rule | None:
        rule = self._state.rule(self._state.symbol(denoted))
        return None if isinstance(rule, Method) else rule

    def _follow(self, call: ast.Call) -> None:
        """Note that all calls through a table of classes are seen, if it has no other use."""
        names = self._state.names
        table = chosen_from(call.func)
        binding = names.lookup(table)[0] if table is not None else None
        if table is None or binding is None:
            return
        loads = (n for n in names.scopes if n.id == table.id and isinstance(n.ctx, ast.Load))
        if all(self._is_callee(n) for n in loads if names.lookup(n)[0] is binding):
            within = binding.value or binding.iterated
            self._state.followed |= set(ast.walk(within)) if within is not None else set()

    def _is_callee(self, name: ast.Name) -> bool:
        parents = self._state.names.parents
        inner: ast.AST = name
        while isinstance(parents[inner], ast.Subscript | ast.Attribute):
            inner = parents[inner]
        outer = parents[inner]
        if isinstance(outer, ast.Call) and isinstance(inner, ast.Attribute):
            inner, outer = outer, parents[outer]  # `LAYERS.get(kind)(64)`
        return isinstance(outer, ast.Call) and outer.func is inner

    # -- functools.partial -------------------------------------------------------------------

    def _partial(self, call: ast.Call) -> None:
        """`conv3 = partial(Convolution2D, border_mode='same')`, and `conv3(64, 3, 3)`."""
        made = made_by_partial(call.func, self._state.names)
        denoted = self._state.names.denote(made.args[0]) if made is not None else None
        rule = self._rule(denoted) if denoted is not None else None
        if made is None or denoted is None or rule is None:
            return
        becomes = rule.becomes
        if not isinstance(becomes, To) or becomes.wrap or not self._state.in_force(rule.name):
            return
        beneath = tuple(Entry(k.arg or "", k, k.value) for k in made.keywords)
        calls = self._calls_through(call)
        outcomes = [self._rewritten(c, rule, settled=False, beneath=beneath) for c in calls]
        if outcomes and all(isinstance(o, Rewrite) for o in outcomes):
            outcome = self._rewritten(call, rule, beneath=beneath)
            if isinstance(outcome, Rewrite):
                self._carry_out(call, rule, denoted, outcome)
                self._state.followed.add(made.args[0])

    def _calls_through(self, call: ast.Call) -> list[ast.Call]:
        """Return all calls through the same name; none if it is also used otherwise."""
        names = self._state.names
        assert isinstance(call.func, ast.Name)  # noqa: S101 - `made_by_partial` has looked
        binding, _ = names.lookup(call.func)
        named = (n for n in names.scopes if n.id == call.func.id and isinstance(n.ctx, ast.Load))
        loads = [n for n in named if names.lookup(n)[0] is binding]
        calls = [c for c in names.calls_of.get(call.func.id, []) if c.func in loads]
        return calls if len(calls) == len(loads) else []


def _plan(outcome: Outcome | None, count: int) -> tuple[object, ...] | None:
    """Return what is to be done to a call, if it is done to its arguments alone."""
    if outcome is None or isinstance(outcome, AlreadyModern):
        return tuple(Keep(index, None) for index in range(count)), frozenset(), ""
    if not isinstance(outcome, Rewrite):
        return None
    to = outcome.to
    if to.wrap or to.helpers or outcome.text or to.instead or outcome.on is not None:
        return None
    texts = frozenset((n.lineno, n.col_offset, text) for n, text in outcome.texts.items())
    return tuple(outcome.slots), texts, outcome.shape
