"""Values that nobody changes, which the type checker sees to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform, overload

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
    three times as long to make an instance. What the API hands out is frozen in that way.
    """
    make = dataclass(eq=eq, order=order, unsafe_hash=eq)
    return make if cls is None else make(cls)
