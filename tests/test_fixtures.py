"""Every fixture is a file that a reviewer can read: `X.before.py`, `X.after.py`, `X.report.txt`.

`ACCEPT=1 pytest tests/test_fixtures.py` rewrites the expectations; read the diff like code.
A first line `# options: {...}` sets Options by name. Files under `unchanged/` must not change.
"""

from __future__ import annotations

import ast
import io
import json
import os
import re
import tokenize
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from migrator import KerasJson, Migration, Options, migrate

ROOT = Path(__file__).parent.parent / "fixtures"
BEFORE = sorted(ROOT.rglob("*.before.py"))
UNCHANGED = sorted((ROOT / "unchanged").rglob("*.py"))
_OPTIONS = re.compile(r"^# options: (\{.*\})$", re.MULTILINE)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix().removesuffix(".before.py")


def options_for(path: Path) -> Options:
    match = _OPTIONS.search(path.read_text(encoding="utf-8"))
    chosen: dict[str, Any] = json.loads(match.group(1)) if match else {}
    setting = path.parent / "keras.json"
    if setting.exists():
        ordering = json.loads(setting.read_text(encoding="utf-8"))["image_dim_ordering"]
        chosen["keras_json"] = KerasJson(ordering, setting.relative_to(ROOT).as_posix())
    return Options(**chosen)


@cache
def migrated(path: Path) -> Migration:
    return migrate(path.read_bytes(), filename=path.name, options=options_for(path))


def report_of(migration: Migration) -> str:
    head = [f"dialect: {migration.dialect.value}"]
    if migration.data_format.value or migration.data_format.evidence:
        evidence = "; ".join(migration.data_format.evidence)
        head.append(f"data_format: {migration.data_format.value} ({evidence})")
    lines = [f"{f.span.line}: {f.severity}: {f.rule}: {f.message}" for f in migration.findings]
    return "\n".join([*head, *lines]) + "\n"


def expect(path: Path, text: str) -> None:
    if os.environ.get("ACCEPT"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def comments(text: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


@pytest.mark.parametrize("before", BEFORE, ids=name_of)
class TestFixture:
    def test_becomes_what_a_maintainer_would_have_written(self, before: Path) -> None:
        expect(
            before.with_name(before.name.replace(".before.", ".after.")), migrated(before).source
        )

    def test_says_what_a_reader_must_know(self, before: Path) -> None:
        expect(
            before.with_name(before.name.replace(".before.py", ".report.txt")),
            report_of(migrated(before)),
        )

    def test_changes_nothing_the_second_time(self, before: Path) -> None:
        once = migrated(before)
        again = migrate(once.data, filename=before.name, options=options_for(before))
        assert again.source == once.source
        assert again.changes == ()

    def test_is_python_and_keeps_every_comment(self, before: Path) -> None:
        after = migrated(before).source
        ast.parse(after)
        lost = comments(before.read_text(encoding="utf-8"))
        lost = [text for text in lost if not text.startswith("# kmigrate: from ")]  # may be done
        for comment in comments(after):
            if comment in lost:
                lost.remove(comment)
        assert lost == []


@pytest.mark.parametrize("path", UNCHANGED, ids=lambda p: p.name)
def test_look_alikes_are_left_alone(path: Path) -> None:
    migration = migrate(path.read_bytes(), filename=path.name)
    assert migration.data == path.read_bytes()
    assert migration.changes == ()
    assert not [f for f in migration.findings if f.severity == "action"]
