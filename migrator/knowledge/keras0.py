"""What Keras 0.3.3 to 1.1.2 had and 1.2.2 no longer, and internals that people reached for."""

from migrator.knowledge.helpers import ROOT_MEAN_SQUARED_ERROR
from migrator.knowledge.metric_names import SAVED_LOSSES
from migrator.knowledge.optimizers import EACH
from migrator.knowledge.shared import LOSSES_0, OPTIMIZERS_1_0_2, OWN_OPTIMIZER, SHOW_ACCURACY
from migrator.rules import (
    Args,
    Batches,
    ByOutput,
    Check,
    Code,
    Drop,
    Gone,
    Graphs,
    InputsAndTargets,
    Into,
    Method,
    Rule,
    To,
)

_GRAPH = Gone(
    "Build the graph functionally: `add_input` is `keras.layers.Input(shape=..., name=...)`, "
    "`add_node(layer, inputs=[...])` calls the layer on its (merged) inputs, and the outputs go to "
    "`keras.models.Model(inputs, outputs)`."
)
_SIAMESE = Gone("Call one layer on each of the inputs: it shares its weights between the calls.")
_MASKED = Gone("Derive from `keras.layers.Layer`, set `self.supports_masking = True`.")
_INTERNAL = Gone("It was an internal of training: call `fit`, `evaluate` or `predict` instead.")
_SHARED = Gone("Make a `keras.Variable`, as `keras.Variable(numpy.zeros(shape))`.")
_OF_THEANO = {
    **dict.fromkeys(("sharedX", "shared_ones", "shared_scalar", "shared_zeros"), _SHARED),
    "alloc_zeros_matrix": Gone("Write `keras.ops.zeros(shape)`."),
    "floatX": Gone("Write `numpy.asarray(x, dtype=keras.config.floatx())`."),
    "ndim_tensor": Gone("Make a `keras.Input(shape=...)`."),
    "on_gpu": Gone("Ask the backend: `bool(tensorflow.config.list_physical_devices('GPU'))`."),
}
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
    "keras.backend.T": Gone("Keras 3 does not run on Theano: use `keras.ops`."),
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
    **{f"keras.utils.theano_utils.{name}": gone for name, gone in _OF_THEANO.items()},
    **{
        f"keras.utils.{name}": _DRAWING
        for name in ("ModelToDot", "get_layer_to_name", "layer_typename", "to_graph")
    },
}

_BY_NAME = (
    "Keras 3 takes two dictionaries: the arrays of the inputs, `x`, and those of the outputs, `y`."
)
_DATA: Args = {"data": InputsAndTargets("x", "y", _BY_NAME)}
_LOSSES = (
    "Of several outputs, Keras 3 returns a list, and the loss of all, which Keras 0 returned, is "
    "the first of it: read `[0]`."
)
_EVALUATED: Args = {"data": InputsAndTargets("x", "y", _BY_NAME, several=_LOSSES)}
_EPOCHS: Args = {
    "nb_epoch": "epochs",
    "validation_data": InputsAndTargets("", "validation_data", _BY_NAME),
    "class_weight": Gone("Weigh the samples instead: `sample_weight=`.", harmless=(None,)),
}
_YIELDS = Check(
    "x",
    "The generator must yield two dictionaries in Keras 3: `(inputs, targets)`.",
)
_COUNTED = "Keras 3 counts batches here: divide the number of samples by the size of a batch."
_SAMPLES = Batches("steps_per_epoch", _COUNTED, of="generator")
_COMPILED: Args = {
    "optimizer": Into("optimizer", OPTIMIZERS_1_0_2, own=OWN_OPTIMIZER),
    "loss": Into("loss", LOSSES_0, saved=SAVED_LOSSES),
    "metrics": ByOutput("metrics", "With several outputs, pass a dict by the name of the output."),
    "sample_weight_modes": Drop(),
    "theano_mode": Drop(),
}

_UNSEEN = ("batch_size", "callbacks", "sample_weight", "verbose")  # no other sense

_LINKED = Gone("Call the layer on the output of the one in front of it: `y = layer(x)`.")
_GIVEN = Gone(
    "Make a `keras.Input` of that shape, and call the layers on it one after the other: Keras 3 "
    "gives no layer another input afterwards."
)
_CACHED = Gone("Leave it out: Keras 3 calls each layer once.")
_MASK = Gone(
    "Write `def compute_mask(self, inputs, mask=None)`, and take `mask=None` as an argument of "
    "`call`: Keras 3 passes masks along with what they are of."
)
#: What layers of Keras 0 had to be asked, and told, as they stood in a chain.
_IN_CHAINS = {
    "set_previous()": _LINKED,
    "clear_previous()": _LINKED,
    "set_input_shape()": Gone("Build the layer: `layer.build((None, ...))`."),
    "get_output_mask()": _MASK,
    "get_input_mask()": _MASK,
    "supports_masked_input()": Gone("Set `self.supports_masking = True`."),
    "cache_enabled": _CACHED,
    "layer_cache": _CACHED,
    "shape_cache": _CACHED,
    "nb_input": Gone("Keras 3 knows the `shape` of the tensors, and no number of inputs."),
    "nb_output": Gone("Keras 3 knows the `shape` of the tensors, and no number of outputs."),
}

_IN_A_CHAIN = ("keras.models.Model", "keras.models.Sequential", "keras.layers.*")

_METHODS = (
    *(
        Method(
            f"keras.layers.Layer.{name}",
            gone,
            unmistakable="mask" in name,
            receiver=_IN_A_CHAIN,
        )
        for name, gone in _IN_CHAINS.items()
    ),
    Method(
        "keras.layers.Layer.get_params()",
        Gone("Read `layer.trainable_weights`; the penalties are in `layer.losses`."),
        receiver=_IN_A_CHAIN,
    ),
    Method(
        "keras.layers.Layer.set_input(input_tensor, shape=None)",  # up to 1.0
        _GIVEN,
        receiver=("keras.models.Model", "keras.models.Sequential"),
    ),
    Method("keras.layers.Layer.input", _GIVEN, receiver=_IN_A_CHAIN, changed=True),
    Method(
        "keras.models.Graph.compile(optimizer, loss, sample_weight_modes={}, loss_weights={}, "
        "**kwargs)",
        To("keras.models.Model.compile(optimizer, loss)", _COMPILED, accept=("loss_weights",)),
    ),
    Method(
        "keras.models.Graph.fit(data, batch_size=128, nb_epoch=100, verbose=1, callbacks=[], "
        "validation_split=0.0, validation_data=None, shuffle=True, show_accuracy=False, "
        "class_weight={}, sample_weight={})",
        To(
            "keras.models.Model.fit(x)",
            {**_DATA, **_EPOCHS, "show_accuracy": SHOW_ACCURACY},
            pin=("batch_size", "nb_epoch"),
            accept=_UNSEEN,
        ),
    ),
    Method(
        "keras.models.Graph.evaluate(data, batch_size=128, show_accuracy=False, verbose=0, "
        "sample_weight={})",
        To(
            "keras.models.Model.evaluate(x)",
            {**_EVALUATED, "show_accuracy": SHOW_ACCURACY},
            accept=_UNSEEN,
        ),
    ),
    Method(
        "keras.models.Graph.predict(data, batch_size=128, verbose=0)",
        To(
            "keras.models.Model.predict(x, batch_size, verbose)",
            {"data": "x"},
            accept=_UNSEEN,
        ),
    ),
    Method(
        "keras.models.Graph.train_on_batch(data, accuracy=False, class_weight={}, "
        "sample_weight={})",
        To(
            "keras.models.Model.train_on_batch(x)",
            {**_DATA, "accuracy": SHOW_ACCURACY},
            accept=("class_weight", "sample_weight"),
        ),
    ),
    Method(
        "keras.models.Graph.test_on_batch(data, accuracy=False, sample_weight={})",
        To(
            "keras.models.Model.test_on_batch(x)",
            {**_DATA, "accuracy": SHOW_ACCURACY},
            accept=("class_weight", "sample_weight"),
        ),
    ),
    Method(
        "keras.models.Graph.predict_on_batch(data)",
        To("keras.models.Model.predict_on_batch(x)", {"data": "x"}),
    ),
    Method(
        "keras.models.Graph.fit_generator(generator, samples_per_epoch, nb_epoch, verbose=1, "
        "show_accuracy=False, callbacks=[], validation_data=None, nb_val_samples=None, "
        "class_weight={}, nb_worker=1, nb_val_worker=None)",
        To(
            "keras.models.Model.fit(x)",
            {
                **_EPOCHS,
                "generator": _YIELDS,
                "samples_per_epoch": _SAMPLES,
                "show_accuracy": SHOW_ACCURACY,
                "nb_val_samples": Batches("validation_steps", _COUNTED, of="validation_data"),
                "nb_worker": Drop(),
                "nb_val_worker": Drop(),
            },
            accept=_UNSEEN,
        ),
    ),
    *(
        Method(f"keras.models.Graph.{name}", _GRAPH, unmistakable=True)
        for name in ("add_input()", "add_node()", "add_output()", "add_shared_node()")
    ),
    Method(
        "keras.models.Graph.nodes",
        Gone("Keep the layer in a variable, or give it a name for `model.get_layer(name)`."),
    ),
)

GRAPHS = Graphs(
    classes={
        "keras.models.Graph": "model",
        "keras.legacy.models.Graph": "model",
        "keras.layers.containers.Graph": "layer",
    },
    signatures={
        "add_input": "add_input(name, input_shape=None, batch_input_shape=None, dtype='float')",
        "add_node": "add_node(layer, name, input=None, inputs=[], merge_mode='concat', "
        "concat_axis=-1, dot_axes=-1, create_output=False)",
        "add_output": "add_output(name, input=None, inputs=[], merge_mode='concat', "
        "concat_axis=-1, dot_axes=-1)",
    },
    inputs="add_input",
    outputs="add_output",
    shared=frozenset({"add_shared_node"}),
    merging="keras.layers.Merge",
    modes=frozenset({"ave", "concat", "max", "mul", "sum"}),
)

_ONE_LOSS = (
    "Keras 0 returned a list here, `[loss]`; Keras 3 returns the number itself, unless the model "
    "has several outputs or metrics: leave the place out."
)
_ONE_ARRAY = (
    "Keras 0 returned a list here, `[predictions]`; Keras 3 returns the array itself, unless the "
    "model has several outputs: leave the place out, it is that of a sample now."
)
#: Methods that returned lists of one -> what asks for more, and what is said of those.
LISTED = {
    "predict_on_batch": ("", _ONE_ARRAY),
    "test_on_batch": ("accuracy", _ONE_LOSS),
    "train_on_batch": ("accuracy", _ONE_LOSS),
}
#: What the backend kept its settings in, up to Keras 2.3.
SETTINGS = {
    "_BACKEND": "backend",
    "_backend": "backend",
    "_EPSILON": "epsilon",
    "_FLOATX": "floatx",
}
_SETTINGS = tuple(
    Rule(
        f"keras.backend.{name}",
        To(f"keras.backend.{setting}", text=Code(f"keras.backend.{setting}()")),
    )
    for name, setting in SETTINGS.items()
)
_OBJECTIVES = (
    Rule(
        "keras.objectives.root_mean_squared_error(y_true, y_pred)",
        To("root_mean_squared_error", helpers=(ROOT_MEAN_SQUARED_ERROR,)),
        also=("keras.objectives.rmse", "keras.objectives.RMSE"),
    ),
    Rule(
        "keras.objectives.poisson_loss(y_true, y_pred)",
        To("keras.losses.poisson(y_true, y_pred)"),
    ),
)
_IMPORTED = (  # by a star import, in every release
    Rule("keras.backend.tf", To("tensorflow")),
    Rule("keras.backend.np", To("numpy")),
    Rule(
        "keras.backend.control_flow_ops.cond(pred, true_fn, false_fn)",
        To("tensorflow.cond(pred, true_fn, false_fn)"),
    ),
    Rule(
        "keras.backend.control_flow_ops.while_loop(cond, body, loop_vars, shape_invariants=None)",
        To("tensorflow.while_loop(cond, body, loop_vars, shape_invariants)"),
    ),
    Rule(
        "keras.backend.control_flow_ops",
        Gone("TensorFlow itself has them: `tensorflow.cond`, `tensorflow.while_loop`."),
    ),
)
_UP_TO_1_0 = (
    *(
        Method(
            f"keras.callbacks.Callback._{name}({given})",
            To(f"keras.callbacks.Callback.{name}({given})"),
            unmistakable=name == "set_model",
        )
        for name, given in (("set_model", "model"), ("set_params", "params"))
    ),
    Method(
        "keras.optimizers.Optimizer.get_state()",
        Gone("Read `[keras.ops.convert_to_numpy(v) for v in optimizer.variables]`."),
        receiver=EACH,
    ),
    Method(
        "keras.optimizers.Optimizer.set_state(value_list)",
        Gone("Write `for v, value in zip(optimizer.variables, value_list): v.assign(value)`."),
        receiver=EACH,
    ),
)
IN_KERAS_2: dict[str, tuple[str, ...]] = {rule.name: () for rule in _IMPORTED}
_PACK = Rule("keras.backend.pack(x)", To("keras.ops.stack(x)"))
KERAS_1 = (
    *(Rule(name, gone) for name, gone in _GONE.items()),
    *_SETTINGS,
    *_IMPORTED,
    _PACK,
    *_OBJECTIVES,
    *_METHODS,
    *_UP_TO_1_0,
)
ANCIENT = frozenset(
    {"keras.models.Graph", "keras.layers.containers.Graph", "keras.layers.containers.Sequential"}
    | {name for name in _GONE if name.startswith("keras.layers.")}
)
