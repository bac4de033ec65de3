"""What holds for any Keras 1 program: here, thousands that nobody wrote.

The programs' meaning is compared by running both texts with stand-ins for Keras: those for Keras 1
bind a call to its signature, and say what it meant in Keras 3's words; those for Keras 3 say what
they were given.
"""

from __future__ import annotations

import ast
import inspect
import io
import tokenize
from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from migrator import Options, migrate

Said = dict[str, Any]
OPTIONS = Options(dialect="1", data_format="channels_last")
KEPT = (b"before = {'b': 1 }  # author's own\n", b"def  odd( a,b ):\n\treturn a  +b ;\n")


_FATES = (
    "init='glorot_uniform', activation=None, weights=None, {}W_regularizer=None, "
    "b_regularizer=None, activity_regularizer=None, W_constraint=None, b_constraint=None, bias=True"
)
_PLACES = "border_mode='valid', subsample=(1, 1), dim_ordering='tf', "
SIGNATURES = {
    "Convolution2D": f"nb_filter, nb_row, nb_col, {_FATES.format(_PLACES)}",
    "MaxPooling2D": "pool_size=(2, 2), strides=None, border_mode='valid', dim_ordering='tf'",
    "Dense": f"output_dim, {_FATES.format('')}",
    "Dropout": "p",
    "RepeatVector": "n",
}
ORDERING = {"tf": "channels_last", "th": "channels_first"}
MEANINGS: Mapping[str, Callable[[Said], Said]] = {
    "Convolution2D": lambda a: {
        "filters": a["nb_filter"],
        "kernel_size": (a["nb_row"], a["nb_col"]),
        "activation": a["activation"],
        "padding": a["border_mode"],
        "strides": a["subsample"],
        "data_format": ORDERING[a["dim_ordering"]],
        "use_bias": a["bias"],
    },
    "MaxPooling2D": lambda a: {
        "pool_size": a["pool_size"],
        "strides": a["strides"],
        "padding": a["border_mode"],
        "data_format": ORDERING[a["dim_ordering"]],
    },
    "Dense": lambda a: {
        "units": a["output_dim"],
        "activation": a["activation"],
        "use_bias": a["bias"],
    },
    "Dropout": lambda a: {"rate": a["p"]},
    "RepeatVector": lambda a: {"n": a["n"]},
}
BIND = {name: eval(f"lambda {taken}: locals()") for name, taken in SIGNATURES.items()}  # noqa: S307
MODERN: Mapping[str, tuple[str, Said]] = {
    "Conv2D": ("filters kernel_size", {"activation": None, "padding": "valid", "strides": (1, 1), "use_bias": True}),
    "MaxPooling2D": ("pool_size", {"pool_size": (2, 2), "strides": None, "padding": "valid"}),
    "Dense": ("units activation use_bias", {"activation": None, "use_bias": True}),
    "Dropout": ("rate", {}),
    "RepeatVector": ("n", {}),
}  # fmt: skip
VALUES: Mapping[str, st.SearchStrategy[str]] = {
    "bias": st.sampled_from(["True", "False"]),
    "activation": st.sampled_from(["'relu'", '"tanh"', "None"]),
    "border_mode": st.sampled_from(["'same'", '"valid"']),
    "subsample": st.sampled_from(["(2, 2)", "(1,  2)"]),
    "dim_ordering": st.sampled_from(["'tf'", '"th"']),
    "pool_size": st.sampled_from(["(2, 2)", "(3,3)"]),
    "strides": st.sampled_from(["(1, 1)", "None"]),
    "p": st.sampled_from(["0.5", ".25", "(.5)"]),
}
SIZES = st.sampled_from(["3", "16", "n", "2 * n", "size(4)", "(n)", "n if n else 1"])
GAPS = st.sampled_from(["", " ", "  ", "\n    ", "  # why\n    "])
GIVEN = ("init", "weights", "W_regularizer", "b_regularizer", "activity_regularizer")
SKIPPED = {*GIVEN, "W_constraint", "b_constraint"}  # other tests are about these


@st.composite
def calls(draw: st.DrawFn) -> str:
    """A call of a layer, with its arguments spelled in any of the ways that Python has."""
    name = draw(st.sampled_from(sorted(SIGNATURES)))
    parameters = list(inspect.signature(BIND[name]).parameters.values())
    required = [p.name for p in parameters if p.default is p.empty]
    optional = [p.name for p in parameters if p.default is not p.empty and p.name not in SKIPPED]
    positional = draw(st.integers(0, len(required)))
    chosen = draw(st.lists(st.sampled_from(optional), unique=True)) if optional else []
    named = draw(st.permutations([*required[positional:], *chosen]))
    arguments = [draw(VALUES.get(p, SIZES)) for p in required[:positional]]
    equals = draw(st.sampled_from(["=", " = "]))
    arguments += [f"{p}{equals}{draw(VALUES.get(p, SIZES))}" for p in named]
    written = [f"{draw(GAPS)}{argument}{draw(GAPS)}" for argument in arguments]
    end = draw(st.sampled_from(["", ",", "\n"])) if written else ""
    return f"{name}({','.join(written)}{end})"


@st.composite
def programs(draw: st.DrawFn) -> str:
    """A module that makes layers, alone and inside other expressions."""
    shapes = ["x = {}", "xs.append({})", "x = [{}, {}]", "d = {{'k': {}}}", "if n:\n    x = {}\n"]
    chosen = draw(st.lists(st.sampled_from(shapes), min_size=1, max_size=5))
    body = [s.format(*(draw(calls()) for _ in range(s.count("{}")))) for s in chosen]
    spelled = draw(st.sampled_from(["from", "star", "module"]))
    text = "\n".join(body)
    if spelled == "star":
        return f"from keras.layers import *\n{text}\n"
    if spelled == "from":
        return f"from keras.layers import {', '.join(sorted(SIGNATURES))}\n{text}\n"
    for name in SIGNATURES:
        text = text.replace(f"{name}(", f"layers.{name}(")
    return f"from keras import layers\n{text}\n"


class Stubs:
    """Runs a module without its imports, with a namespace of stand-ins."""

    def __init__(self, layers: Mapping[str, Callable[..., Said]]) -> None:
        self.made: list[Said] = []
        self._layers = {name: self._noting(name, make) for name, make in layers.items()}

    def _noting(self, name: str, make: Callable[..., Said]) -> Callable[..., None]:
        def call(*args: object, **kwargs: object) -> None:
            self.made.append({"layer": name, **make(*args, **kwargs)})

        return call

    def run(self, source: str) -> list[Said]:
        tree = ast.parse(source)
        tree.body = [s for s in tree.body if not isinstance(s, ast.Import | ast.ImportFrom)]
        spaces = type("layers", (), {k: staticmethod(v) for k, v in self._layers.items()})
        names = {**self._layers, "layers": spaces, "n": 5, "size": lambda k: k + 1, "xs": []}
        exec(compile(tree, "program", "exec"), names)  # noqa: S102 - made here
        return self.made


def legacy() -> Stubs:
    def meant(name: str) -> Callable[..., Said]:
        called = {"Convolution2D": "Conv2D"}.get(name, name)
        return lambda *a, **k: {**MEANINGS[name](BIND[name](*a, **k)), "layer": called}

    return Stubs({name: meant(name) for name in SIGNATURES})


def modern() -> Stubs:
    def bound(positional: str, defaults: Said) -> Callable[..., Said]:
        def call(*args: object, **kwargs: object) -> Said:
            taken = dict(zip(positional.split(), args, strict=False))
            assert not taken.keys() & kwargs.keys()
            return {**defaults, **taken, **kwargs}

        return call

    return Stubs({name: bound(*signature) for name, signature in MODERN.items()})


def comments(source: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return sorted(token.string for token in tokens if token.type == tokenize.COMMENT)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programs())
def test_a_migrated_program_means_what_it_meant(program: str) -> None:
    migrated = migrate(program, options=OPTIONS).source
    assert modern().run(migrated) == legacy().run(program)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programs())
def test_a_migrated_program_keeps_its_comments_and_is_migrated_once(program: str) -> None:
    first = migrate(program, options=OPTIONS)
    assert comments(first.source) == comments(program)
    again = migrate(first.source, options=OPTIONS)
    assert again.source == first.source
    assert not again.changes


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programs(), st.sampled_from([b"\n", b"\r\n"]))
def test_bytes_that_are_none_of_our_business_stay(program: str, newline: bytes) -> None:
    head, _, body = program.partition("\n")
    whole = b"".join((head.encode(), b"\n", KEPT[0], KEPT[1], body.encode(), KEPT[0]))
    migrated = migrate(whole.replace(b"\n", newline), options=OPTIONS).data
    assert (KEPT[0] + KEPT[1]).replace(b"\n", newline) in migrated
    assert migrated.endswith(KEPT[0].replace(b"\n", newline))
    assert migrated.count(b"\n") == migrated.count(newline)
