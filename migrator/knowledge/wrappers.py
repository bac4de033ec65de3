"""Layers around layers."""

from migrator.knowledge.shared import LAYER, WEIGHTS
from migrator.rules import Into, Method, Rule, To

#: It made two of the layer that it was given, and kept that.
WRAPPED = Method("keras.layers.Bidirectional.layer", To("keras.layers.Bidirectional.forward_layer"))
#: What is said of a layer that is to run in both directions.
BACKWARDS = {
    "go_backwards": "Keras 3 must be told of the other direction, too, where the first is not "
    "forwards: pass a second such layer as `backward_layer=`, with `go_backwards=False`.",
}
KERAS_1 = (
    Rule(
        "keras.layers.TimeDistributed(layer, **kwargs)",
        To("keras.layers.TimeDistributed(layer)", LAYER),
    ),
    Rule(
        "keras.layers.Bidirectional(layer, merge_mode='concat', weights=None, **kwargs)",
        To(
            "keras.layers.Bidirectional(layer, merge_mode)",
            {"layer": Into("layer", made_with=BACKWARDS), "weights": WEIGHTS, **LAYER},
        ),
    ),
    Rule(
        "keras.layers.Wrapper(layer, **kwargs)",
        To("keras.layers.Wrapper(layer)", LAYER),
    ),
    WRAPPED,
)
