"""`model.layers[0].input`: of a functional model, it is the Input itself that is asked."""

from dataclasses import replace

from migrator.rules import Firsts

FIRSTS = Firsts(
    layers="layers",
    taking="get_layer",
    inputs=frozenset({"keras.layers.Input", "keras.layers.InputLayer"}),
    own="keras.models.Sequential",
    of_model={
        "input": ".inputs[0]",
        "input_shape": ".input_shape",
        "get_input_at": ".inputs[0]",
        "get_input_shape_at": ".input_shape",
    },
    of_input={
        "input": ".output",
        "input_shape": ".output.shape",
        "get_input_at": ".output",
        "get_input_shape_at": ".output.shape",
    },
    told={},
    unsure="If `{0}` is a functional model of Keras, its first layer is an Input, whose `{1}` "
    "Keras 3 does not know: write `{0}{2}`.",
)
_LISTED = (
    "Write `{0}{1}`: the first layer of a functional model is an Input, which has no `input_shape` "
    "on Keras 3. tf.keras gave it there in a list, as `[(None, 224, 224, 3)]`."
)
OF_TENSORFLOW = replace(FIRSTS, told={"input_shape": _LISTED, "get_input_shape_at": _LISTED})
