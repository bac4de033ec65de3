"""The values that options take, and what can be wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from migrator.errors import UsageError
from migrator.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

Reader: TypeAlias = "Callable[[object, str, Path], object]"
"""Turns what was written into a value: (what, where it stands, the folder it is relative to)."""


@frozen
class Pattern:
    """A glob as .gitignore writes them, and the folder it is relative to."""

    text: str
    base: str = "."


@frozen
class Texts:
    """Strings that hold for the files that match a glob (None: for all)."""

    texts: tuple[str, ...]
    files: Pattern | None = None


@frozen
class Ignored:
    """Globs over symbols that are left alone in the files that match a glob."""

    symbols: tuple[str, ...]
    files: Pattern


def flag(value: object, where: str, _base: Path) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise UsageError(f"{where} must be true or false, not {value!r}.")
    return value


def count(value: object, where: str, _base: Path) -> int:
    """Read a whole number from 1 on."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UsageError(f"{where} must be a whole number from 1 on, not {value!r}.")
    return value


def one_of(allowed: tuple[str, ...], value: object, where: str) -> str:
    """Read one of a few words; some look like numbers, and TOML tells the two apart."""
    if str(value) not in allowed:
        choices = ", ".join(allowed)
        raise UsageError(f"{where} is {value!r}; it can be one of {choices}.")
    return str(value)


def strings(value: object, where: str, _base: Path) -> tuple[str, ...]:
    """Read a list of strings, each taken as it is."""
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) for text in value):
        raise UsageError(f"{where} must be a list of strings, not {value!r}.")
    return tuple(value)


def globs(value: object, where: str, base: Path) -> tuple[str, ...]:
    """Read a list of globs over symbols; one string may hold several, with commas between."""
    texts = strings(value, where, base)
    return tuple(part.strip() for text in texts for part in text.split(",") if part.strip())


def patterns(value: object, where: str, base: Path) -> tuple[Pattern, ...]:
    """Read a list of globs over files; one string may hold several, with commas between."""
    return tuple(pattern(text, base) for text in globs(value, where, base))


def pattern(text: str, base: Path) -> Pattern:
    """Read a glob over files, as .gitignore writes it or as a shell completes a path.

    `./old`, `../here/old` and the whole path are `/old` of the folder that they start from.
    """
    whole = base.absolute()
    start = f"{whole.as_posix().rstrip('/')}/"
    if text.startswith(("./", start)):
        return Pattern(f"/{text.removeprefix(start).removeprefix('./')}", str(base))
    if not text.startswith("../"):
        return Pattern(text, str(base))
    while text.startswith("../"):
        whole, text = whole.parent, text.removeprefix("../")
    return Pattern(f"/{text}", str(whole))


def path(value: object, where: str, base: Path) -> Path:
    """Read the path of a file."""
    if not isinstance(value, str | Path):
        raise UsageError(f"{where} must be a path, not {value!r}.")
    return base / value


def paths(value: object, where: str, base: Path) -> tuple[Path, ...]:
    """Read the path of a file, or a list of them."""
    several = value if isinstance(value, list | tuple) else [value]
    return tuple(path(one, where, base) for one in several)


def path_or_dash(value: object, where: str, base: Path) -> str:
    """Read the path of a file, or - for standard input."""
    return "-" if value == "-" else str(path(value, where, base))


def by_file(value: object, where: str, base: Path) -> tuple[Texts, ...]:
    """Read a list of strings, or a table from file globs to lists of them."""
    if not isinstance(value, dict):
        return (Texts(strings(value, where, base)),)
    return tuple(
        Texts(strings(texts, f"{where}.{glob!r}", base), pattern(glob, base))
        for glob, texts in value.items()
    )


def ignored(value: object, where: str, base: Path) -> tuple[Ignored, ...]:
    """Read a table from file globs to lists of symbols, or strings such as `old/*.py:Dense`."""
    table = value if isinstance(value, dict) else _by_file(strings(value, where, base), where)
    return tuple(
        Ignored(globs(symbols, f"{where}.{glob!r}", base), pattern(glob, base))
        for glob, symbols in table.items()
    )


def _by_file(texts: tuple[str, ...], where: str) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for text in texts:
        glob, colon, symbols = text.rpartition(":")
        if not colon:
            raise UsageError(f"{where} is {text!r}; write it as FILE-GLOB:SYMBOL.")
        table.setdefault(glob, []).append(symbols)
    return table
