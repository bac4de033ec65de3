"""Say what became of a weight file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from migrator.reports.counts import counted
from migrator.reports.paint import Paint
from migrator.reports.text import about_verification

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.config import Config
    from migrator.project.weights import Converted
    from migrator.verification.weights.conversion import Request

_DIFFERENT = 4


def report_conversion(converted: Converted, request: Request, config: Config) -> int:
    """Write the report to standard error and return the exit code."""
    paint = Paint.on(sys.stderr, config.color)
    for line in _lines(converted, request, paint):
        sys.stderr.write(f"{line}\n")
    return 0 if converted.conversion.verification.status == "equal" else _DIFFERENT


def _lines(converted: Converted, request: Request, paint: Paint) -> Iterator[str]:
    done = converted.conversion
    equal = done.verification.status == "equal"
    told = paint("written", "green") if equal else paint("not written", "red")
    yield f"{paint(str(request.new), 'bold')}: {told}"
    if done.keras_version:
        yield f"  {request.old} was made by Keras {done.keras_version}"
    if done.backend == "theano":
        yield "  trained on Theano: the kernels of convolutions were turned by 180 degrees"
    yield from (f"  note: {note}" for note in done.notes)
    if not equal and converted.findings:
        found = counted(len(converted.findings), "finding")
        yield f"  migrating the source left {found}; see them with kmigrate FILE"
    yield from about_verification(done.verification, paint)
