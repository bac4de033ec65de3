from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from migrator.verification import LegacyUnavailable, available, fetch, legacy


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
    folder = Path(legacy.__file__).parents[1]
    found = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program, folder], capture_output=True, text=True, check=False
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
    assert set(available(tmp_path / "cache").values()) == {None}


def test_an_archive_with_another_hash_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pip itself must refuse it, before it runs anything of the archive's."""
    packages, ran = tmp_path / "packages", tmp_path / "ran"
    folder = tmp_path / "Keras-1.2.2"
    folder.mkdir()
    packages.mkdir()
    (folder / "setup.py").write_text(f"open({str(ran)!r}, 'w')\n", encoding="utf-8")
    subprocess.run(  # noqa: S603 - tar
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
    assert set(legacy.PINS) >= {"0.3.3", "1.0.8", "1.1.2", "1.2.2", "2.0.9", "2.2.4", "2.3.1"}
