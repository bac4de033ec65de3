"""Which releases of Keras 2 or TensorFlow? Between them, defaults moved without a sign."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from migrator.engine.reading.names import Names
from migrator.facts import Pinned
from migrator.findings import Verdict
from migrator.options import Options

_FAMILIES = {"keras0": "1", "keras1": "1", "keras2": "2.2", "tf.keras": "tf.keras"}
_LATE = (2, 3)  # of standalone Keras: took over the defaults of tf.keras
_FIRST_OF_TENSORFLOW = (2, 4)  # from here on the package keras is what tensorflow.keras is
_KERAS_3 = (3,)
_TENSORFLOW_1 = (
    "tensorflow.Session.",
    "tensorflow.InteractiveSession.",
    "tensorflow.placeholder.",
    "tensorflow.ConfigProto.",
    "tensorflow.GPUOptions.",
    "tensorflow.app.",
    "tensorflow.contrib.",
    "tensorflow.flags.",
    "tensorflow.get_default_graph.",
    "tensorflow.get_variable.",
    "tensorflow.global_variables_initializer.",
    "tensorflow.logging.",
    "tensorflow.set_random_seed.",
)
_TENSORFLOW_2 = frozenset({"tensorflow.function", "tensorflow.random.set_seed"})
_LOGGED = frozenset({"accuracy", "val_accuracy"})  # up to 2.2, and in TensorFlow 1: "acc"
_LOGGED_BEFORE = frozenset({"acc", "val_acc"})


def family_of(
    verdict: Verdict, names: Names, options: Options, since_tensorflow: frozenset[str]
) -> tuple[str, Verdict]:
    """Return the family of releases (`Knowledge.release`) that a dialect is of in this file.

    The verdict is returned with what tells of the later family, or of TensorFlow 1.
    since_tensorflow: as in `Library`.
    """
    family = _FAMILIES.get(verdict.value or "", "")
    pinned = options.pinned
    told: Iterator[str] = iter(())
    if family == "2.2" and pinned is not None and not _leaves_open(pinned):
        family_told, told = _family_pinned(pinned), _said_by(pinned)
    elif family == "2.2":
        family_told, told = "2.3", _of_2_3(names)
        if later := next(_of_2_4(names, since_tensorflow), ""):
            family_told, told = "tf.keras", iter([later])
    elif family == "tf.keras":
        family_told, told = "tf.1", _of_tensorflow_1(names)
    sign = next(told, "")
    if not sign:
        return family, verdict
    if pinned is not None and pinned.place in verdict.evidence:
        return family_told, verdict
    return family_told, replace(verdict, evidence=(*verdict.evidence, sign))


def _leaves_open(pinned: Pinned) -> bool:
    """Whether requirements are met by releases of either family: `keras>=2.0`."""
    parts = (tuple(map(int, text.split("."))) for text in (pinned.release, pinned.before or "0"))
    since, before = parts
    return since < _LATE < before


def _family_pinned(pinned: Pinned) -> str:
    """Return the family of a file of Keras 2 by what is pinned."""
    release = tuple(int(part) for part in pinned.release.split(".")[:2] if part.isdigit())
    if release == _LATE:
        return "2.3"
    return "tf.keras" if _FIRST_OF_TENSORFLOW <= release < _KERAS_3 else _FAMILIES["keras2"]


def _said_by(pinned: Pinned) -> Iterator[str]:
    """Yield what the requirements say, where it is not what is supposed anyway."""
    if _family_pinned(pinned) != _FAMILIES["keras2"]:
        yield f"{pinned.place} asks for {pinned.asked}"


def _of_2_4(names: Names, since_tensorflow: frozenset[str]) -> Iterator[str]:
    """Yield what the package keras had only as TensorFlow's copy."""
    used = [(node.lineno, denoted.name) for node, denoted in names.denoting]
    bindings = (binding for found in names.module.bindings.values() for binding in found)
    imported = [(b.line, b.imported) for b in bindings if b.imported]
    for line, name in sorted(used + imported):
        if name in since_tensorflow or name.rpartition(".")[0] in since_tensorflow:
            yield f"{line}: {name} came with Keras 2.4, which is TensorFlow's"


def _of_2_3(names: Names) -> Iterator[str]:
    """Yield what only Keras 2.3 had."""
    for call in names.calls:
        denoted = names.denote(call.func)
        name = denoted.name if denoted is not None else ""
        module, _, last = name.rpartition(".")
        if module in {"keras.metrics", "keras.losses"} and last[:1].isupper():
            yield f"{call.lineno}: {name} is of Keras 2.3"
        if module == "keras.optimizers" and any(k.arg == "learning_rate" for k in call.keywords):
            yield f"{call.lineno}: {last}(learning_rate=) is of Keras 2.3"
    for node in _logged(names, _LOGGED):
        yield f"{node.lineno}: {node.value!r} is logged by Keras 2.3"


def _of_tensorflow_1(names: Names) -> Iterator[str]:
    """Yield what TensorFlow 2 no longer has."""
    for node, denoted in names.denoting:
        if f"{denoted.name}.".startswith(_TENSORFLOW_1):
            yield f"{node.lineno}: {denoted.name} is of TensorFlow 1"
    if not any(_logged(names, _LOGGED)) and not _has_functions(names):
        compiled = {node.value for node in _compiled(names)}
        long = "accuracy" in compiled and "acc" not in compiled
        for logged in _logged(names, _LOGGED_BEFORE) if long else ():
            yield f"{logged.lineno}: {logged.value!r} was logged by TensorFlow 1"


def _has_functions(names: Names) -> bool:
    """Whether a file uses what came with TensorFlow 2."""
    denoted = (names.denote(node) for node in names.mentions)
    return any(d is not None and d.name in _TENSORFLOW_2 for d in denoted)


def _logged(names: Names, wanted: frozenset[str]) -> Iterator[ast.Constant]:
    """Yield the names of what is logged where they are asked for, `metrics=` left out."""
    compiled = set(_compiled(names))
    for node in names.of(ast.Constant):
        if node in compiled or node.value not in wanted:
            continue
        parent = names.parents.get(node)
        if str(node.value).startswith("val_") or isinstance(parent, ast.Subscript):
            yield node


def _compiled(names: Names) -> Iterator[ast.Constant]:
    """Yield the strings in the calls that compile a model."""
    for call in names.calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "compile":
            for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
                yield from (n for n in ast.walk(argument) if isinstance(n, ast.Constant))
