"""The bar of progress: on a terminal only, and never in the way of the report."""

from __future__ import annotations

import io
import sys

import pytest

from migrator.config import Config
from migrator.project.outcome import Outcome
from migrator.reports.progress import Bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


FILES = [Outcome(f"{number}.py", "unchanged") for number in range(3)]


def test_a_terminal_shows_how_many_files_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    for outcome in Bar(3, Config()).following(FILES):
        sys.stderr.write(f"report of {outcome.path}\n")
    shown = terminal.getvalue()
    assert "Verifying" in shown
    assert "67%" in shown
    assert all(f"report of {outcome.path}\n" in shown for outcome in FILES)


@pytest.mark.parametrize(("awaited", "config"), [(0, Config()), (3, Config(quiet=True))])
def test_nothing_to_wait_for_or_quiet_shows_nothing(
    monkeypatch: pytest.MonkeyPatch, awaited: int, config: Config
) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    assert list(Bar(awaited, config).following(FILES)) == FILES
    assert terminal.getvalue() == ""


def test_no_terminal_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    assert list(Bar(3, Config()).following(FILES)) == FILES
    assert pipe.getvalue() == ""
