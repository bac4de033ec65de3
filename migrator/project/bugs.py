"""What a report of a bug in kmigrate itself is made of: the rule at hand, the line, the place."""

from __future__ import annotations

import ast
import traceback
from pathlib import Path
from types import FrameType

from migrator.project.outcome import Failure
from migrator.rules import Rule


def failure(error: Exception) -> Failure:
    """Say where kmigrate went wrong, so that a report of it is worth reading."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).parent.name}/{Path(frame.filename).name}:{frame.lineno}"
    what = f"{type(error).__name__}: {error}".strip(": ")
    return Failure(
        "internal",
        f"kmigrate has a bug: {what}{_at_hand(error)}, at {where} in {frame.name}. The file is as"
        " it was. Please report this with the lines of the file that cause it.",
    )


def _at_hand(error: Exception) -> str:
    """Name the rule that was applied, and the line that it was applied to.

    They are told from the variables of the innermost function that has them, so that the code that
    works needs not keep account of what it is at.
    """
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)][::-1]
    found = [name for frame in frames if (name := _rule(frame))][:1]
    found += [line for frame in frames if (line := _line(frame)) and (_rule(frame) or not found)][
        :1
    ]
    return f" ({', '.join(found)})" if found else ""


def _rule(frame: FrameType) -> str:
    rules = (value for value in frame.f_locals.values() if isinstance(value, Rule))
    return next((f"rule {rule.name}" for rule in rules), "")


def _line(frame: FrameType) -> str:
    nodes = (v for v in frame.f_locals.values() if isinstance(v, ast.expr | ast.stmt))
    return next((f"near line {node.lineno}" for node in nodes), "")
