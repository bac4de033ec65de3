"""What layers without a name were called, and what Keras 3 calls the first of their kind.

Keras 1 took the class in small letters (`engine/topology.py`), Keras 2 parted its words
(`_to_snake_case` of `engine/base_layer.py`), and both counted from 1: `convolution2d_1`,
`max_pooling2d_1`. Keras 3 parts them otherwise and counts from the second on
(`keras.src.utils.naming`): `conv2d`, `conv2d_1`. So did TensorFlow, but for inputs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from migrator.knowledge.api3 import MODERN
from migrator.knowledge.modules import EXPORTS

_RENAMED = {
    "AtrousConvolution1D": "Conv1D",
    "AtrousConvolution2D": "Conv2D",
    "Convolution1D": "Conv1D",
    "Convolution2D": "Conv2D",
    "Convolution3D": "Conv3D",
    "Deconvolution2D": "Conv2DTranspose",
    "SeparableConvolution2D": "SeparableConv2D",
    "TimeDistributedDense": "Dense",
}
_INPUT = {"input": "input_layer"}
_MODELS = {"model": "functional", "sequential": "sequential"}


def _of_keras_2(name: str) -> str:
    parted = re.sub("(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", parted).lower()


def _of_keras_3(name: str) -> str:
    parted = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", parted).lower()


def _named(spell: Callable[[str], str], classes: Mapping[str, str]) -> dict[str, str]:
    layers = {spell(old): _of_keras_3(new) for old, new in classes.items()}
    return {**layers, **_MODELS, **_INPUT}


def _is_layer(name: str) -> bool:
    module, _, last = name.rpartition(".")
    return module == "keras.layers" and last[:1].isupper() and last != "InputSpec"


def _today() -> set[str]:
    return {name.rpartition(".")[2] for name in MODERN if _is_layer(name)}


@cache
def unnamed_1() -> Mapping[str, str]:
    """Return the names without numbers of Keras 1, and what Keras 3 names the first of the kind."""
    today, old = _today(), (*EXPORTS["keras.layers"], *_RENAMED)
    classes = {name: _RENAMED.get(name, name) for name in old if _RENAMED.get(name, name) in today}
    return {"merge": "", **_named(str.lower, classes)}  # there is none like `merge`


@cache
def unnamed_2() -> Mapping[str, str]:
    """Return the same for Keras 2."""
    return _named(_of_keras_2, {name: name for name in _today()})


def unnamed_tensorflow() -> Mapping[str, str]:
    """Return the same for TensorFlow, which named nothing but inputs otherwise."""
    return _INPUT


#: Arguments of layers of Keras 1 that nothing else is likely to take, as Keras 3 calls them.
WORDS = {
    **{
        f"{old}_{what}": f"{new}_{what}"
        for old, new in (("W", "kernel"), ("U", "recurrent"), ("b", "bias"))
        for what in ("constraint", "regularizer")
    },
    "atrous_rate": "dilation_rate",
    "border_mode": "padding",
    "dim_ordering": "data_format",
    "dropout_U": "recurrent_dropout",
    "dropout_W": "dropout",
    "filter_length": "kernel_size",
    "inner_activation": "recurrent_activation",
    "inner_init": "recurrent_initializer",
    "nb_filter": "filters",
    "pool_length": "pool_size",
    "subsample": "strides",
    "subsample_length": "strides",
}
#: What layers of PyTorch have: those of Keras have `weights`, and what each of them is.
FOREIGN = frozenset({"weight"})
