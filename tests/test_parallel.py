"""However many processes there are, and whatever becomes of them, the outcomes come in order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import cast

import pytest

from migrator.options import Options
from migrator.project.outcome import Outcome
from migrator.project.parallel import Step, Workers, in_order
from migrator.project.process import Task


class Deadly:
    """Ends the process that receives it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


def task(number: int) -> Task:
    source = f"from keras.layers import Dense\nDense(output_dim={number})\n"
    return Task(f"{number}.py", source.encode(), Options())


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_the_order_of_the_steps(jobs: int) -> None:
    steps: list[Step] = [
        task(number) if number % 3 else Outcome(f"{number}.py", "unchanged") for number in range(30)
    ]
    outcomes = list(in_order(steps, Workers(jobs)))
    assert [outcome.path for outcome in outcomes] == [f"{number}.py" for number in range(30)]
    assert all(o.status == ("migrated" if n % 3 else "unchanged") for n, o in enumerate(outcomes))


def test_a_file_that_kills_its_process_fails_alone() -> None:
    steps = [task(number) for number in range(12)]
    steps[5] = Task("5.py", b"", cast("Options", Deadly()))
    outcomes = list(in_order(steps, Workers(2)))
    assert [outcome.path for outcome in outcomes] == [f"{number}.py" for number in range(12)]
    assert [outcome.path for outcome in outcomes if outcome.status == "failed"] == ["5.py"]
    assert outcomes[5].error is not None
    assert "The process that migrated this file died" in outcomes[5].error.message


def test_files_are_read_only_a_little_ahead_of_the_report() -> None:
    taken = 0

    def steps() -> Iterator[Step]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield Outcome(f"{number}.py", "unchanged")

    outcomes = in_order(steps(), Workers(2))
    next(outcomes)
    assert taken == 1


def test_proofs_wait_in_threads_and_come_in_order() -> None:
    steps: list[Step] = [task(number) for number in range(5)]
    outcomes = list(in_order(steps, Workers(3), prove=True))
    assert [outcome.path for outcome in outcomes] == [f"{number}.py" for number in range(5)]
