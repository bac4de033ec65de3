"""The site that is made from docs/."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from migrator.cli.commands import COMMANDS
from scripts.reference import PAGE, page

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
MODULES = ["migrating", *COMMANDS]
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))


def test_the_page_on_options_is_what_the_options_say() -> None:
    assert PAGE.read_text() == page()  # else run scripts/docs


@pytest.mark.skipif(find_spec("zensical") is None, reason="needs kmigrate[docs]")
def test_the_site_can_be_built_and_no_link_is_broken(tmp_path: Path) -> None:
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    home = (tmp_path / "site" / "index.html").read_text()
    for name in ("tutorial", "how-to/ci", "comparison", "symbols"):
        assert f'href="./{name}/"' in home
    assert not re.search(r'(?:src|<link[^>]*href)="https?:', home)  # it can be read offline


def test_every_page_but_those_behind_an_index_is_in_the_navigation() -> None:
    said = str(tomllib.loads((ROOT / "zensical.toml").read_text())["project"]["nav"])
    missing = [
        path
        for path in PAGES
        if path not in said and not path.startswith(("symbols/", "decisions/"))
    ]
    assert missing == []


@pytest.mark.parametrize("path", PAGES)
def test_configuration_that_a_page_shows_can_be_read(path: str) -> None:
    text = (DOCS / path).read_text()
    for language, block in re.findall(
        r"^```(toml|yaml)\n(.*?)^```", text, re.MULTILINE | re.DOTALL
    ):
        (tomllib.loads if language == "toml" else yaml.safe_load)(block)


def test_hooks_that_a_page_shows_are_there() -> None:
    ids = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    shown = re.findall(r"- id: (\S+)", (DOCS / "how-to" / "pre-commit.md").read_text())
    assert shown
    assert set(shown) <= ids


def options() -> set[str]:
    """Every option of every command."""
    found = {"--help"}
    pending = [get_command(import_module(f"migrator.cli.{name}").app) for name in MODULES]
    for command in pending:
        pending.extend(getattr(command, "commands", {}).values())
        found |= {name for parameter in command.params for name in parameter.opts}
    return found


@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith("decisions/")])
def test_options_that_a_page_shows_are_there(path: str) -> None:
    calls = re.findall(r"\bkmigrate( [^\n`|]*--[^\n`|]*)", (DOCS / path).read_text())
    used = {option for call in calls for option in re.findall(r"(?<=\s)--[a-z][a-z-]*", call)}
    assert used <= options()
