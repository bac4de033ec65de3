"""The knowledge of all families of Keras, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cached_property

from migrator.frozen import frozen
from migrator.rules.knowledge import Knowledge


@frozen
class Library:
    """The knowledge of all families.

    first: that of Keras 0 and 1. later: how to make each of the others, by its release.
    exports: module -> the names that a star import of it binds, in any family.
    since_tensorflow: what standalone Keras had first when it had become TensorFlow's copy.
    between: symbol, or argument (`"keras.layers.LSTM(time_major"`), that neither Keras 2.2 nor
        Keras 3 has -> the family that had it first.
    """

    first: Knowledge
    later: Callable[[], Mapping[str, Callable[[], Knowledge]]] = dict
    exports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since_tensorflow: frozenset[str] = frozenset()
    between: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def keywords_between(self) -> frozenset[str]:
        """The arguments that are in `between`, by their names alone."""
        return frozenset(keyword for name in self.between if (keyword := name.partition("(")[2]))

    @cached_property
    def by_release(self) -> Mapping[str, Knowledge]:
        """All families by their release; each is made when it is asked for first."""
        return _Families({self.first.release: lambda: self.first, **self.later()})

    @classmethod
    def alone(cls, knowledge: Knowledge) -> Library:
        """Return the library of one family."""
        return cls(knowledge, exports=knowledge.exports)


class _Families(Mapping[str, Knowledge]):
    """Families of releases, made one by one: a file asks for one, at most two of them."""

    def __init__(self, makers: Mapping[str, Callable[[], Knowledge]]) -> None:
        self._makers = makers
        self._made: dict[str, Knowledge] = {}

    def __getitem__(self, release: str) -> Knowledge:
        """Return the knowledge of one family."""
        if release not in self._made:
            self._made[release] = self._makers[release]()
        return self._made[release]

    def __contains__(self, release: object) -> bool:
        """Whether there is a family, without making it."""
        return release in self._makers

    def __iter__(self) -> Iterator[str]:
        """Iterate over the releases."""
        return iter(self._makers)

    def __len__(self) -> int:
        """Return how many families there are."""
        return len(self._makers)
