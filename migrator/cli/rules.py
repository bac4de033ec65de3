"""`kmigrate rules`."""

from __future__ import annotations

import sys

from migrator.cli.settings import application
from migrator.explain import summary
from migrator.knowledge import KERAS_1

app = application()


@app.command()
def list_rules() -> None:
    """List all legacy symbols and what becomes of each, a line each."""
    for rule in sorted(KERAS_1.rules, key=lambda rule: rule.name):
        sys.stdout.write(f"{summary(rule)}\n")
