from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import venv
from pathlib import Path

import pytest

import migrator
from migrator.verification import RELEASES, LegacyUnavailable, available, fetch


def test_the_witness_imports_no_keras_and_no_engine() -> None:
    """The package's own imports are judged, so `migrator/__init__` is left out of it."""
    program = """
import sys, types
migrator = sys.modules["migrator"] = types.ModuleType("migrator")
migrator.__path__ = [sys.argv[1]]
import migrator.verification
for name in sys.modules:
    assert name.partition(".")[0] not in ("tensorflow", "keras", "numpy", "libcst"), name
    assert not name.startswith(("migrator.engine", "migrator.knowledge", "migrator.rules")), name
"""
    folder = Path(migrator.__file__).parent
    found = subprocess.run(
        [sys.executable, "-c", program, folder], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


def test_modules_that_left_python_and_setuptools_are_stood_in_for() -> None:
    """Keras 1 and 2.0 ask `pkg_resources` for the order of releases; new installations lack it."""
    program = """
import importlib.util, sys
found = importlib.util.find_spec
missing = ("imp", "pkg_resources")
importlib.util.find_spec = lambda name, *a: None if name in missing else found(name, *a)
from migrator.verification.legacy import adapter
adapter._restore_standard_library()
import imp
from pkg_resources import parse_version
assert parse_version("1.10") > parse_version("1.9")
"""
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


def test_an_unknown_version_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(LegacyUnavailable, match=r"9\.9\.9 is not one of .*1\.2\.2"):
        fetch("9.9.9", tmp_path)


def test_offline_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(LegacyUnavailable, match=r"kmigrate legacy fetch.*PIP_INDEX_URL"):
        fetch("1.2.2", tmp_path / "cache")
    found = available(tmp_path / "cache")
    assert {found[version] for version in RELEASES} == {None}


def test_a_python_without_pip_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = tmp_path / "bare"
    venv.create(bare)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.setattr(sys, "executable", str(bare / "bin" / "python"))
    with pytest.raises(LegacyUnavailable, match=r"this Python has none; .*ensurepip"):
        fetch("1.2.2", tmp_path / "cache")


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, and no folder")
    with pytest.raises(LegacyUnavailable, match=r"cannot be kept in .* Set KMIGRATE_CACHE"):
        fetch("1.2.2", tmp_path / "cache")


def test_an_archive_with_another_hash_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pip itself must refuse it, before it runs anything of the archive's."""
    packages, ran = tmp_path / "packages", tmp_path / "ran"
    folder = tmp_path / "Keras-1.2.2"
    folder.mkdir()
    packages.mkdir()
    (folder / "setup.py").write_text(f"open({str(ran)!r}, 'w')\n", encoding="utf-8")
    subprocess.run(
        [
            "/usr/bin/env",
            "tar",
            "czf",
            packages / "Keras-1.2.2.tar.gz",
            "-C",
            tmp_path,
            folder.name,
        ],
        check=True,
    )
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(packages))
    with pytest.raises(LegacyUnavailable, match=r"HASH|hash"):
        fetch("1.2.2", tmp_path / "cache")
    assert not ran.exists()


def test_the_cache_answers_without_pip(
    tmp_path: Path, legacy_keras: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = tmp_path / "legacy" / "1.2.2"
    release.parent.mkdir()
    release.symlink_to(legacy_keras)
    monkeypatch.setattr(sys, "executable", "/nonexistent")
    assert fetch("1.2.2", tmp_path) == release
    assert available(tmp_path)["1.2.2"] == release
    monkeypatch.setenv("KMIGRATE_CACHE", str(tmp_path))
    assert fetch() == release


def test_the_fetched_folder_is_the_unmodified_package(legacy_keras: Path) -> None:
    version = (legacy_keras / "keras" / "__init__.py").read_text(encoding="utf-8")
    assert "__version__ = '1.2.2'" in version


def test_every_era_of_keras_has_a_release() -> None:
    assert set(RELEASES) == {"0.3.3", "1.0.8", "1.1.2", "1.2.2", "2.0.9", "2.2.4", "2.3.1"}
    assert all(len(archive.sha256) == 64 for release in RELEASES.values() for archive in release)
    assert {archive.package for archive in RELEASES["2.3.1"]} == {
        "keras",
        "keras_applications",
        "keras_preprocessing",
    }
    assert "tf_keras" in available()


def made_by_hand(folder: Path) -> Path:
    """Make archives that look like those of 2.2.4; their pins are set to what they are."""
    for archive in RELEASES["2.2.4"]:
        package = folder / f"{archive.project}-{archive.version}" / archive.package
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(f"{archive.project} = 1\n", encoding="utf-8")
        # an index may spell the name in lower case, or with a dash
        name = archive.filename.lower().replace("_", "-")
        with tarfile.open(folder / name, "w:gz") as tar:
            tar.add(package.parent, package.parent.name)
    return folder


@pytest.fixture
def archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = made_by_hand(tmp_path / "archives")
    pinned = tuple(
        archive._replace(
            sha256=hashlib.sha256(
                (folder / archive.filename.lower().replace("_", "-")).read_bytes()
            ).hexdigest()
        )
        for archive in RELEASES["2.2.4"]
    )
    monkeypatch.setitem(RELEASES, "2.2.4", pinned)
    monkeypatch.setattr(sys, "executable", "/nonexistent")  # so that pip cannot help
    return folder


def test_a_folder_of_archives_serves_without_a_network(archives: Path, tmp_path: Path) -> None:
    release = fetch("2.2.4", tmp_path / "cache", archives)
    found = sorted(path.name for path in release.iterdir())
    assert found == ["keras", "keras_applications", "keras_preprocessing"]
    assert fetch("2.2.4", tmp_path / "cache") == release


def test_a_damaged_archive_is_refused_even_where_the_cache_has_the_release(
    archives: Path, tmp_path: Path
) -> None:
    damaged = archives / "keras-2.2.4.tar.gz"
    for cached in (False, True):
        if cached:
            fetch("2.2.4", tmp_path / "cache", archives)
        whole = damaged.read_bytes()
        damaged.write_bytes(whole[:-1])
        with pytest.raises(
            LegacyUnavailable, match=r"keras-2.2.4.tar.gz is damaged or was altered"
        ):
            fetch("2.2.4", tmp_path / "cache", archives)
        damaged.write_bytes(whole)


def test_an_incomplete_folder_says_what_it_lacks(archives: Path, tmp_path: Path) -> None:
    (archives / "keras-applications-1.0.8.tar.gz").unlink()
    with pytest.raises(LegacyUnavailable, match=r"does not hold .*Keras_Applications-1.0.8"):
        fetch("2.2.4", tmp_path / "cache", archives)
    with pytest.raises(LegacyUnavailable, match="no folder"):
        fetch("2.2.4", tmp_path / "cache", tmp_path / "nowhere")
