"""Activation functions."""

from migrator.knowledge.helpers import HARD_SIGMOID
from migrator.knowledge.shared import ACTIVATIONS
from migrator.rules import Into, Rule, To

KERAS_1 = (
    Rule(
        "keras.activations.relu(x, alpha=0.0, max_value=None)",
        To("keras.activations.relu(x)", {"alpha": "negative_slope"}),
    ),
    Rule(
        "keras.activations.hard_sigmoid(x)",
        To("hard_sigmoid(x)", helpers=(HARD_SIGMOID,)),
    ),
    Rule(
        "keras.activations.get(identifier)",
        To("keras.activations.get(identifier)", {"identifier": Into("identifier", ACTIVATIONS)}),
    ),
)
SAME = frozenset(
    f"keras.activations.{name}"
    for name in ("elu", "linear", "sigmoid", "softmax", "softplus", "softsign", "tanh")
)
