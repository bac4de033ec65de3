"""When two descriptions of optimizers differ."""

from __future__ import annotations

import pytest

from migrator.verification.rehearsal import STEPS, settings_differ


def _described(rates: list[float]) -> dict[str, object]:
    return {"epsilon": None, "rates": rates}


def _decayed(decay: float, late: int = 0) -> list[float]:
    return [0.1 / (1 + decay * (step + late)) for step in STEPS]


@pytest.mark.parametrize("decay", [0.0, 1e-6, 0.01, -0.75])
def test_decay_may_be_counted_a_step_later(decay: float) -> None:
    """Also one that is negative, as data that is not there may make it."""
    old, new = _described(_decayed(decay)), _described(_decayed(decay, late=decay > 0))
    assert settings_differ(old, new) == []


@pytest.mark.parametrize("decay", [0.01, 0.5])
def test_a_decay_that_is_ignored_is_told(decay: float) -> None:
    [(about, _)] = settings_differ(_described(_decayed(decay)), _described(_decayed(0.0)))
    assert about == "rate"
