"""What a requirement on Keras and its backends becomes; and which Keras one tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from migrator.frozen import frozen
from migrator.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

NEEDED = {"keras": "3.10", "tensorflow": "2.18", "python": "3.11"}  # as `kmigrate[verify]` needs
_NOW = {"keras": "3.15.1", "tensorflow": "2.21.0", "python": "3.13"}
_OLD = {
    "keras": ("0.3.3", "1.0.8", "1.2.2", "2.0.9", "2.3.1", "2.15.0"),
    "tensorflow": ("0.12.0", "1.0.0", "1.15.5", "2.0.0", "2.10.0", "2.15.0"),
    "python": ("2.7", "3.5", "3.9"),
}
_SAME = {"tensorflow-gpu": "tensorflow", "tensorflow-cpu": "tensorflow"}
_CLAUSE = regex(
    r"(?<![\w.])(?P<how>[=<>!~^]{0,3})\s*v?(?P<version>\d+(?:\.\d+)*)(?P<all>\.?\*)?"
    r"[\w.]*(?:=[\w.]*)?"  # conda names the build, too
)
_KERAS_2, _KERAS_3, _KERAS_4 = "2.0", "3", "4"
_NEEDS_KERAS_3 = (2, 16)  # the first TensorFlow that asks for Keras 3 itself
_OPEN = "*"  # what a clause does not bound from above
_OWN = ((2, 0), (2, 4))  # from the first Keras 2 to where the package becomes that of TensorFlow
NAME = regex(
    r"(?P<name>keras|theano|tensorflow(?:[-_](?:gpu|cpu))?)(?![\w.-])(?P<extras>\[[^\]]*\])?"
    r"(?P<spec>\s*(?:\(?\s*[=<>!~^][^;#'\"\n\r\\]*)?)",
    re.IGNORECASE,
)


@frozen
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


class Asked(NamedTuple):
    """The releases that a specifier lets in: from `release` on, and before that one.

    before: "" where it lets in `release` alone.
    """

    release: str
    before: str = ""

    @property
    def is_modern(self) -> bool:
        """Whether it lets in Keras 3 alone."""
        return self.release[:1] == _KERAS_3


def asked_by(spec: str) -> Asked | None:
    """Return the releases of one Keras that a specifier asks for, or the one that it pins.

    Before Keras 3, those who asked for at least Keras 2 had Keras 2; who asked for at least Keras 1
    may have had either.
    """
    clauses = _clauses(spec)
    pinned = next((c.release for c in clauses if c.release and not c.before), "")
    if pinned:
        return Asked(pinned)
    since = _since(clauses)
    before = min((c.before for c in clauses if c.before != _OPEN), key=_parts, default="")
    if not since and before:
        return Asked(_KERAS_2, before) if _OWN[0] < _parts(before) <= _OWN[1] else None
    if since[:1] == "1":
        return Asked(since, before) if before and _parts(before) <= _OWN[0] else None
    if since[:1] == _KERAS_3:
        return Asked(since, before or _KERAS_4)
    return Asked(since, before or _KERAS_3) if since[:1] == "2" else None


def first_asked(text: str, matches: Iterable[re.Match[str]]) -> tuple[Asked, int] | None:
    """Return what the first requirement of Keras that is one asks for, and its line.

    One of Keras 3 tells less: others may still ask for what the code ran on.
    """
    modern = None
    for match in matches:
        asked = _asked_of(match["name"].lower(), match["spec"])
        if asked is not None:
            found = asked, text.count("\n", 0, match.start("name")) + 1
            if not asked.is_modern:
                return found
            modern = modern or found
    return modern


def _asked_of(name: str, spec: str) -> Asked | None:
    """Return what a requirement asks for of Keras: TensorFlow may need Keras 3."""
    if name == "keras":
        return asked_by(spec)
    needs = name.startswith("tensorflow") and _parts(_since(_clauses(spec))) >= _NEEDS_KERAS_3
    return Asked(_KERAS_3, _KERAS_4) if needs else None


def _clauses(spec: str) -> list[Asked]:
    return [_asked(m["how"], m["version"], bool(m["all"])) for m in _CLAUSE.finditer(spec)]


def _since(clauses: list[Asked]) -> str:
    """Return the first release that all of some clauses let in, as far as they say."""
    return max((c.release for c in clauses), key=_parts, default="")


def _asked(how: str, version: str, series: bool) -> Asked:  # noqa: FBT001 - a part of the clause
    """Read one clause: what it does not bound from below is "", from above `_OPEN`.

    A single `=` is that of conda, for which `=2.0` is all of 2.0; a bare number that of Poetry, and
    as good as `^`.
    """
    match how:
        case "==" | "===" | "=":
            alone = not series and (how != "=" or version.count(".") > 1)
            return Asked(version, "" if alone else _next(version))
        case ">=" | ">":
            return Asked(version, _OPEN)
        case "~=":
            return Asked(version, _next(version.rpartition(".")[0] or version))
        case "~":
            return Asked(version, _next(".".join(version.split(".")[:2])))
        case "<":
            return Asked("", version)
        case "<=":
            return Asked("", _next(version))
        case "^" | "":
            return Asked(version, _next(version.partition(".")[0]))
    return Asked("", _OPEN)


def _next(version: str) -> str:
    """Return the release behind a series, or behind a release."""
    *head, last = version.split(".")
    return ".".join([*head, str(int(last) + 1)])


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part)
