"""The keras.json that was in force when a file was written: one of the project, never the home's.

It decides what `Convolution2D` meant wherever the source does not say.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any, Literal

from migrator.errors import SourceError, UsageError
from migrator.looking import is_file
from migrator.options import KerasJson

_ORDERINGS: dict[tuple[str, str], Literal["th", "tf"]] = {
    ("image_dim_ordering", "th"): "th",
    ("image_dim_ordering", "tf"): "tf",
    ("image_data_format", "channels_first"): "th",
    ("image_data_format", "channels_last"): "tf",
}
_REPAIR = "Correct it, or name another with --keras-json."


class InvalidKerasJsonError(SourceError):
    """A keras.json that says nothing intelligible: what it meant must not be guessed."""

    kind = "keras.json"


def given(path: Path) -> KerasJson:
    """Read the file that --keras-json names."""
    try:
        return read(path)
    except InvalidKerasJsonError as error:
        raise UsageError(error.message) from error


def nearest(path: str, root: str) -> KerasJson | None:
    """Find the keras.json of a file: beside it or above it, up to the root of its project."""
    return _above(os.path.dirname(os.path.abspath(path)), os.path.abspath(root))  # noqa: PTH100, PTH120 - a loop over many files


@cache
def _above(folder: str, root: str) -> KerasJson | None:
    for name in (Path(folder, "keras.json"), Path(folder, ".keras", "keras.json")):
        if is_file(name) and not _is_home(name):
            return read(name)
    parent = str(Path(folder).parent)
    if folder in (parent, root):
        return None
    return _above(parent, root)


def _is_home(path: Path) -> bool:
    """Whether this is the user's own setting, which says nothing about the project."""
    return path == Path.home() / ".keras" / "keras.json"


def read(path: Path) -> KerasJson:
    """Read what a keras.json says about the order of image dimensions.

    Raises:
        InvalidKerasJsonError: it is no JSON object, or its value is none that Keras knew.
    """
    origin = _shown(path)
    try:
        settings = json.loads(path.read_bytes())
    except OSError as error:
        raise InvalidKerasJsonError(f"Cannot read {origin}: {error.strerror}.") from error
    except ValueError as error:
        raise InvalidKerasJsonError(f"{origin} is not JSON ({error}). {_REPAIR}") from error
    if not isinstance(settings, dict):
        raise InvalidKerasJsonError(f"{origin} is not a JSON object. {_REPAIR}")
    return KerasJson(_ordering(settings, origin), origin)


def _ordering(settings: dict[str, Any], origin: str) -> Literal["th", "tf"] | None:
    found = {}
    for key, allowed in (
        ("image_dim_ordering", "'th' or 'tf'"),
        ("image_data_format", "'channels_first' or 'channels_last'"),
    ):
        if key not in settings:
            continue
        value = settings[key]
        if (key, str(value)) not in _ORDERINGS:
            raise InvalidKerasJsonError(
                f"{origin}: {key} is {value!r}; it can be {allowed}. {_REPAIR}"
            )
        found[key] = _ORDERINGS[key, value]
    if len(set(found.values())) > 1:
        raise InvalidKerasJsonError(
            f"{origin}: image_dim_ordering and image_data_format contradict each other. {_REPAIR}"
        )
    return next(iter(found.values()), None)


def _shown(path: Path) -> str:
    """Name the file as a reader in the current folder would."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
