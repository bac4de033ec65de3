"""Which axis of an image shape holds the channels? Read from numbers and from names."""

from __future__ import annotations

import re
from typing import Any, Literal

from migrator.engine.reading.literals import Unknown
from migrator.patterns import regex

Ordering = Literal["channels_first", "channels_last"]
_CHANNELS = regex(
    r"(?:^|_)(?:n|nb|num)?_?(?:ch|chs|chn|chan|chans|channel|channels|depth|"
    r"colou?rs?|bands?|planes?|feature_maps)(?:_|$|\d)|channel",
    re.IGNORECASE,
)
_SPACE = regex(
    r"row|col|height|width|size|dim|(?:^|_)(?:h|w|x|y)(?:_|$|\d)|side|patch", re.IGNORECASE
)
_IMAGE = 3  # axes of an image without that of the batch
_FEW = 4  # grey, grey + alpha, RGB, RGBA


def ordering_of(shape: tuple[Any, ...], *, square: bool = True) -> Ordering | None:
    """Return where a shape without batch axis (3 axes: an image; 4: a volume) has its channels.

    `(3, 256, 256)` and `(channels, rows, cols)` are channels_first; `(28, 28, 1)` is
    channels_last; `(32, 32, 32)` says nothing. square: whether `(30, 64, 64)`, an image that is a
    square, says it by that.
    """
    if len(shape) not in {3, 4}:
        return None
    first, last = shape[0], shape[-1]
    inner = shape[1:-1]
    votes = {
        "channels_first": _is_channels(first, (*inner, last)),
        "channels_last": _is_channels(last, (first, *inner)),
    }
    if votes["channels_first"] == votes["channels_last"]:
        return _by_square(shape) if square else None
    return "channels_first" if votes["channels_first"] else "channels_last"


def _by_square(shape: tuple[Any, ...]) -> Ordering | None:
    """Return where an image that is a square has its channels: `(30, 64, 64)`."""
    if len(shape) != _IMAGE or not all(type(axis) is int and axis > _FEW for axis in shape):
        return None
    first, inner, last = shape
    if (first == inner) == (inner == last):
        return None
    return "channels_first" if inner == last else "channels_last"


def _is_channels(axis: Any, others: tuple[Any, ...]) -> bool:  # noqa: ANN401
    if isinstance(axis, Unknown):
        return bool(_CHANNELS.search(axis.name)) and not _SPACE.search(axis.name)
    if not isinstance(axis, int) or isinstance(axis, bool) or not 1 <= axis <= _FEW:
        return False
    return all(_is_space(other) for other in others)


def _is_space(axis: Any) -> bool:  # noqa: ANN401
    if isinstance(axis, Unknown):
        return not _CHANNELS.search(axis.name) or bool(_SPACE.search(axis.name))
    return axis is None or (isinstance(axis, int) and axis > _FEW)


def show(shape: tuple[Any, ...]) -> str:
    """Return a shape as a reader would write it."""
    parts = [(axis.name or "?") if isinstance(axis, Unknown) else repr(axis) for axis in shape]
    return f"({', '.join(parts)})"
