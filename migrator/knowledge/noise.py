"""Noise layers."""

from migrator.knowledge.shared import LAYER
from migrator.rules import Into, Rule, To

STDDEV = Into(
    "stddev",
    at_most=(
        1.0,
        "Keras 3 takes no noise of more than 1: put `keras.layers.GaussianNoise(1.0)` between "
        "`keras.layers.Rescaling(1 / stddev)` and `keras.layers.Rescaling(stddev)`.",
    ),
)

KERAS_1 = (
    Rule(
        "keras.layers.GaussianNoise(sigma, **kwargs)",
        To("keras.layers.GaussianNoise(stddev)", {"sigma": STDDEV, **LAYER}),
    ),
    Rule(
        "keras.layers.GaussianDropout(p, **kwargs)",
        To("keras.layers.GaussianDropout(rate)", {"p": "rate", **LAYER}),
    ),
)
