"""What functions take, and what the calls of them pass."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from migrator.facts import Passed

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def parameters(node: Function, *, variadic: bool = False) -> list[ast.arg]:
    """Return the parameters of a function in order, with `*args` and `**kwargs` if asked for."""
    arguments = node.args
    found = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    if variadic:
        found += [a for a in (arguments.vararg, arguments.kwarg) if a]
    return found


def parameter_default(node: Function, name: str) -> ast.expr | None:
    """Return the default of a parameter, if it has one."""
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = dict(
        zip(
            [a.arg for a in positional[len(positional) - len(arguments.defaults) :]],
            arguments.defaults,
            strict=True,
        )
    )
    keyword = {
        a.arg: d for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if d
    }
    return {**defaults, **keyword}.get(name)


class Arguments:
    """What calls pass for the parameters of functions, in a file and in the others of its project.

    calls, parents: those of the file. elsewhere: a function or class -> its calls in other files.
    """

    def __init__(
        self,
        calls: Iterable[ast.Call],
        parents: Mapping[ast.AST, ast.AST],
        elsewhere: Mapping[str, Sequence[Passed]],
    ) -> None:
        self._calls = calls
        self._parents = parents
        self._elsewhere = elsewhere
        self._found: dict[tuple[Function, str], list[ast.expr]] = {}

    def here(self, function: Function, name: str) -> list[ast.expr]:
        """Return what the file's calls of a function pass for one parameter."""
        if (function, name) not in self._found:
            self._found[function, name] = [*self._find(function, name)]
        return self._found[function, name]

    def _find(self, function: Function, name: str) -> Iterator[ast.expr]:
        if isinstance(function, ast.Lambda):
            return
        index = _position(function, name)
        named = dict.fromkeys((function.name, self._called(function)))
        for call in (call for called in named for call in self._by_name.get(called, ())):
            yield from (k.value for k in call.keywords if k.arg == name)
            if 0 <= index < len(call.args):
                yield call.args[index]

    @cached_property
    def _by_name(self) -> Mapping[str, list[ast.Call]]:
        """The calls of what bears a name, however it is reached: `f(x)`, `self.f(x)`."""
        found: dict[str, list[ast.Call]] = {}
        for call in self._calls:
            called = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
            found.setdefault(called, []).append(call)
        return found

    def elsewhere(self, function: Function, name: str) -> Iterator[tuple[Any, str]]:
        """Yield what calls in other files pass for one parameter, and where they stand."""
        if isinstance(function, ast.Lambda) or not self._elsewhere:
            return
        index = _position(function, name)
        for call in self._elsewhere.get(self._called(function), ()):
            if name in call.named:
                yield call.named[name], call.place
            elif 0 <= index < len(call.positional):
                yield call.positional[index], call.place

    def _called(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
        """`Net((3, 32, 32))` passes its arguments to `Net.__init__`."""
        parent = self._parents[function]
        constructor = function.name == "__init__" and isinstance(parent, ast.ClassDef)
        return parent.name if constructor else function.name  # type: ignore[attr-defined]


def _position(function: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> int:
    """Return the place of a parameter among the arguments of a call; -1 if it has none."""
    positional = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
    bound = positional[:1] in (["self"], ["cls"])
    return positional.index(name) - bound if name in positional else -1


def spanning(first: ast.arg, last: ast.arg, function: Function) -> ast.Name:
    """Return a node that stands where the parameters from `first` to `last` are written."""
    end: ast.AST = parameter_default(function, last.arg) or last
    return ast.Name(
        first.arg,
        lineno=first.lineno,
        col_offset=first.col_offset,
        end_lineno=end.end_lineno,  # type: ignore[attr-defined]
        end_col_offset=end.end_col_offset,  # type: ignore[attr-defined]
    )
