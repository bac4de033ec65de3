"""`keras.utils` and what was engine-internal, regularizers, activations, wrappers."""

from migrator.frozen import replace
from migrator.knowledge import applications, datasets, engine, scikit_learn, utils
from migrator.knowledge.keras2.backend import DATA_FORMAT_OR_SET
from migrator.knowledge.keras2.helpers import HARD_SIGMOID, NORMALIZE_TUPLE
from migrator.knowledge.keras2.shared import ACTIVATIONS, INITIALIZERS, REGULARIZERS, TENSORFLOW
from migrator.knowledge.keras2.templates import of_keras_1
from migrator.knowledge.shared import CONSTRAINTS
from migrator.rules import Code, Drop, Gone, Into, Method, Rule, To

#: Optional imports, which could be had from the modules that made them.
BORROWED = (
    "keras.callbacks.requests",
    "keras.preprocessing.image.pil_image",
    "keras.preprocessing.text.maketrans",
    "keras.utils.h5py",
)
_DTYPE = Drop("Keras 3 returns float64: call `.astype(dtype)` where it matters.")
_BY_NAME = Gone("Register it with `keras.saving.register_keras_serializable()`.")
_LENGTHS = Gone("Ask the layer: `layer.compute_output_shape(input_shape)`.")
_PREFETCH = Gone(
    "Derive from `keras.utils.PyDataset(workers=, max_queue_size=)`, pass it to `fit`."
)

_UTILS = (
    Rule(
        "keras.utils.to_categorical",
        To("keras.utils.to_categorical", {"y": "x", "dtype": _DTYPE}),
    ),
    Rule(
        "keras.utils.plot_model",
        To("keras.utils.plot_model", {"layer_range": Drop()}, pin=("show_layer_names",)),
    ),
    Rule("keras.utils.model_to_dot", To("keras.utils.model_to_dot", {"layer_range": Drop()})),
    Rule(
        "keras.utils.get_source_inputs",
        To(
            "keras.utils.get_source_inputs",
            {"layer": Gone("Pass the tensor alone."), "node_index": Gone("Pass the tensor alone.")},
        ),
    ),
    *(
        # Keras 3 takes one dictionary: several must be joined.
        Rule(f"keras.utils.{name}", To(f"keras.utils.{name}(custom_objects)"))
        for name in ("CustomObjectScope", "custom_object_scope")
    ),
    Rule("keras.utils.Progbar", To("keras.utils.Progbar", accept=("width",))),
    Method("keras.utils.Progbar.update", To("keras.utils.Progbar.update")),
    Rule(
        "keras.utils.multi_gpu_model",
        To(
            "keras.models.Model",
            text=Code("{model}"),
            notice="Keras 3 spreads the work itself: `keras.distribution.set_distribution("
            "keras.distribution.DataParallel())` before the model is made (on JAX), or "
            "`tf.distribute.MirroredStrategy()`.",
        ),
    ),
    Rule(
        "keras.utils.convert_dense_weights_data_format",
        Gone("Reorder the rows of the kernel with `numpy.transpose`."),
    ),
    *(
        Rule(f"keras.utils.{name}", _LENGTHS)
        for name in (
            "conv_output_length",
            "conv_input_length",
            "deconv_length",
        )
    ),
    *(
        Rule(f"keras.utils.{name}", _PREFETCH)
        for name in ("GeneratorEnqueuer", "OrderedEnqueuer", "SequenceEnqueuer")
    ),
    Rule(
        "keras.utils.normalize_tuple",
        To("normalize_tuple(value, n, name)", {"allow_zero": Drop()}, helpers=(NORMALIZE_TUPLE,)),
    ),
    Rule(
        "keras.utils.normalize",
        To("keras.utils.normalize(x, axis, order)", {"axis": utils.NORMALIZED_AXIS}),
    ),
    Rule("keras.utils.normalize_padding", Gone("Write `padding.lower()`.")),
    Rule("keras.utils.normalize_data_format", DATA_FORMAT_OR_SET),
    Rule("keras.utils.has_arg", Gone("Ask `inspect.signature(fn).parameters`.")),
    Rule("keras.utils.to_list", Gone("Write `x if isinstance(x, list) else [x]`.")),
    Rule("keras.utils.object_list_uid", Gone("Write `', '.join(str(id(x)) for x in objects)`.")),
    Rule("keras.utils.slice_arrays", Gone("Slice each array: `[a[start:stop] for a in arrays]`.")),
    Rule("keras.utils.H5Dict", Gone("Use `h5py.File`.")),
    Rule("keras.utils.unpack_singleton", Gone("Write `x[0] if len(x) == 1 else x`.")),
    Rule("keras.utils.count_params", Gone("Sum `v.size` over the variables.")),
    Rule(
        "keras.utils.print_summary", Gone("Call `model.summary(line_length=..., positions=...)`.")
    ),
    *of_keras_1(
        utils.KERAS_1,
        *BORROWED,
        "keras.utils.HDF5Matrix",
        "keras.utils.ask_to_proceed_with_overwrite",
        "keras.utils.convert_all_kernels_in_model",
        "keras.utils.func_dump",
        "keras.utils.func_load",
        "keras.utils.get_test_data",
        "keras.utils.layer_test",
        "keras.utils.keras_test",
        "keras.utils.urlretrieve",
        "keras.utils.validate_file",
        "keras.utils.convert_kernel",
    ),
    Rule(
        "keras.utils.deserialize_keras_object",
        To(
            "keras.utils.deserialize_keras_object",
            {
                "identifier": "config",
                "module_objects": _BY_NAME,
                "printable_module_name": Drop(),
            },
        ),
    ),
)

_SMALL = (
    Rule("keras.activations.relu", To("keras.activations.relu", {"alpha": "negative_slope"})),
    Rule(
        "keras.activations.hard_sigmoid",
        To("hard_sigmoid", helpers=(HARD_SIGMOID,)),
    ),
    Rule(
        "keras.activations.get",
        To("keras.activations.get", {"identifier": Into("identifier", ACTIVATIONS)}),
    ),
    Rule("keras.regularizers.l1", To("keras.regularizers.l1", {"l": "l1"})),
    Rule("keras.regularizers.l2", To("keras.regularizers.l2", {"l": "l2"})),
    Rule("keras.regularizers.l1_l2", To("keras.regularizers.l1_l2", pin=("l1", "l2"))),
    Rule(
        "keras.regularizers.get",
        To("keras.regularizers.get", {"identifier": Into("identifier", REGULARIZERS)}),
    ),
    Rule(
        "keras.constraints.get",
        To("keras.constraints.get", {"identifier": Into("identifier", CONSTRAINTS)}),
    ),
    Rule(
        "keras.initializers.get",
        To("keras.initializers.get", {"identifier": Into("identifier", INITIALIZERS)}),
    ),
    *(
        Rule(
            f"keras.constraints.{name}",
            Gone("Write it as a `keras.constraints.Constraint` of your own."),
        )
        for name in ("RadialConstraint", "radial_constraint")
    ),
    Rule("keras.constraints.maxnorm", To("keras.constraints.max_norm", {"m": "max_value"})),
    Rule("keras.constraints.nonneg", To("keras.constraints.non_neg")),
    Rule("keras.constraints.unitnorm", To("keras.constraints.unit_norm")),
    *(
        Rule(f"keras.initializers.{old}", To(f"keras.initializers.{new}"))
        for old, new in {
            "normal": "RandomNormal",
            "one": "Ones",
            "uniform": "RandomUniform",
            "zero": "Zeros",
        }.items()
    ),
)

_ENGINE = of_keras_1(
    engine.KERAS_1,
    "keras.engine.Node",
    "keras.engine.standardize_input_data",
    "keras.engine.standardize_sample_or_class_weights",
    "keras.engine.standardize_class_weights",
    "keras.engine.standardize_sample_weights",
    "keras.engine.standardize_weights",
    "keras.engine.check_loss_and_target_compatibility",
    "keras.engine.collect_metrics",
    "keras.engine.batch_shuffle",
    "keras.engine.make_batches",
)

_CALL_MODEL = Gone("Call the method of the model.")
_INTERNAL = tuple(
    Rule(f"keras.engine.{name}", _CALL_MODEL)
    for name in (
        "fit_loop",
        "predict_loop",
        "test_loop",
        "fit_generator",
        "evaluate_generator",
        "predict_generator",
        "load_weights_from_hdf5_group",
        "load_weights_from_hdf5_group_by_name",
        "save_weights_to_hdf5_group",
        "preprocess_weights_for_loading",
        "iter_sequence_infinite",
        "standardize_single_array",
    )
)
_FOLDERS = Rule(
    "keras.utils.image_dataset_from_directory",
    To("keras.utils.image_dataset_from_directory"),
    also=("keras.preprocessing.image_dataset_from_directory",),
    spellings={"smart_resize": "crop_to_aspect_ratio"},  # its name in TensorFlow 2.4
    only=TENSORFLOW,
)
TEMPLATES = (
    *_UTILS,
    _FOLDERS,
    *_SMALL,
    *_ENGINE,
    *_INTERNAL,
    *of_keras_1(
        scikit_learn.wrappers({}, {}),
        "keras.wrappers.scikit_learn.KerasClassifier",
        "keras.wrappers.scikit_learn.KerasRegressor",
        "keras.wrappers.scikit_learn.BaseWrapper",
    ),
    *of_keras_1(datasets.KERAS_1, "keras.datasets.cifar.load_batch"),
    *(
        replace(rule, spellings={"include_top": "require_flatten"})  # until 2.0.8
        for rule in of_keras_1(
            applications.KERAS_1,
            "keras.applications.imagenet_utils._obtain_input_shape",
        )
    ),
)
