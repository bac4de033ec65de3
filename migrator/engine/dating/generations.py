"""Which releases of Keras 2 or TensorFlow? Between them, defaults moved without a sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from operator import itemgetter

from migrator.engine.dating.between import between
from migrator.engine.dating.logs import LOGGED, asked_for, logged_before
from migrator.engine.reading.names import Names
from migrator.engine.reading.written import is_helper
from migrator.facts import Pinned
from migrator.findings import Verdict
from migrator.options import Options
from migrator.rules import Library

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


def family_of(
    verdict: Verdict, names: Names, options: Options, library: Library
) -> tuple[str, Verdict]:
    """Return the family of releases (`Knowledge.release`) that a dialect is of in this file.

    The verdict is returned with what tells of the later family, or of TensorFlow 1.
    """
    family = _FAMILIES.get(verdict.value or "", "")
    pinned = options.pinned
    told: Iterator[str] = iter(())
    if family == "2.2" and pinned is not None and not _leaves_open(pinned):
        family_told, told = _family_pinned(pinned), _said_by(pinned)
    elif family == "2.2" and family in library.by_release:
        words = _between(names, library)
        family_told, told = "2.3", chain(_of_2_3(names), words["2.3"])
        if later := next(chain(_of_2_4(names, library), words["tf.keras"]), ""):
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


def _between(names: Names, library: Library) -> dict[str, list[str]]:
    """Return what each family was the first to have, and Keras 3 has not."""
    found: dict[str, list[str]] = {"2.3": [], "tf.keras": []}
    for node, word, family in between(names, library):
        told = "came with TensorFlow's Keras" if family == "tf.keras" else "is of Keras 2.3"
        found[family].append(f"{node.lineno}: {word} {told}")
    return found


def _of_2_4(names: Names, library: Library) -> Iterator[str]:
    """Yield what the package keras had only as TensorFlow's copy, and no migration has written."""
    used = [(node.lineno, denoted.name, node) for node, denoted in names.denoting]
    bindings = (binding for found in names.module.bindings.values() for binding in found)
    imported = [(b.line, b.imported, None) for b in bindings if b.imported]
    since, written = library.since_tensorflow, library.by_release[_FAMILIES["keras2"]]
    for line, name, node in sorted([*used, *imported], key=itemgetter(0, 1)):
        if name in since or name.rpartition(".")[0] in since:
            above = names.ancestors(node) if node is not None else ()
            if not any(is_helper(each, written) for each in above):
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
    for node in asked_for(names, LOGGED):
        yield f"{node.lineno}: {node.value!r} is logged by Keras 2.3"


def _of_tensorflow_1(names: Names) -> Iterator[str]:
    """Yield what TensorFlow 2 no longer has."""
    for name, nodes in names.denoted.items():
        if f"{name}.".startswith(_TENSORFLOW_1):
            yield from (f"{node.lineno}: {name} is of TensorFlow 1" for node in nodes)
    for logged in logged_before(names):
        yield f"{logged.lineno}: {logged.value!r} was logged by TensorFlow 1"
