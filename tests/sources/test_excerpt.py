"""The excerpt that fissix reads: less text, and every place where it was."""

from __future__ import annotations

import ast

import pytest

from migrator.engine.reading.names import Names
from migrator.engine.reading.source import parsed
from migrator.findings import Span
from migrator.sources.python2.excerpt import Excerpt, excerpt

FUNCTION = """\
import numpy as np

def load(path):
    '''Load what is there.'''
    if not path:
        raise ValueError(path)
    elif path.endswith('.txt'):
        rows = path.split()
    else:
        rows = [r for r in xrange(3)]
    return rows
"""
EXCERPT = """\
def load(path):
    if not path:
        pass
    elif path.endswith('.txt'):
        pass
    else:
        rows = [r for r in xrange(3)]
"""


def test_what_needs_no_fixer_is_left_out_and_all_places_are_known() -> None:
    taken = excerpt_of(FUNCTION)
    assert taken.text == EXCERPT
    assert [FUNCTION.split("\n")[row - 1] for row in taken.rows] == [
        "def load(path):",
        "    if not path:",
        "        raise ValueError(path)",
        "    elif path.endswith('.txt'):",
        "        rows = path.split()",
        "    else:",
        "        rows = [r for r in xrange(3)]",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "if a: b = 1\nelse: c = xrange(2)\n",
        "a = [\n1]; b = xrange(2)\n",
        "a = 1; b = [\n  xrange(2)]\n",
        "try:\n    a()\nexcept ImportError:\n    b = unicode\nelse:\n    c()\nfinally:\n    d()\n",
        "for a in xrange(3):\n  b()\nelse:\n  c()\n",
        "class A:\n\n  @wrapped\n  def a(self):\n    pass\n\n  def b(self):\n    return raw_input()\n",
        "def a():\n\tif b:\n\t\tc()\n\t# why\n\td = reduce(e, f)\n",
        "with a as b: c = [\n  1,\n]; d = unicode(b)\n",
        "while a:\n    if b: c()\n    elif d: e()\n    elif xrange(2): f()\n    g()\n",
        "def a():\n    return {'é': 1,\n 'b': xrange(2)}\n",
    ],
)
def test_an_excerpt_parses_and_holds_every_use_of_python_2(text: str) -> None:
    taken = excerpt_of(text)
    found = uses_of_python_2(taken.text)
    assert [(name, taken.span(span)) for name, span in found] == uses_of_python_2(text) != []


def excerpt_of(text: str) -> Excerpt:
    return excerpt(text, Names(ast.parse(text), {}))


def uses_of_python_2(text: str) -> list[tuple[str, Span]]:
    wanted = {"xrange", "unicode", "raw_input", "reduce"}
    source = parsed(text)
    names = [n for n in ast.walk(source.tree) if isinstance(n, ast.Name) and n.id in wanted]
    return [(name.id, source.span(name)) for name in names]
