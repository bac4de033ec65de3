"""Core layers: Dense, Dropout, Activation and their kin."""

from migrator.knowledge.shared import (
    ACTIVATION,
    DATA_FORMAT,
    KERNEL_AND_BIAS,
    LAYER,
    TARGET_SHAPE,
    UNITS,
)
from migrator.rules import Args, Drop, Earlier, Gone, InputShape, Into, Rule, To

_DENSE: Args = {"output_dim": UNITS, "input_dim": InputShape("axis"), **KERNEL_AND_BIAS}
_DROPOUT: Args = {"p": "rate", **LAYER}
_SPATIAL: Args = {  # nothing to train, and a noise shape of its own
    **_DROPOUT,
    "trainable": Drop(),
    "noise_shape": Drop(),
}

_MAXOUT = Gone(
    "Maxout is a Dense layer whose units compete: `x = keras.layers.Dense(nb_feature * output_dim)"
    "(x); x = keras.layers.Reshape((nb_feature, output_dim))(x); "
    "x = keras.layers.GlobalMaxPooling1D(data_format='channels_last')(x)`."
)
_HIGHWAY = Gone(
    "Write it out: `gate = keras.layers.Dense(n, activation='sigmoid', "
    "bias_initializer='ones')(x); y = gate * keras.layers.Dense(n, activation=activation)(x) + "
    "(1 - gate) * x`, where `n` is the size of the last axis of `x`. Up to Keras 1.1.2 that bias "
    "started at `transform_bias=`, -2 if not given."
)

KERAS_1 = (
    Rule(
        "keras.layers.Dense(output_dim, init='glorot_uniform', activation=None, weights=None, "
        "W_regularizer=None, b_regularizer=None, activity_regularizer=None, W_constraint=None, "
        "b_constraint=None, bias=True, input_dim=None, **kwargs)",
        To("keras.layers.Dense(units)", _DENSE, shape_from=("input_dim",)),
        earlier=(
            Earlier(
                "keras.layers.Dense(input_dim, output_dim, init='glorot_uniform', "
                "activation='linear', weights=None, name=None, W_regularizer=None, "
                "b_regularizer=None, activity_regularizer=None, W_constraint=None, "
                "b_constraint=None)",
                "0.1.3",
                {"output_dim": "number"},
            ),
        ),
        inserted={"bias": "1.0.2"},
    ),
    Rule(
        "keras.layers.TimeDistributedDense(output_dim, init='glorot_uniform', activation=None, "
        "weights=None, W_regularizer=None, b_regularizer=None, activity_regularizer=None, "
        "W_constraint=None, b_constraint=None, bias=True, input_dim=None, input_length=None, "
        "**kwargs)",
        To(
            "keras.layers.Dense(units)",
            {**_DENSE, "input_length": InputShape("axis")},
            wrap="keras.layers.TimeDistributed({})",
            shape_from=("input_length", "input_dim"),
        ),
        earlier=(
            Earlier(
                "keras.layers.TimeDistributedDense(input_dim, output_dim, init='glorot_uniform', "
                "activation='linear', weights=None, W_regularizer=None, b_regularizer=None, "
                "activity_regularizer=None, W_constraint=None, b_constraint=None)",
                "0.1.3",
                {"output_dim": "number"},
            ),
        ),
        inserted={"bias": "1.0.3"},
    ),
    Rule(
        "keras.layers.Activation(activation, **kwargs)",
        To("keras.layers.Activation(activation)", {"activation": ACTIVATION, **LAYER}),
    ),
    Rule(
        "keras.layers.Dropout(p, noise_shape=None, seed=None, **kwargs)",
        To("keras.layers.Dropout(rate, noise_shape, seed)", _DROPOUT),
    ),
    Rule(
        "keras.layers.SpatialDropout1D(p, **kwargs)",
        To("keras.layers.SpatialDropout1D(rate)", _SPATIAL),
    ),
    Rule(
        "keras.layers.SpatialDropout2D(p, dim_ordering='default', **kwargs)",
        To(
            "keras.layers.SpatialDropout2D(rate)",
            {**_SPATIAL, "dim_ordering": DATA_FORMAT},
            data_format="spatial",
        ),
    ),
    Rule(
        "keras.layers.SpatialDropout3D(p, dim_ordering='default', **kwargs)",
        To(
            "keras.layers.SpatialDropout3D(rate)",
            {**_SPATIAL, "dim_ordering": DATA_FORMAT},
            data_format="spatial",
        ),
    ),
    Rule(
        "keras.layers.Flatten(**kwargs)",
        To("keras.layers.Flatten", LAYER, data_format="flatten"),
    ),
    Rule(
        "keras.layers.Reshape(target_shape, **kwargs)",
        To("keras.layers.Reshape(target_shape)", {**LAYER, "target_shape": TARGET_SHAPE}),
        earlier=(
            Earlier("keras.layers.Reshape(dims, **kwargs)", "0.3.3", args={"dims": TARGET_SHAPE}),
            *(  # Reshape(*dims)
                Earlier(
                    f"keras.layers.Reshape({', '.join(dims)})",
                    "0.1.3",
                    dict.fromkeys(dims[:1], "number"),
                    args={dims: "target_shape"},
                )
                for dims in (("dim1",), ("dim1", "dim2"), ("dim1", "dim2", "dim3"))
            ),
        ),
    ),
    Rule(
        "keras.layers.Permute(dims, **kwargs)",
        To("keras.layers.Permute(dims)", LAYER),
    ),
    Rule(
        "keras.layers.RepeatVector(n, **kwargs)",
        To("keras.layers.RepeatVector(n)", {**LAYER, "n": Into("n", whole=True)}),
    ),
    Rule(
        "keras.layers.Lambda(function, output_shape=None, arguments=None, **kwargs)",
        To(
            "keras.layers.Lambda(function, output_shape)",
            {**LAYER, "output_shape": Into("output_shape", shape=True, as_tuple=True)},
        ),
    ),
    Rule(
        "keras.layers.Masking(mask_value=0.0, **kwargs)",
        To("keras.layers.Masking(mask_value)", LAYER),
    ),
    Rule(
        "keras.layers.ActivityRegularization(l1=0.0, l2=0.0, **kwargs)",
        To(
            "keras.layers.ActivityRegularization(l1, l2)",
            LAYER,
            drifts="Keras 1 summed the penalty over the batch, Keras 3 divides it by the batch "
            "size: multiply the factors by the batch size to keep it.",
        ),
    ),
    Rule(
        "keras.layers.MaxoutDense(output_dim, nb_feature=4, init='glorot_uniform', weights=None, "
        "W_regularizer=None, b_regularizer=None, activity_regularizer=None, W_constraint=None, "
        "b_constraint=None, bias=True, input_dim=None, **kwargs)",
        _MAXOUT,
    ),
    Rule(
        "keras.layers.Highway(init='glorot_uniform', activation=None, weights=None, "
        "W_regularizer=None, b_regularizer=None, activity_regularizer=None, W_constraint=None, "
        "b_constraint=None, bias=True, input_dim=None, **kwargs)",
        _HIGHWAY,
    ),
)
