"""What a fixture says of itself: lines such as `# differs: 2.2.4`."""

from __future__ import annotations

import re


def remark(text: str, word: str) -> str:
    """Return what a line `# word: ...` of a text says; nothing if there is none."""
    found = re.search(rf"^# {word}: (.*)$", text, re.MULTILINE)
    return found[1] if found else ""
