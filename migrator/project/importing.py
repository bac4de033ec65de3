"""Which modules a source text may import, read from its bytes: thousands of files are asked."""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from migrator.modules import resolve
from migrator.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

_LISTED = rb"(?:\\\r?\n|[^#\n])*"  # to the end of a line, or of those that continue it
_IMPORT = regex(
    rb"(?:^[ \t]*\"?|[:;][ \t]*)"
    rb"(?:from\b[ \t]*([.\w]+)[ \t]+import\b[ \t]*(\([^)]*|" + _LISTED + rb")"
    rb"|import\b(" + _LISTED + rb"))",
    re.MULTILINE,
)
_WORD = regex(rb"[\w.]+")


def modules_in(data: bytes) -> Iterator[str]:
    """Yield the modules that a source may import, also those that turn out to be symbols."""
    for match in _IMPORT.finditer(data):
        module, names, modules = match.groups()
        for name in _WORD.findall(names if modules is None else modules):
            if module is None:
                yield name.decode(errors="replace")
            else:
                dot = b"" if module.endswith(b".") else b"."
                yield (module + dot + name).decode(errors="replace")
        if module is not None:
            yield module.decode(errors="replace")


def imported_in(path: str, data: bytes, paths: Container[str]) -> Iterator[str]:
    """Yield the files of a project that one may import."""
    return filter(None, (resolve(path, name, paths) for name in modules_in(data)))


def imports_any(sources: Mapping[str, bytes], paths: frozenset[str]) -> bool:
    """Whether some files import any other of their project."""
    return any(True for path, data in sources.items() for _ in imported_in(path, data, paths))


def importers(
    read: Callable[[str], bytes], paths: Iterable[str], imported: Iterable[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files, and what they hold, that name one of some others in their imports."""
    words = sorted({_module_word(path) for path in imported})
    named = b"|".join(re.escape(os.fsencode(word)) for word in words)  # a name may be no UTF-8
    pattern = rb"^[ \t]*\"?(?:from|import)\b[^\n#]*\b(?:%b)\b" % named
    imports = re.compile(pattern, re.MULTILINE)
    for path in sorted(paths):
        data = read(path)
        if imports.search(data):
            yield path, data


def with_packages(path: str | None) -> Iterator[str]:
    """Yield a module and the packages that are imported with it."""
    if path is not None:
        yield path
        folders = list(PurePosixPath(path).parents)[:-1]
        yield from (f"{folder}/__init__.py" for folder in folders)


def _module_word(path: str) -> str:
    pure = PurePosixPath(path)
    return pure.parent.name if pure.name == "__init__.py" else pure.stem
