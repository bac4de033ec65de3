"""The tutorial does what it says: its terminal session is run, and its output compared."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "docs" / "tutorial.md"]
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """A command as it is typed, its continued lines included, and what it is to print."""

    command: str
    output: str


def steps(page: Path) -> Iterator[Step]:
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for text in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = text.splitlines(keepends=True)
            typed = 1 + next(
                (i for i, line in enumerate(lines[1:]) if not line.startswith(">")), len(lines) - 1
            )
            command = [lines[0], *(re.sub("^> ?", "", line) for line in lines[1:typed])]
            yield Step("".join(command), "".join(lines[typed:]))


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody who has installed kmigrate and holds the repository."""
    binaries = tmp_path / "bin"
    binaries.mkdir()
    (binaries / "kmigrate").write_text(f'#!/bin/sh\nexec {sys.executable} -m migrator "$@"\n')
    (binaries / "kmigrate").chmod(0o755)
    identity = {
        f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    environment = {**os.environ, **identity, "PYTHONPATH": str(ROOT)}
    environment["PATH"] = f"{binaries}{os.pathsep}{environment['PATH']}"
    shutil.copytree(ROOT / "fixtures" / "tutorial", tmp_path / "leaves")
    for command in ("git init -q", "git add .", "git commit -q -m x"):
        subprocess.run(command.split(), cwd=tmp_path / "leaves", env=environment, check=True)
    return environment


@pytest.mark.skipif(find_spec("tensorflow") is None, reason="needs kmigrate[verify]")
@pytest.mark.skipif(shutil.which("bash") is None, reason="the session is one of bash")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_session_goes_as_it_is_written(
    page: Path, shell: dict[str, str], tmp_path: Path
) -> None:
    here = tmp_path
    checker = doctest.OutputChecker()
    for step in steps(page):
        done = subprocess.run(
            ["bash", "-c", f"{step.command}\nprintf '\\0%s' \"$PWD\""],  # noqa: S607
            cwd=here,
            env=shell,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        said, _, folder = done.stdout.rpartition("\0")
        here = Path(folder)
        assert checker.check_output(step.output, said, doctest.ELLIPSIS), (
            f"$ {step.command}\nexpected:\n{step.output}\ngot:\n{said}"
        )
