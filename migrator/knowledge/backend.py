"""`keras.backend`, usually imported as `K`: its functions of tensors, now `keras.ops`."""

from migrator.knowledge.entries import VARIABLES
from migrator.knowledge.helpers import BATCH_DOT, HARD_SIGMOID, SIGNED_AXES
from migrator.rules import Args, Code, Drop, Gone, Into, Rule, Switch, To

_COND = "If the branches are functions, call `keras.ops.cond` instead."
_LAZY = "If a branch is a function already, pass it as it is."
#: Of one number, whatever the shapes of the two: `where` would give both one, empty if one is.
_ONE_OF_TWO = To(
    "keras.ops.cond(pred, true_fn, false_fn)",
    {
        "condition": "pred",
        "then_expression": Into("true_fn", lazy=True, if_function=_LAZY),
        "else_expression": Into("false_fn", lazy=True, if_function=_LAZY),
    },
)
_CHOSEN: Args = {
    "then_expression": Into("x1", if_function=_COND),
    "else_expression": Into("x2", if_function=_COND),
}
_RATE = (
    "Keras 3 takes a number for the rate, and no variable: write `keras.ops.where("
    "keras.random.uniform(keras.ops.shape(x)) < level, 0.0, x / (1 - level))`."
)
_REDUCTION = "(x, axis, keepdims)"
_REDUCTIONS = tuple(
    Rule(
        f"keras.backend.{name}(x, axis=None, keepdims=False)",
        To(f"keras.ops.{name}{_REDUCTION}"),
    )
    for name in ("max", "min", "sum", "prod", "var", "std", "mean", "any", "all")
)

_UNARY = tuple(
    Rule(f"keras.backend.{name}(x)", To(f"keras.ops.{name}(x)"))
    for name in (
        "abs",
        "cos",
        "exp",
        "log",
        "round",
        "sigmoid",
        "sign",
        "sin",
        "softmax",
        "softplus",
        "softsign",
        "square",
        "tanh",
        "transpose",
    )
)

_BINARY = tuple(
    Rule(
        f"keras.backend.{name}(x, y)",
        To(f"keras.ops.{new}(x1, x2)", {"x": "x1", "y": "x2"}),
    )
    for name, new in {
        "dot": "dot",
        "equal": "equal",
        "greater": "greater",
        "greater_equal": "greater_equal",
        "lesser": "less",
        "lesser_equal": "less_equal",
        "maximum": "maximum",
        "minimum": "minimum",
        "not_equal": "not_equal",
    }.items()
)

_ELEMENTWISE = (
    Rule(
        "keras.backend.sqrt(x)",
        To(
            "keras.ops.sqrt(x)",
            drifts="Keras 1 took the root of a negative number to be 0; `keras.ops.sqrt` gives "
            "nan.",
            signed=True,
        ),
    ),
    Rule(
        "keras.backend.pow(x, a)",
        To("keras.ops.power(x1, x2)", {"x": "x1", "a": "x2"}),
    ),
    Rule(
        "keras.backend.clip(x, min_value, max_value)",
        To(
            "keras.ops.clip(x, x_min, x_max)",
            {
                "min_value": Into("x_min", {None: Code("float('-inf')")}),
                "max_value": Into("x_max", {None: Code("float('inf')")}),
            },
        ),
    ),
    Rule(
        "keras.backend.relu(x, alpha=0.0, max_value=None)",
        To("keras.activations.relu(x)", {"alpha": "negative_slope"}),
    ),
    Rule(
        "keras.backend.elu(x, alpha=1.0)",
        To("keras.ops.elu(x, alpha)"),
    ),
    Rule(
        "keras.backend.hard_sigmoid(x)",
        To("hard_sigmoid(x)", helpers=(HARD_SIGMOID,)),
    ),
    Rule(
        "keras.backend.l2_normalize(x, axis)",
        To("keras.ops.normalize(x, axis)"),
    ),
    Rule(
        "keras.backend.cast(x, dtype)",
        To("keras.ops.cast(x, dtype)"),
    ),
    Rule(
        "keras.backend.argmax(x, axis=-1)",
        To("keras.ops.argmax(x, axis)", pin=("axis",)),
    ),
    Rule(
        "keras.backend.argmin(x, axis=-1)",
        To("keras.ops.argmin(x, axis)", pin=("axis",)),
    ),
    Rule(
        "keras.backend.stop_gradient(variables)",
        To("keras.ops.stop_gradient(variable)", {"variables": "variable"}),
    ),
    Rule(
        "keras.backend.dropout(x, level, noise_shape=None, seed=None)",
        To(
            "keras.random.dropout(inputs, rate, noise_shape, seed)",
            {"x": "inputs", "level": Into("rate", made_by=dict.fromkeys(VARIABLES, _RATE))},
        ),
        inserted={"noise_shape": "1.0.8"},
    ),
    Rule(
        "keras.backend.switch(condition, then_expression, else_expression)",
        Switch(
            "then_expression",
            {},
            otherwise=To("keras.ops.where(condition, x1, x2)", _CHOSEN),
            function=_ONE_OF_TWO,
            number=("condition", _ONE_OF_TWO),
            whole=(
                ("then_expression", "else_expression"),
                To("keras.ops.where(condition, x1, x2)", _CHOSEN),
            ),
        ),
    ),
    Rule(
        "keras.backend.batch_normalization(x, mean, var, beta, gamma, epsilon=1e-3)",
        Gone("Write `(x - mean) / keras.ops.sqrt(var + epsilon) * gamma + beta`."),
    ),
    Rule(
        "keras.backend.normalize_batch_in_training(x, gamma, beta, reduction_axes, epsilon=1e-3)",
        Gone(
            "Write `mean, var = keras.ops.moments(x, reduction_axes, keepdims=True)` and "
            "`(x - mean) / keras.ops.sqrt(var + epsilon) * gamma + beta`."
        ),
    ),
)

# The order of output and target is the other way round now.
_LOSSES = (
    *(
        Rule(f"keras.backend.{name}(output, target, from_logits=False)", To(f"keras.ops.{name}"))
        for name in (
            "binary_crossentropy",
            "categorical_crossentropy",
            "sparse_categorical_crossentropy",
        )
    ),
    Rule(
        "keras.backend.in_top_k(predictions, targets, k)",
        To("keras.ops.in_top_k"),
    ),
    Rule(
        "keras.backend.ctc_batch_cost(y_true, y_pred, input_length, label_length)",
        Gone(
            "Use `keras.losses.CTC`, or `keras.ops.ctc_loss(target, output, target_length, "
            "output_length)`: it takes logits, and its blank is class 0, not the last one."
        ),
    ),
    Rule(
        "keras.backend.ctc_decode(y_pred, input_length, greedy=True, beam_width=100, top_paths=1)",
        Gone(
            "Use `keras.ops.ctc_decode(inputs, sequence_lengths, strategy='greedy')`: it takes "
            "logits, and its blank is class 0, not the last one."
        ),
    ),
    Rule(
        "keras.backend.ctc_label_dense_to_sparse(labels, label_lengths)",
        Gone("`keras.ops.ctc_loss` takes dense labels: leave it out."),
    ),
)

_SHAPES = (
    Rule(
        "keras.backend.shape(x)",  # now a tuple, with which operators do other things
        To("keras.ops.shape(x)", computed="keras.ops.convert_to_tensor({})"),
    ),
    Rule(
        "keras.backend.int_shape(x)",  # None for a size that is open, which `shape` computes
        To(
            "keras.ops.shape(x)",
            dynamic=To("tuple", text=Code("tuple({x}.shape)")),
            indexed=To("shape", text=Code("{x}.shape")),
        ),
    ),
    Rule(
        "keras.backend.get_variable_shape(x)",
        To("keras.ops.shape(x)"),
    ),
    Rule(
        "keras.backend.ndim(x)",
        To("keras.ops.shape(x)", wrap="len({})"),
    ),
    Rule(
        "keras.backend.count_params(x)",
        To("keras.ops.size(x)", wrap="int({})"),
    ),
    Rule(
        "keras.backend.reshape(x, shape)",
        To("keras.ops.reshape(x, newshape)", {"shape": "newshape"}),
    ),
    Rule(
        "keras.backend.flatten(x)",
        To("keras.ops.ravel(x)"),
    ),
    Rule(
        "keras.backend.batch_flatten(x)",
        To("keras.layers.Flatten", on="x", data_format="flatten"),
    ),
    Rule(
        "keras.backend.permute_dimensions(x, pattern)",
        To("keras.ops.transpose(x, axes)", {"pattern": "axes"}),
    ),
    Rule(
        "keras.backend.expand_dims(x, dim=-1)",
        To("keras.ops.expand_dims(x, axis)", {"dim": "axis"}, require=("dim",)),
    ),
    Rule(
        "keras.backend.squeeze(x, axis)",
        To("keras.ops.squeeze(x, axis)"),
    ),
    Rule(
        "keras.backend.concatenate(tensors, axis=-1)",
        To(
            "keras.ops.concatenate(xs, axis)",
            {"tensors": Into("xs", lists=Code("keras.ops.convert_to_tensor({})"))},
            pin=("axis",),
        ),
    ),
    Rule(
        "keras.backend.repeat_elements(x, rep, axis)",
        To("keras.ops.repeat(x, repeats, axis)", {"rep": "repeats"}),
    ),
    Rule(
        "keras.backend.repeat(x, n)",
        To(  # `RepeatVector` takes no tensor, such as a size that is open still
            "keras.ops.repeat(x, n)",
            text=Code("keras.ops.repeat(keras.ops.expand_dims({x}, 1), {n}, axis=1)"),
        ),
    ),
    Rule(
        "keras.backend.stack(x)",
        To("keras.ops.stack(x)", iterated=To("list", text=Code("{x}"))),
    ),
    Rule(
        "keras.backend.tile(x, n)",
        To(
            "keras.ops.tile(x, repeats)",
            {"n": Into("repeats", iterated=Code("keras.ops.unstack({n})"))},
        ),
    ),
    Rule(
        "keras.backend.reverse(x, axes)",
        To("keras.ops.flip(x, axis)", {"axes": "axis"}),
    ),
    Rule(
        "keras.backend.gather(reference, indices)",
        To("keras.ops.take(x, indices)", {"reference": "x"}, add={"axis": 0}),
    ),
    Rule(
        "keras.backend.one_hot(indices, nb_classes)",
        To("keras.ops.one_hot(x, num_classes)", {"indices": "x", "nb_classes": "num_classes"}),
    ),
    Rule(
        "keras.backend.arange(start, stop=None, step=1, dtype='int32')",
        To(
            "keras.ops.arange(start, stop, step, dtype)",
            pin=("dtype",),
            real={"dtype": "float32"},
            accept=("step",),
        ),
    ),
    Rule(
        "keras.backend.batch_dot(x, y, axes=None)",
        To(
            "batch_dot(x, y, axes)",
            {"axes": SIGNED_AXES},
            helpers=(BATCH_DOT,),
            once="Of tensors with four axes and more, Theano's `batch_dot` summed over one axis "
            "and kept all others; this is TensorFlow's, which multiplied matrices.",
        ),
    ),
)

_RANDOM = (
    Rule(
        "keras.backend.random_normal(shape, mean=0.0, std=1.0, dtype=None, seed=None)",
        To("keras.random.normal(shape, mean, stddev, dtype, seed)", {"std": "stddev"}),
    ),
    Rule(
        "keras.backend.random_uniform(shape, low=0.0, high=1.0, dtype=None, seed=None)",
        To(
            "keras.random.uniform(shape, minval, maxval, dtype, seed)",
            {"low": "minval", "high": "maxval"},
        ),
    ),
    Rule(
        "keras.backend.random_binomial(shape, p=0.0, dtype=None, seed=None)",
        To(
            "keras.random.binomial(shape)",
            {"p": "probabilities"},
            require=("p",),
            add={"counts": 1},
        ),
    ),
)

_LOOPS = (
    Rule(
        "keras.backend.map_fn(fn, elems, name=None)",
        To("keras.ops.map(f, xs)", {"fn": "f", "elems": "xs", "name": Drop()}),
    ),
    Rule(
        "keras.backend.foldl(fn, elems, initializer=None, name=None)",
        Gone(
            "Write `keras.ops.scan(lambda carry, x: (fn(carry, x), None), initializer, elems)[0]`."
        ),
    ),
    Rule(
        "keras.backend.foldr(fn, elems, initializer=None, name=None)",
        Gone(
            "Write `keras.ops.scan(lambda carry, x: (fn(carry, x), None), initializer, elems, "
            "reverse=True)[0]`."
        ),
    ),
    Rule(
        "keras.backend.rnn(step_function, inputs, initial_states, go_backwards=False, mask=None, "
        "constants=None, unroll=False, input_length=None)",
        Gone("Write the step as a cell, and call `keras.layers.RNN(cell)(inputs)`."),
    ),
)

KERAS_1 = (
    *_REDUCTIONS,
    *_UNARY,
    *_BINARY,
    *_ELEMENTWISE,
    *_LOSSES,
    *_SHAPES,
    *_RANDOM,
    *_LOOPS,
)

#: Methods and attributes of Theano's tensors, which the backend of Keras let through.
TENSOR_METHODS = {
    "T": "keras.ops.transpose(x)",
    "dimshuffle": "keras.ops.transpose(x, axes)` and, for 'x', `keras.ops.expand_dims(x, axis)",
    "norm": "keras.ops.norm(x, ord, axis)",
    "dot": "keras.ops.dot(x, y)",
    "flatten": "keras.ops.ravel(x)",
    "ravel": "keras.ops.ravel(x)",
    "astype": "keras.ops.cast(x, dtype)",
    "copy": "keras.ops.copy(x)",
    "clip": "keras.ops.clip(x, x_min, x_max)",
    "repeat": "keras.ops.repeat(x, repeats, axis)",
    **{
        name: f"keras.ops.{name}(x, axis)"
        for name in (
            *("all", "any", "argmax", "argmin", "argsort", "max", "mean", "min", "prod", "std"),
            *("sum", "swapaxes", "take", "transpose", "var"),
        )
    },
    "eval": "keras.ops.convert_to_numpy(x)",
    "reshape": "keras.ops.reshape(x, newshape)",
    "round": "keras.ops.round(x)",
}
