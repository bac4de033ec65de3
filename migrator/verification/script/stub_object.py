"""Something that can be used as anything, in the place of what a script's missing package gives."""

# ruff: noqa: D102, D105 - what every method of a stub does is said by its class

from __future__ import annotations

import dis
import re
import sys
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from migrator.verification.objects import Runtime

_PROTOCOLS = frozenset({"is_tensor_like"})  # or TensorFlow takes it for one of its tensors
_COUNTS = frozenset({"n", "ndim", "size"})
_SIDE, _RANK = 32, 4  # of data nobody has seen; pictures, films and texts have no more dimensions
_SIZE = 2  # as a number of classes or of samples it still makes a layer
_LENGTH = 64  # of what a setting says is a side: it can be halved a few times
#: Words in the name of a setting that is a number, and what answers for it.
_NUMBERS = {
    word: number
    for words, number in (
        ("cols columns height len length maxlen rows side width", _LENGTH),
        ("dim dims features filters hidden size units vocab", _SIDE),
        ("batch channels classes count depth epochs layers n nb num", _SIZE),
    )
    for word in words.split()
}
_VERBS = frozenset({"build", "compute", "create", "extract", "find", "get", "load", "make", "read"})
_OF_DATA = frozenset({"argmax", "argmin", "count", "max", "min", "nunique", "sum"})


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
        if name in _OF_DATA:
            return _summary
        if name in _COUNTS:
            return _SIZE
        return setting(name) if name.isupper() or "_" in name else StubObject()

    def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[type, ...]:
        """Let a class that derives from it have its own methods, and those of its other bases."""
        alone = all(isinstance(base, StubObject) for base in bases) and bases[0] is self
        return (StubObject,) if alone else ()

    def __getitem__(self, key: object) -> StubObject:
        return _StubColumn() if _is_column(key) else StubObject()

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


class _StubColumn(StubObject):
    """A column of data: it has one axis, which decides how many classes Keras 1 made of it."""

    shape = (_SIDE,)

    def __array__(self, dtype: Runtime = None, copy: Runtime = None) -> Runtime:
        import numpy as np  # noqa: PLC0415 - as above

        return np.zeros(_SIZE, dtype or "float32")


def _is_column(key: object) -> bool:
    """Whether a key is that of `data[:, 0]`."""
    if not isinstance(key, tuple) or len(key) != 2:  # noqa: PLR2004 - rows and columns
        return False
    rows, column = key
    return isinstance(rows, slice) and isinstance(column, int)


class StubNumber(int):
    """A setting that is a number, by its name; what it is asked for besides, it has as well."""

    def __call__(self, *_args: object, **_kwargs: object) -> StubNumber:
        return self

    def __getattr__(self, name: str) -> Runtime:
        return getattr(StubObject(), name)

    def __getitem__(self, _key: object) -> StubNumber:
        return self

    def __len__(self) -> int:
        return _SIZE

    def __iter__(self) -> Iterator[StubNumber]:
        return iter([self] * _wanted(sys._getframe(1)))  # noqa: SLF001 - who asks decides


def setting(name: str) -> StubNumber | StubObject:
    """Return what answers for a name of a module that is not there: a number if it says so."""
    words = [word for word in re.split(r"[_\d]+", name.lower()) if word] or [""]
    named = name.isupper() or (name.islower() and words[0] not in _VERBS)
    number = _NUMBERS.get(words[-1]) if named else None
    return StubObject() if number is None else StubNumber(number)


def _summary(axis: object = None, *_args: object, **_kwargs: object) -> Runtime:
    """Return the largest of some data, say: a number, if not one for each of its columns."""
    return _SIZE if axis is None else StubObject()


def _wanted(frame: FrameType) -> int:
    """Return how many values the caller unpacks, as in `x, y, info = solver()`; else two."""
    code = frame.f_code.co_code
    operation, argument = code[frame.f_lasti], code[frame.f_lasti + 1]
    return argument if dis.opname[operation] == "UNPACK_SEQUENCE" else _SIZE
