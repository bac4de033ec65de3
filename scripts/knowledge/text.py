"""Tables of words as the source text of a module."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping

LINE = 100
_WRAPPED = 86  # of the words of a table that take more than one line


def formatted(text: str) -> str:
    """Return a module as the project formats its own."""
    command = [sys.executable, "-m", "ruff", "format", "--line-length", str(LINE), "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout


def table(name: str, rows: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Lay out a dict of words: a line for each entry, or as many as it takes."""
    yield f"{name} = {{"
    for key in sorted(key for key, words in rows.items() if words):
        words = " ".join(sorted(rows[key]))
        line = f'    "{key}": "{words}",'
        yield from [line] if len(line) <= LINE else _wrapped(key, words)
    yield "}"


def _wrapped(key: str, words: str) -> Iterator[str]:
    yield f'    "{key}": ('
    parts = [words] if len(words) <= LINE - 10 else textwrap.wrap(words, _WRAPPED)
    yield from (f'        "{part} "' for part in parts[:-1])
    yield f'        "{parts[-1]}"'
    yield "    ),"
