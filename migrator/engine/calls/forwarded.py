"""Keywords that a function of another file passes on to a layer: renamed where they are given."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from migrator.engine.calls.forwarding import fates, new_value
from migrator.engine.reading.keywords import Entry
from migrator.engine.reading.literals import literal
from migrator.engine.state import FileState
from migrator.facts import Forward
from migrator.rules import Code, Exactly, Into, Rule, To


class Forwarded:
    """Decides on the calls of such functions in one file."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Rename what is passed on, or say that the layer behind the function was left alone."""
        for call in self._state.names.calls if self._state.names.modules else ():
            forward = self._forward_of(call)
            if forward is None:
                continue
            rule = self._state.rule(self._state.knowledge.canonical(forward.symbol))
            if rule is not None and self._state.allows(rule.name, call):
                self._decide(call, forward, rule)

    def _forward_of(self, call: ast.Call) -> Forward | None:
        denoted = self._state.names.denote(call.func)
        if denoted is None or denoted.through:
            return None
        module, _, name = self._state.names.elsewhere(denoted.name)
        return module.forwards.get(name)

    def _decide(self, call: ast.Call, forward: Forward, rule: Rule) -> None:
        rest = [k for k in call.keywords if k.arg and k.arg not in forward.own]
        to = rule.becomes
        carried = fates(forward, to, rule) if isinstance(to, To) else None
        if carried is not None:
            for keyword in rest:
                self._carry(keyword, carried, rule)
            return
        legacy = [k.arg for k in rest if k.arg in rule.legacy_keywords]
        if legacy:
            text = f"`{legacy[0]}=` is passed on to {rule.name}, which was not migrated there."
            self._state.report.action(call, rule.name, text)

    def _carry(self, keyword: ast.keyword, carried: Mapping[str, str | Into], rule: Rule) -> None:
        fate = carried[keyword.arg or ""]
        new_name = fate if isinstance(fate, str) else fate.name
        node = Entry(keyword.arg or "", keyword, keyword.value).name_node
        if new_name != keyword.arg and node is not None:
            self._state.texts[node] = new_name
            message = f"{keyword.arg}=, passed on to it, becomes {new_name}="
            self._state.report.change(keyword, rule.name, message)
        new = new_value(fate, literal(keyword.value)) if isinstance(fate, Into) else None
        if isinstance(new, Exactly):
            new = new.value if self._state.options.semantics == "exact" else None
        if isinstance(new, str):
            self._state.texts[keyword.value] = self._state.quoted(keyword.value, new)
        elif new is not None:
            value = ast.unparse(keyword.value)
            write = f": write `{new.text}`" if isinstance(new, Code) and not new.helpers else ""
            text = f"Keras 3 reads `{value}` differently as `{new_name}=`{write}."
            self._state.report.action(keyword, rule.name, text)
