"""Layers around layers."""

from migrator.knowledge.shared import LAYER, MASKING, WEIGHTS
from migrator.rules import Into, Masked, Method, Rule, To

#: It made two of the layer that it was given, and kept that.
WRAPPED = Method("keras.layers.Bidirectional.layer", To("keras.layers.Bidirectional.forward_layer"))
#: What is said of a layer that is to run in both directions.
BACKWARDS = {
    "go_backwards": "Keras 3 must be told of the other direction, too, where the first is not "
    "forwards: pass a second such layer as `backward_layer=`, with `go_backwards=False`.",
}
#: Measured with masked steps at either end; TensorFlow's copy gave zeros already.
MASKED = Masked(
    of="return_sequences",
    text="At masked steps, Keras 1 gave what each direction had given last, Keras 3 gives zeros: "
    "that shows where masks are not heeded. To keep it, set `zero_output_for_mask = False` of its "
    "`forward_layer` and `backward_layer` before it is called.",
    by=MASKING,
)
KERAS_1 = (
    Rule(
        "keras.layers.TimeDistributed(layer, **kwargs)",
        To("keras.layers.TimeDistributed(layer)", LAYER),
    ),
    Rule(
        "keras.layers.Bidirectional(layer, merge_mode='concat', weights=None, **kwargs)",
        To(
            "keras.layers.Bidirectional(layer, merge_mode)",
            {
                "layer": Into("layer", made_with=BACKWARDS, masked=MASKED),
                "weights": WEIGHTS,
                **LAYER,
            },
        ),
    ),
    Rule(
        "keras.layers.Wrapper(layer, **kwargs)",
        To("keras.layers.Wrapper(layer)", LAYER),
    ),
    WRAPPED,
)
