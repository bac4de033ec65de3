"""`# kmigrate: from 1`: the comment that says for which Keras a file is."""

from __future__ import annotations

import re

from migrator.engine.reading.logical_lines import LogicalLines, split
from migrator.engine.reading.source import Source
from migrator.patterns import regex

SAID = regex(
    r"^[ \t]*#[ \t]*kmigrate:[ \t]*from[ \t]+(?P<dialect>0|1|2(?:\.[0-3])?|3|tf\.keras)"
    r"[ \t]*(?:\r\n|\r|\n|\Z)",
    re.MULTILINE,
)


def said_in(source: Source) -> tuple[re.Match[str] | None, int]:
    """Return the comment that says for which Keras a text is, if there is one, and its line."""
    if b"kmigrate" not in source.data:
        return None, 0
    text = source.data.decode()
    said = SAID.search(text)
    line = len(split(text[: said.start()])) + 1 if said else 0
    is_comment = said is not None and line in LogicalLines(text).comments
    return (said, line) if is_comment else (None, 0)
