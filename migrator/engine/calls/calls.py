"""Every call of a legacy symbol or method: rewritten, reported, or already modern."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

from migrator.engine.calls.asking import context_of, spelling
from migrator.engine.calls.call_edits import CallEdits
from migrator.engine.calls.contexts import for_its_place
from migrator.engine.calls.forwarding import entries_passed
from migrator.engine.calls.handed_on import HandedOn
from migrator.engine.calls.indirect import Indirect
from migrator.engine.calls.outcomes import AlreadyModern, Context, Outcome, Refusal, Rewrite
from migrator.engine.calls.passed_up import PassedUp
from migrator.engine.calls.phases import beside_phase, phase_in, phases_among
from migrator.engine.calls.rewriting import now_called, rewrite
from migrator.engine.calls.uncertain import (
    is_doubtful,
    is_like_a_model,
    is_made_by_function,
    is_of_keras_all_the_same,
    is_passed_on,
    keywords_seen,
    meant,
    named_otherwise,
    needed_of_a_model,
    tells_by_place,
)
from migrator.engine.reading.constructors import is_constructor
from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.keywords import Entry, users_of
from migrator.engine.reading.named_layers import NamedLayers
from migrator.engine.reading.receivers import ANY_LAYER
from migrator.engine.reading.scopes import Binding
from migrator.engine.reading.signatures import arguments
from migrator.engine.state import FileState
from migrator.engine.training.last_layer import written_around
from migrator.engine.writing.plans import Keep, Write
from migrator.rules import MODELS, Gone, Method, Rule, Switch, Tensors, To, outcomes

_OF_KERAS_2 = "It has words that came with Keras 2, and Keras 3 has something else for it."


class Calls:
    """Decides on the calls of one file, inner calls first."""

    def __init__(self, state: FileState, dialect: str) -> None:
        self._state = state
        self._dialect = dialect
        self._edits = CallEdits(state)
        self._passed_up = PassedUp(state)
        self._named_layers = NamedLayers(state.names, state.knowledge)
        self._known: dict[Binding, tuple[Entry, ...] | None] = {}  # of what is unpacked

    def decide(self) -> None:
        """Plan the edits of all calls and record what is to be said about them."""
        for call, symbol in self._state.names.called:
            self._set_phase_aside(call, symbol)
        indirect = Indirect(self._state, self._rewritten, self._carry_out_behind)
        handed_on = HandedOn(self._state, self._rewritten, self._in_force)
        for call in self._state.names.calls:
            if call in self._state.handled:
                continue
            denoted = self._state.names.denote(call.func)
            rule = self._rule_of(call, denoted)
            if rule is None:
                handed_on.say(call, self._state.symbol(denoted))
            if rule is None and denoted is None:
                indirect.decide(call)
            elif rule is None and denoted is not None and self._state.names.modules:
                rule, denoted = self._passed_up.of_class_elsewhere(call, denoted), None
            if isinstance(rule, Method):
                denoted = None  # of the object, if that is imported
            if rule is None or not self._in_force(rule) or self._state.skipped(call):
                continue
            if not self._state.in_fstring(call):
                self._decide(call, rule, denoted)
            else:
                self._in_fstring(call, rule)

    def _in_fstring(self, call: ast.Call, rule: Rule) -> None:
        """Leave a call to what is done with names, or refuse it: no text is put into it."""
        if not self._stays(call, rule):
            self._refuse(call, rule, "It stands inside an f-string: move it out of there.")
        elif isinstance(rule, Method):
            self._decide(call, rule, None)

    def _stays(self, call: ast.Call, rule: Rule) -> bool:
        """Whether a call is the same on Keras 3, but for the name of a function."""
        outcome = self._rewritten(call, rule, settled=False)
        if not isinstance(rule, Method):
            same = for_its_place(call, rule, self._state) is rule and not _builds(rule)
            return same and isinstance(outcome, Rewrite) and outcome.is_plain(len(arguments(call)))
        if not isinstance(call.func, ast.Attribute):
            return False
        if isinstance(outcome, Rewrite) and (outcome.texts or outcome.text or outcome.to.wrap):
            return False
        return not needed_of_a_model(call, call.func, outcome, told=False)

    def _set_phase_aside(self, call: ast.Call, denoted: Denoted) -> None:
        """Leave the learning phase in a list of tensors to the call that is given the list."""
        rule = self._state.rule(self._state.symbol(denoted))
        to = rule.becomes if rule is not None else None
        if isinstance(to, To):
            fates = [fate for fate in to.args.values() if isinstance(fate, Tensors) and fate.phase]
            if not fates:
                return
            lists = (*call.args, *(k.value for k in call.keywords))
            asked = fates[0], (names := self._state.names), self._state.knowledge
            phases = [phase_in(given, *asked) for given in lists]
            tensors = (beside_phase(*pair) for pair in zip(lists, phases, strict=True))
            if all(map(self._state.tensors.is_tensor, chain.from_iterable(tensors))):
                for phase in filter(None, phases):
                    if (gone := names.denote(phase.func)) is not None:
                        self._state.imports.moved(gone.root)
            for phase in chain(*(phases_among(given, *asked) for given in lists)):
                self._state.handled |= {phase, phase.func}

    def _rule_of(self, call: ast.Call, denoted: Denoted | None) -> Rule | None:
        name = self._state.symbol(denoted)
        rule = self._state.rule(name)
        if isinstance(rule, Method):
            self._of_class(call, rule)
            return None
        if rule is not None:
            return rule
        if not name and (called := self._called_object(call)) is not None:
            return called
        if not name and (made := self._passed_up.of_own_class(call)) is not None:
            return made
        if not isinstance(call.func, ast.Attribute):
            return None
        if not name:
            return self._passed_up.rule_of(call) or self._method_of(call, call.func)
        if self._is_of_object_elsewhere(call.func, name):
            return self._method_of(call, call.func)
        if is_constructor(call):
            self._passed_up.say_on_class(call, self._rewritten)
        elif not name.startswith("keras.") and not self._state.skipped(call):
            methods = self._state.knowledge.methods.get(call.func.attr, ())
            keywords = {keyword.arg for keyword in call.keywords}
            told = [m for m in methods if m.owner in MODELS and keywords & m.legacy_keywords]
            self._mention(call, call.func, told, told=True)
        return None

    def _is_of_object_elsewhere(self, func: ast.Attribute, name: str) -> bool:
        """Whether a method is one of an object that another file makes: `net.model.fit`."""
        ours = self._state.names.modules and not name.startswith("keras.")
        return bool(ours) and self._state.receivers.infer(func.value) is not None

    def _of_class(self, call: ast.Call, method: Method) -> None:
        """Report a method that is called on a class, `Model.fit(model, ...)`, in the old words."""
        old = sorted({k.arg for k in call.keywords if k.arg} & method.legacy_keywords)
        if old and self._in_force(method) and not self._state.skipped(call):
            text = f"It is called on the class here, and left: Keras 3 takes no `{old[0]}=`."
            self._state.report.action(call, method.name, text)

    def _called_object(self, call: ast.Call) -> Method | None:
        """`init(shape, name='W')`, `lstm([x, h, c])`: an object that is called in the old words."""
        given, listed = {keyword.arg for keyword in call.keywords}, _takes_list(call)
        for method in self._state.knowledge.methods.get("__call__", ()) if given or listed else ():
            told = given & set(method.telltale) if method.telltale else listed
            if told and self._state.receivers.has(self._state.receivers.infer(call.func), method):
                return method
        return None

    def _in_force(self, rule: Rule) -> bool:
        return rule.speaks(self._dialect) and self._state.in_force(rule.name)

    def _method_of(self, call: ast.Call, func: ast.Attribute) -> Method | None:
        known, never = self._state.knowledge.methods, self._state.knowledge.never_called
        here = known.get(func.attr, ())
        candidates = tuple(m for m in here if m.name not in never and not m.changed)
        if not candidates:
            return None
        receivers = self._state.receivers
        if self._is_of_the_program(call, func, candidates):
            return None
        owner = receivers.infer(func.value)
        if owner == ANY_LAYER:
            owner = self._named_layers.of(func.value) or owner
        keywords = keywords_seen(call, self._state.names)
        speaking = [method for method in candidates if method.speaks(self._dialect)]
        for method in speaking or candidates:
            if receivers.has(owner, method):
                return meant(call, method, candidates, self._state.names)
        for method in candidates:
            if method.is_told_by(keywords) or receivers.unmistakable(method, func.attr):
                return self._unless_doubtful(call, func, method)
            if is_of_keras_all_the_same(call, method, self._state.names):
                return method
        if not self._state.skipped(call):
            called = [m for m in candidates if "(" in m.was]  # no attribute of a model is called
            self._of_unknown(call, func, called, owner)
        return None

    def _is_of_the_program(
        self, call: ast.Call, func: ast.Attribute, candidates: tuple[Method, ...]
    ) -> bool:
        """Whether a method is one of a class of the program; say of old words that they may not."""
        if self._state.receivers.overrides(func, candidates):
            return True
        if not self._state.receivers.is_own_elsewhere(func):
            return False
        if is_made_by_function(func.value, self._state.names):
            given = {keyword.arg for keyword in call.keywords}
            told = [m for m in candidates if m.owner in MODELS and given & m.legacy_keywords]
            self._mention(call, func, told, told=True)
        return True

    def _of_unknown(
        self, call: ast.Call, func: ast.Attribute, candidates: Sequence[Method], owner: str | None
    ) -> None:
        """Report a call on what may be a model; owner: its class, if that has no such method."""
        if owner is not None:
            if not owner.startswith("keras.") and is_like_a_model(func.value):
                self._mention(call, func, (m for m in candidates if tells_by_place(call, m)))
            return
        keywords = keywords_seen(call, self._state.names)
        told = [m for m in candidates if keywords & m.legacy_keywords and m.owner in self._named]
        passed = any(is_passed_on(call, func, m, self._state.names) for m in candidates)
        if told or passed or is_like_a_model(func.value):
            of_models = [m for m in candidates if m.owner in MODELS]
            hidden = self._state.knowledge.release == "1" and None in keywords
            self._mention(call, func, told or of_models, told=bool(told) or hidden)

    def _unless_doubtful(
        self, call: ast.Call, func: ast.Attribute, method: Method
    ) -> Method | None:
        """Return a method that its name tells, or report a call that may be of somebody's own."""
        if not is_doubtful(call, func, method, self._state.names):
            return method
        self._mention(call, func, [method])
        return None

    @cached_property
    def _named(self) -> frozenset[str]:
        """The symbols of Keras that the file names."""
        names = self._state.names
        return frozenset(self._state.symbol(names.denote(chain)) for chain in names.mentions)

    def _mention(
        self,
        call: ast.Call,
        func: ast.Attribute,
        candidates: Iterable[Method],
        *,
        told: bool = False,
    ) -> None:
        """Report a call on what may be a model, whose class cannot be told."""
        for method in candidates:
            if self._in_force(method):
                outcome = self._rewritten(call, method, settled=False)
                lost = isinstance(method.becomes, Gone)
                gone = lost or (method.unmistakable and bool(method.renamed))
                said = needed_of_a_model(call, func, outcome, told=told or gone)
                if method.unmistakable and not said:
                    said = named_otherwise(func, outcome, self._state.names)
                if said:
                    self._state.report.perhaps(call, method.name, said)
                    return

    # -- one call ----------------------------------------------------------------------------

    def _rewritten(
        self, call: ast.Call, rule: Rule, *, settled: bool = True, beneath: tuple[Entry, ...] = ()
    ) -> Outcome:
        """Return what becomes of a call; not `settled` where that is only asked."""
        context = self._settled if settled else self._tentative
        if beneath:
            context = replace(context, beneath=beneath)
        return rewrite(call, rule, context, self._entries if settled else None)

    @cached_property
    def _tentative(self) -> Context:
        return context_of(self._state, self._dialect)

    @cached_property
    def _settled(self) -> Context:
        return spelling(self._tentative, self._state)

    def _entries(self, node: ast.expr) -> tuple[Entry, ...] | None:
        """Return the entries of a `**dict` if all calls that unpack it agree on the new names."""
        binding = self._state.names.lookup(node)[0] if isinstance(node, ast.Name) else None
        if binding is None:
            return self._agreed(node)
        if binding not in self._known:
            self._known[binding] = self._agreed(node)
        return self._known[binding]

    def _agreed(self, node: ast.expr) -> tuple[Entry, ...] | None:
        entries = entries_passed(node, self._state.names)
        if not entries:
            return entries
        nodes = [n for e in entries for n in (e.name_node, e.value) if n is not None]
        places = {(n.lineno, n.col_offset) for n in nodes}
        edits = set()
        for call in users_of(node, self._state.names):
            rule = self._rule_of(call, self._state.names.denote(call.func))
            if rule is None or not self._in_force(rule):
                return None
            outcome = self._rewritten(call, rule, settled=False)
            if not isinstance(outcome, Rewrite):
                return None
            texts = {(n.lineno, n.col_offset, text) for n, text in outcome.texts.items()}
            edits.add(frozenset(t for t in texts if t[:2] in places))
        return entries if len(edits) <= 1 else None

    def _decide(self, call: ast.Call, rule: Rule, denoted: Denoted | None) -> None:
        named = isinstance(call.func, ast.Name) or (denoted is not None and denoted.renamed)
        alias = named and denoted is not None and denoted.is_alias
        if alias and not isinstance(rule.becomes, Gone) and _reshapes(rule):
            name = ast.unparse(call.func)
            self._refuse(call, rule, f"It is called through `{name}`: call {rule.name} itself.")
            return
        self._state.rules[call] = rule
        placed = for_its_place(call, rule, self._state)
        outcome = self._rewritten(call, placed)
        if isinstance(outcome, AlreadyModern):
            outcome = self._ordered(call, rule) or outcome
        elif isinstance(outcome, Rewrite):
            outcome = written_around(outcome, call, self._state, self._dialect)
        if isinstance(outcome, Rewrite) and self._is_undecided(outcome):
            self._refuse(call, rule, "Left as it is: the data_format of this file is not decided.")
            return
        match outcome:
            case AlreadyModern():
                self._leave(call, rule, denoted)
            case Refusal():
                self._refuse(call, rule, outcome.reason)
                self._state.uses += [(call, rule, use) for use in outcome.uses]
            case Rewrite():
                self._edits.carry_out(call, rule, denoted, outcome, alias=alias)

    def _leave(self, call: ast.Call, rule: Rule, denoted: Denoted | None) -> None:
        """Leave a call in the words of Keras 3, if it has what is called there."""
        if _builds(rule):
            self._refuse(call, rule, _OF_KERAS_2)
        elif isinstance(rule, Method) and rule.renamed:
            self._refuse(call, rule, now_called(rule))
        elif denoted is not None and denoted.name in self._state.knowledge.modern:
            self._state.handled.add(call.func)  # an older name for it, which is still there

    def _ordered(self, call: ast.Call, rule: Rule) -> Rewrite | None:
        """Give a layer in the words of Keras 2 the ordering that the rest of its file has."""
        value = self._state.decision.inserted
        hidden = any(keyword.arg in {None, "data_format"} for keyword in call.keywords)
        for to in outcomes(rule.becomes):
            in_sight = not hidden and len(call.args) <= len(to.positional)
            if value == "channels_first" and to.data_format == "spatial" and in_sight:
                names = (getattr(a, "arg", None) for a in arguments(call))
                given = [Keep(n, name) for n, name in enumerate(names)]
                text = f"{self._state.quote}{value}{self._state.quote}"
                return Rewrite(to, [*given, Write("data_format", text)])
        return None

    def _is_undecided(self, outcome: Rewrite) -> bool:
        """Whether the evidence for the ordering of this layer conflicts."""
        named = any(getattr(slot, "keyword", None) == "data_format" for slot in outcome.slots)
        return (
            bool(self._state.decision.conflict)
            and outcome.to.data_format == "spatial"
            and not named
        )

    def _refuse(self, call: ast.Call, rule: Rule, reason: str) -> None:
        self._state.handled.add(call.func)
        self._state.report.action(call, rule.name, reason)

    def _carry_out_behind(
        self, call: ast.Call, rule: Rule, denoted: Denoted, outcome: Rewrite
    ) -> None:
        """Carry out what becomes of a call whose callee is respelled where it is chosen."""
        if self._is_undecided(outcome):
            self._refuse(call, rule, "Left as it is: the data_format of this file is not decided.")
        else:
            self._edits.carry_out(call, rule, denoted, outcome, alias=True)


def _builds(rule: Rule) -> bool:
    """Whether what a call becomes is more than a call with other arguments."""
    return any(to.on or to.wrap or to.text for to in outcomes(rule.becomes))


def _reshapes(rule: Rule) -> bool:
    """Whether a call changes more than its arguments, so that the callee must be rewritten too."""
    becomes = rule.becomes
    return isinstance(becomes, Switch) or (isinstance(becomes, To) and bool(becomes.wrap))


def _takes_list(call: ast.Call) -> bool:
    """Whether a call is given a list by its first place, or what is added to one."""
    match call.args[:1]:
        case [ast.List() | ast.BinOp(left=ast.List(), op=ast.Add())]:
            return True
    return False
