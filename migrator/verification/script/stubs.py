"""Stand-ins for packages that are not installed: plots, images, downloads of a script.

A script that only draws with matplotlib still makes its models when every drawing does nothing.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import importlib.machinery
import sys
from importlib.abc import Loader, MetaPathFinder
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

from migrator.verification.script.known_stubs import KNOWN
from migrator.verification.script.stub_object import setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import FrameType

    from migrator.verification.objects import Runtime

#: Missing packages that legacy Keras itself imports without a way out.
_OF_KERAS = frozenset({"scipy", "pydot", "pydot_ng", "matplotlib", "PIL"})
#: A part of these that is missing is what verifying is about.
_OURS = frozenset({"keras", "tensorflow", "tf_keras", "keras_applications", "keras_preprocessing"})
_Node = TypeVar("_Node", bound=ast.AST)
_MACHINERY = ("importlib", "<frozen importlib")


class StubModule(ModuleType):
    """A module that has every attribute."""

    __path__: list[str] = []  # noqa: RUF012 - what makes a module a package, read by the import system

    def __getattr__(self, name: str) -> Runtime:
        """Return what is known of this name, else something that does nothing."""
        if name == "__all__":
            return _lacking(sys._getframe(1))  # noqa: SLF001 - who asks decides
        if name == "__version__":
            return "1.0.0"  # scripts compare it
        if name.startswith("__"):
            raise AttributeError(name)
        whole = f"{self.__name__}.{name}"
        if any(known.startswith(f"{whole}.") for known in KNOWN):
            return importlib.import_module(whole)
        return KNOWN.get(whole) or setting(name)


class StubFinder(MetaPathFinder, Loader):
    """Last in sys.meta_path: finds every missing module the user's script cannot do without."""

    def __init__(self) -> None:
        self.guarded: dict[str, set[int]] = {}
        self.stubbed: dict[str, None] = {}

    def serve(self, sources: Mapping[str, str]) -> None:
        """Give stubs to these files too, by their paths; until then, only to legacy Keras."""
        stubs = {name for name, module in sys.modules.items() if isinstance(module, StubModule)}
        for path, source in sources.items():
            tree = ast.parse(source)
            self.guarded[path] = set(_guarded_lines(tree))
            self.stubbed.update(dict.fromkeys(sorted(stubs & set(_imported(tree)))))

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Give a stub to the user's script, to legacy Keras, and below a module that is one."""
        top = fullname.partition(".")[0]
        inside = isinstance(sys.modules.get(top), StubModule)
        if not inside and (top in _OURS or not self._is_wanted(fullname)):
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """Return a module that has everything."""
        return StubModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: a stub has no code."""

    def _is_wanted(self, name: str) -> bool:
        """Tell a package, or a part of one that newer releases do not have, that must be there."""
        importer, line = _importer()
        if line not in self.guarded.get(importer, (line,)):
            self.stubbed[name] = None
            return True
        return name in _OF_KERAS and "keras" in importer


def _lacking(frame: FrameType) -> list[str]:
    """Return the names that a file uses and nothing gives it, by which it asks for everything."""
    try:
        tree = ast.parse(Path(frame.f_code.co_filename).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return []
    names = _nodes(tree, ast.Name)
    bound = {name.id for name in names if not isinstance(name.ctx, ast.Load)}
    bound |= {a.asname or a.name for a in _nodes(tree, ast.alias)}
    bound |= {a.arg for a in _nodes(tree, ast.arg)}
    bound |= {d.name for d in _nodes(tree, ast.FunctionDef) + _nodes(tree, ast.ClassDef)}
    known = {*bound, *vars(builtins), *frame.f_globals}
    return sorted({name.id for name in names} - known)


def _nodes(tree: ast.Module, kind: type[_Node]) -> list[_Node]:
    return [node for node in ast.walk(tree) if isinstance(node, kind)]


def _importer() -> tuple[str, int]:
    """Return the file and line of the import statement that led here."""
    frame = sys._getframe(2)  # noqa: SLF001 - the only way to know who imports
    while frame.f_back and (
        frame.f_code.co_filename == __file__
        or any(m in frame.f_code.co_filename for m in _MACHINERY)
    ):
        frame = frame.f_back
    return frame.f_code.co_filename, frame.f_lineno


def _imported(tree: ast.Module) -> Iterator[str]:
    """Yield the packages that a file imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _guarded_lines(tree: ast.Module) -> Iterator[int]:
    """Yield the lines of `try:` bodies, whose author has another way when an import fails."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Try) and node.handlers:
            yield from range(node.body[0].lineno, (node.body[-1].end_lineno or 0) + 1)
