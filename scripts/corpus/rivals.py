"""Judge other ways to Keras 3 as kmigrate judges itself, and print a table.

    scripts/rivals keras-1.2.2/examples --way renamed

The folder is one of Keras's own releases (`git archive 1.2.2 examples`). The ways: the file as it
*stands*, what tf_upgrade_v2 makes of it (*upgraded*), renaming by hand (*renamed*, see `by_hand`),
each verified against the original under Keras 1.2.2; and the file *under Keras 2.2.4*, whose shims
still took the old spellings. What becomes of kmigrate's own result, `scripts/examples` shows;
*counted* says how many edits that takes, and how many of them no error of Keras 3 asks for.
"""

from __future__ import annotations

import argparse
import difflib
import re
import subprocess
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from migrator import migrate
from migrator.verification import Settings, verify
from scripts.corpus.by_hand import renamed

Ordering = Literal["th", "tf"] | None
ORDERINGS: dict[str | None, Ordering] = {"channels_first": "th", "channels_last": "tf"}
_LONGEST = 160
_CONFIG = Path(__file__).parents[1] / "examples.toml"
_WRITTEN = re.compile(r"written out: (?P<arguments>.*)")
_NESTED = re.compile(r"\([^()]*\)|'[^']*'|\"[^\"]*\"")


def upgraded(source: str) -> str:
    """Return what TensorFlow's own script makes of a file; the file itself if it fails."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, "before.py"), Path(folder, "after.py")
        path.write_text(source, encoding="utf-8")
        command = ["tf_upgrade_v2", "--infile", str(path), "--outfile", str(out)]
        report = ["--reportfile", str(Path(folder, "report.txt"))]
        subprocess.run([*command, *report], check=False, capture_output=True)  # noqa: S603
        return (out if out.exists() else path).read_text(encoding="utf-8")


def changed(before: str, after: str) -> int:
    """Count the lines that are not as they were."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return sum(line.startswith("- ") for line in lines)


@dataclass(frozen=True)
class Example:
    """One file: its name, its source, and the order of its image dimensions."""

    name: str
    source: str
    ordering: Ordering

    def settings(self, version: str) -> Settings:
        """Return how it is built, as `scripts/examples` does it."""
        told = tomllib.loads(_CONFIG.read_text(encoding="utf-8"))["tool"]["kmigrate"]
        argv, builds = (tuple(told[key].get(self.name, ())) for key in ("argv", "build"))
        return Settings(version, self.ordering, builds, argv)


def verified(example: Example, after: str) -> str:
    """Say what the verifier finds when the original runs under Keras 1.2.2."""
    before, settings = example.source, example.settings("1.2.2")
    found = verify(before, after, settings=settings)
    lines = f"{changed(before, after)} lines, " if after != before else ""
    return lines + found.status + (f": {found.reason}" if found.reason else "")


def under_keras_2(example: Example) -> str:
    """Say whether a file runs under Keras 2.2.4 far enough to build its models."""
    found = verify(example.source, "", settings=example.settings("2.2.4"))
    return "runs" if found.originals else f"fails: {found.reason}"


def counted(example: Example) -> str:
    """Say how many edits kmigrate makes, in how many lines, and how many defaults it writes out."""
    source = example.source
    done = migrate(source, filename="example.py")
    pins = Counter(name for change in done.changes for name in written_out(change.message))
    orders, defaults = pins.pop("data_format", 0), pins.total()
    lines = changed(source, done.source)
    return f"{len(done.changes)} edits in {lines} lines; {defaults} defaults, {orders} orderings"


def written_out(message: str) -> list[str]:
    """Return the arguments that a change wrote out, by their names."""
    match = _WRITTEN.search(message)
    text = match["arguments"] if match else ""
    while _NESTED.search(text):
        text = _NESTED.sub("", text)
    return re.findall(r"(\w+)=", text)


WAYS: dict[str, Callable[[Example], str]] = {
    "stands": lambda example: verified(example, example.source),
    "upgraded": lambda example: verified(example, upgraded(example.source)),
    "renamed": lambda example: verified(example, renamed(example.source)),
    "under Keras 2.2.4": under_keras_2,
    "counted": counted,
}


def main() -> None:
    """Print the table, a line as soon as it is known."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--way", action="append", choices=WAYS, help="only this one")
    asked = parser.parse_args()
    ways = asked.way or list(WAYS)
    print(f"| file | {' | '.join(ways)} |")
    print(f"|---|{'---|' * len(ways)}")
    for path in sorted(asked.folder.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        ordering = ORDERINGS.get(migrate(source, filename=path.name).data_format.value)
        example = Example(path.name, source, ordering)
        told = (WAYS[way](example).partition("\n")[0] for way in ways)
        cells = " | ".join(text.replace("|", "\\|")[:_LONGEST] for text in told)
        print(f"| {path.name} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
