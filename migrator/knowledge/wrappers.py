"""Layers around layers."""

from migrator.knowledge.shared import LAYER, WEIGHTS
from migrator.rules import Method, Rule, To

#: It made two of the layer that it was given, and kept that.
WRAPPED = Method("keras.layers.Bidirectional.layer", To("keras.layers.Bidirectional.forward_layer"))
KERAS_1 = (
    Rule(
        "keras.layers.TimeDistributed(layer, **kwargs)",
        To("keras.layers.TimeDistributed(layer)", LAYER),
    ),
    Rule(
        "keras.layers.Bidirectional(layer, merge_mode='concat', weights=None, **kwargs)",
        To("keras.layers.Bidirectional(layer, merge_mode)", {"weights": WEIGHTS, **LAYER}),
    ),
    Rule(
        "keras.layers.Wrapper(layer, **kwargs)",
        To("keras.layers.Wrapper(layer)", LAYER),
    ),
    WRAPPED,
)
