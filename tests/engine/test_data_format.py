"""What tells the ordering, strongest first; each decision says what it rests on."""

from __future__ import annotations

import pytest

from migrator import KerasJson, Migration, Options, migrate
from migrator.facts import Facts, Pinned, Setting
from migrator.options import Experiment

HEAD = "from keras.layers import Convolution2D, Input, BatchNormalization, merge, Flatten\n"
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


def test_where_theano_runs_it_what_theano_did_otherwise_is_said() -> None:
    layer = "Convolution2D(8, 2, 2, border_mode='same')(x)\n"
    asked = "import os\nos.environ['KERAS_BACKEND'] = 'theano'\n"
    told = Facts(settings=(Setting("channels_first", "main.py:1", theano=True),))

    def is_said(source: str, facts: Facts | None = None) -> bool:
        findings = migrate(HEAD + source, options=Options(facts=facts)).findings
        return any(f.message.startswith("Theano padded 'same' equally") for f in findings)

    assert is_said(asked + layer)
    assert is_said(layer, told)
    assert not is_said(layer)


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

    def test_a_shape_that_the_file_does_not_choose_must_fit_what_keras_answers(self) -> None:
        migration = migrate(HEAD + self.ASKS + "x = Input((3, 64, 64))\n" + CONV)
        said = "The shape (3, 64, 64) is channels_first, and Keras 3 answers channels_last"
        assert [f.span.line for f in migration.findings if f.message.startswith(said)] == [4]

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


BACKEND = "from keras import backend as K\n"
SET = BACKEND + "K.set_image_dim_ordering({!r})\n"
FLATTEN = "Flatten()\n"
PINNED = "Flatten(data_format='channels_last')"


def test_settings_and_options_are_named_as_evidence() -> None:
    setting = SET.format("th") + CONV
    assert decided(setting) == ("channels_first", "3: K.set_image_dim_ordering('th')")
    assert decided(CONV, data_format="channels_last") == (
        *("channels_last", "--data-format channels_last"),
    )


def test_what_other_functions_are_given_is_no_setting() -> None:
    assert decided(BACKEND + "K.learning_phase('th')\nnet('th')\n" + CONV)[0] == "channels_last"


def test_a_file_that_sets_both_is_left_alone_and_told_so_at_the_last_setting() -> None:
    migration = migrate(HEAD + SET.format("th") + "K.set_image_dim_ordering('tf')\n" + CONV)
    said = {f.message: f.span.line for f in migration.findings}
    told = (
        "The file sets both orderings: line 3 sets channels_first; line 4 sets channels_last."
        " Keep one of them."
    )
    assert said[told] == 4
    assert CONV in migration.source


class TestFlatten:
    """Under a global channels_first, what flattens must say that its numbers are in order."""

    def test_is_pinned_where_the_file_may_set_channels_first(self) -> None:
        both = SET.format("th") + "K.set_image_dim_ordering('tf')\n"
        for setting in (SET.format("th"), both, BACKEND + "x = K.image_dim_ordering()\n"):
            assert PINNED in migrate(HEAD + setting + FLATTEN + CONV).source
        assert PINNED in migrate(HEAD + SET.format("th") + FLATTEN).source

    def test_is_not_where_it_sets_channels_last(self) -> None:
        assert FLATTEN in migrate(HEAD + SET.format("tf") + FLATTEN + CONV).source

    @pytest.mark.parametrize("convolution", ["", CONV])
    def test_is_pinned_where_another_file_sets_it(self, convolution: str) -> None:
        def after(ordering: str, *, theano: bool) -> str:
            facts = Facts(settings=(Setting(ordering, "a.py:1", theano=theano),))
            options = Options(dialect="1", facts=facts)
            return migrate(HEAD + FLATTEN + convolution, options=options).source

        assert PINNED in after("channels_first", theano=False)
        assert FLATTEN in after("channels_last", theano=False)

    def test_of_a_backend_that_only_calls_for_it_it_is_not(self) -> None:
        theano = Facts(settings=(Setting("channels_first", "a.py:1", theano=True),))
        options = Options(dialect="1", facts=theano)
        assert FLATTEN in migrate(HEAD + FLATTEN, options=options).source

    def test_is_pinned_where_an_experiment_shows_channels_first(self) -> None:
        net = HEAD + "def net(x):\n    return Flatten()(Convolution2D(8, 3, 3)(x))\n"
        assert PINNED in migrate(net, options=Options(experiment=TRIED)).source
        last = Experiment("channels_last", "it works")
        assert "Flatten()(" in migrate(net, options=Options(experiment=last)).source


def test_a_file_that_asks_is_told_to_handle_both() -> None:
    value, evidence = decided(TestDynamic.ASKS + CONV)
    assert (value, evidence) == (
        *("dynamic", "3: the file asks image_dim_ordering() and handles both"),
    )


def test_a_file_that_asks_only_to_print_it_does_not_handle_both() -> None:
    source = BACKEND + "print(K.image_dim_ordering())\nK.image_dim_ordering()\n"
    assert decided(source + CONV)[0] == "channels_last"
    assert decided(source + "show(K.image_dim_ordering())\n" + CONV)[0] == "dynamic"


def test_layers_that_all_name_theirs_decide_for_themselves() -> None:
    layer = "Convolution2D(8, 3, 3, dim_ordering='{}')(x)\n"
    th, tf = layer.format("th"), layer.format("tf")
    assert decided(th + th) == ("channels_first", "2: named by the layer; 3: named by the layer")
    assert decided(th + tf)[0] == "mixed"


def test_a_layer_that_names_the_default_names_none() -> None:
    source = "x = Input((3, 64, 64))\nConvolution2D(8, 3, 3, dim_ordering='default')(x)\n"
    value, evidence = decided(source)
    assert (value, evidence) == ("channels_first", "line 2: the shape (3, 64, 64)")


def test_the_layers_that_name_theirs_tell_of_the_others() -> None:
    named = "Convolution2D(8, 3, 3, dim_ordering='th')(x)\n"
    assert decided(named + CONV) == ("channels_first", "line 2: a layer names it")
    modern = "Convolution2D(8, 3, 3, data_format='channels_first')(x)\n"
    assert decided(modern + CONV, dialect="1") == ("channels_first", "line 2: a layer names it")


def test_the_release_that_a_project_pins_has_its_own_default() -> None:
    def said(release: str, **options: object) -> tuple[str | None, str]:
        pinned = Pinned(release, "requirements.txt:1")
        return decided(CONV, facts=Facts(pinned=pinned), **options)

    before, since = "Keras before 1.1", "Keras 1.1 and later"
    of = "no evidence: the default of {} (requirements.txt:1 pins {})".format
    assert said("1.0.3") == ("channels_first", of(before, "1.0.3"))
    assert said("1.2.0") == ("channels_last", of(since, "1.2.0"))
    assert said("1.2.0", dialect="0") == (
        *("channels_first", f"no evidence: the default of {before}"),
    )


MESSAGES = {
    "shapes that differ": (
        "a = Input((3, 64, 64))\nb = Input((64, 64, 3))\n" + CONV,
        {},
        "Conflicting evidence for data_format: line 2: the shape (3, 64, 64) is channels_first, but"
        " line 3: the shape (64, 64, 3) is channels_last. The layers it concerns were left alone:"
        " decide, and pass --data-format.",
    ),
    "shapes and a setting": (
        "a = Input((3, 64, 64))\n" + CONV,
        {"keras_json": KerasJson("tf", "keras.json")},
        'Conflicting evidence for data_format: keras.json: "image_dim_ordering": "tf" says'
        " channels_last, but line 2: the shape (3, 64, 64) is channels_first. Read as channels_last,"
        " each pooling shrinks the channel axis instead of the image, which is the cause of errors"
        ' such as "Negative dimension size caused by subtracting 2 from 1". The layers it concerns'
        " were left alone: correct the setting or the shape, or pass --data-format channels_first.",
    ),
    "shapes that differ, tried": (
        "a = Input((3, 64, 64))\nb = Input((64, 64, 3))\n" + CONV,
        {"experiment": Experiment("channels_first", "it works")},
        "Conflicting evidence for data_format: line 2: the shape (3, 64, 64) is channels_first, but"
        " line 3: the shape (64, 64, 3) is channels_last. It works: channels_first was taken.",
    ),
    "shapes and a setting, tried": (
        "a = Input((3, 64, 64))\n" + CONV,
        {
            "keras_json": KerasJson("tf", "keras.json"),
            "experiment": Experiment("channels_first", "it works"),
        },
        'Conflicting evidence for data_format: keras.json: "image_dim_ordering": "tf" says'
        " channels_last, but line 2: the shape (3, 64, 64) is channels_first. It works:"
        " channels_first was taken.",
    ),
    "nothing, tried": (
        CONV,
        {"experiment": Experiment("channels_first", "it works")},
        "Nothing in the file tells its data_format. It works: channels_first was taken.",
    ),
    "nothing": (
        CONV,
        {},
        "Nothing in the file tells its data_format: channels_last was assumed, the default of"
        " Keras 1.1 and later. If it ran with another image_dim_ordering, pass --data-format.",
    ),
}


@pytest.mark.parametrize(("source", "options", "message"), MESSAGES.values(), ids=list(MESSAGES))
def test_a_reader_is_told_what_the_evidence_is_and_what_to_do(
    source: str, options: dict[str, object], message: str
) -> None:
    findings = migrate(HEAD + source, options=Options(**options)).findings  # type: ignore[arg-type]
    assert message in [f.message for f in findings if f.rule == "data_format"]
