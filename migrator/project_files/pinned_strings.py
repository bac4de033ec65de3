"""Requirements that stand in strings: setup.py, pyproject.toml, Pipfile."""

from __future__ import annotations

import re

from migrator.patterns import regex
from migrator.project_files.pinned_lines import RULE, say_backend
from migrator.project_files.pins import NAME, Asked, becomes, first_asked
from migrator.project_files.proposal import Needs, Text

_STRING = regex(
    rf"(?P<quote>[\"']){NAME.pattern}(?P<marker>;[^\"'\n]*)?(?P=quote)(?P<comma>[ \t]*,[ \t]*)?",
    re.IGNORECASE,
)
_TABLE = regex(
    r"^(?P<name>python|keras|theano|tensorflow(?:-gpu|-cpu)?)[ \t]*=[ \t]*\"(?P<spec>[^\"\n]+)\"",
    re.IGNORECASE | re.MULTILINE,
)
_PYTHON = regex(r"\b(?:python_requires|requires-python)\s*=\s*[\"'](?P<spec>[^\"'\n]+)[\"']")


def propose(text: Text, needs: Needs) -> None:
    """Raise what pins an old Keras or a backend that goes with it."""
    if "[tool." not in text.text and "requires" not in text.text and "[packages]" not in text.text:
        return
    found = [*_STRING.finditer(text.text), *_TABLE.finditer(text.text)]
    if not needs.keras and not any(match["name"].lower() == "keras" for match in found):
        return
    for match in _STRING.finditer(text.text):
        beside = "tensorflow" in _list_around(text.text, match.start()).lower()
        new = becomes(match["name"], match["spec"], with_tensorflow=beside)
        if new is None:
            continue
        old = match[0].rstrip(", \t")
        if new.text:
            end = match.end("spec")
            message = f"{old} becomes `{new.text}`: {new.why}"
            text.replace(match.start("name"), end, new.text, RULE, message)
        else:
            text.replace(*match.span(), "", RULE, f"{old} is left out: {new.why}")
    for match in _TABLE.finditer(text.text):
        _put_in_table(text, match)
    for match in _PYTHON.finditer(text.text):
        python = becomes("python", match["spec"])
        if python is not None:
            version = python.text.removeprefix("python")
            text.replace(*match.span("spec"), version, RULE, f"`{match[0]}`: {python.why}")
    packages = [match for match in found if match["name"].lower() != "python"]
    if packages:
        say_backend(text, [(match["name"], match.span()) for match in packages])
        _say_scikeras(text, packages[0], needs)


def _list_around(text: str, place: int) -> str:
    """Return the list that a place stands in."""
    end = text.find("]", place)
    return text[text.rfind("[", 0, place) + 1 : end if end >= 0 else len(text)]


def _put_in_table(text: Text, match: re.Match[str]) -> None:
    """`keras = "^2.2"` of Poetry and Pipenv."""
    free = match["spec"] == "*" and match["name"].lower() != "theano"
    new = None if free else becomes(match["name"], match["spec"])
    if new is None:
        return
    name, _, version = new.text.partition(">=")
    if name == match["name"].lower():
        text.replace(*match.span("spec"), f">={version}", RULE, f"`{match[0]}`: {new.why}")
    else:
        text.action(*match.span(), RULE, f'{new.why}: write `{name} = ">={version}"` instead.')


def _say_scikeras(text: Text, place: re.Match[str], needs: Needs) -> None:
    if needs.scikeras and "scikeras" not in text.text:
        said = "`keras.wrappers.scikit_learn` is a package of its own now: require `scikeras` too."
        text.action(*place.span(), RULE, said)


def pinned_release(text: str) -> tuple[Asked, int] | None:
    """Return the releases of Keras that some requirements ask for, and the line."""
    return first_asked(text, (*_STRING.finditer(text), *_TABLE.finditer(text)))
