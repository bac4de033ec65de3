"""What the command costs as a process: python -m benchmarks.commands [FOLDER WITHOUT KERAS...].

Install kmigrate as users do (`pip install .`), so that its modules are compiled.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import HEADER, ROUNDS, Ratio, command, process_spent

MODERN = "import numpy as np\n\n\ndef mean(values):\n    return np.mean(values)\n"
LEGACY = """\
from keras.models import Sequential
from keras.layers import Dense, Dropout

model = Sequential()
model.add(Dense(output_dim=64, input_dim=20, init='uniform', activation='relu'))
model.add(Dropout(0.5))
model.add(Dense(1, activation='sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='rmsprop')
model.fit(x, y, nb_epoch=20, batch_size=16)
"""
READ_ALL = """\
import os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith('.py'):
            with open(os.path.join(folder, name), 'rb') as stream:
                stream.read()
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", help="trees without Keras")
    parser.add_argument("--tensorflow", metavar="FOLDER", help="legacy code for tf_upgrade_v2 too")
    parser.add_argument("--jobs", metavar="FOLDER", help="legacy code for two jobs [small files]")
    asked = parser.parse_args()
    python, kmigrate = [sys.executable, "-c"], command()
    print(HEADER)
    with tempfile.TemporaryDirectory() as folder:
        modern, legacy = Path(folder, "modern.py"), Path(folder, "legacy.py")
        modern.write_text(MODERN, encoding="utf-8")
        legacy.write_text(LEGACY, encoding="utf-8")
        print(
            _paired(
                "a file without Keras / typer", [*kmigrate, str(modern)], [*python, "import typer"]
            )
        )
        both = [*python, "import typer, libcst"]
        print(_paired("an edited file / typer and libcst", [*kmigrate, str(legacy)], both))
        print(_jobs(asked.jobs or _small_files(Path(folder, "tree")), kmigrate))
        if asked.tensorflow:
            print(_upgrade(Path(folder), kmigrate, asked.tensorflow))
    for tree in asked.folders:
        read = [*python, READ_ALL, tree]
        print(_paired("a tree without Keras / reading it", [*kmigrate, tree], read))


def _upgrade(folder: Path, kmigrate: list[str], tree: str) -> Ratio:
    """Compare with TensorFlow's own upgrade of the same tree: both as commands, one process."""
    ours = [*kmigrate, tree, "--jobs", "1"]

    def upgrade() -> list[str]:
        out = Path(tempfile.mkdtemp(dir=folder))  # it wants one that is not there yet
        written = ["--outtree", str(out / "upgraded"), "--reportfile", str(out / "report.txt")]
        return [*command("tf_upgrade_v2"), "--intree", tree, *written]

    runs = [(process_spent(ours)[0], process_spent(upgrade())[0]) for _ in range(3)]
    return Ratio("a tree of legacy code / tf_upgrade_v2", *zip(*runs, strict=True))


def _small_files(tree: Path) -> str:
    """Write 300 small files."""
    tree.mkdir()
    for number in range(300):
        (tree / f"m{number}.py").write_text(LEGACY * 2, encoding="utf-8")
    return str(tree)


def _jobs(tree: str, kmigrate: list[str]) -> Ratio:
    """Compare the wall time of one process with that of two."""
    one, two = ([*kmigrate, tree, "--jobs", jobs] for jobs in "12")
    runs = [(process_spent(one)[1], process_spent(two)[1]) for _ in range(3)]
    return Ratio("a tree of legacy code, one job / two (wall)", *zip(*runs, strict=True))


def _paired(name: str, ours: Sequence[str], theirs: Sequence[str]) -> Ratio:
    process_spent(ours), process_spent(theirs)  # once for the caches of the disk
    runs = [(process_spent(ours)[0], process_spent(theirs)[0]) for _ in range(ROUNDS)]
    return Ratio(name, *zip(*runs, strict=True))


if __name__ == "__main__":
    main()
