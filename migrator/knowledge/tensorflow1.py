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
_INITIALIZERS = (
    "global_variables_initializer initialize_all_variables initialize_local_variables "
    "initialize_variables local_variables_initializer tables_initializer variables_initializer"
)
_BY_HAND: Mapping[str, Gone] = {
    **dict.fromkeys(("InteractiveSession", "Session", "get_default_session"), _RUNS),
    **dict.fromkeys(("placeholder", "placeholder_with_default", "sparse_placeholder"), _FED),
    **dict.fromkeys(_INITIALIZERS.split(), _INITIALIZED),
    **dict.fromkeys(("disable_eager_execution", "disable_v2_behavior"), _GRAPH),
    **dict.fromkeys(("get_default_graph", "reset_default_graph"), _GRAPH),
    **dict.fromkeys(("ConfigProto", "GPUOptions"), _CONFIGURED),
    **dict.fromkeys(("GraphKeys", "add_to_collection", "get_collection"), _KEPT),
    **dict.fromkeys(("all_variables", "global_variables", "trainable_variables"), _KEPT),
    **dict.fromkeys(("get_variable", "variable_scope"), _KEPT),
    **{
        f"train.{name}Optimizer": _OPTIMIZERS
        for name in ("Adadelta", "Adagrad", "Adam", "Ftrl", "GradientDescent", "Momentum")
    },
    "train.RMSPropOptimizer": _OPTIMIZERS,
    "train.Saver": _SAVED,
    **dict.fromkeys(("train.SummaryWriter", "merge_all_summaries"), _SUMMARIES),
    **{f"summary.{name}": _SUMMARIES for name in ("FileWriter", "merge_all")},
    **dict.fromkeys(("histogram_summary", "merge_summary", "scalar_summary"), _SUMMARIES),
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
}


def _spelled() -> Iterator[tuple[str, Gone]]:
    for name, gone in _BY_HAND.items():
        yield f"tensorflow.{name}", gone
        yield f"tensorflow.compat.v1.{name}", gone


#: Name, or module, of TensorFlow 1 -> what to do instead; `tensorflow.compat.v1` has some of them.
BESIDE = dict(_spelled())
