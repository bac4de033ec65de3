"""Requirements that stand in lines of their own: requirements.txt, environment.yml, setup.cfg."""

from __future__ import annotations

import re

from migrator.patterns import regex
from migrator.project_files.pins import NAME, NEEDED, Asked, becomes, first_asked
from migrator.project_files.proposal import Needs, Text

RULE = "requirements"
_LINE = regex(
    rf"^(?P<head>[ \t]*(?:-[ \t]+|(?:deps|install_requires)[ \t]*=[ \t]*)?){NAME.pattern}",
    re.IGNORECASE | re.MULTILINE,
)
_FROM_GIT = regex(r"^[^#\n]*git\+\S*/keras(?:\.git)?\b\S*", re.IGNORECASE | re.MULTILINE)
_PYTHON = regex(r"^[ \t]*-[ \t]+(?P<all>python[ \t]*(?P<spec>[=<>]+[ \t]*[\w.*]+))", re.MULTILINE)
_MARKED = regex(r"[ \t]*;")
_SECTION = regex(r"^\[", re.MULTILINE)
_SCIKERAS = regex(r"^[ \t]*(?:-[ \t]+)?scikeras\b", re.MULTILINE)


def propose(text: Text, needs: Needs) -> None:
    """Raise what pins an old Keras or a backend that goes with it."""
    found = list(_LINE.finditer(text.text))
    if not needs.keras and not any(match["name"].lower() == "keras" for match in found):
        return
    others = [match for match in found if match["name"].lower() != "theano"]
    with_tensorflow = any(match["name"].lower().startswith("tensorflow") for match in others)
    for match in found:
        new = becomes(match["name"], match["spec"], with_tensorflow=with_tensorflow)
        if new is not None:
            _put(text, match, "" if _is_said_twice(text, match, found) else new.text, new.why)
    _add_scikeras(text, found, needs)
    if found:
        say_backend(text, [(match["name"], match.span()) for match in found])
    for match in _FROM_GIT.finditer(text.text):
        said = f"Install a release instead: `keras>={NEEDED['keras']}`."
        text.action(*match.span(), RULE, said)
    for match in _PYTHON.finditer(text.text):
        python = becomes("python", match["spec"])
        if python is not None:
            text.replace(*match.span("all"), python.text, RULE, python.why)


def _is_said_twice(text: Text, match: re.Match[str], found: list[re.Match[str]]) -> bool:
    """Whether a list asks for tensorflow-gpu beside tensorflow, which are the same now.

    Not where either is for some systems only, or an extra of a setup.cfg.
    """
    names = {other["name"].lower() for other in found}
    if match["name"].lower().replace("_", "-") != "tensorflow-gpu" or "tensorflow" not in names:
        return False
    rest = (text.text[other.end() :].partition("\n")[0] for other in found)
    return not any(map(_MARKED.match, rest)) and not _SECTION.search(text.text)


def _put(text: Text, match: re.Match[str], new: str, why: str) -> None:
    start, end = (
        match.start("name"),
        match.start("name") + len(match[0][len(match["head"]) :].rstrip()),
    )
    old = text.text[start:end]
    if new:
        text.replace(start, end, new, RULE, f"`{old}` becomes `{new}`: {why}")
        return
    if "=" in match["head"]:
        text.replace(start, end, "", RULE, f"`{old}` is left out: {why}")
        return
    line_end = text.text.find("\n", end)
    line_end = len(text.text) if line_end < 0 else line_end + 1
    text.replace(match.start(), line_end, "", RULE, f"`{old}` is left out: {why}")


def _add_scikeras(text: Text, found: list[re.Match[str]], needs: Needs) -> None:
    """Require the wrappers for scikit-learn, which are a package of their own now."""
    keras = next((match for match in found if match["name"].lower() == "keras"), None)
    if keras is None or not needs.scikeras or _SCIKERAS.search(text.text):
        return
    line = re.compile(r"[^\r\n]*").match(text.text, keras.start())
    end = line.end() if line else keras.end()
    why = "`keras.wrappers.scikit_learn` is the package scikeras now"
    head = "    " if "=" in keras["head"] else keras["head"]
    text.replace(end, end, f"{text.newline}{head}scikeras", RULE, why)


def say_backend(text: Text, found: list[tuple[str, tuple[int, int]]]) -> None:
    """Say which backend to require: Keras 3 installs none of its own accord."""
    names = {name.lower() for name, _ in found}
    if names == {"keras"} and not re.search(r"\b(?:jax|torch|pytorch)\b", text.text):
        backend = f"`tensorflow>={NEEDED['tensorflow']}`"
        said = f"Keras 3 brings no backend: require {backend}, jax or torch."
        text.action(*found[0][1], RULE, said)


def pinned_release(text: str) -> tuple[Asked, int] | None:
    """Return the releases of Keras that some requirements ask for, and the line."""
    return first_asked(text, _LINE.finditer(text))
