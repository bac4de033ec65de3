"""What Keras 0.3.3 to 1.1.2 had and 1.2.2 no longer, and internals that people reached for."""

from migrator.rules import Gone, Rule

_GRAPH = Gone(
    "Build the graph functionally: `add_input` is `keras.layers.Input(shape=..., name=...)`, "
    "`add_node(layer, inputs=[...])` calls the layer on its (merged) inputs, and the outputs go to "
    "`keras.models.Model(inputs, outputs)`."
)
_SIAMESE = Gone("Call one layer on each of the inputs: it shares its weights between the calls.")
_MASKED = Gone("Derive from `keras.layers.Layer`, set `self.supports_masking = True`.")
_INTERNAL = Gone("It was an internal of training: call `fit`, `evaluate` or `predict` instead.")
_DRAWING = Gone("Draw models with `keras.utils.plot_model(model)`.")

_GONE = {
    "keras.models.Graph": _GRAPH,
    "keras.layers.containers.Graph": _GRAPH,
    "keras.legacy.models.Graph": _GRAPH,
    "keras.layers.containers.Sequential": Gone(
        "Nest a `keras.models.Sequential`: a model is a layer."
    ),
    "keras.layers.AutoEncoder": Gone(
        "Train a `keras.models.Model(inputs, decoder(encoder(inputs)))` on its own inputs; both "
        "parts are models of their own."
    ),
    "keras.layers.LambdaMerge": Gone(
        "Call `keras.layers.Lambda(function)` on the list of the branches' outputs."
    ),
    "keras.layers.MaskedLambda": Gone("`keras.layers.Lambda` passes masks on: use `mask=`."),
    "keras.layers.MaskedLayer": _MASKED,
    "keras.layers.Siamese": _SIAMESE,
    "keras.layers.SiameseHead": _SIAMESE,
    "keras.layers.add_shared_layer": _SIAMESE,
    "keras.layers.TimeDistributedMerge": Gone(
        "Reduce over time with `keras.layers.GlobalAveragePooling1D()` (mode 'ave'), or "
        "`keras.layers.Lambda(lambda x: keras.ops.sum(x, axis=1))` (mode 'sum')."
    ),
    "keras.layers.ThresholdedLinear": Gone(
        "Write `keras.layers.Lambda(lambda x: keras.ops.where(keras.ops.abs(x) > theta, x, 0.0))`."
    ),
    "keras.preprocessing.image.GraphImageDataGenerator": Gone(
        "Let a `keras.utils.PyDataset` yield dictionaries of arrays."
    ),
    "keras.preprocessing.image.horizontal_flip": Gone("Write `image[:, ::-1]`."),
    "keras.preprocessing.image.vertical_flip": Gone("Write `image[::-1]`."),
    "keras.preprocessing.image.random_barrel_transform": Gone(
        "Use a layer such as `keras.layers.RandomZoom`, or keep the old function in your code."
    ),
    "keras.preprocessing.text.base_filter": Gone(
        "Its value was a string of punctuation and white space: write it out."
    ),
    "keras.backend._BACKEND": Gone("Call `keras.config.backend()`."),
    "keras.backend._EPSILON": Gone("Call `keras.config.epsilon()`."),
    "keras.backend._FLOATX": Gone("Call `keras.config.floatx()`."),
    "keras.backend.tf": Gone("Import TensorFlow itself: `import tensorflow as tf`."),
    "keras.backend.T": Gone("Keras 3 does not run on Theano: use `keras.ops`."),
    "keras.backend.pack": Gone("Write `keras.ops.stack(x)`."),
    "keras.backend.normalize_axis": Gone("Write `axis % len(x.shape)`."),
    "keras.models.get_function_name": Gone("Write `function.__name__`."),
    "keras.optimizers.kl_divergence": Gone("Use `keras.losses.kl_divergence(y_true, y_pred)`."),
    "keras.utils.container_from_config": Gone("Use `keras.saving.deserialize_keras_object`."),
    "keras.utils.get_layer": Gone("Use `keras.layers.deserialize`."),
    "keras.utils.model_summary": Gone("Call `model.summary()`."),
    "keras.utils.display_table": Gone("Call `model.summary()`."),
    "keras.utils.func_reconstruct_closure": Gone("Keep the function in a module and import it."),
    "keras.applications.audio_conv_utils.librosa_exists": Gone("Import librosa yourself."),
    "keras.engine.collect_trainable_weights": Gone("Read `model.trainable_weights`."),
    "keras.engine.generator_queue": _INTERNAL,
    **{
        f"keras.models.{name}": _INTERNAL
        for name in (
            "batch_shuffle",
            "generator_queue",
            "make_batches",
            "slice_X",
            "standardize_X",
            "standardize_weights",
            "standardize_y",
            "weighted_objective",
        )
    },
    **{
        f"keras.utils.{name}": _DRAWING
        for name in ("ModelToDot", "get_layer_to_name", "layer_typename", "to_graph")
    },
}

KERAS_1 = tuple(Rule(name, gone) for name, gone in _GONE.items())
ANCIENT = frozenset(
    {"keras.models.Graph", "keras.layers.containers.Graph", "keras.layers.containers.Sequential"}
    | {name for name in _GONE if name.startswith("keras.layers.")}
)
