"""`/` between whole numbers, which in Python 2 rounded down."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.names import Names
from migrator.engine.reading.source import Source
from migrator.engine.reading.variables import Variables
from migrator.findings import Change, Finding, Severity
from migrator.rules import Knowledge
from migrator.sources.python2.fixers import DIVISION
from migrator.sources.python2.kinds import Kind, Kinds
from migrator.sources.python2.sizes import Sizes

_UNSURE = (
    "In Python 2, `/` between two whole numbers rounded down. It is left as it is, as these may"
    " not be whole; if they are, write `//`."
)


def divide(
    source: Source, names: Names, knowledge: Knowledge
) -> tuple[str, list[Change], list[Finding]]:
    """Write `//` where whole numbers are divided, and say where that cannot be told.

    The text is Python 3 but for its divisions; places are those of it. names: what its names mean.
    """
    variables = Variables(names)
    kinds, sizes = Kinds(names, variables), Sizes(names, variables, knowledge)
    changes: list[Change] = []
    findings: list[Finding] = []
    data, done = source.data, []
    for node, left, right in _divisions(names):
        verdict = _of_operands(kinds, left, right)
        if verdict is Kind.UNKNOWN:
            verdict = _of_place(names, sizes, node)
        span = source.span(node)
        if verdict is Kind.WHOLE:
            begin = source.end(left)
            done.append(begin + _slash(data[begin : source.start(right)]))
            changes.append(Change(span, DIVISION.rule, DIVISION.message))
        elif verdict is Kind.UNKNOWN:
            findings.append(Finding(span, DIVISION.rule, Severity.NOTICE, _UNSURE))
    for offset in sorted(done, reverse=True):
        data = data[:offset] + b"/" + data[offset:]
    return data.decode(), changes, findings


def _divisions(names: Names) -> Iterator[tuple[ast.BinOp | ast.AugAssign, ast.expr, ast.expr]]:
    for node in names.of(ast.BinOp):
        if isinstance(node.op, ast.Div):
            yield node, node.left, node.right
    for statement in names.of(ast.AugAssign):
        if isinstance(statement.op, ast.Div):
            yield statement, statement.target, statement.value


def _of_operands(kinds: Kinds, left: ast.expr, right: ast.expr) -> Kind:
    """Tell what is divided by its operands, of which the divisor is told sooner: `/ 255.`."""
    divisor = kinds.of(right)
    if divisor is Kind.REAL:
        return Kind.REAL
    divided = kinds.of(left)
    return divided if divided is divisor or divided is Kind.REAL else Kind.UNKNOWN


def _of_place(names: Names, sizes: Sizes, node: ast.BinOp | ast.AugAssign) -> Kind:
    """Tell what is divided by where the result goes; REAL where it is rounded down anyhow."""
    match names.parents[node]:
        case ast.Call(func=ast.Name(id="int") | ast.Attribute(attr="floor")):
            return Kind.REAL
    whole = isinstance(node, ast.BinOp) and sizes.takes(node)
    return Kind.WHOLE if whole else Kind.UNKNOWN


def _slash(between: bytes) -> int:
    """Return where the operator stands between its operands, comments left out."""
    comment = False
    for index, byte in enumerate(between):
        character = chr(byte)
        if character == "/" and not comment:
            return index
        comment = character != "\n" and (comment or character == "#")
    raise ValueError("no operator between two operands")
