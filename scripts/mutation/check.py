"""Change modules in a thousand small ways, and count which changes nothing notices.

    scripts/mutants [--sample N] [--seed S] [--only FILE] [MODULE...] > outcomes.tsv

mutmut makes the mutants (`pip install mutmut==3.8.1`). Its own runner starts pytest for each of
them; here one process collects the tests and is forked for each mutant, and the fork runs the tests
that enter the function that the mutant changes, until one fails. What they let live, mypy may
refuse: `scripts/check` runs it, too.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mutmut.mutation.file_mutation import MutatedFile, mutate_file_contents

ROOT = Path(__file__).parents[2]
MODULES = [
    f"migrator/engine/{name}.py"
    for name in ("reading/signatures", "reading/scopes", "reading/names", "ordering/data_format")
]
TESTS = ("tests/engine", "tests/test_fixtures.py", "tests/test_projects.py")
SEEN = "not second_time and not every_comment and not second_run"  # others migrate the same
_ERROR = re.compile(r"^([^:]+):(\d+): error: ", re.MULTILINE)


def main() -> None:
    """Print a line for each mutant - its name, what became of it, what noticed it - and counts."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("modules", nargs="*", default=MODULES)
    parser.add_argument("--sample", type=int, help="draw so many mutants instead of all")
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--only", type=Path, help="a file whose lines begin with names of mutants")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        _copy_here()
        files = {module: _mutated(module) for module in asked.modules}
        names = [_name(m, mutant) for m, file in files.items() for mutant in file.mutant_names]
        refused = set(_refused_by_mypy(files))
        counts: Counter[str] = Counter()
        for name, test in _noticed(_chosen(names, asked)):
            outcome = "killed" if test else "refused" if name in refused else "survived"
            print(name, outcome, test, sep="\t", flush=True)
            counts[outcome] += 1
        print(", ".join(f"{count} {outcome}" for outcome, count in counts.items()), file=sys.stderr)


def _copy_here() -> None:
    """Copy what git knows of the repository, with what mutmut wants to be told."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - a fixed command
    for path in map(Path, listed.stdout.splitlines()):
        if (ROOT / path).is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, path)
    Path("setup.cfg").write_text("[mutmut]\nsource_paths = migrator\n", "utf-8")


def _mutated(module: str) -> MutatedFile:
    """Put all mutants of a module into it; a variable of the environment says which one is on."""
    path = Path(module)
    file = mutate_file_contents(module, path.read_text("utf-8"))
    path.write_text(file.code, "utf-8")
    return file


def _name(module: str, mutant: str) -> str:
    return f"{module.removesuffix('.py').replace('/', '.')}.{mutant}"


def _chosen(names: list[str], asked: argparse.Namespace) -> list[str]:
    if asked.only is not None:
        wanted = {line.partition("\t")[0] for line in asked.only.read_text("utf-8").splitlines()}
        names = [name for name in names if name in wanted]
    if asked.sample is not None:
        names = random.Random(asked.seed).sample(names, asked.sample)  # noqa: S311 - no secret
    return names


def _refused_by_mypy(files: dict[str, MutatedFile]) -> Iterator[str]:
    """Yield the mutants in which mypy finds an error.

    Those of `__init__` are left out: the mutants of one would declare an attribute many times.
    """
    command = [sys.executable, "-m", "mypy", "--no-error-summary", *files]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout  # noqa: S603 - our own interpreter
    for path, line in _ERROR.findall(said):
        for function, span in files[path].line_span_by_function_name.items():
            if span.start <= int(line) <= span.end and "__init__" not in function:
                yield _name(path, function)


def _noticed(names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each mutant and the test that noticed it, as the plugin of pytest finds them out."""
    Path("mutants.txt").write_text("\n".join(names), "utf-8")
    plugins = ["-p", "no:cacheprovider", "-p", "no:terminal", "-p", "scripts.mutation.forks"]
    command = [sys.executable, "-m", "pytest", *plugins, "-k", SEEN, *TESTS]
    reading, writing = os.pipe()
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "OUTCOMES": str(writing)}
    with subprocess.Popen(command, env=environment, pass_fds=[writing]) as process:  # noqa: S603 - our own interpreter
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as outcomes:
            for line in outcomes:
                name, _, test = line.rstrip("\n").partition("\t")
                yield name, test
    if process.returncode:
        sys.exit("The tests could not be run, or fail without any mutant.")


if __name__ == "__main__":
    main()
