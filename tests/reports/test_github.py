"""Annotations, as GitHub's workflow commands spell them."""

from __future__ import annotations

from migrator.project.outcome import Outcome
from migrator.reports.github import Annotations
from tests.reports.conftest import whole


def test_each_place_is_a_line_with_everything_escaped(outcomes: list[Outcome]) -> None:
    path, symbol = "nets/a b%2Cc%25.py", "kmigrate%3A keras.layers.Convolution2D"
    assert whole(Annotations(), outcomes).splitlines() == [
        f"::error file={path},line=1,col=1,title=kmigrate%3A different::flat: the shapes differ",
        f"::warning file={path},line=1,col=5,endColumn=30,title={symbol}::"
        "Convolution2D becomes Conv2D",
        f"::warning file={path},line=4,col=1,endLine=5,title={symbol}::"
        "Convolution2D becomes Conv2D",
        f"::error file={path},line=2,col=1,endColumn=10,title=kmigrate%3A keras.layers.Merge::"
        "Write `a | b` anew:%0A100%25 by *hand*, <b>please</b>.",
        f"::notice file={path},line=3,col=1,title=kmigrate%3A data_format::Assumed so.",
        "::error file=bad.py,line=7,col=1,title=kmigrate%3A not processed::Not Python 3: no.",
        "::error file=gone.py,line=1,col=1,title=kmigrate%3A not processed::"
        "Cannot read the file: no.",
        "::notice file=left.py,line=1,col=1,title=kmigrate%3A kmigrate.skipped::"
        "The file asks to be left alone.",
        "::notice title=kmigrate::66%25 automatic (2 of 3); left by hand: 1 place in 1 file. 2 files could not be processed.",
    ]
