"""What becomes of an argument of a legacy call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from migrator.frozen import frozen
from migrator.rules.by_loss import ByLoss
from migrator.rules.values import Code, Constant, Drop, Gone, Remark, Scalar, Value


@frozen
class Own:
    """What an object becomes that several models are given, for each but the first of them.

    text: written around its name, as `"{}.from_config({}.get_config())"`. notice: said there.
    maybe: said, as an action finding, of what may be such an object. thawed: said where one model
        is given it again, and more of its weights are trained then.
    """

    text: str
    notice: str
    maybe: str
    thawed: str


@frozen
class Spread:
    """An argument for all outputs becomes a list, for each, where another argument is for each.

    by: that other one. partial: said, as an action finding, where it leaves out some of them.
    """

    by: str
    partial: str


@frozen
class Masked:
    """Said, as a notice, of what a call makes with an argument as True, where a file masks steps.

    by: the layers that mask them -> their argument that asks for it; "" for those that always do.
    """

    of: str
    text: str
    by: Mapping[str, str]


@frozen
class Into:
    """Renamed, with some literal values respelled (also inside a literal list, tuple or dict).

    `values`: old literal -> new value. `lengths`: for a literal tuple of this length, a template
    over its elements, as `"(({0}, {1}), ({2}, {3}))"`; `symbolic`: it matters only where what is
    made is called, or handed on. `entries`: the same over those of a literal
    dict, by their keys; 0 for one that is left out. `unsure`: said, as an action finding, when
    the value cannot be read from the source and might be one of those in `values`. `function`:
    the parameters with which Keras 3 calls a function given here; the function's own behind the
    first are replaced by those. `shape`: a shape without the batch axis, or a function of the
    whole input shape: where such a function does not depend on it, its result is written.
    `tensors`: said, as an action finding, of a function given here that reads tensors of the
    model from outside; `made_of_tensors`: of one that a call makes of them. `whole`: Keras 3
    insists on a Python int: what NumPy computed, or a `/`, is written `int(...)`. `sizes`: so is
    a `/` in a tuple or list. `real`: it insists on a float.
    `as_tuple`: Keras 3 takes no list. `listed`: it takes nothing else: what stands alone is put
    into one.
    `iterated`: what is written for what functions of tensors made: Keras 3 takes its elements one
    by one, which it cannot of a tensor in a graph. `lists`: Keras 3 takes tensors there alone:
    written around an element that is a list of numbers itself, over `{}`.
    `axis`: a number stands for a shape of one axis: `(n,)`. `single`: an element that is a tuple of
    one becomes that one. `batches`: a number of them, of which Keras 2 took a fraction for one
    more: it is rounded up. `saved`: values that
    Keras 3 does not read back from a whole model in HDF5 -> those that it does: respelled where the
    file writes or reads such models. `computed`: a template
    for a value that the source does not tell, over `{}`:
    `"'grayscale' if {} else 'rgb'"`. `number`: why the call is left alone if the value is, or may
    be, a number: another release had another parameter at this place. `on_theano`: value -> what
    is said of it in a file that asks for Theano. `remark`: what is said of any value but None.
    `own`: it belongs to one model, and several may be given the same.
    `if_function`: said, as a notice, of a name that may stand for a function. `lazy`: Keras 3 calls
    it: what is no function of the file is written `lambda: ...`. `moved`: a release ->
    what became of values that meant something else before; where the release of a file is open,
    the `why` of those is said, once in a file. `until`: a release -> what is said, once in a file
    for an earlier one, of values (the default included) that no argument can pin. `at_most`: the
    largest number that Keras 3 takes, and what is said, as an action finding, of a larger one.
    negative: the same of a number below 0. made_with: a keyword -> the same of what a call makes
    with that as True. masked: said where steps are masked.
    of_length: what is said of a literal tuple of so many. of_zeros: of a dict with a 0 in it.
    spread: one value becomes a list.
    by_name: said, as an action finding, of a dict. each: the same, of one or a list of dicts.
    several: of another dict, where the model has several outputs. bare: of a list of numbers.
    ends: Keras 3 has no such parameter; what is given is left out or refused.
    partial: said, as an action finding, of a dict that names fewer outputs than the model has, with
    the list that is wanted for `{}`, if that is known.
    """

    name: str
    values: Mapping[Constant, Value] = field(default_factory=dict)
    lengths: Mapping[int, str] = field(default_factory=dict)
    symbolic: bool = False
    unsure: str = ""
    function: tuple[str, ...] = ()
    shape: bool = False
    whole: bool = False
    sizes: bool = False
    real: bool = False
    single: bool = False
    as_tuple: bool = False
    listed: bool = False
    iterated: Code | None = None
    lists: Code | None = None
    axis: bool = False
    batches: bool = False
    tensors: str = ""
    made_of_tensors: str = ""
    number: str = ""
    computed: str = ""
    on_theano: Mapping[Constant, Remark] = field(default_factory=dict)
    remark: Remark | None = None
    if_function: str = ""
    lazy: bool = False
    own: Own | None = None
    saved: Mapping[Constant, Constant] = field(default_factory=dict)
    moved: Mapping[str, Mapping[Constant, Value]] = field(default_factory=dict)
    until: Mapping[str, Mapping[Constant, str]] = field(default_factory=dict)
    at_most: tuple[float, str] | None = None
    negative: str = ""
    made_by: Mapping[str, str | Remark] = field(default_factory=dict)
    made_with: Mapping[str, str] = field(default_factory=dict)
    masked: Masked | None = None
    entries: str = ""
    of_length: Mapping[int, Remark] = field(default_factory=dict)
    of_zeros: Remark | None = None
    spread: Spread | None = None
    by_name: str = ""
    each: str = ""
    several: str = ""
    partial: str = ""
    bare: str = ""
    ends: bool = False


@frozen
class Check:
    """Renamed, and its meaning shifted: a person must look. `why` becomes a finding.

    harmless: the values that mean what they did. where: another argument -> those of its values,
    the default among them, with which alone the meaning shifted. beside: another argument, without
    which (or with None there) it did not.
    """

    name: str
    why: str
    severity: Literal["action", "notice"] = "action"
    harmless: tuple[Scalar, ...] = ()
    where: Mapping[str, tuple[Scalar, ...]] = field(default_factory=dict)
    beside: str = ""


@frozen
class Batches(Check):
    """A number of samples that becomes the number of batches they fill.

    of: the argument that is the generator of the batches. Where that shows the size of a batch
    (`Knowledge.batched`, or a generator function of the file), the number is divided by it;
    elsewhere `why` becomes a finding, and the call stays. Where it is a tuple of arrays, the
    number meant nothing.
    """

    of: str = ""


@frozen
class FileName(Check):
    """Names a file that Keras 3 writes, or reads, only under some endings.

    endings: those it takes, the preferred one first; of a name with none of them, the ending is
    replaced where the file is both written and read in sight; elsewhere `why` becomes a finding.
    writes: whether the file is written here. wanted: an argument -> the endings where it is True.
    filled: whether the name is a template, filled in with what is logged. numbered: said, as a
        notice, where it has an `{epoch}`.
    """

    endings: tuple[str, ...] = ()
    writes: bool = True
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filled: bool = False
    numbered: str = ""


@frozen
class LogName(Into):
    """Renamed; names what is logged (`Knowledge.logged`), and is followed into variables.

    defines: what is logged gets its names here, rather than being looked up by them. targets: said,
        as a notice, of the first metric of the file's own that computes with its targets, over its
        name and those of its parameters. ordered: an action finding, where metrics of several
        outputs are read by their places in what the model returns. flat: a metric -> said, as a
        notice, where its targets may have no axis for the one unit that the model ends in.
    by_loss: those that mean what the loss wants.
    """

    defines: bool = False
    targets: str = ""
    ordered: str = ""
    flat: Mapping[str, str] = field(default_factory=dict)
    by_loss: ByLoss | None = None


@frozen
class Combine:
    """Several old arguments become one, written as `code`.

    Where the argument named `unless[0]` is absent or equals `unless[1]`, the first of the old
    arguments is merely renamed. `real`: Keras 3 insists on a float there, and gets one of a whole
    number.
    """

    name: str
    code: Code
    unless: tuple[str, Constant]
    real: bool = False


@frozen
class InputShape:
    """Says the shape of the model's input: becomes an `Input` layer in front, or stays.

    `role`: "shape" (without the batch axis), "batch_shape" (with it), "axis" (one axis of the
    shape, placed by `To.shape_from`), "dtype" or "batch_size".
    """

    role: Literal["shape", "batch_shape", "axis", "dtype", "batch_size"]


@frozen
class Branches:
    """The models whose outputs a layer merged: it is called on them, in a functional model.

    `instead` is said where the Sequential around the layer cannot be made functional.
    """

    instead: str


@frozen
class Elsewhere:
    """Left out: what it asked for is asked of another method of the same object now.

    method, argument, value: what that method is given, where the file calls it on the object
    and does not give it already. returns: methods whose answer grows by that; where one of them
    is called without having asked, or the other call is not in sight, `why` is an action finding.
    """

    method: str
    argument: str
    value: str
    returns: tuple[str, ...]
    why: str


@frozen
class InputsAndTargets:
    """A dict of arrays, by the names of a graph's inputs and outputs, becomes two arguments.

    inputs, targets: their names; where `inputs` is empty they become one tuple, `targets`.
    why: an action finding, where the source does not tell the one from the other. several: one of
    a call whose result is used, of a graph with several outputs.
    """

    inputs: str
    targets: str
    why: str
    several: str = ""

    @property
    def name(self) -> str:
        """The first of the new arguments."""
        return self.inputs or self.targets


@frozen
class Tensors:
    """Tensors of a model, which the call must be given: one, or a list of them.

    otherwise: why the call is left alone where they are not known to be. phase: a function that
    made a tensor of its own, left out at the end of the list; the argument `flag` says it was
    there.
    """

    name: str
    otherwise: str
    phase: str = ""
    flag: str = ""


@frozen
class Divided:
    """A list of which the first element alone stays; the others, as a list, are `rest`.

    why: an action finding, where the source does not tell the one from the others.
    """

    name: str
    rest: str
    why: str


@frozen
class ByOutput:
    """Renamed; where a graph has several outputs, a dict that gives each of them the value.

    why: an action finding, where the source does not tell the outputs.
    """

    name: str
    why: str


Fate: TypeAlias = (
    Tensors
    | ByOutput
    | Divided
    | InputsAndTargets
    | Elsewhere
    | Branches
    | str
    | Into
    | Check
    | Drop
    | Gone
    | Combine
    | InputShape
)
Args: TypeAlias = Mapping[str | tuple[str, ...], Fate]
