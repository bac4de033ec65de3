"""What a layer of the file's own gives the layer of Keras's that it derives from."""

from __future__ import annotations

import ast
from collections.abc import Callable

from migrator.engine.calls.outcomes import AlreadyModern, Outcome, Rewrite
from migrator.engine.reading.constructors import above_all, handed_up_beside
from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.nodes import hides_words
from migrator.engine.reading.signatures import arguments, keywords_of
from migrator.engine.state import FileState
from migrator.rules import MODELS, Rule, To

_LAYERS = "keras.layers."
_BARE = frozenset({"keras.layers.Layer", "keras.layers.Wrapper"})  # all releases had them alike
_WRAPPERS = "keras.wrappers."
_HANDED_UP = (
    "Keras 3 takes no `{0}=`, which `{1}` may hand to the constructor of {2}: rename it here if it "
    "does, and see what becomes of it there."
)
_ON_CLASS = (
    "It is called on the class here, and left, though Keras 3 takes other arguments: write "
    "`super().__init__(...)`, which a next run migrates."
)


class PassedUp:
    """Knows which calls of a constructor above have to be those of Keras 3."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def rule_of(self, call: ast.Call) -> Rule | None:
        """Return the rule of the layer above that `super().__init__(n, init='zero')` makes."""
        match call.func:
            case ast.Attribute(attr="__init__", value=ast.Call(func=ast.Name(id="super")) as above):
                rule = self._state.rule(self._state.receivers.infer(above) or "")
                return rule if rule is not None and self._may_differ(call, rule) else None
        return None

    def of_own_class(self, call: ast.Call) -> Rule | None:
        """Return the rule of what Keras makes of `MyConv(8, 3, 3)`, a class without `__init__`.

        One that hands on what it does not know is reported.
        """
        made = self._state.names.local_class(call.func)
        if made is None:
            return None
        above = above_all(made, self._state.names)
        if above is None:
            self._say_of_own_class(call, made)
            return None
        denoted = self._state.names.denote(above)
        if denoted is not None and self._is_of_elsewhere(denoted):
            return self.of_class_elsewhere(call, denoted)
        return self._as_made(call, self._state.receivers.base(made))

    def _is_of_elsewhere(self, denoted: Denoted) -> bool:
        """Whether a class is of another file, and there derived from one of Keras's."""
        module, _, name = self._state.names.elsewhere(denoted.name)
        return not denoted.through and name in module.bases

    def _as_made(self, call: ast.Call, base: str | None) -> Rule | None:
        rule = self._state.rule(self._state.knowledge.canonical(base or ""))
        match rule:
            case Rule(becomes=To(on="", wrap="", text=None)):
                plain = rule.name in MODELS and not keywords_of(call) & rule.legacy_keywords
                # a derived model may hold its layers itself; wrappers have their own `__call__`
                return None if plain or rule.name.startswith(_WRAPPERS) else rule
        return None

    def of_class_elsewhere(self, call: ast.Call, denoted: Denoted) -> Rule | None:
        """Return the rule of what Keras makes of a class of another file, if it is made alike.

        One that hands on what it does not know is reported, where that is of Keras 1.
        """
        module, _, name = self._state.names.elsewhere(denoted.name)
        rule = None if denoted.through else self._as_made(call, module.bases.get(name))
        if rule is None or name in module.made_alike:
            return rule
        self._say_handed_up(call, rule, module.makers.get(name), name)
        return None

    def _say_of_own_class(self, call: ast.Call, made: ast.ClassDef) -> None:
        """Report the old words that `Tracker(1, batch_size=32)` hands to what it derives from."""
        if call.keywords and not self._state.skipped(call):
            base = self._state.receivers.base(made) or ""
            rule = self._state.rule(self._state.knowledge.canonical(base))
            if rule is not None and rule.name not in _BARE:
                own = handed_up_beside(made, self._state.names)
                self._say_handed_up(call, rule, own, made.name)

    def _say_handed_up(
        self, call: ast.Call, rule: Rule, own: frozenset[str] | None, name: str
    ) -> None:
        given = keywords_of(call) if own is not None else set()
        old = sorted(given & rule.legacy_keywords - (own or set()))
        if old and self._state.allows(rule.name, call):
            said = _HANDED_UP.format(old[0], name, rule.name)
            self._state.report.action(call, rule.name, said)

    def say_on_class(self, call: ast.Call, rewritten: Callable[..., Outcome]) -> None:
        """Report `Dense.__init__(self, n, init='zero')`, which is left, if it has to change.

        rewritten: tells what becomes of a call.
        """
        base = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        rule = self._state.rule(self._state.symbol(self._state.names.denote(base)))
        bound = ast.copy_location(ast.Call(call.func, call.args[1:], call.keywords), call)
        if rule is None or not self._may_differ(bound, rule):
            return
        outcome = rewritten(bound, rule, settled=False)
        kept = isinstance(outcome, Rewrite) and outcome.keeps_arguments(len(arguments(bound)))
        if not (kept or isinstance(outcome, AlreadyModern)) and self._state.allows(rule.name, call):
            self._state.report.action(call, rule.name, _ON_CLASS)

    def _may_differ(self, call: ast.Call, rule: Rule) -> bool:
        """Whether what is passed up may mean something else on Keras 3.

        What only callers pass, `super().__init__(**kwargs)`, they pass in the words of Keras 1.
        """
        if not isinstance(rule.becomes, To):
            return False
        starred = [isinstance(argument, ast.Starred) for argument in call.args]
        hidden = any(starred) or hides_words(call)
        told = not all(starred) or (hidden and self._state.knowledge.release == "1")
        above = rule.name.startswith(_LAYERS) and rule.name not in _BARE
        return bool(keywords_of(call) & rule.legacy_keywords) or (above and told)
