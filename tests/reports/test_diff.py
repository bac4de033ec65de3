"""The diff is one that Git applies, byte for byte."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from migrator.reports.diff import diff

BEFORE = b"a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n"
AFTER = b"a\nB\nc\nd\ne\nf\ng\nh\ni\nJ\nk\n"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("x.py", BEFORE, AFTER),
        ("folder/x.py", BEFORE, AFTER),
        ("a file.py", BEFORE, AFTER),
        ('odd "name"\t.py', BEFORE, AFTER),
        ("café.py", BEFORE, AFTER),
        ("crlf.py", BEFORE.replace(b"\n", b"\r\n"), AFTER.replace(b"\n", b"\r\n")),
        ("mixed.py", b"a\r\nb\nc\rd\n", b"a\r\nb\nX\rd\n"),
        ("end.py", b"a\nb", b"a\nB"),
        ("gains_end.py", b"a\nb", b"a\nb\n"),
        ("loses_end.py", b"a\nb\n", b"a\nb"),
        ("latin.py", b"# caf\xe9\nb\n", b"# caf\xe9\nB\n"),
        ("form_feed.py", b"a\x0cb\x1cc\xc2\x85\nb\n", b"a\x0cb\x1cc\xc2\x85\nB\n"),
    ],
)
def test_git_applies_it(tmp_path: Path, path: str, before: bytes, after: bytes) -> None:
    file = tmp_path / path
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(before)
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)  # noqa: S607
    subprocess.run(
        ["git", "-c", "core.autocrlf=false", "apply", "-"],  # noqa: S607
        cwd=tmp_path,
        input=diff(path, before, after),
        check=True,
    )
    assert file.read_bytes() == after


def test_a_line_that_a_long_file_has_often_is_not_shown_as_changed() -> None:
    often = b"model.add(BatchNormalization())\n"
    before = [b"%d\n" % number + often for number in range(200)]
    after = [*before[:100], b"a\n" + often, b"b\n" + often, *before[102:]]
    found = diff("x.py", b"".join(before), b"".join(after)).splitlines()[3:]
    assert [line for line in found if line[:1] in (b"-", b"+")] == [b"-100", b"+a", b"-101", b"+b"]


def test_equal_bytes_have_no_diff() -> None:
    assert diff("x.py", BEFORE, BEFORE) == b""


def test_an_absolute_path_is_shown_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert diff(str(tmp_path / "x.py"), b"a\n", b"b\n").startswith(b"--- a/x.py\n+++ b/x.py\n")
    assert diff("/elsewhere/x.py", b"a\n", b"b\n").startswith(b"--- a/elsewhere/x.py\n")


def test_a_path_that_git_does_not_take_is_written_as_one_that_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / "x.py").touch()
    (tmp_path / "link.py").symlink_to("x.py")
    monkeypatch.chdir(tmp_path)
    assert diff("sub/../x.py", b"a\n", b"b\n").startswith(b"--- a/x.py\n")
    assert diff("link.py", b"a\n", b"b\n").startswith(b"--- a/x.py\n")
    monkeypatch.chdir(tmp_path / "sub" / "deep")
    assert diff("y.py", b"a\n", b"b\n").startswith(b"--- a/y.py\n")
    for path in ("../../x.py", str(tmp_path / "x.py")):
        assert diff(path, b"a\n", b"b\n").startswith(b"--- a/x.py\n")
    for path in ("../deep/y.py", str(tmp_path / "sub/deep/y.py")):  # as its neighbours above
        assert diff(path, b"a\n", b"b\n").startswith(b"--- a/sub/deep/y.py\n")
