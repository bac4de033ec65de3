"""The words of Keras 1 that Keras 2.0 to 2.3 still took, with a warning.

Source: `keras/legacy/interfaces.py` of 2.0.0 to 2.3.1; tests/knowledge/test_interfaces.py compares
this with 2.0.9, 2.2.4 and 2.3.1. A call may mix them with those of Keras 2, which no Keras 1 took.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from migrator.knowledge.convolutional import PADS
from migrator.knowledge.shared import PADDING
from migrator.rules import Args, Drop, Earlier, Fate, Gone, Into
from migrator.rules.records import Kind

Name = str | tuple[str, ...]
_LAYERS = "keras.layers"
_CONVOLVING = frozenset({"Conv1D", "Conv2D", "Conv3D"})  # on Theano with 'full', too

_KERNEL = {
    "init": "kernel_initializer",
    "W_regularizer": "kernel_regularizer",
    "b_regularizer": "bias_regularizer",
}
_CONSTRAINED = {"W_constraint": "kernel_constraint", "b_constraint": "bias_constraint"}
_DENSE = {"output_dim": "units", **_KERNEL, **_CONSTRAINED, "bias": "use_bias"}
_RATE = {"p": "rate"}
_ORDERED = {"dim_ordering": "data_format"}
_POOLED = {"border_mode": "padding", **_ORDERED}
_POOLED_1D = {"pool_length": "pool_size", "stride": "strides", "border_mode": "padding"}
_CONVOLVED = {"nb_filter": "filters", "border_mode": "padding", "bias": "use_bias"}
_CONV_1D = {
    **_CONVOLVED,
    **_KERNEL,
    **_CONSTRAINED,
    "filter_length": "kernel_size",
    "subsample_length": "strides",
}
_CONV = {**_CONVOLVED, **_KERNEL, **_CONSTRAINED, **_ORDERED, "subsample": "strides"}
_GATED = {
    "inner_init": "recurrent_initializer",
    "inner_activation": "recurrent_activation",
    "U_regularizer": "recurrent_regularizer",
    "dropout_W": "dropout",
    "dropout_U": "recurrent_dropout",
    "forget_bias_init": "unit_forget_bias",
}
_RECURRENT = {"output_dim": "units", **_KERNEL, **_GATED, "consume_less": "implementation"}

#: Layer -> what Keras 1 called a parameter -> what Keras 2 calls it.
SPELLINGS: Mapping[str, Mapping[str, str]] = {
    "Dense": _DENSE,
    "Dropout": _RATE,
    "GaussianDropout": _RATE,
    "SpatialDropout1D": _RATE,
    "SpatialDropout2D": {**_RATE, **_ORDERED},
    "SpatialDropout3D": {**_RATE, **_ORDERED},
    "GaussianNoise": {"sigma": "stddev"},
    "PReLU": {"init": "alpha_initializer"},
    "Embedding": {
        "init": "embeddings_initializer",
        "W_regularizer": "embeddings_regularizer",
        "W_constraint": "embeddings_constraint",
        "dropout": "dropout",
    },
    "BatchNormalization": {
        "beta_init": "beta_initializer",
        "gamma_init": "gamma_initializer",
        "mode": "mode",
    },
    "SimpleRNN": _RECURRENT,
    "GRU": _RECURRENT,
    "LSTM": _RECURRENT,
    "ConvLSTM2D": {
        **_CONVOLVED,
        **_KERNEL,
        **_ORDERED,
        **_GATED,
        "subsample": "strides",
    },
    "Conv1D": _CONV_1D,
    "Conv2D": _CONV,
    "Conv2DTranspose": {**_CONV, "output_shape": "output_shape"},
    "Conv3D": _CONV,
    "SeparableConv2D": {
        **_CONVOLVED,
        **_ORDERED,
        "subsample": "strides",
        "b_regularizer": "bias_regularizer",
        "b_constraint": "bias_constraint",
    },
    **dict.fromkeys(("AveragePooling1D", "MaxPooling1D"), _POOLED_1D),
    **dict.fromkeys(
        ("AveragePooling2D", "AveragePooling3D", "MaxPooling2D", "MaxPooling3D"), _POOLED
    ),
    **{
        f"{name}{n}D": _ORDERED
        for name in ("Cropping", "GlobalAveragePooling", "GlobalMaxPooling", "UpSampling")
        for n in (2, 3)
    },
    "UpSampling1D": {"length": "size"},
    "ZeroPadding2D": _ORDERED,
    "ZeroPadding3D": _ORDERED,
}
#: `Model(input=..., output=...)`, and the methods that train by generators.
MODEL = {"input": "inputs", "output": "outputs"}
FIT = {"nb_epoch": "epochs"}
GENERATORS = {
    "nb_epoch": "epochs",
    "nb_worker": "workers",
    "pickle_safe": "use_multiprocessing",
    "max_q_size": "max_queue_size",
}

_ORDERING: Args = {
    "data_format": Into(
        "data_format", {"th": "channels_first", "tf": "channels_last", "default": Drop()}
    )
}
_IGNORED = Drop("Keras 2 took it and ignored it: its effect is that of `SpatialDropout1D` behind.")
_MODE = Gone("Keras 2 took `mode=0` alone, and Keras 3 has no `mode`: leave it out.")


def fates(name: str) -> Args:
    """Return what becomes of those arguments whose values are others, or that were ignored."""
    spellings = SPELLINGS.get(name, {})
    found: dict[Name, Fate] = dict(_ORDERING) if "dim_ordering" in spellings else {}
    if "forget_bias_init" in spellings:  # Keras 2 ignored any other
        found["unit_forget_bias"] = Into("unit_forget_bias", {"one": True, "zero": True})
    if name == "Embedding":
        found["dropout"] = _IGNORED
    if name in _CONVOLVING:
        found["padding"] = PADDING
    if name == "Conv2DTranspose":
        found["output_shape"] = Drop()
    if name == "ZeroPadding2D":
        found["padding"] = Into("padding", entries=PADS)
    if name == "BatchNormalization":
        found["mode"] = Into(
            "mode", {0: Drop(), 1: _MODE, 2: _MODE}, unsure="Keras 3 takes no `mode=`.", ends=True
        )
    return found


_AS_NUMBERS = (
    "Keras 2.0 to 2.3 refused this call, whose numbers are rows and columns in Keras 1, and size "
    "and strides from Keras 2.4 on: write `kernel_size=` and `strides=`."
)
_NUMBERS = (
    "If these are numbers, Keras 2.0 to 2.3 read them as rows and columns, Keras 2.4 and 3 as size "
    "and strides: write `kernel_size=`, and `strides=` if that is meant."
)
_SEPARATE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("Conv2D", "Conv2DTranspose", "SeparableConv2D", "ConvLSTM2D"), ("nb_row", "nb_col")
    ),
    "Conv3D": ("kernel_dim1", "kernel_dim2", "kernel_dim3"),
}
_PINNED = {"ConvLSTM2D": ", *, recurrent_activation='hard_sigmoid'"}  # its default is written out


def earlier(name: str) -> tuple[Earlier, ...]:
    """Return the signatures whose sizes stand one by one: `Conv2D(64, 3, 3)`."""
    if name not in _SEPARATE:
        return ()
    sizes = _SEPARATE[name]
    places = f"filters, {', '.join(sizes)}"
    where: dict[str, Kind] = dict.fromkeys(sizes, "count")
    refused = (
        Earlier(f"{_LAYERS}.{name}({places}, {beside})", "1.0.0", where, unclear=_AS_NUMBERS)
        for beside in ("padding", "strides", "data_format")
    )
    hidden = (
        Earlier(f"{_LAYERS}.{name}({places})", "1.0.0", kinds, unclear=_NUMBERS)
        for kinds in _some_open(sizes)
    )
    taken = f"{places}{_PINNED.get(name, '')}"
    read = Earlier(f"{_LAYERS}.{name}({taken})", "1.0.0", where, args={sizes: "kernel_size"})
    return (*refused, read, *hidden)


def _some_open(sizes: tuple[str, ...]) -> Iterator[Mapping[str, Kind]]:
    """Yield the ways in which the source may not tell whether sizes are numbers."""
    kinds: tuple[Kind, ...] = ("count", "open")
    for chosen in product(kinds, repeat=len(sizes)):
        if "open" in chosen:
            yield dict(zip(sizes, chosen, strict=True))
