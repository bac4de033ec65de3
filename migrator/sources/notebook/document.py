"""The JSON text of a notebook, and where in it the source of each code cell stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from migrator.errors import UnparsableError
from migrator.frozen import frozen
from migrator.patterns import regex

Json: TypeAlias = Any  # what a notebook holds is anything
_SPACE = regex(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(strict=False)
_PYTHON = regex(r"i?python", re.IGNORECASE)


@frozen
class Literal:
    """A JSON string: where it stands, its quotes included, and what it says."""

    start: int
    end: int
    value: str


@frozen
class Cell:
    """One code cell. number: from 1, of all cells. start: where the value of its source begins.

    literals: its source, the elements of a list or, if it is not `listed`, one string.
    """

    number: int
    literals: tuple[Literal, ...]
    start: int
    listed: bool

    @property
    def source(self) -> str:
        """The code of the cell."""
        return "".join(literal.value for literal in self.literals)


@frozen
class Document:
    """A notebook: its text, its code cells, and what it says of its kernel."""

    text: str
    cells: tuple[Cell, ...]
    language: str
    python_2: bool

    @property
    def is_python(self) -> bool:
        """Whether its code is Python, as far as it says."""
        return _PYTHON.match(self.language) is not None


def read_document(text: str) -> Document:
    """Find the code cells of a notebook, of nbformat 3 or 4.

    Raises:
        UnparsableError: the text is no notebook.
    """
    try:
        content = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        what = getattr(error, "msg", "it is nested too deeply")
        raise UnparsableError(f"Not a notebook, as it is not JSON: {what}.", line) from error
    if not isinstance(content, dict) or not {"cells", "worksheets"} & content.keys():
        raise UnparsableError("Not a notebook: it has no cells.")
    metadata = content.get("metadata")
    kernel = metadata if isinstance(metadata, dict) else {}
    return Document(text, tuple(_cells(text)), _language(kernel), _is_python_2(kernel))


def _language(metadata: Json) -> str:
    info, spec = _dict(metadata, "language_info"), _dict(metadata, "kernelspec")
    return str(spec.get("language") or info.get("name") or "python")


def _is_python_2(metadata: Json) -> bool:
    """Whether the notebook was last run by Python 2 or, if it does not say, asks for it."""
    info, spec = _dict(metadata, "language_info"), _dict(metadata, "kernelspec")
    version = str(info.get("version") or "")
    return version.startswith("2.") if version else spec.get("name") == "python2"


def _dict(parent: Json, key: str) -> Json:
    found = parent.get(key)
    return found if isinstance(found, dict) else {}


def _cells(text: str) -> Iterator[Cell]:
    number = 0
    for start, listed in _cell_lists(text):
        for at, cell in _items(text, start, listed):
            number += 1
            if isinstance(cell, dict) and cell.get("cell_type") == "code":
                yield from _code_cell(text, at, number)


def _cell_lists(text: str) -> Iterator[tuple[int, list[Json]]]:
    """Yield the lists of cells; nbformat 3 has one in each worksheet."""
    for key, start, value in _members(text, _skip(text, 0)):
        if key == "cells" and isinstance(value, list):
            yield start, value
        elif key == "worksheets" and isinstance(value, list):
            for at, sheet in _items(text, start, value):
                if isinstance(sheet, dict):
                    members = _members(text, at)
                    yield from ((s, v) for k, s, v in members if k == "cells")


def _code_cell(text: str, start: int, number: int) -> Iterator[Cell]:
    """Yield the cell, if it has a source; nbformat 3 calls it its input."""
    for key, at, value in _members(text, start):
        if key not in {"source", "input"}:
            continue
        if isinstance(value, str):
            yield Cell(number, (_literal(text, at),), at, listed=False)
        elif isinstance(value, list) and all(isinstance(part, str) for part in value):
            literals = tuple(_literal(text, place) for place, _ in _items(text, at, value))
            yield Cell(number, literals, at, listed=True)


def _literal(text: str, start: int) -> Literal:
    value, end = _DECODER.raw_decode(text, start)
    return Literal(start, end, value)


def _members(text: str, start: int) -> Iterator[tuple[str, int, Json]]:
    """Yield the keys of an object, with where their values begin, and those."""
    at = _skip(text, start + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        begin = _skip(text, _skip(text, at) + 1)
        value, at = _DECODER.raw_decode(text, begin)
        yield key, begin, value
        at = _next(text, at)


def _items(text: str, start: int, values: list[Json]) -> Iterator[tuple[int, Json]]:
    """Yield where the elements of a list begin, and those."""
    at = _skip(text, start + 1)
    for value in values:
        yield at, value
        _, at = _DECODER.raw_decode(text, at)
        at = _next(text, at)


def _next(text: str, at: int) -> int:
    """Step over a comma, if there is one."""
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
