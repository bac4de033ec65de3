"""`kmigrate config`: what is in force, and where it was said."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any

import typer

from migrator.cli.parameters import configured, given, read_from, with_options
from migrator.cli.settings import application
from migrator.config import Config, Setting, settings
from migrator.config.options import key

app = application()


def _show(
    *,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH...", help="What would be migrated [.].")
    ] = None,
    **values: Any,  # noqa: ANN401 - the fields of Config
) -> None:
    """Show which options are in force for these files, and from where; as TOML."""
    places = paths or ["."]
    configured(values, places)  # to refuse what a run would refuse
    for line in _lines(settings(given(values), places, **read_from(values))):
        sys.stdout.write(f"{line}\n")


app.command("config")(with_options(_show))


def _lines(written: dict[str, Setting]) -> Iterator[str]:
    yield "[tool.kmigrate]"
    for option in fields(Config):
        setting = written.get(option.name, Setting(option.default, "default", ""))
        if setting.value is None:
            yield f"# {key(option)} is not set"
        else:
            yield f"{key(option)} = {_toml(setting.value)}  # {setting.origin}"


def _toml(value: object) -> str:
    """Write a value as TOML does; of what a setting can be, only tables differ from JSON."""
    match value:
        case dict():
            inner = (f"{json.dumps(name)} = {_toml(part)}" for name, part in value.items())
            return f"{{ {', '.join(inner)} }}"
        case list() | tuple():
            return f"[{', '.join(map(_toml, value))}]"
        case Path():
            return json.dumps(str(value))
        case _:
            return json.dumps(value, ensure_ascii=False)
