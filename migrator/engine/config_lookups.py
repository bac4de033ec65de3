"""What is looked up in the configuration of a layer, under the names that its arguments had."""

from __future__ import annotations

import ast

from migrator.engine.reading.receivers import ANY_LAYER
from migrator.engine.state import FileState
from migrator.rules import Gone

_LAYERS = "keras.layers."
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
            if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
                owner = self._owner(node.value)
                said = self._said(owner, node.slice.value) if owner else ""
                if said and self._state.allows(_RULE, node):
                    self._state.report.action(node, _RULE, said)

    def _owner(self, node: ast.expr) -> str:
        """Return the class of what a configuration is of; "*" where it is not known."""
        made = self._names.value(node) if isinstance(node, ast.Name) else node
        func = made.func if isinstance(made, ast.Call) else None
        if not isinstance(func, ast.Attribute) or func.attr != "get_config":
            return ""
        if isinstance(func.value, ast.Call) and getattr(func.value.func, "id", "") == "super":
            return ""  # one that a class of the file adds to
        return self._state.receivers.infer(func.value) or "*"

    def _said(self, owner: str, key: str) -> str:
        gone = self._state.knowledge.keys.get(_RULE, {}).get(key)
        if isinstance(gone, Gone):
            return gone.instead if owner == "*" or owner.startswith(_LAYERS) else ""
        classes = self._state.knowledge.kept_as.get(key, {})
        new = set(classes.values()) if owner == ANY_LAYER else {classes.get(owner, "")} - {""}
        return _RENAMED.format(" or ".join(f"`{name}`" for name in sorted(new))) if new else ""
