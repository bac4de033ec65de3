"""Locally connected layers, which Keras 3 does not have."""

from migrator.rules import Gone, Rule

KERAS_1 = (
    Rule(
        "keras.layers.LocallyConnected1D(nb_filter, filter_length, init='glorot_uniform', "
        "activation=None, weights=None, border_mode='valid', subsample_length=1, "
        "W_regularizer=None, b_regularizer=None, activity_regularizer=None, W_constraint=None, "
        "b_constraint=None, bias=True, input_dim=None, input_length=None, **kwargs)",
        Gone(
            "Unshared weights are written out in Keras 3: cut the windows with "
            "`keras.ops.stack([x[:, i:i + filter_length] for i in range(steps)], axis=1)` and "
            "multiply them with one kernel per step by `keras.ops.einsum('bsli,slio->bso', ...)`."
        ),
    ),
    Rule(
        "keras.layers.LocallyConnected2D(nb_filter, nb_row, nb_col, init='glorot_uniform', "
        "activation=None, weights=None, border_mode='valid', subsample=(1, 1), "
        "dim_ordering='default', W_regularizer=None, b_regularizer=None, "
        "activity_regularizer=None, W_constraint=None, b_constraint=None, bias=True, **kwargs)",
        Gone(
            "Unshared weights are written out in Keras 3: cut the windows with "
            "`keras.ops.image.extract_patches(x, (nb_row, nb_col), strides=1)` and multiply them "
            "with one kernel per position by `keras.ops.einsum('bhwi,hwio->bhwo', ...)`."
        ),
    ),
)
