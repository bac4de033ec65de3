"""Find for every legacy layer and model its counterpart. Pure functions over descriptions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from migrator.verification.objects import Json

_MERGES = ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate", "Dot")
#: Classes that are the same layer under another name.
_ROLES = {
    "Convolution1D": "Conv1D",
    "AtrousConvolution1D": "Conv1D",
    "Convolution2D": "Conv2D",
    "AtrousConvolution2D": "Conv2D",
    "Convolution3D": "Conv3D",
    "Deconvolution2D": "Conv2DTranspose",
    "SeparableConvolution2D": "SeparableConv2D",
    "TimeDistributedDense": "TimeDistributed",
    **dict.fromkeys(_MERGES, "Merge"),
}
_SAME_COUNT, _SAME_SHAPE, _SAME_ROLE = 4.0, 3.0, 2.0
_LONE_WEIGHTS, _LONE_PLAIN = -4.0, -0.5


def pair_models(legacy: Sequence[Json], modern: Sequence[Json]) -> list[int | None]:
    """Return for each legacy model the index of its counterpart: same names first, then order."""
    pairs: list[int | None] = [None] * len(legacy)
    free = list(range(len(modern)))

    def settle(old: int, new: int) -> None:
        pairs[old] = new
        free.remove(new)

    for same in (_share_a_name, _same_size):
        for old, description in enumerate(legacy):
            match = next((new for new in free if same(description, modern[new])), None)
            if pairs[old] is None and match is not None:
                settle(old, match)
    for old in (o for o, new in enumerate(pairs) if new is None):
        if free and not set(legacy[old]["names"]) - set(
            modern[free[0]]["names"] or legacy[old]["names"]
        ):
            settle(old, free[0])
    return pairs


def _share_a_name(a: Json, b: Json) -> bool:
    return bool(set(a["names"]) & set(b["names"]))


def _same_size(a: Json, b: Json) -> bool:
    return bool(a["params"] == b["params"] and a["outputs"] == b["outputs"])


def pair_layers(
    legacy: Sequence[Json], modern: Sequence[Json]
) -> list[tuple[int | None, int | None]]:
    """Pair layers by the names the author gave, then by role, size and shape in order of use.

    A layer that exists on one side only, such as a Reshape the migration added, stands alone; two
    that are each other's likes do not, though one side uses them earlier than the other.
    """
    named = _pairs_by_name(legacy, modern)
    taken = set(named.values())
    old = [i for i in range(len(legacy)) if i not in named]
    new = [j for j in range(len(modern)) if j not in taken]
    path = [
        (None if i is None else old[i], None if j is None else new[j])
        for i, j in _best_path([legacy[i] for i in old], [modern[j] for j in new])
    ]
    pairs = [*named.items(), *_reunited(path, legacy, modern)]
    return sorted(pairs, key=lambda pair: _order(pair, len(legacy)))


def _reunited(
    path: Sequence[tuple[int | None, int | None]], legacy: Sequence[Json], modern: Sequence[Json]
) -> Iterator[tuple[int | None, int | None]]:
    """Pair what stands alone on both sides and is alike in all but its place."""
    free = [j for i, j in path if i is None and j is not None]
    for i, j in path:
        match = j
        if i is not None and j is None:
            match = next((k for k in free if _are_alike(legacy[i], modern[k])), None)
            if match is not None:
                free.remove(match)
        if i is not None:
            yield i, match
    yield from ((None, j) for j in free)


def _are_alike(a: Json, b: Json) -> bool:
    same = _role(a["class"]) == _role(b["class"]) and a["params"] == b["params"]
    return same and fits(a["shape"], b["shape"])


def fits(a: Json, b: Json) -> bool:
    """Tell whether shapes are the same as far as both sides know them."""
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(fits(x, y) for x, y in zip(a, b, strict=True))
    return a is None or b is None or bool(a == b)


def _order(pair: tuple[int | None, int | None], many: int) -> tuple[float, int]:
    i, j = pair
    return (i if i is not None else min(j or 0, many) - 0.5, j or 0)


def _pairs_by_name(legacy: Sequence[Json], modern: Sequence[Json]) -> dict[int, int]:
    where = {layer["name"]: j for j, layer in enumerate(modern)}
    return {
        i: where[layer["name"]]
        for i, layer in enumerate(legacy)
        if layer["name"] in where and not _is_automatic(layer)
    }


def _is_automatic(layer: Json) -> bool:
    """Keras 1 names a layer by its class and a number, its successors by `a_class` and one."""
    plain = re.sub(r"_\d+$", "", layer["name"]).replace("_", "")
    return bool(plain == layer["class"].lower())


def _best_path(
    legacy: Sequence[Json], modern: Sequence[Json]
) -> list[tuple[int | None, int | None]]:
    """Align two sequences with the highest total likeness (Needleman-Wunsch)."""
    rows, columns = len(legacy), len(modern)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        best[i][columns] = best[i + 1][columns] + _alone(legacy[i])
    for j in range(columns - 1, -1, -1):
        best[rows][j] = best[rows][j + 1] + _alone(modern[j])
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(
                best[i + 1][j + 1] + _likeness(legacy[i], modern[j]),
                best[i + 1][j] + _alone(legacy[i]),
                best[i][j + 1] + _alone(modern[j]),
            )
    return _walk(best, legacy, modern)


def _walk(
    best: list[list[float]], legacy: Sequence[Json], modern: Sequence[Json]
) -> list[tuple[int | None, int | None]]:
    path: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(legacy) and j < len(modern):
        if best[i][j] == best[i + 1][j + 1] + _likeness(legacy[i], modern[j]):
            path.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j] + _alone(legacy[i]):
            path.append((i, None))
            i += 1
        else:
            path.append((None, j))
            j += 1
    path += [(k, None) for k in range(i, len(legacy))]
    return path + [(None, k) for k in range(j, len(modern))]


def _alone(layer: Json) -> float:
    return _LONE_WEIGHTS if layer["params"] else _LONE_PLAIN


def _likeness(a: Json, b: Json) -> float:
    """Score a pair; below two `_LONE_PLAIN` it is better not to pair them."""
    score = _SAME_SHAPE if a["shape"] == b["shape"] else -_SAME_SHAPE
    score += _alike(_role(a["class"]), _role(b["class"]))
    if a["params"] or b["params"]:
        score += _SAME_COUNT if a["params"] == b["params"] else -_SAME_COUNT
    return score


def _alike(old: str, new: str) -> float:
    if old == new:
        return _SAME_ROLE
    # A merge by a function of the author's becomes a Lambda.
    return _SAME_ROLE / 2 if (old, new) == ("Merge", "Lambda") else -_SAME_ROLE / 2


def _role(kind: str) -> str:
    return _ROLES.get(kind, kind)


def innermost(kind: str, config: Json) -> tuple[str, Json]:
    """Return what TimeDistributed and Bidirectional wrap."""
    while kind in ("TimeDistributed", "Bidirectional") and config:  # none without weights
        kind, config = config["layer"]["class_name"], config["layer"]["config"]
    return kind, config
