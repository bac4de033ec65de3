"""A model's layers as boxes: the legacy ones on the left, those of Keras 3 on the right.

The width of a box grows with the number of values that the layer gives out, by factors of two, so
that a shape that went wrong is seen before it is read.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

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
    gap = _GAP
    width = 2 * _WIDTH + _MIDDLE
    left = _WIDTH / 2
    middle = _WIDTH + _MIDDLE / 2
    right = _WIDTH + _MIDDLE + _WIDTH / 2

    def __init__(self, model: ModelRow) -> None:
        self.model = model
        largest = max((_size(s) for row in model.layers for s in _both(row)), default=1)
        self.levels = list(_levels(model, largest))
        self.height = len(self.levels) * (_HEIGHT + _GAP)

    @property
    def differences(self) -> int:
        """How many layers have other shapes or parameters."""
        return sum(level.shapes_differ or level.parameters_differ for level in self.levels)


def _levels(model: ModelRow, largest: int) -> Iterator[Level]:
    parts_at = model.parting.layer if model.parting else None
    for place, row in enumerate(model.layers):
        y = place * (_HEIGHT + _GAP) + _GAP / 2
        legacy = _box(Drawing.left, y, row.legacy_class, row.legacy_shape, largest)
        modern = _box(Drawing.right, y, row.modern_class, row.modern_shape, largest)
        yield Level(row, y, legacy, modern, row.name == parts_at)


def _box(centre: float, y: float, title: str, size: Shape, largest: int) -> Box | None:
    if not title and size is None:
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
