"""Each layer, optimizer, initializer... with each of its keywords, migrated, is made by Keras 3."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from .drifting import modern_results

ROOT = Path(__file__).parents[2] / "fixtures"
_TRAINS = {"keras0", "training"}  # methods of models, called without data
AFTER = [p for p in sorted(ROOT.glob("*/every_keyword.after.py")) if p.parts[-2] not in _TRAINS]


@pytest.mark.parametrize("path", AFTER, ids=lambda path: str(path.parts[-2]))
def test_what_every_keyword_became_is_taken_by_keras_3(path: Path, keras: ModuleType) -> None:
    assert modern_results(path.read_text("utf-8"), keras) == []
