"""TensorFlow itself, beside Keras: what TensorFlow 1 had, and 2, on which Keras 3 runs, has not."""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import Unknown, evaluate
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import is_call_of
from migrator.engine.reading.packages import inside_keras
from migrator.engine.state import FileState
from migrator.rules import Gone, Knowledge, outcomes

_PACKAGE = "tensorflow"
_BACKEND, _LENT = "keras.backend", "tf"
_GONE = (
    "TensorFlow 2, on which Keras 3 runs, has no `{}`: its `tf_upgrade_v2` knows what most of "
    "these names became."
)
_BESIDE = (
    "This is the Keras of TensorFlow, in a file that is for Keras 1 by its other words: nothing of "
    "it is migrated here. Migrate it in a file of its own, or with `--from tf.keras`."
)
_MISSED = ("AttributeError", "Exception", "ImportError")


class TensorFlowUses:
    """Reports what a person must write otherwise: sessions, placeholders, renamed functions."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._knowledge = state.knowledge

    def decide(self) -> None:
        """Look at every mention of what TensorFlow has."""
        self._say_its_keras()
        for written, chains in self._state.names.denoted.items():
            used = self._lent(written)
            for chain in chains if used.startswith(f"{_PACKAGE}.") else ():
                if chain not in self._state.handled:
                    self._look_at(chain, used)

    def _look_at(self, chain: ast.expr, used: str) -> None:
        name, instead = _gone(used, self._knowledge)
        if name and self._state.allows(name, chain) and not self._is_guarded(chain):
            self._state.report.action(chain, name, instead)
        self._look_at_arguments(chain, used)

    def _look_at_arguments(self, function: ast.expr, name: str) -> None:
        """Report arguments that TensorFlow 2 takes no more, `dim=`, or for something else."""
        call = self._state.names.parents[function]
        if not is_call_of(call, function):
            return
        given = {f"{name}({keyword.arg})": keyword.value for keyword in call.keywords}
        given |= {f"{name}({place})": argument for place, argument in enumerate(call.args)}
        for argument, value in given.items():
            gone = self._knowledge.beside.get(argument)
            if gone is None or self._is_harmless(value, gone) or self._is_guarded(call):
                continue
            if self._state.allows(name, call):
                self._state.report.action(value, name, gone.instead)

    def _is_harmless(self, value: ast.expr, gone: Gone) -> bool:
        known = evaluate(value, self._state.names)
        return not isinstance(known, Unknown) and known in gone.harmless

    def _say_its_keras(self) -> None:
        """Report, once, the Keras of TensorFlow in a file for a Keras that is older than that."""
        names = [name for name in self._state.names.denoted if name.startswith(f"{_PACKAGE}.")]
        for chain, denoted in self._state.names.denoting if names else ():
            ours = inside_keras(denoted.name) if denoted.name in names else ""
            known = self._knowledge.canonical(denoted.name).partition(".")[0] == "keras"
            if ours and not known and self._is_foreign(denoted.name, chain):
                self._state.report.action(chain, denoted.name, _BESIDE)
                return

    def _is_foreign(self, name: str, chain: ast.expr) -> bool:
        """Whether a symbol of it is to be reported: not one that a file was given for Keras's."""
        rules = self._knowledge.by_name.values()
        given = any(to.name == name for rule in rules for to in outcomes(rule.becomes))
        return not given and self._state.allows(name, chain)

    def _lent(self, name: str) -> str:
        """Return a name of TensorFlow as it is there, also where Keras lent it: `K.tf.image`."""
        if f".{_LENT}." not in name:
            return name
        canonical = self._knowledge.canonical(name)
        lent = canonical.startswith(f"{_BACKEND}.{_LENT}.")
        return _PACKAGE + canonical[len(f"{_BACKEND}.{_LENT}") :] if lent else name

    def _is_guarded(self, node: ast.AST) -> bool:
        """Whether the file asks for the release before, or goes on where a name is missing."""
        for above in self._state.names.ancestors(node):
            match above:
                case ast.If(test=test) | ast.IfExp(test=test):
                    asked = self._state.source.text(test)
                    if "version" in asked.lower() or "hasattr" in asked:
                        return True
                case ast.Try(handlers=handlers):
                    caught = (getattr(handler.type, "id", "") for handler in handlers)
                    if any(name in _MISSED for name in caught):
                        return True
        return False


def lacks(names: Names, knowledge: Knowledge) -> bool:
    """Whether a file names something that TensorFlow 2 has not, or not so."""
    used = (name for name in names.denoted if name.startswith(f"{_PACKAGE}."))
    return any(_gone(name, knowledge)[0] for name in used)


def _gone(name: str, knowledge: Knowledge) -> tuple[str, str]:
    """Return what of a name is gone, and what is to be said of it; or nothing."""
    if knowledge.canonical(name).partition(".")[0] == "keras":
        return "", ""
    parts = name.split(".")
    for end in range(len(parts), 1, -1):
        gone = knowledge.beside.get(".".join(parts[:end]))
        if gone is not None:
            return ".".join(parts[:end]), gone.instead
    missing = _missing(parts, knowledge)
    return missing, _GONE.format(missing) if missing else ""


def _missing(parts: list[str], knowledge: Knowledge) -> str:
    """Return the name up to the first part that its module does not have, if one is missing."""
    module = parts[0]
    for part in parts[1:]:
        names = knowledge.tensorflow.get(module)
        if names is None or part.startswith("_") or part == "python":  # a private package
            return ""
        module = f"{module}.{part}"
        if part not in names:
            return module
    return ""
