"""`kmigrate rules`."""

from __future__ import annotations

import sys

from migrator.cli.settings import application
from migrator.families import summaries
from migrator.knowledge import LIBRARY

app = application()


@app.command()
def list_rules() -> None:
    """List all legacy symbols and what becomes of each, a line each."""
    for line in summaries(LIBRARY):
        sys.stdout.write(f"{line}\n")
