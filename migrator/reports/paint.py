"""Colour on a terminal, and nothing elsewhere."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from migrator.config import Color

Style: TypeAlias = Literal["bold", "cyan", "green", "red", "yellow"]
_CODES: dict[str, int] = {"bold": 1, "red": 31, "green": 32, "yellow": 33, "cyan": 36}


@dataclass(frozen=True)
class Paint:
    """Puts terminal colours around a text, if there are to be any."""

    enabled: bool = False

    def __call__(self, text: str, style: str) -> str:
        """Return the text in a style."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.enabled else text

    def line(self, line: bytes) -> bytes:
        """Return one line of a diff in the colour that Git gives it."""
        if not self.enabled:
            return line
        styles = {b"---": "bold", b"+++": "bold", b"@@ ": "cyan"}
        style = styles.get(line[:3]) or {b"-": "red", b"+": "green"}.get(line[:1])
        text = line.rstrip(b"\r\n")
        if style is None:
            return line
        return b"\x1b[%dm%s\x1b[0m%s" % (_CODES[style], text, line[len(text) :])

    @classmethod
    def on(cls, stream: IO[str], color: Color) -> Paint:
        """Decide for one stream: `auto` means on a terminal, unless NO_COLOR is set."""
        if color != "auto":
            return cls(color == "always")
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return cls(stream.isatty() and not plain)
