"""What Git could not give back if a file were overwritten."""

from __future__ import annotations

import os
from pathlib import Path


class Repositories:
    """The repositories of the files of a run, each asked once, before the first write to it."""

    def __init__(self) -> None:
        self._tops: dict[Path, Path | None] = {}
        self._lacking: dict[Path, frozenset[str]] = {}

    def lack(self, path: str) -> bool:
        """Whether a file of a repository is modified since it was staged, or not in its index.

        What is staged can be had back, so a file that a commit is about to take is clean. Outside
        of a repository, or without Git, nothing is held and nothing is lacking.
        """
        real = Path(os.path.realpath(path))
        if real.parent not in self._tops:
            self._tops[real.parent] = _top(real.parent)
        top = self._tops[real.parent]
        if top is None:
            return False
        if top not in self._lacking:
            self._lacking[top] = _not_held(top)
        return real.relative_to(top).as_posix() in self._lacking[top]


def _top(folder: Path) -> Path | None:
    answer = _git(folder, "rev-parse", "--show-toplevel")
    return Path(os.path.realpath(os.fsdecode(answer.strip(b"\r\n")))) if answer else None


def _not_held(top: Path) -> frozenset[str]:
    listed = _git(top, "ls-files", "-z", "--modified", "--others")
    return frozenset(os.fsdecode(name) for name in listed.split(b"\0") if name)


def _git(folder: Path, *arguments: str) -> bytes:
    """Return what Git says; nothing, if there is no Git or it knows no repository here."""
    import subprocess  # noqa: PLC0415 - start-up: only where something is written

    inherited = {"GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"}  # a hook's, which may be another's
    environment = {name: value for name, value in os.environ.items() if name not in inherited}
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no argument is the user's
            ["git", *arguments],  # noqa: S607 - whichever Git the user has
            cwd=folder,
            env=environment,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return b""
    return done.stdout
