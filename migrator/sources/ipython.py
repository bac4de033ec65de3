"""Scripts that only IPython can run: `%matplotlib inline`, `!pip install` in a `.py` file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from migrator.errors import InternalError
from migrator.findings import Finding, Severity, Span
from migrator.patterns import regex
from migrator.project_files import settings_in
from migrator.sources.lines import split_lines
from migrator.sources.notebook.magics import LostMagic, Masks
from migrator.sources.plain import Plain
from migrator.sources.python2.forms import parsed

_KERAS = regex(r"\bkeras\b", re.IGNORECASE)
_SETS = regex(r"\s*%(?:set_)?env\b")  # read with the Python around it
_SHELL = "This line is not Python, so it is left as it is; it mentions Keras."


def read_script(text: str) -> Plain | None:
    """Return a script without its magics, if it is Python 3 but for those; None if it is not."""
    for whole in (False, True):
        masks = Masks([])
        hidden = masks.hide(text, whole=whole)
        if masks.hidden and parsed(hidden) is not None:
            return Plain(
                text=hidden,
                changes=(),
                findings=tuple(_said(text)),
                place=lambda span: span,
                name=str,
                back=lambda result, masks=masks: _back(result, masks),  # type: ignore[misc]
            )
    return None


def said_of(command: str) -> list[Finding]:
    """Return what is to be said of a line that is a command: what it sets, installs or mentions."""
    found = [] if _SETS.match(command) else settings_in(command)
    if not found and _KERAS.search(command):
        return [Finding(Span(1, 0, 1, 0), "notebook.magic", Severity.ACTION, _SHELL)]
    return list(found)


def is_command(line: str) -> bool:
    """Whether a line that is no Python is a magic, or something for the shell."""
    return line.lstrip().startswith(("!", "%"))


def _said(text: str) -> Iterator[Finding]:
    for number, line in enumerate(split_lines(text)):
        for finding in said_of(line) if is_command(line) else ():
            span = finding.span
            moved = replace(span, line=span.line + number, end_line=span.end_line + number)
            yield replace(finding, span=moved)


def _back(text: str, masks: Masks) -> str:
    try:
        return masks.restore(text)
    except LostMagic as error:
        raise InternalError("a magic of the script got lost") from error
