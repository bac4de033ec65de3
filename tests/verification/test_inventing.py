"""Arguments that are invented for functions that make a model. Nothing is run."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import pytest

from migrator.verification.inventing.calls import invented
from migrator.verification.script import command_line, invented_names

if TYPE_CHECKING:
    from migrator.verification.inventing.calls import Told


def first(source: str, told: Told | None = None, *, channels_first: bool = False) -> list[str]:
    """Return the likeliest call of each maker that is tried first."""
    outer, *_ = invented(source, told or {}, channels_first=channels_first)
    return [ways[0] for ways in outer]


@pytest.mark.parametrize(
    ("body", "parameter", "value"),
    [
        ("Dense(nb_classes)", "nb_classes", "3"),
        ("Input(shape=shape); Conv2D(8, 3)", "shape", "(64, 64, 3)"),
        ("Input(some); LSTM(8)", "some", "(16, 32)"),
        ("a, b, c, d = dims; Input(dims)", "dims", "(16, 64, 64, 3)"),
        ("Dense(8)(x)", "x", "Input((32,))"),
        ("Conv2D(8, 3)(inputs)", "inputs", "Input((64, 64, 3))"),
        ("[Dense(n) for n in sizes]", "sizes", "[8, 8]"),
        ("Dense(8, activation=how)", "how", "'relu'"),
        ("LSTM(8) if kind == 'lstm' else GRU(8)", "kind", "'lstm'"),
        ("Dense(8, name='fc' + tail)", "tail", "'a'"),
        ("LSTM(8) if kind.lower() == 'lstm' else GRU(8)", "kind", "'lstm'"),
        ("LSTM(8) if kind.startswith('lstm') else GRU(8)", "kind", "'lstm'"),
        ("UNITS[size]\nUNITS = {'small': 8, 'large': 16}", "size", "'small'"),
        ("depth in DEPTHS\nDEPTHS = [18, 34]", "depth", "18"),
        ("model.load_weights(path) if path else None", "path", "None"),
        ("Dense(config.units)", "config", "CONFIG"),
        ("Conv2D(8, 3)(x); side = size_shape[0], size_shape[1]", "size_shape", "[64, 64]"),
        ("Dense(output_shape)", "output_shape", "8"),
        ("Dense(8)", "use_bias", "True"),
        ("Dropout(drop_rate)", "drop_rate", "0.25"),
        ("Dense(whatever)", "whatever", "8"),
        ("inner(whatever)\ndef inner(n): Input(n)", "whatever", "(32,)"),
    ],
)
def test_what_is_done_with_a_parameter_and_its_name_tell_what_it_is(
    body: str, parameter: str, value: str
) -> None:
    assert first(f"def net({parameter}): Model(); {body}") == [f"net({value})"]


def test_pictures_are_tried_in_more_than_one_size_and_in_the_ordering_of_the_file() -> None:
    source = "def net(shape): Model(Input(shape)); Convolution2D(8, 3, 3)"
    outer, inner, *_ = invented(source, {}, channels_first=True)
    assert outer == (("net((3, 64, 64))", "net((3, 256, 256))", "net((3, 299, 299))"),)
    assert inner == ()


def test_what_is_told_somewhere_is_no_invention() -> None:
    source = """
SIDE = 7
classes = 5
def net(side, classes, depth, width): return Model()
def wide(width=11): pass
def main(data): return net(SIDE * 2, data.classes, depth=12, width=data.width)
"""
    assert first(source) == ["net(14, 5, 12, 11)"]
    told: Told = {"net": [(("28", "", "40"), {}), ((), {"side": "1"})]}
    assert first(source.replace("SIDE * 2", "data.side"), told) == ["net(28, 5, 40, 11)"]
    outer, *_ = invented(source, {}, channels_first=False)
    assert outer[0][-1] == "net(64, 3, 2, 64)"


def test_makers_that_others_call_are_tried_only_if_these_fail() -> None:
    source = """
def whole(n): return Model(part(n))
def part(n): return Sequential(Dense(n))
"""
    assert invented(source, {}, channels_first=False) == ((("whole(2)",),), (("part(2)",),), (), ())


def test_a_parameter_that_is_a_model_gets_that_of_the_function_named_so() -> None:
    source = """
def make_generator(size): return Sequential(Dense(size))
def gan(generator_model): return Model(generator_model.input, generator_model.output)
def other(critic): return Model(critic.input)
"""
    assert first(source) == ["make_generator(32)", "gan(make_generator(32))"]


def test_what_a_class_keeps_is_read_in_its_methods() -> None:
    source = """
class Net:
    def __init__(self, a): self.kept = a
    def build(self): return Model(Input(self.kept))
"""
    assert first(source) == ["Net((32,)).build()"]


def test_a_setting_is_what_the_name_says_that_it_is_asked_by() -> None:
    config = invented_names.setting("CONFIG")
    assert (config.model.layers, config.lr, config["optimizer"], config[0]) == (2, 0.01, "sgd", 8)
    assert not hasattr(config, "dtype")
    names = invented_names.Names({"MINE": 1})
    assert names["FEATURES"] == 32
    with pytest.raises(KeyError):
        names["MINE"]  # the file's own


def test_a_command_line_that_is_not_given_is_stood_in_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        argparse.ArgumentParser, "parse_known_args", argparse.ArgumentParser.parse_known_args
    )
    remarks: dict[str, None] = {}
    command_line.install(remarks)
    parser = argparse.ArgumentParser()
    parser.add_argument("data_path")
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--kind", choices=("lstm", "gru"), required=True)
    parser.add_argument("--rate", type=float, default=0.5)
    parser.add_argument("--epochs", type=int, required=True)
    monkeypatch.setattr("sys.argv", ["train.py"])
    found = vars(parser.parse_args())
    assert found == {
        "data_path": "stand-in",
        "sizes": [2],
        "kind": "lstm",
        "rate": 0.5,
        "epochs": 2,
    }
    assert "the command line lacks kind: 'lstm' stood in" in remarks
    commands = argparse.ArgumentParser().add_subparsers(dest="command")
    commands.add_parser("train").add_argument("folder")


def test_layers_that_a_file_defines_are_tried_alone() -> None:
    source = """
class Scale(Layer):
    def __init__(self, factor, **kwargs): pass
class Pool(Scale):
    def build(self, shape): self.input_spec = [InputSpec(ndim=5)]
class Attend(Layer):
    def call(self, x): assert len(x.shape) == 3
class My2D(MaxPooling2D):
    def __init__(self, **kwargs): pass
class Closed(Layer):
    def __init__(self): pass
class Other(Thing): pass
"""
    *_, found = invented(source, {}, channels_first=False)
    assert found == (
        (
            "Sequential([Scale(8, input_shape=(16, 32))])",
            "Sequential([Scale(8, input_shape=(64, 64, 3))])",
            "Sequential([Scale(8, input_shape=(32,))])",
        ),
        ("Sequential([Pool(8, input_shape=(16, 64, 64, 3))])",),
        ("Sequential([Attend(input_shape=(16, 32))])",),
        ("Sequential([My2D(input_shape=(64, 64, 3))])",),
    )


def test_models_that_are_classes_are_given_an_input() -> None:
    source = """
class Net(tf.keras.Model):
    def __init__(self, vocab_size): self.words = Embedding(vocab_size, 8)
    def call(self, inputs): return self.words(inputs)
class Trained(Model):
    def train_step(self, data): return {}
"""
    *_, models, _ = invented(source, {}, channels_first=False)
    assert models == (("Sequential([Input((32,)), Net(32)])",),)
