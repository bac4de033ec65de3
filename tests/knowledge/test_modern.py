"""The knowledge against the installed Keras 3."""

from __future__ import annotations

import ast
import inspect
import re
from types import ModuleType
from typing import Any

import pytest

from migrator.knowledge import KERAS_1
from migrator.knowledge.api3 import MODERN
from migrator.knowledge.keras2.custom import SET_ANEW
from migrator.knowledge.shared import NAMED_IN_TENSORFLOW
from migrator.knowledge.strictness import SINGLE, UNASKED
from migrator.rules import Code, Combine, Drop, Exactly, Gone, Into, Rule, Switch, To

from .modern import exists, resolve, signature
from .parts import (
    INSTALLED,
    arguments,
    codes,
    defaults,
    fates,
    gone,
    helpers,
    new_name,
    written,
)

_KERAS_NAME = re.compile(r"(?<![\w.])keras(?:\.[a-zA-Z_]\w*)+")
_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


pytestmark = pytest.mark.usefixtures("keras")


def test_targets_exist() -> None:
    names = {to.name for _, to in INSTALLED if not to.helpers}
    assert {name for name in names if not exists(name)} == set()


def test_what_stays_the_same_exists() -> None:
    assert {name for name in KERAS_1.same if not exists(name)} == set()


def test_a_model_that_is_made_cannot_be_changed(keras: ModuleType) -> None:
    """What the actions for `model.layers.pop()` and `model.outputs = ...` say."""
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2), keras.layers.Dense(1)])
    model.layers.pop()
    assert len(model.layers) == 2
    for name in ("layers", "inputs", "outputs"):
        with pytest.raises(AttributeError):
            setattr(model, name, [])
    shorter = keras.models.Model(model.inputs, model.layers[-2].output)
    model.pop()
    assert [layer.name for layer in shorter.layers[1:]] == [layer.name for layer in model.layers]


def test_new_arguments_are_accepted() -> None:
    wrong = [
        (rule.name, to.name, sorted(unknown))
        for rule, to in INSTALLED
        if not to.helpers and (unknown := written(rule, to) - set(signature(to.name)))
    ]
    assert wrong == []


def test_positional_parameters_have_their_places() -> None:
    for rule, to in INSTALLED:
        if not to.helpers:
            real = [n for n, p in signature(to.name).items() if p.kind in _POSITIONAL]
            assert tuple(real[: len(to.positional)]) == to.positional, rule.name


def test_what_is_required_is_written() -> None:
    for rule, to in INSTALLED:
        if to.helpers or to.on or arguments(rule.was).vararg:
            continue
        required = {
            n
            for n, p in signature(to.name).items()
            if p.default is inspect.Parameter.empty and p.kind in _POSITIONAL
        }
        always = {new_name(old, to) for old in _without_default(rule)} | {*to.add}
        always |= {new_name(old, to) for old in to.require}
        always |= {new_name(rule.becomes.on, to)} if isinstance(rule.becomes, Switch) else set()
        always |= {
            fate if isinstance(fate, str) else getattr(fate, "name", "")
            for key, fate in to.args.items()
            if isinstance(key, tuple) and set(key) <= _without_default(rule)
        }
        assert required - always == set(), rule.name


def _without_default(rule: Rule) -> set[str]:
    return {a.arg for a in arguments(rule.was).args} - set(defaults(rule.was))


def test_defaults_that_moved_are_answered() -> None:
    silent, idle = [], []
    for rule, to in INSTALLED:
        if to.helpers:
            continue
        for old, text in defaults(rule.was).items():
            if isinstance(rule.becomes, Switch) and old == rule.becomes.on:
                continue
            answered = old in {*to.pin, *to.require, *to.accept}
            moved = _moved(old, text, to)
            if moved and not answered:
                silent.append((rule.name, old, text, moved))
            if answered and not moved:
                idle.append((rule.name, old))
    assert (silent, idle) == ([], [])


def _moved(old: str, text: str, to: To) -> str:
    """Return the new default as text if it is another one than the old."""
    name = _combined(old, to) or new_name(old, to)
    fate = fates(to).get(old)
    value = _literal(text)
    if isinstance(fate, Into) and isinstance(value, str | int | float | bool | None):
        meant = fate.values.get(value, value)
        meant = meant.value if isinstance(meant, Exactly) else meant
        if isinstance(meant, Drop | Gone):
            return ""
        if isinstance(meant, Code):
            return meant.text
        value = meant
    if name is None or name not in signature(to.name):
        return ""
    new = signature(to.name)[name].default
    return "" if _equal(value, new) else repr(new)


def _combined(old: str, to: To) -> str | None:
    for key, fate in to.args.items():
        if isinstance(fate, Combine) and key[0] == old:
            return fate.name
    return None


def _literal(text: str) -> Any:  # noqa: ANN401
    try:
        return ast.literal_eval(text)
    except ValueError:
        return text


def _equal(old: Any, new: Any) -> bool:  # noqa: ANN401
    if isinstance(old, list | tuple) and isinstance(new, list | tuple):
        return list(old) == list(new)
    return bool(old == new) and isinstance(old, bool) == isinstance(new, bool)


def test_guidance_names_what_exists() -> None:
    missing = set()
    for rule, text in gone():
        assert text.instead.endswith("."), rule.name
        missing |= {n for n in _KERAS_NAME.findall(text.instead) if not exists(n)}
    assert missing == set()


def test_a_layer_sets_anew_what_is_recorded_and_leaves_the_rest(keras: ModuleType) -> None:
    kept = {"factor": 3, "name_of_mine": "x", "sizes": [1, 2], "stateful": True}

    class Own(keras.layers.Layer):  # type: ignore[name-defined, misc]
        def __init__(self) -> None:
            for name, value in {**kept, **dict.fromkeys(SET_ANEW, "mine")}.items():
                setattr(self, name, value)
            self.inner = keras.layers.Dense(2)
            super().__init__()

    own = Own()
    assert {name: getattr(own, name) for name in kept} == kept
    assert "mine" not in {getattr(own, name) for name in SET_ANEW}
    own.inner.build((1, 3))
    assert len(own.trainable_weights) == 2


def test_the_copy_of_tensorflow_names_some_symbols_otherwise() -> None:
    for name, there in NAMED_IN_TENSORFLOW.items():
        assert exists(f"tensorflow.{there}"), there
        assert not exists(f"tensorflow.{name}"), name


def test_nothing_else_is_missing_there() -> None:
    ours = {name for name in MODERN if name.startswith("keras.") and exists(name)}
    missing = {name for name in ours if not exists(f"tensorflow.{name}")}
    of_files = {"KerasFileEditor", "load_weights", "save_weights"}  # nothing becomes these
    gone = {"keras.saving", *(f"keras.saving.{name}" for name in of_files)}
    assert missing - NAMED_IN_TENSORFLOW.keys() == gone


def test_code_evaluates(keras: ModuleType) -> None:
    names: dict[str, Any] = {"keras": keras, **_defined(keras)}
    for rule, code in codes():
        text = code.text
        for old in re.findall(r"\{(\w+)\}", text):
            text = text.replace("{" + old + "}", "0.5")
        try:
            eval(text, dict(names))  # noqa: S307 - our own text
        except Exception as error:  # noqa: BLE001
            pytest.fail(f"{rule.name}: {text}: {error}")


def _defined(keras: ModuleType) -> dict[str, Any]:
    names: dict[str, Any] = {"keras": keras}
    for helper in helpers().values():
        exec(helper.source, names)  # noqa: S102 - our own text
    return {name: names[name] for name in helpers()}


def test_helpers_are_known_again_by_their_docstrings() -> None:
    for helper in helpers().values():
        (definition,) = ast.parse(helper.source).body
        assert isinstance(definition, ast.FunctionDef | ast.ClassDef)
        assert helper.docstring == ast.get_docstring(definition)
        assert helper.docstring


def test_helpers_compute_what_keras_1_did(keras: ModuleType) -> None:
    found = _defined(keras)
    numpy = resolve("numpy")
    a, b = numpy.array([[3.0, 4.0]]), numpy.array([[4.0, 3.0]], "float32")  # labels of any type
    assert float(found["hard_sigmoid"](keras.ops.convert_to_tensor(1.0))) == pytest.approx(0.7)
    assert float(found["TimeDecay"](0.1, 0.5)(1)) == pytest.approx(0.05)
    assert float(found["cosine_proximity"](a, b)[0]) == pytest.approx(-0.48)
    zeros, half = numpy.zeros((1, 2), "int64"), numpy.full((1, 2), 0.5, "float32")
    assert float(found["hinge"](zeros, half)[0]) == pytest.approx(1.0)
    assert float(found["squared_hinge"](-half, half)[0]) == pytest.approx(1.5625)


def test_modern_names_are_keras_own(keras: ModuleType) -> None:
    if keras.__version__ != "3.15.1":
        pytest.skip("the list was made from Keras 3.15.1")
    assert {name for name in KERAS_1.modern if not exists(name)} == set()
    modules = [n for n in KERAS_1.modern if inspect.ismodule(resolve(n))]
    for module in modules:
        public = {n for n in vars(resolve(module)) if not n.startswith("_")}
        unlisted = {f"{module}.{n}" for n in public} - KERAS_1.modern
        assert unlisted <= {"keras.src", "keras.api", "keras.os"}, module


def test_layers_of_one_output_tell_their_shape(keras: ModuleType) -> None:
    layer = keras.layers.Layer
    for name in SINGLE - {"ThresholdedReLU"}:
        kind = getattr(keras.layers, name)
        specified = kind.compute_output_spec is not layer.compute_output_spec
        assert (name in UNASKED) == specified, name
        assert specified or kind.compute_output_shape is not layer.compute_output_shape, name
