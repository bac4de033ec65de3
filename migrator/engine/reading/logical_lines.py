"""Logical lines: what Python reads as one, over however many lines it is written."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from migrator.patterns import regex

_LINE = regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def split(text: str) -> list[str]:
    """Split a text into lines as Python does, each with its newline."""
    return _LINE.findall(text)


class LogicalLines:
    """The logical lines of a text that parses, and the comments that have a line of their own.

    comments: the text of each such comment, by its line.
    """

    def __init__(self, text: str) -> None:
        self.comments: dict[int, str] = {}
        self._tokens: dict[int, list[tokenize.TokenInfo]] = {}
        current: list[tokenize.TokenInfo] = []
        for token in tokens(text):
            if token.type == tokenize.COMMENT and not current:
                if not token.line[: token.start[1]].strip():
                    self.comments[token.start[0]] = token.string
            elif token.type == tokenize.NEWLINE:
                current = []
            elif token.type not in _LAYOUT:
                if not current:
                    self._tokens[token.start[0]] = current
                current.append(token)
        self._starts = sorted(self._tokens)

    def start(self, line: int) -> int | None:
        """Return the first line of the logical line at a line; of the next one if there is none."""
        place = bisect_right(self._starts, line) - 1
        if place >= 0 and line <= self._tokens[self._starts[place]][-1].end[0]:
            return self._starts[place]
        return self.after(line)

    def after(self, line: int) -> int | None:
        """Return where the next logical line starts, at a line or after it."""
        place = bisect_left(self._starts, line)
        return self._starts[place] if place < len(self._starts) else None

    def fingerprint(self, start: int) -> str:
        """Return six characters that stay the same however the line is laid out."""
        import hashlib  # noqa: PLC0415 - start-up: it loads OpenSSL, and only `--todo` asks for it

        spelled = "".join(_spelled(self._tokens[start]))
        return hashlib.sha256(spelled.encode()).hexdigest()[:6]


def tokens(text: str) -> Iterator[tokenize.TokenInfo]:
    """Yield the tokens of a text that parses, its comments among them."""
    # a lone carriage return ends a line for the parser, and not for the tokenizer
    return tokenize.generate_tokens(io.StringIO(re.sub(r"\r\n?", "\n", text)).readline)


def _spelled(tokens: list[tokenize.TokenInfo]) -> Iterator[str]:
    """Yield tokens without what formatters change: quotes, and commas in front of brackets."""
    for token, following in pairwise([*tokens, tokens[-1]]):
        if token.string == "," and following.string in {")", "]", "}"}:
            continue
        yield _value(token.string) if token.type == tokenize.STRING else token.string


def _value(literal: str) -> str:
    try:
        return repr(ast.literal_eval(literal))
    except (SyntaxError, ValueError):  # an f-string
        return literal
