"""Source text in colours: pieces of a line, each with the class of its style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from markupsafe import Markup, escape
from pygments.lexer import Lexer
from pygments.lexers.data import JsonLexer
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType

Piece: TypeAlias = tuple[str, str]  # the class of a style, and the text
Marks: TypeAlias = "Iterable[tuple[int, int]]"  # where a line differs: columns, the end exclusive

_CLASSES: tuple[tuple[_TokenType, str], ...] = (
    (Comment, "c"),
    (String, "s"),
    (Number, "m"),
    (Operator.Word, "k"),
    (Keyword, "k"),
    (Name.Decorator, "d"),
    (Name.Function, "f"),
    (Name.Class, "f"),
    (Name.Builtin, "b"),
    (Name.Tag, "f"),
)


def lines(text: str, name: str) -> list[list[Piece]]:
    """Split a text into lines of pieces; the name of its file says what language it is."""
    found: list[list[Piece]] = [[]]
    for kind, value in _lexer(name).get_tokens(text):
        style = next((style for known, style in _CLASSES if kind[: len(known)] == known), "")
        first, *rest = value.split("\n")
        found[-1].append((style, first))
        found.extend([[(style, part)] for part in rest])
    return found


def _lexer(name: str) -> Lexer:
    lexer = JsonLexer if name.endswith(".ipynb") else PythonLexer
    return lexer(stripnl=False, ensurenl=False)


def markup(pieces: Iterable[Piece], marks: Marks) -> Markup:
    """Return a line as HTML, what differs in `<mark>`."""
    return Markup().join(_spans(pieces, sorted(marks)))


def _spans(pieces: Iterable[Piece], marks: list[tuple[int, int]]) -> Iterator[Markup]:
    column = 0
    for style, text in pieces:
        for part, marked in _cut(text, column, marks):
            html = escape(part)
            if style:
                html = Markup('<span class="{}">{}</span>').format(style, html)
            yield Markup("<mark>{}</mark>").format(html) if marked else html
        column += len(text)


def _cut(text: str, column: int, marks: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Cut a piece where marks begin and end."""
    end = column + len(text)
    cuts = {column, end, *(edge for mark in marks for edge in mark if column < edge < end)}
    edges = sorted(cuts)
    for start, stop in pairwise(edges):
        marked = any(low <= start and stop <= high for low, high in marks)
        yield text[start - column : stop - column], marked
