"""The knowledge against Keras 1.2.2's own source."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pytest

from migrator.engine.dating.editions import Edition
from migrator.engine.dating.releases import read
from migrator.engine.reading.names import Names
from migrator.engine.reading.signatures import Unbindable
from migrator.knowledge import KERAS_1, keras0
from migrator.rules import Gone, Method, Rule

from .legacy import Legacy, defaults_of, same_default
from .modern import exists
from .parts import TARGETS, arguments, methods

# Tensors and variables had what TensorFlow and Theano gave them; initializers were functions, and
# some methods of models are Keras 0's, which a file of Keras 1 may have still.
_OF_OTHERS = (
    "keras.KerasTensor.",
    "keras.TensorShape.",
    "keras.Variable.",
    "keras.initializers.Initializer.",
    "keras.models.Sequential.get_input",
    "keras.models.Sequential.get_output",
)
RECORDED = {*KERAS_1.by_name, *KERAS_1.same}


def test_old_signatures_are_those_of_the_source(legacy: Legacy) -> None:
    wrong = []
    for rule in KERAS_1.rules:
        if "(" not in rule.was or rule in keras0.KERAS_1 or rule.name.startswith(_OF_OTHERS):
            continue
        real = legacy.parameters(rule.name)
        if real is None or ast.unparse(arguments(rule.was)) != ast.unparse(real):
            wrong.append((rule.was, real and ast.unparse(real)))
    assert wrong == []


_OF_KERAS_0 = "keras.datasets.data_utils"


def test_other_names_are_of_the_same_symbol(legacy: Legacy) -> None:
    earlier = {rule.name for rule in keras0.KERAS_1}
    for rule in (rule for rule in KERAS_1.rules if rule.name not in earlier):
        for name in rule.also:
            assert legacy.definitions[name] is legacy.definitions[rule.name], name


def test_constants_are_no_functions(legacy: Legacy) -> None:
    earlier = {rule.name for rule in keras0.KERAS_1}
    for rule in KERAS_1.rules:
        if "(" not in rule.was and not isinstance(rule, Method) and rule.name not in earlier:
            assert rule.name in legacy.definitions, rule.name


def test_every_public_name_is_recorded(legacy: Legacy) -> None:
    unknown = {name for name in legacy.definitions if name.rpartition(".")[2][0] != "_"}
    assert unknown - RECORDED == set()


def test_every_public_method_of_models_and_layers_is_recorded(legacy: Legacy) -> None:
    missing = []
    for owner in ("keras.layers.Layer", "keras.models.Model", "keras.models.Sequential"):
        for name in sorted(legacy.methods(owner)):
            known = {m.owner for m in methods() if m.method == name}
            known |= {other for m in methods() if m.method == name for other in m.receiver}
            recorded = owner in known or f"{owner}.{name}" in KERAS_1.same
            if not recorded and not exists(f"{owner}.{name}"):
                missing.append(f"{owner}.{name}")
    assert missing == []


#: Parameters whose defaults moved between the releases of Keras 0 and 1, and why no pin is needed.
HARMLESS = {
    "activation": "'linear' is None",
    "dim_ordering": "what the file's data_format is decided from",
    "dtype": "floatx, written out",
    "beam_width": "nothing, where a beam is searched greedily",
    "filters": "the same characters",
    "interval": "how often a progress bar is drawn",
    "path": "where a data set is kept",
}


def _read_as(rule: Rule, dialect: str, edition: Edition) -> dict[str, str]:
    """Return the defaults that a call is taken to rely on in a file for some release."""
    for earlier in rule.earlier:
        if dialect in earlier.only:
            return defaults_of(arguments(earlier.was))
    moved = edition.defaults(rule).moved
    return {**defaults_of(arguments(rule.was)), **{n: repr(value) for n, value in moved.items()}}


@pytest.mark.parametrize("version", ["0.3.3", "1.0.8", "1.1.2", "1.2.2"])
def test_defaults_that_moved_within_keras_1_are_recorded(
    version: str, earlier: Callable[[str], Legacy]
) -> None:
    release = earlier(version)
    number = tuple(int(part) for part in version.split("."))
    edition = Edition(since=number, until=(*number, 1))
    dialect = "keras0" if version.startswith("0.") else "keras1"
    wrong = []
    for rule in KERAS_1.rules:
        if "(" not in rule.was or rule in keras0.KERAS_1 or isinstance(rule.becomes, Gone):
            continue
        real, taken = defaults_of(release.parameters(rule.name)), _read_as(rule, dialect, edition)
        both = real.keys() & taken.keys() - HARMLESS.keys()
        differ = (name for name in both if not same_default(real[name], taken[name]))
        wrong += [(rule.name, name, real[name], taken[name]) for name in differ]
    assert wrong == []


@pytest.mark.parametrize("version", ["0.3.3", "1.0.8", "1.1.2", "1.2.2"])
def test_arguments_without_a_name_are_read_as_their_release_had_them(
    version: str, earlier: Callable[[str], Legacy]
) -> None:
    """All parameters of a symbol, as that release had it, are given by position."""
    release = earlier(version)
    number = tuple(int(part) for part in version.split("."))
    edition = Edition(since=number, until=(*number, 1))
    dialect = "keras0" if version.startswith("0.") else "keras1"
    wrong = []
    for rule in KERAS_1.rules:
        real = release.parameters(rule.name) if "(" in rule.was else None
        if real is None or rule in keras0.KERAS_1 or isinstance(rule.becomes, Gone):
            continue
        tree = ast.parse(f"f({', '.join(a.arg for a in real.args)})")
        call = next(n for n in ast.walk(tree) if isinstance(n, ast.Call))
        try:
            bound = read(call, rule, Names(tree, {}), dialect, {}, edition).bound.arguments
        except Unbindable:
            continue  # a person is told
        given = [rule.spellings.get(a.arg, a.arg) for a in real.args]
        taken = sorted(bound, key=lambda name: bound[name])
        if given != taken:
            wrong.append((rule.name, given, taken))
    assert wrong == []


def test_what_tells_a_release_is_what_that_release_had_first_or_no_longer(
    legacy: Legacy, earlier: Callable[[str], Legacy]
) -> None:
    last_before = {"1.1.0": "1.0.8", "1.2.0": "1.1.2"}  # that is at hand; of 1.0, all in all
    last_before |= dict.fromkeys(("1.0.0", "1.0.6", "1.0.7", "1.0.8"), "0.3.3")
    releases = {release: earlier(release) for release in last_before.values()}
    for name, since in KERAS_1.since.items():
        assert _has(legacy, name), name
        assert not _has(releases[last_before[since]], name), name
        assert since > "1.0.8" or _has(releases["1.0.8"], name), name
    before = releases["1.1.2"]
    for name in KERAS_1.until:
        assert _has(before, name), name
        assert not _has(legacy, name), name


def _has(release: Legacy, name: str) -> bool:
    """Whether a release had a symbol, or a parameter of one: `keras.layers.Dropout(seed`."""
    symbol, _, parameter = name.partition("(")
    if not parameter:
        return release.has(symbol)
    return parameter in defaults_of(release.parameters(symbol))


def test_arguments_that_have_a_fate_existed(legacy: Legacy) -> None:
    wrong = []
    for rule, to in TARGETS:
        if rule in keras0.KERAS_1:
            continue
        found = {a.arg for a in arguments(rule.was).args}
        named = {o for key in to.args for o in (key if isinstance(key, tuple) else (key,))}
        named |= {*to.pin, *to.require, *to.accept, *to.shape_from}
        named |= {name for name in (to.on, to.axis) if name}
        if isinstance(legacy.definitions.get(rule.name), ast.ClassDef):
            found |= legacy.keywords(rule.name)
        if rule.name == "keras.initializations.get":
            found |= {"dim_ordering", "name", "scale"}  # **kwargs, handed to the initializer
        if to.others:
            found |= set(defaults_of(legacy.parameters("keras.models.Sequential.fit")))
        if isinstance(rule, Method):
            found |= KERAS_1.ancient | {"accuracy", "nb_val_worker", "verbose"}  # **kwargs
        if named - found:
            wrong.append((rule.name, sorted(named - found)))
    assert wrong == []


def test_modules_and_exports_lead_to_what_is_recorded(legacy: Legacy) -> None:
    for module, home in KERAS_1.modules.items():
        known = module in legacy.trees or legacy.bindings(module.rpartition(".")[0])
        assert known or module == _OF_KERAS_0, module
        assert home in {*RECORDED, *legacy.trees}, module
    for module, names in KERAS_1.exports.items():
        for name in names:
            home = KERAS_1.canonical(f"{module}.{name}")
            assert name in legacy.bindings(module), f"{module}.{name}"
            assert home in {*RECORDED, *legacy.trees}, f"{module}.{name}"


def test_exports_are_complete(legacy: Legacy) -> None:
    for module in legacy.trees:
        for name, origin in legacy.bindings(module).items():
            if origin and name[0] != "_" and f"{module}.{name}" != origin:
                assert name in KERAS_1.exports.get(module, ()), f"{module}.{name}"


#: Releases that are recorded, and those that can be had here of which one had the same signature.
WITNESSES = {
    "0.3.3": ["0.3.3"],
    "1.0.1": ["0.3.3"],
    "1.0.2": ["0.3.3", "1.0.8"],
    "1.0.6": ["0.3.3"],
    "1.1.0": ["1.0.8"],
}


@pytest.mark.parametrize("release", WITNESSES)
def test_earlier_signatures_are_those_of_their_release(
    release: str, earlier: Callable[[str], Legacy]
) -> None:
    """Keras 0.1 is not among the releases that can be had here."""
    sources, wrong = [earlier(witness) for witness in WITNESSES[release]], []
    olds = [o.was for rule in KERAS_1.rules for o in rule.earlier if o.release == release]
    for was in olds + (_of_graphs() if release == "0.3.3" else []):
        found = [source.parameters(was.partition("(")[0]) for source in sources]
        real = [ast.unparse(parameters) for parameters in found if parameters is not None]
        if ast.unparse(arguments(was)) not in real:
            wrong.append((was, real))
    assert wrong == []


def _of_graphs() -> list[str]:
    """The methods of Keras 0's graphs: those that train, and those that build."""
    assert KERAS_1.graphs is not None
    training = [m.was for m in methods() if m in keras0.KERAS_1 and not isinstance(m.becomes, Gone)]
    return training + [
        f"keras.layers.containers.Graph.{was}" for was in KERAS_1.graphs.signatures.values()
    ]
