"""Definitions that a migrated file needs, written as its author would have."""

from __future__ import annotations

import ast

from migrator import migrate

CODE = 'from keras.layers import LSTM\n\nLSTM(output_dim=5, init="uniform", activation="tanh")\n'


def test_a_helper_has_the_quotes_of_the_file() -> None:
    after = migrate(CODE).source
    assert '@keras.saving.register_keras_serializable(package="keras1")' in after
    assert "Keras 1's hard sigmoid; Keras 3's own has another slope." in after
    ast.parse(after)


def test_a_helper_is_written_once() -> None:
    after = migrate(CODE + "LSTM(output_dim=6)\n").source
    assert after.count("def hard_sigmoid") == 1


def test_a_helper_gives_way_to_a_name_of_the_author() -> None:
    after = migrate("hard_sigmoid = 3\n" + CODE).source
    assert "def keras1_hard_sigmoid(x):" in after
    assert "recurrent_activation=keras1_hard_sigmoid" in after


def test_what_is_only_considered_leaves_nothing_behind() -> None:
    before = (
        "from mylib import make\nfrom keras.layers import Dense\n"
        "model = make()\nmodel.compile('sgd', 'hinge')\nDense(output_dim=3)\n"
    )
    migration = migrate(before)
    assert "def hinge" not in migration.source
    assert [f.severity for f in migration.findings] == ["action"]


def test_what_reaches_an_argument_through_a_parameter_is_said() -> None:
    before = (
        "from keras.layers import Dense\n"
        "def block(x, init, act='relu'):\n"
        "    return Dense(output_dim=3, init=init, activation=act)(x)\n"
        "block(x, 'he_normal')\nblock(x, init='uniform', act='hard_sigmoid')\n"
    )
    said = [finding.message for finding in migrate(before).findings]
    assert len(said) == 2
    assert all(any(value in text for text in said) for value in ("'he_normal'", "'hard_sigmoid'"))
