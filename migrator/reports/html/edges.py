"""Which layer reads which: a line between neighbours, a lane beside the boxes for any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_LANE = 13
_MOST_LANES = 12  # of a net as dense as DenseNet, the longest share one
_ARROW = "l-5 -4m5 4l-5 4"


@dataclass(frozen=True)
class Place:
    """Where the box of a layer is: its outer side, towards the lanes, its middle and its height."""

    outer: float
    centre: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Jump:
    """A connection that passes other boxes by, and the lane it takes: 0 is next to the boxes."""

    start: int
    end: int
    lane: int


def lanes(pairs: Iterable[tuple[int, int]]) -> list[Jump]:
    """Give each connection the innermost lane that is free all along it, the short ones first."""
    taken: list[list[tuple[int, int]]] = []
    found = []
    for start, end in sorted(pairs, key=lambda pair: (pair[1] - pair[0], pair)):
        free = (
            lane
            for lane, others in enumerate(taken)
            if all(end <= low or high <= start for low, high in others)
        )
        lane = min(next(free, len(taken)), _MOST_LANES - 1)
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, end))
        found.append(Jump(start, end, lane))
    return found


def margin(jumps: Iterable[Jump]) -> int:
    """Return how wide the lanes are together."""
    return _LANE * (1 + max((jump.lane for jump in jumps), default=-1))


def connections(
    names: Sequence[str], reads: Mapping[str, Iterable[str]]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return who feeds whom, as places in the order of a side: neighbours, and others.

    names: the layers that the side has, in order. reads: layer -> those whose outputs it reads.
    """
    order: dict[str, int] = {}
    for place, name in enumerate(names):
        order.setdefault(name, place)
    pairs = {
        (order[source], order[name])
        for name in names
        for source in reads.get(name, ())
        if source in order and order[source] < order[name]
    }
    near = sorted(pair for pair in pairs if pair[1] == pair[0] + 1)
    return near, sorted(pairs.difference(near))


def straight(above: Place, below: Place) -> str:
    """Return the line between two neighbours, as the path of an SVG."""
    turned = f"L{below.centre:.1f} {below.top:.1f}" if above.centre != below.centre else ""
    return f"M{above.centre:.1f} {above.bottom:.1f}{turned or f'V{below.top:.1f}'}"


def around(jump: Jump, places: Sequence[Place], base: float, direction: int) -> str:
    """Return the line of a jump: out, along its lane, and in with an arrow.

    base: where the lanes begin, from the left. direction: -1 if they lie to the left of it, or 1.
    """
    source, target = places[jump.start], places[jump.end]
    lane = base + direction * _LANE * (jump.lane + 0.6)
    leave = source.top + 0.7 * (source.bottom - source.top)
    enter = target.top + 0.3 * (target.bottom - target.top)
    arrow = _ARROW if direction < 0 else _ARROW.replace("-5", "5").replace("m5", "m-5")
    return f"M{source.outer:.1f} {leave:.1f}H{lane:.1f}V{enter:.1f}H{target.outer:.1f}{arrow}"
