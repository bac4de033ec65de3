"""What tells the ordering, strongest first; each decision says what it rests on."""

from __future__ import annotations

import pytest

from migrator import KerasJson, Migration, Options, migrate
from migrator.facts import Facts, Setting
from migrator.options import Experiment

HEAD = "from keras.layers import Convolution2D, Input, BatchNormalization, merge\n"
CONV = "Convolution2D(8, 3, 3)(x)\n"


def decided(source: str, **options: object) -> tuple[str | None, str]:
    migration = migrate(HEAD + source, options=Options(**options))  # type: ignore[arg-type]
    return migration.data_format.value, "; ".join(migration.data_format.evidence)


SHAPES = {
    "a literal": ("x = Input(shape=(3, 64, 64))\n", "channels_first"),
    "its last axis": ("x = Input((64, 64, 1))\n", "channels_last"),
    "names with values": ("c, h = 3, 64\nx = Input(shape=(c, h, h))\n", "channels_first"),
    "names alone": ("x = Input(shape=(nb_channels, rows, cols))\n", "channels_first"),
    "one number and names": ("x = Input(shape=(rows, cols, 3))\n", "channels_last"),
    "a reshape of the data": ("X = X.reshape(X.shape[0], 1, 28, 28)\n", "channels_first"),
    "a reshape to a tuple": ("X = X.reshape((n, 28, 28, 1))\n", "channels_last"),
    "a batch shape": (
        "m.add(Convolution2D(1, 3, 3, batch_input_shape=(9, 3, 64, 64)))\n",
        "channels_first",
    ),
    "a parameter's default": (
        "def f(shape=(3, 64, 64)):\n    return Input(shape=shape)\n",
        "channels_first",
    ),
    "a call site": (
        "def f(shape):\n    return Input(shape=shape)\nf((1, 64, 64))\n",
        "channels_first",
    ),
    "a call site by keyword": (
        "def f(a, shape):\n    return Input(shape=shape)\nf(1, shape=(64, 64, 3))\n",
        "channels_last",
    ),
    "a docstring": (
        "def f(s):\n    '''Build.\n\n    s: (nb_chs, nb_rows, nb_cols)\n    '''\n"
        "    return Input(shape=s)\n",
        "channels_first",
    ),
    "a normalisation axis": ("BatchNormalization(axis=1)\n", "channels_first"),
    "a merge axis": ("merge([a, b], mode='concat', concat_axis=3)\n", "channels_last"),
    "a shape over an axis": (
        "x = Input((64, 64, 3))\nBatchNormalization(axis=1)\n",
        "channels_last",
    ),
}


@pytest.mark.parametrize(("source", "value"), SHAPES.values(), ids=list(SHAPES))
def test_shapes_in_the_source_tell(source: str, value: str) -> None:
    assert decided(source + CONV)[0] == value


def test_the_call_itself_is_strongest() -> None:
    source = "Convolution2D(8, 3, 3, dim_ordering='th')(Input((64, 64, 3)))\n"
    assert "data_format='channels_first'" in migrate(HEAD + source).source


def test_a_setting_in_the_file_beats_the_option() -> None:
    source = "from keras import backend as K\nK.set_image_dim_ordering('th')\n" + CONV
    assert decided(source, data_format="channels_last")[0] == "channels_first"


def test_the_option_beats_a_keras_json() -> None:
    setting = KerasJson("th")
    assert decided(CONV, data_format="channels_last", keras_json=setting)[0] == "channels_last"


def test_a_keras_json_is_named() -> None:
    value, evidence = decided(CONV, keras_json=KerasJson("th", "conf/keras.json"))
    assert value == "channels_first"
    assert "conf/keras.json" in evidence


def test_theano_is_channels_first() -> None:
    source = "import os\nos.environ['KERAS_BACKEND'] = 'theano'\n" + CONV
    assert decided(source)[0] == "channels_first"


def conflicts(migration: Migration) -> list[str]:
    return [f.message for f in migration.findings if f.message.startswith("Conflicting")]


def test_a_conflict_is_reported_with_both_sides_and_nothing_is_guessed() -> None:
    source = HEAD + "a = Input((3, 64, 64))\nb = Input((64, 64, 3))\n" + CONV
    migration = migrate(source)
    assert migration.data_format.value is None
    assert "line 2" in conflicts(migration)[0]
    assert "line 3" in conflicts(migration)[0]
    assert "Convolution2D(8, 3, 3)(x)" in migration.source


def test_a_conflict_with_the_setting_names_the_error_it_causes() -> None:
    setting = KerasJson("tf", "keras.json")
    migration = migrate(
        HEAD + "x = Input((3, 64, 64))\n" + CONV, options=Options(keras_json=setting)
    )
    (message,) = conflicts(migration)
    assert "keras.json" in message
    assert "(3, 64, 64)" in message
    assert "Negative dimension size" in message


def test_no_evidence_is_the_default_of_the_release_and_is_said() -> None:
    migration = migrate(HEAD + CONV)
    assert migration.data_format.value == "channels_last"
    assert [f.severity for f in migration.findings] == ["notice"]
    zero = migrate(HEAD + CONV, options=Options(dialect="0"))
    assert zero.data_format.value == "channels_first"


class TestDynamic:
    ASKS = "from keras import backend as K\nif K.image_dim_ordering() == 'th': pass\n"

    def test_a_file_that_handles_both_gets_none(self) -> None:
        migration = migrate(HEAD + self.ASKS + CONV)
        assert migration.data_format.value == "dynamic"
        assert "data_format=" not in migration.source
        assert "if config.image_data_format() == 'channels_first': pass" in migration.source

    def test_the_answer_is_followed_into_variables_and_parameters(self) -> None:
        source = (
            "from keras import backend as K\n"
            "def f(order='tf'):\n    return 1 if order in ('th', 'other') else 3\n"
            "order = K.image_dim_ordering()\n"
            "f(order)\nf('th')\n{'th': 1}[order]\nprint('th')\n"
        )
        assert migrate(HEAD + source).source.partition("\n")[2] == (
            "from keras import config\n"
            "def f(order='channels_last'):\n"
            "    return 1 if order in ('channels_first', 'other') else 3\n"
            "order = config.image_data_format()\n"
            "f(order)\nf('channels_first')\n{'channels_first': 1}[order]\nprint('th')\n"
        )


TRIED = Experiment("channels_first", "built under Keras 1.2.2, it works with channels_first")


def test_an_experiment_decides_where_nothing_else_does() -> None:
    value, evidence = decided("def net(x):\n    return " + CONV, experiment=TRIED)
    assert value == "channels_first"
    assert evidence.startswith(TRIED.said)


def test_an_experiment_decides_where_evidence_conflicts_and_the_report_says_both() -> None:
    source = "x = Input(shape=(3, 64, 64))\n" + CONV
    json = KerasJson("tf", "keras.json")
    assert decided(source, keras_json=json)[0] is None
    migration = migrate(HEAD + source, options=Options(keras_json=json, experiment=TRIED))
    assert migration.data_format.value == "channels_first"
    assert "data_format='channels_first'" in migration.source
    (said,) = [f for f in migration.findings if f.rule == "data_format"]
    assert "keras.json" in said.message
    assert said.message.endswith(
        "Built under Keras 1.2.2, it works with channels_first: channels_first was taken."
    )


def test_an_experiment_that_tells_nothing_changes_nothing() -> None:
    both = Experiment(None, "it works with both orderings")
    value, evidence = decided("def net(x):\n    return " + CONV, experiment=both)
    assert value == "channels_last"
    assert evidence.startswith("it works with both orderings; no evidence")


def test_an_experiment_is_weaker_than_what_the_source_says() -> None:
    source = "x = Input(shape=(64, 64, 3))\n" + CONV
    assert decided(source, experiment=TRIED)[0] == "channels_last"


def test_what_another_file_of_the_program_sets_decides() -> None:
    setting = Setting("channels_first", "train.py:3: set_image_dim_ordering('th')")
    value, evidence = decided(CONV, facts=Facts(settings=(setting,)))
    assert (value, evidence) == ("channels_first", setting.place)


def test_files_that_set_different_orderings_decide_nothing() -> None:
    settings = (Setting("channels_first", "a.py:1"), Setting("channels_last", "b.py:1"))
    _, evidence = decided(CONV, facts=Facts(settings=settings))
    assert "a.py" not in evidence
    assert "b.py" not in evidence
