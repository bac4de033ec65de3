"""Get the real legacy Keras, once, from the user's package index or folder, and check it."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from migrator.errors import KmigrateError
from migrator.verification.legacy.releases import RELEASES, TF_KERAS, VERSIONS, Archive

_WHAT_TO_DO = (
    "Run `kmigrate legacy fetch` once while online, set PIP_INDEX_URL or PIP_FIND_LINKS to where "
    "your organisation keeps packages, or name a folder of archives with --legacy-dir."
)


class LegacyUnavailable(KmigrateError):  # noqa: N818 - a public name: it says what is so
    """The legacy Keras is neither in the cache nor to be had; the message says what to do."""


def fetch(
    version: str = "1.2.2", cache_dir: Path | None = None, archives_dir: Path | None = None
) -> Path:
    """Return the folder that holds `keras/` of that version, unpacking it the first time.

    archives_dir: a folder of sdists to take it from, instead of the package index. An archive that
    lies there is checked even if the cache has the release: an altered one is never passed over.

    Raises:
        LegacyUnavailable: the version is not known, or no intact archive of it could be had.
    """
    if version not in VERSIONS:
        raise LegacyUnavailable(f"Keras {version} is not one of {', '.join(VERSIONS)}.")
    if version == TF_KERAS:
        return _installed()
    folder = _releases(cache_dir) / version
    given = _given(version, archives_dir) if archives_dir else []
    if not _is_complete(folder, version):
        if archives_dir and len(given) < len(RELEASES[version]):
            raise LegacyUnavailable(_missing(version, archives_dir))
        try:
            _keep(version, folder, given)
        except OSError as error:
            raise LegacyUnavailable(
                f"Keras {version} cannot be kept in {folder.parent}: {error.strerror or error}. "
                "Set KMIGRATE_CACHE to a folder that can be written."
            ) from error
    return folder


def _keep(version: str, folder: Path, given: list[Path]) -> None:
    """Unpack a release into its folder, from the archives given or from the package index."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".fetch-") as scratch:
        archives = given or _download(version, Path(scratch))
        _publish(_unpacked(version, archives, Path(scratch)), folder, version)


def available(cache_dir: Path | None = None) -> dict[str, Path | None]:
    """Map every known version to its folder, or to None where it was not fetched yet."""
    folders = {version: _releases(cache_dir) / version for version in RELEASES}
    found = {version: f if _is_complete(f, version) else None for version, f in folders.items()}
    installed = importlib.util.find_spec(TF_KERAS) is not None
    return {**found, TF_KERAS: _installed() if installed else None}


def _installed() -> Path:
    """Return where the package tf_keras is installed: it is current, and pip's to keep."""
    spec = importlib.util.find_spec(TF_KERAS)
    if spec is None or spec.origin is None:
        raise LegacyUnavailable(
            "tf.keras code is built with the package tf_keras, which is not installed here. "
            "Install it with: pip install 'kmigrate[verify]'"
        )
    return Path(spec.origin).parents[1]


def _releases(cache_dir: Path | None) -> Path:
    """Return `<cache>/legacy`; the cache is $KMIGRATE_CACHE or kmigrate's part of the XDG one."""
    if cache_dir is None:
        named = os.environ.get("KMIGRATE_CACHE")
        shared = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        cache_dir = Path(named) if named else Path(shared) / "kmigrate"
    return cache_dir.expanduser().absolute() / "legacy"


def _is_complete(folder: Path, version: str) -> bool:
    # A folder gets its name only when it is whole, so one file stands for all of a package.
    packages = [archive.package for archive in RELEASES[version]]
    return all((folder / package / "__init__.py").is_file() for package in packages)


def _given(version: str, folder: Path) -> list[Path]:
    """Return the archives of a release that lie in the user's folder, each checked."""
    if not folder.is_dir():
        raise LegacyUnavailable(f"{folder} is no folder: --legacy-dir names one that holds sdists.")
    names = {path.name.lower().replace("-", "_"): path for path in sorted(folder.iterdir())}
    found = []
    for archive in RELEASES[version]:
        path = names.get(archive.filename.lower().replace("-", "_"))
        if path:
            _check(path, archive)
            found.append(path)
    return found


def _missing(version: str, folder: Path) -> str:
    wanted = ", ".join(archive.filename for archive in RELEASES[version])
    return f"{folder} does not hold all of what Keras {version} needs: {wanted}."


def _download(version: str, scratch: Path) -> list[Path]:
    """Let pip fetch the sdists, so that the user's index settings hold.

    With --require-hashes pip compares an archive with its pin before it runs `setup.py` for the
    metadata. --no-binary names these packages alone: their build tools may come as wheels.
    """
    archives = RELEASES[version]
    wanted = scratch / "requirements.txt"
    lines = [f"{a.project}=={a.version} --hash=sha256:{a.sha256}\n" for a in archives]
    wanted.write_text("".join(lines), encoding="ascii")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--no-binary", ",".join(a.project for a in archives)]
    command += ["--disable-pip-version-check", "--no-input"]
    command += ["--requirement", str(wanted), "--dest", str(scratch)]
    pip = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words and pinned versions
    found = _given(version, scratch) if pip.returncode == 0 else []
    if len(found) < len(archives):
        raise LegacyUnavailable(
            f"pip could not download Keras {version}: {_said(pip.stderr)}. {_WHAT_TO_DO}"
        )
    return found


def _said(stderr: str) -> str:
    """Return what went wrong in the words of pip, or why there were none."""
    if "No module named pip" in stderr:
        return "this Python has none; `python -m ensurepip` or `uv pip install pip` installs it"
    said = [line for line in stderr.splitlines() if "ERROR" in line][-2:]
    return " ".join(said).rstrip(".") or stderr[-300:].strip()


def _check(path: Path, archive: Archive) -> None:
    """Compare the archive with its pin ourselves: a later pip may read its flags otherwise."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != archive.sha256:
        raise LegacyUnavailable(
            f"{path} is damaged or was altered: its sha256 is {found}, that of the archive on PyPI "
            f"{archive.sha256}. It is not used; replace it."
        )


def _unpacked(version: str, archives: list[Path], scratch: Path) -> Path:
    """Unpack as data - nothing is executed, no member may leave - and put the packages together."""
    together = scratch / "release"
    together.mkdir()
    for archive, path in zip(RELEASES[version], archives, strict=True):
        target = scratch / f"unpacked-{archive.package}"
        with tarfile.open(path) as tar:
            tar.extractall(target, filter="data")
        (folder,) = target.iterdir()
        (folder / archive.package).rename(together / archive.package)
    return together


def _publish(unpacked: Path, folder: Path, version: str) -> None:
    """Give the folder its final name in one step, so that no one ever sees half of it."""
    if folder.exists() and not _is_complete(folder, version):
        shutil.rmtree(folder)  # an earlier kmigrate left out what this release needs
    try:
        unpacked.rename(folder)
    except OSError:
        if not _is_complete(
            folder, version
        ):  # otherwise another process was faster, with the same bytes
            raise
