"""What the pages at the top of the repository promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.knowledge.docs import pages, stale

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
PAGES = [path.name for path in ROOT.glob("*.md")]


def commands() -> list[str]:
    """The set-up commands of the README, each in a line of its own."""
    section = README.partition("## Set up")[2].partition("\n## ")[0]
    return re.findall(r"^    (\S.*)$", section, flags=re.MULTILINE)


def test_two_commands_set_everything_up() -> None:
    run, check = commands()
    assert "kmigrate --verify" in run
    assert check.endswith("scripts/check")


def test_the_shipped_example_is_there() -> None:
    assert (ROOT / commands()[0].split()[-1]).is_file()


def test_ci_runs_the_command_of_the_readme() -> None:
    ci = (ROOT / ".ci" / "run").read_text().replace("install -q ", "install ")
    assert commands()[1] in ci


def test_the_readme_fits_one_screen() -> None:
    assert len(README.splitlines()) <= 60


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text()):
        assert (ROOT / target).exists(), target


def test_decisions_are_numbered_without_gaps_and_fit_a_page() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text()
        assert text.startswith(f"# {int(page.name[:4])}. ")
        assert len(text.splitlines()) <= 40


def test_hooks_call_the_installed_command() -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text()
    assert re.findall(r"entry: (.*)", hooks) == [
        "kmigrate --write --force-exclude",
        "kmigrate --check --force-exclude",
    ]
    assert re.findall(r"types_or: (.*)", hooks) == ["[python, jupyter]"] * 2


def test_the_pages_on_symbols_are_what_the_knowledge_says() -> None:
    assert stale(pages()) == []  # else run scripts/docs
