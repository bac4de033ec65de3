"""Layers: what moved, what was renamed, and defaults that are others in Keras 3."""

from migrator.frozen import replace
from migrator.knowledge import core, entries, merge, recurrent
from migrator.knowledge.keras2 import interfaces
from migrator.knowledge.keras2.shared import (
    ACTIVATIONS,
    AT_CENTRES,
    AT_CORNERS,
    BELIEVED_SHAPE,
    DROPPING,
    GATES,
    IN_BOTH_DIRECTIONS,
    KERNEL_OF_ANY_SIDES,
    LAYER,
    OUTPUT_SHAPE,
    STANDALONE,
    STANDALONE_LAYER,
    SUMMED,
    TENSORFLOW,
)
from migrator.knowledge.keras2.templates import of_keras_1
from migrator.knowledge.noise import STDDEV
from migrator.rules import (
    Args,
    Becomes,
    Check,
    DataFormat,
    Drop,
    Gone,
    InputShape,
    Into,
    Rule,
    To,
)

_LAYERS = "keras.layers"


#: What was put in front of other parameters while Keras 2 was a package of its own.
_INSERTED = {
    "Conv1D": {"data_format": "2.2.0"},
    "Conv2DTranspose": {"output_padding": "2.2.1", "dilation_rate": "2.2.3"},
    "Conv3DTranspose": {"output_padding": "2.2.1"},
    "SeparableConv1D": {"dilation_rate": "2.1.6"},
    "SeparableConv2D": {"dilation_rate": "2.1.6"},
}


def _layer(name: str, to: To | None = None, *, also: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Return the records of a layer: standalone Keras summed activity penalties."""
    to = to or To(f"{_LAYERS}.{name}")
    names = tuple(f"{_LAYERS}.{other}" for other in also)
    return (
        _standalone(name, _with(to, STANDALONE_LAYER), names),
        Rule(f"{_LAYERS}.{name}", _with(to, LAYER), names, only=TENSORFLOW),
    )


def _gates(standalone: Rule) -> tuple[Rule, Rule]:
    """Return the records of a layer whose gates have one kernel, for 2.2 and 2.3."""
    to = standalone.becomes
    first = replace(to, args={**to.args, **GATES}) if isinstance(to, To) else to
    return replace(standalone, becomes=first, only=("2.2",)), replace(standalone, only=("2.3",))


def _gated(name: str, to: To) -> tuple[Rule, ...]:
    standalone, tensorflow = _layer(name, to)
    return (*_gates(standalone), tensorflow)


def _fast(name: str, to: To) -> tuple[Rule, ...]:
    """Return the records of a layer that TensorFlow 2 runs otherwise where it can run it fast."""
    standalone, tensorflow = _layer(name, to)
    return (
        *_gates(standalone),
        replace(tensorflow, only=("tf.1",)),
        Rule(f"{_LAYERS}.{name}", _with(to, {**LAYER, **DROPPING}), only=("tf.keras",)),
    )


def _dense(to: To) -> tuple[Rule, ...]:
    """Return the records of Dense, whose kernel is square or not."""
    standalone, tensorflow = _layer("Dense", to)
    repeated = _with(to, {**STANDALONE_LAYER, **KERNEL_OF_ANY_SIDES})
    return (
        replace(standalone, becomes=repeated, only=("2.2",)),
        replace(standalone, only=("2.3",)),
        tensorflow,
    )


def _standalone(name: str, to: To, also: tuple[str, ...] = ()) -> Rule:
    """Return the record of a layer while Keras 2 was a package of its own."""
    return Rule(
        f"{_LAYERS}.{name}",
        _with(to, interfaces.fates(name)),
        also,
        only=STANDALONE,
        inserted=_INSERTED.get(name, {}),
        spellings=interfaces.SPELLINGS.get(name, {}),
        earlier=interfaces.earlier(name),
    )


def _with(to: To, args: Args) -> To:
    return replace(to, args={**args, **to.args})


def _to(name: str, args: Args | None = None, **others: object) -> To:
    return To(f"{_LAYERS}.{name}", args or {}, **others)  # type: ignore[arg-type]


# -- layers that take their arguments in another order, at most ------------------------------------

_PLAIN = (
    "Activation Add AlphaDropout Average Concatenate Conv2D Conv2DTranspose Conv3D "
    "Conv3DTranspose Cropping1D Cropping2D Cropping3D Dot Dropout ELU "
    "Flatten GaussianDropout GlobalAveragePooling2D GlobalAveragePooling3D "
    "GlobalMaxPooling2D GlobalMaxPooling3D LayerNormalization Masking MaxPooling2D "
    "MaxPooling3D Maximum Minimum Multiply Permute PReLU ReLU Reshape "
    "SimpleRNNCell Softmax StackedRNNCells Subtract TimeDistributed UpSampling1D UpSampling3D "
    "Wrapper ZeroPadding1D ZeroPadding2D ZeroPadding3D"
)
_ALSO = {
    "Conv2D": ("Convolution2D",),
    "Conv3D": ("Convolution3D",),
    "Conv2DTranspose": ("Convolution2DTranspose", "Deconvolution2D", "Deconv2D"),
    "Conv3DTranspose": ("Convolution3DTranspose", "Deconvolution3D", "Deconv3D"),
    "GlobalAveragePooling2D": ("GlobalAvgPool2D",),
    "GlobalAveragePooling3D": ("GlobalAvgPool3D",),
    "GlobalMaxPooling2D": ("GlobalMaxPool2D",),
    "GlobalMaxPooling3D": ("GlobalMaxPool3D",),
    "MaxPooling2D": ("MaxPool2D",),
    "MaxPooling3D": ("MaxPool3D",),
}
_STEPS = (
    ("Conv1D", ("Convolution1D",)),
    ("MaxPooling1D", ("MaxPool1D",)),
    ("GlobalAveragePooling1D", ("GlobalAvgPool1D",)),
    ("GlobalMaxPooling1D", ("GlobalMaxPool1D",)),
)
_NEEDS_SIZE: tuple[tuple[str, tuple[str, ...], DataFormat | None], ...] = (
    ("AveragePooling1D", ("AvgPool1D",), "steps"),
    ("AveragePooling2D", ("AvgPool2D",), None),
    ("AveragePooling3D", ("AvgPool3D",), None),
)
_LAMBDAS = (
    _layer("Lambda", _to("Lambda", {"output_shape": OUTPUT_SHAPE}))[0],
    _layer("Lambda", _to("Lambda", {"output_shape": BELIEVED_SHAPE}))[1],
)
_BIDIRECTIONAL = (
    _layer("Bidirectional", _to("Bidirectional", {"layer": IN_BOTH_DIRECTIONS}))[0],
    _layer("Bidirectional", _to("Bidirectional"))[1],
)


def _averaging(name: str, form: DataFormat | None) -> To:
    return _to(name, require=("pool_size",), data_format=form)


# -- layers with other arguments, or other defaults ------------------------------------------------

_SHAPE: Args = {"input_dim": InputShape("axis"), "input_length": InputShape("axis")}
_AXES = ("input_length", "input_dim")
_SIZED: Args = {"units": Into("units", whole=True)}
_GATED: Args = {
    **_SIZED,
    "recurrent_activation": Into("recurrent_activation", ACTIVATIONS),
    "time_major": Into(
        "time_major",
        {
            False: Drop(),
            True: Gone("Keras 3 reads (batch, time, features): transpose with `keras.ops`."),
        },
        unsure="Keras 3 takes no `time_major`: it always reads (batch, time, features).",
        ends=True,
    ),
}
_CONVOLVED: Args = {**_GATED, "return_state": "return_state"}  # which it took among others
_FROZEN = Check(
    "trainable",
    "With trainable=False, Keras 3 normalizes with the moving statistics and keeps them; Keras 2 "
    "went on using those of the batch.",
    severity="notice",
)
_NORMALIZATION: Args = {
    "virtual_batch_size": Gone("Keras 3 has no virtual batches: leave it out, or write a layer."),
    "adjustment": Gone("Keras 3 has no adjustment: write a layer."),
}
_MOVING = (
    "Keras 2.1 to 2.3 corrected moving averages for how they start, so that after one batch they "
    "were its own, and divided variances by n - 1; Keras 3's move away from 0 and 1 by `momentum`."
)
_UPSAMPLED = _to("UpSampling2D", {"interpolation": AT_CORNERS})
_MASKED = "Keras 3 asks at the call: `attention([query, value], use_causal_mask=True)`."
_CAUSAL = Into("causal", {False: Drop(), True: Gone(_MASKED)}, unsure=_MASKED, ends=True)
_EMBEDDING: Args = {
    "output_dim": Into("output_dim", whole=True),
    "input_length": InputShape("axis"),
    "weights": "weights",
    "sparse": Drop(),
    "input_dim": Into("input_dim", whole=True),
    "activity_regularizer": Gone("Put `keras.layers.ActivityRegularization` behind the layer."),
}
_GATES = ("recurrent_activation", "reset_after")
_IGNORED = Drop("Keras 2 took it and read it nowhere: say `depthwise_` or `pointwise_` instead.")
_SEPARABLE: Args = {
    f"kernel_{what}": _IGNORED for what in ("constraint", "initializer", "regularizer")
}

_SPATIAL: Args = {  # in Keras 3 they take nothing of what all layers take
    "input_shape": InputShape("shape"),
    "input_dim": InputShape("axis"),
    "trainable": Drop(),
    "activity_regularizer": Gone("Put `keras.layers.ActivityRegularization` behind the layer."),
}

_CHANGED = (
    *(
        rule
        for n in (1, 2, 3)
        for rule in _layer(
            f"SpatialDropout{n}D",
            _to(f"SpatialDropout{n}D", _SPATIAL, shape_from=("input_dim",)),
        )
    ),
    *_layer(
        "SeparableConv1D", _to("SeparableConv1D", _SEPARABLE), also=("SeparableConvolution1D",)
    ),
    *_layer(
        "SeparableConv2D", _to("SeparableConv2D", _SEPARABLE), also=("SeparableConvolution2D",)
    ),
    *_layer("DepthwiseConv1D", _to("DepthwiseConv1D", _SEPARABLE)),
    *_layer("DepthwiseConv2D", _to("DepthwiseConv2D", _SEPARABLE)),
    *_fast("LSTM", _to("LSTM", {**_GATED, **_SHAPE}, pin=_GATES, shape_from=_AXES)),
    *_fast("GRU", _to("GRU", {**_GATED, **_SHAPE}, pin=_GATES, shape_from=_AXES)),
    *_layer("SimpleRNN", _to("SimpleRNN", {**_SIZED, **_SHAPE}, shape_from=_AXES)),
    *_layer("LSTMCell", _to("LSTMCell", _GATED, pin=_GATES)),
    *_layer("GRUCell", _to("GRUCell", _GATED, pin=_GATES)),
    *_layer("ConvLSTM1D", _to("ConvLSTM1D", _GATED, pin=_GATES)),
    *_layer("ConvLSTM2D", _to("ConvLSTM2D", _CONVOLVED, pin=_GATES, accept=("strides",))),
    *_layer("ConvLSTM3D", _to("ConvLSTM3D", _GATED, pin=_GATES)),
    *_layer("RNN", _to("RNN", {**_GATED, **_SHAPE}, shape_from=_AXES)),
    # Keras 3's own defaults, but a later run would read them as those of LSTM and GRU in Keras 2.
    *_gated(
        "CuDNNLSTM", _to("LSTM", _SHAPE, add={"recurrent_activation": "sigmoid"}, shape_from=_AXES)
    ),
    *_gated(
        "CuDNNGRU",
        _to(
            "GRU",
            _SHAPE,
            add={"recurrent_activation": "sigmoid", "reset_after": True},
            shape_from=_AXES,
        ),
    ),
    *_layer("LeakyReLU", _to("LeakyReLU", {"alpha": "negative_slope"})),
    *_layer("ThresholdedReLU", _to("ReLU", {"theta": "threshold"}, require=("theta",))),
    *_dense(_to("Dense", _SIZED)),
    *_layer("RepeatVector", _to("RepeatVector", {"n": Into("n", whole=True)})),
    *_layer("GaussianNoise", _to("GaussianNoise", {"stddev": STDDEV})),
    *_layer(
        "Embedding",
        _to("Embedding", _EMBEDDING, shape_from=("input_length",), always_input=True),
    ),
    _standalone(
        "BatchNormalization",
        _with(
            _to("BatchNormalization", {**_NORMALIZATION, "trainable": _FROZEN}, once=_MOVING), LAYER
        ),
    ),
    _standalone("UpSampling2D", _with(_UPSAMPLED, STANDALONE_LAYER)),
    Rule(f"{_LAYERS}.UpSampling2D", _with(_UPSAMPLED, LAYER), only=("tf.1",)),
    Rule(
        f"{_LAYERS}.UpSampling2D",
        _with(_to("UpSampling2D", {"interpolation": AT_CENTRES}), LAYER),
        only=("tf.keras",),
    ),
    *(
        Rule(
            f"{_LAYERS}.{name}",
            _to(name, {"causal": _CAUSAL}),
            spellings={"causal": "causal"},  # up to TensorFlow 2.9
        )
        for name in ("AdditiveAttention", "Attention")
    ),
    Rule(
        f"{_LAYERS}.BatchNormalization",
        _with(_to("BatchNormalization", _NORMALIZATION), LAYER),
        only=TENSORFLOW,
    ),
    Rule(
        f"{_LAYERS}.ActivityRegularization",
        _with(_to("ActivityRegularization", drifts=SUMMED), LAYER),
        only=STANDALONE,
    ),
    Rule(f"{_LAYERS}.ActivityRegularization", _to("ActivityRegularization"), only=TENSORFLOW),
)

_CELLS = Gone("Write the step as a cell and wrap it: `keras.layers.RNN(cell, ...)`.")
_UNSHARED = Gone(
    "Keras 3 shares all kernels: cut windows with `keras.ops.image.extract_patches` (or slices) "
    "and multiply each with a kernel of its own by `keras.ops.einsum`."
)
_GONE: dict[str, Becomes] = {
    "ConvLSTM2DCell": _CELLS,
    "ConvRNN2D": _CELLS,
    "LocallyConnected1D": _UNSHARED,
    "LocallyConnected2D": _UNSHARED,
    "AbstractRNNCell": Gone(
        "Derive from `keras.layers.Layer`, with `state_size` and `output_size` as attributes."
    ),
    "DenseFeatures": Gone(
        "Keras 3 has no feature columns: use `keras.utils.FeatureSpace`, or preprocessing layers."
    ),
    "RandomHeight": Gone("Use `keras.layers.RandomZoom(height_factor, width_factor=0)`."),
    "RandomWidth": Gone("Use `keras.layers.RandomZoom(0, width_factor)`."),
    "PreprocessingLayer": Gone("Derive from `keras.layers.Layer`."),
}
_FUNCTIONS = (
    # The base of all that merge, of which Keras 3 gives out only what derives from it.
    Rule(f"{_LAYERS}.merge._Merge", To(f"{_LAYERS}.Add")),
    Rule(f"{_LAYERS}.dot", To(f"{_LAYERS}.dot", {"name": "name"})),  # by its `**kwargs`
    Rule(
        f"{_LAYERS}.Input",
        To(
            f"{_LAYERS}.Input",
            {
                "shape": Into("shape", axis=True, sizes=True),
                "batch_shape": Into("batch_shape", sizes=True),
                **entries.entry("tensor"),
                "sparse": Into("sparse", {False: Drop()}),
                "type_spec": Gone("Say `shape=` and `dtype=`."),
                "ragged": Into("ragged", {False: Drop()}),
            },
        ),
        also=("keras.Input",),
    ),
    Rule(
        f"{_LAYERS}.InputLayer",
        To(
            f"{_LAYERS}.InputLayer",
            {
                "input_shape": Into("shape", axis=True),
                "batch_input_shape": "batch_shape",
                "input_dtype": "dtype",
                "type_spec": Gone("Say `shape=` and `dtype=`."),
            },
        ),
    ),
    Rule(
        f"{_LAYERS}.deserialize",
        To(f"{_LAYERS}.deserialize", {"use_legacy_format": Drop()}),
    ),
    Rule(
        f"{_LAYERS}.serialize",
        To(f"{_LAYERS}.serialize", {"use_legacy_format": Drop()}),
    ),
)

_DILATED = Gone("Call `keras.layers.Conv{}D(filters, kernel_size, dilation_rate=...)`.")
_OF_2_0 = (
    *of_keras_1(merge.KERAS_1, "keras.layers.merge", "keras.layers.Merge"),
    *of_keras_1(core.KERAS_1, "keras.layers.Highway", "keras.layers.MaxoutDense"),
    *of_keras_1(recurrent.KERAS_1, "keras.layers.Recurrent", "keras.layers.ConvRecurrent2D"),
    *(
        Rule(
            f"{_LAYERS}.AtrousConvolution{n}D",
            Gone(_DILATED.instead.format(n)),
            (f"{_LAYERS}.AtrousConv{n}D",),
        )
        for n in (1, 2)
    ),
)

TEMPLATES = (
    *(rule for name in _PLAIN.split() for rule in _layer(name, also=_ALSO.get(name, ()))),
    *(r for n, also in _STEPS for r in _layer(n, _to(n, data_format="steps"), also=also)),
    *(r for n, also, form in _NEEDS_SIZE for r in _layer(n, _averaging(n, form), also=also)),
    *_LAMBDAS,
    *_BIDIRECTIONAL,
    *_CHANGED,
    *(Rule(f"{_LAYERS}.{name}", becomes) for name, becomes in _GONE.items()),
    *_FUNCTIONS,
    *_OF_2_0,
)
_AS_MANY_AS_BEFORE = (
    "Activation ActivityRegularization BatchNormalization Dropout ELU GaussianDropout "
    "GaussianNoise LeakyReLU Masking PReLU ReLU Softmax SpatialDropout1D SpatialDropout2D "
    "SpatialDropout3D ThresholdedReLU"
)
UNITS = {
    **{f"{_LAYERS}.{name}": "" for name in _AS_MANY_AS_BEFORE.split()},
    **{
        f"{_LAYERS}.{name}": "units"
        for name in ("CuDNNGRU", "CuDNNLSTM", "Dense", "GRU", "LSTM", "SimpleRNN")
    },
    f"{_LAYERS}.TimeDistributed": "layer",
}
