"""`kmigrate legacy fetch` and `kmigrate legacy list`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from migrator.cli.settings import application
from migrator.verification import available, fetch

app = application(help="The legacy releases of Keras that --verify runs.")


@app.command("fetch")
def fetch_legacy(
    version: Annotated[str, typer.Argument(metavar="[V]", help="Which release.")] = "1.2.2",
) -> None:
    """Download a legacy release of Keras, checked against its known sha256."""
    sys.stdout.write(f"{fetch(version)}\n")


@app.command("list")
def list_legacy() -> None:
    """Say which legacy releases there are, and where those that were fetched lie."""
    for version, folder in available().items():
        sys.stdout.write(f"{version}  {folder or '-'}\n")
