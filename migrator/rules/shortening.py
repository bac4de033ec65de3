"""How layers were taken away from a model that is made."""

from __future__ import annotations

from collections.abc import Mapping

from migrator.frozen import frozen


@frozen
class Shortening:
    """The list of a model's layers, which could be shortened, and what had to be told besides.

    rule: what this is known as. layers: the attribute that holds the list. told: the attribute
    that was set to the new end. beside: others that were set along, and mean nothing any more.
    stale: attributes that went on naming the old end. untouched: what is not changed by either
    (attributes, and methods that may be called). innocent: attributes and methods after which a
    model is not made yet. running: methods after which it computes what it did. making: those that
    make it anew. fitting: those before which it must be compiled. in_place: class -> its method
    that takes the last layer away. model: the class of what is made of tensors. starts: the
    attribute of a model that holds where it starts. copied: classes that gave out a copy of the
    list in some of the releases. unsure: a notice, where a model may be of another class.
    """

    rule: str
    layers: str
    told: str
    beside: frozenset[str]
    stale: frozenset[str]
    untouched: frozenset[str]
    innocent: frozenset[str]
    running: frozenset[str]
    fitting: frozenset[str]
    making: frozenset[str]
    in_place: Mapping[str, str]
    model: str
    starts: str
    unsure: str
    copied: frozenset[str] = frozenset()
