"""Write docs/symbols: one page for each module of migrator/knowledge, one section for each rule.

What a section says is what `kmigrate explain` prints, and its diff is one that kmigrate made.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path
from types import ModuleType

from migrator import knowledge
from migrator.example import example
from migrator.explain import about, summary
from migrator.knowledge import KERAS_1
from migrator.rules import Rule

FOLDER = Path(__file__).parents[2] / "docs" / "symbols"
_HEAD = "Written by `scripts/docs` from the knowledge in `migrator/knowledge/{}.py`: edit that."


def main() -> int:
    """Write the pages, or compare them with what is there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if they lag")
    check = parser.parse_args().check
    wanted = pages()
    if check:
        for name in stale(wanted):
            print(f"docs/symbols/{name} lags behind the knowledge: run scripts/docs")
        return int(bool(stale(wanted)))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale(wanted):
        (FOLDER / name).unlink(missing_ok=True)
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


def pages() -> dict[str, str]:
    """Return the text of each page by its file name."""
    areas = [area for area in _modules() if hasattr(area, "KERAS_1")]
    found = {f"{_name(area)}.md": _page(area) for area in areas}
    return {"README.md": _index(areas), **found}


def stale(wanted: dict[str, str]) -> list[str]:
    """Return the names of the pages that differ from what they should be, or are too many."""
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    return sorted(n for n in {*wanted, *there} if wanted.get(n) != there.get(n))


def _modules() -> list[ModuleType]:
    names = sorted(module.name for module in pkgutil.iter_modules(knowledge.__path__))
    return [importlib.import_module(f"migrator.knowledge.{name}") for name in names]


def _name(area: ModuleType) -> str:
    return area.__name__.rpartition(".")[2]


def _title(area: ModuleType) -> str:
    return (area.__doc__ or "").partition("\n")[0].rstrip(".")


def _rules(area: ModuleType) -> list[Rule]:
    return sorted(area.KERAS_1, key=lambda rule: rule.name)


def _index(areas: list[ModuleType]) -> str:
    lines = [f"- [{_title(a)}]({_name(a)}.md): {len(_rules(a))} symbols" for a in areas]
    return "\n".join(["# What becomes of each symbol of Keras 1", "", *lines, ""])


def _page(area: ModuleType) -> str:
    rules = _rules(area)
    head = f"# {_title(area)}\n\n{_HEAD.format(_name(area))}\n"
    contents = "".join(f"- {summary(rule)}\n" for rule in rules)
    return "\n".join([head, contents, *(_section(rule) for rule in rules)])


def _section(rule: Rule) -> str:
    shown = example(rule, KERAS_1)
    diff = f"\n```diff\n{shown.rstrip()}\n```\n" if shown else ""
    return f"## {rule.name}\n\n```text\n{about(rule)}\n```\n{diff}"


if __name__ == "__main__":
    sys.exit(main())
