"""Changes that many symbols of Keras 2 share."""

from collections.abc import Iterable, Mapping

from migrator.frozen import replace
from migrator.knowledge.keras2.helpers import HARD_SIGMOID, HINGE, IDENTITIES, SQUARED_HINGE
from migrator.knowledge.keras2.wording import of_keras_2
from migrator.knowledge.metric_names import LOGGED_DIVERGENCE, logged_in_full
from migrator.knowledge.shared import CONSTRAINTS, MADE_IDENTITIES
from migrator.knowledge.wrappers import BACKWARDS, MASKED
from migrator.rules import (
    Args,
    Check,
    Code,
    Constant,
    Drop,
    Exactly,
    Gone,
    InputShape,
    Into,
    Remark,
    Value,
)

#: Releases that went on as Keras 1 had begun, and those that have Keras 3's defaults.
STANDALONE = ("2.2", "2.3")
OLD = ("2.2", "tf.1")
NEW = ("2.3", "tf.keras")
TENSORFLOW = ("tf.1", "tf.keras")

#: Releases that wrote HDF5 under a name without an ending, and those that wrote a folder.
HDF5 = ("2.2", "2.3", "tf.1")
FOLDERS = ("tf.keras",)
WHOLE = (".h5", ".hdf5", ".keras")  # the endings under which Keras 3 writes whole models

#: The release that took `keras.config.epsilon()` for the epsilon of optimizers.
EPSILON_TOOK = "2.1.3"

# Values -------------------------------------------------------------------------------------------

_SLOPE = "Keras 3's hard_sigmoid has another slope: x / 6 + 0.5 instead of 0.2 * x + 0.5."
ACTIVATIONS: Mapping[Constant, Value] = {
    "hard_sigmoid": Exactly(Code("hard_sigmoid", helpers=(HARD_SIGMOID,)), _SLOPE),
}
REGULARIZERS: Mapping[Constant, Value] = {
    "l1_l2": Code("keras.regularizers.L1L2(l1=0.01, l2=0.01)"),
}
INITIALIZERS: Mapping[Constant, Value] = {  # Keras 3 asks for a value by its name
    "constant": "zeros",
    "Constant": "zeros",
}
LOSSES: Mapping[Constant, Value] = {
    "cosine": "cosine_similarity",
    "cosine_proximity": "cosine_similarity",
    "huber_loss": "huber",
    "kullback_leibler_divergence": "kl_divergence",
    "logcosh": "log_cosh",
}
_MINUS_ONE = "Keras 3 turns labels 0 and 1 into -1 and 1 first."
LOSSES_2_2: Mapping[Constant, Value] = {  # from 2.3 on, it converted them, too
    **LOSSES,
    "hinge": Exactly(Code("hinge", helpers=(HINGE,)), _MINUS_ONE),
    "squared_hinge": Exactly(Code("squared_hinge", helpers=(SQUARED_HINGE,)), _MINUS_ONE),
}
_NO_CROSSENTROPY = Gone(
    "Keras 3 does not look for the crossentropy that fits: name it, 'binary_crossentropy', "
    "'categorical_crossentropy' or 'sparse_categorical_crossentropy'."
)
_ALIKE: Mapping[Constant, Value] = {
    "ce": _NO_CROSSENTROPY,
    "crossentropy": _NO_CROSSENTROPY,
    "kullback_leibler_divergence": LOGGED_DIVERGENCE,
    "logcosh": Code("keras.metrics.LogCoshError(name='logcosh')"),
}
METRICS: Mapping[Constant, Value] = {
    **_ALIKE,
    "cosine": Code("keras.metrics.CosineSimilarity(name='cosine')"),
    "cosine_proximity": Code("keras.metrics.CosineSimilarity(name='cosine_proximity')"),
}
#: Classes, whose names TensorFlow 2 logged as those of functions; Keras 3 logs what is given.
_BY_CLASS = (
    *("auc", "binary_accuracy", "binary_crossentropy", "categorical_accuracy", "hinge"),
    *("categorical_crossentropy", "categorical_hinge", "cosine_similarity", "false_negatives"),
    *("false_positives", "mean_absolute_error", "mean_absolute_percentage_error", "poisson"),
    *("mean_squared_error", "mean_squared_logarithmic_error", "precision", "recall"),
    *("root_mean_squared_error", "sparse_categorical_accuracy", "squared_hinge"),
    *("sparse_categorical_crossentropy", "sparse_top_k_categorical_accuracy", "true_negatives"),
    *("top_k_categorical_accuracy", "true_positives"),
)
METRICS_OF_TENSORFLOW_2: Mapping[Constant, Value] = {
    **METRICS,
    **{name.title().replace("_", ""): name for name in _BY_CLASS if name != "auc"},
    "AUC": "auc",
    "KLDivergence": LOGGED_DIVERGENCE,
    "LogCoshError": _ALIKE["logcosh"],
}
#: Up to 2.2 it had the sign of the loss.
_COSINE = Code(
    "keras.metrics.MeanMetricWrapper(keras.losses.cosine_similarity, name='cosine_proximity')"
)
METRICS_2_2: Mapping[Constant, Value] = {
    **_ALIKE,
    "acc": "accuracy",
    "cosine": _COSINE,
    "cosine_proximity": _COSINE,
    "hinge": LOSSES_2_2["hinge"],
    "squared_hinge": LOSSES_2_2["squared_hinge"],
    **logged_in_full("Keras 2 logged it under its full name; Keras 3 logs the name that is given."),
}
_COSINES = ("cosine", "cosine_proximity")
#: What `keras.metrics.get` finds, for a name under which nothing is logged yet.
_FOUND: Mapping[Constant, Value] = {
    "kullback_leibler_divergence": "kl_divergence",
    "logcosh": Code("keras.losses.log_cosh"),
}
FOUND: Mapping[Constant, Value] = {
    **METRICS,
    **_FOUND,
    **dict.fromkeys(_COSINES, "cosine_similarity"),
}
FOUND_2_2: Mapping[Constant, Value] = {
    **METRICS_2_2,
    **_FOUND,
    **dict.fromkeys(_COSINES, Code("keras.losses.cosine_similarity")),
}
#: Names of losses and of metrics of Keras 1 and 2 that Keras 3 does not know.
REFUSED = {
    argument: frozenset({*_COSINES, "kullback_leibler_divergence", "logcosh"})
    for argument in ("loss", "metrics")
}
#: Up to 2.2, and in TensorFlow 1, accuracy was logged as "acc", whatever it was called.
LOGGED = {"acc": "accuracy"}
LOGS: Mapping[Constant, Value] = {"acc": "accuracy", "val_acc": "val_accuracy"}

# Arguments ----------------------------------------------------------------------------------------

ACTIVATION = Into("activation", ACTIVATIONS)
WEIGHTS = Gone("Call `layer.set_weights([...])` once the layer is built.")
SUMMED = (
    "Keras 2 summed the penalty over the batch, Keras 3 divides it by the batch size: multiply "
    "the factor by the batch size to keep it."
)
ACTIVITY_REGULARIZER = Check("activity_regularizer", SUMMED, severity="notice")


def _by_name(what: str, weights: Iterable[str], names: Mapping[Constant, Value]) -> Args:
    """Return what a layer takes for each of its weights, which may be a name."""
    return {f"{of}_{what}": Into(f"{of}_{what}", names) for of in weights}


_KERNELS = ("kernel", "recurrent", "embeddings", "depthwise", "pointwise")
_WEIGHTS = (*_KERNELS, "bias", "alpha", "beta", "gamma")
_MOVING = ("moving_mean", "moving_variance")

#: What every layer takes. `input_shape=` and `input_dim=` stay: Keras 3 reads them likewise.
LAYER: Args = {
    **{name: name for name in ("name", "trainable", "dtype", "input_shape", "input_dim")},
    "batch_input_shape": InputShape("batch_shape"),
    "input_dtype": InputShape("dtype"),
    "batch_size": Gone("Put `keras.Input(shape, batch_size=...)` in front of the layer."),
    "dynamic": Drop("Keras 3 has no dynamic layers: compile with `run_eagerly=True`."),
    "weights": WEIGHTS,
    "activation": ACTIVATION,
    **_by_name("initializer", (*_WEIGHTS, *_MOVING), INITIALIZERS),
    **_by_name("regularizer", _WEIGHTS, REGULARIZERS),
    **_by_name("constraint", _WEIGHTS, CONSTRAINTS),
    "fused": Drop(),
    "robust_masking": Drop(),
    "implementation": Drop(),
}
STANDALONE_LAYER: Args = {**LAYER, "activity_regularizer": ACTIVITY_REGULARIZER}

_ONE_A_GATE = Exactly(
    Code("identities", helpers=(IDENTITIES,)),
    "Keras 3's 'identity' is that of the first gate alone, where Keras 2.2 had one for each.",
)
#: Of those whose gates have one kernel, up to 2.2.
GATES: Args = {
    "recurrent_initializer": Into(
        "recurrent_initializer",
        {**INITIALIZERS, "identity": _ONE_A_GATE, "Identity": _ONE_A_GATE},
        made_by=MADE_IDENTITIES,
    )
}

_SQUARE_ALONE = (
    "Keras 2.2.3 and 2.2.4 repeated the identity along the longer side of a kernel that is not "
    "square, Keras 3 fills the rest of it with zeros."
)
_ANY_SIDES = Exactly("identity", "", _SQUARE_ALONE)
#: Of those whose kernel need not be square, up to 2.2.
KERNEL_OF_ANY_SIDES: Args = {
    "kernel_initializer": Into(
        "kernel_initializer",
        {**INITIALIZERS, "identity": _ANY_SIDES, "Identity": replace(_ANY_SIDES, value="Identity")},
        made_by=dict.fromkeys(MADE_IDENTITIES, Remark(_SQUARE_ALONE, "notice")),
    )
}

#: Of those that TensorFlow 2 gave to its kernels for GPUs, or to what computes the same on a CPU.
DROPPING: Args = {
    "dropout": Check(
        "dropout",
        "tf.keras dropped other inputs at each time step, Keras 3 drops the same at all of them: "
        "to train as before, put `keras.layers.Dropout` in front instead.",
        severity="notice",
        harmless=(0,),
        where={
            "activation": ("tanh",),
            "recurrent_activation": ("sigmoid",),
            "recurrent_dropout": (0,),
            "unroll": (False,),
            "use_bias": (True,),
            "reset_after": (True,),
        },
    )
}
OUTPUT_SHAPE = Into("output_shape", as_tuple=True)
_BELIEVED = Remark(
    "TensorFlow's Keras looked at what the function gave, not at this: Keras 3 believes it, and is "
    "to be told all sizes but the first.",
    "notice",
)
BELIEVED_SHAPE = replace(OUTPUT_SHAPE, remark=_BELIEVED)
_FORGOT = (
    "Keras 2 forgot the states of both directions after each batch, Keras 3 keeps them: leave "
    "`stateful=True` out."
)
IN_BOTH_DIRECTIONS = Into(
    "layer",
    made_with={**BACKWARDS, "stateful": _FORGOT},
    masked=replace(MASKED, text=of_keras_2(MASKED.text)),
)
_BILINEAR = (
    "Keras 2 took samples at the corners of pixels, Keras 3 and tf.keras take them at centres."
)
_LESS_SMOOTH = Gone("Keras 3 knows 'nearest', 'bilinear', 'bicubic', 'lanczos3' and 'lanczos5'.")
#: How pictures are enlarged: as tf.keras does, and as Keras 2 did.
AT_CENTRES = Into("interpolation", {"gaussian": _LESS_SMOOTH, "mitchellcubic": _LESS_SMOOTH})
AT_CORNERS = Into(
    "interpolation", {**AT_CENTRES.values, "bilinear": Exactly("bilinear", "", _BILINEAR)}
)
