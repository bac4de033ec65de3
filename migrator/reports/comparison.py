"""Say how two files compared: to people on standard error, to programs on standard output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from migrator.reports import json
from migrator.reports.paint import Paint
from migrator.reports.text import about_verification

if TYPE_CHECKING:
    from migrator.config import Config
    from migrator.verification import Verification

_CODES = {"equal": 0, "not-built": 3, "skipped": 3, "different": 4}


def report_comparison(old: str, new: str, found: Verification, config: Config) -> int:
    """Write the report and return the exit code."""
    if config.output_format == "json":
        made = {"schema": json.SCHEMA, "old": old, "new": new, "verification": found.as_json()}
        sys.stdout.write(f"{json.dumps(made)}\n")
    else:
        paint = Paint.on(sys.stderr, config.color)
        for line in (f"{paint(new, 'bold')}, from {old}", *about_verification(found, paint)):
            sys.stderr.write(f"{line}\n")
    return _CODES[found.status]
