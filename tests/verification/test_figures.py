"""What two initialisations of a weight tell, and what may be chance."""

from __future__ import annotations

import numpy as np
import pytest

from migrator.verification.figures import initial_difference, statistics

DRAWS = np.random.default_rng(7)


@pytest.mark.parametrize("count", [1, 2, 4, 12, 20, 60, 400])
def test_chance_is_never_taken_for_a_difference(count: int) -> None:
    for _ in range(3000):
        old, new = DRAWS.uniform(-1, 1, (2, count))
        assert initial_difference(statistics(old), statistics(new)) == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (np.zeros(2), np.ones(2), "starts with a mean of 0 in the original, 1 now"),
        (np.zeros(1), np.ones(1), "starts with a mean of 0 in the original, 1 now"),
        (np.ones((1, 1)), DRAWS.uniform(-1, 1, (1, 1)), "starts with a mean of 1 in"),
        (np.zeros(3), DRAWS.normal(0, 1, 3), "starts with a standard deviation of 0"),
        (DRAWS.normal(0, 1, 40), DRAWS.normal(9, 1, 40), "starts with a mean of"),
        (DRAWS.normal(0, 1, 40), DRAWS.normal(0, 9, 40), "starts with a standard deviation of"),
        (np.eye(3), 1.1 * np.eye(3), "is orthogonal with gain 1 in the original, 1.1 now"),
        (DRAWS.normal(0, 1, 2000), DRAWS.uniform(-1.732, 1.732, 2000), "starts within"),
    ],
)
def test_what_chance_cannot_explain_is_said(old: np.ndarray, new: np.ndarray, said: str) -> None:
    assert initial_difference(statistics(old), statistics(new)).startswith(said)
