"""What is looked up in the configuration of a layer or an optimizer, under its old names."""

from __future__ import annotations

import ast

from migrator.engine.reading.receivers import ANY_LAYER
from migrator.engine.state import FileState
from migrator.rules import Gone, Remark

_LAYERS = "keras.layers."
_OPTIMIZERS = "keras.optimizers.Optimizer.get_config"
_RULE = "keras.layers.Layer.get_config"
_RENAMED = "Keras 3's layers have it in their configuration as {}."


class ConfigLookups:
    """Reports `layer.get_config()['border_mode']`, also through a name."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Look at every lookup by a name, if the file asks for a configuration at all."""
        if not any(getattr(call.func, "attr", "") == "get_config" for call in self._names.calls):
            return
        for node in self._names.of(ast.Subscript):
            self._look(node, node.value, node.slice)
        for call in self._names.calls:
            if isinstance(call.func, ast.Attribute) and call.func.attr == "get" and call.args:
                self._look(call, call.func.value, call.args[0])

    def _look(self, node: ast.expr, config: ast.expr, key: ast.expr) -> None:
        """Look at what is asked of something under a key."""
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            return
        owner = self._owner(config)
        rule = _OPTIMIZERS if owner.startswith("keras.optimizers.") else _RULE
        said = self._said(owner, key.value, rule) if owner else ""
        if not said or not self._state.allows(rule, node):
            return
        if isinstance(said, Gone):
            self._state.report.action(node, rule, said.instead)
        elif not self._state.in_fstring(key):
            self._state.texts[key] = self._state.quoted(key, said)
            self._state.report.change(node, rule, f"{key.value!r} becomes {said!r}")
        else:
            self._state.report.action(node, rule, f"Inside an f-string: write {said!r} here.")

    def _owner(self, node: ast.expr) -> str:
        """Return the class of what a configuration is of; "*" where it is not known."""
        made = self._names.held(node)
        func = made.func if isinstance(made, ast.Call) else None
        if not isinstance(func, ast.Attribute) or func.attr != "get_config":
            return ""
        if isinstance(func.value, ast.Call) and getattr(func.value.func, "id", "") == "super":
            return ""  # one that a class of the file adds to
        return self._state.receivers.infer(func.value) or "*"

    def _said(self, owner: str, key: str, rule: str) -> Gone | str:
        """Return the new key, or what to say of the old one; "" if it stays."""
        found = self._state.knowledge.keys.get(rule, {}).get(key, "")
        if rule == _OPTIMIZERS:
            return "" if isinstance(found, Remark) else found
        if isinstance(found, Gone):
            return found if owner == "*" or owner.startswith(_LAYERS) else ""
        classes = self._state.knowledge.kept_as.get(key, {})
        new = set(classes.values()) if owner == ANY_LAYER else {classes.get(owner, "")} - {""}
        named = " or ".join(f"`{name}`" for name in sorted(new))
        return Gone(_RENAMED.format(named)) if new else ""
