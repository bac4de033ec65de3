"""Pooling layers."""

from migrator.knowledge.shared import DATA_FORMAT, LAYER, POOL_PADDING, POOL_SIZE, POOL_SIZES
from migrator.rules import Args, Earlier, Gone, Rule, To

_POOL_1D: Args = {
    "pool_length": POOL_SIZE,
    "stride": "strides",
    "border_mode": POOL_PADDING,
    **LAYER,
}
_POOL: Args = {
    "pool_size": POOL_SIZES,
    "border_mode": POOL_PADDING,
    "dim_ordering": DATA_FORMAT,
    **LAYER,
}
_GLOBAL: Args = {"dim_ordering": DATA_FORMAT, **LAYER}

_BORDER = Gone("Theano padded the end of an axis that the window does not divide: so does 'same'.")

_WINDOWED = (
    Rule(
        "keras.layers.MaxPooling1D(pool_length=2, stride=None, border_mode='valid', **kwargs)",
        To(
            "keras.layers.MaxPooling1D(pool_size, strides, padding)",
            _POOL_1D,
            data_format="steps",
        ),
        earlier=(
            Earlier(
                "keras.layers.MaxPooling1D(pool_length=2, stride=None, ignore_border=True)",
                "0.1.3",
                args={"ignore_border": _BORDER},
            ),
        ),
    ),
    Rule(
        "keras.layers.AveragePooling1D(pool_length=2, stride=None, border_mode='valid', **kwargs)",
        To(
            "keras.layers.AveragePooling1D(pool_size, strides, padding)",
            _POOL_1D,
            require=("pool_length",),
            data_format="steps",
        ),
    ),
    Rule(
        "keras.layers.MaxPooling2D(pool_size=(2, 2), strides=None, border_mode='valid', "
        "dim_ordering='default', **kwargs)",
        To(
            "keras.layers.MaxPooling2D(pool_size, strides, padding)",
            _POOL,
            data_format="spatial",
        ),
        earlier=(
            Earlier(
                "keras.layers.MaxPooling2D(poolsize=(2, 2), stride=None, ignore_border=True)",
                "0.1.3",
                args={"poolsize": POOL_SIZES, "stride": "strides", "ignore_border": _BORDER},
            ),
        ),
    ),
    Rule(
        "keras.layers.AveragePooling2D(pool_size=(2, 2), strides=None, border_mode='valid', "
        "dim_ordering='default', **kwargs)",
        To(
            "keras.layers.AveragePooling2D(pool_size, strides, padding)",
            _POOL,
            require=("pool_size",),
            data_format="spatial",
        ),
    ),
    Rule(
        "keras.layers.MaxPooling3D(pool_size=(2, 2, 2), strides=None, border_mode='valid', "
        "dim_ordering='default', **kwargs)",
        To(
            "keras.layers.MaxPooling3D(pool_size, strides, padding)",
            _POOL,
            data_format="spatial",
        ),
    ),
    Rule(
        "keras.layers.AveragePooling3D(pool_size=(2, 2, 2), strides=None, border_mode='valid', "
        "dim_ordering='default', **kwargs)",
        To(
            "keras.layers.AveragePooling3D(pool_size, strides, padding)",
            _POOL,
            require=("pool_size",),
            data_format="spatial",
        ),
    ),
)

_WHOLE = (
    Rule(
        "keras.layers.GlobalMaxPooling1D(**kwargs)",
        To("keras.layers.GlobalMaxPooling1D", LAYER, data_format="steps"),
    ),
    Rule(
        "keras.layers.GlobalAveragePooling1D(**kwargs)",
        To("keras.layers.GlobalAveragePooling1D", LAYER, data_format="steps"),
    ),
    Rule(
        "keras.layers.GlobalMaxPooling2D(dim_ordering='default', **kwargs)",
        To("keras.layers.GlobalMaxPooling2D", _GLOBAL, data_format="spatial"),
    ),
    Rule(
        "keras.layers.GlobalAveragePooling2D(dim_ordering='default', **kwargs)",
        To("keras.layers.GlobalAveragePooling2D", _GLOBAL, data_format="spatial"),
    ),
    Rule(
        "keras.layers.GlobalMaxPooling3D(dim_ordering='default', **kwargs)",
        To("keras.layers.GlobalMaxPooling3D", _GLOBAL, data_format="spatial"),
    ),
    Rule(
        "keras.layers.GlobalAveragePooling3D(dim_ordering='default', **kwargs)",
        To("keras.layers.GlobalAveragePooling3D", _GLOBAL, data_format="spatial"),
    ),
)

KERAS_1 = _WINDOWED + _WHOLE
