"""The text under migration: decoded, parsed, and addressable by ast positions."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from functools import cached_property
from itertools import accumulate

from migrator.errors import UnparsableError, UnreadableError
from migrator.findings import Span
from migrator.frozen import frozen
from migrator.patterns import regex

_LINE_ENDS = regex(rb"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"
_UNDECODED = "The file cannot be decoded: {}. Convert it to UTF-8, or correct its coding line."


@frozen
class Source:
    """One Python 3 source text and its syntax tree.

    `data` is the text as UTF-8 without byte order mark: the bytes that ast positions count.
    `parsed`: its tree, if it has been parsed already.
    """

    data: bytes
    encoding: str
    bom: bytes
    parsed: ast.Module | None = None

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree of the text."""
        return self.parsed or _parse(self.data.decode())

    @cached_property
    def starts(self) -> list[int]:
        """The byte offset at which each line starts."""
        lines = self.data.splitlines(keepends=True)
        if lines and not lines[-1].endswith((b"\n", b"\r")):
            del lines[-1]  # no line starts behind it
        return [0, *accumulate(map(len, lines))]

    @cached_property
    def newline(self) -> str:
        """The newline the file uses, its first one; a line feed if it has none."""
        match = _LINE_ENDS.search(self.data)
        return match.group().decode() if match else "\n"

    def start(self, node: ast.AST) -> int:
        """Byte offset of the first byte of a node."""
        return self.starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined,no-any-return]

    def end(self, node: ast.AST) -> int:
        """Byte offset behind the last byte of a node."""
        return self.starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined,no-any-return]

    def text(self, node: ast.AST) -> str:
        """Return the source text of a node."""
        return self.data[self.start(node) : self.end(node)].decode()

    def indentation(self, node: ast.AST) -> str | None:
        """Return the white space before a node on its line, or None if there is more."""
        before = self.data[self.starts[node.lineno - 1] : self.start(node)]  # type: ignore[attr-defined]
        return before.decode() if not before.strip(b" \t\f") else None

    def tabs(self, node: ast.AST) -> int:
        """Return how many tabs the line starts with on which a node does."""
        line = self.data[self.starts[node.lineno - 1] : self.start(node)]  # type: ignore[attr-defined]
        return len(line) - len(line.lstrip(b"\t"))

    def name_of(self, definition: ast.FunctionDef) -> ast.Name:
        """Return a node that stands exactly where the name of a function is written."""
        start = self.data.index(definition.name.encode(), self.start(definition) + len("def"))
        return self._name_at(start, definition.name, definition.lineno)

    def attribute_name(self, node: ast.Attribute) -> ast.Name:
        """Return a node that stands exactly where the name of an attribute is written."""
        start = self.end(node) - len(node.attr.encode())
        return self._name_at(start, node.attr, node.end_lineno or node.lineno)

    def span_of(self, start: int, end: int, line: int) -> ast.Name:
        """Return a node that stands exactly between two byte offsets of one line."""
        column = start - self.starts[line - 1]
        last = end - self.starts[line - 1]
        return ast.Name("", lineno=line, col_offset=column, end_lineno=line, end_col_offset=last)

    def _name_at(self, start: int, name: str, line: int) -> ast.Name:
        column = start - self.starts[line - 1]
        end = column + len(name.encode())
        return ast.Name(name, lineno=line, col_offset=column, end_lineno=line, end_col_offset=end)

    def line_end(self, node: ast.AST) -> int:
        """Byte offset of the end of the line on which a node ends, its newline left out."""
        match = _LINE_ENDS.search(self.data, self.end(node))
        return match.start() if match else len(self.data)

    def column(self, node: ast.AST) -> int:
        """Return the column of the first character of a node."""
        return self._column(node.lineno, node.col_offset)  # type: ignore[attr-defined]

    def trailing(self, node: ast.AST) -> int:
        """Return how much code stands behind a node on its last line, comments left out."""
        rest = self.data[self.end(node) : self.line_end(node)]
        return len(rest.decode().partition("#")[0].rstrip())

    def span(self, node: ast.AST) -> Span:
        """Where a node stands, in characters."""
        return Span(
            node.lineno,  # type: ignore[attr-defined]
            self._column(node.lineno, node.col_offset),  # type: ignore[attr-defined]
            node.end_lineno,  # type: ignore[attr-defined]
            self._column(node.end_lineno, node.end_col_offset),  # type: ignore[attr-defined]
        )

    def _column(self, line: int, column: int) -> int:
        start = self.starts[line - 1]
        return len(self.data[start : start + column].decode())

    def encode(self, data: bytes) -> bytes:
        """Turn UTF-8 text back into the encoding of the input, byte order mark included."""
        if self.encoding == "utf-8":
            return self.bom + data
        return self.bom + data.decode().encode(self.encoding)


def first_line(statement: ast.stmt) -> int:
    """Return the line on which a statement starts, its decorators included."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(d.lineno for d in decorators)])


def read_source(source: bytes | str | Source) -> Source:
    """Decode and parse a source text, unless that has been done.

    Raises:
        UnreadableError: the bytes are not in the encoding they declare.
        UnparsableError: the text is not Python 3.
    """
    if isinstance(source, Source):
        return source
    return parsed(*decode(source)) if isinstance(source, bytes) else parsed(source)


def parsed(
    text: str, encoding: str = "utf-8", bom: bytes = b"", tree: ast.Module | None = None
) -> Source:
    """Parse a text that is to be encoded like this when it is done; `tree`: it has been parsed.

    Raises:
        UnreadableError: the text is none that can be encoded.
        UnparsableError: the text is not Python 3.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise UnreadableError(f"The text holds a lone surrogate: {error}.") from error
    return Source(data, encoding, bom, tree or _parse(text))


def decode(data: bytes) -> tuple[str, str, bytes]:
    """Return the text of a source file, its encoding and its byte order mark.

    Raises:
        UnreadableError: the bytes are not in the encoding they declare.
    """
    bom = _BOM if data.startswith(_BOM) else b""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        encoding = encoding.removesuffix("-sig")
        return data[len(bom) :].decode(encoding), encoding, bom
    except UnicodeDecodeError as error:
        raise UnreadableError(_UNDECODED.format(error), _line(data, error)) from error
    except (SyntaxError, LookupError) as error:
        raise UnreadableError(_UNDECODED.format(error), undecoded_line(data)) from error


def undecoded_line(data: bytes) -> int | None:
    """Return the line of the first byte that is no UTF-8, if there is one."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return _line(data, error)
    return None


def _line(data: bytes, error: UnicodeDecodeError) -> int:
    return data.count(b"\n", 0, error.start) + 1


def syntax_tree(text: str) -> ast.Module:
    """Parse Python without its warnings: backslashes that escape nothing are the author's affair.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: it is none, or too deep.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def _parse(text: str) -> ast.Module:
    try:
        return syntax_tree(text)
    except SyntaxError as error:
        raise UnparsableError(f"Not Python 3: {error.msg}.", error.lineno or _null(text)) from error
    except ValueError as error:
        raise UnparsableError(f"Not Python 3: {error}.", _null(text)) from error
    except (RecursionError, MemoryError) as error:
        raise UnparsableError("Nested too deeply to be parsed.") from error


def _null(text: str) -> int | None:
    """Return the line of a null byte, for which Python names none."""
    return text.partition("\0")[0].count("\n") + 1 if "\0" in text else None
