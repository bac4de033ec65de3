"""A unified diff of bytes that `git apply` takes, whatever their newlines and encoding."""

from __future__ import annotations

import difflib
import os
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.looking import exists
from migrator.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Literal

    _Opcode = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]

_LINE = regex(rb"[^\n]*\n|[^\n]+")  # a lone \r is part of a line, as it is for Git
_UNENDED = b"\n\\ No newline at end of file\n"
_SPECIAL = regex(r'["\\\x00-\x1f\x7f]')


def diff(path: str, before: bytes, after: bytes) -> bytes:
    """Return the diff of one file; its path is one that Git takes in the current folder."""
    return b"".join(lines(path, before, after))


def lines(path: str, before: bytes, after: bytes) -> Iterator[bytes]:
    """Yield the lines of the diff, each with its newline; of a notebook, hunks name their cells."""
    found = _lines(path, before, after)
    if not path.endswith(".ipynb"):
        return found
    from migrator.sources.notebook.sections import cells_of  # noqa: PLC0415 - only where there are notebooks

    return _with_sections(list(found), cells_of(before))


def _with_sections(found: list[bytes], named: Callable[[Iterable[int]], str]) -> Iterator[bytes]:
    """Write behind the head of each hunk what its changed lines are in."""
    starts = [index for index, line in enumerate(found) if line.startswith(b"@@ ")]
    yield from found[: min(starts, default=len(found))]
    for start, end in pairwise([*starts, len(found)]):
        section = named(_changed(found[start], found[start + 1 : end]))
        head = found[start].removesuffix(b"\n")
        yield b"%b %b\n" % (head, section.encode()) if section else found[start]
        yield from found[start + 1 : end]


def _changed(head: bytes, hunk: list[bytes]) -> Iterator[int]:
    """Yield the lines of the file, from 1, that a hunk changes, or adds to."""
    number = int(head.split()[1].lstrip(b"-").partition(b",")[0])
    for line in hunk:
        if line.startswith((b"-", b"+")):
            yield number - line.startswith(b"+")
        number += line.startswith((b" ", b"-"))


def _lines(path: str, before: bytes, after: bytes) -> Iterator[bytes]:
    name = _relative(path)
    olds, news = _LINE.findall(before), _LINE.findall(after)
    for index, group in enumerate(_Matcher(olds, news).get_grouped_opcodes()):
        if index == 0:
            yield b"--- " + _header("a/" + name)
            yield b"+++ " + _header("b/" + name)
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n".encode()
        for sign, line in _signed(group, olds, news):
            yield sign + line if line.endswith(b"\n") else sign + line + _UNENDED


def _signed(
    group: Iterable[tuple[str, int, int, int, int]], olds: list[bytes], news: list[bytes]
) -> Iterator[tuple[bytes, bytes]]:
    for tag, start, end, new_start, new_end in group:
        for line in olds[start:end]:
            yield (b" " if tag == "equal" else b"-"), line
        for line in news[new_start:new_end] if tag != "equal" else ():
            yield b"+", line


def _range(start: int, end: int) -> str:
    """Write the lines of a hunk as Git does: of none, the line before."""
    length = end - start
    return str(start + 1) if length == 1 else f"{start + bool(length)},{length}"


class _Matcher(difflib.SequenceMatcher[bytes]):
    """Matches also the lines that a long file has often, which `difflib` passes over to be fast."""

    def __init__(self, olds: list[bytes], news: list[bytes]) -> None:
        super().__init__(None, [], [])
        self._both = olds, news

    def get_opcodes(self) -> list[_Opcode]:
        """Return what becomes of the lines, each change as small as it is."""
        return list(_finest(*self._both))


def _finest(olds: list[bytes], news: list[bytes], old: int = 0, new: int = 0) -> Iterator[_Opcode]:
    """Match what a match has left once more, as among fewer lines fewer are frequent."""
    found = difflib.SequenceMatcher(None, olds, news).get_opcodes()
    for tag, start, end, new_start, new_end in found:
        if tag == "replace" and len(found) > 1:
            left = olds[start:end], news[new_start:new_end]
            yield from _finest(*left, old + start, new + new_start)
        else:
            yield tag, old + start, old + end, new + new_start, new + new_end


def _relative(path: str) -> str:
    """Write the path of the file itself from the current folder, as Git expects.

    A path that leads over a symbolic link, or up, is none that Git takes: what was named from above
    is written from the top of its repository, where Git takes all of it; what lies in none, from
    the root.
    """
    whole, here = Path(os.path.realpath(path)), Path.cwd()
    top = next((folder for folder in whole.parents if exists(folder / ".git")), None)
    below = top is not None and top in here.parents
    from_above = below and (Path(path).is_absolute() or ".." in Path(path).parts)
    if whole.is_relative_to(here) and not from_above:
        return whole.relative_to(here).as_posix()
    return whole.relative_to(top or whole.anchor).as_posix()


def _header(name: str) -> bytes:
    """Write a name as Git does: quoted if it must be, ended by a tab if it holds a space."""
    if _SPECIAL.search(name):
        escaped = _SPECIAL.sub(lambda match: _escape(match.group()), name)
        return f'"{escaped}"\n'.encode(errors="surrogateescape")
    return f"{name}\t\n".encode(errors="surrogateescape") if " " in name else _plain(name)


def _plain(name: str) -> bytes:
    return f"{name}\n".encode(errors="surrogateescape")


def _escape(character: str) -> str:
    return f"\\{character}" if character in '"\\' else f"\\{ord(character):03o}"
