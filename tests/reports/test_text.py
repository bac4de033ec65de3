"""The report for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from migrator.config import Config
from migrator.engine import Migration
from migrator.findings import Change, Finding, Severity, Span, Verdict
from migrator.project.outcome import Outcome, Summary
from migrator.reports.paint import Paint
from migrator.reports.text import about_all, about_file
from migrator.verification import LayerRow, ModelRow, Verification
from migrator.verification.children import workers

if TYPE_CHECKING:
    from migrator.verification.results import Status

MIGRATION = Migration(
    filename="a.py",
    source="",
    data=b"",
    changes=(Change(Span(3, 4, 3, 30), "keras.layers.Dense", "Dense: arguments respelled"),),
    findings=(
        Finding(Span(5, 0, 5, 9), "keras.layers.Merge", Severity.ACTION, "Write it anew."),
        Finding(Span(2, 0, 2, 9), "keras.layers.Dense", Severity.NOTICE, "Assumed so."),
    ),
    dialect=Verdict("keras1", ("3: init=",)),
    data_format=Verdict("channels_first", ("keras.json: image_dim_ordering th",)),
)
LAYERS = (
    LayerRow("conv", "Convolution2D", "Conv2D", [None, 64, 9, 9], [None, 64, 9, 9], 1792, 1792),
    LayerRow("flat", "Flatten", "Flatten", [None, 5184], [None, 64], 0, None),
)


def said(outcome: Outcome, config: Config | None = None) -> str:
    return "\n".join(about_file(outcome, config or Config(), Paint()))


def migrated(status: Status | None = None) -> Outcome:
    proof = None
    if status:
        model = ModelRow("model", 2e-7, LAYERS, "one of two outputs compared")
        proof = Verification(status, "the outputs agree", (model,))
    return Outcome("a.py", "migrated", b"", MIGRATION, verification=proof)


def test_a_file_is_told_from_the_decision_to_the_finding() -> None:
    assert (
        said(migrated())
        == """\
a.py: would be migrated, 1 change
  written for keras1, because of line 3: init=
  data_format channels_first, because of keras.json: image_dim_ordering th
  changed Dense
  a.py:5:1: action: Write it anew. [keras.layers.Merge]
  a.py:2:1: notice: Assumed so. [keras.layers.Dense]"""
    )


def test_a_name_neither_colours_nor_breaks_the_line() -> None:
    odd = Outcome("a\n\x1b[31m.py", "unchanged", notes=MIGRATION.findings[:1])
    first, second = said(odd).splitlines()
    assert first == r"a\x0a\x1b[31m.py: unchanged"
    assert second.startswith(r"  a\x0a\x1b[31m.py:")


def test_a_proof_is_a_table_of_layers_and_the_largest_difference() -> None:
    assert said(migrated("equal")).endswith("""
  verification: equal: the outputs agree
  model
    | layer | legacy shape     | Keras 3 shape    | parameters |
    |-------|------------------|------------------|------------|
    | conv  | (None, 64, 9, 9) | (None, 64, 9, 9) | 1792       |
    | flat  | (None, 5184)     | (None, 64)       | 0 -> none  |
    largest difference of the outputs: 2e-07
    one of two outputs compared""")


def test_what_is_the_same_in_many_places_is_said_once() -> None:
    places = tuple(
        Finding(Span(line, 0, line, 9), rule, Severity.ACTION, "Left as it is.")
        for line, rule in (
            (1, "keras.layers.Merge"),
            (1, "y"),
            (4, "keras.layers.Highway"),
            (9, "x"),
        )
    )
    many = Outcome("a.py", "unchanged", notes=places)
    assert said(many).splitlines()[1:] == [
        "  a.py:1:1: action: Left as it is. (and at 4, 9) [keras.layers.Merge]"
    ]
    assert len(said(many, Config(verbose=True)).splitlines()) == 1 + 3  # places


def test_a_file_that_is_not_written_says_why() -> None:
    assert "1 change, not written: it is not verified equal" in said(
        migrated("different"), Config(write=True)
    )


def test_quiet_speaks_of_failed_proofs_only() -> None:
    quiet = Config(quiet=True)
    assert said(migrated("equal"), quiet) == ""
    assert said(migrated("different"), quiet) != ""
    assert said(migrated("not-built"), quiet) == ""
    assert said(migrated("not-built"), Config(quiet=True, write=True)) != ""


def test_a_file_where_nothing_happens_is_named_only_if_asked() -> None:
    nothing = Outcome("a.py", "unchanged")
    assert said(nothing) == ""
    assert said(nothing, Config(verbose=True)) == "a.py: unchanged"


def test_the_last_line_counts() -> None:
    summary = Summary()
    summary.add(migrated("different"))
    summary.add(Outcome("b.py", "skipped"))
    (line,) = about_all(summary, Config())
    assert line == (
        "1 file would be migrated, 0 unchanged, 1 skipped, 1 different;"
        " 1 change, 1 action for you, 1 notice."
    )


def test_a_system_that_cannot_fork_is_told_why_verifying_took_so_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "CAN_FORK", False)
    summary = Summary()
    assert "cannot fork" in "\n".join(about_all(summary, Config(verify=True)))
    assert "fork" not in "\n".join(about_all(summary, Config()))


def test_colours_come_with_a_style_and_leave_newlines_alone() -> None:
    assert Paint(enabled=True)("x", "red") == "\x1b[31mx\x1b[0m"
    assert Paint(enabled=True).line(b"+x\r\n") == b"\x1b[32m+x\x1b[0m\r\n"
    assert Paint(enabled=True).line(b" x\n") == b" x\n"
    assert Paint().line(b"+x\n") == b"+x\n"
