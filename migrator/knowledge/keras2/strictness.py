"""What Keras 3 no longer allows in one's own layers, losses and metrics; measured with 3.15.1.

The rest of what the migration guide says of such code does not hold any more, or is no matter of
how it is written: inputs nested deeply are taken again, and so is a `None` among them.
"""

from migrator.knowledge import callbacks, normalization
from migrator.knowledge.drawing import DRAWING
from migrator.knowledge.firsts import FIRSTS, OF_TENSORFLOW
from migrator.knowledge.keras2.shared import OLD
from migrator.knowledge.strictness import (
    CALLED,
    COMPARED,
    NO_TENSORS,
    SINGLE,
    SLOPES,
    UNASKED,
    UNNAMED,
    WEIGHTLESS,
)
from migrator.rules import Gone, Strictness

_BRANCHING = (
    "TensorFlow's AutoGraph made this a part of the graph; Keras 3 calls the code as it is, and "
    "a symbolic tensor is neither true nor false: use `keras.ops.where` or `keras.ops.cond`, or "
    "decorate the function with `@tf.function`."
)
_MAKING = (
    "Keras 3 lets no weights be made in `call`: make them, or the layer that has them, in "
    "`__init__` or `build`."
)
_NOTHING = (
    "Keras 3 takes no None among what `call` returns, where a model is made of the layer: return "
    "the tensors alone."
)
_OUTSIDE = (
    "This is called with values, but {} stands for a symbolic tensor of a model, with which Keras "
    "3 cannot compute here: give it to a layer besides its other inputs; for a loss, call "
    "`self.add_loss(...)` in the `call` of that layer."
)
_PHASE = (
    "Keras 3's layers ask in Python whether they are trained, which a symbolic tensor does not "
    "tell: write True, False or what `call` is told, as in `training and self.trainable`."
)
_OVERRULED = (
    "Keras 3's `fit` and `predict` overrule the `training={0}` that a layer of a model is given (a "
    "bare `model(x)` keeps it). Derive a class from that of the layer to keep it: `def call(self, "
    "inputs, training=None): return super().call(inputs, training={0})`."
)
_UNTRAINED = (
    "Keras 3's `fit` overrules the `training=False` that a model in a model is given: its Dropout "
    "is applied then, and its BatchNormalization goes by the batch unless it has `trainable = "
    "False`."
)
_JIT = (
    "Keras 3 compiles models with XLA on a GPU, which cannot compile this: pass "
    "`jit_compile=False` to `compile`."
)
_LISTED = (
    "With a list of inputs, Keras 3 gives a list of Nones where none of them has a mask, and Keras "
    "2 gave None: ask for `mask[0]` itself."
)
_SEVERAL = (
    "Keras 3 does not run this while a model is made: it asks the `{}` that it derives from, which "
    "gives one output. Define `compute_output_spec(self, inputs)`, which returns a "
    "`keras.KerasTensor(shape, dtype)` for each."
)
_CONSTANTS = "Keras 3's recurrent layers take no `constants=`: concatenate them with the inputs."

_UNCOMPILED = frozenset(
    {
        "tensorflow.strings",
        "tensorflow.ragged",
        "tensorflow.RaggedTensor",
        "tensorflow.lookup",
        "tensorflow.image.crop_and_resize",
        "tensorflow.io.decode_raw",
        "tensorflow.numpy_function",
        "tensorflow.print",
        "tensorflow.py_func",
        "tensorflow.py_function",
    }
)


def strictness(release: str) -> Strictness:
    """Return what is said of the code of one family: AutoGraph came with TensorFlow 2."""
    return Strictness(
        branching="" if release in {*OLD, "2.3"} else _BRANCHING,
        compared=COMPARED if release in {*OLD, "2.3"} else "",
        making=_MAKING,
        drawing=DRAWING,
        firsts=OF_TENSORFLOW if release.startswith("tf") else FIRSTS,
        nothing=_NOTHING,
        unnamed=UNNAMED,
        outside=_OUTSIDE,
        phase=_PHASE,
        overruled=_OVERRULED,
        untrained=_UNTRAINED,
        jit=_JIT,
        makers=frozenset({"add_weight", "add_variable"}),
        weightless=WEIGHTLESS,
        called=CALLED,
        slopes=SLOPES,
        uncompiled=_UNCOMPILED,
        known=NO_TENSORS,
        listed=_LISTED,
        several=_SEVERAL,
        single=SINGLE,
        unasked=UNASKED,
        arguments={"constants": _CONSTANTS},
    )


#: What Keras 3 does not do as it is written, for whichever Keras that was.
ANYWAY = normalization.ANYWAY | callbacks.LACKED | {"keras.layers.Layer.call"}

_ESTIMATORS = Gone("TensorFlow has no Estimators any more: train the model itself with `fit`.")
_COLUMNS = Gone(
    "No layer of Keras 3 takes feature columns: use `keras.utils.FeatureSpace`, or preprocessing "
    "layers (`Normalization`, `Discretization`, `StringLookup`, `CategoryEncoding`)."
)
_REDUCED = Gone(
    "Losses of Keras 3 take a string: `'sum_over_batch_size'`, which `AUTO` meant, `'sum'` or "
    "`'none'`."
)
#: What of TensorFlow went together with Keras 2, or is for nothing without it.
BESIDE = {
    f"{package}.{module}": gone
    for package in ("tensorflow", "tensorflow.compat.v1", "tensorflow.compat.v2")
    for module, gone in (
        ("estimator", _ESTIMATORS),
        ("feature_column", _COLUMNS),
        ("losses.Reduction", _REDUCED),
    )
}
