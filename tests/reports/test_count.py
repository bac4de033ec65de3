"""What a terminal shows while files are looked at."""

from __future__ import annotations

import io
import sys
import time

import pytest

from migrator.config import Config
from migrator.project.outcome import Outcome
from migrator.reports.progress import Count

FILES = [Outcome(f"{number}.py", "unchanged") for number in range(3)]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which passes only where a test says so."""
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def shown(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, config: Config, clock: list[float]
) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    for outcome in Count(config).following(iter(FILES)):
        stream.write(f"<{outcome.path}>")
        clock[0] += 0.7
    return stream.getvalue()


def test_the_number_of_files_comes_after_a_second_and_makes_room_for_the_report(
    monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    assert shown(monkeypatch, Terminal(), Config(), clock) == (
        "<0.py><1.py>2 files ...\r\x1b[K<2.py>3 files ...\r\x1b[K"
    )


def test_a_log_shows_no_numbers_and_neither_does_quiet(
    monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    plain = "<0.py><1.py><2.py>"
    assert shown(monkeypatch, io.StringIO(), Config(), clock) == plain
    assert shown(monkeypatch, Terminal(), Config(quiet=True), clock) == plain
