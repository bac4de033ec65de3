"""What a model logs is called otherwise now: 'acc' is 'accuracy', wherever the file reads it.

Followed are the names given to callbacks and to `compile`, also through variables, and the keys
of a training's history. A file that has a metric of its own of the old name keeps it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cached_property

from migrator.engine.calls.lists import elements_of
from migrator.engine.reading.literals import evaluate
from migrator.engine.reading.nodes import walk
from migrator.engine.reading.variables import Variable
from migrator.engine.state import FileState
from migrator.engine.training.log_tables import LogTables
from migrator.engine.training.metrics import undecided
from migrator.engine.training.name_lists import NameLists
from migrator.rules import Exactly, LogName

_HISTORY = "keras.callbacks.History.history"
_UNSEEN = (
    "This supposes that the model is compiled with `metrics=['accuracy']`, which is not in sight: "
    "Keras 3 logs a metric under the name that `compile` is given."
)
_COMPILE = "keras.models.Model.compile"
_UNDECIDED = "If this compiles a Keras model, write {!r}: the file reads it under that name now."
_UNSURE = "If `{0}` is an output of the model, Keras 3 logs its accuracy as {1!r}."
_SUPPOSED = "This supposes that it is the history of a Keras model."
_COMPUTED = "The key is made of {0!r}: Keras 3 logs it as {1!r}."
_FOREIGN = "If it is the history of a Keras model, Keras 3 calls the key {!r}."


class LoggedNames:
    """Respells the names of what is logged, once all calls are decided."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._variables = state.variables
        self._uses = [
            (r.name, node, u.fate)
            for _, r, u in state.uses
            if isinstance(u.fate, LogName)
            for node in (u.node, *_names_in(u.node))
        ]
        self._respelled: set[tuple[Variable | None, str]] = set()
        self._nodes = {node for _, node, _ in self._uses}
        self._lists = NameLists(state.names, state.variables)
        self._tables = LogTables(state, self._variables)
        old = "|".join(state.knowledge.logged) or "(?!)"
        self._logged = re.compile(rf"(val_)?(?:(\w+)_)?({old})")

    def decide(self) -> None:
        """Plan the edits, and say what they suppose."""
        if self._state.own_metric:
            return
        seen = any(self._compiled(node) for _, node, fate in self._uses if fate.defines)
        for rule, node, fate in self._uses:
            if isinstance(node, ast.Name):
                self._follow(node, rule, fate)
            elif isinstance(node, ast.Constant) and self._respell(node, rule) and not seen:
                self._state.report.notice(node, rule, _UNSEEN)
                seen = True
        for key, table in self._tables.lookups(self._state.knowledge.logged):
            self._key(key, table)
        for computed, part in self._tables.computed():
            new = self._new(part.value)[0] if isinstance(part.value, str) else ""
            if new and self._state.allows(_HISTORY, computed):
                self._state.report.action(computed, _HISTORY, _COMPUTED.format(part.value, new))
        for metric in undecided(self._state.names, self._state.knowledge, self._state.rules):
            new = self._state.knowledge.logged[metric.value]  # type: ignore[index]
            self._state.report.action(metric, _COMPILE, _UNDECIDED.format(new))

    def _compiled(self, node: ast.expr) -> bool:
        """Whether the metrics that a model is compiled with name one that is respelled."""
        known = {*self._state.knowledge.logged, *self._state.knowledge.logged.values()}
        parts = (p for value in self._variables.followed(node) for p in walk(value))
        return any(isinstance(p, ast.Constant) and p.value in known for p in parts)

    # -- names -------------------------------------------------------------------------------

    def _new(self, old: str) -> tuple[str, str]:
        """Return the new name, "" if it stays, and the output it is prefixed with."""
        match = self._logged.fullmatch(old)
        if match is None:
            return "", ""
        of, output, metric = match.groups(default="")
        prefix = f"{output}_" if output else ""
        if f"{prefix}{metric}" in self._functions or old in self._state.own_logs:
            return "", ""
        return f"{of}{prefix}{self._state.knowledge.logged[metric]}", output

    @cached_property
    def _functions(self) -> set[str]:
        """The functions of the file, and what it imports: metrics of its own may be among them."""
        names = self._state.names
        imported = (b for found in names.module.bindings.values() for b in found if b.imported)
        return {f.name for f in names.functions} | {b.name for b in imported}

    @cached_property
    def _outputs(self) -> set[str]:
        """What the layers of the file are named."""
        keywords = (k for call in self._state.names.calls for k in call.keywords)
        named = (k.value for k in keywords if k.arg == "name")
        return {str(v.value) for v in named if isinstance(v, ast.Constant)}

    def _respell(self, node: ast.Constant, rule: str) -> bool:
        """Respell one name, if it is one that changed; whether it was."""
        new, output = self._new(node.value) if isinstance(node.value, str) else ("", "")
        if not new or node in self._state.texts or not self._state.allows(rule, node):
            return False
        if output and output not in self._outputs:
            self._state.report.action(node, rule, _UNSURE.format(output, new))
            return False
        return self._write(node, rule, new)

    def _write(self, node: ast.Constant, rule: str, new: str) -> bool:
        if self._state.in_fstring(node):
            self._state.report.action(node, rule, f"Inside an f-string: write {new!r} here.")
            return False
        self._state.texts[node] = self._state.quoted(node, new)
        self._state.report.change(node, rule, f"{node.value!r} becomes {new!r}")
        return True

    # -- variables ---------------------------------------------------------------------------

    def _follow(self, node: ast.Name, rule: str, fate: LogName) -> None:
        """Respell what a variable holds, if it is read for nothing else."""
        variable = self._variables.of(node)
        if (variable, fate.name) in self._respelled:
            return
        values = self._values(variable, fate) if variable is not None else None
        constants = [c for value in values or [] for c in _constants(value)]
        changing = [c for c in constants if self._wanted(c, fate)]
        if variable is None or not values:
            self._unread(node, rule, fate)
        elif changing and not self._lists.is_for(variable, self._nodes):
            for constant in changing:
                new = self._wanted(constant, fate)
                self._state.report.action(
                    node, rule, f"`{node.id}` is {constant.value!r} here: Keras 3 wants {new!r}."
                )
        else:
            self._respelled.add((variable, fate.name))
            for constant in changing:
                new = self._wanted(constant, fate)
                if constant not in self._state.texts and self._state.allows(rule, constant):
                    self._write(constant, rule, new)

    def _wanted(self, node: ast.Constant, fate: LogName) -> str:
        """Return what a name becomes where it is given as an argument, "" if it stays."""
        if not isinstance(node.value, str):
            return ""
        if not fate.defines:
            return self._new(node.value)[0]
        new = fate.values.get(node.value)
        new = new.value if isinstance(new, Exactly) and self._exact else new
        return new if isinstance(new, str) else ""

    @property
    def _exact(self) -> bool:
        return self._state.options.semantics == "exact"

    def _values(self, variable: Variable, fate: LogName) -> list[ast.expr] | None:
        """Return what a variable holds: of what `compile` is given, all that it is made of."""
        return self._lists.made_of(variable) if fate.defines else self._variables.values(variable)

    def _unread(self, node: ast.Name, rule: str, fate: LogName) -> None:
        value = evaluate(node, self._state.names)
        new = "" if fate.defines or not isinstance(value, str) else self._new(value)[0]
        if new:
            self._state.report.action(
                node, rule, f"`{node.id}` may be {value!r} here: Keras 3 wants {new!r}."
            )

    # -- keys --------------------------------------------------------------------------------

    def _key(self, key: ast.Constant, table: ast.expr) -> None:
        if key in self._state.texts or not isinstance(key.value, str):
            return
        new = self._new(key.value)[0]
        owner = self._tables.owner(table) if new else None
        if owner is None or not self._state.allows(_HISTORY, key):
            return
        if owner == "foreign":
            self._state.report.action(key, _HISTORY, _FOREIGN.format(new))
        elif self._respell(key, _HISTORY) and owner == "unknown":
            self._state.report.notice(key, _HISTORY, _SUPPOSED)


def _constants(node: ast.expr) -> Iterator[ast.Constant]:
    """Yield the literals of a value, and those inside a list or dict of them."""
    return (part for part in _parts(node) if isinstance(part, ast.Constant))


def _names_in(node: ast.expr) -> Iterator[ast.Name]:
    """Yield the variables that are a part of a value: `metrics + more`, `more or None`."""
    return (part for part in _parts(node) if isinstance(part, ast.Name) and part is not node)


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    """Yield what a value may be made of, or a value of which nothing is told."""
    for part in elements_of(node):
        yield from _parts(part)
    if not elements_of(node):
        yield node
