"""The hooks, run by the real pre-commit and the real prek on a commit of a Git repository.

Each installs kmigrate from this source as it would from a release, which takes a package index.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BEFORE = "from keras.layers import Dense\n\nlayer = Dense(output_dim=10, init='uniform')\n"
AFTER = "from keras.layers import Dense\n\nlayer = Dense(units=10, kernel_initializer='uniform')\n"
SHIPPED = [".pre-commit-hooks.yaml", "LICENSE", "README.md", "migrator", "pyproject.toml"]
IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "x"), ("EMAIL", "x@example.org"))
}


@dataclass(frozen=True)
class Commit:
    code: int
    said: str


def git(folder: Path, *arguments: str, **environment: str) -> str:
    done = subprocess.run(
        ["git", *arguments],  # noqa: S607
        cwd=folder,
        env={**os.environ, **IDENTITY, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds what a release of kmigrate does."""
    folder = tmp_path_factory.mktemp("kmigrate")
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignore)
        else:
            shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "x")
    return folder


@pytest.fixture(scope="module", params=["pre-commit", "prek"])
def commit(
    request: pytest.FixtureRequest, release: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], Commit]:
    """Commit what is staged, with the hook of one of the two programs in the way."""
    module = request.param.replace("-", "_")
    if find_spec(module) is None:
        pytest.skip(f"{request.param} is not installed")
    home = str(tmp_path_factory.mktemp("home"))
    environment = {"PRE_COMMIT_HOME": home, "PREK_HOME": home}

    def run(folder: Path) -> Commit:
        config = (folder / "hooks").read_text()
        (folder / ".pre-commit-config.yaml").write_text(
            f"repos:\n- repo: file://{release}\n  rev: {git(release, 'rev-parse', 'HEAD')}\n"
            f"  hooks: [{config}]\n"
        )
        subprocess.run(
            [sys.executable, "-m", module, "install", "-f"],
            cwd=folder,
            env={**os.environ, **environment},
            capture_output=True,
            check=True,
        )
        done = subprocess.run(
            ["git", "commit", "-m", "x"],  # noqa: S607
            cwd=folder,
            env={**os.environ, **IDENTITY, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if "No matching distribution" in done.stderr or "dns error" in done.stderr:
            pytest.skip(f"{request.param} cannot install the hook: no package index is in reach")
        return Commit(done.returncode, done.stdout + done.stderr)

    return run


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / "hooks").write_text("{id: kmigrate}")
    (tmp_path / "model.py").write_text(BEFORE)
    (tmp_path / "plain.py").write_text("x = 1\n")
    cell: dict[str, object] = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": BEFORE.splitlines(keepends=True),
    }
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 2}
    (tmp_path / "notebook.ipynb").write_text(json.dumps(notebook, indent=1) + "\n")
    git(tmp_path, "add", "model.py", "notebook.ipynb", "plain.py")
    return tmp_path


def test_the_first_commit_is_refused_and_the_second_passes(
    commit: Callable[[Path], Commit], repository: Path
) -> None:
    first = commit(repository)
    assert first.code == 1, first.said
    assert (repository / "model.py").read_text() == AFTER
    cells = json.loads((repository / "notebook.ipynb").read_text())["cells"]
    assert "".join(cells[0]["source"]) == AFTER
    assert "model.py: migrated, 1 change" in first.said
    git(repository, "add", "-u")
    second = commit(repository)
    assert second.code == 0, second.said
    assert git(repository, "show", "HEAD:model.py") == AFTER.strip()


def test_the_other_hook_only_looks(commit: Callable[[Path], Commit], repository: Path) -> None:
    (repository / "hooks").write_text("{id: kmigrate-check}")
    refused = commit(repository)
    assert refused.code == 1, refused.said
    assert "+layer = Dense(units=10" in refused.said
    assert (repository / "model.py").read_text() == BEFORE
    git(repository, "rm", "-q", "--cached", "model.py", "notebook.ipynb")
    assert commit(repository).code == 0
