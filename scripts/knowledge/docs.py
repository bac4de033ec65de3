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
from migrator.families import families, sections
from migrator.knowledge import KERAS_1, LIBRARY
from migrator.knowledge.keras2.families import AREAS
from migrator.knowledge.keras2.shared import STANDALONE_LAYER
from migrator.rules import Rule, To

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
    later = {f"keras2-{_name(area)}.md": _later_page(area) for area in AREAS}
    return {"README.md": _index(areas), **found, **later}


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
    later = [f"- [{_title(a)}](keras2-{_name(a)}.md): {len(_names(a))} symbols" for a in AREAS]
    head = "# What becomes of each symbol of Keras 1"
    return "\n".join([head, "", *lines, "", "# And of Keras 2 and tf.keras", "", *later, ""])


def _names(area: ModuleType) -> list[str]:
    """Return the symbols of an area of Keras 2, as far as some release had them."""
    recorded = {rule.name for known in families(LIBRARY)[1:] for rule in known.rules}
    return sorted({template.name for template in area.TEMPLATES} & recorded)


def _later_page(area: ModuleType) -> str:
    head = f"# {_title(area)}\n\n{_HEAD.format(f'keras2/{_name(area)}')}\n"
    told = [name for name in _names(area) if not _is_plain(name)]
    plain = ", ".join(f"`{name.rpartition('.')[2]}`" for name in _names(area) if _is_plain(name))
    rest = f"As before, but for what all layers take: {plain}.\n" if plain else ""
    return "\n".join([head, rest, *(_later_section(name) for name in told)])


def _is_plain(name: str) -> bool:
    """Whether a layer is the same in Keras 3 but for the arguments that all layers have."""
    return all(
        isinstance(rule.becomes, To)
        and rule.becomes.name == name
        and rule.becomes.args.keys() <= STANDALONE_LAYER.keys()
        and not (rule.becomes.pin or rule.becomes.require or rule.becomes.text)
        and name.startswith("keras.layers.")
        for _, rule in sections(name, LIBRARY)
    )


def _later_section(name: str) -> str:
    """Return what the families since Keras 2 have to say of a symbol."""
    parts = (f"{when}\n\n```text\n{about(rule)}\n```\n" for when, rule in sections(name, LIBRARY))
    return "\n".join([f"## {name}\n", *parts])


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
