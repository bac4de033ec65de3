"""Call edits that only rename: a few bytes change, and no syntax tree is needed for that."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

from migrator.engine.edits import Edit
from migrator.engine.plans import CallEdit, Keep
from migrator.engine.signatures import arguments
from migrator.engine.source import Source


def renamings(
    source: Source,
    root: ast.expr,
    calls: Mapping[ast.Call, CallEdit],
    texts: Iterable[ast.expr],
) -> list[Edit] | None:
    """Return the edits of an expression on one line, or None if more than names change.

    On one line nothing that moves with a name can be aligned with it. texts: the nodes that get
    a new text of their own; those inside a name that changes are part of that name's edit.
    """
    if root.lineno != root.end_lineno:
        return None
    found: list[Edit] = []
    for call, edit in calls.items():
        names = list(_names(source, call, edit)) if _only_renames(call, edit) else [None]
        kept = [name for name in names if name is not None]
        if len(kept) < len(names):
            return None
        found += kept
    places = [source.start(text) for text in texts]
    apart = not any(edit.start <= place < edit.end for edit in found for place in places)
    return found if apart else None


def _only_renames(call: ast.Call, edit: CallEdit) -> bool:
    """Whether every argument stays in its place, and nothing is written around the call."""
    instead = edit.text or edit.instead
    around = edit.wrap or edit.before or edit.receiver or instead or edit.on is not None
    places = [slot.index if isinstance(slot, Keep) else -1 for slot in edit.slots]
    return not around and places == list(range(len(call.args) + len(call.keywords)))


def _names(source: Source, call: ast.Call, edit: CallEdit) -> Iterator[Edit | None]:
    """Yield the edit of each name that changes; None where it is more than a name."""
    if edit.callee is not None:
        yield Edit(source.start(call.func), source.end(call.func), edit.callee)
    if edit.method is not None and isinstance(call.func, ast.Attribute):
        place = source.attribute_name(call.func)
        yield Edit(source.start(place), source.end(place), edit.method)
    for argument, slot in zip(arguments(call), edit.slots, strict=True):
        old = argument.arg if isinstance(argument, ast.keyword) else None
        if not isinstance(slot, Keep) or slot.value is not None:
            yield None
        elif slot.keyword != old:
            yield _keyword(source, argument, old, slot.keyword)


def _keyword(
    source: Source, argument: ast.expr | ast.keyword, old: str | None, new: str | None
) -> Edit | None:
    start = source.start(argument)
    if old is None or new is None or not source.data.startswith(old.encode(), start):
        return None
    return Edit(start, start + len(old.encode()), new)
