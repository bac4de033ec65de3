"""Something that can be used as anything, in the place of what a script's missing package gives."""

# ruff: noqa: D102, D105 - what every method of a stub does is said by its class

from __future__ import annotations

import dis
import sys
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from migrator.verification.objects import Runtime

_PROTOCOLS = frozenset({"is_tensor_like"})  # or TensorFlow takes it for one of its tensors
_COUNTS = frozenset({"n", "ndim", "size"})
_SIDE, _RANK = 16, 4  # of data nobody has seen; pictures, films and texts have no more dimensions
_SIZE = 2  # as a number of classes or of samples it still makes a layer


class StubObject:
    """Something that takes every call, attribute, index and sum, and does nothing."""

    def __init__(self, *_args: object, **_kwargs: object) -> None:
        pass

    def __call__(self, *_args: object, **_kwargs: object) -> StubObject:
        return StubObject()

    def __getattr__(self, name: str) -> Runtime:
        # NumPy, pickle and TensorFlow ask for protocols by name: those it must not have.
        if name.startswith("_") or name in _PROTOCOLS:
            raise AttributeError(name)
        if name == "shape":
            return (_SIDE,) * _RANK
        return _SIZE if name in _COUNTS else StubObject()

    def __getitem__(self, _key: object) -> StubObject:
        return StubObject()

    def __setitem__(self, _key: object, _value: object) -> None:
        pass

    def __delitem__(self, _key: object) -> None:
        pass

    def __contains__(self, _item: object) -> bool:
        return True

    def __iter__(self) -> Iterator[StubObject]:
        return iter([StubObject() for _ in range(_wanted(sys._getframe(1)))])  # noqa: SLF001 - who asks decides

    def __next__(self) -> tuple[StubObject, StubObject]:
        return StubObject(), StubObject()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def __len__(self) -> int:
        return _SIZE

    def __index__(self) -> int:
        return _SIZE

    def __int__(self) -> int:
        return _SIZE

    def __float__(self) -> float:
        return float(_SIZE)

    def __fspath__(self) -> str:
        return "stand-in"

    def __array__(self, dtype: Runtime = None, copy: Runtime = None) -> Runtime:
        import numpy as np  # noqa: PLC0415 - a stub may be asked for before NumPy is wanted

        return np.zeros((_SIZE, _SIZE), dtype or "float32")

    def __hash__(self) -> int:
        return 0

    def __eq__(self, _other: object) -> bool:
        return True

    def __ne__(self, _other: object) -> bool:
        return False

    def __lt__(self, _other: object) -> bool:
        return False

    def __gt__(self, _other: object) -> bool:
        return False

    def __le__(self, _other: object) -> bool:
        return True

    def __ge__(self, _other: object) -> bool:
        return True

    def _alone(self) -> StubObject:
        return StubObject()

    def _combined(self, _other: object) -> StubObject:
        return StubObject()

    __neg__ = __pos__ = __abs__ = __invert__ = _alone
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _combined
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = _combined
    __pow__ = __rpow__ = __matmul__ = __rmatmul__ = __and__ = __or__ = __xor__ = _combined


def _wanted(frame: FrameType) -> int:
    """Return how many values the caller unpacks, as in `x, y, info = solver()`; else two."""
    code = frame.f_code.co_code
    operation, argument = code[frame.f_lasti], code[frame.f_lasti + 1]
    return argument if dis.opname[operation] == "UNPACK_SEQUENCE" else _SIZE
