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

_LINE = regex(rb"[^\n]*\n|[^\n]+")  # a lone \r is part of a line, as it is for Git
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
    found = difflib.diff_bytes(
        difflib.unified_diff,
        _LINE.findall(before),
        _LINE.findall(after),
        lineterm=b"\n",
    )
    for index, line in enumerate(found):
        if index == 0:
            yield b"--- " + _header("a/" + name)
        elif index == 1:
            yield b"+++ " + _header("b/" + name)
        elif line.endswith(b"\n"):
            yield line
        else:
            yield line + b"\n\\ No newline at end of file\n"


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
