"""Which functions give one number, and no array; and which a truth value."""

from __future__ import annotations

from migrator.frozen import frozen


@frozen
class Numbers:
    """The functions of Keras and TensorFlow that give one number.

    counts: whatever they are given. reductions: of a whole tensor, if no axis is named.
    elementwise: if they are given nothing but numbers. shapes: those that give a shape, any element
    of which is one.
    positive: those that give nothing below 0. alike: which give that only where their first
    argument has it. largest: only where all have it. truths: those of which Theano made numbers,
    where Keras 3 makes truth values. whole: those that make tensors of whole numbers.
    """

    counts: frozenset[str] = frozenset()
    reductions: frozenset[str] = frozenset()
    elementwise: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()
    positive: frozenset[str] = frozenset()
    alike: frozenset[str] = frozenset()
    largest: frozenset[str] = frozenset()
    truths: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
