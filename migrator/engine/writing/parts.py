"""Is a text still Python after some edits? Only the statements that they touch are parsed again.

The parser reads one statement of a module after the other, and takes nothing along from one to the
next: at the start of each, no bracket and no string is open, and the indentation is none. So, of a
text that was Python, the lines of whole statements may be put for others that are Python by
themselves. They begin and end where lines do, and no backslash may join them to a line outside.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from migrator.engine.reading.source import Source, first_line, syntax_tree
from migrator.engine.writing.edits import Edit


def is_python_still(before: Source, edits: Iterable[Edit], after: bytes) -> bool:
    """Whether a text certainly is Python; what cannot be told by its parts may be, too.

    edits: those that made the text of the one before, in order.
    """
    return all(_is_python(after, start, end) for start, end in _touched(before, edits))


def _touched(before: Source, edits: Iterable[Edit]) -> Iterator[tuple[int, int]]:
    """Yield where the statements that some edits touch start and end, once these are made."""
    starts, last = _starts(before), len(before.data)
    high = -1  # where the statements end that are read, in the old text
    start = moved = 0  # where they start in the new one; by how much edits moved what follows
    for edit in edits:
        first = starts[bisect_right(starts, edit.start) - 1]
        if first > high:  # what stands side by side is read at once
            if high >= 0:
                yield start, high + moved
            start = first + moved
        behind = max(bisect_right(starts, edit.start), bisect_left(starts, edit.end))
        high = max(high, starts[behind] if behind < len(starts) else last)
        moved += len(edit.text.encode()) - (edit.end - edit.start)
    if high >= 0:
        yield start, high + moved


def _starts(source: Source) -> list[int]:
    """Return where the lines start on which a statement of the module does, and none ends."""
    starts, end = [0], 0
    for statement in source.tree.body:
        line = first_line(statement)
        if line > end:
            starts.append(source.starts[line - 1])
        end = statement.end_lineno or line
    return starts


def _is_python(text: bytes, start: int, end: int) -> bool:
    part = text[start:end]
    is_last, ends_a_line = end == len(text), part.endswith((b"\n", b"\r"))
    if not (is_last or ends_a_line) or _is_joined(text, start) or _is_joined(text, end):
        return False
    try:
        syntax_tree(part.decode())
    except SyntaxError:
        return False
    return True


def _is_joined(text: bytes, place: int) -> bool:
    """Whether a backslash may join what follows to the line in front of it."""
    return text[max(place - 3, 0) : place].rstrip(b"\r\n").endswith(b"\\")
