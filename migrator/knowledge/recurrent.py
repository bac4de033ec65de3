"""Recurrent layers."""

from migrator.frozen import replace
from migrator.knowledge.helpers import IDENTITIES
from migrator.knowledge.shared import (
    ACTIVATION,
    ACTIVATIONS,
    DATA_FORMAT,
    FILTERS,
    LAYER,
    MADE_IDENTITIES,
    REGULARIZERS,
    UNITS,
    WEIGHTS,
    initializer,
)
from migrator.rules import (
    Args,
    Code,
    Drop,
    Earlier,
    Exactly,
    Gone,
    InputShape,
    Into,
    Method,
    Remark,
    Rule,
    To,
)

_FORGET_BIAS = Gone(
    "Keras 3 starts the forget gate's bias at one (`unit_forget_bias=True`) or like the others "
    "(`bias_initializer=`): choose one, or call `layer.set_weights([...])`."
)

_CELL: Args = {
    **LAYER,
    "init": initializer("kernel_initializer"),
    "weights": WEIGHTS,
    "inner_init": initializer("recurrent_initializer"),
    "activation": ACTIVATION,
    "W_regularizer": Into("kernel_regularizer", REGULARIZERS),
    "b_regularizer": Into("bias_regularizer", REGULARIZERS),
    "U_regularizer": Into("recurrent_regularizer", REGULARIZERS),
    "dropout_W": "dropout",
    "dropout_U": "recurrent_dropout",
    "return_sequences": "return_sequences",
    "go_backwards": "go_backwards",
    "stateful": "stateful",
}

_ON_BOTH = Remark(
    "Keras 1.2 put it on the recurrent weights, too (but for `consume_less='gpu'`): to keep that, "
    "give it to `recurrent_regularizer=` as well.",
    "notice",
)
_ON_NONE = Remark(
    "Keras 1.2 put it on no weights (but for `consume_less='gpu'`): `W_regularizer=` was on these.",
    "notice",
)
_RECURRENT_KERNEL = initializer("recurrent_initializer")
_GATED: Args = {
    "inner_activation": Into("recurrent_activation", ACTIVATIONS),
    "W_regularizer": Into("kernel_regularizer", REGULARIZERS, remark=_ON_BOTH),
    "U_regularizer": Into("recurrent_regularizer", REGULARIZERS, remark=_ON_NONE),
    "inner_init": replace(
        _RECURRENT_KERNEL,
        values={
            **_RECURRENT_KERNEL.values,
            "identity": Exactly(
                Code("identities", helpers=(IDENTITIES,)),
                "Keras 3's 'identity' is that of the first gate alone.",
                "Up to Keras 1.1 each gate began with an identity, as it does here; Keras 1.2 drew "
                "them from `init`, whatever `inner_init` was.",
            ),
        },
        made_by=MADE_IDENTITIES,
    ),
}
_FORGETTING: Args = {
    **_GATED,
    "forget_bias_init": Into(
        "unit_forget_bias",
        {
            "one": True,
            "ones": True,
            "zero": False,
            "zeros": False,
            **dict.fromkeys(("uniform", "normal", "glorot_uniform", "he_uniform"), _FORGET_BIAS),
            **dict.fromkeys(("glorot_normal", "he_normal", "lecun_uniform"), _FORGET_BIAS),
        },
        unsure="`unit_forget_bias` wants True where this was 'one', and False where it was 'zero'.",
    ),
}

_RECURRENT: Args = {
    **_CELL,
    "output_dim": UNITS,
    "unroll": "unroll",
    "consume_less": Drop(),
    "input_dim": InputShape("axis"),
    "input_length": InputShape("axis"),
}

_TRUNCATED: Args = {
    "truncate_gradient": Gone(
        "Keras 3 goes back through all steps: to go back less far, train on shorter sequences.",
        harmless=(-1,),
    )
}


def _with_input_dim(name: str, between: str, *, pin: tuple[str, ...] = ()) -> Earlier:
    """Return how Keras 0.1 took the size of the input: in front of that of the output."""
    return Earlier(
        f"keras.layers.{name}(input_dim, output_dim=128, init='glorot_uniform', "
        f"inner_init='orthogonal', {between}weights=None, truncate_gradient=-1, "
        "return_sequences=False)",
        "0.1.3",
        {"output_dim": "number"},
        args=_TRUNCATED,
        pin=pin,
    )


def _truncating(name: str, between: str, *, pin: tuple[str, ...] = ()) -> Earlier:
    """Return how Keras 0.2 took what 0.1 did, with the size of the output in front, as since."""
    return Earlier(
        f"keras.layers.{name}(output_dim, *, init='glorot_uniform', inner_init='orthogonal', "
        f"{between}weights=None, truncate_gradient=-1, return_sequences=False, input_dim=None, "
        "input_length=None)",
        "0.2.0",
        args=_TRUNCATED,
        pin=pin,
    )


def _both(name: str, between: str, *, pin: tuple[str, ...] = ()) -> tuple[Earlier, ...]:
    return _truncating(name, between, pin=pin), _with_input_dim(name, between, pin=pin)


_ARRAYS = Gone(
    "Keras 1 kept arrays for each gate: 12 of an LSTM (W, U, b for each of i, c, f, o), 9 of a GRU "
    "(z, r, h). Keras 3 keeps three, `[kernel, recurrent_kernel, bias]`, the gates side by side: "
    "i, f, c, o and z, r, h."
)

_RNN = Gone("Write the step as a cell and wrap it: `keras.layers.RNN(cell, ...)`.")

KERAS_1 = (
    Rule(
        "keras.layers.SimpleRNN(output_dim, init='glorot_uniform', inner_init='orthogonal', "
        "activation='tanh', W_regularizer=None, U_regularizer=None, b_regularizer=None, "
        "dropout_W=0.0, dropout_U=0.0, **kwargs)",
        To(
            "keras.layers.SimpleRNN(units)",
            _RECURRENT,
            accept=("inner_init",),  # the random start alone differs
            shape_from=("input_length", "input_dim"),
        ),
        earlier=_both("SimpleRNN", "activation='sigmoid', ", pin=("activation",)),
    ),
    Rule(
        "keras.layers.GRU(output_dim, init='glorot_uniform', inner_init='orthogonal', "
        "activation='tanh', inner_activation='hard_sigmoid', W_regularizer=None, "
        "U_regularizer=None, b_regularizer=None, dropout_W=0.0, dropout_U=0.0, **kwargs)",
        To(
            "keras.layers.GRU(units)",
            {**_RECURRENT, **_GATED},
            pin=("inner_activation",),
            accept=("inner_init",),  # the random start alone differs
            pin_new={"reset_after": False},
            shape_from=("input_length", "input_dim"),
        ),
        earlier=_both(
            "GRU",
            "activation='sigmoid', inner_activation='hard_sigmoid', ",
            pin=("activation",),
        ),
    ),
    Rule(
        "keras.layers.LSTM(output_dim, init='glorot_uniform', inner_init='orthogonal', "
        "forget_bias_init='one', activation='tanh', inner_activation='hard_sigmoid', "
        "W_regularizer=None, U_regularizer=None, b_regularizer=None, dropout_W=0.0, "
        "dropout_U=0.0, **kwargs)",
        To(
            "keras.layers.LSTM(units)",
            {**_RECURRENT, **_FORGETTING},
            pin=("inner_activation",),
            accept=("inner_init",),  # the random start alone differs
            shape_from=("input_length", "input_dim"),
        ),
        earlier=_both(
            "LSTM", "forget_bias_init='one', activation='tanh', inner_activation='hard_sigmoid', "
        ),
    ),
    Rule(
        "keras.layers.ConvLSTM2D(nb_filter, nb_row, nb_col, init='glorot_uniform', "
        "inner_init='orthogonal', forget_bias_init='one', activation='tanh', "
        "inner_activation='hard_sigmoid', dim_ordering='default', border_mode='valid', "
        "subsample=(1, 1), W_regularizer=None, U_regularizer=None, b_regularizer=None, "
        "dropout_W=0.0, dropout_U=0.0, **kwargs)",
        To(
            "keras.layers.ConvLSTM2D(filters, kernel_size)",
            {
                **_CELL,
                **_FORGETTING,
                **{name: _CELL[name] for name in ("W_regularizer", "U_regularizer")},
                "nb_filter": FILTERS,
                ("nb_row", "nb_col"): "kernel_size",
                "border_mode": "padding",
                "subsample": "strides",
                "dim_ordering": DATA_FORMAT,
            },
            pin=("inner_activation",),
            accept=("inner_init", "subsample"),  # the random start differs; 1 is (1, 1)
            data_format="spatial",
        ),
    ),
    Rule(
        "keras.layers.Recurrent(weights=None, return_sequences=False, go_backwards=False, "
        "stateful=False, unroll=False, consume_less='cpu', input_dim=None, input_length=None, "
        "**kwargs)",
        _RNN,
    ),
    Rule(
        "keras.layers.ConvRecurrent2D(weights=None, nb_row=None, nb_col=None, nb_filter=None, "
        "return_sequences=False, go_backwards=False, stateful=False, dim_ordering=None, **kwargs)",
        _RNN,
    ),
    Rule(
        "keras.layers.time_distributed_dense(x, w, b=None, dropout=None, input_dim=None, "
        "output_dim=None, timesteps=None)",
        Gone("`keras.ops.matmul(x, w) + b` does this for any number of axes."),
    ),
    *(
        Method(
            f"keras.layers.LSTM.{method}",
            _ARRAYS,
            receiver=("keras.layers.ConvLSTM2D", "keras.layers.GRU"),
        )
        for method in ("get_weights()", "set_weights(weights)")
    ),
)
