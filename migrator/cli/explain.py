"""`kmigrate explain SYMBOL`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from migrator.cli.settings import application
from migrator.explain import explain
from migrator.knowledge import KERAS_1

app = application()


@app.command()
def explain_symbol(
    symbol: Annotated[str, typer.Argument(help="keras.layers.Convolution2D, or Convolution2D.")],
) -> None:
    """Say what happens to a legacy symbol: signatures, arguments, defaults, an example."""
    sys.stdout.write(explain(symbol, KERAS_1))
