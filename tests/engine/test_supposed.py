"""A file that Keras 2 and 3 take alike is left, and what they compute otherwise is said."""

from __future__ import annotations

from migrator import migrate
from migrator.facts import Facts, Pinned
from migrator.options import Options

OPEN = "from keras.layers import LSTM\nx = LSTM(units=3)(x)\n"


def said(source: str, options: Options) -> list[str]:
    found = migrate(source, options=options)
    assert found.source == source
    return [finding.rule for finding in found.findings]


def test_it_is_said_where_nothing_tells_the_release() -> None:
    assert said(OPEN, Options()) == ["dialect"]


def test_requirements_of_keras_3_and_the_command_line_tell_it() -> None:
    pinned = Pinned("3.0", "requirements.txt:1")
    assert said(OPEN, Options(facts=Facts(pinned=pinned))) == []
    assert said(OPEN, Options(dialect="3")) == []


def test_requirements_of_keras_3_tell_that_a_file_is_not_of_keras_1() -> None:
    source = "from keras.layers import Dense\nx = Dense(3, input_dim=4)(x)\n"
    pinned = Pinned("3.10", "requirements.txt:1", "4")
    assert said(source, Options()) == ["dialect"]
    assert said(source, Options(facts=Facts(pinned=pinned))) == []


def test_what_both_compute_alike_needs_no_word() -> None:
    given = OPEN.replace("units=3", "units=3, recurrent_activation='sigmoid'")
    assert said(given, Options()) == []
