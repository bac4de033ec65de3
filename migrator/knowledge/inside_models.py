"""What people reached for inside a model, in Keras 1 and 2 alike."""

from migrator.rules import Gone, Method

_SEQUENTIAL = ("keras.models.Sequential",)
_WHEN_NEEDED = Gone("Leave it out: Keras 3 makes the function when it is first needed.")
SYMBOLIC = Gone(
    "Keras 3 models have no symbolic loss or targets: override `compute_loss(x, y, y_pred, "
    "sample_weight)` or `train_step`."
)
_GRAPH = Gone(
    "Keras 3 keeps no such list: walk `model.operations`; a layer that was called once has its "
    "tensors as `layer.input` and `layer.output`."
)
COMPILED = Gone("Keras 3 does not tell it: keep what `compile` was given.")
_LISTED = {
    "input_layers": Gone("Write `[x for x in model.layers if isinstance(x, InputLayer)]`."),
    "output_layers": Gone("Read `model.outputs`, or find the layers in `model.layers`."),
    "loss_weights": COMPILED,
    "sample_weight_mode": COMPILED,
}
_OF_THE_GRAPH = (
    *(f"{end}_layers_{kind}_indices" for end in ("input", "output") for kind in ("node", "tensor")),
    *("nodes_by_depth", "layers_by_depth", "internal_input_shapes", "internal_output_shapes"),
    *("_layers_by_depth", "_network_nodes", "_output_mask_cache", "_output_tensor_cache"),
    *("output_mask_cache", "output_tensor_cache"),
)
_BATCHES = Gone(
    "Keras 3 has no such method: loop over the batches, and call `predict_on_batch`, "
    "`test_on_batch` or `train_on_batch` with each."
)
_LOOPS = {
    "_fit_loop(f, ins, out_labels=None, batch_size=32, nb_epoch=100, verbose=1, callbacks=None, "
    "val_f=None, val_ins=None, shuffle=True, callback_metrics=None, initial_epoch=0)": _BATCHES,
    "_predict_loop(f, ins, batch_size=32, verbose=0)": _BATCHES,
    "_test_loop(f, ins, batch_size=32, verbose=0)": _BATCHES,
    "_standardize_user_data(x, y, sample_weight=None, class_weight=None, check_batch_axis=True, "
    "batch_size=None)": Gone(
        "Keras 3 has no such method: give `fit` and its like the arrays as they are, or make "
        "arrays of them with `numpy.asarray`."
    ),
}
INTERNAL = (
    *(
        Method(f"keras.models.Model.{name}", gone, receiver=_SEQUENTIAL)
        for name, gone in _LISTED.items()
    ),
    *(
        Method(f"keras.models.Model.{name}", _GRAPH, unmistakable=True, receiver=_SEQUENTIAL)
        for name in _OF_THE_GRAPH
    ),
    *(
        Method(
            f"keras.models.Model._make_{name}_function()",
            _WHEN_NEEDED,
            unmistakable=True,
            receiver=_SEQUENTIAL,
        )
        for name in ("predict", "test", "train")
    ),
    *(
        Method(f"keras.models.Model.{was}", gone, unmistakable=True, receiver=_SEQUENTIAL)
        for was, gone in _LOOPS.items()
    ),
    *(
        Method(f"keras.models.Model.{name}", SYMBOLIC, unmistakable=True, receiver=_SEQUENTIAL)
        for name in (
            "total_loss",
            "loss_functions",
            "metrics_tensors",
            "_collected_trainable_weights",
            "_feed_loss_fns",
            "_feed_outputs",
            "_feed_sample_weights",
            "metrics_updates",
        )
    ),
    *(
        Method(f"keras.models.Model.{name}", SYMBOLIC, receiver=_SEQUENTIAL)
        for name in ("targets", "sample_weights")
    ),
)
_LONE = (
    "Keras 3 builds a Sequential of one model alone when it is called first, and {} before: put "
    "`keras.Input(...)` in front of the model, as large as its own."
)
#: What a Sequential of one model alone lacks until then.
UNBUILT = {
    **dict.fromkeys(
        ("input", "input_shape", "inputs", "output", "output_shape", "outputs"),
        _LONE.format("has none"),
    ),
    **dict.fromkeys(("count_params", "load_weights", "save_weights"), _LONE.format("refuses this")),
}
