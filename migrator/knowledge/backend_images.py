"""`keras.backend`: what pads, resizes, convolves and pools images and sequences."""

from migrator.knowledge.shared import DATA_FORMAT, PADDING
from migrator.rules import Args, Code, Drop, Gone, Rule, Switch, To

_PADDED: Args = {"dim_ordering": DATA_FORMAT}
_BORDERS = (
    Rule(
        "keras.backend.temporal_padding(x, padding=1)",
        To("keras.layers.ZeroPadding1D(padding)", on="x", data_format="steps"),
    ),
    Rule(
        "keras.backend.asymmetric_temporal_padding(x, left_pad=1, right_pad=1)",
        To(
            "keras.layers.ZeroPadding1D",
            {("left_pad", "right_pad"): "padding"},
            on="x",
            data_format="steps",
        ),
    ),
    Rule(
        "keras.backend.spatial_2d_padding(x, padding=(1, 1), dim_ordering='default')",
        To("keras.layers.ZeroPadding2D(padding)", _PADDED, on="x", data_format="spatial"),
    ),
    Rule(
        "keras.backend.asymmetric_spatial_2d_padding(x, top_pad=1, bottom_pad=1, left_pad=1, "
        "right_pad=1, dim_ordering='default')",
        To(
            "keras.layers.ZeroPadding2D",
            {
                **_PADDED,
                "top_pad": Drop(),
                "bottom_pad": Drop(),
                "left_pad": Drop(),
                "right_pad": Drop(),
            },
            add={"padding": Code("(({top_pad}, {bottom_pad}), ({left_pad}, {right_pad}))")},
            on="x",
            data_format="spatial",
        ),
    ),
    Rule(
        "keras.backend.spatial_3d_padding(x, padding=(1, 1, 1), dim_ordering='default')",
        To(
            "keras.layers.ZeroPadding3D(padding)",
            _PADDED,
            accept=("padding",),  # ((1, 1), (1, 1), (1, 1)) means (1, 1, 1)
            on="x",
            data_format="spatial",
        ),
    ),
    Rule(
        "keras.backend.resize_images(X, height_factor, width_factor, dim_ordering)",
        To(
            "keras.layers.UpSampling2D",
            {**_PADDED, ("height_factor", "width_factor"): "size"},
            on="X",
            data_format="spatial",
        ),
    ),
    Rule(
        "keras.backend.resize_volumes(X, depth_factor, height_factor, width_factor, dim_ordering)",
        To(
            "keras.layers.UpSampling3D",
            {**_PADDED, ("depth_factor", "height_factor", "width_factor"): "size"},
            on="X",
            data_format="spatial",
        ),
    ),
)

_KERNELS = (
    "Keras 3 reads a kernel as (rows, columns, channels, filters) whatever the data_format: "
    "transpose one that was made as (filters, channels, rows, columns)."
)
_SEPARABLE: Args = {"x": "inputs", "border_mode": PADDING, "dim_ordering": DATA_FORMAT}
_CONVOLUTION: Args = {**_SEPARABLE, "image_shape": Drop(), "filter_shape": Drop()}
_POOL: Args = {"x": "inputs", "border_mode": "padding", "dim_ordering": DATA_FORMAT}
_POOLING = Switch(
    "pool_mode",
    {
        "max": To(
            "keras.ops.max_pool(inputs, pool_size, strides)",
            _POOL,
            require=("strides",),
            data_format="spatial",
        ),
        "avg": To(
            "keras.ops.average_pool(inputs, pool_size, strides)",
            _POOL,
            require=("strides",),
            data_format="spatial",
        ),
    },
    otherwise=Gone("Call `keras.ops.max_pool` or `keras.ops.average_pool`."),
)

_WINDOWS = (
    Rule(
        "keras.backend.conv1d(x, kernel, stride=1, border_mode='valid', image_shape=None, "
        "filter_shape=None)",
        To(
            "keras.ops.conv(inputs, kernel)",
            {
                "x": "inputs",
                "stride": "strides",
                "border_mode": PADDING,
                "image_shape": Drop(),
                "filter_shape": Drop(),
            },
            data_format="steps",
        ),
    ),
    Rule(
        "keras.backend.conv2d(x, kernel, strides=(1, 1), border_mode='valid', "
        "dim_ordering='default', image_shape=None, filter_shape=None, filter_dilation=(1, 1))",
        To(
            "keras.ops.conv(inputs, kernel)",
            {**_CONVOLUTION, "filter_dilation": "dilation_rate"},
            accept=("strides", "filter_dilation"),  # 1 is (1, 1)
            data_format="spatial",
            drifts=_KERNELS,
        ),
    ),
    Rule(
        "keras.backend.atrous_conv2d(x, kernel, rate=1, border_mode='valid', "
        "dim_ordering='default', image_shape=None, filter_shape=None)",
        To(
            "keras.ops.conv(inputs, kernel)",
            {**_CONVOLUTION, "rate": "dilation_rate"},
            data_format="spatial",
            drifts=_KERNELS,
        ),
    ),
    Rule(
        "keras.backend.deconv2d(x, kernel, output_shape, strides=(1, 1), border_mode='valid', "
        "dim_ordering='default', image_shape=None, filter_shape=None)",
        Gone(
            "Call `keras.ops.conv_transpose(inputs, kernel, strides=, padding=, "
            "output_padding=)`: it works the output shape out."
        ),
    ),
    Rule(
        "keras.backend.separable_conv2d(x, depthwise_kernel, pointwise_kernel, strides=(1, 1), "
        "border_mode='valid', dim_ordering='default')",
        To(
            "keras.ops.separable_conv(inputs, depthwise_kernel, pointwise_kernel)",
            _SEPARABLE,
            accept=("strides",),  # 1 is (1, 1)
            data_format="spatial",
        ),
    ),
    Rule(
        "keras.backend.conv3d(x, kernel, strides=(1, 1, 1), border_mode='valid', "
        "dim_ordering='default', volume_shape=None, filter_shape=None)",
        To(
            "keras.ops.conv(inputs, kernel)",
            {**_SEPARABLE, "volume_shape": Drop(), "filter_shape": Drop()},
            accept=("strides",),  # 1 is (1, 1, 1)
            data_format="spatial",
            drifts=_KERNELS,
        ),
    ),
    Rule(
        "keras.backend.pool2d(x, pool_size, strides=(1, 1), border_mode='valid', "
        "dim_ordering='default', pool_mode='max')",
        _POOLING,
    ),
    Rule(
        "keras.backend.pool3d(x, pool_size, strides=(1, 1, 1), border_mode='valid', "
        "dim_ordering='default', pool_mode='max')",
        _POOLING,
    ),
)

KERAS_1 = (*_BORDERS, *_WINDOWS)
