"""Files that mean harm, all in one run of the command: each is reported, and harms nothing."""

from __future__ import annotations

import json
import os
import select
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from migrator.verification.objects import Json

pytestmark = [
    pytest.mark.keras,
    pytest.mark.skipif(sys.platform != "linux", reason="the kernel's part is Linux's"),
]

HOSTILE = sorted((Path(__file__).parent / "fixtures" / "hostile").glob("*.before.py"))
NAMES = [path.name.partition(".")[0] for path in HOSTILE]
SECRET = "the-secret-of-the-user"  # noqa: S105 - nobody's
HARMLESS = """
from keras.layers import Dense
from keras.models import Sequential
model = Sequential([Dense(output_dim=2, input_dim=4)])
"""
#: Says of each file what its verification must tell.
TOLD = {
    "calls_c": "ctypes",
    "changes_modes": "os.chmod",
    "closes_files": "exit code 1",
    "crashes": "killed by signal 11",
    "deletes_files": "to write to",
    "exits": "exit code 0",
    "forges_a_report": "exit code 0",
    "forks": "os.fork",
    "ignores_signals": "Timeout",
    "kills": "os.kill",
    "kills_by_ctypes": "ctypes.dlsym",
    "leaves_pickles": "equal",
    "leaves_pipes": "exit code 0",
    "leaves_threads": "equal",
    "listens": "socket.__new__",
    "loops": "Timeout",
    "loops_in_c": "Timeout",
    "nests_folders": "PermissionError",
    "opens_sockets": "socket.__new__",
    "patches_python": "exit code",
    "patches_the_judge": "replaces functions of kmigrate",
    "prints_without_end": "File too large",
    "races_links": "to write to",
    "raises_limits": "resource.setrlimit",
    "reaches_into_processes": "ctypes.dlsym",
    "reads_secrets": "ValueError",
    "reads_the_network": "socket.getaddrinfo",
    "reserves_the_disk": "PermissionError",
    "runs_programs": "subprocess.Popen",
    "starts_threads": "not-built",
    "takes_memory": "not-built",
    "writes_to_the_project": "to write to",
}


@dataclass
class Victim:
    """What there is to harm, and what was left of it."""

    folder: Path
    precious: Path
    process: subprocess.Popen[bytes]
    listener: socket.socket
    before: tuple[object, ...] = ()

    def state(self) -> tuple[object, ...]:
        files = sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))
        told = self.precious.stat()
        return files, self.precious.read_text(), stat.S_IMODE(told.st_mode), told.st_mtime

    def was_called(self) -> bool:
        return bool(select.select([self.listener], [], [], 0)[0])


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    folder = tmp_path_factory.mktemp("victim")
    (folder / "empty").mkdir()
    (folder / "secret.txt").write_text(SECRET)
    precious = folder / "precious.txt"
    precious.write_text("precious")
    process = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(3600)"], env={"TOKEN": SECRET}
    )
    with socket.create_server(("127.0.0.1", 0)) as listener:
        found = Victim(folder, precious, process, listener)
        found.before = found.state()
        yield found
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def told(
    tmp_path_factory: pytest.TempPathFactory, victim: Victim, legacy_keras: Path
) -> dict[str, Json]:
    """The verification of each file, and of a harmless one that comes last."""
    assert legacy_keras.is_dir()
    project = tmp_path_factory.mktemp("project")
    port = str(victim.listener.getsockname()[1])
    places = {"@VICTIM@": str(victim.folder), "@PORT@": port, "@PID@": str(victim.process.pid)}
    for path in HOSTILE:
        source = path.read_text()
        for name, value in places.items():
            source = source.replace(name, value)
        (project / path.name.replace(".before", "")).write_text(source)
    (project / "zz_harmless.py").write_text(HARMLESS)
    command = [str(Path(sys.executable).with_name("kmigrate")), ".", "--verify", "--isolated"]
    command += ["--timeout", "20", "--memory", "4", "--jobs", "2", "--output-format", "json"]
    environment = os.environ | {"SOME_TOKEN": SECRET, "TMPDIR": str(project.parent)}
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 4), done.stderr
    files = json.loads(done.stdout)["files"]
    said = done.stdout + done.stderr
    found = {Path(file["path"]).stem: file["verification"] for file in files}
    if "this system has no" in found["zz_harmless"]["reason"]:
        pytest.skip(found["zz_harmless"]["reason"])
    assert SECRET not in said
    return found


@pytest.mark.parametrize("name", NAMES)
def test_it_is_reported(told: dict[str, Json], name: str) -> None:
    found = told[name]
    assert TOLD[name] in f"{found['status']}: {found['reason']}"


def test_the_run_goes_on(told: dict[str, Json]) -> None:
    assert told.keys() == {*NAMES, "zz_harmless"}
    assert told["zz_harmless"]["status"] == "equal", told["zz_harmless"]


@pytest.mark.usefixtures("told")
def test_nothing_was_harmed(victim: Victim) -> None:
    assert victim.state() == victim.before
    assert victim.process.poll() is None
    assert not victim.was_called()


@pytest.mark.usefixtures("told")
def test_nothing_is_left_behind(tmp_path_factory: pytest.TempPathFactory) -> None:
    base = tmp_path_factory.getbasetemp()
    assert list(base.glob("kmigrate-*")) == []
    assert vanish(str(base))


def vanish(folder: str) -> bool:
    """Whether the processes below a folder end: what was killed gives its memory back first."""
    until = time.monotonic() + 10
    while processes_in(folder) and time.monotonic() < until:
        time.sleep(0.1)
    return not processes_in(folder)


def processes_in(folder: str) -> list[str]:
    """Return the processes whose current folder is below this one."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cwd"):
        try:
            current = str(path.readlink())
        except OSError:
            continue
        if current.startswith(folder + "/kmigrate-"):
            found.append(path.parent.name)
    return found
