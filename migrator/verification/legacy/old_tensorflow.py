"""Names and argument orders that TensorFlow 0 had and 1.0 changed, for Keras before 1.2."""

from __future__ import annotations

import functools
import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.verification.objects import Runtime

_RENAMED = {
    "pack": "stack",
    "unpack": "unstack",
    "select": "where",
    "mul": "multiply",
    "sub": "subtract",
    "neg": "negative",
    "initialize_all_variables": "global_variables_initializer",
}
_SUMMARIES = {
    "histogram_summary": "histogram",
    "image_summary": "image",
    "scalar_summary": "scalar",
    "merge_all_summaries": "merge_all",
}
#: Losses that took (logits, labels) by position; since 1.0 both must be named.
_LOSSES = (
    "softmax_cross_entropy_with_logits",
    "sparse_softmax_cross_entropy_with_logits",
    "sigmoid_cross_entropy_with_logits",
)


def restore(tensorflow: Runtime) -> None:
    """Give a module `tensorflow` of version 1 the names of version 0."""
    for old, new in _RENAMED.items():
        setattr(tensorflow, old, getattr(tensorflow, new))
    for old, new in _SUMMARIES.items():
        setattr(tensorflow, old, getattr(tensorflow.summary, new))
    _restore_argument_orders(tensorflow)
    tensorflow.nn = _copy(tensorflow.nn)
    for name in _LOSSES:
        setattr(tensorflow.nn, name, _logits_first(getattr(tensorflow.nn, name)))
    tensorflow.train = _copy(tensorflow.train)
    tensorflow.train.SummaryWriter = tensorflow.summary.FileWriter
    _restore_contrib(tensorflow)


def _copy(module: Runtime) -> Runtime:
    """Return a module of the same content: the real one is shared with TensorFlow's own code."""
    copied: Runtime = ModuleType(module.__name__)
    for name in dir(module):
        setattr(copied, name, getattr(module, name))
    return copied


def _restore_argument_orders(tensorflow: Runtime) -> None:
    concat, split, reverse = tensorflow.concat, tensorflow.split, tensorflow.reverse
    matmul = tensorflow.matmul

    def old_concat(concat_dim: Runtime, values: Runtime, name: str = "concat") -> Runtime:
        return concat(values, concat_dim, name)

    def old_split(split_dim: Runtime, num_split: int, value: Runtime) -> Runtime:
        return split(value, num_split, split_dim)

    def old_reverse(tensor: Runtime, dims: Runtime) -> Runtime:
        flags = isinstance(dims[0], bool)
        return reverse(tensor, [i for i, flag in enumerate(dims) if flag] if flags else dims)

    def batch_matmul(
        x: Runtime,
        y: Runtime,
        adj_x: bool = False,  # noqa: FBT001, FBT002 - TensorFlow's signature
        adj_y: bool = False,  # noqa: FBT001, FBT002 - the same
    ) -> Runtime:
        return matmul(x, y, adjoint_a=adj_x, adjoint_b=adj_y)

    tensorflow.concat, tensorflow.split, tensorflow.reverse = old_concat, old_split, old_reverse
    tensorflow.batch_matmul = batch_matmul


def _logits_first(loss: Callable[..., Runtime]) -> Callable[..., Runtime]:
    @functools.wraps(loss)
    def old_loss(logits: Runtime, labels: Runtime, **options: Runtime) -> Runtime:
        return loss(labels=labels, logits=logits, **options)

    return old_loss


def _restore_contrib(tensorflow: Runtime) -> None:
    """CTC began in `contrib`, with the logits first."""
    ctc: Runtime = ModuleType("tensorflow.contrib.ctc")
    nn: Runtime = importlib.import_module("tensorflow.compat.v1").nn
    ctc.ctc_loss = lambda inputs, labels, sequence_length, **options: nn.ctc_loss(
        labels, inputs, sequence_length, **options
    )
    ctc.ctc_greedy_decoder = nn.ctc_greedy_decoder
    ctc.ctc_beam_search_decoder = nn.ctc_beam_search_decoder
    tensorflow.contrib = ModuleType("tensorflow.contrib")
    tensorflow.contrib.ctc = ctc
    sys.modules["tensorflow.contrib"] = tensorflow.contrib
    sys.modules["tensorflow.contrib.ctc"] = ctc
