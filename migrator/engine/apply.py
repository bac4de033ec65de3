"""Carry out what was planned: one list of byte edits, applied once; what they touch is parsed."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from migrator.engine.importing.import_edits import ImportEdits
from migrator.engine.reading.source import Source, syntax_tree
from migrator.engine.state import FileState
from migrator.engine.writing import alignment
from migrator.engine.writing.edits import Edit
from migrator.engine.writing.in_place import edited_in_place
from migrator.engine.writing.parts import is_python_still
from migrator.engine.writing.plans import ARGUMENT, CallEdit, Write
from migrator.engine.writing.statements import rearranged
from migrator.errors import InternalError

if TYPE_CHECKING:
    from migrator.engine.writing.expressions import Rewritten


def apply_edits(state: FileState, *, whole: bool) -> Source:
    """Return the migrated text, which is Python.

    whole: whether its tree will be asked for, so that it may as well be parsed as a whole.

    Raises:
        InternalError: the edits overlap, or their result is not Python: a bug in kmigrate.
    """
    edits = list(_expression_edits(state))
    edits += state.edits
    imports = ImportEdits(state.imports)
    edits += imports.edits()
    helpers = state.helpers.edits()  # which ask for imports themselves
    edits += [*_in_front(imports.insertions(), helpers, state.source.newline), *helpers]
    edits = rearranged(state.source, edits, state.removed, state.moves)
    edits = sorted(dict.fromkeys(edits), key=lambda e: (e.start, e.end))
    result = _apply(state.source.data, edits)
    checked = not whole and is_python_still(state.source, edits, result)
    return replace(state.source, data=result, parsed=None if checked else _parsed(result))


def _in_front(imports: list[Edit], helpers: list[Edit], newline: str) -> list[Edit]:
    """Set imports apart from the helpers that are to stand right behind them."""
    places = {edit.start for edit in helpers}
    last = {edit.start: edit for edit in imports if edit.start in places}
    return [
        replace(e, text=f"{e.text}{newline * 2}") if last.get(e.start) is e else e for e in imports
    ]


def _expression_edits(state: FileState) -> Iterator[Edit]:
    roots = _roots(state)
    inside: set[ast.expr] = set()
    inserted = {call: (statement, text) for statement, call, text in state.inserted}
    texts_of = _Texts(state)
    lost: dict[ast.stmt, list[str]] = {}
    for root, calls in roots.items():
        texts = texts_of.inside(root)
        edits = {call: state.calls[call] for call in calls}
        report = frozenset(call for call in calls if call in inserted)
        column = state.tops.get(root, state.source.column(root))
        inside.update(texts)
        in_place = edited_in_place(state.source, root, edits, texts, report, column)
        if in_place is not None:
            yield from in_place.edits
            yield from _insertions(state, inserted, in_place.arguments)
            continue
        done = _rewritten(state, root, edits, texts, report, column)
        start, end = state.source.start(root), state.source.end(root)
        above = [*_insertions(state, inserted, done.arguments)]
        written = "\n".join([done.text, *(edit.text for edit in above)])
        lost.setdefault(state.names.statement(root), []).extend(
            _lost_comments(state, root, written)
        )
        yield Edit(start, end, done.text)
        yield from above
    yield from (
        _above(state, statement, comments) for statement, comments in lost.items() if comments
    )
    for node, text in state.texts.items():
        if node not in inside:
            yield Edit(state.source.start(node), state.source.end(node), text)


def _rewritten(
    state: FileState,
    root: ast.Call,
    edits: Mapping[ast.Call, CallEdit],
    texts: Mapping[ast.expr, str],
    report: frozenset[ast.Call],
    column: int,
) -> Rewritten:
    """Rewrite an expression whose layout has a say in it: libcst is imported for no other."""
    from migrator.engine.writing.expressions import CannotRewrite, rewrite_expression  # noqa: PLC0415 - slow

    try:
        return rewrite_expression(state.source, root, edits, texts, report, column)
    except CannotRewrite as error:
        raise InternalError(f"line {root.lineno}: {error}") from error


def _lost_comments(state: FileState, root: ast.Call, after: str) -> list[str]:
    """Return the comments of arguments that went, or fused."""
    before = state.source.text(root)
    if "#" not in before or state.source.indentation(state.names.statement(root)) is None:
        return []
    lost = comments_in(before)
    for comment in comments_in(after):
        if comment in lost:
            lost.remove(comment)
    return lost


def _above(state: FileState, statement: ast.stmt, comments: list[str]) -> Edit:
    """Put comments above the statement they stood in."""
    start = state.source.start(statement)
    indent = state.source.indentation(statement) or ""
    return Edit(start, start, "".join(f"{c}{state.source.newline}{indent}" for c in comments))


def comments_in(text: str) -> list[str]:
    """Return the comments of an expression."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(f"({text}\n)").readline))
    except (tokenize.TokenError, SyntaxError):
        return []
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def _roots(state: FileState) -> dict[ast.Call, list[ast.Call]]:
    """Group the edited calls by the expression to be rewritten as one.

    That is the outermost edited call; or, where several of those stand in one call that is not
    edited itself, that call: what one of them grows by moves the others. So it does what stands
    behind it.
    """
    outermost: dict[ast.Call, dict[ast.Call, list[ast.Call]]] = {}
    for call in state.calls:
        edited = outer = call
        for ancestor in state.names.ancestors(call):
            if isinstance(ancestor, ast.stmt) or outer in state.tops:
                break
            if isinstance(ancestor, ast.Call):
                outer = ancestor
                edited = ancestor if ancestor in state.calls else edited
        outermost.setdefault(outer, {}).setdefault(edited, []).append(call)
    roots: dict[ast.Call, list[ast.Call]] = {}
    for outer, groups in outermost.items():
        if len(groups) == 1 and not _moves_others(state, outer, *groups.items()):
            roots.update(groups)
        else:
            roots[outer] = [call for calls in groups.values() for call in calls]
    return roots


def _moves_others(
    state: FileState, outer: ast.Call, group: tuple[ast.Call, list[ast.Call]]
) -> bool:
    """Whether new arguments are written in front of keywords of an enclosing call."""
    edited, calls = group
    if edited is outer or outer.lineno != outer.end_lineno:
        return False
    end = state.source.end(edited)
    behind = any(state.source.start(keyword) >= end for keyword in outer.keywords)
    return behind and any(isinstance(s, Write) for c in calls for s in state.calls[c].slots)


class _Texts:
    """The nodes that get a new text, found by where they stand."""

    def __init__(self, state: FileState) -> None:
        self._source = state.source
        self._texts = state.texts
        self._nodes = sorted(state.texts, key=state.source.start)
        self._starts = [state.source.start(node) for node in self._nodes]

    def inside(self, root: ast.expr) -> dict[ast.expr, str]:
        """Return the new texts inside an expression."""
        first = bisect_left(self._starts, self._source.start(root))
        behind = bisect_left(self._starts, self._source.end(root))
        return {node: self._texts[node] for node in self._nodes[first:behind]}


def _insertions(
    state: FileState,
    inserted: Mapping[ast.Call, tuple[ast.stmt, str]],
    arguments: Mapping[ast.Call, tuple[str, ...]],
) -> Iterator[Edit]:
    """Yield the line `model.add(Input(...))` in front of each statement that adds such a layer."""
    for call, values in arguments.items():
        statement, template = inserted[call]
        start = state.source.start(statement)
        indent = state.source.indentation(statement) or ""
        marked = tuple(alignment.mark(value, 0) for value in values)
        text = ARGUMENT.sub(partial(_argument, marked), template)
        text = alignment.unmark(text, state.source.column(statement))
        yield Edit(start, start, f"{text}{state.source.newline}{indent}")


def _argument(values: tuple[str, ...], match: re.Match[str]) -> str:
    return values[int(match.group(1))]


def _apply(data: bytes, edits: list[Edit]) -> bytes:
    """Apply edits that do not overlap, in order; insertions at one place keep theirs."""
    parts: list[bytes] = []
    cursor = 0
    for edit in edits:
        if edit.start < cursor:
            raise InternalError(f"two edits overlap at byte {edit.start}")
        parts += [data[cursor : edit.start], edit.text.encode()]
        cursor = edit.end
    return b"".join([*parts, data[cursor:]])


def _parsed(result: bytes) -> ast.Module:
    try:
        return syntax_tree(result.decode())
    except SyntaxError as error:
        raise InternalError(f"the result is not Python: {error}") from error
