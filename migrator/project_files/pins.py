"""What a requirement on Keras and its backends becomes; and which Keras one tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from packaging.specifiers import InvalidSpecifier, SpecifierSet

NEEDED = {"keras": "3.10", "tensorflow": "2.18", "python": "3.11"}  # as `kmigrate[verify]` needs
_NOW = {"keras": "3.15.1", "tensorflow": "2.21.0", "python": "3.13"}
_OLD = {
    "keras": ("0.3.3", "1.0.8", "1.2.2", "2.0.9", "2.3.1", "2.15.0"),
    "tensorflow": ("0.12.0", "1.0.0", "1.15.5", "2.0.0", "2.10.0", "2.15.0"),
    "python": ("2.7", "3.5", "3.9"),
}
_SAME = {"tensorflow-gpu": "tensorflow", "tensorflow-cpu": "tensorflow"}
_EXACT = re.compile(r"^\s*={1,3}\s*v?(?P<version>\d[\w.]*)\s*$")
_FROM_2 = re.compile(r"(?:>=|~=|\^)\s*v?(?P<version>2[\w.]*)")
NAME = re.compile(
    r"(?P<name>keras|theano|tensorflow(?:[-_](?:gpu|cpu))?)(?![\w.-])(?P<extras>\[[^\]]*\])?"
    r"(?P<spec>\s*(?:\(?\s*[=<>!~^][^;#'\"\n\r\\]*)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Became:
    """A requirement as it should be: its text ("": none at all), and why."""

    text: str
    why: str


def becomes(name: str, spec: str, *, with_tensorflow: bool = False) -> Became | None:
    """Return what a requirement becomes; None if the migrated code is content with it.

    spec: as pip writes it, or with the single `=` of conda. with_tensorflow: whether something
    else already asks for that backend.
    """
    name = name.lower().replace("_", "-")
    if name == "theano":
        offer = "Keras 3 runs on tensorflow, jax or torch, not on Theano"
        return Became("" if with_tensorflow else _needed("tensorflow"), offer)
    package = _SAME.get(name, name)
    spec = spec.strip().removeprefix("(").removesuffix(")").strip()
    if package not in NEEDED or (not spec and name != "tensorflow-gpu"):
        return None
    if name == "tensorflow-gpu":
        return Became(_needed("tensorflow"), "tensorflow-gpu is part of tensorflow since 2.12")
    if _is_content(package, spec):
        return None
    new = f"{name}>={NEEDED[package]}"
    return Became(new, f"{name} {spec} is too old for Keras 3")


def _needed(package: str) -> str:
    return f"{package}>={NEEDED[package]}"


def _is_content(package: str, spec: str) -> bool:
    """Whether a specifier lets the present release in, and none that is too old."""
    try:
        allowed = SpecifierSet(re.sub(r"^=(?!=)", "==", spec.replace("^", "~=")))
    except InvalidSpecifier:
        return False
    return _NOW[package] in allowed and not any(old in allowed for old in _OLD[package])


def release_of(spec: str) -> str | None:
    """Return the one release that a specifier pins, or the one of Keras 2 that it starts from.

    Before Keras 3, those who asked for at least Keras 2 had Keras 2.
    """
    match = _EXACT.match(spec) or _FROM_2.search(spec)
    return match["version"] if match else None
