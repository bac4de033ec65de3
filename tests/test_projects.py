"""Whole projects: `fixtures/projects/NAME/before` becomes `after`, with what `report.txt` says.

Written anew by `ACCEPT=1 pytest tests/test_projects.py`; read the diff like code.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from migrator.config import Config
from migrator.facts import Module
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


def configured(project: Path) -> Config:
    """Read the options of a project's fixture, and write in place."""
    file = project / "options.json"
    options = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return Config(jobs=1, write=True, **options)


def migrated(config: Config) -> list[Outcome]:
    return list(run(["."], config))


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
    said = report(migrated(configured(project)))
    if os.environ.get("ACCEPT"):
        shutil.rmtree(project / "after", ignore_errors=True)
        shutil.copytree(copy, project / "after")
        (project / "report.txt").write_text(said, "utf-8")
    assert contents(copy) == contents(project / "after")
    assert said == (project / "report.txt").read_text("utf-8")


def test_each_file_alone_becomes_the_same(project: Path, copy: Path) -> None:
    after = contents(project / "after")
    config = replace(configured(project), write=False)
    for path in sorted(path for path in copy.rglob("*") if path.is_file()):
        (outcome,) = run([str(path.relative_to(copy))], config)
        assert (outcome.after or path.read_bytes()).decode() == after[outcome.path], path


def test_the_second_run_changes_nothing(project: Path, copy: Path) -> None:
    migrated(configured(project))
    again = migrated(configured(project))
    assert [outcome.path for outcome in again if outcome.changes] == []
    assert contents(copy) == contents(project / "after")


def test_a_module_that_names_keras_itself_lends_nothing_to_files_that_do_not() -> None:
    """Else a second run would take a notebook of Python 2 for one of Keras, which it is not."""
    assert not Module(symbols={"keras": "keras"}).holds_keras
    assert Module(symbols={"Dense": "keras.layers.Dense"}).holds_keras
    assert Module(symbols={"K": "keras.backend"}).holds_keras
