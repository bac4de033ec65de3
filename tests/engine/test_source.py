"""The author's bytes: encodings, newlines, marks and comments survive."""

from __future__ import annotations

import warnings

import pytest

from migrator import Options, migrate
from migrator.engine.reading.source import read_source
from migrator.errors import UnparsableError, UnreadableError

DENSE = "from keras.layers import Dense\nDense(output_dim=1)  # {}\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_newlines_stay(newline: str) -> None:
    before = DENSE.format("x").replace("\n", newline).encode()
    assert migrate(before).data == before.replace(b"output_dim", b"units")


def test_a_byte_order_mark_stays() -> None:
    before = b"\xef\xbb\xbf" + DENSE.format("\u00e9").encode()
    assert migrate(before).data == before.replace(b"output_dim", b"units")


def test_a_coding_line_is_obeyed() -> None:
    before = ("# -*- coding: latin-1 -*-\n" + DENSE.format("caf\u00e9")).encode("latin-1")
    assert migrate(before).data == before.replace(b"output_dim", b"units")


def test_columns_behind_other_scripts_are_right() -> None:
    before = "from keras.layers import Dense\nx = ['\u65e5\u672c', Dense(output_dim=1)]\n"
    assert migrate(before).source == before.replace("output_dim", "units")


def test_a_file_without_final_newline_gets_none() -> None:
    before = b"from keras.layers import Dense\nDense(output_dim=1)"
    assert migrate(before).data == before.replace(b"output_dim", b"units")


@pytest.mark.parametrize("more", ["", "print '\\d'\n"], ids=["Python 3", "Python 2"])
def test_backslashes_that_escape_nothing_are_not_warned_of(more: str) -> None:
    docstring = "'''A \\_ in a docstring.'''"
    before = (
        f"{docstring}\nfrom keras.layers import Dense\n"
        f"def f():\n    {docstring}\n    return Dense(output_dim=1, weights=w)\n{more}"
    )
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        migrate(before, options=Options(todo=True))
        assert migrate(before.replace(", weights=w", "")).changes
    assert [str(warning.message) for warning in warned] == []


def test_bytes_that_their_coding_does_not_decode_are_refused() -> None:
    for source, line in {
        b"# coding: ascii\nx = '\xe9'\n": 2,
        b"# caf\xe9\n": 1,
        b"a = 1\n\nb = 1\n# caf\xe9\n": 4,
        b"# coding: no-such\n": None,
    }.items():
        with pytest.raises(UnreadableError, match="cannot be decoded") as caught:
            read_source(source)
        assert caught.value.line == line


@pytest.mark.parametrize(
    ("source", "line"), [("def f(:\n", 1), ("x = 1\nprint 'x'\n", 2), ("a\nb\x00c", 2)]
)
def test_what_is_not_python_3_is_refused_with_its_line(source: str, line: int) -> None:
    with pytest.raises(UnparsableError) as caught:
        read_source(source)
    assert caught.value.line == line


def test_an_empty_file_is_left_alone() -> None:
    assert migrate(b"").data == b""
