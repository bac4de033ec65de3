"""Which expressions may make a model: decided once, from the original source, for both sides."""

from __future__ import annotations

import ast
import re

_PRAGMA = re.compile(r"#\s*kmigrate:\s*build\s+(.+?)\s*$", re.MULTILINE)
_MODELS = frozenset({"Sequential", "Model", "Graph"})
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
    defaults, each function once.
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
        if name not in found and not _needs_arguments(function):
            found[name] = f"{name}()"
    return tuple(found[name] for name in functions if name in found)[:_MOST]


def needing_arguments(source: str) -> tuple[str, ...]:
    """Return the file's functions that would make a model if somebody gave them arguments."""
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    found = [f for f in functions if _needs_arguments(f) and _makes_a_model(f)]
    return tuple(f"{f.name}({', '.join(_parameters(f))})" for f in found[:_SUGGESTED])


def _makes_a_model(function: ast.FunctionDef) -> bool:
    called = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    names = {getattr(func, "attr", getattr(func, "id", "")) for func in called}
    return not names.isdisjoint(_MODELS)


def _parameters(function: ast.FunctionDef) -> list[str]:
    a = function.args
    every = [*a.posonlyargs, *a.args]
    needed = every[: len(every) - len(a.defaults)]
    named = [k.arg for k, default in zip(a.kwonlyargs, a.kw_defaults, strict=True) if not default]
    return [*(argument.arg.upper() for argument in needed), *(f"{n}={n.upper()}" for n in named)]


def _is_literal(call: ast.Call) -> bool:
    values = [*call.args, *(k.value for k in call.keywords)]
    try:
        for value in values:
            ast.literal_eval(value)
    except ValueError:
        return False
    return all(keyword.arg for keyword in call.keywords)


def _needs_arguments(function: ast.FunctionDef) -> bool:
    a = function.args
    missing_keywords = any(default is None for default in a.kw_defaults)
    return len(a.posonlyargs) + len(a.args) > len(a.defaults) or missing_keywords
