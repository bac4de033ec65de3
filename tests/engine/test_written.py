"""What is copied is what becomes of it, and what a copy stands for is not written twice."""

from __future__ import annotations

import pytest

from migrator.engine.reading.source import parsed
from migrator.engine.writing.edits import Edit
from migrator.engine.writing.written import MoreThanBytes, Written

TEXT = "K.dot(K.sum(x), y)"
INNER = 6, 14  # K.sum(x)


def written(*edits: Edit) -> Written:
    return Written(parsed(TEXT), edits)


def test_a_copy_is_what_becomes_of_the_text() -> None:
    sum_of = Edit(6, 11, "ops.sum")
    assert written(sum_of, Edit(16, 17, "z")).copy(*INNER) == "ops.sum(x)"


def test_what_is_written_around_a_text_belongs_to_it() -> None:
    assert written(Edit(6, 6, "abs("), Edit(14, 14, ")")).copy(*INNER) == "abs(K.sum(x))"


def test_half_an_edit_cannot_be_copied() -> None:
    with pytest.raises(MoreThanBytes):
        written(Edit(12, 17, "a, b")).copy(*INNER)


def test_two_insertions_at_one_place_have_no_order() -> None:
    with pytest.raises(MoreThanBytes):
        written(Edit(6, 6, "a"), Edit(6, 6, "b")).copy(*INNER)


def test_what_is_said_anew_as_it_was_copied_is_not_written_again() -> None:
    edits = written(Edit(6, 11, "ops.sum"))
    edits.add([Edit(0, 18, f"ops.dot(y, {edits.copy(*INNER)})")], [INNER])
    assert edits.edits == [Edit(0, 18, "ops.dot(y, ops.sum(x))")]


def test_what_is_copied_elsewhere_stays_where_it_was() -> None:
    edits = written(Edit(6, 11, "ops.sum"))
    edits.add([Edit(18, 18, f".of({edits.copy(*INNER)})")], [INNER])
    assert edits.edits == [Edit(6, 11, "ops.sum"), Edit(18, 18, ".of(ops.sum(x))")]


def test_the_name_in_front_of_a_copied_argument_is_its_callers() -> None:
    edits = written(Edit(6, 11, "ops.sum"))
    edits.add([Edit(6, 6, "a="), Edit(6, 14, f"[{edits.copy(*INNER)}]")], [INNER])
    assert edits.edits == [Edit(6, 6, "a="), Edit(6, 14, "[ops.sum(x)]")]
