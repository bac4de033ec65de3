"""What may become of a call: Rewrite, Refusal or AlreadyModern; and what deciding it may ask."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from migrator.engine.dating.editions import Edition
from migrator.engine.reading.attributes import OwnAttributes
from migrator.engine.reading.kept_values import KeptValues
from migrator.engine.reading.keywords import Entry
from migrator.engine.reading.literals import Passed
from migrator.engine.reading.names import Names
from migrator.engine.reading.source import Source
from migrator.engine.reading.whole_numbers import WholeNumbers
from migrator.engine.training.asked import Asked
from migrator.engine.training.batches import Batches
from migrator.engine.writing.plans import ARGUMENT, Fuse, Keep, Write
from migrator.frozen import frozen
from migrator.rules import Code, FileName, Into, Tensors, To


@frozen
class Context:
    """What the rewriting of a call may ask about its file.

    dialect: that of the file. edition: the releases that it may be for. sizes: it says the sizes of
    inputs as only Keras 0.1 did. exact: pin changed defaults. quote: the file's quotation mark.
    respelled: names whose values are respelled everywhere in the file. spell: registers what a
    `Code` of a call needs and returns its text. data_format: the value to write where a call names
    none. branches: the tensors on which a layer that merged models is called. theano: the file asks
    for the Theano backend. pins_flatten: layers that must be channels_last have to say so. batches:
    reads how many samples the generators of the file put into a batch. asked: what other calls ask
    to be asked for elsewhere. outputs: the names of those of the file's graphs. is_tensor: whether
    an expression is known to be one of a model. is_number: whether one is known to be one number.
    phase: the learning phase at the end of a list of tensors. is_computed: whether an expression is
    a tensor that a function computed. numbers: knows those that may be no whole ones. passed: what
    calls pass for parameters. own_attributes: what classes set on `self`. kept_values: what
    is taken of tables, functions and command lines. kept_metrics: those that
    keep their names. beneath: what a `functools.partial` gives that is called here.
    """

    source: Source
    names: Names
    dialect: str
    edition: Edition
    sizes: bool
    exact: bool
    quote: str
    spell: Callable[[Code, ast.Call], str]
    data_format: str | None
    pins_flatten: bool
    theano: bool
    respelled: Callable[[ast.expr], bool]
    branches: Callable[[ast.Call], str | None]
    batches: Batches
    asked: Asked
    outputs: Callable[[ast.Call], tuple[str, ...]]
    is_tensor: Callable[[ast.expr], bool]
    is_number: Callable[[ast.expr], bool]
    phase: Callable[[ast.expr, Tensors], ast.Call | None]
    is_computed: Callable[[ast.expr], bool]
    numbers: WholeNumbers
    passed: Passed
    own_attributes: OwnAttributes
    kept_values: KeptValues
    kept_metrics: frozenset[str]
    beneath: tuple[Entry, ...] = ()


@frozen
class AlreadyModern:
    """The call is written for Keras 3."""


@frozen
class Use:
    """An argument whose meaning depends on the rest of the file. endings: see `FileName`."""

    fate: FileName | Into
    node: ast.expr
    endings: tuple[str, ...] = ()


@frozen
class Refusal:
    """The call is left alone; `reason` says why and what to do instead.

    uses: its arguments that are respelled all the same, being names that others give.
    """

    reason: str
    uses: tuple[Use, ...] = ()


@dataclass
class Rewrite:
    """A call's edit, and what to say about it.

    texts: literals inside an argument and their new text. shape: the arguments of the `Input` to
    put in front, as a template over the old arguments, and `kept` the same as an argument of the
    layer itself, `kept_as`.
    uses: arguments that name a file, or something that is logged, for the stages that look at
    all of them together. once: notices that are given at the first use in a file alone.
    text: takes the place of the whole call, as a template.
    """

    to: To
    slots: list[Keep | Fuse | Write] = field(default_factory=list)
    texts: dict[ast.expr, str] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    once: list[str] = field(default_factory=list)
    shape: str = ""
    kept: str = ""
    kept_as: str = "input_shape"
    asked_shape: bool = False
    on: int | str | None = None
    renamed: bool = False
    uses: list[Use] = field(default_factory=list)
    text: str = ""

    def keep_shape(self) -> None:
        """Leave the input shape on the layer, where it stood if it was one argument already.

        A layer around it is the one that is asked for it.
        """
        if self.to.wrap:
            wrap = self.to.wrap.replace("{}", f"{{}}, {self.kept_as}={self.kept}")
            self.to = replace(self.to, wrap=wrap)
            return
        place = ARGUMENT.fullmatch(self.kept)
        if place is None:
            self.slots.append(Write(self.kept_as, self.kept))
            return
        index = int(place.group(1))
        behind = [s for s in self.slots if isinstance(s, Write) or s.index > index]
        self.slots.insert(len(self.slots) - len(behind), Keep(index, self.kept_as))

    def keeps_arguments(self, count: int) -> bool:
        """Whether the arguments stay exactly as they are."""
        if self.renamed or self.on is not None or len(self.slots) != count:
            return False
        return all(
            isinstance(slot, Keep) and slot.index == place and slot.value is None
            for place, slot in enumerate(self.slots)
        )

    def is_plain(self, count: int) -> bool:
        """Whether nothing but the name of what is called becomes another, and nothing is said."""
        said = (self.actions, self.notices, self.once, self.uses, self.shape, self.text)
        plain = not (self.texts or any(said) or self.to.helpers or self.to.computed)
        return plain and self.keeps_arguments(count)


Outcome: TypeAlias = Rewrite | Refusal | AlreadyModern
