"""The numbers both sides compute with: random weights and inputs, the same wherever they are drawn.

Weights are not sent from one child to the other: each draws them from the same seed, which for
VGG16 saves writing and reading half a gigabyte.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification.align import innermost

if TYPE_CHECKING:
    from migrator.verification.objects import Json

ROWS = 3
#: One net for each: all weights are drawn anew, and scaled by this. Large weights drive gates to
#: both ends, small ones keep a softmax from being certain.
GAINS = (1.0, 0.6, 0.35)
#: The net that is trained, the smallest: Keras 1 cut probabilities off at 1e-7 before it took their
#: logarithm, Keras 3 takes that of the softmax at once, and only where it is certain that differs.
TRAINED = len(GAINS) - 1
_GATED = frozenset({"LSTM", "GRU", "ConvLSTM2D"})
_RECURRENT = _GATED | {"SimpleRNN"}
#: Gates are driven to both of their ends. With small weights they stay near their middle, where the
#: old and the new hard_sigmoid differ too little to be seen (measured).
_GATE_GAIN = 4.0
_STATE_GAIN = 2.0
_LARGEST = 2.0
_GAIN = math.sqrt(2.0)  # keeps the size of activations through relu layers
_BIAS = 0.3


def weights(layer: Json, model: int, number: int, seed: int) -> list[np.ndarray]:
    """Draw the weights of one legacy layer from its description, in its own order.

    model, number: which model, and which of its layers. seed: which of `GAINS`.
    """
    kind, config = innermost(layer["class"], layer["config"])
    gain = np.float32(GAINS[seed])
    drawn = [
        _draw(np.random.default_rng((model, number, index, seed)), kind, config, index, shape)
        for index, shape in enumerate(layer["weights"])
    ]
    return drawn if kind == "BatchNormalization" else [array * gain for array in drawn]


def _draw(
    random: np.random.Generator, kind: str, config: Json, index: int, shape: list[int]
) -> np.ndarray:
    drawn = random.standard_normal(shape, dtype=np.float32)
    if kind == "BatchNormalization":
        # gamma, beta, mean, variance: the last must be positive; a positive gamma keeps signs.
        return (
            np.abs(drawn) * np.float32(0.3) + np.float32(0.6)
            if index in (0, 3)
            else drawn * np.float32(_BIAS)
        )
    if kind == "Embedding":
        return drawn
    if kind in _RECURRENT:
        return drawn * np.float32(_recurrent_scale(kind, config, index % 3, shape))
    return drawn * np.float32(_scale(config, shape))


def _recurrent_scale(kind: str, config: Json, role: int, shape: list[int]) -> float:
    """Legacy recurrent weights come in threes: for the input, for the state, and a bias."""
    fan_in = max(math.prod(shape[:-1]), 1)
    if role == 2 or len(shape) == 1:  # noqa: PLR2004 - the third
        return _BIAS
    if kind in _GATED and config.get("activation") in ("tanh", "sigmoid", "hard_sigmoid"):
        return min(_LARGEST, (_GATE_GAIN if role == 0 else _STATE_GAIN) / math.sqrt(fan_in))
    # Without gates a gain above 1 explodes (relu) or is chaotic (tanh) over hundreds of steps.
    return (1.0 if role == 0 else 0.7) / math.sqrt(fan_in)


def _scale(config: Json, shape: list[int]) -> float:
    if len(shape) <= 1:
        return _BIAS
    theano = config.get("dim_ordering") == "th" and len(shape) > 3  # noqa: PLR2004 - a 2-D or 3-D kernel
    fan_in = math.prod(shape[1:] if theano else shape[:-1])
    return _GAIN / math.sqrt(max(fan_in, 1))


def inputs(
    model: Json, vocabularies: list[int | None], seed: tuple[int, ...], wanted: int = ROWS
) -> list[np.ndarray]:
    """Draw one array for each input; integers below the vocabulary where an Embedding reads them.

    wanted: how many rows, unless some layer was given a batch size. A length that the model leaves
    open is chosen here.
    """
    shapes = model["inputs"]
    rows = next((s[0] for s in (*shapes, *_layer_shapes(model)) if s[0]), wanted)
    random = np.random.default_rng(seed)
    return [
        _input(random, rows, [d or _open(s) for d in s[1:]], size)
        for s, size in zip(shapes, vocabularies, strict=True)
    ]


def _layer_shapes(model: Json) -> list[list[int | None]]:
    shapes = [layer["shape"] for layer in model["layers"]]
    return [s for s in shapes if s and not isinstance(s[0], list)]


def _open(shape: list[int | None]) -> int:
    """Return a size for an open dimension: pictures must survive some poolings, texts need not."""
    return 64 if len(shape) >= 4 else 8  # noqa: PLR2004 - batch, two sides, channels


def _input(
    random: np.random.Generator, rows: int, shape: list[int], vocabulary: int | None
) -> np.ndarray:
    if vocabulary is None:
        return random.standard_normal((rows, *shape), dtype=np.float32)
    words = random.integers(1, max(vocabulary, 2), (rows, *shape)).astype("int32")
    if shape:
        # Every row but the first is padded in front, as pad_sequences does, so masks are compared.
        for row in range(1, rows):
            words[row, ..., : shape[-1] * row // (rows + 1)] = 0
    return words


def targets(losses: list[str], y: list[np.ndarray], rows: int) -> list[np.ndarray]:
    """Draw what the outputs are to be, of the kind that each loss is meant for.

    losses: the names of the loss functions. y: what the model computes, for its shapes.
    """
    random = np.random.default_rng(len(y))
    return [
        _target(random, loss, (rows, *output.shape[1:]))
        for loss, output in zip(losses, y, strict=True)
    ]


def _target(random: np.random.Generator, loss: str, shape: tuple[int, ...]) -> np.ndarray:
    if loss == "sparse_categorical_crossentropy":
        return random.integers(0, shape[-1], (*shape[:-1], 1)).astype("f4")
    if loss in ("categorical_crossentropy", "categorical_hinge"):
        return np.eye(shape[-1], dtype="f4")[random.integers(0, shape[-1], shape[:-1])]
    if "crossentropy" in loss or "hinge" in loss:
        return random.integers(0, 2, shape).astype("f4")
    drawn = random.random(shape, dtype=np.float32)
    if loss in ("kld", "kullback_leibler_divergence", "kl_divergence"):
        drawn /= drawn.sum(-1, keepdims=True)
    return drawn


def gradients() -> list[list[np.ndarray]]:
    """Return the gradients of two variables in each step: usual, small and large ones."""
    random = np.random.default_rng(5)
    sizes = (1.0, 1.0, 1e-2, 1e2, 1.0, 0.0)
    return [
        [(size * random.standard_normal(shape)).astype("f4") for shape in ((4,), (3, 2))]
        for size in sizes
    ]
