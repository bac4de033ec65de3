"""Where options are written: on the command line, and in the nearest pyproject.toml."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from migrator.config.options import Config, by_name, flag, key, read
from migrator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def configure(
    given: Mapping[str, Any],
    paths: Iterable[str],
    *,
    file: Path | None = None,
    isolated: bool = False,
) -> Config:
    """Put the options given on the command line over those of the configuration file.

    Raises:
        UsageError: a key or a value is none that kmigrate knows.
    """
    source = None if isolated else file or nearest_pyproject(paths)
    values = _from_file(source) if source else {}
    for name, value in given.items():
        if value is not None and value != []:
            values[name] = read(name, value, flag(by_name()[name]), Path())
    return Config(**values)


def nearest_pyproject(paths: Iterable[str]) -> Path | None:
    """Find the pyproject.toml at or above the files' common folder, within their repository."""
    folders = [_folder(path) for path in paths] or [Path.cwd()]
    common = folders[0]
    while not all(folder.is_relative_to(common) for folder in folders):
        common = common.parent
    for folder in (common, *common.parents):
        if (folder / "pyproject.toml").is_file():
            return folder / "pyproject.toml"
        if (folder / ".git").exists():
            return None
    return None


def _folder(path: str) -> Path:
    whole = Path(path).absolute()
    return whole if whole.is_dir() else whole.parent


def _from_file(path: Path) -> dict[str, Any]:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.") from error
    except ValueError as error:  # of TOML and of UTF-8
        raise UsageError(f"{path} is not valid TOML: {error}.") from error
    table = document.get("tool", {}).get("kmigrate", {})
    if not isinstance(table, dict):
        raise UsageError(f"{path}: tool.kmigrate must be a table.")
    names = {key(option): name for name, option in by_name().items()}
    values = {}
    for word, value in table.items():
        where = f"{path}: [tool.kmigrate] {word}"
        if word not in names:
            raise UsageError(f"{where} is no option of kmigrate.{nearest(word, names)}")
        values[names[word]] = read(names[word], value, where, path.parent)
    return values


def nearest(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, or which there are."""
    known = sorted(known)
    close = difflib.get_close_matches(word, known, n=1)
    return f" Did you mean {close[0]!r}?" if close else f" There are: {', '.join(known)}."
