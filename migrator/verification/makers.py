"""The functions and methods of a file that make a model. Pure functions over its syntax."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MODELS = frozenset({"Sequential", "Model", "Graph"})


@dataclass(frozen=True)
class Step:
    """One call: the last name it is made under (`.create`), and what takes its arguments.

    function: None for a class without a constructor. skipped: how many parameters are bound.
    """

    name: str
    function: ast.FunctionDef | None
    skipped: int = 0

    @property
    def parameters(self) -> list[ast.arg]:
        """The parameters without a default, but for those that are bound."""
        if self.function is None:
            return []
        a = self.function.args
        every = [*a.posonlyargs, *a.args]
        return every[self.skipped : len(every) - len(a.defaults)] + self.keyword_only

    @property
    def keyword_only(self) -> list[ast.arg]:
        """Those of them that are given by their names."""
        if self.function is None:
            return []
        a = self.function.args
        return [k for k, default in zip(a.kwonlyargs, a.kw_defaults, strict=True) if not default]

    def spelled(self, values: Sequence[str]) -> str:
        """Return the text of the call with these arguments, one for each parameter."""
        named = {k.arg for k in self.keyword_only}
        parts = zip(self.parameters, values, strict=True)
        given = [f"{p.arg}={value}" if p.arg in named else value for p, value in parts]
        return f"{self.name}({', '.join(given)})"


#: Says what a parameter of a call is given, as text.
Giver: TypeAlias = Callable[[Step, ast.arg], str]


@dataclass(frozen=True)
class Maker:
    """Calls, one of the other's result, that end in a model: `Autoencoder(size).create()`.

    of: the class, if it is one of a class.
    """

    steps: tuple[Step, ...]
    of: ast.ClassDef | None = None

    @property
    def needs_arguments(self) -> bool:
        """Whether it can be called only by those who know what to give it."""
        return any(step.parameters for step in self.steps)

    def spelled(self, give: Giver) -> str:
        """Return the text of the calls, with what `give` says for each parameter."""
        return "".join(
            step.spelled([give(step, parameter) for parameter in step.parameters])
            for step in self.steps
        )

    def suggested(self) -> str:
        """Return the text of the calls, with the names of the parameters in capitals."""
        return self.spelled(lambda _, parameter: parameter.arg.upper())


def of_functions(tree: ast.Module) -> list[Maker]:
    """Return the functions of a file that make a model by themselves."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [Maker((Step(f.name, f),)) for f in functions if _makes_a_model(f)]


def of_classes(tree: ast.Module) -> Iterator[Maker]:
    """Yield the methods that make a model."""
    for of in tree.body:
        if not isinstance(of, ast.ClassDef) or not _MODELS.isdisjoint(map(name_of, of.bases)):
            continue
        methods = {f.name: f for f in of.body if isinstance(f, ast.FunctionDef)}
        begun = methods.get("__init__")
        instance = Step(of.name, begun, 1)
        makers = {name: method for name, method in methods.items() if _makes_a_model(method)}
        if begun and not called_in(begun).isdisjoint(makers):
            makers = {"__init__": begun}
        for name, method in makers.items():
            yield Maker(_steps(of, instance, name, method), of)


def _steps(
    of: ast.ClassDef, instance: Step, name: str, method: ast.FunctionDef
) -> tuple[Step, ...]:
    how = {name_of(decorator) for decorator in method.decorator_list}
    bound = 0 if "staticmethod" in how else 1
    if name == "__init__":
        return (instance,)
    if how.isdisjoint({"staticmethod", "classmethod"}):
        return (instance, Step(f".{name}", method, bound))
    return (Step(f"{of.name}.{name}", method, bound),)


def name_of(node: ast.expr) -> str:
    """Return the last name of an expression, `Model` of `keras.models.Model`."""
    return str(getattr(node, "attr", getattr(node, "id", "")))


def called_in(function: ast.AST) -> set[str]:
    """Return the last names of what is called in some code."""
    return {name_of(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}


def _makes_a_model(function: ast.FunctionDef) -> bool:
    return not _MODELS.isdisjoint(called_in(function))
