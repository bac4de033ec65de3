"""Classes of one's own: what a base class of Keras called, listed, told or kept for itself."""

from collections.abc import Mapping

from migrator.knowledge.shared import ACTIVITY_REGULARIZER
from migrator.rules import Gone, Method

# Keras 1 made the weights of these under other names.
_KERNELS = tuple(
    f"keras.layers.{name}"
    for name in (
        "Dense",
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
_RENAMED = (
    *((name, "W", "kernel") for name in _KERNELS),
    *((name, "b", "bias") for name in _KERNELS),
    *((name, "W", "cell.kernel") for name in _RECURRENT),
    *((name, "U", "cell.recurrent_kernel") for name in _RECURRENT),
    *((name, "b", "cell.bias") for name in _RECURRENT),
    ("keras.layers.Embedding", "W", "embeddings"),
    ("keras.layers.BatchNormalization", "running_mean", "moving_mean"),
    ("keras.layers.BatchNormalization", "running_std", "moving_variance"),
)
_WEIGHTS = tuple(
    Method(f"{owner}.{old}", Gone(f"Keras 3 keeps it as `{new}`: read that instead."))
    for owner, old, new in _RENAMED
)

_PENALTY = Gone(
    "Keras 3 calls a regularizer with what it applies to and adds what it returns to the loss: "
    "compute the penalty in `__call__(self, x)`, and leave this out."
)
_STEP = Gone(
    "Keras 3's recurrent layers run a cell: put this into the `call(self, inputs, states)` of a "
    "layer of your own, and wrap that in `keras.layers.RNN`."
)
_KERAS_0 = Gone(
    "Write `def call(self, x)`: x is what `self.get_input(train)` returned; for `train`, take "
    "`training=False` as well."
)

KERAS_1 = (
    *_WEIGHTS,
    Method("keras.regularizers.Regularizer.set_param(_)", _PENALTY),
    Method("keras.regularizers.Regularizer.set_layer(_)", _PENALTY),
    *(
        Method(f"keras.layers.LSTM.{name}", _STEP, receiver=_STEPPING)
        for name in ("step(x, states)", "preprocess_input(x)", "get_constants(x)")
    ),
    Method("keras.layers.ConvLSTM2D.step(x, states)", _STEP),
    Method("keras.layers.ConvLSTM2D.get_constants(x)", _STEP),
    Method(
        "keras.layers.Layer.get_output",
        _KERAS_0,
        unmistakable=True,
        only=("keras0",),
    ),
    Method(
        "keras.layers.Layer.get_input",
        Gone("Take it as the argument of `call(self, x)`."),
        unmistakable=True,
        only=("keras0",),
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
PENALTIES = {"regularizers": "regularizer", "constraints": "constraint"}

_ANOTHER_NAME = Gone("Keras 3 keeps this attribute for itself, and to assign it fails: rename it.")
READONLY = {
    "keras.callbacks.Callback": {
        "model": Gone("Leave it out: Keras sets the model, and it cannot be assigned."),
    },
    "keras.KerasTensor": {"shape": Gone("Leave it out: a tensor knows its shape itself.")},
    "keras.layers.Layer": {
        "losses": Gone("Leave it out: Keras 3 lists what `self.add_loss` is given."),
        **dict.fromkeys(
            (
                "compute_dtype",
                "dtype",
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
    },
}

REMARKS = {f"keras.layers.Layer.{ACTIVITY_REGULARIZER.name}": ACTIVITY_REGULARIZER.why}

_SIZES = Gone("Keras 3 tells callbacks neither sizes nor names: give them to `__init__`.")
_LOGGED: Mapping[str, str | Gone] = {"acc": "accuracy", "val_acc": "val_accuracy"}
_BATCH_LOGS: Mapping[str, str | Gone] = {
    **_LOGGED,
    "batch": Gone("Use the argument `batch`."),
    "size": _SIZES,
}
KEYS: Mapping[str, Mapping[str, str | Gone]] = {
    "keras.callbacks.Callback.params": {
        "nb_epoch": "epochs",
        "nb_sample": Gone("Keras 3 counts batches, `self.params['steps']`, and no samples."),
        "batch_size": _SIZES,
        "do_validation": _SIZES,
        "metrics": _SIZES,
    },
    **{f"keras.callbacks.Callback.on_epoch_{when}.logs": _LOGGED for when in ("begin", "end")},
    **{f"keras.callbacks.Callback.on_batch_{when}.logs": _BATCH_LOGS for when in ("begin", "end")},
}
