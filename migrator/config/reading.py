"""Where options are written: on the command line, and in the nearest pyproject.toml."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from migrator.config.options import Config, by_name, flag, key, read
from migrator.errors import UsageError
from migrator.frozen import frozen
from migrator.looking import exists, is_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@frozen
class Setting:
    """What was written for an option: as it stands there, where, and what paths start from."""

    value: Any
    origin: str
    where: str
    base: Path = Path()


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
    written = settings(given, paths, file=file, isolated=isolated)
    values: dict[str, Any] = {
        name: read(name, setting.value, setting.where, setting.base)
        for name, setting in written.items()
    }
    return Config(**values)


def settings(
    given: Mapping[str, Any],
    paths: Iterable[str],
    *,
    file: Path | None = None,
    isolated: bool = False,
) -> dict[str, Setting]:
    """Return what was written for each option that is not at its default, by field.

    Raises:
        UsageError: a key is none that kmigrate knows, or the file cannot be read, or is asked for
            and not to be read.
    """
    if isolated and file is not None:
        raise UsageError(f"--isolated reads no configuration file, and --config names {file}.")
    source = None if isolated else file or nearest_pyproject(paths)
    found = _from_file(source, asked_for=file is not None) if source else {}
    for name, value in given.items():
        if value is not None and value != []:
            found[name] = Setting(value, "command line", flag(by_name()[name]))
    return found


def nearest_pyproject(paths: Iterable[str]) -> Path | None:
    """Find the pyproject.toml at or above the files' common folder, within their repository."""
    folders = [_folder(path) for path in paths] or [Path.cwd()]
    common = folders[0]
    while not all(folder.is_relative_to(common) for folder in folders):
        common = common.parent
    for folder in (common, *common.parents):
        if is_file(folder / "pyproject.toml"):
            return folder / "pyproject.toml"
        if exists(folder / ".git"):
            return None
    return None


def _folder(path: str) -> Path:
    whole = Path(path).absolute()
    return whole if whole.is_dir() else whole.parent


def _from_file(path: Path, *, asked_for: bool) -> dict[str, Setting]:
    table = _table(path)
    if table is None:
        if asked_for:  # a run with other options than those in the file would be a surprise
            raise UsageError(f"{path} has no table [tool.kmigrate].")
        return {}
    names = {key(option): name for name, option in by_name().items()}
    values = {}
    for word, value in table.items():
        where = f"{path}: [tool.kmigrate] {word}"
        if word not in names:
            raise UsageError(f"{where} is no option of kmigrate.{nearest(word, names)}")
        values[names[word]] = Setting(value, str(path), where, path.parent)
    return values


def _table(path: Path) -> dict[str, Any] | None:
    import tomllib  # noqa: PLC0415 - start-up: many runs find no pyproject.toml

    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.") from error
    except ValueError as error:  # of TOML and of UTF-8
        raise UsageError(f"{path} is not valid TOML: {error}.") from error
    tools = document.get("tool", {})
    table = tools.get("kmigrate") if isinstance(tools, dict) else None  # `tool = 3` is TOML
    if table is not None and not isinstance(table, dict):
        raise UsageError(f"{path}: tool.kmigrate must be a table.")
    return table


def nearest(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, or which there are."""
    known = sorted(known)
    close = difflib.get_close_matches(word, known, n=1)
    return f" Did you mean {close[0]!r}?" if close else f" There are: {', '.join(known)}."
