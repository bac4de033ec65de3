"""Dicts of which Keras makes an object: their keys are the arguments of its class."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.configurations import Configuration, configurations
from migrator.engine.reading.signatures import parse_signature
from migrator.engine.state import FileState
from migrator.rules import Combine, Drop, Into, Rule, To

_KEYS = (
    "Keras makes `{0}` of this: in Keras 3 it takes no {1}. Write the arguments as "
    "`kmigrate explain {2}` shows them, or make the object itself."
)
_MODULE = (
    "Keras 3 does not find the layer `{0}` by its name alone: give its `'module': 'keras.layers'`, "
    "too, and the arguments of today, or make the layer itself."
)
_DEFAULTS = (
    "Keras makes `{0}` of this, and leaves to it what had another default before Keras 3: give "
    "{1} as before, or make the object itself and have that migrated."
)


class Configurations:
    """Looks at what a file writes as the configuration of an object of Keras."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Respell keys that merely have another name now, and report the others."""
        for found in configurations(self._state.names):
            rule = found.rule(self._state.knowledge)
            to = rule.becomes if rule is not None else None
            if rule is None or not isinstance(to, To):
                continue
            if self._state.allows(rule.name, found.node):
                self._decide(found, rule, to)

    def _decide(self, found: Configuration, rule: Rule, to: To) -> None:
        if rule.name.startswith("keras.layers.") and not found.names_module:
            self._say(found, rule, _MODULE.format(found.class_name))
            return
        old = sorted(found.arguments.keys() & rule.legacy_keywords)
        renamed = {key: _new_name(key, found, rule, to) for key in old}
        kept = [key for key, new in renamed.items() if not new or not self._is_given(found.node)]
        if kept:
            keys = ", ".join(f"`{key}`" for key in kept)
            self._say(found, rule, _KEYS.format(found.class_name, keys, rule.name))
            return
        for key, new in renamed.items():
            node = found.arguments[key]
            self._state.texts[node] = self._state.quoted(node, new)
            self._state.report.change(node, rule.name, f"{key!r} becomes {new!r}")
        moved = [*_moved(found, rule, to), *to.pin_new]
        if moved and self._state.options.semantics == "exact":
            names = ", ".join(f"`{parameter}`" for parameter in moved)
            self._say(found, rule, _DEFAULTS.format(found.class_name, names))

    def _is_given(self, node: ast.Dict) -> bool:
        """Whether a dict is written where Keras is given it, and so read by nobody else."""
        names = self._state.names
        above = names.parents[node]
        call = names.parents[above] if isinstance(above, ast.keyword) else above
        if not isinstance(call, ast.Call):
            return False
        compiles = isinstance(call.func, ast.Attribute) and call.func.attr == "compile"
        return compiles or self._state.symbol(names.denote(call.func)).startswith("keras.")

    def _say(self, found: Configuration, rule: Rule, text: str) -> None:
        self._state.report.action(found.node, rule.name, text)


def _new_name(key: str, found: Configuration, rule: Rule, to: To) -> str:
    """Return the name of an argument today, "" if more than that has become of it."""
    meant = rule.spellings.get(key, key)
    group, fate = to.groups.get(meant, ((), to.args.get(meant, meant)))
    match fate:
        case str():
            return fate if not group else ""
        case Combine() if group[0] == meant and fate.unless[0] not in found.arguments:
            return fate.name
        case Into() if not fate.values and not fate.moved:
            return fate.name
    return ""


def _moved(found: Configuration, rule: Rule, to: To) -> Iterator[str]:
    """Yield the parameters that are left to their defaults, which are others now."""
    signature = parse_signature(rule.was)
    for old in to.pin:
        if old in found.arguments or old in to.pin_with:
            continue
        fate = to.args.get(old)
        default = ast.literal_eval(signature.default(old) or "None")
        means_the_same = isinstance(fate, Into) and isinstance(fate.values.get(default), Drop)
        if not means_the_same:
            yield _new_name(old, found, rule, to) or old
