"""`kmigrate legacy fetch` and `kmigrate legacy list`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from migrator.cli.settings import application
from migrator.verification import RELEASES, available, fetch

app = application(help="The legacy releases of Keras that --verify runs.")


@app.command("fetch")
def fetch_legacy(
    version: Annotated[
        str, typer.Argument(metavar="[V]", help="Which release, or all of them.")
    ] = "1.2.2",
    legacy_dir: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the archives lie, instead of a package index."),
    ] = None,
) -> None:
    """Get a legacy release of Keras, checked against its known sha256."""
    for wanted in RELEASES if version == "all" else [version]:
        sys.stdout.write(f"{fetch(wanted, archives_dir=legacy_dir)}\n")


@app.command("list")
def list_legacy() -> None:
    """Say which legacy releases there are, and where those that were fetched lie."""
    for version, folder in available().items():
        sys.stdout.write(f"{version}  {folder or '-'}\n")
