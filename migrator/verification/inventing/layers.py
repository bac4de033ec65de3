"""The layers that a file defines, and the inputs they may be tried on. Pure functions."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.verification.inventing.uses import rank_of_names
from migrator.verification.makers import Maker, Step, called_in, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_BASES = frozenset({"Layer", "MaskedLayer", "Recurrent", "Dense", "LSTM", "GRU", "SimpleRNN"})
_CONVOLVES = ("1D", "2D", "3D")
_RANKS = (2, 3, 1)  # of samples, to be tried where nothing tells: sequences, pictures, rows


def defined_models(tree: ast.Module) -> Iterator[Maker]:
    """Yield the classes of models of a file that have a `call` of their own."""
    for of in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        named = {node.name for node in of.body if isinstance(node, ast.FunctionDef)}
        if "Model" in map(name_of, of.bases) and "call" in named:
            yield Maker((Step(of.name, _constructor(of), 1),), of)


def defined_layers(tree: ast.Module) -> Iterator[Maker]:
    """Yield the layers of a file that can be told what shape their input has."""
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    for of in classes.values():
        chain = list(_chain(of, classes))
        begun = next(filter(None, map(_constructor, chain)), None)
        base = name_of(chain[-1].bases[0]) if chain[-1].bases else ""
        known = base in _BASES or base.endswith(_CONVOLVES)
        if known and (begun.args.kwarg is not None if begun else base == "Layer"):
            yield Maker((Step(of.name, begun, 1),), of)


def ranks(of: ast.ClassDef) -> tuple[int, ...]:
    """Return how many dimensions a sample may have that a layer reads, the likeliest first."""
    for node in ast.walk(of):
        match node:
            case ast.keyword(arg="ndim", value=ast.Constant(value=int(number))):
                return (number - 1,)
            case ast.Compare(
                left=ast.Call(func=ast.Name(id="len")),
                ops=[ast.Eq()],
                comparators=[ast.Constant(value=int(number))],
            ):
                return (number - 1,)
            case _:
                pass
    told = rank_of_names({of.name, *map(name_of, of.bases), *called_in(of)})
    return (told,) if told else _RANKS


def _chain(of: ast.ClassDef, classes: dict[str, ast.ClassDef]) -> Iterator[ast.ClassDef]:
    """Yield a class and those of the file that it derives from first."""
    seen: set[str] = set()
    while of.name not in seen:
        yield of
        seen.add(of.name)
        of = classes.get(name_of(of.bases[0]) if of.bases else "", of)


def _constructor(of: ast.ClassDef) -> ast.FunctionDef | None:
    functions = (node for node in of.body if isinstance(node, ast.FunctionDef))
    return next((f for f in functions if f.name == "__init__"), None)
