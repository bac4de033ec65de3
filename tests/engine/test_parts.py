"""A text that is Python by its parts is Python as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.engine.reading.source import Source, read_source, syntax_tree
from migrator.engine.writing.edits import Edit
from migrator.engine.writing.parts import is_python_still

FIXTURES = Path(__file__).parents[2] / "fixtures"
ODD = (
    "# -*- coding: latin-1 -*-\n'''a\nb'''; x = 1; \\\ny = 2\n"
    "@f\n\n# of it\n@g(\n)\ndef h():\n    return 1\n\n\\\n\nz = [\n1]\nif z: pass\nelse:\n\tpass\n\f\nw = 1"
)
PLAIN = [read_source(p.read_bytes()) for p in sorted(FIXTURES.glob("core/*.before.py"))[:20]]
TEXTS = (ODD, ODD.replace("\n", "\r"), ODD.replace("\n", "\r\n"), "", "# nothing")
SOURCES = [*PLAIN, *map(read_source, TEXTS)]
PIECES = ["", "x", " ", "\n", "\r", "\\\n", "\\", "(", ")", "'", "'''", ";", "#", "\f", "    y\n"]
PIECES += ["if x:\n", "else:\n", "@f\n", "def f():\n", "pass\n", "import a\n", "z = 3", "\té"]


@st.composite
def edited(draw: st.DrawFn) -> tuple[Source, list[Edit]]:
    """Draw a source and edits of it: anywhere, or where lines start, as most real ones do."""
    source = draw(st.sampled_from(SOURCES))
    place = st.integers(0, len(source.data)) | st.sampled_from([*source.starts, len(source.data)])
    places = sorted(draw(st.lists(place, min_size=2, max_size=6)))
    text = st.lists(st.sampled_from(PIECES), max_size=3).map("".join)
    pairs = zip(places[::2], places[1::2], strict=False)
    return source, [Edit(start, end, draw(text)) for start, end in pairs]


@settings(max_examples=1500, deadline=None)
@given(edited())
def test_what_is_python_by_its_parts_is_python(drawn: tuple[Source, list[Edit]]) -> None:
    source, edits = drawn
    after = applied(source.data, edits)
    if is_python_still(source, edits, after):
        syntax_tree(after.decode())


@pytest.mark.parametrize("before", PLAIN, ids=lambda source: len(source.data))
def test_lines_in_front_of_statements_are_seen_to_be_python(before: Source) -> None:
    edits = [Edit(place, place, "import a\n") for place in map(before.start, before.tree.body)]
    assert edits
    assert is_python_still(before, edits, applied(before.data, edits))


@pytest.mark.parametrize("text", ["else:\n", "(", "x = '''\n", "  x\n", "x = \\\n", "@f\n"])
def test_what_breaks_a_statement_is_seen(text: str) -> None:
    before = read_source("x = 1\n\ny = 2\n\nif x:\n    z = 3\n")
    edits = [Edit(14, 14, text)]
    assert not is_python_still(before, edits, applied(before.data, edits))


def applied(data: bytes, edits: list[Edit]) -> bytes:
    for edit in reversed(edits):
        data = data[: edit.start] + edit.text.encode() + data[edit.end :]
    return data
