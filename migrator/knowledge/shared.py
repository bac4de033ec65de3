"""Changes that many Keras symbols share."""

from collections.abc import Mapping
from typing import Literal

from migrator.knowledge.helpers import (
    COSINE_PROXIMITY,
    HARD_SIGMOID,
    HINGE,
    ROOT_MEAN_SQUARED_ERROR,
    SQUARED_HINGE,
)
from migrator.rules import (
    Args,
    Code,
    Constant,
    Drop,
    Elsewhere,
    Exactly,
    Gone,
    InputShape,
    Into,
    Own,
    Reloaded,
    Remark,
    Spread,
    Value,
)

# Values -------------------------------------------------------------------------------------------

ACTIVATIONS: Mapping[Constant, Value] = {
    "hard_sigmoid": Exactly(
        Code("hard_sigmoid", helpers=(HARD_SIGMOID,)),
        "Keras 3's hard_sigmoid has another slope: x / 6 + 0.5 instead of 0.2 * x + 0.5.",
    ),
}

#: Said of what made a variable, in Keras 1.
IS_TENSOR = "It makes a tensor, not a variable: where it is assigned to, make a `keras.Variable`."
INITIALIZERS: Mapping[Constant, Value] = {
    "glorot_normal": Exactly(
        Code("keras.initializers.VarianceScaling(1.0, 'fan_avg', 'untruncated_normal')"),
        "Keras 3 draws 'glorot_normal' from a truncated normal distribution.",
    ),
    "he_normal": Exactly(
        Code("keras.initializers.VarianceScaling(2.0, 'fan_in', 'untruncated_normal')"),
        "Keras 3 draws 'he_normal' from a truncated normal distribution.",
    ),
    "orthogonal": Exactly(
        Code("keras.initializers.Orthogonal(gain=1.1)"),
        "The gain of 'orthogonal' was 1.1 and is 1.0 in Keras 3.",
    ),
}


UNITS = Into("units", whole=True)
FILTERS = Into("filters", whole=True)
POOL_SIZE = Into("pool_size", whole=True)
POOL_SIZES = Into("pool_size", sizes=True)
TARGET_SHAPE = Into("target_shape", sizes=True)


_KERAS_0 = (
    "A number is no initializer: Keras 0 took (input_dim, output_dim) here. Write the output's "
    "size alone, and the input's as the shape of a `keras.layers.Input` in front."
)


def initializer(name: str) -> Into:
    """Rename an initializer; where it is a function, Keras 3 calls it with (shape, dtype)."""
    return Into(name, INITIALIZERS, function=("shape", "dtype=None"), number=_KERAS_0)


#: What is said of such an object where a kernel is that of several gates.
MADE_IDENTITIES = dict.fromkeys(
    (
        *(f"keras.initializers.{name}" for name in ("Identity", "identity")),
        "keras.initializations.identity",
    ),
    "Keras 3 makes an identity of the first gate alone, where older Keras made one of each: pass "
    "`lambda shape, dtype=None: keras.ops.tile(keras.ops.eye(shape[0], dtype=dtype), "
    "(1, shape[1] // shape[0]))`.",
)

REGULARIZERS: Mapping[Constant, Value] = {
    "l1l2": Code("keras.regularizers.L1L2(l1=0.01, l2=0.01)"),  # now read as L1L2(0.0, 0.0)
    "activity_l1": "l1",
    "activity_l2": "l2",
    "activity_l1l2": Code("keras.regularizers.L1L2(l1=0.01, l2=0.01)"),
}

CONSTRAINTS: Mapping[Constant, Value] = {
    "maxnorm": "max_norm",
    "nonneg": "non_neg",
    "unitnorm": "unit_norm",
}

_HINGE_WHY = "Keras 3 turns labels 0 and 1 into -1 and 1 first."

LOSSES: Mapping[Constant, Value] = {
    "cosine": Code("cosine_proximity", helpers=(COSINE_PROXIMITY,)),
    "cosine_proximity": Code("cosine_proximity", helpers=(COSINE_PROXIMITY,)),
    "hinge": Exactly(Code("hinge", helpers=(HINGE,)), _HINGE_WHY),
    "kullback_leibler_divergence": "kl_divergence",
    "squared_hinge": Exactly(Code("squared_hinge", helpers=(SQUARED_HINGE,)), _HINGE_WHY),
}

_ROOT = Code("root_mean_squared_error", helpers=(ROOT_MEAN_SQUARED_ERROR,))
LOSSES_0: Mapping[Constant, Value] = {  # as they were until 0.3.1
    **LOSSES,
    **dict.fromkeys(("RMSE", "rmse", "root_mean_squared_error"), _ROOT),
    "poisson_loss": "poisson",
}
MEANS = {
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "mse": "mean_squared_error",
    "msle": "mean_squared_logarithmic_error",
}
#: How a call of `compile` is written that no Keras since has understood.
OLDEST_LOSSES = frozenset(f"loss={name!r}" for name in LOSSES_0 if name not in LOSSES)

#: What several outputs are weighted with, by their names.
CLASS_WEIGHT_EACH = (
    "Keras 3 weighs classes for models with one output only: make the weight of each sample of it, "
    "and pass a list of these, one for each output, as `sample_weight=`."
)
SAMPLE_WEIGHT_BY_NAME = (
    "Keras 3 takes no dict of weights: pass a list of them in the order of the outputs, None for "
    "one that has none, with the targets as a list, too."
)
#: What a model of several outputs is compiled with: one loss for all of them.
SPREAD = Spread(
    "loss_weights", "Keras 3 wants a weight for each of the losses: give those left out 1."
)
PARTIAL_LOSSES = (
    "Keras 3 wants a loss for each output: pass a list{} in the order of the outputs, None for one "
    "that has none."
)
#: A model with its optimizer, from a file that Keras 3 itself may have written.
RELOADED = Reloaded(
    (".h5", ".hdf5"),
    "Keras 3 does not train a model that it loaded from `.h5`, the optimizer of which knows no "
    "weights then: compile it again; or, to go on with the optimizer's state, save and load it "
    "under a name that ends in `.keras`.",
)
#: An optimizer that several models are compiled with.
OWN_OPTIMIZER = Own(
    "{}.from_config({}.get_config())",
    "Keras 3's optimizers are for the variables of one model: each has its own here, which counts "
    "its steps and has its learning rate by itself.",
    "If this is an optimizer, no string: Keras 3's are for the variables of one model. Give this "
    "one another, `optimizer.from_config(optimizer.get_config())`.",
    "Keras 3's optimizers are for the weights that they trained at first: this is another one, for "
    "those that are trainable now, which counts its steps and has its learning rate by itself.",
)

_EPSILON = "Keras 3's default epsilon is 1e-7, ten times Keras 1's."
RMSPROP_EPSILON = (
    "Keras 1 added RMSprop's epsilon to the root, Keras 3 adds it under the root: where gradients "
    "are below about 1e-4, its steps are smaller. The square, `epsilon=1e-16`, comes closest."
)
_OPTIMIZERS: dict[str, Value] = {
    "RMSprop": Exactly(Code("keras.optimizers.RMSprop(epsilon=1e-8)"), _EPSILON, RMSPROP_EPSILON),
    "Adagrad": Exactly(
        Code(
            "keras.optimizers.Adagrad("
            "learning_rate=0.01, initial_accumulator_value=0.0, epsilon=1e-8)"
        ),
        "Keras 3's default learning rate is 0.001 and its accumulators start at 0.1.",
    ),
    "Adadelta": Exactly(
        Code("keras.optimizers.Adadelta(learning_rate=1.0, epsilon=1e-8)"),
        "The default learning rate was 1.0 and is 0.001 in Keras 3.",
    ),
    "Adam": Exactly(Code("keras.optimizers.Adam(epsilon=1e-8)"), _EPSILON),
    "Adamax": Exactly(
        Code("keras.optimizers.Adamax(learning_rate=0.002, epsilon=1e-8)"),
        "The default learning rate was 0.002 and is 0.001 in Keras 3.",
    ),
    "Nadam": Exactly(
        Code("keras.optimizers.Nadam(learning_rate=0.002, epsilon=1e-8)"),
        "The default learning rate was 0.002 and is 0.001 in Keras 3.",
    ),
}
OPTIMIZERS: Mapping[Constant, Value] = {
    spelling: value for name, value in _OPTIMIZERS.items() for spelling in (name, name.lower())
}

_UP_TO_1_0_2 = {
    "RMSprop": Code("keras.optimizers.RMSprop(epsilon=1e-6)"),
    "Adagrad": Code(
        "keras.optimizers.Adagrad(learning_rate=0.01, initial_accumulator_value=0.0, epsilon=1e-6)"
    ),
    "Adadelta": Code("keras.optimizers.Adadelta(learning_rate=1.0, epsilon=1e-6)"),
}
OPTIMIZERS_1_0_2: Mapping[Constant, Value] = {
    **OPTIMIZERS,
    **{
        spelling: Exactly(value, "Up to Keras 1.0.2 epsilon was 1e-6, and it is 1e-7 in Keras 3.")
        for name, value in _UP_TO_1_0_2.items()
        for spelling in (name, name.lower())
    },
}

LOGGED = {"acc": "accuracy"}
LOGS: Mapping[Constant, Value] = {
    f"{of}{old}": f"{of}{new}" for old, new in LOGGED.items() for of in ("", "val_")
}

SHOW_ACCURACY = Elsewhere(
    "compile",
    "metrics",
    "['accuracy']",
    ("evaluate", "evaluate_generator", "test_on_batch", "train_on_batch"),
    "Keras 3 shows the accuracy of models that were compiled with `metrics=['accuracy']`; then "
    "`evaluate` and the methods on batches return `[loss, accuracy]`.",
)

# Arguments ----------------------------------------------------------------------------------------

ACTIVATION = Into("activation", ACTIVATIONS)

DATA_FORMAT = Into(
    "data_format",
    {"th": "channels_first", "tf": "channels_last", "default": Drop()},
    unsure="Keras 3 wants 'channels_first' or 'channels_last' here, not 'th' or 'tf'.",
)

PADDING = Into(
    "padding",
    {
        "full": Gone(
            "Keras 3 has no full convolution: pad by `kernel_size - 1` on every side with "
            "`keras.layers.ZeroPadding2D` (1D, 3D) in front, and use `padding='valid'`."
        ),
    },
    on_theano={
        "same": Remark(
            "Theano padded 'same' equally on both sides, Keras 3 pads the end first: with even "
            "kernels or strides they differ. There, pad with `keras.layers.ZeroPadding2D` and use "
            "`padding='valid'`.",
            "notice",
        ),
    },
)

POOL_PADDING = Into(
    "padding",
    on_theano={
        "same": Remark(
            "Theano pooled 'same' over windows padded on both sides, Keras 3 pads the end first: "
            "pad with `keras.layers.ZeroPadding2D` and use `padding='valid'`."
        ),
    },
)

#: The layers that mask steps -> their argument that asks for it.
MASKING = {"Masking": "", "Embedding": "mask_zero"}

LOST_LOSS = Gone(
    "Keras 3 forgets a loss that is added outside of `call`: compute it there, and add it there. "
    "The penalty of one weight is the `regularizer=` of the `add_weight` that makes it."
)
WEIGHTS = Gone("Call `layer.set_weights([...])` once the layer is built.")

SUMMED = Remark(
    "Keras 1 summed the penalty over the batch, Keras 3 divides it by the batch size: multiply "
    "the factor by the batch size to keep it.",
    severity="notice",
)
ACTIVITY_REGULARIZER = Into("activity_regularizer", REGULARIZERS, remark=SUMMED)

LAYER: Args = {
    "name": "name",
    "trainable": "trainable",
    "input_shape": InputShape("shape"),
    "batch_input_shape": InputShape("batch_shape"),
    "input_dtype": InputShape("dtype"),
}

BIAS: Args = {
    "bias": "use_bias",
    "b_regularizer": Into("bias_regularizer", REGULARIZERS),
    "b_constraint": Into("bias_constraint", CONSTRAINTS),
}

KERNEL_AND_BIAS: Args = {
    **LAYER,
    **BIAS,
    "init": initializer("kernel_initializer"),
    "weights": WEIGHTS,
    "W_regularizer": Into("kernel_regularizer", REGULARIZERS),
    "W_constraint": Into("kernel_constraint", CONSTRAINTS),
    "activation": ACTIVATION,
    "activity_regularizer": ACTIVITY_REGULARIZER,
}

# How Keras 3's symbols are imported, and what all classes of a module derive from -----------------

STYLE: Mapping[str, Literal["bare", "dotted"]] = {
    "keras.callbacks": "bare",
    "keras.constraints": "bare",
    "keras.layers": "bare",
    "keras.models": "bare",
    "keras.optimizers": "bare",
    "keras.random": "dotted",
    "keras.regularizers": "bare",
    "keras.utils": "bare",
}
ROOTS = {
    "keras.callbacks": "keras.callbacks.Callback",
    "keras.constraints": "keras.constraints.Constraint",
    "keras.layers": "keras.layers.Layer",
    "keras.metrics": "keras.metrics.Metric",
    "keras.optimizers": "keras.optimizers.Optimizer",
    "keras.regularizers": "keras.regularizers.Regularizer",
}

#: keras/src/ops/operation.py, 3.15.1: a name "cannot contain character `/`".
REFUSED = {"/": "_"}

_LOSSES = {
    "kullback_leibler_divergence": "kl_divergence",
    "logcosh": "log_cosh",
    **MEANS,
}
_SAVING = (
    "CustomObjectScope custom_object_scope deserialize_keras_object get_custom_objects "
    "get_registered_name get_registered_object register_keras_serializable serialize_keras_object"
)
#: `tensorflow.keras` of Keras 3 has no `saving`, and these losses under their old names alone.
NAMED_IN_TENSORFLOW = {
    **{
        f"keras.{module}.{name}": f"keras.{module}.{old}"
        for module in ("losses", "metrics")
        for old, name in _LOSSES.items()
    },
    **{f"keras.saving.{name}": f"keras.utils.{name}" for name in _SAVING.split()},
    **{f"keras.saving.{name}": f"keras.models.{name}" for name in ("load_model", "save_model")},
}

#: What seeded the weights and the dropout of standalone Keras, which asked NumPy for its seeds.
SEEDS = frozenset({"numpy.random.seed"})
#: The same of TensorFlow's. Keras 3 asks Python's `random` (keras/src/random/seed_generator.py).
SEEDS_OF_TENSORFLOW = frozenset(
    {"tensorflow.random.set_seed", "tensorflow.compat.v1.set_random_seed"}
)
