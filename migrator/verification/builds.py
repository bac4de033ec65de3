"""Which expressions may make a model: decided once, from the original source, for both sides."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        if name not in found and not _parameters(function):
            found[name] = f"{name}()"
    of_classes = (call for call, needs in _methods(tree) if not needs)
    return (*(found[name] for name in functions if name in found), *of_classes)[:_MOST]


def needing_arguments(source: str) -> tuple[str, ...]:
    """Return calls of the file's functions and methods that would make a model, given arguments."""
    tree = ast.parse(source)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    found = [_call(f) for f in functions if _parameters(f) and _makes_a_model(f)]
    return (*found, *(call for call, needs in _methods(tree) if needs))[:_SUGGESTED]


def _methods(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Yield calls of methods that make a model, and whether they need arguments."""
    for of in tree.body:
        if not isinstance(of, ast.ClassDef) or not _MODELS.isdisjoint(map(_name, of.bases)):
            continue
        methods = {f.name: f for f in of.body if isinstance(f, ast.FunctionDef)}
        begun = methods.get("__init__")
        instance = f"{of.name}({', '.join(_parameters(begun, 1))})" if begun else f"{of.name}()"
        makers = {name: method for name, method in methods.items() if _makes_a_model(method)}
        if begun and not _called(begun).isdisjoint(makers):
            makers = {"__init__": begun}
        for name, method in makers.items():
            how = {_name(decorator) for decorator in method.decorator_list}
            call = _call(method, "staticmethod" not in how)
            if name == "__init__":
                call = instance
            elif how.isdisjoint({"staticmethod", "classmethod"}):
                call = f"{instance}.{call}"
            else:
                call = f"{of.name}.{call}"
            yield call, call.count("(") != call.count("()")


def _call(function: ast.FunctionDef, skipped: int = 0) -> str:
    return f"{function.name}({', '.join(_parameters(function, skipped))})"


def _name(node: ast.expr) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))


def _makes_a_model(function: ast.FunctionDef) -> bool:
    return not _MODELS.isdisjoint(_called(function))


def _called(function: ast.FunctionDef) -> set[str]:
    return {_name(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}


def _parameters(function: ast.FunctionDef, skipped: int = 0) -> list[str]:
    """Return the parameters without a default, in capitals, but for the first `skipped`."""
    a = function.args
    every = [*a.posonlyargs, *a.args]
    needed = every[skipped : len(every) - len(a.defaults)]
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
