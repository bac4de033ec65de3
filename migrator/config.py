"""What a run is asked to do: the command line over `[tool.kmigrate]` of pyproject.toml."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from migrator.errors import UsageError
from migrator.options import DataFormatOption, Dialect, Semantics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

OutputFormat: TypeAlias = Literal["text", "json"]
Color: TypeAlias = Literal["auto", "always", "never"]


@dataclass(frozen=True)
class Pattern:
    """A glob as .gitignore writes them, and the folder it is relative to."""

    text: str
    base: str = "."


@dataclass(frozen=True)
class Build:
    """Expressions that make models, for the files that match a glob (None: for all)."""

    expressions: tuple[str, ...]
    files: Pattern | None = None


@dataclass(frozen=True)
class Config:
    """Everything a run depends on. A field is an option of the command line and a key of the file.

    `dialect` is spelled `from` in both. jobs: None means as many as there are processors.
    """

    write: bool = False
    check: bool = False
    verify: bool = False
    dialect: Dialect = field(default="auto", metadata={"key": "from"})
    data_format: DataFormatOption = "auto"
    keras_json: Path | None = None
    semantics: Semantics = "exact"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    output_format: OutputFormat = "text"
    exclude: tuple[Pattern, ...] = ()
    files_from: str | None = None
    jobs: int | None = None
    statistics: bool = False
    color: Color = "auto"
    quiet: bool = False
    verbose: bool = False
    build: tuple[Build, ...] = ()
    argv: tuple[str, ...] = ()


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
            values[name] = _converted(name, value, f"--{_key(name).replace('_', '-')}", Path())
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
    names = {_key(option.name): option.name for option in fields(Config)}
    values = {}
    for key, value in table.items():
        where = f"{path}: [tool.kmigrate] {key}"
        if key not in names:
            raise UsageError(f"{where} is no option of kmigrate.{nearest(key, names)}")
        values[names[key]] = _converted(names[key], value, where, path.parent)
    return values


def nearest(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, or which there are."""
    known = sorted(known)
    close = difflib.get_close_matches(word, known, n=1)
    return f" Did you mean {close[0]!r}?" if close else f" There are: {', '.join(known)}."


def _key(name: str) -> str:
    return next(str(f.metadata.get("key", name)) for f in fields(Config) if f.name == name)


def _converted(name: str, value: object, where: str, base: Path) -> object:
    """Turn what was written into the type of the field, or say what could have been written."""
    hint = get_type_hints(Config)[name]
    if get_origin(hint) is Literal:
        return _one_of(get_args(hint), value, where)
    return _CONVERTERS.get(name, _flag)(value, where, base)


def _flag(value: object, where: str, _base: Path) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"{where} must be true or false, not {value!r}.")
    return value


def _count(value: object, where: str, _base: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UsageError(f"{where} must be a whole number from 1 on, not {value!r}.")
    return value


def _one_of(allowed: tuple[str, ...], value: object, where: str) -> str:
    if value not in allowed:
        choices = ", ".join(allowed)
        raise UsageError(f"{where} is {value!r}; it can be one of {choices}.")
    return str(value)


def _strings(value: object, where: str, _base: Path) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) for text in value):
        raise UsageError(f"{where} must be a list of strings, not {value!r}.")
    return tuple(value)


def _globs(value: object, where: str, base: Path) -> tuple[str, ...]:
    texts = _strings(value, where, base)
    return tuple(part.strip() for text in texts for part in text.split(",") if part.strip())


def _patterns(value: object, where: str, base: Path) -> tuple[Pattern, ...]:
    return tuple(Pattern(text, str(base)) for text in _strings(value, where, base))


def _path(value: object, where: str, base: Path) -> Path:
    if not isinstance(value, str | Path):
        raise UsageError(f"{where} must be a path, not {value!r}.")
    return base / value


def _path_or_dash(value: object, where: str, base: Path) -> str:
    return "-" if value == "-" else str(_path(value, where, base))


def _builds(value: object, where: str, base: Path) -> tuple[Build, ...]:
    """Read a list of expressions, or a table from file globs to lists of them."""
    if not isinstance(value, dict):
        return (Build(_strings(value, where, base)),)
    return tuple(
        Build(_strings(expressions, f"{where}.{glob!r}", base), Pattern(glob, str(base)))
        for glob, expressions in value.items()
    )


_CONVERTERS: Mapping[str, Callable[[object, str, Path], object]] = {
    "keras_json": _path,
    "select": _globs,
    "ignore": _globs,
    "exclude": _patterns,
    "files_from": _path_or_dash,
    "jobs": _count,
    "build": _builds,
    "argv": _strings,
}
