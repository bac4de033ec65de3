"""What programs around Keras 1 and 2 had from TensorFlow 1, and Keras 3 has no use for."""

from collections.abc import Iterator, Mapping

from migrator.rules import Gone

_RUNS = Gone(
    "Keras 3 has no session and runs as it goes: call the model with values, `model(x)` or "
    "`model.predict(x)`, and put steps of TensorFlow's own into a function under "
    "`@tensorflow.function`."
)
_FED = Gone(
    "Nothing is fed: make `keras.Input(shape, dtype=...)` of what a model takes, and a parameter "
    "of what a function takes."
)
_INITIALIZED = Gone("Leave it out: variables have their values when they are made.")
_GRAPH = Gone(
    "Leave it out: nothing is collected in a graph. What is to run as one is a function under "
    "`@tensorflow.function`."
)
_CONFIGURED = Gone(
    "There is no session to configure: see `tensorflow.config`, as "
    "`tensorflow.config.experimental.set_memory_growth(gpu, True)` for each GPU that "
    "`tensorflow.config.list_physical_devices('GPU')` lists."
)
_KEPT = Gone(
    "Layers and models keep their own variables: `self.add_weight(...)` makes one, "
    "`model.trainable_variables` lists them."
)
_OPTIMIZERS = Gone(
    "Use one of `keras.optimizers`: give it to `compile`, or take gradients with "
    "`tensorflow.GradientTape` and call `optimizer.apply(gradients, variables)`."
)
_SAVED = Gone("Use `model.save_weights('name.weights.h5')`, or `tensorflow.train.Checkpoint`.")
_SUMMARIES = Gone(
    "Use `keras.callbacks.TensorBoard`, or write with `tensorflow.summary.create_file_writer`."
)
_EAGER = Gone("Leave it out: TensorFlow 2 runs as it goes.")
_EXPORTED = Gone("Call `model.export(folder)`: it writes what TensorFlow Serving reads.")
_FROZEN = Gone("There is no graph to freeze: `model.export(folder)` writes what runs elsewhere.")
_SCHEDULED = Gone(
    "Use one of `keras.optimizers.schedules` as the optimizer's rate: it counts the steps itself."
)
_COUNTED = Gone("Read `optimizer.iterations`.")
_QUEUED = Gone("Use `tensorflow.data`: there are no queues to feed a session from.")
_SPREAD = Gone("Use `tensorflow.distribute`, with what it says in `TF_CONFIG`.")
_TRACED = Gone("Use `keras.callbacks.TensorBoard(profile_batch=)`, or `tensorflow.profiler`.")
_RECURRENT = Gone("Use `keras.layers.LSTM`, `GRU` or `RNN(cell)`.")
_DRAWN = Gone("Use one of `keras.initializers`.")
_RESIZED = (
    "Write `tensorflow.image.resize(images, size, method='{}')`. It takes samples at the centres "
    "of pixels, where this took them at their corners."
)
_LOST = Gone(
    "Use `keras.losses`: TensorFlow 1 collected what these computed, while `sum(model.losses)` is "
    "what the layers of a model add."
)
_MEASURED = Gone("Use one of `keras.metrics`: it keeps its own counts, with no operation to run.")
_INITIALIZERS = (
    "global_variables_initializer initialize_all_variables initialize_local_variables "
    "initialize_variables local_variables_initializer tables_initializer variables_initializer"
)
_LISTED = ("all_variables", "global_variables", "local_variables", "trainable_variables")
_BY_HAND: Mapping[str, Gone] = {
    **dict.fromkeys(("InteractiveSession", "Session", "get_default_session"), _RUNS),
    **dict.fromkeys(("placeholder", "placeholder_with_default", "sparse_placeholder"), _FED),
    **dict.fromkeys(_INITIALIZERS.split(), _INITIALIZED),
    **dict.fromkeys(("disable_eager_execution", "disable_v2_behavior"), _GRAPH),
    **dict.fromkeys(("get_default_graph", "reset_default_graph"), _GRAPH),
    **dict.fromkeys(("ConfigProto", "GPUOptions", "OptimizerOptions"), _CONFIGURED),
    **dict.fromkeys(("GraphKeys", "add_to_collection", "get_collection"), _KEPT),
    **dict.fromkeys(_LISTED, _KEPT),
    **dict.fromkeys(("get_variable", "get_variable_scope", "variable_scope"), _KEPT),
    **{
        f"train.{name}Optimizer": _OPTIMIZERS
        for name in ("Adadelta", "Adagrad", "Adam", "Ftrl", "GradientDescent", "Momentum")
    },
    "train.RMSPropOptimizer": _OPTIMIZERS,
    "train.Saver": _SAVED,
    **dict.fromkeys(("train.SummaryWriter", "merge_all_summaries"), _SUMMARIES),
    **{f"summary.{name}": _SUMMARIES for name in ("FileWriter", "merge_all")},
    **dict.fromkeys(("histogram_summary", "merge_summary", "scalar_summary"), _SUMMARIES),
    **dict.fromkeys(("Summary", "summary.merge_all_summaries"), _SUMMARIES),
    **dict.fromkeys(("enable_eager_execution", "enable_v2_behavior"), _EAGER),
    **{
        f"saved_model.{name}": _EXPORTED
        for name in (
            "builder",
            "main_op",
            "signature_constants",
            "signature_def_utils",
            "simple_save",
            "tag_constants",
            "utils",
        )
    },
    **{
        f"graph_util.{name}": _FROZEN
        for name in ("convert_variables_to_constants", "extract_sub_graph", "remove_training_nodes")
    },
    **{
        f"train.{name}": _SCHEDULED
        for name in (
            "cosine_decay",
            "exponential_decay",
            "inverse_time_decay",
            "natural_exp_decay",
            "piecewise_constant",
            "polynomial_decay",
        )
    },
    **{
        f"losses.{name}": _LOST
        for name in (
            "absolute_difference",
            "add_loss",
            "compute_weighted_loss",
            "cosine_distance",
            "get_losses",
            "get_regularization_loss",
            "get_regularization_losses",
            "get_total_loss",
            "hinge_loss",
            "huber_loss",
            "log_loss",
            "mean_pairwise_squared_error",
            "sigmoid_cross_entropy",
            "softmax_cross_entropy",
            "sparse_softmax_cross_entropy",
        )
    },
    **{
        f"losses.{name}": Gone(
            "TensorFlow has no such function any more, neither that of TensorFlow 1 nor that of 2: "
            f"write `keras.losses.{name}`, which gives one loss a sample."
        )
        for name in (
            "kl_divergence",
            "log_cosh",
            "mean_absolute_error",
            "mean_absolute_percentage_error",
            "mean_squared_error",
            "mean_squared_logarithmic_error",
        )
    },
    **{
        f"metrics.{name}": _MEASURED
        for name in (
            "accuracy",
            "auc",
            "false_negatives",
            "false_positives",
            "mean",
            "mean_absolute_error",
            "mean_iou",
            "mean_per_class_accuracy",
            "mean_squared_error",
            "precision",
            "precision_at_k",
            "recall",
            "recall_at_k",
            "root_mean_squared_error",
            "true_negatives",
            "true_positives",
        )
    },
    **{f"train.{name}_global_step": _COUNTED for name in ("create", "get", "get_or_create")},
    **{
        f"train.{name}": _QUEUED
        for name in (
            "QueueRunner",
            "batch",
            "shuffle_batch",
            "slice_input_producer",
            "start_queue_runners",
            "string_input_producer",
        )
    },
    **dict.fromkeys(("TFRecordReader", "WholeFileReader"), _QUEUED),
    **{
        f"train.{name}": _SPREAD
        for name in ("MonitoredTrainingSession", "Server", "Supervisor", "replica_device_setter")
    },
    **{f"train.{name}_meta_graph": _SAVED for name in ("export", "import")},
    **dict.fromkeys(("RunMetadata", "RunOptions"), _TRACED),
    **{
        f"nn.{name}": _RECURRENT
        for name in ("bidirectional_dynamic_rnn", "dynamic_rnn", "rnn_cell", "static_rnn")
    },
    **{
        f"{name}_initializer": _DRAWN
        for name in (
            "glorot_normal",
            "glorot_uniform",
            "orthogonal",
            "truncated_normal",
            "uniform_unit_scaling",
            "variance_scaling",
        )
    },
    **{
        f"image.resize_{name}": Gone(_RESIZED.format(method))
        for name, method in {
            "area": "area",
            "bicubic": "bicubic",
            "bilinear": "bilinear",
            "nearest_neighbor": "nearest",
        }.items()
    },
    "python_io": Gone("`tensorflow.io` has `TFRecordWriter`; `tensorflow.data` reads such files."),
    "app": Gone("Use `absl.app` and `absl.flags`, or Python's `argparse`."),
    "contrib": Gone(
        "TensorFlow 2 has no `contrib`: most of its layers are in `keras.layers`, most of the rest "
        "moved into `tensorflow` itself or into packages of their own."
    ),
    "examples": Gone("TensorFlow ships no examples any more: `keras.datasets` has MNIST."),
    "flags": Gone("Use `absl.flags`, or Python's `argparse`."),
    "gfile": Gone("It is `tensorflow.io.gfile`; `pathlib` does for local files."),
    "layers": Gone("Use `keras.layers`: these functions made one of its layers and called it."),
    "logging": Gone("Use Python's `logging`, or `tensorflow.get_logger()`."),
    "python.control_flow_ops": Gone(
        "Take it out: it gave Keras 1 what TensorFlow 1 had moved, which Keras 3 does not ask for."
    ),
}


#: What moved into a module: TensorFlow's own `tf_upgrade_v2` renames it so.
_MOVED = {
    "debugging": "check_numerics is_numeric_tensor",
    "image": "random_crop",
    "io": (
        "FixedLenFeature FixedLenSequenceFeature SparseFeature VarLenFeature decode_base64 "
        "decode_csv decode_raw encode_base64 matching_files parse_example parse_single_example "
        "parse_tensor read_file serialize_tensor write_file"
    ),
    "linalg": "cholesky cholesky_solve cross global_norm matrix_transpose qr svd trace",
    "math": (
        "accumulate_n angle betainc bincount ceil confusion_matrix conj count_nonzero cumprod "
        "digamma erf erfc expm1 floordiv floormod igamma igammac imag invert_permutation is_finite "
        "is_inf is_nan lbeta lgamma log log1p log_sigmoid logical_xor polygamma real reciprocal "
        "rint rsqrt segment_max segment_mean segment_min segment_prod segment_sum "
        "squared_difference unsorted_segment_max unsorted_segment_mean unsorted_segment_min "
        "unsorted_segment_prod unsorted_segment_sum zeta"
    ),
    "nn": "depth_to_space space_to_depth",
    "random": "truncated_normal",
    "signal": "fft fft2d fft3d ifft ifft2d ifft3d",
    "strings": "reduce_join regex_replace substr",
}
RENAMED = {
    "arg_max": "argmax",
    "arg_min": "argmin",
    "batch_to_space_nd": "batch_to_space",
    "diag": "linalg.tensor_diag",
    "div_no_nan": "math.divide_no_nan",
    "diag_part": "linalg.tensor_diag_part",
    "extract_image_patches": "image.extract_patches",
    "lin_space": "linspace",
    "matrix_band_part": "linalg.band_part",
    "matrix_determinant": "linalg.det",
    "matrix_diag": "linalg.diag",
    "matrix_diag_part": "linalg.diag_part",
    "matrix_inverse": "linalg.inv",
    "matrix_solve": "linalg.solve",
    "mod": "math.floormod",
    "multinomial": "random.categorical",
    "random_gamma": "random.gamma",
    "random_normal": "random.normal",
    "random_poisson": "random.poisson",
    "random_shuffle": "random.shuffle",
    "random_uniform": "random.uniform",
    "self_adjoint_eig": "linalg.eigh",
    "sparse_reorder": "sparse.reorder",
    "sparse_reshape": "sparse.reshape",
    "sparse_tensor_dense_matmul": "sparse.sparse_dense_matmul",
    "sparse_tensor_to_dense": "sparse.to_dense",
    "sparse_transpose": "sparse.transpose",
    **{f"sets.set_{name}": f"sets.{name}" for name in ("difference", "intersection", "union")},
    "string_join": "strings.join",
    "string_to_number": "strings.to_number",
    "verify_tensor_all_finite": "debugging.assert_all_finite",
    **{name: f"{home}.{name}" for home, names in _MOVED.items() for name in names.split()},
}
_WRITTEN = {
    **{
        f"to_{short}": f"`tensorflow.cast(x, tensorflow.{dtype})`"
        for short, dtype in {
            "bfloat16": "bfloat16",
            "double": "float64",
            "float": "float32",
            "int32": "int32",
            "int64": "int64",
        }.items()
    },
    **{name: f"`variable.{name}(value)`" for name in ("assign", "assign_add", "assign_sub")},
    "Print": "`tensorflow.print(...)` in a line of its own",
    "div": "`x // y` for whole numbers and `x / y` for others",
    "sparse_to_dense": "`tensorflow.sparse.to_dense(tensorflow.SparseTensor(...))`",
    "py_func": "`tensorflow.numpy_function(func, inp, Tout)`",
}
#: Names that TensorFlow 2 has elsewhere, while `tensorflow.compat.v1` has them still.
ELSEWHERE: Mapping[str, Gone] = {
    **{old: Gone(f"TensorFlow 2 has it as `tensorflow.{new}`.") for old, new in RENAMED.items()},
    **{old: Gone(f"TensorFlow 2 lacks it: write {text}.") for old, text in _WRITTEN.items()},
    "set_random_seed": Gone(
        "Call `keras.utils.set_random_seed(seed)`: Keras 3 draws its seeds from Python's `random`, "
        "which it seeds beside NumPy and TensorFlow."
    ),
}


_REDUCTIONS = "all any logsumexp max mean min prod sum"
_AXES = {
    **dict.fromkeys(("argmax", "argmin"), ("dimension",)),
    **dict.fromkeys(("nn.log_softmax", "nn.softmax"), ("dim",)),
    "expand_dims": ("dim",),
    "nn.softmax_cross_entropy_with_logits": ("dim",),
    "squeeze": ("squeeze_dims",),
    **{f"reduce_{name}": ("reduction_indices",) for name in _REDUCTIONS.split()},
}
_KEPT_DIMENSIONS = (
    *(f"reduce_{name}" for name in _REDUCTIONS.split()),
    "norm",
    "nn.moments",
    "nn.weighted_moments",
)
_CALLED: Mapping[str, Mapping[str, str]] = {
    "image.crop_and_resize": {"box_ind": "box_indices"},
    "math.count_nonzero": {"input_tensor": "input", "reduction_indices": "axis"},
    "nn.avg_pool": {"value": "input"},
    "nn.conv1d": {"value": "input"},
    "nn.conv2d": {"filter": "filters"},
    "nn.conv2d_transpose": {"value": "input", "filter": "filters"},
    "nn.conv3d": {"filter": "filters"},
    "nn.conv3d_transpose": {"value": "input", "filter": "filters"},
    "nn.convolution": {"filter": "filters", "dilation_rate": "dilations"},
    "nn.depthwise_conv2d": {"rate": "dilations"},
    "nn.max_pool": {"value": "input"},
    "nn.pool": {"dilation_rate": "dilations"},
    "nn.separable_conv2d": {"rate": "dilations"},
    "nn.weighted_cross_entropy_with_logits": {"targets": "labels"},
    "ones_like": {"tensor": "input"},
    "reverse_sequence": {"seq_dim": "seq_axis", "batch_dim": "batch_axis"},
    "zeros_like": {"tensor": "input"},
    "cond": {"fn1": "true_fn", "fn2": "false_fn"},
}
#: Function of TensorFlow -> a keyword that it took up to TensorFlow 1 -> what it takes now.
KEYWORDS: Mapping[str, Mapping[str, str]] = {
    **_CALLED,
    **{name: dict.fromkeys(old, "axis") for name, old in _AXES.items()},
    **{
        name: {**dict.fromkeys(_AXES.get(name, ()), "axis"), "keep_dims": "keepdims"}
        for name in _KEPT_DIMENSIONS
    },
    "nn.dropout": {"keep_prob": "rate"},
}
_DROPPED = "TensorFlow 2 takes the share that is dropped, not kept: `rate=1 - keep_prob`."
_SHARE = Gone(_DROPPED)


def _keywords() -> Iterator[tuple[str, Gone]]:
    """Yield calls with what they no longer take, as `tensorflow.nn.softmax(dim)`."""
    for name, renamed in KEYWORDS.items():
        for old, new in renamed.items():
            gone = Gone(f"TensorFlow 2 calls `{old}=` of this `{new}=`.")
            yield f"tensorflow.{name}({old})", _SHARE if old == "keep_prob" else gone
            if "." not in name:
                yield f"tensorflow.math.{name}({old})", gone


def _spelled() -> Iterator[tuple[str, Gone]]:
    for name, gone in _BY_HAND.items():
        yield f"tensorflow.{name}", gone
        yield f"tensorflow.compat.v1.{name}", gone


#: What TensorFlow 1 read otherwise at a place among the arguments, counted from 0.
BY_PLACE = {"tensorflow.nn.dropout(1)": Gone(_DROPPED, harmless=(0.5,))}

#: Name, or module, of TensorFlow 1 -> what to do instead; `tensorflow.compat.v1` has some of them.
#: And the keywords that are gone, each as a call with it: `tensorflow.nn.softmax(dim)`.
BESIDE = {
    **dict(_spelled()),
    **dict(_keywords()),
    **{f"tensorflow.{name}": gone for name, gone in ELSEWHERE.items()},
}
