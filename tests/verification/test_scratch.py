"""Folders for strangers' code."""

from __future__ import annotations

import math
import os
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from migrator.verification.children import handover
from migrator.verification.children.warm import Child
from migrator.verification.confinement.scratch import holds_more_than, remove, room, scratch_folder

if TYPE_CHECKING:
    from migrator.verification.children.jobs import Job


def test_what_is_too_deep_or_closed_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("mine")
    with scratch_folder() as folder:
        (folder / "closed").mkdir()
        (folder / "closed" / "inner").mkdir(mode=0)
        (folder / "closed").chmod(0o300)
        (folder / "link").symlink_to(tmp_path, target_is_directory=True)
        monkeypatch.chdir(folder)
        for _ in range(1500):
            os.mkdir("deeper")  # noqa: PTH102 - pathlib cannot name what is so deep
            os.chdir("deeper")
        Path("file.txt").touch()
        os.chdir(tmp_path)
    assert not folder.exists()
    assert kept.read_text() == "mine"


def test_folders_of_one_name_do_not_stop_it(tmp_path: Path) -> None:
    folder = tmp_path / "scratch"
    for name in ("a/a/a", "a/b/a", "a-0/a", "a-1"):
        (folder / name).mkdir(parents=True)
    remove(folder)
    assert not folder.exists()


def test_what_files_take_is_counted(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "file").write_bytes(b"x" * (1 << 20))
    with (tmp_path / "hollow").open("wb") as hollow:
        hollow.truncate(1 << 30)
    assert holds_more_than(tmp_path, 1 << 19)
    assert not holds_more_than(tmp_path, 1 << 22)


def test_half_of_a_small_disk_is_left_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=100))
    assert room(tmp_path, 1000) == 50
    assert room(tmp_path, 10) == 10


@pytest.mark.parametrize(("room", "why"), [(1 << 20, "DiskFull"), (3 << 20, "")])
def test_a_job_whose_files_take_too_much_is_ended(tmp_path: Path, room: int, why: str) -> None:
    (tmp_path / "file").write_bytes(b"x" * (2 << 20))
    child = Child(cast("Job", SimpleNamespace(folder=str(tmp_path))), math.inf, room)
    child.judge()
    assert child.why == why


def test_a_report_is_read_when_it_is_whole_and_sealed(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    with handover.begin(path) as report:
        handover.finish(report, "seal", {"models": []})
    assert handover.read(path, "seal") == {"models": []}
    assert handover.read(path, "another") is None
    for text in ('{"seal": "seal"}', "[" * 100_000 + "\n", "null\n", ""):
        path.write_text(text)
        assert handover.read(path, "seal") is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_no_link_is_followed_and_no_pipe_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "link", "absent"):
        assert handover.last_words(tmp_path / name) == ""
        with pytest.raises(OSError, match=name):
            handover.open_regular(tmp_path / name)
