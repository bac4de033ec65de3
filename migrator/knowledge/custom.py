"""Classes of one's own: what a base class of Keras called, listed, told or kept for itself."""

from collections.abc import Mapping

from migrator.knowledge.shared import SUMMED
from migrator.rules import Behind, Earlier, Gone, Method, Remark, To

# Keras 1 made the weights of these under other names; those of a Dense or an Embedding are the same
# arrays still.
_KERNELS = tuple(
    f"keras.layers.{name}"
    for name in (
        "Convolution1D",
        "Convolution2D",
        "Convolution3D",
        "AtrousConvolution1D",
        "AtrousConvolution2D",
        "Deconvolution2D",
        "LocallyConnected1D",
        "LocallyConnected2D",
    )
)
_RECURRENT = ("keras.layers.SimpleRNN", "keras.layers.GRU", "keras.layers.LSTM")
_STEPPING = ("keras.layers.SimpleRNN", "keras.layers.GRU", "keras.layers.ConvLSTM2D")
_SAME_ARRAYS = (
    ("keras.layers.Dense", "W", "kernel"),
    ("keras.layers.Dense", "b", "bias"),
    ("keras.layers.Embedding", "W", "embeddings"),
    ("keras.layers.BatchNormalization", "running_mean", "moving_mean"),
    ("keras.layers.BatchNormalization", "running_std", "moving_variance"),  # it was the variance
)
_OTHER_ARRAYS = (
    *((name, "W", "kernel") for name in _KERNELS),
    *((name, "b", "bias") for name in _KERNELS),
    *((name, "W", "cell.kernel") for name in _RECURRENT),
    *((name, "U", "cell.recurrent_kernel") for name in _RECURRENT),
    *((name, "b", "cell.bias") for name in _RECURRENT),
)
#: Of a layer whose class is open: `model.get_layer('fc')`, `for layer in model.layers`.
ANY = "keras.layers.*"
_OF_ANY = {
    "W": "`kernel` (of an Embedding `embeddings`, of a recurrent layer `cell.kernel`)",
    "b": "`bias` (of a recurrent layer `cell.bias`)",
    "U": "`cell.recurrent_kernel`",
    "running_mean": "`moving_mean`",
    "running_std": "`moving_variance`",
    "nb_filter": "`filters`",
    "nb_row": "`kernel_size[0]`",
    "nb_col": "`kernel_size[1]`",
    "filter_length": "`kernel_size`",
    "border_mode": "`padding`",
    "subsample": "`strides`",
    "subsample_length": "`strides`",
    "pool_length": "`pool_size`",
    "stride": "`strides`",
    "dim_ordering": "`data_format`",
    "output_dim": "`units` (of an Embedding `output_dim` still)",
    "init": "`kernel_initializer`",
    "inner_init": "`recurrent_initializer`",
    "inner_activation": "`recurrent_activation`",
    "forget_bias_init": "`unit_forget_bias`",
    "p": "`rate`",
    "W_regularizer": "`kernel_regularizer`",
    "U_regularizer": "`recurrent_regularizer`",
    "b_regularizer": "`bias_regularizer`",
    "W_constraint": "`kernel_constraint`",
    "b_constraint": "`bias_constraint`",
    "bias": "`use_bias`, where it was asked whether there is a bias: `bias` is the array now",
    "consume_less": "`implementation`",
}
RETURNS = {f"{owner}.{old}": "keras.Variable" for owner, old, _ in _SAME_ARRAYS}
_GATES = {
    f"{array}_{gate}": f"a part of `cell.{new}`, for all gates in one array"
    for array, new in (("W", "kernel"), ("U", "recurrent_kernel"), ("b", "bias"))
    for gate in ("i", "f", "c", "o", "z", "r", "h")
}
_INHERITED = "Keras 3's {} keeps it as `{}`: read that instead."
_WEIGHTS = (
    *(
        Method(
            f"{owner}.{old}",
            To(f"{owner}.{new}", own=_INHERITED.format(owner.rpartition(".")[2], new)),
        )
        for owner, old, new in _SAME_ARRAYS
    ),
    *(
        Method(f"{owner}.{old}", Gone(f"Keras 3 keeps it as `{new}`: read that instead."))
        for owner, old, new in _OTHER_ARRAYS
    ),
    *(
        Method(f"{ANY}.{old}", Gone(f"Keras 3's layers keep it as {new}."))
        for old, new in {**_OF_ANY, **_GATES}.items()
    ),
)

_SHAPES = "Keras 3 does not keep it: it is {} of the shape that `build` is given."
_WINDOW = ("keras.layers.Convolution2D", "keras.layers.SeparableConvolution2D")
_WINDOWS = (*_WINDOW, "keras.layers.AtrousConvolution2D", "keras.layers.Deconvolution2D")
_ALL_STEPS = (*_RECURRENT, "keras.layers.ConvLSTM2D")
_PADS = {"top": "[0][0]", "bottom": "[0][1]", "left": "[1][0]", "right": "[1][1]"}
#: What layers of a class kept under a name that Keras 3 has not: what to read instead.
_KEPT: Mapping[tuple[str, ...], Mapping[str, str]] = {
    _RECURRENT: {
        **{name: f"Keras 3 keeps it as {new}." for name, new in _GATES.items()},
        "input_dim": _SHAPES.format("the last size"),
        "input_length": _SHAPES.format("the second size"),
    },
    _ALL_STEPS: {
        "consume_less": "Keras 3's cells have an `implementation`: leave this out.",
        "get_initial_states(x)": "Call `layer.get_initial_state(batch_size)`.",
    },
    ("keras.layers.Dense", "keras.layers.Convolution1D"): {
        "input_dim": _SHAPES.format("the last size")
    },
    ("keras.layers.Convolution1D",): {
        "input_length": _SHAPES.format("the second size"),
        "subsample": "Keras 3 keeps it as `strides`.",
    },
    ("keras.layers.Convolution1D", *_WINDOWS): {"W_shape": "Read `layer.kernel.shape`."},
    _WINDOWS: {
        "nb_row": "Keras 3 keeps it as `kernel_size[0]`.",
        "nb_col": "Keras 3 keeps it as `kernel_size[1]`.",
    },
    ("keras.layers.SeparableConvolution2D",): {
        "b": "Keras 3 keeps it as `bias`.",
        "init": "Keras 3 keeps it as `depthwise_initializer`, and `pointwise_initializer`.",
    },
    ("keras.layers.ZeroPadding2D",): {
        f"{side}_pad": f"Keras 3 keeps it as `padding{place}`." for side, place in _PADS.items()
    },
    ("keras.layers.Embedding",): {
        "W_constraint": "Keras 3 keeps it as `embeddings_constraint`.",
        "W_regularizer": "Keras 3 keeps it as `embeddings_regularizer`.",
        "dropout": "Keras 3's Embedding drops nothing.",
        "init": "Keras 3 keeps it as `embeddings_initializer`.",
    },
    ("keras.layers.BatchNormalization",): {"mode": "Keras 3 has no modes: leave it out."},
    ("keras.layers.PReLU",): {"alphas": "Keras 3 keeps it as `alpha`."},
}
_OF_LAYERS = tuple(
    Method(f"{owners[0]}.{name}", Gone(instead), receiver=owners[1:], given="(" not in name)
    for owners, kept in _KEPT.items()
    for name, instead in kept.items()
)

_PENALTY = Gone(
    "Keras 3 calls a regularizer with what it applies to and adds what it returns to the loss: "
    "compute the penalty in `__call__(self, x)`, and leave this out."
)
_STEP = Gone(
    "Keras 3's recurrent layers run a cell: put this into the `call(self, inputs, states)` of a "
    "layer of your own, and wrap that in `keras.layers.RNN`."
)
#: Methods of recurrent layers that Keras 2, too, called until 2.0.9, which had cells.
STEPS = tuple(
    Method(f"keras.layers.LSTM.{name}", _STEP, receiver=_STEPPING)
    for name in ("step(x, states)", "preprocess_input(x)", "get_constants(x)")
)
_LISTED = Gone(
    "Keras 3's layers keep no such list: `trainable_weights` and `non_trainable_weights` have the "
    "weights of the layer and of layers that are its attributes. Leave out what lists them anew."
)
LISTED = tuple(
    Method(f"keras.layers.Layer.{name}", _LISTED)
    for name in ("_trainable_weights", "_non_trainable_weights")
)
NOISE_SHAPE = "keras.layers.Dropout._get_noise_shape"
_KERAS_0 = Gone(
    "In a layer of your own, write `def call(self, x)`: x is what `self.get_input(train)` "
    "returned; for `train`, take `training=False` as well. Of any other layer, read `output`."
)

KERAS_1 = (
    *_WEIGHTS,
    *_OF_LAYERS,
    Method(NOISE_SHAPE, Gone("Keras 3 keeps what was given as `self.noise_shape`: read that.")),
    Method("keras.regularizers.Regularizer.set_param(_)", _PENALTY),
    Method("keras.regularizers.Regularizer.set_layer(_)", _PENALTY),
    Method("keras.regularizers.Regularizer.p", _PENALTY, given=True),  # up to 1.1.2
    Method("keras.regularizers.Regularizer.layer", _PENALTY, given=True),
    *STEPS,
    *LISTED,
    Method("keras.layers.ConvLSTM2D.step(x, states)", _STEP),
    Method("keras.layers.ConvLSTM2D.get_constants(x)", _STEP),
    Method(
        "keras.layers.Wrapper.build(input_shape=None)",
        To("keras.layers.Wrapper.build(input_shape)"),
    ),
    Method(
        "keras.layers.Layer.build(input_shape)",
        To("keras.layers.Layer.build(input_shape)"),
        earlier=(
            Earlier(
                "keras.layers.Layer.build()",
                "0.3.3",
                only=("keras0",),
                unclear="Keras 3 builds a layer for the shape of its input: `layer.build((None, "
                "...))`. Calling it on something builds it, too.",
            ),
        ),
    ),
    Method(
        "keras.layers.Layer.get_output",
        _KERAS_0,
        unmistakable=True,
        only=("keras0",),
    ),
    Method(
        "keras.layers.Layer.get_input",
        Gone(
            "In a layer of your own, take it as the argument of `call(self, x)`. Of any other "
            "layer, read `input`."
        ),
        unmistakable=True,
        only=("keras0",),
    ),
    # In a file of Keras 1, only of what is known to be a layer or a model.
    *(
        Method(
            f"keras.models.Sequential.get_{end}(train=False)",
            Gone(f"Read `{end}`, or build a `keras.models.Model` that ends there."),
            receiver=("keras.models.Model", ANY),
        )
        for end in ("input", "output")
    ),
    Method(
        "keras.layers.Layer._uses_learning_phase",
        Gone("Leave it out: a layer takes `training=False` as an argument of `call`."),
        unmistakable=True,
        receiver=("keras.KerasTensor",),
    ),
)

WEIGHT_LISTS = {
    "trainable_weights": True,
    "_trainable_weights": True,
    "non_trainable_weights": False,
    "_non_trainable_weights": False,
}
OLDEST_LISTS = {"params": True}  # up to 0.3.0
PENALTIES = {"regularizers": "regularizer", "constraints": "constraint"}

_ANOTHER_NAME = Gone("Keras 3 keeps this attribute for itself, and to assign it fails: rename it.")
_ANOTHER_LIST = Gone("Keras 3 keeps a list of its own under this name: rename it.")
_LAYERS = Gone(
    "Keras 3 keeps its own list of the layers inside of this one as `_layers`: those that this "
    "replaces are neither trained nor saved any more. Rename it."
)
_OTHERS_MODEL = Gone(
    "Keras 3 keeps the model that is trained as `_model`, and sets it when training begins: "
    "rename this."
)
_NO_DTYPE = Gone("Keras 3 has it from `super().__init__(dtype=...)`, and to assign it fails.")
_ASSIGNED = Gone("Keras 3's layers make their weights themselves: give it values, `assign(...)`.")
_COMPUTED = Gone(
    "Keras 3 keeps this attribute for itself, and to assign it fails: `call` is given the input, "
    "and returns the output."
)
_OF_CELL = Behind(
    "Keras 3's recurrent layers have it from their cell, and to assign it fails.",
    own="In Keras 3 it is a property, which reads it of the layer's cell, and to assign it fails: "
    "give it to `super().__init__`, or rename it.",
)
_CELLS = ("activation", "dropout", "recurrent_dropout", "units", "use_bias")


def _behind(name: str) -> Behind:
    return Behind(
        _ASSIGNED.instead,
        attribute=f"_{name}",
        own=f"In Keras 3 it is a property, and to assign it fails: it reads `_{name}`, which "
        "`build` makes. Compute with a variable of the method.",
    )


_OF_LAYER: Mapping[str, Gone] = {
    **dict.fromkeys(("input", "output"), _COMPUTED),
    "losses": Gone("Leave it out: Keras 3 lists what `self.add_loss` is given."),
    "_layers": _LAYERS,
    **dict.fromkeys(("_losses", "_metrics"), _ANOTHER_LIST),
    **dict.fromkeys(
        (
            "compute_dtype",
            "dtype",
            "input_dtype",
            "metrics",
            "metrics_variables",
            "non_trainable_variables",
            "path",
            "quantization_mode",
            "trainable_variables",
            "variable_dtype",
            "variables",
        ),
        _ANOTHER_NAME,
    ),
}
_SAID_OF_MODELS = ("losses", "metrics")  # of all models, not only of own classes
_ENDS = ("input", "output")  # of a Sequential, likewise
_OF_MODEL: Mapping[str, Gone] = {
    **{name: gone for name, gone in _OF_LAYER.items() if name not in _SAID_OF_MODELS},
    **dict.fromkeys(("compiled_metrics", "distribute_strategy", "metrics_names"), _ANOTHER_NAME),
}

READONLY: Mapping[str, Mapping[str, Gone]] = {
    "keras.callbacks.Callback": {
        "model": Gone("Leave it out: Keras sets the model, and it cannot be assigned."),
        "_model": _OTHERS_MODEL,
    },
    **{f"keras.layers.Conv{n}D": {"kernel": _behind("kernel")} for n in (1, 2, 3)},
    "keras.layers.Dense": {"bias": _ASSIGNED, "kernel": _behind("kernel")},
    "keras.layers.EinsumDense": {"kernel": _behind("kernel")},
    "keras.layers.Embedding": {"embeddings": _behind("embeddings")},
    **{
        f"keras.layers.{layer}": {
            **dict.fromkeys((*_CELLS, *more), _OF_CELL),
            **{
                f"{of}_{what}": _OF_CELL
                for of in ("bias", "kernel", "recurrent")
                for what in ("constraint", "initializer", "regularizer")
            },
        }
        for layer, more in (
            ("GRU", ("recurrent_activation", "reset_after")),
            ("LSTM", ("recurrent_activation", "unit_forget_bias")),
            ("SimpleRNN", ()),
        )
    },
    "keras.optimizers.Optimizer": {
        "variables": Gone(
            "Keras 3 lists what `build(self, variables)` makes: "
            "`self.add_variable_from_reference(variable, name)`. Leave this out."
        ),
        "iterations": Gone("Leave it out: Keras 3 counts them itself, and it cannot be assigned."),
    },
    "keras.KerasTensor": {"shape": Gone("Leave it out: a tensor knows its shape itself.")},
    "keras.layers.Layer": _OF_LAYER,
    "keras.models.Model": _OF_MODEL,
    "keras.models.Sequential": {n: g for n, g in _OF_MODEL.items() if n not in _ENDS},
    "keras.losses.Loss": {"dtype": _NO_DTYPE},
    "keras.metrics.Metric": {
        "dtype": _NO_DTYPE,
        "variables": _ANOTHER_NAME,
        **dict.fromkeys(("_metrics", "_variables"), _ANOTHER_LIST),
    },
    "keras.utils.Sequence": {"num_batches": _ANOTHER_NAME},
}

_SET = (
    "Keras 3 sets `{0}` where it is made, which fails for a property that cannot be set: give it a "
    "setter (`@{0}.setter`), or another name."
)
INITIALIZED = {
    owner: {name: _SET.format(name) for name in ("name", *more)}
    for owner, more in (
        ("keras.layers.Layer", ("activity_regularizer", "autocast", "supports_jit")),
        ("keras.losses.Loss", ()),
        ("keras.metrics.Metric", ()),
        ("keras.optimizers.Optimizer", ()),
    )
}

REMARKS = {"keras.layers.Layer.activity_regularizer": SUMMED.text}

SAMPLES = Gone("Keras 3 counts batches, `self.params['steps']`, and no samples.")
_SIZES = Gone("Keras 3 tells callbacks neither sizes nor names: give them to `__init__`.")
_LOGGED: Mapping[str, str | Gone] = {"acc": "accuracy", "val_acc": "val_accuracy"}
_BATCH_LOGS: Mapping[str, str | Gone] = {
    **_LOGGED,
    "batch": Gone("Use the argument `batch`."),
    "size": _SIZES,
}
#: What is told at the end of a batch, whatever it is called.
OF_BATCHES: Mapping[str, str | Gone | Remark] = {
    "": Remark(
        "Older Keras told the loss and the metrics of the batch here, Keras 3 tells their means "
        "over the batches of the epoch so far.",
        "notice",
    )
}
BATCH_END = "keras.callbacks.Callback.on_batch_end.logs"
_PARAMS: Mapping[str, str | Gone] = {
    "nb_epoch": "epochs",
    "nb_sample": SAMPLES,
    "batch_size": _SIZES,
    "do_validation": _SIZES,
    "metrics": _SIZES,
}
KEYS: Mapping[str, Mapping[str, str | Gone | Remark]] = {
    "keras.callbacks.Callback.params": _PARAMS,
    "keras.callbacks.Callback.set_params.params": _PARAMS,
    **{f"keras.callbacks.Callback.on_epoch_{when}.logs": _LOGGED for when in ("begin", "end")},
    "keras.callbacks.Callback.on_batch_begin.logs": _BATCH_LOGS,
    BATCH_END: {**_BATCH_LOGS, **OF_BATCHES},
}
