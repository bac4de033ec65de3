"""Batch normalization."""

from migrator.knowledge.helpers import BATCH_STATISTICS, SAMPLE_NORMALIZATION
from migrator.knowledge.shared import LAYER, WEIGHTS, initializer
from migrator.rules import Another, Check, Drop, Earlier, Into, Remark, Rule, To

_MODE = Into(
    "mode",
    {
        0: Drop(),
        1: Another(
            "mode=1 normalized each sample over its last axis: use "
            "`keras.layers.LayerNormalization(axis=-1, epsilon=epsilon)`; it differs by about "
            "epsilon, since Keras 1 added it twice.",
            helper=SAMPLE_NORMALIZATION,
        ),
        2: Another(
            "mode=2 used the statistics of the batch in training and prediction alike. Derive a "
            "layer that does, as kmigrate writes one where the class itself is called: within a "
            "model, `layer(x, training=True)` is overruled by `predict`.",
            helper=BATCH_STATISTICS,
        ),
    },
    unsure="Keras 3 has no `mode`: 0 is its only behaviour.",
    ends=True,
)
_FROZEN = Check(
    "trainable",
    "With trainable=False, Keras 3 normalizes with the moving statistics and keeps them; Keras 1 "
    "went on using and updating them by the batch.",
    severity="notice",
)

_MOVING = ("epsilon", "momentum")
_WITH_SHAPE = (
    "keras.layers.BatchNormalization(input_shape, epsilon=1e-6, mode=0, momentum=0.9, weights=None)"
)
_BY_ELEMENT = (
    "Keras 0.1 normalized each element of a sample by itself: leave the shape out and pass "
    "`axis=[1, 2, 3]` (all axes but the first), `epsilon=1e-6` and `momentum=0.9`."
)

_WHERE_ONE_IS = Remark(
    "Where one of these layers normalizes batches: with trainable=False, Keras 3 normalizes with "
    "the moving statistics and keeps them; Keras 1 went on using and updating them by the batch.",
    "notice",
)
FROZEN = {
    "keras.layers.BatchNormalization": Remark(_FROZEN.why, "notice"),
    "keras.layers.*": _WHERE_ONE_IS,
    "keras.layers.Layer": _WHERE_ONE_IS,
    "keras.models.Model": _WHERE_ONE_IS,
    "keras.models.Sequential": _WHERE_ONE_IS,
}
#: Rules that are true of code for Keras 3, too, as far as they ask somebody to act.
ANYWAY = frozenset(
    f"keras.{name}.trainable" for name in ("models.Model", "models.Sequential", "layers.Layer")
)
_NOTED = (
    "Keras 1 took note of what is trainable when a model was compiled, Keras 3 when it is trained "
    "first: set "
)
REFROZEN = (
    f"{_NOTED}`{{}}.trainable = True` before it is trained by itself, and `False` before the model "
    "that it is part of is trained."
)
COMPILED_WHILE = (
    f"{_NOTED}`{{0}}.trainable = {{1}}` before each training of `{{2}}`, and `{{3}}` behind it."
)
FROZEN_ALONE = (
    "Keras 1 froze the model alone: another that is made of its `output` trained its layers all "
    "the same. Keras 3 freezes them with it: leave this out if they are to be trained."
)
FROZEN_TWINS = (
    "Keras 1 froze this model alone: the other one that has its layers was trained all the same. "
    "Keras 3 freezes the layers: set `{}.trainable = True` before that one is trained, and `False` "
    "behind it."
)

KERAS_1 = (
    Rule(
        "keras.layers.BatchNormalization(epsilon=1e-3, mode=0, axis=-1, momentum=0.99, "
        "weights=None, beta_init='zero', gamma_init='one', gamma_regularizer=None, "
        "beta_regularizer=None, **kwargs)",
        To(
            "keras.layers.BatchNormalization",
            {
                **LAYER,
                "trainable": _FROZEN,
                "mode": _MODE,
                "weights": WEIGHTS,
                "beta_init": initializer("beta_initializer"),
                "gamma_init": initializer("gamma_initializer"),
            },
            accept=("beta_init", "gamma_init"),  # 'zero' is 'zeros', 'one' is 'ones'
            axis="axis",
        ),
        earlier=(
            Earlier(_WITH_SHAPE, "0.1.3", {"input_shape": "vector"}, pin=_MOVING),
            Earlier(_WITH_SHAPE, "0.1.3", {"input_shape": "count"}, pin=_MOVING),
            Earlier(_WITH_SHAPE, "0.1.3", {"input_shape": "tuple"}, unclear=_BY_ELEMENT),
        ),
        moved={"epsilon": {"1.0.8": 1e-6, "1.2.0": 1e-5}, "momentum": {"1.0.7": 0.9}},
    ),
)
