"""Convolution, up-sampling, padding and cropping layers."""

from migrator.frozen import replace
from migrator.knowledge.shared import (
    ACTIVATION,
    ACTIVITY_REGULARIZER,
    BIAS,
    CONSTRAINTS,
    DATA_FORMAT,
    FILTERS,
    KERNEL_AND_BIAS,
    LAYER,
    PADDING,
    REGULARIZERS,
    WEIGHTS,
    initializer,
)
from migrator.rules import Args, Drop, Earlier, Gone, InputShape, Into, Method, Rule, To

#: f0bfc24adc of May 2016, "Correction to fan_out initializaiton": in 1.0.4.
_FAN_OUT = (
    "Up to Keras 1.0.3 `fan_out` left out the size of the kernel, so weights started larger than "
    "in Keras 3: `keras.initializers.VarianceScaling(k * (n + m) / (k * n + m), 'fan_avg', {!r})` "
    "is as before, where the kernel has k places, and takes n channels to m."
)
_INIT = replace(
    initializer("kernel_initializer"),
    until={
        "1.0.4": {
            "glorot_uniform": _FAN_OUT.format("uniform"),
            "glorot_normal": _FAN_OUT.format("untruncated_normal"),
        }
    },
)
_CONV: Args = {"nb_filter": FILTERS, "border_mode": PADDING, **KERNEL_AND_BIAS, "init": _INIT}
_STRIDES = Into("strides", sizes=True)
_CONV_1D: Args = {
    **_CONV,
    "filter_length": "kernel_size",
    "subsample_length": "strides",
    "input_dim": InputShape("axis"),
    "input_length": InputShape("axis"),
}
_CONV_2D: Args = {
    **_CONV,
    ("nb_row", "nb_col"): "kernel_size",
    "subsample": _STRIDES,
    "dim_ordering": DATA_FORMAT,
}

_INIT_1D = {"1.1.2": "uniform"}  # which had 'glorot_uniform' first

_OUTPUT_SHAPE = Drop(
    "Conv2DTranspose works out its output shape. If the old `output_shape` was another size than "
    "`(size - 1) * stride + kernel` ('valid') or `size * stride` ('same'), pass `output_padding=`.",
    "action",
)
_BOTH_KERNELS = Gone("Pass `depthwise_initializer=` and `pointwise_initializer=`, one for each.")
_PADDING_1D = Into("padding", entries="({left_pad}, {right_pad})")
PADS = "(({top_pad}, {bottom_pad}), ({left_pad}, {right_pad}))"
_PADDING_2D = Into(
    "padding",
    lengths={4: "(({0}, {1}), ({2}, {3}))"},
    entries=PADS,
    unsure="Four values are written ((top, bottom), (left, right)) in Keras 3; so is a dictionary.",
)

_CONVOLUTIONS = (
    Rule(
        "keras.layers.Convolution1D(nb_filter, filter_length, init='glorot_uniform', "
        "activation=None, weights=None, border_mode='valid', subsample_length=1, "
        "W_regularizer=None, b_regularizer=None, activity_regularizer=None, W_constraint=None, "
        "b_constraint=None, bias=True, input_dim=None, input_length=None, **kwargs)",
        To(
            "keras.layers.Conv1D(filters, kernel_size)",
            _CONV_1D,
            shape_from=("input_length", "input_dim"),
            data_format="steps",
        ),
        also=("keras.layers.Conv1D",),
        earlier=(
            Earlier(
                "keras.layers.Convolution1D(input_dim, nb_filter, filter_length, init='uniform', "
                "activation='linear', weights=None, border_mode='valid', subsample_length=1, "
                "W_regularizer=None, b_regularizer=None, activity_regularizer=None, "
                "W_constraint=None, b_constraint=None)",
                "0.1.3",
                {"filter_length": "number"},
                pin=("init",),
            ),
        ),
        moved={"init": _INIT_1D},
        inserted={"bias": "1.0.3"},
    ),
    Rule(
        "keras.layers.AtrousConvolution1D(nb_filter, filter_length, init='glorot_uniform', "
        "activation=None, weights=None, border_mode='valid', subsample_length=1, atrous_rate=1, "
        "W_regularizer=None, b_regularizer=None, activity_regularizer=None, W_constraint=None, "
        "b_constraint=None, bias=True, **kwargs)",
        To(
            "keras.layers.Conv1D(filters, kernel_size)",
            {**_CONV_1D, "atrous_rate": "dilation_rate"},
            shape_from=("input_length", "input_dim"),
            data_format="steps",
        ),
        also=("keras.layers.AtrousConv1D",),
        moved={"init": _INIT_1D},
    ),
    Rule(
        "keras.layers.Convolution2D(nb_filter, nb_row, nb_col, init='glorot_uniform', "
        "activation=None, weights=None, border_mode='valid', subsample=(1, 1), "
        "dim_ordering='default', W_regularizer=None, b_regularizer=None, "
        "activity_regularizer=None, W_constraint=None, b_constraint=None, bias=True, **kwargs)",
        To("keras.layers.Conv2D(filters, kernel_size)", _CONV_2D, data_format="spatial"),
        also=("keras.layers.Conv2D",),
        earlier=(
            Earlier(
                "keras.layers.Convolution2D(nb_filter, stack_size, nb_row, nb_col, "
                "init='glorot_uniform', activation='linear', weights=None, border_mode='valid', "
                "subsample=(1, 1), W_regularizer=None, b_regularizer=None, "
                "activity_regularizer=None, W_constraint=None, b_constraint=None)",
                "0.1.3",
                {"nb_col": "number"},
                args={"stack_size": Drop()},
            ),
        ),
    ),
    Rule(
        "keras.layers.AtrousConvolution2D(nb_filter, nb_row, nb_col, init='glorot_uniform', "
        "activation=None, weights=None, border_mode='valid', subsample=(1, 1), "
        "atrous_rate=(1, 1), dim_ordering='default', W_regularizer=None, b_regularizer=None, "
        "activity_regularizer=None, W_constraint=None, b_constraint=None, bias=True, **kwargs)",
        To(
            "keras.layers.Conv2D(filters, kernel_size)",
            {**_CONV_2D, "atrous_rate": "dilation_rate"},
            data_format="spatial",
        ),
        also=("keras.layers.AtrousConv2D",),
    ),
    Rule(
        "keras.layers.Deconvolution2D(nb_filter, nb_row, nb_col, output_shape, "
        "init='glorot_uniform', activation=None, weights=None, border_mode='valid', "
        "subsample=(1, 1), dim_ordering='default', W_regularizer=None, b_regularizer=None, "
        "activity_regularizer=None, W_constraint=None, b_constraint=None, bias=True, **kwargs)",
        To(
            "keras.layers.Conv2DTranspose(filters, kernel_size)",
            {**_CONV_2D, "output_shape": _OUTPUT_SHAPE},
            data_format="spatial",
        ),
        also=("keras.layers.Deconv2D",),
    ),
    Rule(
        "keras.layers.SeparableConvolution2D(nb_filter, nb_row, nb_col, init='glorot_uniform', "
        "activation=None, weights=None, border_mode='valid', subsample=(1, 1), "
        "depth_multiplier=1, dim_ordering='default', depthwise_regularizer=None, "
        "pointwise_regularizer=None, b_regularizer=None, activity_regularizer=None, "
        "depthwise_constraint=None, pointwise_constraint=None, b_constraint=None, bias=True, "
        "**kwargs)",
        To(
            "keras.layers.SeparableConv2D(filters, kernel_size)",
            {
                **LAYER,
                **BIAS,
                "nb_filter": FILTERS,
                ("nb_row", "nb_col"): "kernel_size",
                "init": _BOTH_KERNELS,
                "activation": ACTIVATION,
                "weights": WEIGHTS,
                "border_mode": PADDING,
                "subsample": _STRIDES,
                "dim_ordering": DATA_FORMAT,
                "depthwise_regularizer": Into("depthwise_regularizer", REGULARIZERS),
                "pointwise_regularizer": Into("pointwise_regularizer", REGULARIZERS),
                "activity_regularizer": ACTIVITY_REGULARIZER,
                "depthwise_constraint": Into("depthwise_constraint", CONSTRAINTS),
                "pointwise_constraint": Into("pointwise_constraint", CONSTRAINTS),
            },
            data_format="spatial",
        ),
        also=("keras.layers.SeparableConv2D",),
    ),
    Rule(
        "keras.layers.Convolution3D(nb_filter, kernel_dim1, kernel_dim2, kernel_dim3, "
        "init='glorot_uniform', activation=None, weights=None, border_mode='valid', "
        "subsample=(1, 1, 1), dim_ordering='default', W_regularizer=None, b_regularizer=None, "
        "activity_regularizer=None, W_constraint=None, b_constraint=None, bias=True, **kwargs)",
        To(
            "keras.layers.Conv3D(filters, kernel_size)",
            {
                **_CONV,
                ("kernel_dim1", "kernel_dim2", "kernel_dim3"): "kernel_size",
                "subsample": _STRIDES,
                "dim_ordering": DATA_FORMAT,
            },
            data_format="spatial",
        ),
        also=("keras.layers.Conv3D",),
    ),
)

_RESHAPING = (
    Rule(
        "keras.layers.UpSampling1D(length=2, **kwargs)",
        To("keras.layers.UpSampling1D(size)", {"length": "size", **LAYER}),
    ),
    Rule(
        "keras.layers.UpSampling2D(size=(2, 2), dim_ordering='default', **kwargs)",
        To(
            "keras.layers.UpSampling2D(size)",
            {"dim_ordering": DATA_FORMAT, **LAYER},
            data_format="spatial",
        ),
    ),
    Rule(
        "keras.layers.UpSampling3D(size=(2, 2, 2), dim_ordering='default', **kwargs)",
        To(
            "keras.layers.UpSampling3D(size)",
            {"dim_ordering": DATA_FORMAT, **LAYER},
            data_format="spatial",
        ),
    ),
    Rule(
        "keras.layers.ZeroPadding1D(padding=1, **kwargs)",
        To(
            "keras.layers.ZeroPadding1D(padding)",
            {"padding": _PADDING_1D, **LAYER},
            data_format="steps",
        ),
    ),
    Rule(
        "keras.layers.ZeroPadding2D(padding=(1, 1), dim_ordering='default', **kwargs)",
        To(
            "keras.layers.ZeroPadding2D(padding)",
            {"padding": _PADDING_2D, "dim_ordering": DATA_FORMAT, **LAYER},
            data_format="spatial",
        ),
        earlier=(
            Earlier("keras.layers.ZeroPadding2D(pad=(1, 1))", "0.1.3", args={"pad": _PADDING_2D}),
        ),
    ),
    Rule(
        "keras.layers.ZeroPadding3D(padding=(1, 1, 1), dim_ordering='default', **kwargs)",
        To(
            "keras.layers.ZeroPadding3D(padding)",
            {"dim_ordering": DATA_FORMAT, **LAYER},
            accept=("padding",),  # ((1, 1), (1, 1), (1, 1)) means (1, 1, 1)
            data_format="spatial",
        ),
    ),
    Rule(
        "keras.layers.Cropping1D(cropping=(1, 1), **kwargs)",
        To("keras.layers.Cropping1D(cropping)", LAYER),
    ),
    Rule(
        "keras.layers.Cropping2D(cropping=((0, 0), (0, 0)), dim_ordering='default', **kwargs)",
        To(
            "keras.layers.Cropping2D(cropping)",
            {"dim_ordering": DATA_FORMAT, **LAYER},
            data_format="spatial",
        ),
    ),
    Rule(
        "keras.layers.Cropping3D(cropping=((1, 1), (1, 1), (1, 1)), dim_ordering='default', "
        "**kwargs)",
        To(
            "keras.layers.Cropping3D(cropping)",
            {"dim_ordering": DATA_FORMAT, **LAYER},
            data_format="spatial",
        ),
    ),
)

_KERNELS = (
    "With dim_ordering='th', Keras 1 had the kernels as (filters, channels, rows, columns); Keras "
    "3 has them as (rows, columns, channels, filters), whatever the data_format."
)
_WEIGHTS = tuple(
    Method(
        f"keras.layers.Convolution2D.{method}",
        To(f"keras.layers.Conv2D.{method}", notice=_KERNELS),
    )
    for method in ("get_weights()", "set_weights(weights)")
)

KERAS_1 = _CONVOLUTIONS + _RESHAPING + _WEIGHTS
