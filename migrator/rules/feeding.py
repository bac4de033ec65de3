"""What models are given for data, batch by batch: Keras 3 takes generators of tuples alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property

from migrator.frozen import frozen


@frozen
class Feeding:
    """Which methods read data, and what is said of data that Keras 3 reads otherwise, or not.

    trained: method that reads inputs and targets -> its argument for both. asked: the same, of
    those that read inputs alone. only_generators: those of them that took nothing else. flows:
    methods of Keras's own that make generators. rule: by which name it is reported.
    iterators: an iterator that is no generator. weighed: `class_weight` beside a generator;
    maybe_weighed: beside what may be one. validated: a generator that is read anew each epoch.
    lists: a generator that may be for a model, and yields lists. unseen: one of another file.
    unseen_alone: the same, of which predictions are asked.
    sequences: classes whose objects know how many batches they have, as those do that flows make.
    cut: epochs of fewer than these, or, `counted`, of a number that may be another.
    alone: one that yields inputs alone, in no tuple. lists_of_inputs: whether a list
    that is asked of was one of inputs, rather than one of inputs and targets.
    own_sizes: an action finding, of batches that are padded to a length of their own.
    named: an action finding, of targets in a dict by the name of the one output, which cannot be
    taken out of it; named_by: the methods that took such. named_weights: of a batch's weights of
    samples by the names of several. weights: said, as a notice, of the first of a batch's weights.
    """

    trained: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    only_generators: frozenset[str] = frozenset()
    flows: frozenset[str] = frozenset()
    sequences: frozenset[str] = frozenset()
    cut: str = ""
    counted: str = ""
    rule: str = ""
    iterators: str = ""
    weighed: str = ""
    maybe_weighed: str = ""
    validated: str = ""
    lists: str = ""
    unseen: str = ""
    unseen_alone: str = ""
    alone: str = ""
    lists_of_inputs: bool = True
    own_sizes: str = ""
    named: str = ""
    named_by: frozenset[str] = frozenset()
    named_weights: str = ""
    weights: str = ""

    @cached_property
    def fed(self) -> Mapping[str, str]:
        """All methods that read data -> their argument for it."""
        return {**self.trained, **self.asked}
