"""One of each kind of outcome, with what is hard to quote in their names and messages."""

from __future__ import annotations

import pytest

from migrator.engine import Migration
from migrator.findings import Change, Finding, Severity, Span, Verdict
from migrator.project.outcome import Failure, Outcome, Summary
from migrator.project.process import skipped
from migrator.reports.formats import Format
from migrator.verification import LayerRow, ModelRow, Verification

MIGRATION = Migration(
    filename="nets/a b,c%.py",
    source="x = Conv2D(8, (3, 3))\n",
    data=b"x = Conv2D(8, (3, 3))\n",
    changes=(
        Change(Span(1, 4, 1, 29), "keras.layers.Convolution2D", "Convolution2D becomes Conv2D"),
        Change(Span(4, 0, 5, 9), "keras.layers.Convolution2D", "Convolution2D becomes Conv2D"),
    ),
    findings=(
        Finding(
            Span(2, 0, 2, 9),
            "keras.layers.Merge",
            Severity.ACTION,
            "Write `a | b` anew:\n100% by *hand*, <b>please</b>.",
        ),
        Finding(Span(3, 0, 3, 0), "data_format", Severity.NOTICE, "Assumed so."),
    ),
    dialect=Verdict("keras1", ("1: Convolution2D(8, 3, 3)",)),
    data_format=Verdict("channels_first", ("line 1: the shape (3, 32, 32)",)),
)
MODEL = ModelRow(
    "build()",
    0.25,
    (
        LayerRow("conv", "Convolution2D", "Conv2D", [None, 8, 9, 9], [None, 8, 9, 9], 80, 80),
        LayerRow("flat", "Flatten", "Flatten", [None, 648], [None, 64], 0, None),
    ),
    "one of two outputs compared",
)


@pytest.fixture
def outcomes() -> list[Outcome]:
    proof = Verification("different", "flat: the shapes differ", (MODEL,))
    before = b"x = Convolution2D(8, 3, 3)\n"
    return [
        Outcome("nets/a b,c%.py", "migrated", before, MIGRATION, verification=proof),
        Outcome("plain.py", "unchanged"),
        Outcome("bad.py", "failed", error=Failure("syntax", "Not Python 3: no.", 7)),
        Outcome("gone.py", "failed", error=Failure("unreadable", "Cannot read the file: no.")),
        skipped("left.py", 1, "The file asks to be left alone."),
    ]


def whole(form: Format, outcomes: list[Outcome]) -> str:
    """The text of a report from its pieces."""
    summary = Summary()
    pieces = [form.start()]
    for outcome in outcomes:
        summary.add(outcome)
        pieces.append(form.file(outcome))
    return "".join([*pieces, form.end(summary)])
