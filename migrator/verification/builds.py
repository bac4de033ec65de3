"""Which expressions may make a model: decided once, from the original source, for both sides."""

from __future__ import annotations

import ast
import re

from migrator.verification import makers
from migrator.verification.makers import Step

_PRAGMA = re.compile(r"#\s*kmigrate:\s*build\s+(.+?)\s*$", re.MULTILINE)
_SUGGESTED = 3
_MOST = 12  # a file with more builders than this is a library: the user names what matters


def named_builds(source: str) -> tuple[str, ...]:
    """Return the expressions of `# kmigrate: build EXPRESSION` comments, in order."""
    return tuple(_PRAGMA.findall(source))


def expression(builder: str, source: str) -> str:
    """Return what to evaluate for a builder: the name of a function of the file means its call."""
    functions = {f.name for f in ast.parse(source).body if isinstance(f, ast.FunctionDef)}
    return f"{builder}()" if builder in functions else builder


def builders(source: str) -> tuple[str, ...]:
    """Return calls of the file's own functions that need nothing from outside the file.

    These are calls the file makes with literal arguments, and functions whose parameters all have
    defaults, each function once; and classes whose methods make a model and need nothing.
    """
    tree = ast.parse(source)
    functions = {f.name: f for f in tree.body if isinstance(f, ast.FunctionDef)}
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            if name in functions and name not in found and _is_literal(node):
                found[name] = ast.unparse(node)
    for name, function in functions.items():
        if name not in found and not Step(name, function).parameters:
            found[name] = f"{name}()"
    of_classes = (m.suggested() for m in makers.of_classes(tree) if not m.needs_arguments)
    return (*(found[name] for name in functions if name in found), *of_classes)[:_MOST]


def needing_arguments(source: str) -> tuple[str, ...]:
    """Return calls of the file's functions and methods that would make a model, given arguments."""
    tree = ast.parse(source)
    found = [*makers.of_functions(tree), *makers.of_classes(tree)]
    return tuple(maker.suggested() for maker in found if maker.needs_arguments)[:_SUGGESTED]


def _is_literal(call: ast.Call) -> bool:
    values = [*call.args, *(k.value for k in call.keywords)]
    try:
        for value in values:
            ast.literal_eval(value)
    except ValueError:
        return False
    return all(keyword.arg for keyword in call.keywords)
