"""`keras.engine`: layers as such, inputs, and what is behind training."""

from migrator.knowledge.entries import entry
from migrator.knowledge.helpers import SLICE_X
from migrator.knowledge.shared import CONSTRAINTS, LAYER, LOST_LOSS, REGULARIZERS, initializer
from migrator.knowledge.tensors import OF_TENSORS
from migrator.rules import Drop, Gone, Into, Method, Rule, Switch, To

_LAYER_CLASSES = ("keras.models.Model", "keras.models.Sequential")

_SYMBOLS = (
    Rule(
        "keras.layers.Layer(**kwargs)",
        To("keras.layers.Layer", LAYER, called="keras.layers.Identity"),
        also=("keras.engine.Layer",),
    ),
    Rule(
        "keras.layers.Input(shape=None, batch_shape=None, name=None, dtype=K.floatx(), "
        "sparse=False, tensor=None)",
        To(
            "keras.layers.Input(shape)",
            {**entry("tensor"), **{n: Into(n, sizes=True) for n in ("shape", "batch_shape")}},
            accept=("dtype", "sparse"),  # None is floatx() and False
        ),
        also=("keras.engine.Input",),
        inserted={"sparse": "1.1.0"},
    ),
    Rule(
        "keras.layers.InputLayer(input_shape=None, batch_input_shape=None, input_dtype=None, "
        "input_tensor=None, sparse=False, name=None)",
        To(
            "keras.layers.InputLayer(shape)",
            {
                "input_shape": "shape",
                "batch_input_shape": "batch_shape",
                "input_dtype": "dtype",
            },
            accept=("sparse",),  # None is False
        ),
        also=("keras.engine.InputLayer",),
        inserted={"input_tensor": "1.0.6", "sparse": "1.1.0"},
    ),
    Rule(
        "keras.layers.InputSpec(dtype=None, shape=None, ndim=None)",
        Switch(
            "ndim",
            {
                f"{n}+": To(
                    "keras.layers.InputSpec(dtype, shape)", {"ndim": Drop()}, add={"min_ndim": n}
                )
                for n in range(2, 6)
            },
            otherwise=To("keras.layers.InputSpec(dtype, shape, ndim)", {"ndim": "ndim"}),
        ),
        also=("keras.engine.InputSpec",),
    ),
    Rule(
        "keras.engine.get_source_inputs(tensor, layer=None, node_index=None)",
        To(
            "keras.utils.get_source_inputs(tensor)",
            {
                "layer": Gone("Pass the tensor alone."),
                "node_index": Gone("Pass the tensor alone."),
            },
        ),
    ),
    Rule(
        "keras.engine.Node(outbound_layer, inbound_layers, node_indices, tensor_indices, "
        "input_tensors, output_tensors, input_masks, output_masks, input_shapes, output_shapes)",
        Gone(
            "Call layers on tensors: the graph of a model is `keras.models.Model(inputs, outputs)`."
        ),
    ),
    Rule(
        "keras.engine.to_list(x)",
        Gone("Write `x if isinstance(x, list) else [x]`."),
    ),
    Rule(
        "keras.engine.object_list_uid(object_list)",
        Gone("Write `', '.join(str(id(x)) for x in objects)`."),
    ),
)

_ADAPTER = Gone(
    "Call `fit`, `evaluate` or `predict`, which check and prepare their data themselves."
)
_BATCHES = Gone("Slice arrays by hand, or let `keras.utils.PyDataset` yield the batches.")
_COMPUTE_LOSS = Gone("Override `compute_loss(self, x, y, y_pred, sample_weight)` of the model.")

_TRAINING = (
    Rule(
        "keras.engine.standardize_input_data(data, names, shapes=None, check_batch_axis=True, "
        "exception_prefix='')",
        _ADAPTER,
    ),
    Rule(
        "keras.engine.standardize_sample_or_class_weights(x_weight, output_names, weight_type)",
        _ADAPTER,
    ),
    Rule(
        "keras.engine.standardize_class_weights(class_weight, output_names)",
        _ADAPTER,
    ),
    Rule(
        "keras.engine.standardize_sample_weights(sample_weight, output_names)",
        _ADAPTER,
    ),
    Rule(
        "keras.engine.standardize_weights(y, sample_weight=None, class_weight=None, "
        "sample_weight_mode=None)",
        _ADAPTER,
    ),
    Rule(
        "keras.engine.check_array_lengths(inputs, targets, weights)",
        _ADAPTER,
    ),
    Rule(
        "keras.engine.check_loss_and_target_compatibility(targets, losses, output_shapes)",
        _ADAPTER,
    ),
    Rule(
        "keras.engine.collect_metrics(metrics, output_names)",
        Gone("Pass `metrics=` to `compile`: a list, or a dictionary by the name of the output."),
    ),
    Rule(
        "keras.engine.batch_shuffle(index_array, batch_size)",
        _BATCHES,
    ),
    Rule(
        "keras.engine.make_batches(size, batch_size)",
        _BATCHES,
    ),
    Rule(
        "keras.engine.slice_X(X, start=None, stop=None)",
        To("slice_X(X, start, stop)", helpers=(SLICE_X,)),
    ),
    Rule(
        "keras.engine.weighted_objective(fn)",
        _COMPUTE_LOSS,
    ),
    Rule(
        "keras.engine.GeneratorEnqueuer(generator, pickle_safe=False)",
        Gone(
            "Derive from `keras.utils.PyDataset(workers=, max_queue_size=)` and pass it to `fit`."
        ),
    ),
)

_TENSORS = Gone("Keep the tensors: the one that was passed to the call and the one it returned.")


def at_node(what: str, *, sequential: bool = False) -> Switch:
    """Return what became of `get_output_at`: the first node is what `output` is of."""
    end, _, shape = what.partition("_")
    kind, of = ("models.Sequential", f"{end}s[0]") if sequential else ("layers.Layer", end)
    instead = f"{{self}}.{of}{'.shape' if shape else ''}"
    tensors = f"`layer._inbound_nodes[node_index].{end}_tensors`"
    otherwise = (
        f"{_TENSORS.instead} They are in {tensors}, too, but for those that a model was made of: "
        f"the first in Keras 1, they are its `{end}s` alone in Keras 3."
    )
    to = To(f"keras.{kind}.{of.partition('[')[0]}", instead=instead)
    return Switch("node_index", {0: to}, otherwise=Gone(otherwise))


_OWN_STATE = Gone("Assign to variables in `call`: Keras 3 has no list of updates.")

_METHODS = (
    Method(
        "keras.layers.Layer.add_weight(shape, initializer, name=None, trainable=True, "
        "regularizer=None, constraint=None)",
        To(
            "keras.layers.Layer.add_weight",
            {
                "initializer": initializer("initializer"),
                "regularizer": Into("regularizer", REGULARIZERS),
                "constraint": Into("constraint", CONSTRAINTS),
            },
        ),
        unmistakable=True,
    ),
    Method(
        "keras.layers.Layer.get_output_shape_for(input_shape)",
        To("keras.layers.Layer.compute_output_shape(input_shape)"),
        unmistakable=True,
        receiver=_LAYER_CLASSES,
    ),
    Method(
        "keras.layers.Layer.call(x, mask=None)",
        To(
            "keras.layers.Layer.call(inputs)",
            {
                "x": "inputs",
                "mask": Gone(
                    "Most layers of Keras 3 take none here: leave it out; a recurrent layer takes "
                    "it as `mask=`. To call another layer, write `layer(x, mask=mask)`."
                ),
            },
        ),
    ),
    Method(
        "keras.layers.Layer.add_loss(losses, inputs=None)",
        To(
            "keras.layers.Layer.add_loss(loss)",
            {"losses": "loss", "inputs": Drop("Keras 3 computes it anew at every call.")},
            in_build=LOST_LOSS,
        ),
        receiver=_LAYER_CLASSES,
    ),
    Method(
        "keras.layers.Layer.add_update(updates, inputs=None)",
        _OWN_STATE,
        unmistakable=True,
        receiver=_LAYER_CLASSES,
    ),
    Method(
        "keras.layers.Layer.get_updates_for(inputs)",
        _OWN_STATE,
        unmistakable=True,
        receiver=_LAYER_CLASSES,
    ),
    Method(
        "keras.layers.Layer.get_losses_for(inputs)",
        Gone("Read `layer.losses`."),
        unmistakable=True,
        receiver=_LAYER_CLASSES,
    ),
    Method(
        "keras.layers.Layer.create_input_layer(batch_input_shape, input_dtype=None, name=None)",
        Gone("Call the layer: `layer(keras.layers.Input(batch_shape=batch_input_shape))`."),
        unmistakable=True,
        receiver=_LAYER_CLASSES,
    ),
    Method(
        "keras.layers.Layer.add_inbound_node(inbound_layers, node_indices=None, "
        "tensor_indices=None)",
        Gone("Call the layer on the tensors: `layer(inputs)`."),
        unmistakable=True,
        receiver=_LAYER_CLASSES,
    ),
    Method(
        "keras.layers.Layer.assert_input_compatibility(input)",
        Gone("Set `self.input_spec`: Keras 3 checks inputs against it at each call."),
        unmistakable=True,
        receiver=_LAYER_CLASSES,
    ),
    *(
        Method(
            f"keras.layers.Layer.get_{end}_mask_at(node_index)",
            _TENSORS,
            unmistakable=True,
            receiver=_LAYER_CLASSES,
        )
        for end in ("input", "output")
    ),
    *(
        Method(
            f"keras.layers.Layer.get_{end}{shape}_at(node_index)",
            at_node(f"{end}{shape}"),
            unmistakable=True,
            receiver=_LAYER_CLASSES[:1],
        )
        for end in ("input", "output")
        for shape in ("", "_shape")
    ),
    *(
        Method(
            f"keras.models.Sequential.get_{end}{shape}_at(node_index)",
            at_node(f"{end}{shape}", sequential=True),
        )
        for end in ("input", "output")
        for shape in ("", "_shape")
    ),
)

_OWN_SHAPE = (
    "Take the shape from the argument of `build(self, input_shape)`, or of the tensors in `call`: "
    "a layer does not know its own before it was called."
)

#: The names of weights that Keras 2 and 3 have, too; Keras 1 called them "W" and "b".
WEIGHT_NAMES = (
    *("beta", "bias", "embeddings", "gamma", "kernel", "moving_mean", "moving_variance"),
    *("depthwise_kernel", "pointwise_kernel", "recurrent_kernel"),
)
#: What a model whose class is not in sight has, where it is named so.
OF_MODELS = {
    f"*model.{kind}{of}": "keras.Variable"
    for kind in ("", "non_trainable_", "trainable_")
    for of in ("variables", "weights")
}
_NAMED = (
    "A weight is named 'kernel' alone in Keras 3, where it was {}: look into its `path`, "
    "'dense/kernel', and mind the names of layers, which count from another number now."
)


def named(before: str, *same: str) -> Gone:
    """Return what is said where the name of a weight is looked into."""
    return Gone(_NAMED.format(before), harmless=same)


_ATTRIBUTES = (
    Method("keras.Variable.name", named("'dense_1_W'"), looked_into=True),
    *(
        Method(
            f"keras.layers.Layer.{end}_shape",
            To(f"keras.layers.Layer.{end}", element=".shape", own=_OWN_SHAPE),
        )
        for end in ("input", "output")
    ),
    Method("keras.layers.Layer.input_mask", _TENSORS, receiver=_LAYER_CLASSES),
    Method("keras.layers.Layer.output_mask", _TENSORS, receiver=_LAYER_CLASSES),
    Method("keras.layers.Layer.inbound_nodes", _TENSORS, receiver=_LAYER_CLASSES),
    Method("keras.layers.Layer.outbound_nodes", _TENSORS, receiver=_LAYER_CLASSES),
    Method("keras.layers.Layer.updates", _OWN_STATE, receiver=_LAYER_CLASSES),
    Method(
        "keras.layers.Layer.regularizers",
        Gone("Pass `regularizer=` to `add_weight`; the penalties are in `layer.losses`."),
        unmistakable=True,
        receiver=_LAYER_CLASSES,
    ),
    Method(
        "keras.layers.Layer.constraints",
        Gone("Pass `constraint=` to `add_weight`."),
        receiver=_LAYER_CLASSES,
    ),
)

KERAS_1 = OF_TENSORS + _SYMBOLS + _TRAINING + _METHODS + _ATTRIBUTES
SAME = frozenset(
    f"keras.layers.Layer.{name}"
    for name in (
        "compute_mask",
        "count_params",
        "from_config",
        "get_config",
        "get_weights",
        "set_weights",
    )
)
