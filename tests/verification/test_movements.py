"""What a step of training does to moving averages, and what older Keras did."""

from __future__ import annotations

import numpy as np

from migrator.verification.modern.movements import Movement, problems

MOMENTUM, ROWS = 0.99, 4


def _variance(of_batch: np.ndarray, corrected: np.ndarray) -> Movement:
    """Move a variance of 1 to that of a batch: as Keras 3 does, and all the way as Keras 2.2."""
    before = np.ones_like(of_batch)
    new = (1.0 - MOMENTUM) * (before - of_batch)
    return Movement(
        0, before, before - corrected, new, np.full_like(before, 1e-7), 0.01, is_variance=True
    )


def test_the_variance_of_a_batch_that_was_divided_by_one_less_is_known() -> None:
    batch = np.array([0.5, 0.25, 2.0, 1.5])
    assert problems([_variance(batch, batch * ROWS / (ROWS - 1))], 1e-3).keys() == {"step.averages"}


def test_units_that_give_nothing_do_not_hide_it() -> None:
    batch = np.array([0.0, 0.0, 0.0, 0.25, 2.0])  # of a relu
    assert problems([_variance(batch, batch * ROWS / (ROWS - 1))], 1e-3).keys() == {"step.averages"}


def test_another_variance_is_a_problem() -> None:
    batch = np.array([0.0, 0.25, 2.0])
    assert problems([_variance(batch, batch[::-1])], 1e-3).keys() == {"step"}
