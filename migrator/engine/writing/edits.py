"""An edit of the source: the one thing that every stage ends in."""

from __future__ import annotations

from migrator.frozen import frozen


@frozen
class Edit:
    """Bytes `start` to `end` of the source become `text`."""

    start: int
    end: int
    text: str
