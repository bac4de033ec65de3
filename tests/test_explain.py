"""`kmigrate explain`: what there is to say of a symbol comes from its rule alone."""

from __future__ import annotations

import pytest

from migrator.errors import UsageError
from migrator.explain import explain, summary
from migrator.knowledge import KERAS_1
from migrator.rules import (
    Check,
    Code,
    Combine,
    Drop,
    Exactly,
    Gone,
    InputShape,
    Into,
    Knowledge,
    Method,
    Rule,
    Switch,
    To,
)
from migrator.symbols import matching

CONVOLUTION = Rule(
    "keras.layers.Convolution2D(nb_filter, nb_row, nb_col, init='glorot_uniform', "
    "dim_ordering='default', weights=None, name=None)",
    To(
        "keras.layers.Conv2D(filters, kernel_size)",
        {
            "nb_filter": "filters",
            ("nb_row", "nb_col"): "kernel_size",
            "init": Into("kernel_initializer", {"he": Exactly("he_normal", "another scale")}),
            "dim_ordering": Into("data_format", {"th": "channels_first", "default": Drop()}),
            "weights": Gone("Call `set_weights`."),
            "input_shape": InputShape("shape"),
        },
    ),
    also=("keras.layers.Conv2D",),
)
MERGE = Rule(
    "keras.layers.merge(inputs, mode='sum', axis=-1)",
    Switch(
        "mode",
        {"sum": To("keras.layers.add(inputs)", {"mode": Drop(), "axis": Drop("Not used.")})},
        otherwise=Gone("Write a Lambda."),
    ),
)
ADAM = Rule(
    "keras.optimizers.Adam(lr=0.001, decay=0.0, epsilon=1e-08)",
    To(
        "keras.optimizers.Adam",
        {
            ("lr", "decay"): Combine(
                "learning_rate", Code("Decay({lr}, {decay})"), unless=("decay", 0.0)
            )
        },
        pin=("epsilon",),
        pin_new={"amsgrad": False},
    ),
)
FIT = Method(
    "keras.models.Model.fit_generator(generator, nb_val=None)",
    To("keras.models.Model.fit(x)", {"generator": "x", "nb_val": Check("steps", "Divide.")}),
)
GRAPH = Rule("keras.models.Graph()", Gone("Write it with the functional API."))
SMALL = Knowledge(
    rules=(CONVOLUTION, MERGE, ADAM, FIT, GRAPH),
    modules={"keras.layers.convolutional": "keras.layers"},
    same=frozenset({"keras.layers.Flatten"}),
    modern=frozenset({"keras.layers.GroupNormalization"}),
)


def test_it_gives_both_signatures_and_the_fate_of_each_argument() -> None:
    text = explain("keras.layers.Convolution2D", SMALL)
    assert text.startswith(
        "keras.layers.Convolution2D(nb_filter, nb_row, nb_col, init='glorot_uniform',\n"
    )
    for line in (
        "  also keras.layers.Conv2D\n",
        "  becomes keras.layers.Conv2D(filters, kernel_size)\n",
        "    nb_filter       -> filters\n",
        "    nb_row, nb_col  -> kernel_size\n",
        "'he' becomes 'he_normal' (under --semantics exact)\n",
        "-> data_format: 'th' becomes 'channels_first'; 'default' is left out\n",
        "    weights         left out at its default; otherwise by hand. Call `set_weights`.\n",
        "    input_shape     -> the shape of an `Input` layer in front\n",
        "    name            the same\n",
    ):
        assert line in text


def test_it_shows_a_diff_that_was_really_made() -> None:
    text = explain("Convolution2D", SMALL)
    assert "    -Convolution2D(nb_filter, nb_row, nb_col, init='glorot_uniform'" in text
    assert "    +Conv2D(nb_filter, (nb_row, nb_col), kernel_initializer='glorot_uniform'" in text


def test_it_shows_what_depends_on_an_argument() -> None:
    text = explain("merge", SMALL)
    assert "  with mode='sum'\n  becomes keras.layers.add(inputs)\n" in text
    assert "    axis    left out. Not used.\n" in text
    assert "    mode    left out\n" in text
    assert "  otherwise: no equivalent. Write a Lambda.\n" in text


def test_it_says_what_becomes_of_an_argument_that_keras_3_has_not() -> None:
    told = " ".join(explain("BatchNormalization", KERAS_1).split())
    assert "mode 0 is left out; 1 by hand (" in told


def test_it_names_the_defaults_that_are_written_out() -> None:
    text = explain("Adam", SMALL)
    assert "lr, decay  -> learning_rate; unless decay is 0.0, as Decay({lr}, {decay})\n" in text
    assert "written out: epsilon=1e-08 where the call relied on it, as Keras 3 differs\n" in text
    assert "written out: amsgrad=False, as Keras 3 differs\n" in text


def test_a_method_is_known_by_its_bare_name() -> None:
    assert "    nb_val     -> steps. Divide.\n" in explain("fit_generator", SMALL)


def test_a_symbol_without_an_equivalent_says_what_to_do() -> None:
    assert explain("Graph", SMALL) == (
        "keras.models.Graph()\n  has no equivalent in Keras 3. Write it with the functional API.\n"
    )


@pytest.mark.parametrize("name", ["Flatten", "GroupNormalization"])
def test_a_symbol_that_stays_is_said_to_stay(name: str) -> None:
    full = f"keras.layers.{name}"
    assert "nothing changes" in explain(full, SMALL)


@pytest.mark.parametrize(
    "name",
    [
        "keras.layers.Convolution2D",
        "keras.layers.convolutional.Convolution2D",
        "layers.Convolution2D",
        "Convolution2D",
        "keras.layers.Conv2D",
        "Conv2D",
    ],
)
def test_a_symbol_may_be_named_by_any_path_to_it(name: str) -> None:
    assert explain(name, SMALL).startswith("keras.layers.Convolution2D(")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("keras.layers.Convolution2d", "Did you mean 'keras.layers.Convolution2D'?"),
        ("keras.layer.merge", "Did you mean 'keras.layers.merge'?"),
        ("Convolution", "Did you mean 'keras.layers.Convolution2D'?"),
        ("qqqq", "`kmigrate rules` lists them all."),
    ],
)
def test_an_unknown_symbol_is_met_with_the_nearest(name: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        explain(name, SMALL)
    assert said in str(error.value)


def test_a_short_name_of_several_symbols_is_refused() -> None:
    twice = Knowledge(rules=(Rule("keras.a.x()", Gone("")), Rule("keras.b.x()", Gone(""))))
    with pytest.raises(UsageError, match=r"can be any of keras\.a\.x, keras\.b\.x"):
        explain("x", twice)


def test_every_rule_can_be_explained() -> None:
    for rule in KERAS_1.rules:
        assert explain(rule.name, KERAS_1).startswith(rule.name)
        assert summary(rule).startswith(rule.name)
        assert "\n" not in summary(rule)


def test_what_tensorflow_1_had_can_be_explained_and_ignored() -> None:
    assert "Nothing is fed" in explain("tensorflow.placeholder", KERAS_1)
    assert matching(["tensorflow.*"], KERAS_1) == ("tensorflow.*",)
