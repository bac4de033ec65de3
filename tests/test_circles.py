"""What is made for one source goes when it is done: next to nothing is left to the collector."""

from __future__ import annotations

import ast
import gc
import weakref
from pathlib import Path
from typing import Any

import pytest

from migrator import migrate
from migrator.engine.reading.scopes import Scopes

FIXTURES = Path(__file__).parent.parent / "fixtures"


def test_no_rule_holds_a_file_in_a_circle(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[weakref.ref[Scopes]] = []
    make = Scopes.__init__

    def recorded(self: Scopes, tree: ast.Module, *rest: Any) -> None:  # noqa: ANN401
        made.append(weakref.ref(self))
        make(self, tree, *rest)

    monkeypatch.setattr(Scopes, "__init__", recorded)
    gc.disable()
    try:
        for path in sorted(FIXTURES.rglob("*.before.py")):
            migrate(path.read_bytes(), filename=path.name)
            assert all(reference() is None for reference in made), path
    finally:
        gc.enable()
    assert made
