"""Whole projects: `fixtures/projects/NAME/before` becomes `after`, with what `report.txt` says.

Written anew by `ACCEPT=1 pytest tests/test_projects.py`; read the diff like code.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from migrator.config import Config
from migrator.project.outcome import Outcome
from migrator.project.run import run

ROOT = Path(__file__).parent.parent / "fixtures" / "projects"
PROJECTS = sorted(path for path in ROOT.iterdir() if path.is_dir())


@pytest.fixture(params=PROJECTS, ids=lambda path: path.name)
def project(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


@pytest.fixture
def copy(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the project to where nothing marks a larger one."""
    shutil.copytree(project / "before", tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def migrated(jobs: int = 1) -> list[Outcome]:
    return list(run(["."], Config(jobs=jobs, write=True)))


def contents(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def report(outcomes: list[Outcome]) -> str:
    lines = []
    for outcome in outcomes:
        lines.append(f"{outcome.path}: {outcome.status}")
        if outcome.migration and outcome.status == "migrated":
            for label in ("dialect", "data_format"):
                verdict = getattr(outcome.migration, label)
                if verdict.value:
                    lines.append(f"  {label}: {verdict.value} ({'; '.join(verdict.evidence)})")
        lines += [f"  {f.span.line}: {f.severity}: {f.rule}: {f.message}" for f in outcome.findings]
    return "\n".join(lines) + "\n"


def test_becomes_what_a_maintainer_would_have_written(project: Path, copy: Path) -> None:
    said = report(migrated())
    if os.environ.get("ACCEPT"):
        shutil.rmtree(project / "after", ignore_errors=True)
        shutil.copytree(copy, project / "after")
        (project / "report.txt").write_text(said, "utf-8")
    assert contents(copy) == contents(project / "after")
    assert said == (project / "report.txt").read_text("utf-8")


def test_each_file_alone_becomes_the_same(project: Path, copy: Path) -> None:
    after = contents(project / "after")
    for path in sorted(copy.rglob("*.py")):
        (outcome,) = run([str(path.relative_to(copy))], Config())
        assert (outcome.after or path.read_bytes()).decode() == after[outcome.path], path


def test_the_second_run_changes_nothing(project: Path, copy: Path) -> None:
    migrated()
    again = migrated()
    assert [outcome.path for outcome in again if outcome.changes] == []
    assert contents(copy) == contents(project / "after")
