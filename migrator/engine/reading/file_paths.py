"""What is in sight of the name of a file: its last part, and the variables it goes through."""

from __future__ import annotations

import ast
from dataclasses import replace

from migrator.engine.reading.names import Names
from migrator.engine.reading.variables import Variable, Variables
from migrator.frozen import frozen

_DEPTH = 4


@frozen
class Path:
    """A name of a file. Two with one key name the same file.

    text: its last part, as far as it is written in the source. tail: the literal that this is
    (None inside an f-string). variables: those it goes through; values: what they are assigned.
    """

    key: str
    text: str
    tail: ast.Constant | None
    variables: tuple[Variable, ...] = ()
    values: tuple[ast.expr, ...] = ()


class Paths:
    """Reads the names of files in one source text."""

    def __init__(self, names: Names, variables: Variables) -> None:
        self._names = names
        self._variables = variables

    def read(self, node: ast.expr, depth: int = 0) -> Path | None:
        """Return what an expression names, followed through variables that are bound once."""
        if not isinstance(node, ast.Name) or depth > _DEPTH:
            return self.written(node)
        variable = self._variables.of(node)
        values = self._variables.values(variable) if variable is not None else None
        if variable is None or not values or len(values) > 1:
            return None
        path = self.read(values[0], depth + 1)
        if path is None:
            return None
        return replace(
            path,
            variables=(variable, *path.variables),
            values=(values[0], *path.values),
        )

    def written(self, node: ast.expr) -> Path | None:
        """Return what an expression names where it is written in place."""
        match node:
            case ast.Constant(value=str(text)):
                return Path(text, text, node) if text else None
            case ast.BinOp(op=ast.Add() | ast.Div(), right=ast.Constant(value=str()) as last):
                return self._ending_in(last, node)
            case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str()) as last):
                return self._ending_in(last, node)
            case ast.Call(
                func=ast.Attribute(value=ast.Constant(value=str()) as last, attr="format")
            ):
                return self._ending_in(last, node)
            case ast.Call(args=[*_, ast.Constant(value=str()) as last]) if self._joins(node):
                return self._ending_in(last, node)
            case ast.JoinedStr(values=[*_, ast.Constant(value=str(text))]):
                return Path(ast.unparse(node), text, None)
        return None

    def _joins(self, node: ast.Call) -> bool:
        denoted = self._names.denote(node.func)
        return denoted is not None and denoted.name == "os.path.join"

    def _ending_in(self, last: ast.Constant, whole: ast.expr) -> Path | None:
        """Return a name whose last part is a literal, unless that ends in a placeholder.

        One that `ModelCheckpoint` fills in, `path + '-{epoch}'`, stands for a number.
        """
        text = str(last.value)
        template = isinstance(whole, ast.BinOp) and isinstance(whole.op, ast.Mod)
        filled = isinstance(whole, ast.Call) and getattr(whole.func, "attr", "") == "format"
        if (filled and text.endswith("}")) or (template and text[-2:-1] == "%") or not text:
            return None
        return Path(ast.unparse(whole), text, last)
