"""Values that nobody changes, which the type checker sees to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cache, total_ordering
from operator import attrgetter
from reprlib import recursive_repr
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(
    *, eq: bool = True, order: bool = False, shut: bool = False
) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(
    cls: type[T] | None = None, /, *, eq: bool = True, order: bool = False, shut: bool = False
) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a dataclass whose fields are not assigned to.

    shut: also at run time, which takes twice as long to import and three times as long to make an
    instance: what the API hands out. Nor has each class methods of its own to be compared and
    shown, which are compiled when it is made: that took a tenth of the time to migrate one file,
    and to compile an `__init__` for each took a seventh of what was left.
    """

    def make(cls: type[T]) -> type[T]:
        methods: dict[str, Any] = {"__repr__": _shown}
        if eq:
            methods |= {"__eq__": _equals, "__hash__": _hashed}
        if order:
            methods["__lt__"] = _precedes
        for name, method in methods.items():
            if name not in vars(cls):
                setattr(cls, name, method)
        made: Any = dataclass(frozen=shut, eq=False, repr=False, init=shut)(cls)
        if not shut:
            made.__init__ = _init(made)
        made.__key__ = _key(made)
        return total_ordering(made) if order else made

    return make if cls is None else make(cls)


if TYPE_CHECKING:
    from dataclasses import replace as replace  # noqa: PLC0414 - to be imported from here
else:

    def replace(value: T, /, **changes: Any) -> T:  # noqa: ANN401 - as the fields are
        """Return a value with other fields: `dataclasses.replace`, in a tenth of the time.

        Whoever migrates from Keras 2 needs more than a thousand records that are made so.
        """
        made, had, fields = object.__new__(type(value)), vars(value), value.__dataclass_fields__
        if len(had) > len(fields):
            had = {name: had[name] for name in fields}  # and nothing that was cached
        vars(made).update(had, **changes)
        return made


class _Made:
    """The default of a field for which each instance has a new value."""

    def __init__(self, field: Field[Any]) -> None:
        self.factory = field.default_factory


def _init(cls: type[Any]) -> FunctionType:
    """Return the `__init__` of a class: that of others with such fields, but for their names."""
    of = fields(cls)
    code = _assigning(tuple(each.default_factory is not MISSING for each in of))
    names = {f"field_{index}": each.name for index, each in enumerate(of)}
    shaped = code.replace(
        co_qualname=f"{cls.__qualname__}.__init__",
        co_varnames=tuple(names.get(name, name) for name in code.co_varnames),
        co_names=tuple(names.get(name, name) for name in code.co_names),
    )
    return FunctionType(shaped, {"_Made": _Made}, "__init__", tuple(_defaults(of)))


def _defaults(of: Iterable[Field[Any]]) -> Iterator[object]:
    for each in of:
        if each.default is not MISSING:
            yield each.default
        elif each.default_factory is not MISSING:
            yield _Made(each)


@cache
def _assigning(made: tuple[bool, ...]) -> CodeType:
    """Return what keeps as many arguments as there are fields; some of them may be `_Made`."""
    names = [f"field_{index}" for index in range(len(made))]
    values = (
        f"{name}.factory() if {name}.__class__ is _Made else {name}" if anew else name
        for name, anew in zip(names, made, strict=True)
    )
    lines = [f"    self.{name} = {value}\n" for name, value in zip(names, values, strict=True)]
    text = f"def __init__({', '.join(['self', *names])}):\n{''.join(lines) or '    pass'}"
    code = compile(text, __file__, "exec").co_consts[0]
    assert isinstance(code, CodeType)  # noqa: S101 - what a definition is compiled to
    return code


def _key(cls: type[Any]) -> Callable[[Any], Any]:
    """Return what gets the values that make one of a class the same as another, without Python."""
    return attrgetter(*[field.name for field in fields(cls) if field.compare] or ["__class__"])


def _equals(self: Any, other: Any) -> bool:  # noqa: ANN401 - of any class that is made here
    cls = type(self)
    return cls.__key__(self) == cls.__key__(other) if cls is type(other) else NotImplemented


def _precedes(self: Any, other: Any) -> bool:  # noqa: ANN401 - as above
    cls = type(self)
    return cls.__key__(self) < cls.__key__(other) if cls is type(other) else NotImplemented


def _hashed(self: Any) -> int:  # noqa: ANN401 - as above
    return hash(type(self).__key__(self))


@recursive_repr()
def _shown(self: Any) -> str:  # noqa: ANN401 - as above
    shown = (f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{type(self).__qualname__}({', '.join(shown)})"
