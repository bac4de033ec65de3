"""Functions of TensorFlow that Keras 3 has, too, under another name."""

_COUNTERPARTS = {
    "acos": "arccos",
    "acosh": "arccosh",
    "asin": "arcsin",
    "asinh": "arcsinh",
    "atan": "arctan",
    "atan2": "arctan2",
    "atanh": "arctanh",
    "clip_by_value": "clip",
    "concat": "concatenate",
    "gather": "take(..., axis=0)",
    "gather_nd": "take_along_axis",
    "linalg.diag_part": "diagonal",
    "math.conj": "conjugate",
    "math.is_finite": "isfinite",
    "math.is_inf": "isinf",
    "math.is_nan": "isnan",
    "math.reduce_std": "std",
    "math.reduce_variance": "var",
    "nn.conv1d": "conv",
    "nn.conv1d_transpose": "conv_transpose",
    "nn.conv2d": "conv",
    "nn.conv2d_transpose": "conv_transpose",
    "nn.conv3d": "conv",
    "nn.conv3d_transpose": "conv_transpose",
    "nn.convolution": "conv",
    "nn.depthwise_conv2d": "depthwise_conv",
    "nn.embedding_lookup": "take(..., axis=0)",
    "nn.l2_normalize": "normalize",
    "nn.separable_conv2d": "separable_conv",
    "nn.sigmoid_cross_entropy_with_logits": "binary_crossentropy(..., from_logits=True)",
    "nn.softmax_cross_entropy_with_logits": "categorical_crossentropy(..., from_logits=True)",
    "nn.sparse_softmax_cross_entropy_with_logits": (
        "sparse_categorical_crossentropy(..., from_logits=True)"
    ),
    "pow": "power",
    "range": "arange",
    "rank": "ndim",
    "reduce_all": "all",
    "reduce_any": "any",
    "reduce_max": "max",
    "reduce_mean": "mean",
    "reduce_min": "min",
    "reduce_prod": "prod",
    "reduce_sum": "sum",
    "reverse": "flip",
    "scatter_nd_update": "scatter_update",
    "signal.fft2d": "fft2",
    "signal.inverse_stft": "istft",
    "tensor_scatter_nd_update": "scatter_update",
}
#: Many are in `tensorflow.math`, too.
COUNTERPARTS = {
    "tensorflow.is_tensor": "isinstance(..., keras.KerasTensor)",
    "tensorflow.nn.dropout": "keras.random.dropout",
    **{f"tensorflow.{old}": f"keras.ops.{new}" for old, new in _COUNTERPARTS.items()},
    **{
        f"tensorflow.math.{old}": f"keras.ops.{new}"
        for old, new in _COUNTERPARTS.items()
        if "." not in old
    },
}
