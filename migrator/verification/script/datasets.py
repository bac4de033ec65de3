"""Stand-ins for Keras's data sets: the real shapes and types, made here instead of downloaded."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from migrator.verification.legacy.releases import TF_KERAS

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.verification.objects import Runtime

_Split: TypeAlias = "tuple[np.ndarray, np.ndarray]"
_WORDS = 20_000  # where the script does not say how many
_TEXTS = 200
_LONGEST_TEXT = 120


def install(channels_first: bool) -> None:  # noqa: FBT001 - the only argument
    """Replace `load_data` of every data set this Keras has."""
    cifar = (3, 32, 32) if channels_first else (32, 32, 3)
    loaders = {
        "mnist": _images(60_000, 10_000, (28, 28), 10),
        "fashion_mnist": _images(60_000, 10_000, (28, 28), 10),
        "cifar10": _images(50_000, 10_000, cifar, 10, column=True),
        "cifar100": _images(50_000, 10_000, cifar, 100, column=True),
        "imdb": _texts(2),
        "reuters": _texts(46),
        "boston_housing": _rows(404, 102, 13),
        "california_housing": _rows(18_576, 2_064, 8),
    }
    for name, load in loaders.items():
        for module in _modules_of(name):
            module.load_data = load
            module.get_word_index = _word_index


def _modules_of(name: str) -> list[Runtime]:
    """Return every module that gives this data set: newer releases have it under several names."""
    try:
        importlib.import_module(f"keras.datasets.{name}")
    except ImportError:
        return []  # this Keras does not have it
    suffix = f".datasets.{name}"
    return [m for n, m in list(sys.modules.items()) if n.endswith(suffix) and _is_keras(n)]


def _is_keras(module: str) -> bool:
    return module.partition(".")[0] in ("keras", TF_KERAS)


def _images(
    train: int, test: int, shape: tuple[int, ...], classes: int, *, column: bool = False
) -> Callable[..., tuple[_Split, _Split]]:
    """Full size, since scripts write `reshape(60000, 784)`; zeros, since those cost nothing."""

    def split(count: int) -> _Split:
        labels = (np.arange(count) % classes).astype("uint8")
        return np.zeros((count, *shape), "uint8"), labels.reshape(-1, 1) if column else labels

    return lambda *_args, **_kwargs: (split(train), split(test))


def _rows(train: int, test: int, width: int) -> Callable[..., tuple[_Split, _Split]]:
    def split(count: int) -> _Split:
        return np.ones((count, width)), np.ones(count)

    return lambda *_args, **_kwargs: (split(train), split(test))


def _texts(classes: int) -> Callable[..., tuple[_Split, _Split]]:
    """Texts of random words; the same on both sides, as a model's width may come from them."""

    def split(limit: int, seed: int) -> _Split:
        random = np.random.default_rng(seed)
        lengths = random.integers(20, _LONGEST_TEXT, _TEXTS)
        texts = np.empty(_TEXTS, object)
        texts[:] = [random.integers(1, limit, n).tolist() for n in lengths]
        return texts, np.arange(_TEXTS) % classes

    def load_data(*_args: object, **kwargs: int | None) -> tuple[_Split, _Split]:
        limit = kwargs.get("nb_words") or kwargs.get("num_words") or _WORDS
        return split(limit, 0), split(limit, 1)

    return load_data


def _word_index(*_args: object, **_kwargs: object) -> dict[str, int]:
    return {f"word{index}": index for index in range(1, _WORDS + 1)}
