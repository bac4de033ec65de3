"""Fetch the real legacy Keras from the user's package index, once, and check it before use."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from migrator.errors import KmigrateError

#: sha256 of the sdists on PyPI, as downloaded in 2026.
PINS = {
    "0.3.3": "d958852b187c25e7868f39aea4ac4f87cbc906971c476f1cc4fbf1e673b176ab",
    "1.0.8": "d3eb98905013ef258163ea77d98786d04d282e1e8f707b4efbb9f218596f0c9f",
    "1.1.2": "cfde0a424961ead4982a7ebefd77d8ca382810b5a69b566fa64c57d8f340eeb4",
    "1.2.2": "d2b18c4336eb9c4f0d03469870257efa7980a9b036c9d46dcf4d49e7f4487e2d",
    "2.0.9": "6b8572cf1b4a22fd0120b7c23382ba4fa04a6f0397e02af1249be9a7309d1767",
    "2.2.4": "90b610a3dbbf6d257b20a079eba3fdf2eed2158f64066a7c6f7227023fd60bc9",
    "2.3.1": "321d43772006a25a1d58eea17401ef2a34d388b588c9f7646c34796151ebc8cc",
}
_WHAT_TO_DO = (
    "Run `kmigrate legacy fetch` once while online, or set PIP_INDEX_URL or PIP_FIND_LINKS "
    "to where your organisation keeps packages."
)


class LegacyUnavailable(KmigrateError):  # noqa: N818 - a public name: it says what is so
    """The legacy Keras is neither in the cache nor to be had; the message says what to do."""


def fetch(version: str = "1.2.2", cache_dir: Path | None = None) -> Path:
    """Return the folder that holds `keras/` of that version, downloading it the first time.

    Raises:
        LegacyUnavailable: the version is not pinned, or pip could not get an intact archive.
    """
    if version not in PINS:
        raise LegacyUnavailable(f"Keras {version} is not one of {', '.join(PINS)}.")
    folder = _releases(cache_dir) / version
    if not _is_complete(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".fetch-") as scratch:
            archive = _download(version, Path(scratch))
            _publish(_unpack(archive, Path(scratch) / "unpacked"), folder)
    return folder


def available(cache_dir: Path | None = None) -> dict[str, Path | None]:
    """Map every pinned version to its folder, or to None where it was not fetched yet."""
    folders = {version: _releases(cache_dir) / version for version in PINS}
    return {version: f if _is_complete(f) else None for version, f in folders.items()}


def _releases(cache_dir: Path | None) -> Path:
    """Return `<cache>/legacy`; the cache is $KMIGRATE_CACHE or kmigrate's part of the XDG one."""
    if cache_dir is None:
        named = os.environ.get("KMIGRATE_CACHE")
        shared = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        cache_dir = Path(named) if named else Path(shared) / "kmigrate"
    return cache_dir.expanduser().absolute() / "legacy"


def _is_complete(folder: Path) -> bool:
    # A folder gets its name only when it is whole, so one file stands for all.
    return (folder / "keras" / "__init__.py").is_file()


def _download(version: str, scratch: Path) -> Path:
    """Let pip fetch the sdist, so that the user's index settings hold.

    With --require-hashes pip compares the archive with its pin before it runs `setup.py` for the
    metadata. --no-binary names keras alone: its build tools may come as wheels.
    """
    wanted = scratch / "requirements.txt"
    wanted.write_text(f"keras=={version} --hash=sha256:{PINS[version]}\n", encoding="ascii")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--no-binary", "keras", "--disable-pip-version-check", "--no-input"]
    command += ["--requirement", str(wanted), "--dest", str(scratch)]
    pip = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words and a pinned version
    archives = sorted(scratch.glob("*.tar.gz"))
    if pip.returncode or not archives:
        said = [line for line in pip.stderr.splitlines() if "ERROR" in line][-2:]
        raise LegacyUnavailable(
            f"pip could not download Keras {version}: {' '.join(said) or pip.stderr[-300:]} "
            f"{_WHAT_TO_DO}"
        )
    _check(archives[0], version)
    return archives[0]


def _check(archive: Path, version: str) -> None:
    """Compare the archive with its pin ourselves: a later pip may read its flags otherwise."""
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != PINS[version]:
        raise LegacyUnavailable(f"{archive.name} has sha256 {found}, expected {PINS[version]}.")


def _unpack(archive: Path, target: Path) -> Path:
    """Unpack as data: nothing is executed, and no member may leave `target`."""
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    (folder,) = target.iterdir()
    return folder


def _publish(unpacked: Path, folder: Path) -> None:
    """Give the folder its final name in one step, so that no one ever sees half of it."""
    try:
        unpacked.rename(folder)
    except OSError:
        if not _is_complete(folder):  # otherwise another process was faster, with the same bytes
            raise
