"""Layers of one's own: what they call on their base class, and what they are asked for."""

from migrator.knowledge import custom, engine, noise, tensors
from migrator.knowledge.embeddings import LENGTH
from migrator.knowledge.keras2.shared import INITIALIZERS, LAYER, REGULARIZERS
from migrator.knowledge.keras2.templates import Attribute, of_keras_1
from migrator.knowledge.shared import CONSTRAINTS, LOST_LOSS
from migrator.knowledge.wrappers import WRAPPED
from migrator.rules import Args, Code, Drop, Earlier, Gone, Into, Method, Rule, To

_LAYER = "keras.layers.Layer"
_MODELS = ("keras.models.Model", "keras.models.Sequential")
_PENALTY: Args = {
    "losses": "loss",
    "inputs": Drop("Keras 3 computes it anew at every call."),
}
_GRAPH: Args = {
    "getter": Gone("Keras 3 makes the variable itself: leave it out."),
    "partitioner": Gone("Keras 3 has no partitioned variables: leave it out."),
    "use_resource": Drop(),
    "synchronization": Drop(),
    "experimental_autocast": "autocast",
    "collections": Drop(),
}
_SHAPE = Into("shape", {None: Code("()")}, axis=True)
_OF_KERAS_1 = Earlier(
    f"{_LAYER}.add_weight(shape, initializer, name=None, trainable=True, regularizer=None, "
    "constraint=None)",
    "1.2.2",
    {"shape": "no text"},
    unclear="Keras 2 took the name first, Keras 1 and 3 take the shape: pass both by name.",
)
_SHAPE_FIRST = Earlier(  # as Keras 2 read it where that was a tuple, and all else was named
    f"{_LAYER}.add_weight(shape, *, name=None, dtype=None, initializer=None, regularizer=None, "
    "trainable=True, constraint=None)",
    "1.2.2",
    {"shape": "tuple"},
)
_TENSORS = Gone("Keep the tensors: the one that was passed to the call and the one it returned.")
_RESET = Gone("Keras 3 resets to zeros alone: assign other values to each of `layer.states`.")
_RECURRENT = tuple(
    f"keras.layers.{name}"
    for name in (
        *("Bidirectional", "ConvLSTM2D", "ConvRecurrent2D", "CuDNNGRU", "CuDNNLSTM"),
        *("GRU", "LSTM", "Recurrent", "SimpleRNN"),
    )
)

#: What `Layer.__init__` of Keras 3 sets; all else that it sets, that of Keras 2 set likewise.
SET_ANEW = frozenset({"activity_regularizer", "autocast", "supports_jit"})

TEMPLATES = (
    Rule(_LAYER, To(_LAYER, LAYER)),
    Method(
        f"{_LAYER}.add_weight",
        To(
            f"{_LAYER}.add_weight",
            {
                "shape": _SHAPE,
                "initializer": Into("initializer", INITIALIZERS),
                "regularizer": Into("regularizer", REGULARIZERS),
                "constraint": Into("constraint", CONSTRAINTS),
                **_GRAPH,
            },
        ),
        earlier=(_SHAPE_FIRST, _OF_KERAS_1),
        unmistakable=True,
        receiver=_MODELS,
    ),
    Method(
        f"{_LAYER}.add_variable",
        To(f"{_LAYER}.add_weight", {"shape": _SHAPE, **_GRAPH}),
        unmistakable=True,
        receiver=_MODELS,
    ),
    Method(
        f"{_LAYER}.add_loss",
        To(f"{_LAYER}.add_loss", _PENALTY, in_build=LOST_LOSS, outside=LOST_LOSS),
        receiver=("keras.layers.*",),
    ),
    Method(
        "keras.models.Model.add_loss",
        To(
            f"{_LAYER}.add_loss",
            _PENALTY,
            outside=Gone(
                "Keras 3 takes no loss made of symbolic tensors: compute it in the `call` of a "
                "layer, and pass it to `self.add_loss(...)` there; or compile with a function of y."
            ),
        ),
        receiver=("keras.models.Sequential",),
    ),
    *of_keras_1(
        engine.KERAS_1,
        f"{_LAYER}.add_update",
        f"{_LAYER}.get_updates_for",
        f"{_LAYER}.output_shape",
        f"{_LAYER}.get_losses_for",
        f"{_LAYER}.assert_input_compatibility",
        *(
            f"keras.models.Sequential.get_{end}_at"
            for end in ("input", "input_shape", "output", "output_shape")
        ),
        *(
            f"{_LAYER}.get_{end}_at"
            for end in (
                "input",
                "input_mask",
                "input_shape",
                "output",
                "output_mask",
                "output_shape",
            )
        ),
    ),
    *(
        Attribute(f"{_LAYER}.{name}", gone, receiver=_MODELS)
        for name, gone in {
            "dynamic": Gone("Keras 3 has no dynamic layers: leave it out."),
            "get_weight_paths": Gone("Read the `path` of each of `layer.weights`."),
            "submodules": Gone("Walk `layer.layers` of models, or the attributes of the layer."),
            "_batch_input_shape": Gone("Read `layer.input.shape`, or the shape of `model.inputs`."),
            "batch_input_shape": Gone("Read `layer.input.shape`, or the shape of `model.inputs`."),
            "updates": Gone("Keras 3 has no list of updates: variables are assigned in `call`."),
            "with_name_scope": Gone("Write `with keras.name_scope(layer.name):`."),
        }.items()
    ),
    Attribute(
        "keras.Variable.name",
        engine.named("'dense_1/kernel:0'", *engine.WEIGHT_NAMES),
        looked_into=True,
    ),
    Attribute(tensors.NAMED.was, tensors.NAMED.becomes, looked_into=True),
    Attribute(f"{_LAYER}._name", To(f"{_LAYER}.name"), receiver=_MODELS),
    Attribute(WRAPPED.was, WRAPPED.becomes),
    Attribute(LENGTH.was, LENGTH.becomes),
    Attribute(
        "keras.layers.DepthwiseConv2D.depthwise_kernel", To("keras.layers.DepthwiseConv2D.kernel")
    ),
    Attribute(
        f"{_LAYER}.input_shape",
        Gone("Read `layer.input.shape`; of an Input, `layer.output.shape`."),
    ),
    *(
        Attribute(f"{_LAYER}.{name}", _TENSORS, receiver=_MODELS)
        for name in ("input_mask", "output_mask", "inbound_nodes", "outbound_nodes")
    ),
    *(
        Attribute(f"{_LAYER}.{name}", _TENSORS, unmistakable=True)
        for name in ("_inbound_nodes", "_outbound_nodes")
    ),
    *of_keras_1(
        engine.KERAS_1,
        "keras.KerasTensor._keras_shape",
        "keras.KerasTensor._keras_history",
        "keras.KerasTensor.get_shape",
        *(rule.name for rule in tensors.SHAPES),
        *(f"keras.KerasTensor.{n}" for n in ("consumers", "eval", "graph", "op", "set_shape")),
    ),
    *of_keras_1(custom.KERAS_1, custom.NOISE_SHAPE),
    *(Attribute(rule.was, rule.becomes, receiver=rule.receiver) for rule in custom.STEPS),
    *(Attribute(rule.was, rule.becomes) for rule in custom.LISTED),
    Attribute(
        "keras.layers.RNN.reset_states(states=None)",
        To("keras.layers.RNN.reset_states", {"states": _RESET}),
        receiver=_RECURRENT,
    ),
    Method(
        "keras.layers.Dropout.call",
        To("keras.layers.Dropout.call", {"training": "training"}, bare=noise.UNTOLD),
        receiver=(*noise.PHASED, "keras.layers.AlphaDropout"),
    ),
    Attribute(
        f"{_LAYER}._uses_learning_phase",
        Gone("Leave it out: a layer takes `training=False` as an argument of `call`."),
        unmistakable=True,
    ),
)
