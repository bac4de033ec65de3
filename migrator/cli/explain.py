"""`kmigrate explain SYMBOL`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from migrator.cli.settings import application
from migrator.families import explain_everywhere, families
from migrator.knowledge import LIBRARY

app = application()


def _beginning(incomplete: str) -> list[str]:
    """Return the symbols that a beginning can become, in full and in short."""
    names = sorted({rule.name for known in families(LIBRARY) for rule in known.rules})
    return [
        name
        for name in (*names, *(name.rpartition(".")[2] for name in names))
        if name.startswith(incomplete)
    ]


@app.command()
def explain_symbol(
    symbol: Annotated[
        str,
        typer.Argument(
            metavar="SYMBOL",
            help="keras.layers.Convolution2D, or Convolution2D.",
            autocompletion=_beginning,
        ),
    ],
) -> None:
    """Say what happens to a legacy symbol: signatures, arguments, defaults, an example."""
    sys.stdout.write(explain_everywhere(symbol, LIBRARY))
