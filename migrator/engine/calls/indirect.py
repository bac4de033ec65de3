"""Calls of a symbol through something else: one of several classes, or a `functools.partial`."""

from __future__ import annotations

import ast
from collections.abc import Callable

from migrator.engine.calls.contexts import for_its_place
from migrator.engine.calls.outcomes import AlreadyModern, Outcome, Rewrite
from migrator.engine.reading.choices import Choices, chosen_from, made_by_partial
from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.keywords import Entry
from migrator.engine.reading.nodes import is_call_of
from migrator.engine.reading.receivers import ANY_LAYER
from migrator.engine.reading.scopes import Binding
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
        self._choices = Choices(state.names)
        self._followed: set[Binding] = set()
        self._alike: dict[ast.Call, bool] = {}

    def decide(self, call: ast.Call) -> None:
        """Plan what becomes of a call whose callee denotes no symbol by itself."""
        if not isinstance(call.func, ast.Attribute) and not self._state.skipped(call):
            self._choice(call)
            self._partial(call)
            if call.keywords and self._state.knowledge.words:
                self._given(call)

    # -- one of several ----------------------------------------------------------------------

    def _choice(self, call: ast.Call) -> None:
        found = self._choices.of(call.func)
        known = [self._rule(denoted) for denoted in found]
        rules = [for_its_place(call, rule, self._state) if rule else None for rule in known]
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
            names = ", ".join(dict.fromkeys(d.name.rpartition(".")[2] for d in found))
            text = f"It calls one of {names}, which become different calls: call each by itself."
            self._state.report.action(call, told[0].name, text)
            self._keep_apart(call)

    def _keep_apart(self, call: ast.Call) -> None:
        """Leave the names of symbols that become one: which it is would be seen no more."""
        parts = [(part, self._state.names.denote(part)) for part in self._choices.parts(call.func)]
        known = [(part, self._state.symbol(denoted)) for part, denoted in parts if denoted]
        targets = [self._state.imports.targets.of(name) for _, name in known]
        for (part, name), target in zip(known, targets, strict=True):
            if name != target and targets.count(target) > 1 and part not in self._state.handled:
                self._state.handled.add(part)
                short = (target or "").rpartition(".")[2]
                text = f"It is `{short}` in Keras 3, but left: a call depends on which it is."
                self._state.report.action(part, name, text)

    def _rule(self, denoted: Denoted) -> Rule | None:
        rule = self._state.rule(self._state.symbol(denoted))
        return None if isinstance(rule, Method) else rule

    def _follow(self, call: ast.Call) -> None:
        """Note that all calls through a table of classes are seen, if it has no other use."""
        names = self._state.names
        table = chosen_from(call.func)
        binding = names.lookup(table)[0] if table is not None else None
        if binding is None or binding in self._followed:
            return
        self._followed.add(binding)
        if all(map(self._is_callee, names.loads.get(binding, ()))):
            within = binding.value or self._held(binding.iterated)
            self._state.followed |= set(ast.walk(within)) if within is not None else set()

    def _held(self, iterated: ast.expr | None) -> ast.expr | None:
        """Return what a loop runs over; of a name, what it stands for if nothing else uses it."""
        if not isinstance(iterated, ast.Name):
            return iterated
        binding, _ = self._state.names.lookup(iterated)
        loads = self._state.names.loads.get(binding, ()) if binding is not None else ()
        return binding.value if binding is not None and list(loads) == [iterated] else None

    def _is_callee(self, name: ast.Name) -> bool:
        parents = self._state.names.parents
        inner: ast.AST = name
        while isinstance(parents[inner], ast.Subscript | ast.Attribute):
            inner = parents[inner]
        outer = parents[inner]
        if isinstance(outer, ast.Call) and isinstance(inner, ast.Attribute):
            inner, outer = outer, parents[outer]  # `LAYERS.get(kind)(64)`
        return is_call_of(outer, inner)

    # -- what a function is given, or a loop runs over ----------------------------------------

    def _given(self, call: ast.Call) -> None:
        """Report old words of layers in `layer(n, W_regularizer='l2')`: which, nobody tells."""
        words, names = self._state.knowledge.words, self._state.names
        old = [k.arg for k in call.keywords if k.arg in words]
        if not old or call in self._state.calls or not isinstance(call.func, ast.Name):
            return
        bindings = names.bindings(call.func)
        open_ = (b for b in bindings if b.parameter is not None or b.iterated is not None)
        if next(open_, None) is not None and self._state.in_force(ANY_LAYER):
            written = ", ".join(f"`{words[word]}=` for `{word}=`" for word in old if word)
            text = f"If `{call.func.id}` makes a layer of Keras, write {written}."
            self._state.report.action(call, ANY_LAYER, text)

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
        if made not in self._alike:
            calls = self._calls_through(call)
            each = (self._rewritten(c, rule, settled=False, beneath=beneath) for c in calls)
            self._alike[made] = bool(calls) and all(isinstance(o, Rewrite) for o in each)
        if self._alike[made]:
            outcome = self._rewritten(call, rule, beneath=beneath)
            if isinstance(outcome, Rewrite):
                self._carry_out(call, rule, denoted, outcome)
                self._state.followed.add(made.args[0])

    def _calls_through(self, call: ast.Call) -> list[ast.Call]:
        """Return all calls through the same name; none if it is also used otherwise."""
        names = self._state.names
        assert isinstance(call.func, ast.Name)  # noqa: S101 - `made_by_partial` has looked
        binding, _ = names.lookup(call.func)
        loads = set(names.loads.get(binding, ()))
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
