"""The embedding layer."""

from migrator.knowledge.helpers import EMBEDDING_WITH_DROPOUT
from migrator.knowledge.shared import (
    ACTIVITY_REGULARIZER,
    CONSTRAINTS,
    LAYER,
    REGULARIZERS,
    initializer,
)
from migrator.rules import Args, Gone, InputShape, Into, Method, Rule, Switch, To

_EMBEDDING: Args = {
    **LAYER,
    "output_dim": Into("output_dim", whole=True),
    "init": initializer("embeddings_initializer"),
    "input_length": InputShape("axis"),
    "input_dim": Into("input_dim", whole=True),
    "W_regularizer": Into("embeddings_regularizer", REGULARIZERS),
    "W_constraint": Into("embeddings_constraint", CONSTRAINTS),
    "activity_regularizer": ACTIVITY_REGULARIZER,
}

LENGTH = Method(
    "keras.layers.Embedding.input_length",
    Gone(
        "Keras 3's Embedding keeps no length: ask its inputs, as the `input_shape` of `build` or "
        "`compute_output_shape`, or what it was made with."
    ),
)
KERAS_1 = (
    LENGTH,
    Rule(
        "keras.layers.Embedding(input_dim, output_dim, init='uniform', input_length=None, "
        "W_regularizer=None, activity_regularizer=None, W_constraint=None, mask_zero=False, "
        "weights=None, dropout=0.0, **kwargs)",
        Switch(
            "dropout",
            {
                0.0: To(
                    "keras.layers.Embedding(input_dim, output_dim)",
                    _EMBEDDING,
                    shape_from=("input_length",),
                    always_input=True,
                ),
            },
            # Keras 1 dropped whole words of the vocabulary; no layer of Keras 3 does.
            otherwise=To(
                "EmbeddingWithDropout(input_dim, output_dim)",
                {**_EMBEDDING, "dropout": "word_dropout"},
                shape_from=("input_length",),
                always_input=True,
                helpers=(EMBEDDING_WITH_DROPOUT,),
            ),
        ),
    ),
)
