"""What all commands have in common."""

from __future__ import annotations

from typing import Any

import typer


def application(**more: Any) -> typer.Typer:  # noqa: ANN401 - handed to typer
    """Return an application without what costs start-up time: rich help, completion."""
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,  # rich costs more to import than most runs take
        context_settings={"help_option_names": ["-h", "--help"]},
        **more,
    )
