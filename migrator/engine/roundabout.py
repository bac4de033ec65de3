"""Keras reached by name or patched: `getattr(K, 'relu')`, `K.dot = my_dot`. Reported only."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cached_property

from migrator.engine.calls.rewriting import now_called
from migrator.engine.reading.nodes import is_call_of, walk
from migrator.engine.reading.scopes import below
from migrator.engine.state import FileState
from migrator.patterns import regex
from migrator.rules import Gone, Rule, To, outcomes

_LOOKING = frozenset(
    {"getattr", "hasattr", "setattr", "delattr", "dir", "help", "id", "isinstance", "print"}
    | {"reload", "repr", "str", "type", "vars"}
)
_IMPORTERS = frozenset({"importlib.import_module", "__import__"})
_EVALUATORS = frozenset({"eval", "exec"})
_KERAS = regex(r"\b(?:tensorflow\.)?keras\b")
_WORD = regex(r"\b(\w+)[=(]")
_BY_NAME = frozenset({"getattr", "hasattr", "setattr", "delattr"})


class RoundaboutUses:
    """Says what a person must look at in one file."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Report attributes of Keras that are looked up by name, and those that are assigned."""
        for call in self._state.names.calls:
            function = call.func
            if isinstance(function, ast.Name) and function.id in _BY_NAME and len(call.args) > 1:
                self._by_name(call, function.id)
            elif call.args:
                self._in_a_string(call)
        for node in self._state.names.mentions:
            if self._is_handed_on(node):
                self._handed_on(node)
        for statement in self._state.names.of(ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Attribute):
                    self._patch(target)

    def _is_handed_on(self, node: ast.expr) -> bool:
        """Whether what an expression stands for gets another name: in a list, as an argument."""
        parent = self._state.names.parents.get(node)
        if isinstance(parent, ast.Call) and node is not parent.func:
            return getattr(parent.func, "id", "") not in _LOOKING
        return isinstance(
            parent, ast.List | ast.Tuple | ast.Set | ast.Dict | ast.keyword | ast.Return
        )

    def _handed_on(self, node: ast.expr) -> None:
        """Report a module of Keras of which something may be taken elsewhere: `for K in (A, B)`."""
        module = self._module(node)
        if module and not self._state.skipped(node):
            said = (
                f"The module {module} is handed on here: what is taken of it under another name is "
                "not migrated."
            )
            self._state.report.action(node, module, said)

    def _by_name(self, call: ast.Call, function: str) -> None:
        module = self._module(call.args[0])
        if self._state.skipped(call):
            return
        if not module:
            self._by_attribute(call)
            return
        attribute = getattr(call.args[1], "value", None)
        if function == "setattr":
            self._say_patch(call, f"{module}.{attribute}" if isinstance(attribute, str) else module)
        elif isinstance(attribute, str):
            self._say_named(call, self._state.knowledge.canonical(below(module, attribute)))
        elif function == "getattr":
            text = (
                f"Which symbol of `{module}` this takes is known only when it runs: names and "
                "arguments that Keras 3 changed are not migrated here."
            )
            self._state.report.action(call, module, text)

    def _by_attribute(self, call: ast.Call) -> None:
        """`hasattr(x, '_keras_shape')`: an attribute that only objects of Keras had."""
        state, node = self._state, call.args[1]
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            return
        if state.names.denote(call.args[0]) is not None:
            return
        for method in state.knowledge.attributes.get(node.value, ()):
            known = state.receivers.infer(call.args[0])
            if method.changed:
                continue
            if method.unmistakable or state.receivers.has(known, method):
                if method.renamed and state.allows(method.name, call):
                    state.texts[node] = state.quoted(node, method.renamed)
                    message = f"{node.value!r} becomes {method.renamed!r}"
                    state.report.change(node, method.name, message)
                elif isinstance(method.becomes, Gone):
                    self._say_named(call, method.name)
                return
        self._by_method(call, node.value)

    def _by_method(self, call: ast.Call, name: str) -> None:
        """`getattr(model, 'fit_generator')`: a method that is gone, or has another name."""
        receivers = self._state.receivers
        owner = receivers.infer(call.args[0])
        for method in self._state.knowledge.methods.get(name, ()):
            meant = receivers.has(owner, method) or (
                owner is None and receivers.unmistakable(method, name)
            )
            if "(" not in method.was or not meant or not self._state.allows(method.name, call):
                continue
            if isinstance(method.becomes, Gone):
                self._say_named(call, method.name)
            elif method.renamed:
                self._state.report.action(call, method.name, now_called(method))
            return

    def _in_a_string(self, call: ast.Call) -> None:
        """Report Keras that is imported by its name, or stands in a text that is evaluated."""
        if getattr(call.func, "id", "") in _EVALUATORS:
            self._evaluated(call)
            return
        text = getattr(call.args[0], "value", None)
        if not isinstance(text, str) or not _KERAS.match(text) or self._state.skipped(call):
            return
        denoted = self._state.names.denote(call.func)
        called = denoted.name if denoted is not None else ast.unparse(call.func)
        if called in _IMPORTERS:
            said = (
                f"`{text}` is imported by its name here: what is taken of it is not migrated. "
                "Write an import statement, or look at each use."
            )
            self._state.report.action(call, self._state.knowledge.canonical(text), said)

    def _evaluated(self, call: ast.Call) -> None:
        """Report Keras in a text that is evaluated, which may be made of several."""
        parts = (getattr(node, "value", None) for node in walk(call.args[0]))
        text = "".join(part for part in parts if isinstance(part, str))
        if self._state.skipped(call):
            return
        self._called(call)
        if _KERAS.search(text):
            said = "The text that is evaluated here mentions Keras, and is left as it is."
            self._state.report.action(call, "keras", said)
            return
        for found in _WORD.finditer(text):
            rule = self._of_old.get(found[0])
            if rule is not None:
                said = (
                    f"The text that is evaluated here has `{found[1]}`, which Keras 3 calls "
                    "otherwise, and is left as it is."
                )
                self._state.report.action(call, rule.name, said)
                return

    def _called(self, call: ast.Call) -> None:
        """Report what is evaluated and called at once, with an argument that has another name."""
        around = self._state.names.parents[call]
        if not is_call_of(around, call):
            return
        given = ((k.arg, self._of_old.get(f"{k.arg}=")) for k in around.keywords)
        told = next(((name, rule) for name, rule in given if rule is not None), None)
        if told is not None:
            said = (
                "Which symbol this calls is known only when it runs: its arguments, as "
                f"`{told[0]}=`, which Keras 3 calls otherwise, are left as they are."
            )
            self._state.report.action(around, told[1].name.rpartition(".")[0], said)

    @cached_property
    def _of_old(self) -> Mapping[str, Rule]:
        """What the file imports and Keras 3 calls otherwise, as it would be called in a text."""
        found: dict[str, Rule] = {}
        for name, bindings in self._state.names.module.bindings.items():
            rule = self._state.rule(self._state.knowledge.canonical(bindings[-1].imported or ""))
            if rule is not None and self._state.in_force(rule.name):
                found |= {f"{keyword}=": rule for keyword in rule.legacy_keywords}
                if any(to.name != rule.name for to in outcomes(rule.becomes)):
                    found[f"{name}("] = rule
        return found

    def _say_named(self, call: ast.Call, symbol: str) -> None:
        rule = self._state.rule(symbol)
        if rule is None or not self._state.in_force(rule.name):
            return
        becomes = rule.becomes
        if isinstance(becomes, Gone):
            self._state.report.action(call, rule.name, becomes.instead)
        elif not isinstance(becomes, To) or becomes.name != symbol or becomes.args:
            new = f"`{becomes.name}`" if isinstance(becomes, To) else "what its arguments ask for"
            other = ", with other arguments" if getattr(becomes, "args", None) else ""
            text = f"It is looked up by its name here: Keras 3 has {new}{other}."
            self._state.report.action(call, rule.name, text)

    def _patch(self, target: ast.Attribute) -> None:
        module = self._module(target.value) or self._symbol(target.value)
        if module and not self._state.skipped(target):
            self._say_patch(target, f"{module}.{target.attr}")
            self._state.handled.add(target)

    def _say_patch(self, node: ast.AST, symbol: str) -> None:
        text = (
            f"This replaces `{symbol}`, a part of Keras, and was left as it is: Keras 3 calls "
            "other functions, with other arguments. Derive a class or pass a function instead."
        )
        self._state.report.action(node, symbol, text)

    def _module(self, node: ast.expr) -> str:
        """Return the module of Keras that an expression denotes, or nothing."""
        symbol = self._symbol(node)
        knowledge = self._state.knowledge
        return symbol if symbol in knowledge.homes or symbol == "keras" else ""

    def _symbol(self, node: ast.expr) -> str:
        """Return the class or module of Keras that an expression denotes, or nothing."""
        symbol = self._state.symbol(self._state.names.denote(node))
        return symbol if symbol.partition(".")[0] == "keras" else ""
