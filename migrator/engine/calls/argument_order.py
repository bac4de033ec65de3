"""Which arguments of a rewritten call stand last."""

from __future__ import annotations

import ast

from migrator.engine.reading.source import Source
from migrator.engine.writing.plans import Fuse, Keep, Write
from migrator.patterns import regex

_COMMENT_BEHIND = regex(rb"[)\]},]*[ \t]*#")


def before_commented(
    call: ast.Call, slots: list[Keep | Fuse | Write], source: Source
) -> list[Keep | Fuse | Write]:
    """Put new arguments in front of the last one where a comment behind the call is about that.

    Such are calls with one argument per line: `flip=False)  # do not flip images`.
    """
    written = len(slots) - next(
        (n for n, slot in enumerate(reversed(slots)) if not isinstance(slot, Write)), 0
    )
    last = slots[written - 1] if written else None
    if written == len(slots) or not isinstance(last, Keep) or not call.keywords:
        return slots
    if last.index != len(call.args) + len(call.keywords) - 1 or not last.keyword:
        return slots
    if not _one_per_line(call) or not _COMMENT_BEHIND.match(source.data, source.end(call)):
        return slots
    return [*slots[: written - 1], *slots[written:], last]


def _one_per_line(call: ast.Call) -> bool:
    """Whether each argument starts on a line of its own, and the call ends with the last."""
    lines = [node.lineno for node in (*call.args, *(k.value for k in call.keywords))]
    last = call.keywords[-1].value
    return len(lines) > 1 and len(set(lines)) == len(lines) and call.end_lineno == last.end_lineno
