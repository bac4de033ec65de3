"""What Keras 3 takes for data: no iterators but generators, which yield tuples, no lists."""

from collections.abc import Mapping

from migrator.frozen import replace
from migrator.knowledge.shared import CLASS_WEIGHT_EACH
from migrator.rules import Check, Drop, Feeding, Gone, Into, Lists, Remade, Remark

_WEIGHS = (
    "Keras 3 weighs no classes beside a generator: let it yield the weight of each sample, too, "
    "`(x, y, weights)`, and leave `class_weight=` out."
)
_TUPLES = "Keras 3 takes tuples from a generator, no lists, also for several inputs: `((a, b), c)`."
#: What is said of weights of samples, in each family of releases.
WEIGHTS_1 = Remark(
    "Keras 1 divided the loss by the share of samples whose weight is not 0, Keras 3 does not. "
    "One weight a sample must be `weights[:, None]` where outputs have an axis of steps, too.",
    "notice",
)
WEIGHTS_2_2 = Remark(
    "Keras 2.2 divided the loss by the share of samples whose weight is not 0; Keras 3 "
    "does not. One weight a sample must be `weights[:, None]` where outputs have an axis "
    "of steps.",
    "notice",
)
#: What is said of a class that weighs nothing, up to Keras 2.2.
NO_WEIGHT = Remark(
    "Keras divided the loss by the share of samples whose weight is not 0; Keras 3 does not: it is "
    "smaller by the share of this class in each batch.",
    "notice",
)
#: Weights of classes, and what they go with.
_NO_DICT = Drop("What was no dict was ignored here: Keras 3 wants a dict.")
_ARRAY = (
    "Older Keras ignored weights of classes that were no dict, Keras 3 wants one: leave them out, "
    "or pass `dict(enumerate(...))`, by which it weighs."
)
_NO_OUTPUT = (
    "Older Keras took a dict without the names of outputs for no weights at all where there are "
    "several, Keras 3 refuses it: leave it out."
)
CLASS_WEIGHT = Into(
    "class_weight",
    {"auto": _NO_DICT, "balanced": _NO_DICT},
    each=CLASS_WEIGHT_EACH,
    several=_NO_OUTPUT,
    bare=_ARRAY,
    made_by={
        **{f"sklearn.utils.{of}compute_class_weight": _ARRAY for of in ("", "class_weight.")},
        **{f"numpy.{name}": _ARRAY for name in ("array", "asarray", "ones", "zeros")},
    },
)
ONE_WEIGHT = ("class_weight", "sample_weight")
SPLIT = Check(
    "validation_split",
    "Older Keras weighed classes in the loss of the validation split, too, Keras 3 does not: "
    "'val_loss' is another number.",
    "notice",
    harmless=(0, 0.0, None),
    beside="class_weight",
)
CLASS_WEIGHT_2_2 = replace(CLASS_WEIGHT, of_zeros=NO_WEIGHT)
FEEDING = Feeding(
    trained={
        "fit": "x",
        "evaluate": "x",
        "fit_generator": "generator",
        "evaluate_generator": "generator",
    },
    asked={"predict": "x", "predict_generator": "generator"},
    only_generators=frozenset({"fit_generator", "evaluate_generator", "predict_generator"}),
    flows=frozenset({"flow", "flow_from_directory", "flow_from_dataframe"}),
    sequences=frozenset({"Sequence", "PyDataset"}),
    cut=(
        "Where `{0}` has more batches than this, Keras 3 gives every other epoch but those that "
        "the one before has left: leave `steps_per_epoch` out, for epochs of `len({0})` batches, "
        "or train on a generator that yields them for ever."
    ),
    counted=(
        "If this is not `len({0})`: with fewer steps, Keras 3 gives every other epoch but the "
        "batches that the one before has left; with more, it ends each with the data. Without "
        "`steps_per_epoch`, an epoch has all of them."
    ),
    rule="keras.models.Model.fit",
    iterators=(
        "Keras 3 takes generators, but no other iterators: give it a function's that yields the "
        "batches, or derive the class from `keras.utils.PyDataset`."
    ),
    weighed=_WEIGHS,
    maybe_weighed=f"If this is a generator, no `keras.utils.PyDataset`: {_WEIGHS}",
    validated=(
        "Keras 3 begins each validation with the first two batches of this generator, again: from "
        "the second epoch on, 'val_loss' is not of all its data alike. A `keras.utils.PyDataset` "
        "is read from the start each time."
    ),
    lists=f"If a model is trained on this: {_TUPLES}",
    unseen=f"{_TUPLES} It takes no iterators but generators, either. This one is not in sight.",
    unseen_alone="A generator must yield tuples in Keras 3: `(x,)`, or `(x, y)` as for `fit`.",
    own_sizes="Each batch is as long as its longest sample here, and Keras 3 takes all sizes but "
    "that of batches from the first two: where these are as long as each other, others fail on "
    "TensorFlow. Pad all to one length, or pass a `tensorflow.data.Dataset.from_generator(...)` "
    "whose `output_signature` has None for that size.",
    named="Keras 3 takes no dict from which the targets of one output are to be read, unless the "
    "model was made of a dict: give it the array alone.",
    named_by=frozenset(
        {
            *("fit", "evaluate", "fit_generator", "evaluate_generator"),
            *("test_on_batch", "train_on_batch"),
        }
    ),
    weights=WEIGHTS_1.text,
    named_weights="Keras 3 takes no dict of weights: yield a tuple of them in the order of the "
    "outputs, with the targets as a tuple, too.",
    alone="Keras 3 takes tuples from a generator, also of inputs alone: `(x,)`, or `((a, b),)` for "
    "several inputs.",
)
_TRUSTED = "keras.config.enable_unsafe_deserialization()"
_ANONYMOUS = "If the model has a `Lambda` layer of a lambda, as the file makes them:"
_NAMED = "If the model has the `Lambda` layer of `{0}`:"
_UNTRUSTED = f"{_ANONYMOUS} call `{_TRUSTED}` before, or Keras 3 refuses to make it anew."
_FOUND = "or Keras 3 does not find the function"
_SCOPE = "with keras.saving.custom_object_scope({{'{0}': {0}}}):"
_OBJECTS = "`custom_objects={{'{0}': {0}}}`"
#: What makes models anew -> what is said where the file has such layers.
REMADE = {
    "keras.models.clone_model": Remade(
        _UNTRUSTED, f"{_NAMED} call this in a `{_SCOPE}`, {_FOUND}."
    ),
    "keras.models.model_from_json": Remade(_UNTRUSTED, f"{_NAMED} pass {_OBJECTS}, {_FOUND}."),
    "keras.models.load_model": Remade(
        f"{_ANONYMOUS} pass `safe_mode=False`, or Keras 3 refuses to load it.",
        f"{_NAMED} pass {_OBJECTS}, {_FOUND}; and `safe_mode=False` for a file that an older "
        "Keras wrote.",
        kept=frozenset({"ModelCheckpoint", "save", "save_model"}),
    ),
}
_NO_DECAY = Gone(
    "Keras 3's optimizers have no decay: ask the `keras.optimizers.schedules.LearningRateSchedule` "
    "that is their learning rate, or keep the number."
)
#: What configurations hold no longer, or under another name, by the method that returns them.
CONFIGURATIONS: Mapping[str, Mapping[str, str | Gone | Remark]] = {
    "keras.layers.Layer.get_config": {
        "batch_input_shape": Gone(
            "The configurations of Keras 3's layers hold no `batch_input_shape`, and none takes "
            "it: ask `layer.input.shape`, or make `keras.Input(batch_shape=...)` and call the "
            "layer on it."
        )
    },
    "keras.optimizers.Optimizer.get_config": {
        "lr": "learning_rate",
        "decay": _NO_DECAY,
        "schedule_decay": _NO_DECAY,
    },
}
LISTS = Lists(
    taking={
        "evaluate": ("x", "y"),
        "fit": ("x", "y"),
        "predict": ("x",),
        "predict_on_batch": ("x",),
        "test_on_batch": ("x", "y"),
        "train_on_batch": ("x", "y"),
    },
    changed="a list of numbers becomes an array",
    unsure="Keras 3 takes no lists within a list: give one array, `numpy.array([...])`, or, for "
    "each of several inputs or outputs, one of its own, `[numpy.array(a), numpy.array(b)]`.",
    rows=True,
)
