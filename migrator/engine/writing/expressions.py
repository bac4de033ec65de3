"""Carry out call edits with libcst, on the smallest expression that holds them.

ast says which calls; libcst keeps what the author wrote between their arguments. The two trees
are matched by the order of opening parentheses, which needs no position metadata.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import libcst as cst

from migrator.engine.reading.nodes import children
from migrator.engine.reading.source import Source
from migrator.engine.writing import alignment
from migrator.engine.writing.argument_lists import laid_out
from migrator.engine.writing.cst_nodes import calls_in, rebuilt
from migrator.engine.writing.plans import CallEdit
from migrator.engine.writing.templates import fill, parsed, substitute
from migrator.frozen import frozen
from migrator.patterns import regex

_TEXT = regex(r"(?:\.__kmdot|__kmtext)_(\d+)__")
_BEFORE = regex(r"(?P<line>\n[ \t\f]*)?__kmbefore_(?P<index>\d+)__")
_INNER = "__kminner__"


class CannotRewrite(Exception):  # noqa: N818 - the caller turns it into a finding
    """The text of the expression is not what the syntax tree says it is."""


@frozen
class Rewritten:
    """The new text of an expression, and of the old arguments that were asked for by call."""

    text: str
    arguments: Mapping[ast.Call, tuple[str, ...]]


def rewrite_expression(
    source: Source,
    root: ast.expr,
    calls: Mapping[ast.Call, CallEdit],
    texts: Mapping[ast.expr, str],
    report: frozenset[ast.Call],
    column: int,
) -> Rewritten:
    """Rewrite one expression: `calls` and `texts` are the edits inside it.

    report: the calls whose (rewritten) arguments the caller wants as text. column: where the
    expression will stand.

    Raises:
        CannotRewrite: see the class.
    """
    text, replaced = _with_placeholders(source, root, texts)
    marked = alignment.mark(text, source.column(root))
    tree = _parse(marked, source.newline)
    nodes = _match_calls(root, tree)
    editor = _Editor({nodes[call]: edit for call, edit in calls.items()}, nodes, report)
    result = rebuilt(tree, editor.leave)
    assert isinstance(result, cst.BaseExpression)  # noqa: S101 - tells mypy; calls become calls
    code = cst.Module([], default_newline=source.newline).code_for_node(result)
    tabs = source.tabs(root)
    below = "\t" * tabs + " " * (column - tabs)
    code = _put_before(code, editor.before, source.newline, source.indentation(root), below)

    def restore(part: str) -> str:
        return _TEXT.sub(lambda m: replaced[int(m.group(1))], part)

    reported = {
        call: tuple(alignment.unmark(restore(a), 0) for a in found)
        for call, found in editor.arguments.items()
    }
    wrapped = alignment.wrap(restore(code), column, source.newline, source.trailing(root))
    return Rewritten(alignment.unmark(wrapped, column, tabs), reported)


def _with_placeholders(
    source: Source, root: ast.expr, texts: Mapping[ast.expr, str]
) -> tuple[str, list[str]]:
    """Return the text of `root` with a name in place of each node in `texts`."""
    start, data = source.start(root), source.data
    parts: list[str] = []
    replaced: list[str] = []
    cursor = start
    for node in sorted(texts, key=lambda node: (source.start(node), source.end(node))):
        at = source.start(node)
        if at < cursor:
            continue
        parts.append(data[cursor:at].decode())
        kind = ".__kmdot" if data[at : at + 1] == b"." else "__kmtext"
        parts.append(f"{kind}_{len(replaced)}__")
        replaced.append(texts[node])
        cursor = source.end(node)
    parts.append(data[cursor : source.end(root)].decode())
    return "".join(parts), replaced


@lru_cache  # making one costs as much as parsing an expression
def _config(newline: str) -> cst.PartialParserConfig:
    return cst.PartialParserConfig(default_newline=newline)


def _parse(text: str, newline: str) -> cst.BaseExpression:
    """Parse an expression that may span lines: inside brackets of ours, taken off again."""
    try:
        tree = cst.parse_expression(f"({text})", config=_config(newline))
    except cst.ParserSyntaxError as error:
        raise CannotRewrite(str(error)) from error
    return tree.with_changes(lpar=tree.lpar[1:], rpar=tree.rpar[:-1])


def _match_calls(root: ast.expr, tree: cst.BaseExpression) -> dict[ast.Call, cst.Call]:
    by_ast = _ast_calls(root)
    by_cst = list(calls_in(tree))
    if len(by_ast) != len(by_cst) or any(
        len(a.args) + len(a.keywords) != len(c.args) for a, c in zip(by_ast, by_cst, strict=True)
    ):
        raise CannotRewrite("its calls could not be told apart")
    return dict(zip(by_ast, by_cst, strict=True))


def _ast_calls(root: ast.AST) -> list[ast.Call]:
    """Return calls in the order of their opening parentheses; those in f-strings are not ours."""
    found: list[ast.Call] = []
    queue = [root]
    for node in queue:
        if isinstance(node, ast.Call):
            found.append(node)
        if not isinstance(node, ast.JoinedStr):
            queue += children(node)
    return sorted(found, key=lambda call: (call.func.end_lineno, call.func.end_col_offset))


class _Editor:
    """Applies each call's edit, inner calls first."""

    def __init__(
        self,
        edits: Mapping[cst.Call, CallEdit],
        nodes: Mapping[ast.Call, cst.Call],
        report: frozenset[ast.Call],
    ) -> None:
        self._edits = edits
        self._report = {nodes[call]: call for call in report}
        self.arguments: dict[ast.Call, tuple[str, ...]] = {}
        self.before: list[str] = []

    def leave(self, original: cst.CSTNode, node: cst.CSTNode) -> cst.CSTNode:
        """Return what becomes of a node; `node` is the original with its parts rewritten."""
        if not isinstance(original, cst.Call) or not isinstance(node, cst.Call):
            return node
        if original in self._report:
            self.arguments[self._report[original]] = tuple(_code(a.value) for a in node.args)
        edit = self._edits.get(original)
        if edit is None:
            return node
        result = _apply(node, edit)
        if edit.before:
            self.before.append(_code(fill(edit.before, node.args)))
            result = _prefixed(result, f"__kmbefore_{len(self.before) - 1}__")
        return result


def _apply(call: cst.Call, edit: CallEdit) -> cst.BaseExpression:
    if edit.text:
        return fill(edit.text, call.args)
    if edit.instead and isinstance(call.func, cst.Attribute):
        template = cst.parse_expression(edit.instead.replace("{self}", _INNER))
        return substitute(template, {_INNER: call.func.value})
    func = parsed(edit.callee) if edit.callee is not None else call.func
    if edit.method is not None and isinstance(func, cst.Attribute):
        func = func.with_changes(attr=cst.Name(edit.method))
    result: cst.BaseExpression = call.with_changes(func=func, **laid_out(call, edit))
    if edit.wrap:
        template = fill(edit.wrap.replace("{}", _INNER), call.args)
        inner = result.with_changes(lpar=(), rpar=())
        result = substitute(template, {_INNER: inner})
        result = result.with_changes(lpar=call.lpar, rpar=call.rpar)
    if edit.on is not None:
        tensors = edit.on if isinstance(edit.on, str) else f"«{edit.on}»"
        argument = cst.Arg(fill(tensors, call.args))
        result = cst.Call(result, [argument])
    return result


def _prefixed(node: cst.BaseExpression, prefix: str) -> cst.BaseExpression:
    """Put a marker in front of the first name of a call."""
    match node:
        case cst.Call():
            return node.with_changes(func=_prefixed(node.func, prefix))
        case cst.Attribute():
            return node.with_changes(value=_prefixed(node.value, prefix))
        case cst.Name():
            return node.with_changes(value=prefix + node.value)
    raise CannotRewrite("it does not start with a name")


def _put_before(
    code: str, before: Sequence[str], newline: str, indent: str | None, below: str
) -> str:
    """Replace each marker by the element it stands for, on a line of its own where that fits.

    indent: what stands in front of the code on its first line, if that is only white space.
    below: what leads to the column of its start.
    """

    def replace(match: re.Match[str]) -> str:
        element = before[int(match.group("index"))]
        line = match.group("line")
        if line is None and match.start() == 0 and indent is not None:
            return f"{element},{newline}{indent}"
        if line is None and alignment.is_broken(code[match.end() :]):
            return f"{element},{newline}{alignment.MARK if match.start() else below}"
        if line is None and match.start():
            return f"{element}, {alignment.WRAP}"
        if line is None:
            fits = len(below + element + code[match.end() :]) <= alignment.WIDTH
            return f"{element}, " if fits else f"{element},{newline}{below}"
        return f"{line}{element},{newline}{line[1:]}"

    return _BEFORE.sub(replace, code)


def _code(node: cst.CSTNode) -> str:
    return cst.Module([]).code_for_node(node)
