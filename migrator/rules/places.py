"""Where Keras kept its symbols, as far as names are resolved by it and records are found by it."""

from __future__ import annotations

#: The modules of `keras.layers` from Keras 1 to 2.3, some of which re-exported symbols of others.
MODULES_OF_LAYERS = (
    "advanced_activations",
    "convolutional",
    "convolutional_recurrent",
    "core",
    "embeddings",
    "local",
    "noise",
    "normalization",
    "pooling",
    "recurrent",
    "wrappers",
)
