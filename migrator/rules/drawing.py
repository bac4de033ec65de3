"""What initializers draw: in Keras 3, the same numbers whenever one of them is called."""

from __future__ import annotations

from collections.abc import Mapping

from migrator.frozen import frozen


@frozen
class Drawing:
    """How layers, and weights, that share an initializer are kept from being alike.

    seeds: those that draw -> the place of their seed among what they are given. getters: what
    returns one by its name. constant: names of those that draw nothing. making: methods that make
    a weight. own: written around one that several layers are given. shared: an action finding,
    where that cannot be written. alike: the same, of weights of one shape in a layer, over what
    draws them.
    """

    seeds: Mapping[str, int]
    getters: frozenset[str]
    constant: frozenset[str]
    making: frozenset[str]
    own: str
    shared: str
    alike: str
