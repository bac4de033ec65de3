"""What Keras 3 no longer allows in the code of one's own layers, losses and metrics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from migrator.frozen import frozen
from migrator.rules.drawing import Drawing
from migrator.rules.firsts import Firsts


@frozen
class Strictness:
    """What is said of code that Keras calls with tensors, though every name in it is there still.

    branching: where it decides on the value of a tensor; "" where that was no different before.
    compared: where it decides on whether tensors are equal, as which none ever were.
    making: where it makes weights, by `makers`, which are methods, or by a layer that is none of
        `weightless`. nothing: where it returns a None among its tensors.
    unnamed: where `call` has no name for its inputs, in a layer with a `build`, or Keras's own.
    outside: where it reads tensors of a model that it is not given; `{}` are their names.
    phase: where it tells a layer the phase by a tensor. overruled: where a layer of a functional
        model is told one for good, `{0}`. untrained: the same, of a model in it that is told False.
    uncompiled: functions of TensorFlow, or modules of them, that XLA cannot compile -> `jit`, said
        of them. known: functions of TensorFlow whose results are no tensors.
    slopes: functions that take numbers besides a tensor, and no tensors any more -> what is said
    where they are given a weight.
    initializer: of a function that has the parameters of an initializer, `taking`, for others.
    called: where a layer makes others in its own `__call__`.
    listed: where a layer asks whether it has a mask, though it may have several inputs, or one.
    several: where a layer that derives from one of `single`, which give one output, returns more;
        `unasked`: those of them of which Keras 3 asks no `compute_output_shape` alone.
    alone: where a layer is called with a list of one tensor, of which it was given the tensor.
    arguments: what layers were called with, besides tensors -> what to do instead. drawing: what
        weights begin with that share an initializer. firsts: what the first layer of a model was
        asked for, which may be an Input.
    """

    branching: str = ""
    compared: str = ""
    making: str = ""
    nothing: str = ""
    unnamed: str = ""
    outside: str = ""
    phase: str = ""
    overruled: str = ""
    untrained: str = ""
    called: str = ""
    slopes: Mapping[str, str] = field(default_factory=dict)
    initializer: str = ""
    taking: tuple[str, ...] = ()
    jit: str = ""
    makers: frozenset[str] = frozenset()
    weightless: frozenset[str] = frozenset()
    uncompiled: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    listed: str = ""
    alone: str = ""
    several: str = ""
    single: frozenset[str] = frozenset()
    unasked: frozenset[str] = frozenset()
    arguments: Mapping[str, str] = field(default_factory=dict)
    drawing: Drawing | None = None
    firsts: Firsts | None = None
