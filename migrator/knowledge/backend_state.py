"""`keras.backend`: variables, configuration, phases, sessions and compiled functions."""

from collections.abc import Mapping

from migrator.knowledge.helpers import BATCH_SET_VALUE, FUNCTION
from migrator.knowledge.shared import DATA_FORMAT, IS_TENSOR
from migrator.rules import (
    Args,
    Code,
    Constant,
    Drop,
    Gone,
    Into,
    Remark,
    Rule,
    Sessions,
    Tensors,
    To,
    Value,
)

_OF_RANK: Mapping[Constant, Value] = {
    None: Drop(),
    1: Code("(None,)"),
    2: Code("(None, None)"),
    3: Code("(None, None, None)"),
    4: Code("(None, None, None, None)"),
}
_UNNAMED: Args = {"name": Drop()}
_SIZE = Into("N", of_length={2: Remark("Keras 3 takes the two apart: `ops.eye(rows, columns)`.")})

#: What a variable is where a layer computes: Keras 3 makes none there.
IN_CALL = To(
    "keras.ops.convert_to_tensor(x)",
    {"value": "x", "dtype": Into("dtype", {None: Code("keras.config.floatx()")}), "name": Drop()},
    require=("dtype",),
)
NO_VARIABLE = Gone(
    "Keras 3 makes no variable where a layer computes. These numbers were drawn once: make the "
    "variable in `build`, or before the layer; or draw anew each time, by `keras.random`."
)
_NO_ARRAY = Gone(
    "`call` computes with tensors, and has no arrays: use the variable itself. Keras 1 took the "
    "value that it had when the model was built."
)
_VARIABLES = (
    Rule(
        "keras.backend.variable(value, dtype=None, name=None)",
        To(
            "keras.Variable(initializer)",
            {
                "value": "initializer",
                "dtype": Into("dtype", {None: Code("keras.config.floatx()")}),
            },
            require=("dtype",),  # NumPy's float64 would stay float64
            as_weight="value",
            in_call=IN_CALL,
            spent=IN_CALL,
        ),
    ),
    Rule(
        "keras.backend.placeholder(shape=None, ndim=None, dtype=None, sparse=False, name=None)",
        To(
            "keras.Input",
            {
                "shape": "batch_shape",
                "ndim": Into(
                    "batch_shape",
                    _OF_RANK,
                    computed="(None,) * {}",
                ),
            },
            accept=("sparse",),  # None is False
            bare="Keras 3 takes no tensor of unknown rank: give `shape=`, without the batch axis.",
        ),
        inserted={"sparse": "1.1.0"},
    ),
    Rule(
        "keras.backend.zeros(shape, dtype=None, name=None)",
        To(
            "keras.ops.zeros(shape, dtype)",
            _UNNAMED,
            notice=IS_TENSOR,
            as_weight="zeros",
            spent=To("keras.ops.zeros(shape, dtype)", _UNNAMED),
        ),
    ),
    Rule(
        "keras.backend.ones(shape, dtype=None, name=None)",
        To(
            "keras.ops.ones(shape, dtype)",
            _UNNAMED,
            notice=IS_TENSOR,
            as_weight="ones",
            spent=To("keras.ops.ones(shape, dtype)", _UNNAMED),
        ),
    ),
    Rule(
        "keras.backend.eye(size, dtype=None, name=None)",
        To(
            "keras.ops.eye(N)",
            {"size": _SIZE, **_UNNAMED},
            notice=IS_TENSOR,
            spent=To("keras.ops.eye(N)", {"size": _SIZE, **_UNNAMED}),
        ),
    ),
    Rule(
        "keras.backend.zeros_like(x, dtype=None, name=None)",
        To("keras.ops.zeros_like(x, dtype)", _UNNAMED),
        inserted={"dtype": "1.2.1"},
    ),
    Rule(
        "keras.backend.ones_like(x, dtype=None, name=None)",
        To("keras.ops.ones_like(x, dtype)", _UNNAMED),
        inserted={"dtype": "1.2.1"},
    ),
    Rule(
        "keras.backend.random_uniform_variable(shape, low, high, dtype=None, name=None, seed=None)",
        To(
            "keras.random.uniform(shape, minval, maxval, dtype)",
            {"low": "minval", "high": "maxval", **_UNNAMED},
            wrap="keras.Variable({})",
            in_call=NO_VARIABLE,
            as_weight=Code("keras.initializers.RandomUniform({low}, {high})"),
        ),
    ),
    Rule(
        "keras.backend.random_normal_variable(shape, mean, scale, dtype=None, name=None, "
        "seed=None)",
        To(
            "keras.random.normal(shape, mean, stddev, dtype)",
            {"scale": "stddev", **_UNNAMED},
            wrap="keras.Variable({})",
            in_call=NO_VARIABLE,
            as_weight=Code("keras.initializers.RandomNormal({mean}, {scale})"),
        ),
    ),
    Rule(
        "keras.backend.eval(x)",
        To("keras.ops.convert_to_numpy(x)", in_call=_NO_ARRAY),
    ),
    Rule(
        "keras.backend.get_value(x)",
        To("keras.ops.convert_to_numpy(x)", in_call=_NO_ARRAY),
    ),
    Rule(
        "keras.backend.batch_get_value(xs)",
        To(
            "keras.ops.convert_to_numpy",
            text=Code("[keras.ops.convert_to_numpy(x) for x in {xs}]"),
            in_call=_NO_ARRAY,
        ),
    ),
    Rule(
        "keras.backend.set_value(x, value)",
        To("keras.Variable.assign", text=Code("{x}.assign({value})")),
    ),
    Rule(
        "keras.backend.batch_set_value(tuples)",
        To("batch_set_value(tuples)", helpers=(BATCH_SET_VALUE,)),
    ),
    Rule(
        "keras.backend.update(x, new_x)",
        Gone("Write `x.assign(new_x)` in the layer's `call`; there is no list of updates."),
    ),
    Rule(
        "keras.backend.update_add(x, increment)",
        Gone("Write `x.assign_add(increment)` in the layer's `call`; there is no list of updates."),
    ),
    Rule(
        "keras.backend.update_sub(x, decrement)",
        Gone("Write `x.assign_sub(decrement)` in the layer's `call`; there is no list of updates."),
    ),
    Rule(
        "keras.backend.moving_average_update(variable, value, momentum)",
        Gone("Write `variable.assign(variable * momentum + value * (1 - momentum))`."),
    ),
    Rule(
        "keras.backend.dtype(x)",
        To("keras.ops.dtype(x)"),
    ),
    Rule(
        "keras.backend.is_sparse(tensor)",
        Gone("Write `isinstance(x, tensorflow.SparseTensor)`, or ask `x.sparse` of an input."),
    ),
    Rule(
        "keras.backend.to_dense(tensor)",
        To("keras.ops.convert_to_tensor(x)", {"tensor": "x"}, add={"sparse": False}),
    ),
    Rule(
        "keras.backend.print_tensor(x, message='')",
        Gone("Write `print(x)`, or `tensorflow.print(x)` inside a compiled step."),
    ),
)

_CONFIGURATION = (
    Rule(
        "keras.backend.image_dim_ordering()",
        To(
            "keras.config.image_data_format",
            returns={"th": "channels_first", "tf": "channels_last"},
        ),
    ),
    Rule(
        "keras.backend.set_image_dim_ordering(dim_ordering)",
        To("keras.config.set_image_data_format(data_format)", {"dim_ordering": DATA_FORMAT}),
    ),
    Rule(
        "keras.backend.set_epsilon(e)",
        To("keras.config.set_epsilon(value)", {"e": "value"}),
    ),
    Rule(
        "keras.backend.set_floatx(floatx)",
        To("keras.config.set_floatx(value)", {"floatx": "value"}),
    ),
    Rule(
        "keras.backend.cast_to_floatx(x)",
        To("numpy.asarray(a)", {"x": "a"}, add={"dtype": Code("keras.config.floatx()")}),
    ),
    Rule(
        "keras.backend.reset_uids()",
        Gone("Call `keras.utils.clear_session()`."),
    ),
    Rule(
        "keras.backend.legacy_weight_ordering()",
        Gone("Leave it out: Keras 3 has one order of weights."),
    ),
    Rule(
        "keras.backend.set_legacy_weight_ordering(value)",
        Gone("Leave it out: Keras 3 has one order of weights."),
    ),
)

_PHASE = (
    "Take the phase as an argument of `call`, `def call(self, x, training=None)`, and write `{}`."
)
CHOICES = {
    "keras.backend.in_train_phase": "{0} if {phase} else {1}",
    "keras.backend.in_test_phase": "{1} if {phase} else {0}",
}
_OF_A_MODEL = (
    "Make a model of the tensors and call it: `f = keras.models.Model(inputs, outputs)`, then "
    "`f(x, training=False)` or `f.predict(x)`. What is no tensor of a model, a gradient say, is "
    "computed in a function: `def f(x): ...`, with `keras.ops`, and `tensorflow.GradientTape`."
)
_EAGER = Gone("Leave it out: Keras 3 has no session and runs as it goes.")

_GRAPH = (
    Rule(
        "keras.backend.learning_phase()",
        Gone(
            "Pass `training=True` or `training=False` to the call of the model; inside a layer, "
            "take it as an argument of `call`."
        ),
    ),
    Rule(
        "keras.backend.set_learning_phase(value)",
        Gone("Pass `training=True` or `training=False` to the call of the model."),
    ),
    Rule(
        "keras.backend.in_train_phase(x, alt)",
        Gone(_PHASE.format("x if training else alt")),
    ),
    Rule(
        "keras.backend.in_test_phase(x, alt)",
        Gone(_PHASE.format("alt if training else x")),
    ),
    Rule(
        "keras.backend.function(inputs, outputs, updates=[], **kwargs)",
        To(
            "function(inputs, outputs)",
            {
                "inputs": Tensors("inputs", _OF_A_MODEL, "keras.backend.learning_phase", "phase"),
                "outputs": Tensors("outputs", _OF_A_MODEL),
                "updates": Gone(
                    "Assign where the values are made, `variable.assign_add(value)` in a function "
                    "that computes them: there is no list of updates."
                ),
            },
            helpers=(FUNCTION,),
        ),
    ),
    Rule(
        "keras.backend.Function(inputs, outputs, updates=[])",
        Gone("Make a model of the tensors and call it: `keras.models.Model(inputs, outputs)`."),
    ),
    Rule(
        "keras.backend.gradients(loss, variables)",
        Gone(
            "Take gradients where the values are: `with tensorflow.GradientTape() as tape: "
            "tape.watch(x); loss = compute(x)`, then `tape.gradient(loss, x)`. `compute` is a "
            "function of your own that calls the model, `model(x, training=False)`, and `x` is "
            "`tensorflow.convert_to_tensor(...)` of the values; weights need no `watch`. With jax "
            "it is `jax.grad(compute)(x)`, with torch `torch.autograd.grad(loss, x)`."
        ),
    ),
    Rule(
        "keras.backend.get_session()",
        _EAGER,
    ),
    Rule(
        "keras.backend.set_session(session)",
        Gone(
            "Leave it out: Keras 3 has no session. For GPU memory, call `tensorflow.config."
            "experimental.set_memory_growth(gpu, True)`."
        ),
    ),
    Rule(
        "keras.backend.manual_variable_initialization(value)",
        _EAGER,
    ),
)

_TENSORFLOW_1 = ("tensorflow", "tensorflow.compat.v1", "keras.backend.tf")
SESSIONS = Sessions(
    setter="keras.backend.set_session",
    sessions=frozenset(f"{tf}.{n}Session" for tf in _TENSORFLOW_1 for n in ("", "Interactive")),
    configs=frozenset(f"{tf}.ConfigProto" for tf in _TENSORFLOW_1),
    options=frozenset(f"{tf}.GPUOptions" for tf in _TENSORFLOW_1),
    harmless=frozenset({"allow_soft_placement", "log_device_placement"}),
    written=(
        "for gpu in tensorflow.config.list_physical_devices('GPU'):\n"
        "    tensorflow.config.experimental.set_memory_growth(gpu, True)"
    ),
)

_THEANO = Gone("Keras 3 does not run on Theano: write it with `keras.ops`.")
_INTERNAL = (
    *(
        Rule(f"keras.backend.{name}", _THEANO)
        for name in (
            "ctc_cost",
            "ctc_create_skip_idxs",
            "ctc_interleave_blanks",
            "ctc_path_probs",
            "ctc_update_log_p",
            "is_explicit_shape",
            "pattern_broadcast",
            "th_sparse_module",
        )
    ),
    Rule("keras.backend.py_all", Gone("It is Python's own `all`.")),
    Rule("keras.backend.tf_major_version", Gone("Read `tensorflow.__version__`.")),
    Rule("keras.backend.tf_minor_version", Gone("Read `tensorflow.__version__`.")),
)

KERAS_1 = (*_VARIABLES, *_CONFIGURATION, *_GRAPH, *_INTERNAL)
SAME = frozenset(
    f"keras.backend.{name}"
    for name in ("backend", "clear_session", "epsilon", "floatx", "get_uid", "is_keras_tensor")
)
