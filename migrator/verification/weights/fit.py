"""Say where a weight file and a model part: which layer, which shapes. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.verification.weights.files import Shapes, StoredLayer

_KERNEL_RANKS = (4, 5)
_MOST_LISTED = 12


def mismatch(stored: Sequence[StoredLayer], wanted: Sequence[StoredLayer], *, by_name: bool) -> str:
    """Return why the stored layers do not fit the wanted ones, or nothing where they do."""
    if by_name:
        named = {layer.name: layer for layer in wanted}
        pairs = [(layer, named[layer.name]) for layer in stored if layer.name in named]
        if not pairs:
            return (
                f"no layer of the file has the name of a layer of the model. "
                f"The file has {_listed(stored)}; the model has {_listed(wanted)}"
            )
    elif len(stored) != len(wanted):
        return (
            f"the file has {len(stored)} layers with weights, the model has {len(wanted)}. "
            f"The file has {_listed(stored)}; the model has {_listed(wanted)}"
        )
    else:
        pairs = list(zip(stored, wanted, strict=True))
    return next((_difference(a, b) for a, b in pairs if a.shapes != b.shapes), "")


def left_out(stored: Sequence[StoredLayer], wanted: Sequence[StoredLayer]) -> list[str]:
    """Say what loading by name passes over, on either side."""
    there, here = {layer.name for layer in stored}, {layer.name for layer in wanted}
    said = []
    if missing := [layer.name for layer in wanted if layer.name not in there]:
        said.append(f"not in the file, so left as initialised: {', '.join(missing)}")
    if unused := [layer.name for layer in stored if layer.name not in here]:
        said.append(f"in the file only: {', '.join(unused)}")
    return said


def _listed(layers: Sequence[StoredLayer]) -> str:
    shown = "; ".join(map(str, layers[:_MOST_LISTED]))
    more = len(layers) - _MOST_LISTED
    return f"[{shown}{f'; and {more} more' if more > 0 else ''}]"


def _difference(stored: StoredLayer, wanted: StoredLayer) -> str:
    told = f"the file has {stored}, where the model has {wanted}"
    return f"{told}. {_ORDERING}" if _transposed(stored.shapes, wanted.shapes) else told


_ORDERING = (
    "These kernels are stored in the order of the other image ordering: state the one the weights "
    "were made with (--data-format channels_first is Theano's, 'th')"
)


def _transposed(stored: Shapes, wanted: Shapes) -> bool:
    """Tell whether a kernel is (out, in, *sides) on one side and (*sides, in, out) on the other."""
    if not stored or not wanted or len(stored[0]) not in _KERNEL_RANKS:
        return False
    return any(_reordered(a) == b for a, b in ((stored[0], wanted[0]), (wanted[0], stored[0])))


def _reordered(shape: tuple[int, ...]) -> tuple[int, ...]:
    out, into, *sides = shape
    return (*sides, into, out)
