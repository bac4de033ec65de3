"""The edit of a call that is rewritten, what it takes elsewhere in the file, and what is said."""

from __future__ import annotations

import ast

from migrator.engine.calls.argument_order import before_commented
from migrator.engine.calls.carried import value_of
from migrator.engine.calls.inputs import Inputs
from migrator.engine.calls.outcomes import Rewrite
from migrator.engine.calls.rewriting import message_of
from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.literals import literal
from migrator.engine.reading.signatures import arguments
from migrator.engine.state import FileState
from migrator.engine.writing.plans import CallEdit
from migrator.engine.writing.statements import stands_alone
from migrator.patterns import regex
from migrator.rules import Code, Method, Rule, To

_CALLED = regex(r"^([\w.]+)(?=\()")
_WHOLE = regex(r"«(\d+)»")
_OPERATORS = (ast.Attribute, ast.BinOp, ast.BoolOp, ast.Compare, ast.Subscript, ast.UnaryOp)
_INPUT = "keras.layers.Input"


class CallEdits:
    """Plans the edits of one file's calls, when it is decided what becomes of them."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._inputs = Inputs(state.source, state.names, state.receivers)

    def carry_out(
        self, call: ast.Call, rule: Rule, denoted: Denoted | None, outcome: Rewrite, *, alias: bool
    ) -> None:
        """Plan the edit of one call, and of what belongs to it elsewhere.

        alias: its callee is respelled where it is chosen, not here.
        """
        to = outcome.to
        for node, text in outcome.texts.items():
            self._state.texts[node] = text
            if not _is_within(node, call):
                message = f"{ast.unparse(node)}, passed on to it, becomes {text}"
                self._state.report.change(node, rule.name, message)
        self._state.uses += [(call, rule, use) for use in outcome.uses]
        self._check_axis(call, rule, to)
        callee, method = self._callee(call, rule, denoted, to, alias=alias)
        before = self._place_input(call, denoted, outcome)
        wrap = self._wrap(denoted, outcome.to)
        same = callee in {None, self._state.source.text(call.func)} and method is None
        self._say(call, rule, outcome)
        if not alias and denoted is not None:
            self._state.handled.add(call.func)
            self._state.imports.moved(denoted.root)
        keeps = outcome.keeps_arguments(len(arguments(call)))
        written = outcome.text or outcome.texts or to.instead
        if keeps and same and before is None and not (wrap or written):
            return
        message = message_of(rule, to, outcome)
        if keeps and same and not (wrap or written):
            message = f"{rule.name.rpartition('.')[2]}: an Input in front of it"
        self._state.report.change(call, rule.name, message)
        if (idle := self._idle(call, outcome)) is not None:
            self._state.removed[idle] = "" if self._is_accompanied(idle) else "pass"
            return
        self._state.calls[call] = CallEdit(
            tuple(before_commented(call, outcome.slots, self._state.source)),
            None if same else callee,
            method,
            wrap,
            outcome.on,
            before or "",
            receiver=isinstance(rule, Method) and to.receiver,
            text=self._in_its_place(call, outcome.text),
            instead=to.instead,
        )

    def _say(self, call: ast.Call, rule: Rule, outcome: Rewrite) -> None:
        report = self._state.report
        for text in outcome.actions:
            report.action(call, rule.name, text)
        for text in outcome.notices:
            report.notice(call, rule.name, text)
        for text in outcome.once:
            report.once.add(text)
            report.notice(call, rule.name, text)

    def _in_its_place(self, call: ast.Call, text: str) -> str:
        """Return what takes the place of a call: `a or b` in parentheses where it needs them."""
        tight = " or " in text and isinstance(self._state.names.parents[call], _OPERATORS)
        return f"({text})" if tight else text

    def _is_accompanied(self, statement: ast.stmt) -> bool:
        """Whether something else stays in the block of a statement; an import may go, too."""
        others = (s for s in self._state.names.block(statement) if s is not statement)
        imports = ast.Import | ast.ImportFrom
        return any(s not in self._state.removed and not isinstance(s, imports) for s in others)

    def _idle(self, call: ast.Call, outcome: Rewrite) -> ast.stmt | None:
        """Return the statement that would give a name what it has: `model = model`."""
        whole, statement = _WHOLE.fullmatch(outcome.text or ""), self._state.names.parents[call]
        if whole is None or not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
            return None
        given = value_of(arguments(call)[int(whole.group(1))])
        target, source = statement.targets[0], self._state.source
        same = isinstance(given, ast.Name | ast.Attribute) and isinstance(target, type(given))
        same = same and source.text(given) == source.text(target)
        return statement if same and stands_alone(source, statement) else None

    def _callee(
        self, call: ast.Call, rule: Rule, denoted: Denoted | None, to: To, *, alias: bool
    ) -> tuple[str | None, str | None]:
        """Return the new text of what is called, or the new name of the method."""
        if to.text is not None:
            return None, None
        for helper in to.helpers:
            if helper.name == to.name:
                line = self._state.names.top_line(call)
                return self._state.helpers.spell(Code(helper.name, (helper,)), line), None
        if isinstance(rule, Method):
            name = to.name.rpartition(".")[2]
            return None, None if name == rule.method else name
        if denoted is None:
            return None, None  # the constructor of a base class
        if alias:
            return None, None
        known = self._state.imports.targets.of(self._state.symbol(denoted))
        target = to.called or (known if known and to.name == rule.name else to.name)
        return self._state.imports.spell(target, denoted), None

    def _wrap(self, denoted: Denoted | None, to: To) -> str:
        match = _CALLED.match(to.wrap)
        if match is None:
            return to.wrap
        target = match.group(1)
        if "." not in target:
            return to.wrap  # a builtin: len, int
        beside = target.rpartition(".")[0] == to.name.rpartition(".")[0]
        via = denoted if beside else None
        return self._state.imports.spell(target, via) + to.wrap[match.end() :]

    def _check_axis(self, call: ast.Call, rule: Rule, to: To) -> None:
        """Say when a feature axis is not the one that the data_format makes it."""
        expected = {"channels_first": 1, "channels_last": 3}.get(self._state.decision.value or "")
        for keyword in call.keywords:
            value = literal(keyword.value)
            if to.axis and keyword.arg == to.axis and expected and value in {1, 3} - {expected}:
                self._state.report.notice(
                    call,
                    rule.name,
                    f"`{to.axis}={value}` was kept, but on images the channel axis of "
                    f"{self._state.decision.value} is {expected}.",
                )

    # -- the shape of the input --------------------------------------------------------------

    def _place_input(self, call: ast.Call, denoted: Denoted | None, outcome: Rewrite) -> str | None:
        """Put the `Input` that a layer asks for where it belongs.

        Returns its text to write in front of the layer, "" if it gets a line of its own, or None.
        """
        if not outcome.shape or (not outcome.asked_shape and self._inputs.builds_models):
            return None
        state = self._state
        place = self._inputs.place_of(call)
        if place.kind == "drop":
            return None
        if place.kind == "keep":
            self._keep_shape(call, outcome, denoted)
            return None
        spelled = state.imports.spell(_INPUT, denoted)
        if place.statement is not None:
            template = f"{place.model}.add({spelled}({outcome.shape}))"
            state.inserted.append((place.statement, call, template))
            return ""
        return f"{spelled}({outcome.shape})"

    def _keep_shape(self, call: ast.Call, outcome: Rewrite, denoted: Denoted | None) -> None:
        if not outcome.asked_shape:
            return
        if outcome.kept:
            outcome.keep_shape()
        if outcome.kept_as != "input_shape":
            self._state.report.action(
                call,
                self._state.symbol(denoted) or _INPUT,
                f"Keras 3 takes `{outcome.kept_as}=` no longer: put it as "
                "`keras.Input(batch_shape=...)` in front of this layer.",
            )


def _is_within(node: ast.expr, call: ast.Call) -> bool:
    """Whether a node stands inside a call, and not in a dict or call whose entries it passes on."""
    start, end = (call.lineno, call.col_offset), (call.end_lineno or 0, call.end_col_offset or 0)
    return start <= (node.lineno, node.col_offset) < end
