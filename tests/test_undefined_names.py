"""What is written for the author is defined: a migrated file uses no name that nothing binds.

Of what Python 2 alone can read Ruff tells no names; those are left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UNREADABLE = "no Python 3"


@pytest.fixture(scope="module")
def undefined() -> dict[Path, set[str]]:
    """The complaints about undefined names in each fixture, as Ruff has them."""
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache"]
    command += ["--select", "F821", "--output-format", "json", "fixtures"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found: dict[Path, set[str]] = defaultdict(set)
    for complaint in json.loads(done.stdout):
        named = complaint["code"] == "F821"
        found[Path(complaint["filename"])].add(complaint["message"] if named else UNREADABLE)
    return found


def test_what_is_written_is_defined(undefined: dict[Path, set[str]]) -> None:
    assert any("before" in path.name for path in undefined)  # stories leave their data out
    wrong = {
        str(path.relative_to(ROOT)): new
        for path in sorted(ROOT.glob("fixtures/**/*.after.py"))
        if (before := path.with_name(path.name.replace(".after.", ".before."))).exists()
        if UNREADABLE not in undefined[before]
        if (new := undefined[path] - undefined[before])
    }
    assert wrong == {}
