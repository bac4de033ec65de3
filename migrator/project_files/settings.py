"""Settings of the environment in shell scripts, Dockerfiles and files of CI services."""

from __future__ import annotations

import re

from migrator.findings import Finding
from migrator.patterns import regex
from migrator.project_files.keras_json import BACKENDS
from migrator.project_files.proposal import Needs, Text

_BACKEND = regex(r"""\bKERAS_BACKEND\b["']?\s*[=: ]\s*["']?(?P<value>theano|cntk)\b""")
_FLAGS = regex(r"\bTHEANO_FLAGS\b")
_INSTALLS = regex(
    r"\b(?:pip3?|conda)\b[^\n]*\binstall\b[^\n#]*?(?<![\w./-])(?P<pin>keras\s*={1,2}\s*[0-2]\.[\w.]+)",
    re.IGNORECASE,
)


def propose(text: Text, needs: Needs) -> None:
    """Say what Keras 3 does not have, or does not read."""
    del needs
    for match in _BACKEND.finditer(text.text):
        gone = f"Keras 3 has no {match['value']} backend: set {BACKENDS}, and install it."
        text.action(*match.span(), "KERAS_BACKEND", gone)
    for match in _FLAGS.finditer(text.text):
        unread = "Keras 3 does not run on Theano: nothing reads THEANO_FLAGS any more."
        text.notice(*match.span(), "THEANO_FLAGS", unread)
    for match in _INSTALLS.finditer(text.text):
        old = f"This installs `{match['pin']}`: the migrated code needs Keras 3."
        text.action(*match.span("pin"), "requirements", old)


def settings_in(text: str) -> tuple[Finding, ...]:
    """Return what is to be said of commands in a text of any kind."""
    found = Text(text)
    propose(found, Needs())
    return found.proposal().findings
