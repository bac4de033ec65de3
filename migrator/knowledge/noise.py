"""Noise layers."""

from migrator.knowledge.shared import LAYER
from migrator.rules import Check, Drop, Into, Method, Rule, To

STDDEV = Into(
    "stddev",
    at_most=(
        1.0,
        "Keras 3 takes no noise of more than 1: put `keras.layers.GaussianNoise(1.0)` between "
        "`keras.layers.Rescaling(1 / stddev)` and `keras.layers.Rescaling(stddev)`.",
    ),
)

#: Layers that do something else while they are trained.
PHASED = tuple(
    f"keras.layers.{name}"
    for name in (
        *("BatchNormalization", "GaussianDropout", "GaussianNoise"),
        *("SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D"),
    )
)
UNTOLD = (
    "Keras 3 does here what it does in prediction: who calls `call` by its name must say the "
    "phase. Take `training=None` in the `call` around this, and pass `training=training`; or call "
    "the layer itself, `layer(x)`, which asks."
)

KERAS_1 = (
    Method(
        "keras.layers.Dropout.call(x, mask=None)",
        To(
            "keras.layers.Dropout.call(inputs)",
            {"x": Check("inputs", UNTOLD), "mask": Drop()},
            new=("training",),
            transparent=True,
        ),
        receiver=PHASED,
    ),
    Rule(
        "keras.layers.GaussianNoise(sigma, **kwargs)",
        To("keras.layers.GaussianNoise(stddev)", {"sigma": STDDEV, **LAYER}),
    ),
    Rule(
        "keras.layers.GaussianDropout(p, **kwargs)",
        To("keras.layers.GaussianDropout(rate)", {"p": "rate", **LAYER}),
    ),
)
