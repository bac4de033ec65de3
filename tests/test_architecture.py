"""Imports point one way: cli -> project -> engine -> rules <- knowledge."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

EVERYWHERE = {"frozen", "patterns"}  # how classes and expressions are made; nothing of Keras
PACKAGE = Path(__file__).parent.parent / "migrator"
MAY_IMPORT = {
    "rules": {"rules"},
    "findings": set[str](),
    "errors": set[str](),
    "modules": set[str](),
    "looking": set[str](),
    "options": {"errors", "facts"},
    "facts": {"findings"},
    "knowledge": {"rules", "knowledge"},
    "engine": {"rules", "findings", "errors", "options", "facts", "modules", "engine"},
    "sources": {"rules", "findings", "errors", "options", "engine", "sources", "project_files"},
    "verification": {"errors", "verification"},
    "project_files": {"findings", "project_files"},
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("migrator"):
            parts = (node.module or "").split(".")
            yield from [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("migrator."))


@pytest.mark.parametrize("area", MAY_IMPORT)
def test_imports_point_one_way(area: str) -> None:
    single = PACKAGE / f"{area}.py"
    files = [single] if single.exists() else sorted((PACKAGE / area).rglob("*.py"))
    assert files
    for path in files:
        assert set(imported(path)) <= MAY_IMPORT[area] | EVERYWHERE, path


def imports_of(path: Path, modules: Mapping[str, Path]) -> Iterator[str]:
    """Yield the modules of the package that one imports, also those it needs for types only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in modules else str(node.module) for name in names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_no_modules_import_one_another_not_even_for_their_types() -> None:
    root = PACKAGE.parent
    modules = {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path
        for path in PACKAGE.rglob("*.py")
    }
    graph = {
        name: set(imports_of(path, modules)) & modules.keys() - {name}
        for name, path in modules.items()
    }
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle
