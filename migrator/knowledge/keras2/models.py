"""Models: building, saving and loading them."""

from migrator.frozen import replace
from migrator.knowledge import models
from migrator.knowledge.feeding import CLASS_WEIGHT, CLASS_WEIGHT_2_2, ONE_WEIGHT, WEIGHTS_2_2
from migrator.knowledge.inside_models import COMPILED, INTERNAL, SYMBOLIC
from migrator.knowledge.keras2 import interfaces
from migrator.knowledge.keras2.applications import OPEN
from migrator.knowledge.keras2.helpers import RESET_STATES
from migrator.knowledge.keras2.shared import FOLDERS, HDF5, STANDALONE, TENSORFLOW, WHOLE
from migrator.knowledge.keras2.templates import Attribute, of_keras_1
from migrator.knowledge.models import LOADED_WEIGHTS, SAVED_WEIGHTS
from migrator.knowledge.shared import RELOADED, SAMPLE_WEIGHT_BY_NAME
from migrator.rules import (
    Args,
    Constant,
    Drop,
    Exactly,
    FileName,
    Gone,
    Into,
    Method,
    Rule,
    To,
    Value,
)

_MODEL = "keras.models.Model"
_SEQUENTIAL = ("keras.models.Sequential",)
_SAVED = FileName(
    "filepath",
    "Keras 3 saves a model only under a name that ends in `.keras` or `.h5` (a folder is written "
    "by `model.export(folder)`, which cannot be trained again); change it here and wherever the "
    "file is loaded.",
    endings=WHOLE,
)
_LOADED = FileName(
    "filepath",
    "Keras 3 loads a model only from a name that ends in `.keras` or `.h5`; a folder is loaded by "
    "`keras.layers.TFSMLayer(folder, call_endpoint='serving_default')`.",
    endings=WHOLE,
    writes=False,
)
_OLD_FILE = (
    "A whole model that Keras 2 saved may not load on Keras 3: `compile=False` helps if it is the "
    "loss (such as 'mse') or the optimizer; if it is a layer, build the model in code and load the "
    "weights alone."
)
_OLD_TEXT = (
    "A model that Keras 2 wrote as JSON may not load on Keras 3 (an argument that is gone, a "
    "function by its name): then build it in code and load the weights alone."
)
_FORMAT = Into(
    "save_format",
    {
        "h5": Drop(),
        "keras": Drop(),
        "tf": Gone("Save under a name that ends in `.keras`, or call `model.export(folder)`."),
    },
    unsure="Keras 3 takes no `save_format=`: the ending of the name decides.",
    ends=True,
)
_TO_FOLDERS = Gone("Leave it out: it was for folders, which `model.export` writes.")
_SAVING: Args = {
    "save_format": _FORMAT,
    "include_optimizer": "include_optimizer",
    "signatures": _TO_FOLDERS,
    "options": _TO_FOLDERS,
    "save_traces": Drop(),
}
_LOADING: Args = {"options": _TO_FOLDERS}
_RESET_EACH = Into(
    "reset_metrics",
    {True: Drop(), False: Gone("Keras 3 resets the metrics at each call: keep the sum yourself.")},
    unsure="Keras 3 takes no `reset_metrics=`: it resets the metrics at each call.",
    ends=True,
)
_YAML = Gone("Keras 3 reads and writes no YAML: use `to_json()` and `model_from_json(...)`.")

_CONSTRUCTORS = (
    Rule(
        _MODEL,
        To(_MODEL, {"outputs": models.OUTPUTS}),
        also=("keras.Model",),
        only=STANDALONE,
        spellings=interfaces.MODEL,
    ),
    Rule(
        _MODEL,
        To(_MODEL, {"outputs": models.OUTPUTS, "trainable": "trainable"}),
        also=("keras.Model",),
        only=TENSORFLOW,
    ),
    Rule("keras.models.Sequential", To("keras.models.Sequential"), also=("keras.Sequential",)),
    Rule(
        "keras.engine.Network",
        To("keras.models.Model"),
        also=("keras.engine.Container",),
    ),
)


def _of_files(only: tuple[str, ...], saved: FileName, loaded: FileName) -> tuple[Rule, ...]:
    """Return the records of what writes and reads whole models."""
    saving, loading = {"filepath": saved, **_SAVING}, {"filepath": loaded, **_LOADING}
    return (
        Rule(
            "keras.models.load_model",
            To("keras.models.load_model", loading, notice=_OLD_FILE, reloaded=RELOADED),
            only=only,
        ),
        Rule(
            "keras.saving.load_model",
            To("keras.saving.load_model", loading, reloaded=RELOADED),
            only=only,
        ),
        Rule("keras.models.save_model", To("keras.models.save_model", saving), only=only),
        Rule("keras.saving.save_model", To("keras.saving.save_model", saving), only=only),
        Method(
            f"{_MODEL}.save",
            To(f"{_MODEL}.save", saving),
            telltale=("include_optimizer", "save_format", "save_traces"),
            receiver=_SEQUENTIAL,
            only=only,
        ),
    )


_FILES = (
    *_of_files(HDF5, _SAVED, _LOADED),
    # Since TensorFlow 2 a name without an ending is that of a folder.
    *_of_files(
        FOLDERS, replace(_SAVED, endings=WHOLE[::-1]), replace(_LOADED, endings=WHOLE[::-1])
    ),
    Rule("keras.models.model_from_json", To("keras.models.model_from_json", notice=_OLD_TEXT)),
    Rule("keras.models.model_from_yaml", _YAML),
    Rule(
        "keras.models.model_from_config",
        Gone(
            "Use `keras.models.Model.from_config(config)` or "
            "`keras.models.Sequential.from_config(config)`."
        ),
    ),
    Rule(
        "keras.experimental.export_saved_model",
        Gone("Call `model.export(folder)`, or `model.save('name.keras')`."),
    ),
)
_METHODS = (
    Method(
        f"{_MODEL}.save_weights",
        To(
            f"{_MODEL}.save_weights",
            {"filepath": SAVED_WEIGHTS, "save_format": _FORMAT, "options": _TO_FOLDERS},
        ),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
    Method(
        f"{_MODEL}.load_weights",
        To(
            f"{_MODEL}.load_weights",
            {
                "filepath": LOADED_WEIGHTS,
                "by_name": "by_name",
                "reshape": Gone("Reshape the arrays yourself, and call `layer.set_weights`."),
                "options": _TO_FOLDERS,
            },
        ),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
    *(
        Method(
            f"{_MODEL}.{name}_on_batch",
            To(
                f"{_MODEL}.{name}_on_batch",
                {
                    "reset_metrics": _RESET_EACH,
                    "class_weight": classes,
                    "sample_weight": Into(
                        "sample_weight", by_name=SAMPLE_WEIGHT_BY_NAME, remark=remark
                    ),
                },
                alone=ONE_WEIGHT,
            ),
            unmistakable=True,
            receiver=_SEQUENTIAL,
            only=only,
        )
        for name in ("train", "test")
        for only, classes, remark in (
            (("2.2",), CLASS_WEIGHT_2_2, WEIGHTS_2_2),
            (("2.3", *TENSORFLOW), CLASS_WEIGHT, None),
        )
    ),
    Method(f"{_MODEL}.to_yaml", _YAML, receiver=_SEQUENTIAL),
    Method(
        f"{_MODEL}.add_metric",
        Gone("Write a layer whose `call` updates a `keras.metrics.Mean`, or pass it to `compile`."),
        receiver=(*_SEQUENTIAL, "keras.layers.Layer"),
    ),
)
_METRICS = Attribute(
    f"{_MODEL}.metrics_names",
    Gone(
        "Keras 3 lists 'loss' and 'compile_metrics' here: take the names from "
        "`model.evaluate(..., return_dict=True)`."
    ),
    unmistakable=True,
    receiver=_SEQUENTIAL,
)
_UPDATES = (
    "for m in self.metrics: m.update_state(loss, sample_weight=keras.ops.shape(y)[0]) "
    "if m.name == 'loss' else m.update_state(y, y_pred)"
)
#: What Keras 3 has still for steps of training, and does otherwise.
_COMPILED: dict[str, Gone | To] = {
    "compiled_loss(y_true, y_pred, sample_weight=None, regularization_losses=None)": To(
        f"{_MODEL}.compiled_loss(y, y_pred, sample_weight, regularization_losses)",
        {"y_true": "y"},
        notice="Keras 3 adds `self.losses` here by itself, and does not update the mean that is "
        "logged as 'loss': `self.compute_loss(y=y, y_pred=y_pred)` is what it calls.",
    ),
    "compiled_metrics": Gone(
        "Of this Keras 3 has `update_state` alone, which gives the predictions to the mean that it "
        f"logs as 'loss', too: write `{_UPDATES}`."
    ),
}
_INPUT_COUNTED = (
    "Keras 2.0 and 2.1 counted the input of a Sequential as its layer 0, Keras 3 does not: take "
    "one less."
)
_COUNTED_ONCE: dict[Constant, Value] = {
    n: Exactly(n, why=f"{_INPUT_COUNTED} {OPEN}", notice=_INPUT_COUNTED) for n in range(100)
}
_NAMES = Gone("Write `[x.name for x in model.inputs]`.")
_RESETTING = (
    Attribute(
        f"{_MODEL}.reset_states()",
        To("reset_states", helpers=(RESET_STATES,), receiver=True),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
)
TEMPLATES = (
    *_CONSTRUCTORS,
    *_FILES,
    *_METHODS,
    *_RESETTING,
    _METRICS,
    Attribute(
        "keras.models.Sequential.get_layer(name=None, index=None)",
        To(
            "keras.models.Sequential.get_layer(name, index)",
            {"index": Into("index", moved={"2.2.0": _COUNTED_ONCE})},
        ),
        only=("2.2",),
    ),
    Attribute(
        f"{_MODEL}._is_compiled",
        To(f"{_MODEL}.compiled"),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
    *(
        Attribute(f"{_MODEL}.{name}", gone, unmistakable=True, receiver=_SEQUENTIAL)
        for name, gone in _COMPILED.items()
    ),
    *(
        Attribute(f"{_MODEL}.{name}", gone, unmistakable=name.startswith("_"), receiver=_SEQUENTIAL)
        for name, gone in {
            "_feed_input_names": _NAMES,
            "_feed_inputs": SYMBOLIC,
            "_feed_targets": SYMBOLIC,
            "input_names": _NAMES,
            "stateful_metric_names": Gone("Read `[m.name for m in model.metrics]`."),
            **dict.fromkeys(
                (
                    *("loss_weights_list", "sample_weight_modes", "skip_target_indices"),
                    *("stateful_metric_functions", "weighted_metrics"),
                ),
                COMPILED,
            ),
            "save_spec": Gone("Read the `shape` and `dtype` of each of `model.inputs`."),
        }.items()
    ),
    *(Attribute(rule.was, rule.becomes) for rule in (*models.ENDS, models.OUTPUT_NAMES)),
    Attribute("keras.models.Sequential.model", models.NONE_WITHIN, only=STANDALONE),
    *(
        Attribute(
            changed.was,
            changed.becomes,
            # From the first on, tf.keras gave out a copy of the list too.
            only=("2.2", "2.3") if changed.unmistakable else (),
            unmistakable=changed.unmistakable,
            telltale=changed.telltale,
            receiver=changed.receiver,
            changed=True,
        )
        for changed in models.CHANGED
    ),
    *of_keras_1(
        models.KERAS_1,
        f"{_MODEL}.run_internal_graph",
        f"{_MODEL}.uses_learning_phase",
        f"{_MODEL}.container_nodes",
        f"{_MODEL}.state_updates",
        f"{_MODEL}.stateful",
        *(method.name for method in INTERNAL),
        "keras.models.Sequential.from_config",
    ),
)
