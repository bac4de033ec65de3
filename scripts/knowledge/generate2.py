"""Write what migrator/knowledge/keras2 has from the releases: signatures and exports.

The standalone releases are read with `ast`; tf.keras (as tf_keras) and Keras 3 are imported.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import os
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

from migrator.knowledge.keras2.families import TEMPLATES
from migrator.knowledge.keras2.modules import MODULES
from migrator.knowledge.keras2.templates import Attribute
from migrator.rules import Knowledge, outcomes
from migrator.verification import fetch
from scripts.knowledge.text import LINE, formatted, table
from tests.knowledge.legacy import Legacy

_STANDALONE = {"KERAS_2_2": ("2.0.9", "2.2.4"), "KERAS_2_3": ("2.3.1",)}
_CONSTANT = "="
_BEHIND_STARS = {  # what `*args, **kwargs` hides
    "keras.models.Model": "inputs=None, outputs=None, name=None, **kwargs",  # none: of a subclass
    "keras.engine.Network": "inputs, outputs, name=None, **kwargs",
}
_SAME_AS = {  # what took `*args, **kwargs` only to pass them on
    "keras.layers.Layer.add_variable": "keras.layers.Layer.add_weight",
}
_WRAPPED = 84  # of a signature that takes more than one line
_DEEPEST = 3  # dots in the name of a module that is anybody's
_BORROWED = "keras.preprocessing."  # 2.2.4 has it from a package of its own, as tf_keras has it
_SINCE_2_15 = {"adaptive_epsilon"}  # in tf_keras only: tf.keras never had it


def signatures() -> str:
    """Return the module of the signatures that the templates and their targets have."""
    names = sorted({t.name for t in TEMPLATES if not isinstance(t, Attribute)})
    targets = sorted({to.name for t in TEMPLATES for to in outcomes(t.becomes)})
    found: dict[str, dict[str, str]] = {}
    known: dict[str, str] = {}
    for release, versions in _STANDALONE.items():
        read = {n: s for v in versions for n, s in _from_source(v, names)}
        found[release] = {n: s for n, s in read.items() if known.get(n) != s}
        known |= read
    read = dict(_from_package("tf_keras", names))
    found["KERAS_2_2"] |= {n: s for n, s in read.items() if _is_hidden(n, known)}
    known |= found["KERAS_2_2"] | found["KERAS_2_3"]
    found["TF_KERAS"] = {n: s for n, s in read.items() if known.get(n) != s}
    copies = [name for name in targets if name.startswith("tensorflow.")]
    modern = [name for name in targets if not name.startswith("tensorflow.")]
    found["KERAS_3"] = {
        **dict(_from_package("keras", modern)),
        **dict(_from_package("tf_keras", copies)),
    }
    lines = [line for name, rows in found.items() for line in ("", *_dict(name, rows))]
    return formatted("\n".join([_HEAD, *lines[1:], ""]))


def _is_hidden(name: str, known: dict[str, str]) -> bool:
    """Whether the source does not say its parameters: `name_scope = tf.name_scope`."""
    return name.startswith(_BORROWED) or known.get(name) == _CONSTANT


_HEAD = '''\
"""The parameters of what is recorded here, in each release; "=" is a value that is not called.

Generated: KERAS_2_2 from Keras 2.0.9 and 2.2.4, KERAS_2_3 what is otherwise in 2.3.1, TF_KERAS
what is otherwise in tf.keras (as tf_keras 2.21 has it), KERAS_3 from Keras 3.15.1.
"""
'''


def _from_source(version: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    release = Legacy.read(fetch(version), Knowledge((), modules=MODULES).canonical)
    for name in names:
        if not release.has(name):
            continue
        parameters = release.parameters(name)
        text = _CONSTANT if parameters is None else ast.unparse(parameters)
        yield name, _BEHIND_STARS.get(name, text)


def _from_package(package: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    root = importlib.import_module(package)
    for name in names:
        thing, owner = _resolve(root, _SAME_AS.get(name, name))
        if thing is not None:
            text = _signature(thing, method=inspect.isclass(owner))
            yield name, _BEHIND_STARS.get(name, text)


def _resolve(root: ModuleType, name: str) -> tuple[Any, Any]:
    """Return what a name stands for, and what holds it; None if there is no such thing."""
    top, *parts = name.removeprefix("tensorflow.").split(".")
    if top != "keras":
        return None, None
    thing: Any = root
    owner: Any = None
    for part in parts:
        owner, thing = thing, getattr(thing, part, None)
        if thing is None:
            return None, None
    return thing, owner


def _signature(thing: Any, *, method: bool) -> str:  # noqa: ANN401 - whatever a package has
    if not callable(thing):
        return _CONSTANT
    function = thing.__init__ if inspect.isclass(thing) else thing
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return _CONSTANT
    bound = inspect.isclass(thing) or (method and parameters[:1] and parameters[0].name == "self")
    own = parameters[1 if bound else 0 :]
    return ", ".join(_parameter(p) for p in own if p.name not in _SINCE_2_15)


def _parameter(parameter: inspect.Parameter) -> str:
    kinds: dict[int, str] = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}
    stars = kinds.get(parameter.kind, "")
    if parameter.default is parameter.empty:
        return f"{stars}{parameter.name}"
    plain = isinstance(parameter.default, str | int | float | bool | tuple | list | None)
    default = repr(parameter.default) if plain else "None"
    return f"{parameter.name}={default}"


def _dict(title: str, rows: dict[str, str]) -> Iterator[str]:
    yield f"{title} = {{"
    for name in sorted(rows):
        line = f'    "{name}": "{rows[name]}",'
        if len(line) <= LINE:
            yield line
            continue
        yield f'    "{name}": ('
        yield from (f"        {part!r}" for part in _wrapped(rows[name]))
        yield "    ),"
    yield "}"


def _wrapped(text: str) -> Iterator[str]:
    words, line = text.split(" "), ""
    for word in words:
        if len(line) + len(word) > _WRAPPED:
            yield line
            line = ""
        line += f"{word} "
    yield line.removesuffix(" ")


def exports() -> str:
    """Return the module of what a star import of each public module of Keras 2 binds."""
    bound: dict[str, set[str]] = {}
    for version in ("2.0.9", "2.2.4", "2.3.1"):
        release = Legacy.read(fetch(version), Knowledge((), modules=MODULES).canonical)
        for module in release.trees:
            if "legacy" in module or module.endswith(("theano_backend", "cntk_backend")):
                continue
            names = {n for n, origin in release.bindings(module).items() if origin and n[0] != "_"}
            bound.setdefault(module, set()).update(names)
    for module, names in _public("tf_keras"):
        bound.setdefault(module, set()).update(names)
    return formatted("\n".join([_EXPORTS, *table("BOUND", bound), ""]))


_EXPORTS = '''\
"""What the modules of Keras 2 bound at their top level, in any of its releases or in tf.keras.

Generated from the sources of 2.0.9, 2.2.4 and 2.3.1, and from tf_keras.
"""
'''


def _public(package: str) -> Iterator[tuple[str, set[str]]]:
    root = importlib.import_module(package)
    todo = [("keras", root)]
    while todo:
        name, module = todo.pop()
        public = {n for n in vars(module) if not n.startswith("_") and n not in {"src", "protobuf"}}
        yield name, public
        for part in sorted(public):
            inner = getattr(module, part)
            if (
                inspect.ismodule(inner)
                and inner.__name__.startswith(f"{package}.")
                and name.count(".") < _DEEPEST
            ):
                todo.append((f"{name}.{part}", inner))
