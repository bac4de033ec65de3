"""`--write` leaves alone what Git could not give back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from migrator.config import Config
from migrator.project.outcome import Outcome, Summary
from migrator.project.run import run

BEFORE = "from keras.layers import Dense\n\nDense(output_dim=10)\n"


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)  # noqa: S607


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    for name in ("clean.py", "staged.py", "modified.py"):
        Path(name).write_text(BEFORE)
    git("add", ".")
    git("commit", "-q", "-m", "x")
    for name in ("staged.py", "modified.py", "untracked.py"):
        Path(name).write_text(BEFORE + "# more\n")
    git("add", "staged.py")
    return tmp_path


def written(config: Config, *paths: str) -> dict[str, bool]:
    return {outcome.path: outcome.written for outcome in run(paths or ["."], config)}


def test_only_files_that_git_holds_are_written() -> None:
    assert written(Config(write=True)) == {
        "clean.py": True,
        "modified.py": False,
        "staged.py": True,  # a commit is about to take it: pre-commit must be able to write it
        "untracked.py": False,
    }
    assert Path("modified.py").read_text() == BEFORE + "# more\n"


def test_who_does_not_mind_says_so() -> None:
    assert all(written(Config(write=True, allow_dirty=True)).values())


def test_a_file_that_is_left_says_why() -> None:
    (outcome,) = run(["modified.py"], Config(write=True))
    assert outcome.status == "skipped"
    (note,) = outcome.notes
    assert "changes that Git does not hold" in note.message
    assert "--allow-dirty" in note.message
    assert note.acts
    summary = Summary()
    summary.add(outcome)
    assert summary.exit_code == 3


def test_a_dry_run_does_not_ask() -> None:
    statuses = [outcome.status for outcome in run(["."], Config())]
    assert statuses == ["migrated"] * 4


def test_files_of_a_repository_below_a_folder_are_asked_of_that_repository() -> None:
    Path("inner").mkdir()
    git("init", "-q", "inner")
    Path("inner/new.py").write_text(BEFORE)
    assert written(Config(write=True), "inner") == {"inner/new.py": False}


def test_without_git_there_is_nothing_to_ask(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    Path("a.py").write_text(BEFORE)
    assert written(Config(write=True)) == {"a.py": True}
    monkeypatch.setenv("PATH", "")
    Path("a.py").write_text(BEFORE)
    assert written(Config(write=True)) == {"a.py": True}


def test_what_is_written_first_does_not_make_the_rest_dirty() -> None:
    Path("second.py").write_text(BEFORE)
    git("add", ".")
    git("commit", "-q", "-m", "x")
    outcomes: list[Outcome] = list(run(["clean.py", "second.py"], Config(write=True)))
    assert all(outcome.written for outcome in outcomes)
