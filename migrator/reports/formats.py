"""The forms that a report for programs can take, and the files that it can be written to."""

# ruff: noqa: PLC0415 - a run imports only the form that it was asked for

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from migrator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from migrator.config import Config
    from migrator.project.outcome import Outcome, Summary


class Format(Protocol):
    """A report in pieces: what stands before the files, each file, what stands behind them."""

    def start(self) -> str:
        """Return what stands before the files."""

    def file(self, outcome: Outcome) -> str:
        """Return what is said of one file."""

    def end(self, summary: Summary) -> str:
        """Return what stands behind the files."""


class Sink(Protocol):
    """Something that is told of the files as they are finished."""

    def add(self, outcome: Outcome) -> None:
        """Tell of one file."""

    def close(self, summary: Summary) -> None:
        """Tell that it was the last."""


class Written:
    """A report on its way to where it is read."""

    def __init__(self, form: Format, write: Callable[[str], object]) -> None:
        self._form = form
        self._write = write
        write(form.start())

    def add(self, outcome: Outcome) -> None:
        """Write of one file."""
        self._write(self._form.file(outcome))

    def close(self, summary: Summary) -> None:
        """Write the end."""
        self._write(self._form.end(summary))


def made(name: str, config: Config) -> Format:
    """Return the form of a report by its name, which is also the end of a file's name."""
    match name:
        case "json":
            from migrator.reports.json import Json

            return Json(statistics=config.statistics)
        case "sarif":
            from migrator.reports.sarif import Sarif

            return Sarif()
        case "github":
            from migrator.reports.github import Annotations

            return Annotations()
        case "html":
            from migrator.reports.html import Html

            return Html(config)
        case _:
            from migrator.reports.markdown import Markdown

            return Markdown(config)


_BY_SUFFIX = {".json": "json", ".sarif": "sarif", ".md": "markdown", ".html": "html"}


class Report:
    """A report that replaces the file of its name when it is whole."""

    def __init__(self, path: Path, config: Config) -> None:
        self._path = path
        self._pieces: list[str] = []
        self._written = Written(made(form_of(path), config), self._pieces.append)

    def add(self, outcome: Outcome) -> None:
        """Take one file up."""
        self._written.add(outcome)

    def close(self, summary: Summary) -> None:
        """Write the report.

        Raises:
            UsageError: the file cannot be written.
        """
        from migrator.project.write import replace_bytes

        self._written.close(summary)
        text = "".join(self._pieces).encode(errors="backslashreplace")
        try:
            self._path.touch()
            replace_bytes(self._path, text)
        except OSError as error:
            raise UsageError(f"Cannot write {self._path}: {error.strerror}.") from error


def form_of(path: Path) -> str:
    """Return the form that the end of a name stands for.

    Raises:
        UsageError: the name ends otherwise, or its folder is not there.
    """
    form = _BY_SUFFIX.get(path.suffix)
    if form is None:
        known = ", ".join(_BY_SUFFIX)
        raise UsageError(f"--report {path}: the name of a report ends in one of {known}.")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"--report {path}: there is no folder {path.parent}.")
    return form
