"""Methods of models that are called through something else, with what they are called with.

`train = model.fit`, `partial(model.compile, optimizer='adadelta')`, and what calls a function that
it is given: `Thread(target=model.fit, kwargs={'nb_epoch': 3})`, `pool.submit(model.fit, x, y)`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from migrator.engine.calls.outcomes import Outcome, Refusal, Rewrite
from migrator.engine.calls.uncertain import is_like_a_model, keywords_seen
from migrator.engine.reading.keywords import Entry, entries_written
from migrator.engine.reading.signatures import arguments, parse_signature
from migrator.engine.state import FileState
from migrator.engine.writing.plans import Keep
from migrator.rules import MODELS, Gone, Method, Rule

_PARTIAL = "functools.partial"
_THROUGH = "It is called through `{}`: call `{}` itself."
_GIVEN = (
    "`{0}` is given `{1}`, to call it with what Keras 3 reads otherwise: give it "
    "`lambda: {1}(...)`, and run kmigrate again."
)


class HandedOn:
    """Reports such calls in one file.

    rewritten: what becomes of a call by a rule. in_force: whether a rule is.
    """

    def __init__(
        self,
        state: FileState,
        rewritten: Callable[..., Outcome],
        in_force: Callable[[Rule], bool],
    ) -> None:
        self._state = state
        self._rewritten = rewritten
        self._in_force = in_force

    def say(self, call: ast.Call, name: str) -> None:
        """Report a call, of a symbol or of none, if Keras 3 reads otherwise what it hands on."""
        meant = self._meant(call, name)
        if meant is None or not isinstance(meant.func, ast.Attribute):
            return
        given = meant.func in _values(call)
        for known in self._state.knowledge.methods.get(meant.func.attr, ()):
            said = known.renamed and given  # as a mention, by itself
            ours = known.owner in MODELS and not said and self._in_force(known)
            if ours and self._is_read_otherwise(meant, known) and not self._state.skipped(call):
                text = _GIVEN if given and name != _PARTIAL else _THROUGH
                through, method = ast.unparse(call.func), ast.unparse(meant.func)
                self._state.report.action(call, known.name, text.format(through, method))
                return

    # -- the call that is meant --------------------------------------------------------------

    def _meant(self, call: ast.Call, name: str) -> ast.Call | None:
        """Return the call of a method that is made through another call, as far as it is seen."""
        if name == _PARTIAL:
            return _of_partial(call, call)
        kept = None
        if isinstance(call.func, ast.Name) and not name:
            kept = self._state.names.value(call.func)
        if isinstance(kept, ast.Attribute):
            return _call_of(call, kept, call.args, call.keywords)
        if isinstance(kept, ast.Call) and self._is_partial(kept):
            return _of_partial(kept, call)
        return self._given(call)

    def _is_partial(self, call: ast.Call) -> bool:
        denoted = self._state.names.denote(call.func)
        return denoted is not None and denoted.name == _PARTIAL

    def _given(self, call: ast.Call) -> ast.Call | None:
        """Return the call of a method that a function is given, with the words beside it."""
        values, methods = _values(call), self._state.knowledge.methods_of_models
        for value in values:
            if isinstance(value, ast.Attribute) and value.attr in methods:
                entries = (entry for other in values for entry in self._entries(other))
                named = (ast.keyword(e.name, e.value) for e in entries if e.value is not None)
                return _call_of(call, value, [], [*call.keywords, *named])
        return None

    def _entries(self, node: ast.expr) -> Sequence[Entry]:
        dicts = isinstance(node, ast.Dict | ast.Call)
        return (dicts and entries_written(node, self._state.names)) or ()

    # -- what becomes of it ------------------------------------------------------------------

    def _is_read_otherwise(self, call: ast.Call, method: Method) -> bool:
        """Whether what is known of a call would have to be written otherwise."""
        if keywords_seen(call, self._state.names) & method.legacy_keywords:
            return True
        receiver = getattr(call.func, "value", call.func)
        owner = self._state.receivers.infer(receiver)
        if not self._state.receivers.has(owner, method) and not (
            owner is None and is_like_a_model(receiver)
        ):
            return False
        whole = _completed(call, method)
        if whole is None or isinstance(method.becomes, Gone):
            return False
        outcome = self._rewritten(whole, method, settled=False)
        if not isinstance(outcome, Rewrite):
            return isinstance(outcome, Refusal)
        return bool(outcome.texts or outcome.actions) or _is_changed(outcome, arguments(whole))


def _values(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _of_partial(made: ast.Call, call: ast.Call) -> ast.Call | None:
    """Return the call that a `partial` makes; call: that of what it made, or itself."""
    first = made.args[0] if made.args else None
    if not isinstance(first, ast.Attribute):
        return None
    rest = call.args[1:] if call is made else [*made.args[1:], *call.args]
    return _call_of(call, first, rest, call.keywords)


def _call_of(
    at: ast.Call, method: ast.expr, args: list[ast.expr], keywords: list[ast.keyword]
) -> ast.Call:
    return ast.copy_location(ast.Call(method, args, keywords), at)


def _completed(call: ast.Call, method: Method) -> ast.Call | None:
    """Return a call with what a method takes of it, and nothing for what it must have besides."""
    signature = parse_signature(method.was)
    if len(call.args) > len(signature.places):
        return None
    known = [k for k in call.keywords if k.arg is None or k.arg in method.old_keywords]
    given = {*signature.places[: len(call.args)], *(k.arg for k in known)}
    missing = (name for name in signature.required if name not in given)
    nothing = (ast.keyword(name, ast.copy_location(ast.Constant(None), call)) for name in missing)
    return _call_of(call, call.func, call.args, [*known, *nothing])


def _is_changed(outcome: Rewrite, given: list[ast.expr | ast.keyword]) -> bool:
    """Whether an argument would have another name, or another value."""
    kept = (slot for slot in outcome.slots if isinstance(slot, Keep))
    return any(
        slot.value is not None
        or slot.keyword not in {None, getattr(given[slot.index], "arg", None)}
        for slot in kept
    )
