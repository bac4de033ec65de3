"""Stand-ins for packages that are not installed: plots, images, downloads of a script.

A script that only draws with matplotlib still makes its models when every drawing does nothing.
"""

# ruff: noqa: D102, D105 - what every method of a stub does is said by its class

from __future__ import annotations

import ast
import importlib.machinery
import sys
from importlib.abc import Loader, MetaPathFinder
from types import ModuleType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Missing packages that legacy Keras itself imports without a way out.
_OF_KERAS = frozenset({"scipy", "pydot", "pydot_ng", "matplotlib", "PIL"})
_MACHINERY = ("importlib", "<frozen importlib")


class StubObject:
    """Something that takes every call, attribute, index and sum, and does nothing."""

    def __init__(self, *_args: object, **_kwargs: object) -> None:
        pass

    def __call__(self, *_args: object, **_kwargs: object) -> StubObject:
        return StubObject()

    def __getattr__(self, name: str) -> StubObject:
        # NumPy and pickle ask for protocols by name: those it must not have.
        if name.startswith("__"):
            raise AttributeError(name)
        return StubObject()

    def __getitem__(self, _key: object) -> StubObject:
        return StubObject()

    def __setitem__(self, _key: object, _value: object) -> None:
        pass

    def __iter__(self) -> Iterator[StubObject]:
        # Two, for `figure, axes = subplots()`.
        return iter((StubObject(), StubObject()))

    def __next__(self) -> tuple[StubObject, StubObject]:
        return StubObject(), StubObject()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def __index__(self) -> int:
        # 2: as a number of classes or of samples it still makes a layer.
        return 2

    def __float__(self) -> float:
        return 2.0

    def _combined(self, _other: object) -> StubObject:
        return StubObject()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _combined
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = _combined


class StubModule(ModuleType):
    """A module whose every attribute is a `StubObject`."""

    __path__: list[str] = []  # noqa: RUF012 - what makes a module a package, read by the import system

    def __getattr__(self, name: str) -> StubObject:
        if name.startswith("__"):
            raise AttributeError(name)
        return StubObject()


class StubFinder(MetaPathFinder, Loader):
    """Last in sys.meta_path: finds every missing module the user's script cannot do without."""

    def __init__(self) -> None:
        self.script = ""
        self.guarded: set[int] = set()
        self.stubbed: dict[str, None] = {}

    def serve(self, script: str, source: str) -> None:
        """Give stubs to this script too; until then, only to legacy Keras."""
        self.script = script
        self.guarded = set(_guarded_lines(source))

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Give a stub to the user's script, to legacy Keras, and below a module that is one."""
        top = fullname.partition(".")[0]
        inside = isinstance(sys.modules.get(top), StubModule)
        if not inside and ("." in fullname or not self._is_wanted(top)):
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """Return a module that has everything."""
        return StubModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: a stub has no code."""

    def _is_wanted(self, top: str) -> bool:
        importer, line = _importer()
        if importer == self.script and line not in self.guarded:
            self.stubbed[top] = None
            return True
        return top in _OF_KERAS and "keras" in importer


def _importer() -> tuple[str, int]:
    """Return the file and line of the import statement that led here."""
    frame = sys._getframe(2)  # noqa: SLF001 - the only way to know who imports
    while frame.f_back and (
        frame.f_code.co_filename == __file__
        or any(m in frame.f_code.co_filename for m in _MACHINERY)
    ):
        frame = frame.f_back
    return frame.f_code.co_filename, frame.f_lineno


def _guarded_lines(source: str) -> Iterator[int]:
    """Yield the lines of `try:` bodies, whose author has another way when an import fails."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Try) and node.handlers:
            yield from range(node.body[0].lineno, (node.body[-1].end_lineno or 0) + 1)
