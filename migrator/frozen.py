"""Values that nobody changes, which the type checker sees to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from reprlib import recursive_repr
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, eq: bool = True, order: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(
    cls: type[T] | None = None, /, *, eq: bool = True, order: bool = False
) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a dataclass whose fields are not assigned to, for use among ourselves.

    `@dataclass(frozen=True)` sees to that at run time, too, which takes twice as long to import and
    three times as long to make an instance. What the API hands out is frozen in that way. Nor has
    each class methods of its own to be compared and shown, which are compiled when it is made: that
    took a tenth of the time to migrate one file.
    """

    def make(cls: type[T]) -> type[T]:
        if order:
            return dataclass(order=True, unsafe_hash=True)(cls)
        methods = {"__repr__": _shown, **({"__eq__": _equals, "__hash__": _hashed} if eq else {})}
        for name, method in methods.items():
            if name not in vars(cls):
                setattr(cls, name, method)
        return dataclass(eq=False, repr=False)(cls)

    return make if cls is None else make(cls)


def _values(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - of any class that is made here
    fields = value.__dataclass_fields__.items()
    return tuple([getattr(value, name) for name, field in fields if field.compare])


def _equals(self: object, other: object) -> bool:
    return _values(self) == _values(other) if type(self) is type(other) else NotImplemented


def _hashed(self: object) -> int:
    return hash(_values(self))


@recursive_repr()
def _shown(self: Any) -> str:  # noqa: ANN401 - as above
    shown = (f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{type(self).__qualname__}({', '.join(shown)})"
