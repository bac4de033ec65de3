"""Carry out call edits with libcst, on the smallest expression that holds them.

ast says which calls; libcst keeps what the author wrote between their arguments. The two trees
are matched by the order of opening parentheses, which needs no position metadata.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import libcst as cst

from migrator.engine import alignment
from migrator.engine.plans import CallEdit, Fuse, Keep, Write, as_identifiers
from migrator.engine.signatures import arguments
from migrator.engine.source import Source

_PLACEHOLDER = re.compile(r"__kmigrate_(\d+)_(\d*)__")
_TEXT = re.compile(r"__kmtext_(\d+)__")
_BEFORE = re.compile(r"(?P<line>\n[ \t\f]*)?__kmbefore_(?P<index>\d+)__")
_INNER = "__kminner__"


class CannotRewrite(Exception):  # noqa: N818 - the caller turns it into a finding
    """The text of the expression is not what the syntax tree says it is."""


@dataclass(frozen=True)
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
) -> Rewritten:
    """Rewrite one expression: `calls` and `texts` are the edits inside it.

    report: the calls whose (rewritten) arguments the caller wants as text.

    Raises:
        CannotRewrite: see the class.
    """
    text, replaced = _with_placeholders(source, root, texts)
    marked = alignment.mark(text, source.column(root))
    tree = _parse(marked, source.newline)
    nodes = _match_calls(root, tree)
    editor = _Editor({nodes[call]: (call, edit) for call, edit in calls.items()}, nodes, report)
    result = tree.visit(editor)
    assert isinstance(result, cst.BaseExpression)  # noqa: S101 - tells mypy; calls become calls
    code = cst.Module([], default_newline=source.newline).code_for_node(result)
    code = _put_before(code, editor.before, source.newline, source.indentation(root))

    def restore(part: str) -> str:
        return _TEXT.sub(lambda m: replaced[int(m.group(1))], part)

    reported = {
        call: tuple(alignment.unmark(restore(a), 0) for a in found)
        for call, found in editor.arguments.items()
    }
    column = source.column(root)
    wrapped = alignment.wrap(restore(code), column, source.newline, source.trailing(root))
    return Rewritten(alignment.unmark(wrapped, column), reported)


def _with_placeholders(
    source: Source, root: ast.expr, texts: Mapping[ast.expr, str]
) -> tuple[str, list[str]]:
    """Return the text of `root` with a name in place of each node in `texts`."""
    start, data = source.start(root), source.data
    parts: list[str] = []
    replaced: list[str] = []
    cursor = start
    for node in sorted(texts, key=source.start):
        if source.start(node) < cursor:
            continue
        parts.append(data[cursor : source.start(node)].decode())
        parts.append(f"__kmtext_{len(replaced)}__")
        replaced.append(texts[node])
        cursor = source.end(node)
    parts.append(data[cursor : source.end(root)].decode())
    return "".join(parts), replaced


def _parse(text: str, newline: str) -> cst.BaseExpression:
    """Parse an expression that may span lines: inside brackets of ours, taken off again."""
    config = cst.PartialParserConfig(default_newline=newline)
    try:
        tree = cst.parse_expression(f"({text})", config=config)
    except cst.ParserSyntaxError as error:
        raise CannotRewrite(str(error)) from error
    return tree.with_changes(lpar=tree.lpar[1:], rpar=tree.rpar[:-1])


def _match_calls(root: ast.expr, tree: cst.BaseExpression) -> dict[ast.Call, cst.Call]:
    by_ast = list(_ast_calls(root))
    by_cst = list(_cst_calls(tree))
    if len(by_ast) != len(by_cst) or any(
        len(a.args) + len(a.keywords) != len(c.args) for a, c in zip(by_ast, by_cst, strict=True)
    ):
        raise CannotRewrite("its calls could not be told apart")
    return dict(zip(by_ast, by_cst, strict=True))


def _ast_calls(node: ast.AST) -> Iterator[ast.Call]:
    """Yield calls in the order of their opening parentheses; those in f-strings are not ours."""
    match node:
        case ast.Call():
            yield from _ast_calls(node.func)
            yield node
            for argument in arguments(node):
                yield from _ast_calls(argument)
        case ast.JoinedStr():
            return
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _ast_calls(child)


def _cst_calls(node: cst.CSTNode) -> Iterator[cst.Call]:
    if isinstance(node, cst.FormattedString):
        return
    if isinstance(node, cst.Call):
        yield from _cst_calls(node.func)
        yield node
        for argument in node.args:
            yield from _cst_calls(argument)
    else:
        for child in node.children:
            yield from _cst_calls(child)


class _Editor(cst.CSTTransformer):
    """Applies each call's edit, inner calls first."""

    def __init__(
        self,
        edits: Mapping[cst.Call, tuple[ast.Call, CallEdit]],
        nodes: Mapping[ast.Call, cst.Call],
        report: frozenset[ast.Call],
    ) -> None:
        super().__init__()
        self._edits = edits
        self._report = {nodes[call]: call for call in report}
        self.arguments: dict[ast.Call, tuple[str, ...]] = {}
        self.before: list[str] = []

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:  # noqa: N802
        if original_node in self._report:
            self.arguments[self._report[original_node]] = tuple(
                _code(argument.value) for argument in updated_node.args
            )
        if original_node not in self._edits:
            return updated_node
        _, edit = self._edits[original_node]
        result = _apply(updated_node, edit)
        if edit.before:
            self.before.append(_code(_fill(edit.before, updated_node.args)))
            result = _prefixed(result, f"__kmbefore_{len(self.before) - 1}__")
        return result


def _apply(call: cst.Call, edit: CallEdit) -> cst.BaseExpression:
    func = cst.parse_expression(edit.callee) if edit.callee is not None else call.func
    if edit.method is not None and isinstance(func, cst.Attribute):
        func = func.with_changes(attr=cst.Name(edit.method))
    result: cst.BaseExpression = call.with_changes(func=func, **_laid_out(call, edit))
    if edit.wrap:
        template = cst.parse_expression(edit.wrap.replace("{}", _INNER))
        inner = result.with_changes(lpar=(), rpar=())
        result = _substitute(template, {_INNER: inner})
        result = result.with_changes(lpar=call.lpar, rpar=call.rpar)
    if edit.on is not None:
        tensors = edit.on if isinstance(edit.on, str) else f"«{edit.on}»"
        argument = cst.Arg(_fill(tensors, call.args))
        result = cst.Call(result, [argument])
    return result


def _laid_out(call: cst.Call, edit: CallEdit) -> dict[str, object]:
    """Return the new arguments of a call, with commas, comments and line breaks of the old ones."""
    arguments: list[cst.Arg] = []
    for slot in edit.slots:
        match slot:
            case Keep():
                arguments.append(_kept(call.args, slot))
            case Fuse():
                arguments.append(_fused(call.args, slot))
            case Write():
                value = _fill(slot.value, call.args)
                arguments.append(_keyword(cst.Arg(value), alignment.WRAP + slot.keyword))
    separated = _separate(call.args, arguments, edit)
    if edit.receiver and isinstance(call.func, cst.Attribute):
        space = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        first = cst.Arg(call.func.value, comma=space if separated else cst.MaybeSentinel.DEFAULT)
        separated = [first, *separated]
    before = call.whitespace_before_args
    return {"args": separated, "whitespace_before_args": before}


def _kept(old: Sequence[cst.Arg], slot: Keep) -> cst.Arg:
    argument = old[slot.index]
    if slot.value is not None:
        argument = argument.with_changes(value=_fill(slot.value, old))
    if slot.keyword is None and argument.keyword is not None:
        return argument.with_changes(keyword=None, equal=cst.MaybeSentinel.DEFAULT)
    if slot.keyword is None:
        return argument
    return _keyword(argument, slot.keyword)


def _keyword(argument: cst.Arg, keyword: str) -> cst.Arg:
    if argument.keyword is not None:
        return argument.with_changes(keyword=argument.keyword.with_changes(value=keyword))
    tight = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
    return argument.with_changes(keyword=cst.Name(keyword), equal=tight)


def _fused(old: Sequence[cst.Arg], slot: Fuse) -> cst.Arg:
    values = [
        old[part].value if isinstance(part, int) else cst.parse_expression(part)
        for part in slot.parts
    ]
    space = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    last = len(values) - 1
    elements = [
        cst.Element(value, comma=space if n < last else cst.MaybeSentinel.DEFAULT)
        for n, value in enumerate(values)
    ]
    argument = old[slot.index].with_changes(value=cst.Tuple(elements))
    if slot.keyword is not None:
        return _keyword(argument, slot.keyword)
    return argument.with_changes(keyword=None, equal=cst.MaybeSentinel.DEFAULT)


def _separate(old: Sequence[cst.Arg], new: list[cst.Arg], edit: CallEdit) -> list[cst.Arg]:
    """Give each new argument a comma; what stood behind the last old one stays behind the last.

    An old argument's comma carries the line break and the comment behind it. Where arguments
    fuse or go, the break and the comment in front of the next one are kept.
    """
    if not new:
        return []
    trailing = old[-1] if old else None
    kept = _origins(edit)
    result = []
    for position, argument in enumerate(new):
        origin = kept[position]
        following = kept[position + 1] if position + 1 < len(new) else None
        comma = _comma_between(old, origin, following)
        if position + 1 == len(new):
            argument = _like_the_last(argument, trailing)  # noqa: PLW2901
        else:
            argument = argument.with_changes(  # noqa: PLW2901
                comma=comma, whitespace_after_arg=cst.SimpleWhitespace("")
            )
        result.append(argument)
    return result


def _origins(edit: CallEdit) -> list[tuple[int, int] | None]:
    """For each slot, the first and last old argument that it covers; None for a new one."""
    found: list[tuple[int, int] | None] = []
    for slot in edit.slots:
        match slot:
            case Keep():
                found.append((slot.index, slot.index))
            case Fuse():
                indices = [part for part in slot.parts if isinstance(part, int)]
                found.append((min(indices), max(indices)))
            case Write():
                found.append(None)
    return found


def _comma_between(
    old: Sequence[cst.Arg], left: tuple[int, int] | None, right: tuple[int, int] | None
) -> cst.Comma:
    """Return the comma in front of the right slot: the most spacious of those it replaces."""
    plain = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    if right is None:
        return _between_written(old, plain)
    first = left[1] if left is not None else right[0] - 1
    commas = [
        argument.comma
        for argument in old[max(first, 0) : right[0]]
        if isinstance(argument.comma, cst.Comma)
    ]
    if not commas:
        return plain
    comments = [c for c in commas if "#" in _code(c)]
    breaks = [c for c in commas if "\n" in _code(c) or "\r" in _code(c)]
    return (comments or breaks or commas)[-1]


def _between_written(old: Sequence[cst.Arg], plain: cst.Comma) -> cst.Comma:
    """Return the comma in front of a new argument: one per line where the author did so."""
    commas = [a.comma for a in old[:-1] if isinstance(a.comma, cst.Comma)]
    one_per_line = len(old) > 1 and all("\n" in _code(c) or "\r" in _code(c) for c in commas)
    return _without_comment(commas[-1]) if one_per_line and commas else plain


def _without_comment(comma: cst.Comma) -> cst.Comma:
    after = comma.whitespace_after
    if isinstance(after, cst.ParenthesizedWhitespace):
        first = after.first_line.with_changes(comment=None, whitespace=cst.SimpleWhitespace(""))
        after = after.with_changes(first_line=first, empty_lines=())
    return comma.with_changes(whitespace_after=after)


def _like_the_last(argument: cst.Arg, last: cst.Arg | None) -> cst.Arg:
    if last is None:
        return argument.with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return argument.with_changes(comma=last.comma, whitespace_after_arg=last.whitespace_after_arg)


def _fill(template: str, old: Sequence[cst.Arg]) -> cst.BaseExpression:
    """Parse a template and put old arguments, or elements of them, in their places."""
    tree = cst.parse_expression(as_identifiers(template))
    values: dict[str, cst.BaseExpression] = {}
    for match in _PLACEHOLDER.finditer(as_identifiers(template)):
        value = old[int(match.group(1))].value
        if match.group(2):
            value = value.elements[int(match.group(2))].value  # type: ignore[attr-defined]
        values[match.group()] = value if _stands_alone(template, match) else _bracketed(value)
    return _substitute(tree, values)


def _stands_alone(template: str, match: re.Match[str]) -> bool:
    """Whether commas, brackets or nothing stand around a placeholder, so that it needs none."""
    text = as_identifiers(template)
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    return before[-1:] in {"", "(", "[", ",", "="} and after[:1] in {"", ")", "]", ","}


def _bracketed(value: cst.BaseExpression) -> cst.BaseExpression:
    simple = cst.Name | cst.Attribute | cst.Call | cst.Subscript | cst.Integer | cst.Float
    if isinstance(value, simple) or value.lpar:
        return value
    return value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def _substitute(
    tree: cst.BaseExpression, values: Mapping[str, cst.BaseExpression]
) -> cst.BaseExpression:
    if isinstance(tree, cst.Name):
        return values.get(tree.value, tree)
    return tree.visit(_Substitution(values))  # type: ignore[return-value]


class _Substitution(cst.CSTTransformer):
    def __init__(self, values: Mapping[str, cst.BaseExpression]) -> None:
        super().__init__()
        self._values = values

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:  # noqa: N802
        return self._values.get(original_node.value, updated_node)


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


def _put_before(code: str, before: Sequence[str], newline: str, indent: str | None) -> str:
    """Replace each marker by the element it stands for, on a line of its own where that fits.

    indent: what stands in front of the code on its first line, if that is only white space.
    """

    def replace(match: re.Match[str]) -> str:
        element = before[int(match.group("index"))]
        line = match.group("line")
        if line is None and match.start() == 0 and indent is not None:
            return f"{element},{newline}{indent}"
        if line is None:
            return f"{element}, "
        return f"{line}{element},{newline}{line[1:]}"

    return _BEFORE.sub(replace, code)


def _code(node: cst.CSTNode) -> str:
    return cst.Module([]).code_for_node(node)
