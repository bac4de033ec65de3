"""The arguments of a rewritten call: where each comma, comment and line break goes."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from migrator.engine.writing import alignment
from migrator.engine.writing.plans import CallEdit, Fuse, Keep, Write
from migrator.engine.writing.templates import fill, parsed


def laid_out(call: cst.Call, edit: CallEdit) -> dict[str, object]:
    """Return the new arguments of a call, with commas, comments and line breaks of the old ones."""
    arguments: list[cst.Arg] = []
    grown = False
    for slot in edit.slots:
        match slot:
            case Keep():
                grown = grown or len(slot.value or "") > alignment.LONG
                argument = _kept(call.args, slot)
                arguments.append(_wrapping(argument) if grown else argument)
            case Fuse():
                arguments.append(_fused(call.args, slot))
            case Write():
                value = fill(slot.value, call.args)
                arguments.append(_keyword(cst.Arg(value), alignment.WRAP + slot.keyword))
    separated = _separate(call.args, arguments, edit)
    if edit.receiver and isinstance(call.func, cst.Attribute):
        space = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        first = cst.Arg(call.func.value, comma=space if separated else cst.MaybeSentinel.DEFAULT)
        separated = [first, *separated]
    before = call.whitespace_before_args
    return {"args": separated, "whitespace_before_args": before}


def _wrapping(argument: cst.Arg) -> cst.Arg:
    """Let an argument go on a line of its own, if it is given by name."""
    if argument.keyword is None:
        return argument
    return _keyword(argument, alignment.WRAP + argument.keyword.value)


def _kept(old: Sequence[cst.Arg], slot: Keep) -> cst.Arg:
    argument = old[slot.index]
    if slot.value is not None:
        argument = argument.with_changes(value=fill(slot.value, old))
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
    values = [old[part].value if isinstance(part, int) else parsed(part) for part in slot.parts]
    commas = (old[part].comma for part in slot.parts if isinstance(part, int))
    tight = any(isinstance(c, cst.Comma) and c.whitespace_after.empty for c in commas)
    space = cst.Comma(whitespace_after=cst.SimpleWhitespace("" if tight else " "))
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
    kept = _origins(edit)
    stays = kept[-1] is None or kept[-1][1] == len(old) - 1
    trailing = (old[-1] if stays else _uncommented_behind(old[-1])) if old else None
    result = []
    moved = False  # whether a comment stays behind its argument, in front of a new one
    for position, argument in enumerate(new):
        origin = kept[position]
        following = kept[position + 1] if position + 1 < len(new) else None
        comma = _comma_between(old, origin, following)
        between = origin is not None and origin[1] + 1 < len(old)
        own = old[origin[1]].comma if origin is not None and between else None
        if following is None and isinstance(own, cst.Comma) and _has_comment(own):
            comma, moved = own, True
        elif origin is None and following is not None and moved:
            comma = _without_comment(comma)
        if position + 1 < len(new) and following is None and _ends_with(old, origin):
            comma, trailing = _comment_left(comma, trailing)
        if position + 1 == len(new):
            argument = _like_the_last(argument, _with_its_comment(own, trailing))  # noqa: PLW2901
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
    comments = [c for c in commas if _has_comment(c)]
    breaks = [c for c in commas if _breaks(c)]
    return (comments or breaks or commas)[-1]


def _between_written(old: Sequence[cst.Arg], plain: cst.Comma) -> cst.Comma:
    """Return the comma in front of a new argument: one per line where the author did so."""
    commas = [a.comma for a in old[:-1] if isinstance(a.comma, cst.Comma)]
    one_per_line = len(old) > 1 and all(_breaks(c) for c in commas)
    return _without_comment(commas[-1]) if one_per_line and commas else plain


def _without_comment(comma: cst.Comma) -> cst.Comma:
    before, after = map(_uncommented, (comma.whitespace_before, comma.whitespace_after))
    return comma.with_changes(whitespace_before=before, whitespace_after=after)


def _uncommented(space: cst.BaseParenthesizableWhitespace) -> cst.BaseParenthesizableWhitespace:
    """Return white space with its line break, but without comments and empty lines."""
    if not isinstance(space, cst.ParenthesizedWhitespace):
        return space
    first = space.first_line.with_changes(comment=None, whitespace=cst.SimpleWhitespace(""))
    return space.with_changes(first_line=first, empty_lines=())


def _like_the_last(argument: cst.Arg, last: cst.Arg | None) -> cst.Arg:
    if last is None:
        return argument.with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return argument.with_changes(comma=last.comma, whitespace_after_arg=last.whitespace_after_arg)


def _ends_with(old: Sequence[cst.Arg], origin: tuple[int, int] | None) -> bool:
    return origin is not None and origin[1] + 1 == len(old)


def _comment_left(comma: cst.Comma, last: cst.Arg | None) -> tuple[cst.Comma, cst.Arg | None]:
    """Let the comment behind the last old argument stay there, in front of what is written anew.

    Only where that has a line of its own.
    """
    broken, behind = comma.whitespace_after, _behind(last)
    if last is None or behind is None or not isinstance(broken, cst.ParenthesizedWhitespace):
        return comma, last
    if behind.first_line.comment is None:
        return comma, last
    bare = behind.first_line.with_changes(comment=None, whitespace=cst.SimpleWhitespace(""))
    left = broken.with_changes(first_line=behind.first_line)
    return comma.with_changes(whitespace_after=left), _ended_by(last, bare)


def _with_its_comment(
    comma: cst.Comma | cst.MaybeSentinel | None, last: cst.Arg | None
) -> cst.Arg | None:
    """Let an argument that has become the last keep the comment behind it, not that of the last."""
    space = comma.whitespace_after if isinstance(comma, cst.Comma) else None
    behind = _behind(last)
    if last is None or behind is None or not isinstance(space, cst.ParenthesizedWhitespace):
        return last
    return _ended_by(last, space.first_line) if space.first_line.comment is not None else last


def _behind(last: cst.Arg | None) -> cst.ParenthesizedWhitespace | None:
    """Return the line break behind the last argument, and its comma, if there is one."""
    if last is None:
        return None
    own = last.comma
    found = own.whitespace_after if isinstance(own, cst.Comma) else last.whitespace_after_arg
    return found if isinstance(found, cst.ParenthesizedWhitespace) else None


def _ended_by(last: cst.Arg, line: cst.TrailingWhitespace) -> cst.Arg:
    """Return the last argument, behind which there is a line break, with another line end."""
    behind = _behind(last)
    assert behind is not None  # noqa: S101 - as said
    space = behind.with_changes(first_line=line)
    if isinstance(last.comma, cst.Comma):
        return last.with_changes(comma=last.comma.with_changes(whitespace_after=space))
    return last.with_changes(whitespace_after_arg=space)


def _uncommented_behind(argument: cst.Arg) -> cst.Arg:
    """Return an argument that goes without the comment behind it, which is about nothing else."""
    comma = argument.comma
    return argument.with_changes(
        comma=_without_comment(comma) if isinstance(comma, cst.Comma) else comma,
        whitespace_after_arg=_uncommented(argument.whitespace_after_arg),
    )


def _breaks(comma: cst.Comma) -> bool:
    """Whether there is a line break before or behind a comma."""
    spaces = (comma.whitespace_before, comma.whitespace_after)
    return any(isinstance(space, cst.ParenthesizedWhitespace) for space in spaces)


def _has_comment(comma: cst.Comma) -> bool:
    """Whether there is a comment before or behind a comma."""
    for space in (comma.whitespace_before, comma.whitespace_after):
        if isinstance(space, cst.ParenthesizedWhitespace):
            empty = any(line.comment is not None for line in space.empty_lines)
            if empty or space.first_line.comment is not None:
                return True
    return False
