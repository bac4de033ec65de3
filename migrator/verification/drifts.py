"""What changed its meaning between the legacy Keras and Keras 3: the likely cause of a difference.

Only used to explain: what is different is decided by numbers alone. Each entry was measured with
real Keras 1.2.2 (or an earlier one) and Keras 3; test_undone_drifts.py undoes each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.verification.drift import Drift

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.verification.objects import Json


_COMPUTED = ("outputs", "training")
_CONVOLUTIONS = (
    "Convolution1D",
    "Convolution2D",
    "Convolution3D",
    "SeparableConvolution2D",
    "AtrousConvolution1D",
    "AtrousConvolution2D",
)
_CALLBACKS = "keras.callbacks."
_KERNELS = "1.0.4"  # which scaled the first weights of convolutions as Keras 3 does
_KERAS_2 = "2"
_LOGITS = "Keras 3 computes a crossentropy from the logits behind a {}, as if they were those of {}"
DRIFTS = (
    Drift(
        "rnn_dropout",
        "tf.keras dropped other inputs at each time step of an LSTM or GRU, Keras 3 drops the same"
        " at all of them",
        ("training",),
        ("LSTM", "GRU"),
        ("recurrent_activation", ("sigmoid",)),
        ("keras.layers.LSTM", "keras.layers.GRU"),
    ),
    Drift(
        "lstm_inner",
        "the gates of Keras 1 use its own hard_sigmoid (0.2 x + 0.5), which is neither Keras 3's"
        " sigmoid nor its hard_sigmoid (x / 6 + 0.5)",
        _COMPUTED,
        ("LSTM", "ConvLSTM2D"),
    ),
    Drift(
        "gru",
        "Keras 1's GRU uses its own hard_sigmoid (0.2 x + 0.5) for its gates, and resets before it"
        " multiplies: reset_after=False",
        (*_COMPUTED, "weights", "params"),
        ("GRU",),
    ),
    Drift(
        "hard_sigmoid",
        "Keras 1's hard_sigmoid is 0.2 x + 0.5, Keras 3's x / 6 + 0.5",
        _COMPUTED,
        setting=("activation", ("hard_sigmoid",)),
    ),
    Drift(
        "flatten_cf", "Keras 3's Flatten reorders what is channels_first", _COMPUTED, ("Flatten",)
    ),
    Drift(
        "positional_conv",
        "Convolution2D(64, 3, 3) gave the sides of the kernel, and in Keras 3 the second 3 is"
        " the stride",
        ("shape", "params", "weights", "outputs"),
        _CONVOLUTIONS,
    ),
    Drift(
        "deconv_shape",
        "Keras 3 works the size out, and another one takes output_padding",
        ("shape", "outputs"),
        ("Deconvolution2D",),
    ),
    Drift(
        "merge_cos",
        "merge(mode='cos') added an axis",
        ("shape", "outputs"),
        ("Merge",),
    ),
    Drift(
        "bn_frozen",
        "a frozen BatchNormalization went on using the statistics of the batch",
        ("training", "step", "loss"),
        ("BatchNormalization",),
        ("trainable", ("False",)),
        ("keras.layers.BatchNormalization",),
    ),
    Drift(
        "bn_modes",
        "mode=1 normalised each sample and mode=2 always used the batch, or the first argument,"
        " which was epsilon, became the axis",
        ("outputs", "training", "shape", "params", "weights"),
        ("BatchNormalization",),
        before=_KERAS_2,
    ),
    Drift(
        "inits_of_gates",
        "Keras 1 drew the weights of each gate by themselves, orthogonal ones with a gain of 1.1",
        ("initial",),
        ("LSTM", "GRU", "ConvLSTM2D", "SimpleRNN"),
        only_noted=True,
        before=_KERAS_2,
    ),
    Drift(
        "inits_of_lines",
        "Keras 1 took the length of a 1-D kernel for a number of channels when it scaled weights",
        ("initial",),
        ("Convolution1D", "AtrousConvolution1D"),
        only_noted=True,
        since=_KERNELS,
        before=_KERAS_2,
    ),
    Drift(
        "inits_of_volumes",
        "Keras 1 left the last side of a 3-D kernel out when it scaled weights",
        ("initial",),
        ("Convolution3D",),
        ("dim_ordering", ("tf",)),
        only_noted=True,
        since=_KERNELS,
        before=_KERAS_2,
    ),
    Drift(
        "inits_of_kernels",
        "up to Keras 1.0.3, the fan_out of a convolution left out the size of its kernel",
        ("initial",),
        _CONVOLUTIONS,
        ("init", ("glorot_uniform", "glorot_normal")),
        only_noted=True,
        before=_KERNELS,
    ),
    Drift(
        "inits",
        "he_normal and glorot_normal were not truncated, and orthogonal had a gain of 1.1",
        ("initial",),
    ),
    Drift(
        "hinge01",
        "Keras 3's hinge losses turn labels 0 and 1 into -1 and 1",
        ("loss", "metrics"),
        ("hinge", "squared_hinge"),
    ),
    Drift(
        "cosine",
        "cosine_proximity was a mean over the last axis, and a cosine similarity is a sum",
        ("loss", "metrics"),
        ("cosine_proximity", "cosine"),
    ),
    Drift(
        "logits_of_softmax",
        _LOGITS.format("softmax", "sigmoids"),
        ("loss", "metrics"),
        ("binary_crossentropy",),
        ("activation", ("softmax",)),
    ),
    Drift(
        "logits_of_sigmoids",
        _LOGITS.format("sigmoid", "a softmax"),
        ("loss", "metrics"),
        ("categorical_crossentropy", "sparse_categorical_crossentropy"),
        ("activation", ("sigmoid",)),
    ),
    Drift(
        "penalties",
        "'l1l2' had factors of 0.01 and has none, and penalties on activities were sums over the"
        " batch and are divided by it",
        ("loss",),
        penalised=True,
    ),
    Drift(
        "averages",
        "Keras 2.1 to 2.3 corrected moving averages for how they start, and divided by n - 1",
        ("step.averages", "step.variance"),
        announced_by=("keras.layers.BatchNormalization",),
        since="2.1",
        before="2.4",
    ),
    Drift(
        "fused_variance",
        "TensorFlow divides the variance of pictures by n - 1, Keras 3 by n",
        ("step.variance",),
        only_noted=True,
        since="2.4",
    ),
    Drift(
        "decay",
        "Keras 3 ignores decay=, and the default learning rates of Adadelta, Adagrad, Adamax and"
        " Nadam are others",
        ("optimizer.rate",),
    ),
    Drift(
        "epsilon_opt",
        "the epsilon of optimizers was 1e-8 and is 1e-7",
        ("optimizer.epsilon",),
    ),
    Drift(
        "adagrad",
        "Adagrad's accumulators started at 0 and start at 0.1",
        ("optimizer.path",),
        ("Adagrad",),
    ),
    Drift(
        "optimizers",
        "clipnorm was the norm of all gradients together and is that of each, and numbers in the"
        " place of decay or epsilon are read as something else",
        ("optimizer.path",),
        announced_by=("keras.optimizers.Adamax", "keras.optimizers.Nadam"),
    ),
    Drift("epochs_default", "fit ran 10 epochs unless told", ("calls.epochs",), before=_KERAS_2),
    Drift("sample_weight", "", ("calls.weights",), announced_by=("keras.models.Model.fit",)),
    Drift(
        "acc_keys",
        "'accuracy' was logged as acc, and other metrics under their full names",
        ("names",),
    ),
    Drift(
        "one_name",
        "Keras 3 keeps one loss for outputs of one name, as those of one model have, the last: give"
        " each a name of its own with `keras.layers.Identity(name=...)`",
        ("logs.twice",),
    ),
    Drift(
        "early_stopping",
        "Keras 1 stopped after patience + 1 epochs without improvement",
        ("callbacks.EarlyStopping",),
        announced_by=(_CALLBACKS + "EarlyStopping",),
        before=_KERAS_2,
    ),
    Drift(
        "plateau",
        "Keras 1 cut the rate one epoch later the first time, then sooner",
        ("callbacks.ReduceLROnPlateau",),
        announced_by=(_CALLBACKS + "ReduceLROnPlateau",),
    ),
    Drift(
        "ckpt_epoch",
        "{epoch} counted from 0 in Keras 1",
        ("callbacks.ModelCheckpoint",),
        announced_by=(_CALLBACKS + "ModelCheckpoint",),
        before=_KERAS_2,
    ),
    Drift(
        "k_ops",
        "functions of the backend changed their default axes and the order of their arguments",
        ("shape", "outputs"),
        ("Lambda",),
    ),
)


def causes(problem: Json, model: Json, version: str) -> Iterator[Drift]:
    """Yield what may have caused a problem with a model, the likeliest first."""
    return (drift for drift in DRIFTS if drift.explains(problem, model, version))
