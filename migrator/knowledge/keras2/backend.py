"""`keras.backend`, usually imported as `K`: functions of tensors, variables, sessions."""

from migrator.frozen import replace
from migrator.knowledge import backend, backend_state, keras0
from migrator.knowledge.helpers import SIGNED_AXES
from migrator.knowledge.keras2.helpers import (
    BATCH_DOT,
    BATCH_DOT_OLD,
    BATCH_SET_VALUE,
    BIAS_ADD,
    FUNCTION,
    IS_TENSOR,
)
from migrator.knowledge.keras2.shared import (
    AT_CENTRES,
    AT_CORNERS,
    NEW,
    OLD,
    STANDALONE,
    TENSORFLOW,
)
from migrator.knowledge.keras2.templates import of_keras_1
from migrator.rules import Args, Check, Code, Drop, Earlier, Gone, Into, Kind, Rule, Switch, To

_K = "keras.backend"
THEANO = (  # what its backend alone had, or what none of Keras's own names were
    "ctc_cost",
    "ctc_create_skip_idxs",
    "ctc_interleave_blanks",
    "ctc_path_probs",
    "ctc_update_log_p",
    "pattern_broadcast",
    "th_sparse_module",
)
_OPS = "keras.ops"
IMPORTED = {  # into the backend for TensorFlow, for its own use
    f"{_K}.np": "=",
    f"{_K}.tf": "=",
    f"{_K}.control_flow_ops": "=",
    f"{_K}.control_flow_ops.cond": "pred, true_fn, false_fn",
    f"{_K}.control_flow_ops.while_loop": "cond, body, loop_vars, shape_invariants=None",
    **{f"{_K}.{name}": "=" for name in keras0.SETTINGS},
}

_AS_IN_KERAS_1 = (
    "abs all any arange argmax argmin batch_flatten cast clip concatenate cos "
    "count_params ctc_batch_cost ctc_decode ctc_label_dense_to_sparse dot dropout elu equal exp "
    "flatten foldl foldr gather greater greater_equal hard_sigmoid in_top_k int_shape "
    "log max maximum mean min minimum ndim normalize_batch_in_training not_equal "
    "permute_dimensions pow prod relu repeat repeat_elements reshape reverse rnn round shape "
    "sigmoid sign sin softmax softplus softsign sqrt square squeeze stack std stop_gradient sum "
    "tanh tile transpose var batch_normalization get_variable_shape"
)
_STATE_AS_IN_KERAS_1 = (
    "placeholder zeros ones eye zeros_like ones_like random_uniform_variable "
    "random_normal_variable eval get_value update update_add "
    "update_sub dtype is_sparse to_dense print_tensor reset_uids learning_phase "
    "in_train_phase in_test_phase Function gradients get_session "
    "set_session manual_variable_initialization image_dim_ordering set_image_dim_ordering "
    "moving_average_update"
)

_CLASS = Gone("Multiply the loss by `keras.ops.not_equal(target, ignore_class)`, cast to floats.")
_PHASE = Gone("Pass `training=True` or `training=False` to the call of the model.")
_TESTING = Gone(
    "Leave it out where nothing is trained afterwards: calls of a model, `predict` and `evaluate` "
    "are in the test phase already. In `fit`, which it kept in that phase, too, layers are called "
    "with `training=True`: make the model of calls with `training=False`."
)
_TURNED = (
    "Up to Keras 2.0.6 the predictions came first, as they do here; later, and in Keras 3, the "
    "targets do: turn them if it was for such an early one, or name what they are."
)


def _predictions_first(name: str) -> tuple[Earlier, Earlier]:
    """Return the signature with the targets behind; of a file for any, some calls are unclear."""
    was = f"{_K}.{name}(output, target, from_logits=False)"
    turned: dict[str, Kind] = {"output": "second", "target": "first"}
    return Earlier(was, "2.0.6", turned, unclear=_TURNED), Earlier(was, "2.0.6")


_EACH = "[keras.ops.convert_to_numpy(x) for x in {}]"
_PADDED = Code("keras.ops.pad({x}, ((0, 0), {padding}, (0, 0)))")
_RENAMED = (
    *(
        Rule(f"{_K}.spatial_{n}d_padding", To(f"keras.layers.ZeroPadding{n}D(padding)", on="x"))
        for n in (2, 3)
    ),
    Rule(f"{_K}.temporal_padding", To(f"{_OPS}.pad", text=_PADDED)),
    Rule(
        f"{_K}.map_fn",
        To(f"{_OPS}.map", {"fn": "f", "elems": "xs", "name": Drop(), "dtype": Drop()}),
    ),
    *(
        Rule(f"{_K}.{name}", To(f"{_OPS}.{name}", {"x": "x1", "y": "x2"}))
        for name in ("less", "less_equal")
    ),
    Rule(f"{_K}.expand_dims", To(f"{_OPS}.expand_dims", require=("axis",))),
    Rule(f"{_K}.one_hot", To(f"{_OPS}.one_hot", {"indices": "x"})),
    Rule(f"{_K}.cumsum", To(f"{_OPS}.cumsum", pin=("axis",))),
    Rule(f"{_K}.cumprod", To(f"{_OPS}.cumprod", pin=("axis",))),
    Rule(f"{_K}.logsumexp", To(f"{_OPS}.logsumexp")),
    Rule(f"{_K}.l2_normalize", To(f"{_OPS}.normalize", pin=("axis",))),
    Rule(
        f"{_K}.slice",
        To(f"{_OPS}.slice", {"x": "inputs", "start": "start_indices", "size": "shape"}),
    ),
    Rule(
        f"{_K}.constant",
        To(
            f"{_OPS}.convert_to_tensor",
            {
                "value": "x",
                "dtype": Into("dtype", {None: Code("keras.config.floatx()")}),
                "shape": Gone("Call `keras.ops.full(shape, value)`."),
                "name": Drop(),
            },
            require=("dtype",),  # a number would become an int32
        ),
    ),
    Rule(
        f"{_K}.variable",
        To(
            "keras.Variable",
            {
                "value": "initializer",
                "dtype": Into("dtype", {None: Code("keras.config.floatx()")}),
                "constraint": Gone("Pass `constraint=` to `self.add_weight` of a layer."),
            },
            require=("dtype",),  # NumPy's float64 would stay float64
            as_weight="value",
            in_call=backend_state.IN_CALL,
            spent=backend_state.IN_CALL,
        ),
    ),
    Rule(f"{_K}.set_learning_phase", Switch("value", {0: _TESTING}, otherwise=_PHASE)),
    Rule(f"{_K}.bias_add", To("bias_add", helpers=(BIAS_ADD,))),
    Rule(
        f"{_K}.batch_dot",
        To("batch_dot", {"axes": SIGNED_AXES}, helpers=(BATCH_DOT_OLD,)),
        only=OLD,
    ),
    Rule(f"{_K}.batch_dot", To("batch_dot", helpers=(BATCH_DOT,)), only=NEW),
    Rule(f"{_K}.batch_set_value", To("batch_set_value", helpers=(BATCH_SET_VALUE,))),
    Rule(
        f"{_K}.batch_get_value",
        To(f"{_OPS}.convert_to_numpy", text=Code(_EACH.format("{ops}"))),
        only=STANDALONE,
    ),
    Rule(
        f"{_K}.batch_get_value",
        To(f"{_OPS}.convert_to_numpy", text=Code(_EACH.format("{tensors}"))),
        only=TENSORFLOW,
    ),
    Rule(f"{_K}.identity", To(f"{_OPS}.copy", text=Code("{x}"))),
    Rule(f"{_K}.name_scope", To("keras.name_scope")),
    Rule(
        f"{_K}.is_tensor",
        To("is_tensor", helpers=(IS_TENSOR,), in_call=To(f"{_OPS}.is_tensor(x)")),
    ),
    Rule(
        f"{_K}.is_variable",
        To("keras.Variable", text=Code("isinstance({x}, keras.Variable)")),
        only=STANDALONE,
    ),
    Rule(f"{_K}.size", To(f"{_OPS}.size", {"name": Drop()}), only=STANDALONE),
    Rule(f"{_K}.set_value", To("keras.Variable.assign", text=Code("{x}.assign({value})"))),
    Rule(f"{_K}.set_epsilon", To(f"{_K}.set_epsilon", {"e": "value"})),
    Rule(f"{_K}.set_floatx", To(f"{_K}.set_floatx", {"floatx": "value"})),
    *(
        Rule(
            f"{_K}.{name}",
            To(f"{_OPS}.{name}", {"ignore_class": _CLASS}),
            only=releases,
            earlier=_predictions_first(name) if releases is STANDALONE else (),
        )
        for name in (
            "binary_crossentropy",
            "categorical_crossentropy",
            "sparse_categorical_crossentropy",
        )
        for releases in (STANDALONE, TENSORFLOW)
    ),
)

_NUMBERS = To("numpy.asarray(a)", {"x": "a"}, add={"dtype": Code("keras.config.floatx()")})
_OR_TENSORS = replace(
    _NUMBERS,
    notice="If this is a tensor, call `keras.ops.cast(x, keras.config.floatx())` in its place.",
)
_FLOATS = (
    Rule(f"{_K}.cast_to_floatx", _NUMBERS, only=STANDALONE),
    Rule(f"{_K}.cast_to_floatx", _OR_TENSORS, only=TENSORFLOW),
)

_UPSAMPLED: Args = {("height_factor", "width_factor"): "size"}
_WINDOW: Args = {"x": "inputs"}
_POOLING = Switch(
    "pool_mode",
    {
        "max": To(f"{_OPS}.max_pool", _WINDOW, require=("strides",)),
        "avg": To(f"{_OPS}.average_pool", _WINDOW, require=("strides",)),
    },
    otherwise=Gone("Call `keras.ops.max_pool` or `keras.ops.average_pool`."),
)
_TRANSPOSED = Gone(
    "Call `keras.ops.conv_transpose(inputs, kernel, strides=, padding=, output_padding=)`: it "
    "works the output shape out."
)
_CAUSAL: Args = {
    "padding": Into(
        "padding",
        {
            "causal": Gone(
                "Pad in front, `x = keras.ops.pad(x, [(0, 0), (dilation_rate * (kernel_size - 1), "
                "0), (0, 0)])`, and use `padding='valid'`."
            )
        },
    )
}
_WINDOWS = (
    Rule(f"{_K}.conv1d", To(f"{_OPS}.conv", {**_WINDOW, **_CAUSAL})),
    *(Rule(f"{_K}.conv{n}d", To(f"{_OPS}.conv", _WINDOW)) for n in (2, 3)),
    *(Rule(f"{_K}.conv{n}d_transpose", _TRANSPOSED) for n in (2, 3)),
    Rule(
        f"{_K}.depthwise_conv2d",
        To(f"{_OPS}.depthwise_conv", {**_WINDOW, "depthwise_kernel": "kernel"}),
    ),
    *(Rule(f"{_K}.separable_conv{n}d", To(f"{_OPS}.separable_conv", _WINDOW)) for n in (1, 2)),
    *(Rule(f"{_K}.pool{n}d", _POOLING) for n in (2, 3)),
    *(
        Rule(f"{_K}.local_conv{n}d", Gone("Cut the windows, and multiply with `keras.ops.einsum`."))
        for n in (1, 2)
    ),
    Rule(
        f"{_K}.resize_images",
        To("keras.layers.UpSampling2D", {**_UPSAMPLED, "interpolation": AT_CORNERS}, on="x"),
        only=(*STANDALONE, "tf.1"),
    ),
    Rule(
        f"{_K}.resize_images",
        To("keras.layers.UpSampling2D", {**_UPSAMPLED, "interpolation": AT_CENTRES}, on="x"),
        only=("tf.keras",),
    ),
    Rule(
        f"{_K}.resize_volumes",
        To(
            "keras.layers.UpSampling3D",
            {("depth_factor", "height_factor", "width_factor"): "size"},
            on="x",
        ),
    ),
)

_SEEDED: Args = {
    "seed": Check(
        "seed",
        "With a number, Keras 3 draws the same values at every call: make a "
        "`keras.random.SeedGenerator(seed)` once, and pass that.",
    )
}
_RANDOM = (
    Rule(f"{_K}.random_normal", To("keras.random.normal", _SEEDED)),
    Rule(f"{_K}.random_uniform", To("keras.random.uniform", _SEEDED)),
    Rule(f"{_K}.truncated_normal", To("keras.random.truncated_normal", _SEEDED)),
    *(
        Rule(
            f"{_K}.{name}",
            To(
                "keras.random.binomial",
                {"p": "probabilities", **_SEEDED},
                require=("p",),
                add={"counts": 1},
            ),
        )
        for name in ("random_binomial", "random_bernoulli")
    ),
)
_SET = "keras.config.image_data_format"
#: `normalize_data_format(value)`, which is private in Keras 3.
DATA_FORMAT_OR_SET = Switch(
    "value",
    {
        None: To(_SET, text=Code(f"{_SET}()")),
        **{name: To(_SET, text=Code("{value}")) for name in ("channels_first", "channels_last")},
    },
    otherwise=To(_SET, text=Code(f"{{value}} or {_SET}()")),
)
_EAGER = Gone("Leave it out: Keras 3 has no session and runs as it goes.")
_GRAPH = (
    Rule(
        f"{_K}.learning_phase_scope",
        Gone("Pass `training=True` or `training=False` to the call of the model."),
    ),
    Rule(f"{_K}.is_placeholder", Gone("Ask `isinstance(x, keras.KerasTensor)`.")),
    Rule(f"{_K}.normalize_data_format", DATA_FORMAT_OR_SET),
    *(
        Rule(f"{_K}.{name}", Gone("Keras 3 does not run on Theano: write it with `keras.ops`."))
        for name in THEANO
    ),
    Rule(f"{_K}.get_graph", _EAGER),
    Rule(
        f"{_K}.control_dependencies",
        Gone("Leave it out: Keras 3 runs as it goes."),
        only=STANDALONE,
    ),
    Rule(f"{_K}.symbolic", Gone("Leave the decorator out.")),
    *(
        Rule(f"{_K}.experimental.{name}", Gone("Leave it out: Keras 3 has one random generator."))
        for name in (
            "disable_tf_random_generator",
            "enable_tf_random_generator",
            "is_tf_random_generator_enabled",
        )
    ),
    *of_keras_1(keras0.KERAS_1, *IMPORTED),
    Rule(
        f"{_K}._get_available_gpus",
        To(
            "tensorflow.config.list_physical_devices",
            text=Code("tensorflow.config.list_physical_devices('GPU')"),
        ),
    ),
)

#: TensorFlow's backend took a name for the function, behind `**kwargs`.
_FUNCTION = tuple(
    replace(
        rule,
        only=releases,
        becomes=replace(
            rule.becomes,
            args={**rule.becomes.args, "name": Drop()},
            helpers=(FUNCTION,) if releases is TENSORFLOW else rule.becomes.helpers,
        ),
    )
    for rule in of_keras_1(backend_state.KERAS_1, f"{_K}.function")
    for releases in (STANDALONE, TENSORFLOW)
    if isinstance(rule.becomes, To)
)
_ROWS = (
    "A condition with fewer axes than what it chooses between, but some, was one for the first of "
    "them, and is one for the last in Keras 3: write `keras.ops.expand_dims(condition, -1)` there."
)
_SWITCH = tuple(
    replace(rule, becomes=replace(becomes, otherwise=replace(chosen, once=_ROWS)))
    for rule in of_keras_1(backend.KERAS_1, f"{_K}.switch")
    if isinstance(becomes := rule.becomes, Switch) and isinstance(chosen := becomes.otherwise, To)
)
TEMPLATES = (
    *_FUNCTION,
    *_SWITCH,
    *of_keras_1(backend.KERAS_1, *(f"{_K}.{name}" for name in _AS_IN_KERAS_1.split())),
    *of_keras_1(backend_state.KERAS_1, *(f"{_K}.{n}" for n in _STATE_AS_IN_KERAS_1.split())),
    *_RENAMED,
    *_FLOATS,
    *_WINDOWS,
    *_RANDOM,
    *_GRAPH,
)
