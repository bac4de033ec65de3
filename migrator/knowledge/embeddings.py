"""The embedding layer."""

from migrator.knowledge.shared import (
    ACTIVITY_REGULARIZER,
    CONSTRAINTS,
    INITIALIZERS,
    LAYER,
    REGULARIZERS,
)
from migrator.rules import Gone, InputShape, Into, Rule, To

_DROPOUT = Gone(
    "Keras 1 dropped whole words of the vocabulary. Nearest to it is, after the embedding, "
    "`keras.layers.Dropout(rate, noise_shape=(None, None, 1))`."
)

KERAS_1 = (
    Rule(
        "keras.layers.Embedding(input_dim, output_dim, init='uniform', input_length=None, "
        "W_regularizer=None, activity_regularizer=None, W_constraint=None, mask_zero=False, "
        "weights=None, dropout=0.0, **kwargs)",
        To(
            "keras.layers.Embedding(input_dim, output_dim)",
            {
                **LAYER,
                "init": Into("embeddings_initializer", INITIALIZERS),
                "input_length": InputShape("axis"),
                "W_regularizer": Into("embeddings_regularizer", REGULARIZERS),
                "W_constraint": Into("embeddings_constraint", CONSTRAINTS),
                "activity_regularizer": ACTIVITY_REGULARIZER,
                "dropout": _DROPOUT,
            },
            shape_from=("input_length",),
            always_input=True,
        ),
    ),
)
