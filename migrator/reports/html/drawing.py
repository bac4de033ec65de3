"""A model's layers as boxes: the legacy ones on the left, those of Keras 3 on the right.

The width of a box grows with the number of values that the layer gives out, by factors of two, so
that a shape that went wrong is seen before it is read. Lines say which layer reads which.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from migrator.reports.html import edges
from migrator.reports.shapes import shape_text
from migrator.verification import LayerRow, ModelRow, Shape

_HEIGHT = 40
_GAP = 14
_WIDTH = 330
_NARROWEST = 170
_MIDDLE = 60


@dataclass(frozen=True)
class Box:
    """One layer on one side: where it is drawn, and what is written in it."""

    x: float
    y: float
    width: float
    title: str
    shape: str

    @property
    def centre(self) -> float:
        """The middle of the box, from the left."""
        return self.x + self.width / 2

    def place(self, direction: int) -> edges.Place:
        """Where lines meet the box, whose lanes lie to the left (-1) or to the right (1)."""
        outer = self.x if direction < 0 else self.x + self.width
        return edges.Place(outer, self.centre, self.y, self.y + _HEIGHT)


@dataclass(frozen=True)
class Level:
    """One layer on both sides; a side is None where it has no such layer.

    numbers_part: whether this is the layer at which the numbers of the model part.
    """

    row: LayerRow
    y: float
    legacy: Box | None
    modern: Box | None
    numbers_part: bool

    @property
    def shapes_differ(self) -> bool:
        """Whether the two sides give out different shapes."""
        return self.row.legacy_shape != self.row.modern_shape

    @property
    def parameters_differ(self) -> bool:
        """Whether the two sides count different parameters."""
        return self.row.legacy_params != self.row.modern_params

    @property
    def differs(self) -> bool:
        """Whether anything about the layer differs."""
        return self.shapes_differ or self.parameters_differ or self.numbers_part


class Drawing:
    """A model, laid out."""

    height_of_box = _HEIGHT

    def __init__(self, model: ModelRow) -> None:
        self.model = model
        largest = max((_size(s) for row in model.layers for s in _both(row)), default=1)
        sides = [_Side(model.layers, legacy=legacy) for legacy in (True, False)]
        before, after = (edges.margin(side.jumps) for side in sides)
        self.width = before + 2 * _WIDTH + _MIDDLE + after
        self.middle = before + _WIDTH + _MIDDLE / 2
        centres = before + _WIDTH / 2, before + _WIDTH + _MIDDLE + _WIDTH / 2
        self.levels = list(_levels(model, largest, centres))
        self.height = len(self.levels) * (_HEIGHT + _GAP)
        left = (level.legacy for level in self.levels)
        right = (level.modern for level in self.levels)
        self.lines = [
            *sides[0].lines([box for box in left if box], before, -1),
            *sides[1].lines([box for box in right if box], self.width - after, 1),
        ]
        self.branches = any(side.jumps for side in sides)

    @property
    def differences(self) -> int:
        """How many layers have other shapes or parameters."""
        return sum(level.shapes_differ or level.parameters_differ for level in self.levels)


class _Side:
    """The layers of one side, and who reads whom."""

    def __init__(self, rows: Iterable[LayerRow], *, legacy: bool) -> None:
        own = [row for row in rows if _has_box(*_on(row, legacy=legacy))]
        reads = {row.name: row.legacy_reads if legacy else row.modern_reads for row in own}
        self._near, far = edges.connections([row.name for row in own], reads)
        self.jumps = edges.lanes(far)

    def lines(self, boxes: Sequence[Box], base: float, direction: int) -> Iterator[str]:
        places = [box.place(direction) for box in boxes]
        for above, below in self._near:
            yield edges.straight(places[above], places[below])
        for jump in self.jumps:
            yield edges.around(jump, places, base, direction)


def _levels(model: ModelRow, largest: int, centres: tuple[float, float]) -> Iterator[Level]:
    parts_at = model.parting.layer if model.parting else None
    for place, row in enumerate(model.layers):
        y = place * (_HEIGHT + _GAP) + _GAP / 2
        legacy = _box(centres[0], y, *_on(row, legacy=True), largest)
        modern = _box(centres[1], y, *_on(row, legacy=False), largest)
        yield Level(row, y, legacy, modern, row.name == parts_at)


def _on(row: LayerRow, *, legacy: bool) -> tuple[str, Shape]:
    """Return the class and the shape of a layer on one side."""
    if legacy:
        return row.legacy_class, row.legacy_shape
    return row.modern_class, row.modern_shape


def _has_box(title: str, size: Shape) -> bool:
    return bool(title) or size is not None


def _box(centre: float, y: float, title: str, size: Shape, largest: int) -> Box | None:
    if not _has_box(title, size):
        return None
    part = math.log2(_size(size)) / max(1.0, math.log2(largest))
    width = _NARROWEST + (_WIDTH - _NARROWEST) * part
    return Box(centre - width / 2, y, width, title, shape_text(size))


def _both(row: LayerRow) -> tuple[Shape, Shape]:
    return row.legacy_shape, row.modern_shape


def _size(size: Shape) -> int:
    """Count the values of one sample: of all outputs, if there are several."""
    match size:
        case None:
            return 1
        case int():
            return max(1, size)
        case [*parts] if any(isinstance(part, list) for part in parts):
            return sum(_size(part) for part in parts)
        case _:
            return math.prod(_size(part) for part in size)
