"""Write what migrator/knowledge has from the packages themselves: api2, api3, exports and lent.

Read with `ast`, nothing is imported: the legacy releases from kmigrate's cache (fetched once, by
pip), Keras 3 from where it is installed.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from migrator.knowledge import KERAS_1
from migrator.verification import fetch
from scripts.knowledge import generate2
from scripts.knowledge.text import table
from tests.knowledge.legacy import LATER_LAYER_KEYWORDS, LAYER_KEYWORDS, Legacy

FOLDER = Path(__file__).parents[2] / "migrator" / "knowledge"
_KERAS_2 = ("2.0.9", "2.2.4")
#: What TensorFlow has of Keras, and its private packages: found when they are asked for.
_LAZY = ("core", "initializers", "keras", "losses", "metrics", "optimizers", "python", "tools")
#: Keras itself had them without `__all__`; what Keras 3 imports is no part of its modules.
_LENDING = ("0.3.3", "1.2.2", "2.0.9", "2.2.4", "2.3.1")
_LENT = (sys.stdlib_module_names | {"h5py", "numpy", "tensorflow", "yaml"}) - {"__future__"}
_NOT_API = {"src", "api", "_tf_keras"}


def main() -> int:
    """Write the modules, or compare them with what is there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if one lags")
    check = parser.parse_args().check
    lagging = 0
    for name, text in _modules().items():
        path = FOLDER / f"{name}.py"
        if path.read_text(encoding="utf-8") == text:
            continue
        lagging += 1
        if check:
            print(f"{path} lags behind the packages and the records: run scripts/generate")
        else:
            path.write_text(text, encoding="utf-8")
    return int(check and lagging > 0)


def _modules() -> dict[str, str]:
    return {
        "api2": api2(),
        "api3": api3(),
        "exports": exports(),
        "lent": lent(),
        "keras2/exports": generate2.exports(),
        "keras2/signatures": generate2.signatures(),
        "tensorflow2": tensorflow2(),
    }


# -- Keras 2 ---------------------------------------------------------------------------------------


def api2() -> str:
    """Return the module of what Keras 2 still had of Keras 1."""
    releases = [Legacy.read(fetch(version)) for version in _KERAS_2]
    found: dict[str, tuple[str, ...]] = {}
    for rule in KERAS_1.rules:
        having = [release for release in releases if release.has(rule.name)]
        if having:
            taken = {name for release in having for name in _parameters(release, rule.name)}
            found[rule.name] = tuple(sorted(taken & rule.legacy_keywords))
    entries = (line for name in sorted(found) for line in _tuple_entry(name, found[name]))
    return _text(
        '"""What Keras 2 still had of Keras 1: symbols, and those of their keywords that Keras 3 '
        "lacks.\n\n"
        "Generated from the public API of Keras 2.0.9 and 2.2.4 (their source, read with `ast`) "
        "and the\n"
        "records here: a use of one of these does not tell Keras 1 from Keras 2.\n"
        '"""\n',
        "KERAS_2: dict[str, tuple[str, ...]] = {",
        *entries,
        "}",
    )


def _parameters(release: Legacy, name: str) -> list[str]:
    arguments = release.parameters(name)
    if isinstance(release.definitions.get(name), ast.ClassDef):
        found = release.keywords(name)
        return sorted(found | LATER_LAYER_KEYWORDS if found >= LAYER_KEYWORDS else found)
    return [argument.arg for argument in arguments.args] if arguments else []


def _tuple_entry(name: str, words: tuple[str, ...]) -> list[str]:
    if len(words) < 2:  # noqa: PLR2004 - one fits in the line, with its comma
        inside = f'"{words[0]}",' if words else ""
        return [f'    "{name}": ({inside}),']
    return [f'    "{name}": (', *(f'        "{word}",' for word in words), "    ),"]


# -- Keras 3 ---------------------------------------------------------------------------------------


def api3() -> str:
    """Return the module of every public name of the installed Keras 3."""
    found = importlib.util.find_spec("keras")
    if found is None or found.origin is None:
        raise SystemExit("Keras 3 is not installed: pip install 'kmigrate[verify]'")
    modules = _public_modules(Path(found.origin).parent)
    return _text(
        '"""Every public name of Keras 3.15.1, its modules included.\n\n'
        "Generated from the `__init__.py` files of the installed package (all but `keras.src`): a "
        "line of\nnames for each public module, which are those that its file imports.\n"
        '"""\n',
        *table("_NAMES", modules),
        "",
        "MODERN = frozenset(",
        '    f"{module}.{name}" for module, names in _NAMES.items() for name in names.split()',
        ') | {"keras"}',
    )


def _public_modules(package: Path) -> dict[str, set[str]]:
    """Map each public module to what its `__init__.py` imports, and to its submodules."""
    found: dict[str, set[str]] = {}
    for path in sorted(package.rglob("__init__.py")):
        inside = path.relative_to(package).parts[:-1]
        if inside and (inside[0] in _NOT_API or any(part.startswith("_") for part in inside)):
            continue
        module = ".".join(("keras", *inside))
        found.setdefault(module, set()).update(_imported(path))
        if inside:
            found.setdefault(".".join(("keras", *inside[:-1])), set()).add(inside[-1])
    return {module: names - _NOT_API - {"keras", "os"} for module, names in found.items()}


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = (alias.asname or alias.name for alias in node.names)
            yield from (name for name in names if name != "*" and not name.startswith("_"))


# -- TensorFlow 2 ----------------------------------------------------------------------------------


def tensorflow2() -> str:
    """Return the module of every public name of the installed TensorFlow 2."""
    found = importlib.util.find_spec("tensorflow")
    if found is None or found.origin is None:
        raise SystemExit("TensorFlow is not installed: pip install 'kmigrate[verify]'")
    package = Path(found.origin).parent
    modules = {"tensorflow": {*_imported(package / "__init__.py"), *_LAZY}}
    for path in sorted((package / "_api" / "v2").rglob("__init__.py")):
        inside = path.relative_to(package / "_api" / "v2").parts[:-1]
        if inside and inside[0] not in {"compat", "raw_ops"} and inside[0][0] != "_":
            modules[".".join(("tensorflow", *inside))] = set(_imported(path))
    return _text(
        '"""Every public name of TensorFlow 2.21, its modules included.\n\n'
        "Generated from the `__init__.py` files of the installed package, but for those of what "
        "it has as\n`tensorflow.compat` and `tensorflow.raw_ops`.\n"
        '"""\n',
        *table("_NAMES", modules),
        "",
        "TENSORFLOW_2 = {module: frozenset(names.split()) for module, names in _NAMES.items()}",
    )


# -- Keras 1 ---------------------------------------------------------------------------------------


def exports() -> str:
    """Return the module of what the modules of Keras 1.2.2 bound."""
    legacy = Legacy.read(fetch("1.2.2"))
    homes = _homes(legacy)
    known = {*KERAS_1.by_name, *KERAS_1.same}
    bound: dict[str, set[str]] = {}
    passing: dict[str, set[str]] = {}
    elsewhere: dict[str, str] = {}
    for module in legacy.trees:
        for name, origin in legacy.bindings(module).items():
            if origin is None or name.startswith("_") or origin == f"{module}.{name}" in homes:
                continue
            if _home(f"{module}.{name}", homes) in known:
                bound.setdefault(module, set()).add(name)
                continue
            target = _home(origin, homes)
            rule = KERAS_1.by_name.get(target)
            elsewhere[name] = rule.name if rule else target
            passing.setdefault(module, set()).add(name)
    return _text(
        '"""What the modules of Keras 1.2.2 bound at their top level, as far as it is recorded '
        "here.\n\n"
        "Generated from the source with `ast`: BOUND names what is recorded under the module "
        "itself,\nPASSING what it only imported, ELSEWHERE where that is recorded.\n"
        '"""\n',
        *table("BOUND", bound),
        "",
        *table("PASSING", passing),
        "",
        "ELSEWHERE = {",
        *(f'    "{name}": "{elsewhere[name]}",' for name in sorted(elsewhere)),
        "}",
    )


def lent() -> str:
    """Return the module of what else a star import of a module of Keras brought."""
    found: dict[str, set[str]] = {}
    for version in _LENDING:
        legacy = Legacy.read(fetch(version))
        for module in legacy.trees:
            for name, package in legacy.foreign(module).items():
                if package in _LENT:
                    found.setdefault(module, set()).add(f"{package}:{name}")
    return _text(
        '"""What of other packages star imports of Keras brought, and bring no longer.\n\n'
        f"Generated from the sources of {', '.join(_LENDING)}: a package, and the name it had.\n"
        '"""\n',
        *table("LENT", found),
    )


def _homes(legacy: Legacy) -> dict[str, str]:
    """Map each module to the one under which its symbols are recorded."""
    return {module: KERAS_1.modules.get(module, module) for module in legacy.trees}


def _home(name: str, homes: Mapping[str, str]) -> str:
    """Return the name under which a symbol is recorded, were it not for what passes through."""
    if name in homes:
        return homes[name]
    module, _, last = name.rpartition(".")
    return f"{homes.get(module, module)}.{last}"


# -- text ------------------------------------------------------------------------------------------


def _text(*lines: str) -> str:
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
