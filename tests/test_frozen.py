"""Values are compared and shown as those of dataclasses are, with methods that they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields, replace

import pytest

from migrator.frozen import frozen


@frozen
class Point:
    x: int
    y: int = 0
    note: str = field(default="", compare=False)


@frozen
class Other:
    x: int
    y: int = 0


@frozen(eq=False)
class Thing:
    x: int


@frozen(order=True)
class Ordered:
    x: int


def test_equal_values_are_equal_and_have_one_hash() -> None:
    assert Point(1) == Point(1, note="the same")
    assert Point(1) != Point(2)
    assert Point(1) != Other(1)  # type: ignore[comparison-overlap]
    assert len({Point(1), Point(1), replace(Point(2), x=1)}) == 1
    assert Point(1).__eq__(1) is NotImplemented


def test_things_are_equal_to_themselves_alone() -> None:
    thing = Thing(1)
    assert thing == thing  # noqa: PLR0124 - that is the point
    assert thing != Thing(1)


def test_values_that_have_an_order_are_sorted() -> None:
    assert sorted([Ordered(2), Ordered(1)]) == [Ordered(1), Ordered(2)]


def test_values_are_shown_as_they_are_made() -> None:
    assert repr(Point(1)) == "Point(x=1, y=0, note='')"
    assert repr(Thing(1)) == "Thing(x=1)"


@frozen
class Located(Point):
    z: int = field(default=2)
    tags: Mapping[str, str] = field(default_factory=dict)


def test_fields_are_given_by_place_or_by_name_and_inherited() -> None:
    located = Located(1, 5, z=7)
    assert (located.x, located.y, located.note, located.z) == (1, 5, "", 7)
    assert [f.name for f in fields(Located)] == ["x", "y", "note", "z", "tags"]


def test_what_a_factory_makes_is_new_for_each() -> None:
    assert Located(1).tags == {}
    assert Located(1).tags is not Located(1).tags
    assert Located(1, tags={"a": "b"}).tags == {"a": "b"}


def test_arguments_that_no_field_is_for_are_refused_as_those_that_lack() -> None:
    with pytest.raises(TypeError, match=r"Point\.__init__\(\) missing .* 'x'"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"Point\.__init__\(\) got an unexpected .* 'z'"):
        Point(1, z=2)  # type: ignore[call-arg]
