"""Names that Python no longer has, for files that use them and parse as Python 3."""

from __future__ import annotations

import ast
import builtins
import collections.abc
import functools
import importlib
import inspect
import io
import itertools
import os
import string
import sys
import time
import urllib.request
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from migrator.verification.objects import Runtime

_NAMES: dict[str, object] = {
    "basestring": str,
    "cmp": lambda a, b: (a > b) - (a < b),
    "file": io.open,
    "long": int,
    "raw_input": lambda *_args: "",
    "reduce": functools.reduce,
    "reload": lambda module: module,
    "unichr": chr,
    "unicode": str,
    "xrange": range,
}


def restore(source: str, remarks: dict[str, None]) -> None:
    """Give the file what it uses of Python 2's built-in names, and remark on it.

    On both sides: that the file needs a change here is no fault of its models.
    """
    used, bound = set[str](), set[str]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, ast.alias):
            bound.add(node.asname or node.name)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
    for name in sorted(used - bound):
        if name in _NAMES and not hasattr(builtins, name):
            setattr(builtins, name, _NAMES[name])
            remarks[f"the file uses {name}, which Python 3 does not have"] = None


_ABCS = (
    "Callable",
    "Container",
    "Hashable",
    "Iterable",
    "Iterator",
    "Mapping",
    "MutableMapping",
    "Sequence",
    "Set",
    "Sized",
)


class _ArgSpec(NamedTuple):
    """What inspect.getargspec returned."""

    args: list[str]
    varargs: str | None
    keywords: str | None
    defaults: tuple[object, ...] | None


def removed_names() -> Iterator[tuple[str, str, Runtime]]:
    """Yield a module, a name that it had up to Python 3.7, 3.9 or 3.10, and what that was."""
    yield from (("collections", name, getattr(collections.abc, name)) for name in _ABCS)
    yield "inspect", "getargspec", _getargspec
    yield "time", "clock", time.process_time


def names_of_python_2() -> Iterator[tuple[str, str, Runtime]]:
    """Yield the same of Python 2: for scripts: libraries know the two apart."""
    yield from (("itertools", f"i{f.__name__}", f) for f in (filter, map, zip))
    yield "itertools", "izip_longest", itertools.zip_longest
    yield "itertools", "ifilterfalse", itertools.filterfalse
    yield "os", "getcwdu", os.getcwd
    yield "string", "letters", string.ascii_letters
    yield "string", "lowercase", string.ascii_lowercase
    yield "string", "uppercase", string.ascii_uppercase
    yield "string", "maketrans", str.maketrans
    yield "sys", "maxint", sys.maxsize
    yield "sys", "setdefaultencoding", lambda _name: None
    yield "urllib", "urlretrieve", urllib.request.urlretrieve


def restore_on_demand(remarks: dict[str, None]) -> None:
    """Answer for a removed name and remark on it: that is not the migration's fault."""
    missing: dict[str, dict[str, Runtime]] = {}
    for module, name, value in (*removed_names(), *names_of_python_2()):
        if not hasattr(importlib.import_module(module), name):
            missing.setdefault(module, {})[name] = value

    def getter(module: str, names: dict[str, Runtime]) -> Callable[[str], Runtime]:
        def get(name: str) -> Runtime:
            if name not in names:
                raise AttributeError(f"module {module!r} has no attribute {name!r}")
            remarks[f"the file uses {module}.{name}, which Python no longer has"] = None
            return names[name]

        return get

    for module, names in missing.items():
        owner: Runtime = importlib.import_module(module)
        owner.__getattr__ = getter(module, names)


def _getargspec(function: Callable[..., object]) -> _ArgSpec:
    spec = inspect.getfullargspec(function)
    return _ArgSpec(spec.args, spec.varargs, spec.varkw, spec.defaults)
