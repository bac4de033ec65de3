"""Whatever happens to a run, or comes as its input, nothing is lost and the rest is done."""

from __future__ import annotations

import ast
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from migrator import migrate
from migrator.config import Config
from migrator.project.outcome import Failure
from migrator.project.run import run as project_run
from migrator.project.write import replace_bytes

OLD = b"from keras.layers import Dense\n\nlayer = Dense(output_dim=3)\n"
NEW = b"from keras.layers import Dense\n\nlayer = Dense(units=3)\n"
COMMAND = (sys.executable, "-m", "migrator", "--isolated")


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """300 files that change."""
    for number in range(300):
        folder = tmp_path / f"package{number % 10}"
        folder.mkdir(exist_ok=True)
        (folder / f"module{number}.py").write_bytes(OLD)
    return tmp_path


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def migrated(folder: Path) -> int:
    """Count the files that are new; what a run that goes on writes beside them may go at any time."""
    return sum(path.read_bytes() == NEW for path in folder.rglob("*.py"))


def test_a_run_that_is_killed_leaves_each_file_old_or_new_and_the_next_one_tidies_up(
    tree: Path,
) -> None:
    for moment in (0, 0.004, 0.02):
        killed = subprocess.Popen(
            [*COMMAND, "-q", "--write", "--jobs", "2", "."], cwd=tree, stdout=subprocess.PIPE
        )
        deadline = time.monotonic() + 60
        started = migrated(tree)
        while migrated(tree) == started and killed.poll() is None:
            assert time.monotonic() < deadline
        time.sleep(moment)
        killed.send_signal(signal.SIGKILL)
        killed.communicate(timeout=60)  # until no process of the run holds the pipe any more
        assert {path.read_bytes() for path in tree.rglob("*.py")} <= {OLD, NEW}
    (tree / "package0" / f".module0.py.{killed.pid}.x.kmigrate").write_bytes(b"half a fi")
    (tree / "package0" / "module0.py").write_bytes(OLD)
    assert run("--write", ".", cwd=tree).returncode == 0
    assert contents(tree) == [NEW] * 300


def test_two_runs_at_once_do_not_disturb_each_other(tree: Path) -> None:
    both = [subprocess.Popen([*COMMAND, "-q", "--write", "."], cwd=tree) for _ in range(2)]
    codes = {process.wait() for process in both}
    assert codes <= {0, 3}  # 3: a file that the other one had just written
    assert contents(tree) == [NEW] * 300


@contextmanager
def somebody_else() -> Iterator[None]:
    """Be a user without rights where this is root, who may read and write everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_files_that_may_not_be_read_or_written_fail_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    for name, mode in (("closed", 0o755), ("locked", 0o555), ("open", 0o777), ("shut", 0)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.py").write_bytes(OLD)
        (tmp_path / name).chmod(mode)
    (tmp_path / "closed" / "a.py").chmod(0)
    (tmp_path / ".gitignore").touch(0)
    os.mkfifo(tmp_path / "open" / "pipe.py")  # nobody will ever write to it
    monkeypatch.chdir(tmp_path)
    config = Config(write=True, jobs=1, allow_dirty=True)
    migrate(OLD)  # imports what it takes while that can still be read
    with somebody_else():
        outcomes = {outcome.path: outcome for outcome in project_run(["."], config)}
    assert outcomes["open/a.py"].written
    assert outcomes["closed/a.py"].error == Failure(
        "unreadable", "Cannot read the file: Permission denied."
    )
    assert outcomes["shut"].error == Failure(
        "unreadable", "Cannot read the folder: Permission denied."
    )
    assert outcomes["locked/a.py"].error == Failure(
        "write", "Cannot write the file: Permission denied. It is as it was."
    )
    assert (tmp_path / "locked" / "a.py").read_bytes() == OLD
    assert (tmp_path / "open" / "a.py").read_bytes() == NEW


def test_a_name_that_is_no_utf_8_is_one_as_good_as_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    odd = os.fsdecode(b"caf\xe9.py")
    for name in (odd, "a.py"):
        (tmp_path / name).write_bytes(OLD)
    outcomes = {outcome.path: outcome for outcome in project_run(["."], Config(jobs=1))}
    assert {path: outcome.status for path, outcome in outcomes.items()} == {
        odd: "migrated",
        "a.py": "migrated",
    }


def test_a_full_disk_fails_the_file_and_leaves_it_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.py"
    target.write_bytes(OLD)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        replace_bytes(target, NEW)
    assert contents(tmp_path) == [OLD]


DEEP = 5_000
HOSTILE: dict[str, bytes] = {
    "null bytes": b"from keras.layers import Dense\x00\nDense(output_dim=3)\n",
    "5,000 parentheses": b"import keras\nx = " + b"(" * DEEP + b"1" + b")" * DEEP + b"\n",
    "5,000 calls in one another": b"from keras.layers import Dense\nx = "
    + b"Dense(output_dim=" * DEEP
    + b"1"
    + b")" * DEEP
    + b"\n",
    "a chain of 3,000 calls": b"from keras.layers import Dense\nx = Dense(output_dim=1)"
    + b"(y)" * 3_000
    + b"\n",
    "5,000 additions": b"import keras\nx = " + b" + ".join([b"1"] * DEEP) + b"\n",
    "2,000 additions in an edited call": b"from keras.layers import Dense\nx = Dense(output_dim="
    + b" + ".join([b"1"] * 2_000)
    + b")\n",
    "2,000 branches": b"from keras.layers import Dense\nif a:\n    pass\n"
    + b"elif b:\n    Dense(output_dim=1)\n" * 2_000,
    "90 nested branches": b"from keras.layers import Dense\n"
    + b"".join(b" " * n + b"if a:\n" for n in range(90))
    + b" " * 90
    + b"Dense(output_dim=1)\n",
    "one line of 1 MB": b"from keras.layers import Dense\nx = [" + b"1," * 500_000 + b"]\n",
    "one string of 1 MB": b"import keras\nx = '" + b"a" * 1_000_000 + b"'\n",
    "invalid UTF-8": b"import keras\nx = '\xff\xfe'\n",
    "a surrogate": b"import keras\nx = '\xed\xa0\x80'\n",
    "form feeds": b"from keras.layers import Dense\n\x0c\nx = Dense(output_dim=3)\x0c\n",
    "mixed newlines": b"from keras.layers import Dense\r\nx = Dense(output_dim=3)\ry = 1\n",
    "an unknown encoding": b"# coding: klingon\nimport keras\n",
    "a lone carriage return": b"import keras\rx = keras.layers.Dense(output_dim=3)",
    "UTF-16": "import keras\n".encode("utf-16"),
    "nothing but the word": b"keras",
    "a backslash at the end": b"import keras\nx = 1 \\",
    "tabs and blanks": b"import keras\nif 1:\n\tx = 1\n        y = 2\n",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What one run says of all hostile files, each with a well-behaved one behind it."""
    folder = tmp_path_factory.mktemp("hostile")
    for number, data in enumerate(HOSTILE.values()):
        (folder / f"h{number}.py").write_bytes(data)
    (folder / "z.py").write_bytes(OLD)
    done = run("--write", "--output-format", "json", ".", cwd=folder)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 3
    found = {Path(file["path"]).stem: file for file in json.loads(done.stdout)["files"]}
    assert found["z"]["status"] == "migrated"
    assert (folder / "z.py").read_bytes() == NEW
    return {
        name: {**found[f"h{n}"], "data": (folder / f"h{n}.py").read_bytes()}
        for n, name in enumerate(HOSTILE)
    }


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_a_finding_or_a_correct_edit(
    name: str, hostile: dict[str, dict[str, object]]
) -> None:
    outcome = hostile[name]
    data = outcome["data"]
    assert isinstance(data, bytes)
    if outcome["status"] == "migrated":
        ast.parse(data)
        assert b"output_dim" not in data
    else:
        assert data == HOSTILE[name]
    if outcome["status"] == "failed":
        error = outcome["error"]
        assert isinstance(error, dict)
        assert error["kind"] != "internal", error["message"]
        assert error["message"]


def test_a_megabyte_is_edited_where_it_must_be_and_nowhere_else(tmp_path: Path) -> None:
    body = b"def f%d(a, b):\n    return [a + b, {'k': a}, (a, b), 'some text of some length']\n"
    text = b"import keras\n" + b"".join(body % number for number in range(12_000))
    (tmp_path / "large.py").write_bytes(text + OLD)
    done = run("--write", ".", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "large.py").read_bytes() == text + NEW


WATCHED = """
import os, sys

def watch(event, arguments):
    if event.startswith("socket."):
        os._exit(98)
    if event == "subprocess.Popen" and os.path.basename(arguments[0]) != "git":
        os._exit(99)

sys.addaudithook(watch)
if sys.argv[1:] == ["network"]:
    import socket
    socket.getaddrinfo("localhost", 80)
from migrator.cli import main
main()
"""


def watched(*arguments: str, cwd: Path) -> int:
    """Run the command in a Python that ends at once if anything asks for the network."""
    command = [sys.executable, "-c", WATCHED, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    "arguments",
    [
        ("--write", "--todo", "."),
        ("--project-files", "--report", "page.html", "."),
        ("explain", "Dense"),
        ("legacy", "list"),
        ("config",),
    ],
    ids=" ".join,
)
def test_what_does_not_verify_uses_no_network(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(OLD)
    (tmp_path / "requirements.txt").write_text("keras==1.2.2\n")
    assert watched(*arguments, cwd=tmp_path) == 0


def test_the_watch_on_the_network_would_notice(tmp_path: Path) -> None:
    assert watched("network", cwd=tmp_path) == 98
