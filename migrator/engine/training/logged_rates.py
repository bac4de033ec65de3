"""The learning rate, which callbacks log under another name now: `history.history['lr']`."""

from __future__ import annotations

import ast

from migrator.engine.state import FileState
from migrator.engine.training.log_tables import LogTables

_HISTORY = "keras.callbacks.History.history"
_SUPPOSED = "This supposes that a callback of Keras logged it, as ReduceLROnPlateau does."


class LoggedRates:
    """Respells where it is read; a file that logs it itself goes on as it did."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._tables = LogTables(state, state.variables)

    def decide(self) -> None:
        """Plan the edits."""
        rates = self._state.knowledge.rates
        quoted = [quote + name for name in rates for quote in "'\""]
        found = [(k, t) for k, t in self._tables.lookups(quoted) if k.value in rates]
        for key, table in found:
            if self._is_own(str(key.value)):
                return
            owner = "keras" if self._is_passed(table) else self._tables.owner(table)
            if owner in {"keras", "unknown"} and self._state.allows(_HISTORY, key):
                new = rates[str(key.value)]
                self._state.texts[key] = self._state.quoted(key, new)
                self._state.report.change(key, _HISTORY, f"{key.value!r} becomes {new!r}")
                if owner == "unknown":
                    self._state.report.notice(key, _HISTORY, _SUPPOSED)

    def _is_passed(self, table: ast.expr) -> bool:
        """Whether a dict is what Keras passes to `on_epoch_end` of a callback of the file."""
        binding = self._state.names.lookup(table)[0] if isinstance(table, ast.Name) else None
        function = binding.parameter if binding is not None else None
        if not isinstance(function, ast.FunctionDef) or function.name != "on_epoch_end":
            return False
        within = self._state.names.parents[function]
        base = self._state.receivers.base(within) if isinstance(within, ast.ClassDef) else None
        return (base or "").startswith("keras.callbacks.")

    def _is_own(self, name: str) -> bool:
        """Whether the file puts something under a name into a dict, which may be the log."""
        stored = (n for n in self._state.names.of(ast.Subscript) if isinstance(n.ctx, ast.Store))
        keys = [n.slice for n in stored]
        keys += [key for n in self._state.names.of(ast.Dict) for key in n.keys if key is not None]
        literal = any(isinstance(key, ast.Constant) and key.value == name for key in keys)
        return literal or any(_puts(call, name) for call in self._state.names.calls)


def _puts(call: ast.Call, name: str) -> bool:
    """Whether a call puts something under a name: `d.update(lr=...)`, `d.setdefault('lr', [])`."""
    match call:
        case ast.Call(func=ast.Attribute(attr="update"), keywords=given):
            return any(keyword.arg == name for keyword in given)
        case ast.Call(func=ast.Attribute(attr="setdefault"), args=[ast.Constant(value=key), _]):
            return bool(key == name)
    return False
