"""Whole repositories, against tf_upgrade_v2: python -m benchmarks.repositories FOLDER...

Each folder below those named is taken for a repository, as somebody checked it out. Of each, the
Python files are copied to a place of their own, so that neither command reads or copies anything
else, and both run once, one after the other. Where TensorFlow's command stops at a file that it
cannot read, the repository does not count.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import HEADER, Ratio, command, process_spent

WANTED = 0.2


def main() -> None:
    """Print the table, a row for each repository and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", help="folders of repositories of legacy code")
    parser.add_argument("--most", type=int, default=40, help="so many of them [40]")
    parser.add_argument("--seed", type=int, default=0, help="which of them")
    asked = parser.parse_args()
    repositories = sorted(p for folder in asked.folders for p in Path(folder).iterdir())
    random.Random(asked.seed).shuffle(repositories)  # noqa: S311 - a sample
    print(HEADER)
    measured = list(_measured(repositories[: asked.most]))
    ours, theirs = (sum(ratio[side] for ratio in measured) for side in (0, 1))
    print(Ratio(f"{len(measured)} repositories, together", (ours,), (theirs,)))
    within = sum(ours <= WANTED * theirs for ours, theirs in measured)
    print(f"\n{within} of {len(measured)} take at most {WANTED} of its time.")


def _measured(repositories: list[Path]) -> Iterator[tuple[float, float]]:
    """Yield the seconds that each repository takes: ours, and theirs."""
    for repository in repositories:
        with tempfile.TemporaryDirectory() as folder:
            tree = Path(folder, "tree")
            count = _copy_python(repository, tree)
            try:
                pair = _both(tree, Path(folder)) if count else None
            except subprocess.CalledProcessError as error:
                print(f"| {repository.name}: {Path(error.cmd[0]).name} fails | | | |", flush=True)
                continue
        if pair:
            print(
                Ratio(f"{repository.name}, {count} Python files", *((s,) for s in pair)), flush=True
            )
            yield pair


def _both(tree: Path, folder: Path) -> tuple[float, float]:
    """Run both commands in one process each; what ours does not understand (3) is no failure."""
    written = ["--outtree", str(folder / "upgraded"), "--reportfile", str(folder / "report.txt")]
    theirs = process_spent([*command("tf_upgrade_v2"), "--intree", str(tree), *written])[0]
    return process_spent([*command(), str(tree), "--jobs", "1"], fine=(0, 3))[0], theirs


def _copy_python(repository: Path, tree: Path) -> int:
    """Copy the Python files of a repository, and return how many there are."""
    paths = [path for path in repository.rglob("*.py") if path.is_file()]
    for path in paths:
        copy = tree / path.relative_to(repository)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return len(paths)


if __name__ == "__main__":
    main()
