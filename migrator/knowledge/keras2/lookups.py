"""Layers that prepare data: arguments that had other names while they were experimental.

Source: TensorFlow 2.3 to 2.5; what 2.6 named otherwise is what Keras 3 has.
"""

from migrator.knowledge.keras2.templates import Attribute
from migrator.rules import Args, Gone, Into, Rule, To

_LAYERS = "keras.layers"
_ENCODED: Args = {
    "output_mode": Into(
        "output_mode",
        {
            "binary": "multi_hot",
            "tf-idf": Gone("Encode by `keras.layers.IntegerLookup(output_mode='tf_idf')`."),
        },
    ),
}
_FORMER: dict[str, dict[str, str]] = {
    "CategoryEncoding": {"max_tokens": "num_tokens"},
    "Discretization": {"bins": "bin_boundaries"},
    "IntegerLookup": {
        "max_values": "max_tokens",
        "mask_value": "mask_token",
        "oov_value": "oov_token",
    },
}
_VOCABULARIES = ("IntegerLookup", "StringLookup", "TextVectorization")

TEMPLATES = (
    *(
        Rule(
            f"{_LAYERS}.{name}",
            To(f"{_LAYERS}.{name}", _ENCODED if name == "CategoryEncoding" else {}),
            spellings=former,
        )
        for name, former in _FORMER.items()
    ),
    *(
        Attribute(f"{_LAYERS}.{name}.vocab_size", To(f"{_LAYERS}.{name}.vocabulary_size"))
        for name in _VOCABULARIES
    ),
)
