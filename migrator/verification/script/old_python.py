"""Names of Python 2 that a file still uses, though it parses as Python 3."""

from __future__ import annotations

import ast
import builtins
import functools
import io

_NAMES: dict[str, object] = {
    "basestring": str,
    "file": io.open,
    "long": int,
    "raw_input": lambda *_args: "",
    "reduce": functools.reduce,
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
