"""What a constructor gives the one above it: all as it is, something besides, or something else."""

from __future__ import annotations

import ast

from migrator.engine.reading.functions import parameters
from migrator.engine.reading.names import Names
from migrator.engine.reading.own_methods import class_above

_DEEP = 8  # classes above one another
_CONSTRUCTOR = "__init__"
_MAKING = frozenset({_CONSTRUCTOR, "__new__"})


def above_all(made: ast.ClassDef, names: Names, depth: int = 0) -> ast.expr | None:
    """Return what stands above a class that is made as that is, and above which no other stands."""
    if depth > _DEEP or len(made.bases) != 1 or made.keywords:
        return None
    own = [n for n in made.body if isinstance(n, ast.FunctionDef) and n.name in _MAKING]
    if not all(map(_passes_all, own)):
        return None
    above = names.local_class(made.bases[0])
    return made.bases[0] if above is None else above_all(above, names, depth + 1)


def handed_up_beside(made: ast.ClassDef, names: Names, depth: int = 0) -> frozenset[str] | None:
    """Return what a class takes that may hand anything else to the constructor above it."""
    for function in made.body:
        if isinstance(function, ast.FunctionDef) and function.name == _CONSTRUCTOR:
            hands = function.args.kwarg is not None and not _passes_all(function)
            return _taken(function) if hands else None
    above = class_above(made, names)
    return handed_up_beside(above, names, depth + 1) if above and depth < _DEEP else None


def _taken(function: ast.FunctionDef) -> frozenset[str]:
    """Return the parameters of a function, and what it may take out of the rest by its name."""
    written = {n.value for n in ast.walk(function) if isinstance(n, ast.Constant)}
    return frozenset({*(p.arg for p in parameters(function)), *map(str, written)})


def _passes_all(function: ast.FunctionDef) -> bool:
    """Whether it takes `*args, **kwargs` and gives them to the constructor above as they are."""
    taken = function.args
    if len(taken.args) != 1 or taken.posonlyargs or taken.kwonlyargs:
        return False
    match [n for n in ast.walk(function) if isinstance(n, ast.Call) and is_constructor(n)]:
        case [
            ast.Call(
                args=[*bound, ast.Starred(value=ast.Name(id=rest))],
                keywords=[ast.keyword(arg=None, value=ast.Name(id=named))],
            )
        ] if taken.vararg is not None and taken.kwarg is not None:
            if [getattr(n, "id", "") for n in bound] not in ([], [taken.args[0].arg]):
                return False
            uses = [n.id for n in ast.walk(function) if isinstance(n, ast.Name)]
            passed = (rest, named) == (taken.vararg.arg, taken.kwarg.arg)
            return passed and uses.count(rest) == uses.count(named) == 1
    return False


def is_constructor(call: ast.Call) -> bool:
    """Whether a call is one of a constructor, `super().__init__()`."""
    return isinstance(call.func, ast.Attribute) and call.func.attr == _CONSTRUCTOR
