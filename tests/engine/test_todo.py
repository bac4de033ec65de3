"""`--todo`: where the comments stand, and how long they stay."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent
from typing import TypeAlias

import pytest

from migrator import Options
from migrator import migrate as real
from migrator.engine import Migration
from migrator.engine.reading.logical_lines import LogicalLines

Migrate: TypeAlias = Callable[..., Migration]

LEGACY = """\
from keras.layers import Lost, Old


def build(x):
    a = Lost(3)(x)
    return Old(1, 2, 3)(a)
"""
MIGRATED = """\
from keras.layers import Lost, New


def build(x):
    # TODO(kmigrate): Write it yourself. [keras.layers.Lost 8b72d0]
    a = Lost(3)(x)
    return New(1, (2, 3))(a)
"""


@pytest.fixture
def todo(migrate: Migrate) -> Callable[[str], str]:
    return lambda source: migrate(source, todo=True).source


def test_a_comment_stands_above_the_line_to_change(migrate: Migrate) -> None:
    migration = migrate(LEGACY, todo=True)
    assert migration.source == MIGRATED
    assert [(change.rule, change.span.line) for change in migration.changes] == [
        ("kmigrate.todo", 5),
        ("keras.layers.Old", 6),
    ]


def test_without_the_option_there_is_none(migrate: Migrate) -> None:
    assert "TODO" not in migrate(LEGACY).source


def test_it_is_not_written_twice(todo: Callable[[str], str], migrate: Migrate) -> None:
    assert todo(MIGRATED) == MIGRATED
    assert not migrate(MIGRATED, todo=True).changed


def test_it_stays_although_the_file_reads_as_keras_3_now(migrate: Migrate) -> None:
    line = "x = New(1, 2)\n"
    comment = f"# TODO(kmigrate): Look. [keras.layers.Old {LogicalLines(line).fingerprint(1)}]\n"
    modern = f"from keras.layers import New\n\n{comment}{line}"
    again = migrate(modern, todo=True, dialect="auto")
    assert again.dialect.value not in {"keras0", "keras1"}
    assert again.source == modern


def test_it_goes_when_the_line_is_changed(migrate: Migrate) -> None:
    fixed = MIGRATED.replace("Lost(3)(x)", "mine(x)").replace("Lost, New", "New")
    migration = migrate(fixed, todo=True)
    assert "TODO" not in migration.source
    (change,) = migration.changes
    assert (change.span.line, change.rule) == (5, "kmigrate.todo")


def test_it_goes_when_nothing_is_left_of_keras(todo: Callable[[str], str]) -> None:
    text = "# TODO(kmigrate): Write it yourself. [keras.layers.Lost 8b72d0]\nx = 1\n"
    assert todo(text) == "x = 1\n"
    assert todo("x = 1\n" + text.partition("\n")[0]) == "x = 1\n"


def test_it_stays_without_the_option(migrate: Migrate) -> None:
    fixed = MIGRATED.replace("Lost(3)(x)", "mine(x)").replace("Lost, New", "New")
    assert migrate(fixed).source == fixed


def test_formatting_is_no_change(todo: Callable[[str], str]) -> None:
    one_line = todo("from keras.layers import Lost\n\nx = Lost('a', [1, 2])\n")
    wrapped = one_line.replace("Lost('a', [1, 2])", 'Lost(\n    "a",\n    [1, 2],\n)')
    assert todo(wrapped) == wrapped


def test_the_rest_of_the_file_keeps_its_newlines_and_its_encoding(migrate: Migrate) -> None:
    source = ("# -*- coding: latin-1 -*-\n# é\n" + LEGACY).replace("\n", "\r\n")
    migration = migrate(source.encode("latin-1"), todo=True)
    assert migration.data.count(b"\n") == migration.data.count(b"\r\n")
    assert migration.data.startswith(b"# -*- coding: latin-1 -*-\r\n# \xe9\r\n")
    assert b"    # TODO(kmigrate): Write it yourself." in migration.data


@pytest.mark.parametrize(
    "line",
    [
        "# TODO(kmigrate): ask Mary",
        "x = 1  # TODO(kmigrate): Write it yourself. [keras.layers.Lost 123456]",
        's = """\n# TODO(kmigrate): Write it yourself. [keras.layers.Lost 123456]\n"""',
    ],
)
def test_what_only_looks_like_one_is_left_alone(line: str, todo: Callable[[str], str]) -> None:
    source = f"import keras\n{line}\ny = 1\n"
    assert todo(source) == source


def test_one_line_with_several_things_to_do_has_a_comment_for_each(
    todo: Callable[[str], str],
) -> None:
    source = dedent("""\
        from keras.layers import Lost, pick
        x = pick([Lost(1), Lost(2)], mode='max')
        """)
    result = todo(source)
    assert result.count("# TODO(kmigrate): Write it yourself.") == 1
    assert result.count("# TODO(kmigrate):") == 2
    assert todo(result) == result


def test_it_names_no_line_as_lines_move() -> None:
    source = """\
from keras.models import Graph
graph = Graph()
graph.add_input("x", input_shape=(3,))
graph.fit(data)
graph.add_output("y", input="x")
graph.compile("sgd", {"y": "mse"})
"""
    once = real(source, options=Options(todo=True))
    assert "# TODO(kmigrate)" in once.source
    assert "line 4" not in once.source
    assert real(once.source, options=Options(todo=True)).source == once.source


def test_what_shows_only_in_the_result_has_its_comment_at_once() -> None:
    source = """\
from keras.layers import Dense
from keras.engine import Layer


class Own(Layer):
    def build(self, input_shape):
        self.regularizers = []
        self.regularizers.append(self.penalty)
        if self.other:
            self.regularizers.append(self.other)

    def get_output_shape_for(self, input_shape):
        return input_shape
"""
    once = real(source, options=Options(todo=True))
    assert real(once.source, options=Options(todo=True)).source == once.source
