"""Calls with which a legacy layer made a weight, and the `self.add_weight` they become."""

from __future__ import annotations

import ast

from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.nodes import walk
from migrator.engine.reading.signatures import Bound, Unbindable, arguments, bind, parse_signature
from migrator.engine.state import FileState
from migrator.engine.writing.plans import CallEdit, Keep, Write
from migrator.frozen import frozen
from migrator.patterns import regex
from migrator.rules import Code, Method, To

_INITIALIZER = "keras.initializers.Initializer"
_ADD_WEIGHT = "keras.layers.Layer.add_weight"
_CALLED = "init(shape, name=None, dim_ordering='th')"  # how layers called their initializers
_LIKE_AN_INITIALIZER = regex(r"(^|_)init(ializer)?$")
_PASSED = ("dtype", "name")


@frozen
class Maker:
    """How a call makes a weight: its old signature, its rule, and what it starts from.

    initializer: a name, code, or "value"; or the expression that is called, as it is written.
    """

    was: str
    rule: str
    initializer: str | Code
    denoted: Denoted | None = None
    written: bool = False


class WeightCalls:
    """Recognises the calls of one file that make weights, and plans what they become."""

    def __init__(self, state: FileState, methods: frozenset[str], own: str) -> None:
        self._state = state
        self._methods = methods
        self._own = own

    def makes(self, call: ast.Call) -> str | None:
        """Return "trained" or "fixed" for `self.add_weight`, "" for other makers of weights."""
        match call.func:
            case ast.Attribute(value=ast.Name(id=own), attr="add_weight") if own == self._own:
                return "fixed" if _is_fixed(call) else "trained"
        maker = self.maker(call)
        return None if maker is None or self.bound(call, maker) is None else ""

    def maker(self, call: ast.Call) -> Maker | None:
        """Return how a call makes a weight, if it does."""
        denoted = self._state.names.denote(call.func)
        if denoted is not None:
            rule = self._state.rule(self._state.symbol(denoted))
            to = rule.becomes if rule is not None and not isinstance(rule, Method) else None
            if rule is not None and isinstance(to, To) and to.as_weight:
                return Maker(rule.was, rule.name, to.as_weight, denoted)
            return None
        if self._is_initializer(call.func):
            return Maker(_CALLED, _ADD_WEIGHT, self._state.source.text(call.func), written=True)
        return None

    def _is_initializer(self, func: ast.expr) -> bool:
        match func:
            case ast.Attribute(value=ast.Name(id=own), attr=name) if own == self._own:
                if name in self._methods:
                    return False
                like = bool(_LIKE_AN_INITIALIZER.search(name))
                return like or self._state.receivers.infer(func) == _INITIALIZER
            case ast.Name():
                return self._state.receivers.infer(func) == _INITIALIZER
        return False

    def bound(self, call: ast.Call, maker: Maker) -> Bound | None:
        """Return which argument of the old signature is which of the call."""
        try:
            return bind(call, parse_signature(maker.was))
        except Unbindable:
            return None

    def take_penalties(self, calls: list[ast.Call | None]) -> bool:
        """Whether all these calls become an `add_weight` that can be told of a regularizer."""
        makers = [self.maker(call) for call in calls if call is not None]
        return bool(makers) and all(m is not None and m.initializer != "value" for m in makers)

    # -- what becomes of them ----------------------------------------------------------------

    def register(self, call: ast.Call, *, trained: bool, penalties: dict[str, str]) -> None:
        """Plan the call that makes a weight of the layer: `self.add_weight`, or a variable."""
        maker = self.maker(call)
        bound = self.bound(call, maker) if maker is not None else None
        if maker is None or bound is None:
            return
        added = [Write(argument, by) for argument, by in penalties.items()]
        added += [] if trained else [Write("trainable", "False")]
        if maker.initializer == "value":
            slots = self._of_variable(call, bound)
            callee = self._state.imports.spell(self._target(maker), maker.denoted)
        else:
            slots = self._of_weight(call, maker, bound)
            callee = f"{self._own}.add_weight"
        self._plan(call, maker, CallEdit((*slots, *added), callee), callee.rpartition(".")[2])

    def unlist(self, call: ast.Call) -> bool:
        """Plan a plain tensor instead of a variable that is no weight; whether that was needed."""
        maker = self.maker(call)
        bound = self.bound(call, maker) if maker is not None else None
        if maker is None or bound is None or not (maker.written or maker.initializer == "value"):
            return False
        if maker.written:
            if "name" not in bound.arguments:
                return False
            edit = CallEdit((Keep(bound.arguments["shape"], None),))
            self._plan(call, maker, edit, "a tensor: initializers take no name")
            return True
        target = "keras.ops.convert_to_tensor"
        callee = self._state.imports.spell(target, maker.denoted)
        slots = [s for s in self._of_variable(call, bound) if s.keyword != "name"]
        self._plan(call, maker, CallEdit(tuple(slots), callee), target.rpartition(".")[2])
        return True

    def _target(self, maker: Maker) -> str:
        rule = self._state.rule(maker.rule)
        return rule.becomes.name if rule is not None and isinstance(rule.becomes, To) else ""

    def _of_weight(self, call: ast.Call, maker: Maker, bound: Bound) -> list[Keep | Write]:
        slots: list[Keep | Write] = []
        for index, name in self._in_order(call, bound):
            if name == "shape":
                initializer = Write("initializer", self._initializer(call, maker, bound))
                slots += [Keep(index, "shape"), initializer]
            elif name in _PASSED:
                slots.append(Keep(index, name))
        return slots

    def _of_variable(self, call: ast.Call, bound: Bound) -> list[Keep | Write]:
        slots: list[Keep | Write] = []
        for index, name in self._in_order(call, bound):
            slots.append(Keep(index, name if name in _PASSED else None))
            if name not in _PASSED and "dtype" not in bound.arguments:
                slots.append(Write("dtype", f"{self._own}.dtype"))
        return slots

    def _in_order(self, call: ast.Call, bound: Bound) -> list[tuple[int, str]]:
        """Return the old arguments that say something, with the first in front."""
        old = arguments(call)
        return sorted(
            (
                (index, name)
                for name, index in bound.arguments.items()
                if name not in _PASSED or not _is_none(old[index])
            ),
            key=lambda found: (found[1] in _PASSED, found[0]),
        )

    def _initializer(self, call: ast.Call, maker: Maker, bound: Bound) -> str:
        if isinstance(maker.initializer, str):
            quote = "" if maker.written else self._quote(call)
            return f"{quote}{maker.initializer}{quote}"
        text = self._state.helpers.spell(maker.initializer, call.lineno)
        signature = parse_signature(maker.was)
        for parameter in signature.parameters:
            index = bound.arguments.get(parameter.name)
            filled = f"«{index}»" if index is not None else parameter.default or "None"
            text = text.replace("{" + parameter.name + "}", filled)
        return text

    def _quote(self, call: ast.Call) -> str:
        """Return the quotation mark of the strings in a call, else that of the file."""
        texts = (
            self._state.source.text(n)
            for n in walk(call)
            if isinstance(n, ast.Constant) and isinstance(n.value, str)
        )
        return next((t[-1] for t in texts if t[-1] in "'\""), self._state.quote)

    def _plan(self, call: ast.Call, maker: Maker, edit: CallEdit, new: str) -> None:
        state = self._state
        state.calls[call] = edit
        state.handled |= {call, call.func} if maker.denoted is not None else {call}
        if maker.denoted is not None:
            state.imports.moved(maker.denoted.root)
        old = maker.initializer if maker.written else maker.rule.rpartition(".")[2]
        state.report.change(call, maker.rule, f"{old} becomes {new}")


def _is_fixed(call: ast.Call) -> bool:
    return any(
        k.arg == "trainable" and isinstance(k.value, ast.Constant) and k.value.value is False
        for k in call.keywords
    )


def _is_none(argument: ast.expr | ast.keyword) -> bool:
    value = argument.value if isinstance(argument, ast.keyword) else argument
    return isinstance(value, ast.Constant) and value.value is None
