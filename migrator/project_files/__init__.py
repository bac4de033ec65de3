"""Configuration that comes with the code: keras.json, requirements, settings of the environment.

Pure functions, one module for each kind: a text in, a `Proposal` out; no file is read or written.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from migrator.patterns import regex
from migrator.project_files.proposal import Needs, Proposal, Text
from migrator.project_files.settings import settings_in

if TYPE_CHECKING:
    from migrator.project_files.pins import Asked

__all__ = [
    "Needs",
    "Proposal",
    "is_project_file",
    "lists_requirements",
    "pinned_release",
    "propose",
    "settings_in",
]

_SETTINGS = (
    r"\.(?:sh|bash|zsh|bat|cmd|ps1|mk|dockerfile|ya?ml|ini|cfg|toml|pbs|slurm|sbatch)"
    r"|Dockerfile.*|Makefile|Jenkinsfile.*|Procfile"
)
_KINDS = {  # module -> the names of the files it is about
    "keras_json": regex(r"keras\.json"),
    "pinned_lines": regex(
        r"(?:.*requirements?.*|pip.*)\.(?:txt|in)|setup\.cfg|tox\.ini"
        r"|(?:.*env.*|conda.*|.*requirements.*)\.ya?ml",
        re.IGNORECASE,
    ),
    "pinned_strings": regex(r"setup\.py|pyproject\.toml|Pipfile"),
    "settings": regex(rf".*(?:{_SETTINGS})|\.env.*|\.theanorc|\.bashrc|\.profile"),
}
_WORDS = regex(rb"keras|theano|tensorflow|cntk", re.IGNORECASE)


def is_project_file(path: str) -> bool:
    """Whether a file, told by its name, is one that is looked at for settings and pins."""
    return bool(_kinds(path))


def _kinds(path: str) -> list[str]:
    pure = PurePosixPath(path)
    kinds = [kind for kind, names in _KINDS.items() if names.fullmatch(pure.name)]
    beside = pure.parent.name == "requirements" and pure.suffix == ".txt"
    return [*kinds, "pinned_lines"] if beside and "pinned_lines" not in kinds else kinds


def propose(path: str, data: bytes, needs: Needs) -> Proposal:
    """Return what a file becomes, and what its reader must know.

    path: as reports name it. A file that is not UTF-8 is left alone.
    """
    if not _WORDS.search(data):
        return Proposal(data)
    try:
        text = Text(data.decode())
    except UnicodeDecodeError:
        return Proposal(data)
    for kind in _kinds(path):
        import_module(f"migrator.project_files.{kind}").propose(text, needs)
    return text.proposal()


def lists_requirements(name: str) -> bool:
    """Whether a file, told by its name, pins packages in lines or strings."""
    return any(_KINDS[kind].fullmatch(name) for kind in ("pinned_lines", "pinned_strings"))


def pinned_release(name: str, data: bytes) -> tuple[Asked, int] | None:
    """Return the releases of Keras that a file asks for, and the line."""
    for kind in ("pinned_lines", "pinned_strings"):
        if _KINDS[kind].fullmatch(name):
            module = import_module(f"migrator.project_files.{kind}")
            found: tuple[Asked, int] | None = module.pinned_release(data.decode(errors="replace"))
            return found
    return None
