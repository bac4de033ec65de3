"""Noise layers."""

from migrator.knowledge.shared import LAYER
from migrator.rules import Rule, To

KERAS_1 = (
    Rule(
        "keras.layers.GaussianNoise(sigma, **kwargs)",
        To("keras.layers.GaussianNoise(stddev)", {"sigma": "stddev", **LAYER}),
    ),
    Rule(
        "keras.layers.GaussianDropout(p, **kwargs)",
        To("keras.layers.GaussianDropout(rate)", {"p": "rate", **LAYER}),
    ),
)
