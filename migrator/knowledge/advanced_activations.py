"""Activations that are layers of their own."""

from migrator.knowledge.shared import LAYER, WEIGHTS, initializer
from migrator.rules import Earlier, Gone, Rule, To

KERAS_1 = (
    Rule(
        "keras.layers.LeakyReLU(alpha=0.3, **kwargs)",
        To("keras.layers.LeakyReLU(negative_slope)", {"alpha": "negative_slope", **LAYER}),
    ),
    Rule(
        "keras.layers.PReLU(init='zero', weights=None, shared_axes=None, **kwargs)",
        To(
            "keras.layers.PReLU(alpha_initializer)",
            {
                "init": initializer("alpha_initializer"),
                "weights": WEIGHTS,
                **LAYER,
            },
            accept=("init",),  # 'Zeros' is 'zero'
        ),
        earlier=(
            Earlier(
                "keras.layers.PReLU(input_shape, init='zero', weights=None)",
                "0.1.3",
                {"input_shape": "tuple"},
            ),
        ),
    ),
    Rule(
        "keras.layers.ELU(alpha=1.0, **kwargs)",
        To("keras.layers.ELU(alpha)", LAYER),
    ),
    Rule(
        "keras.layers.ThresholdedReLU(theta=1.0, **kwargs)",
        To("keras.layers.ReLU", {"theta": "threshold", **LAYER}, require=("theta",)),
    ),
    Rule(
        "keras.layers.ParametricSoftplus(alpha_init=0.2, beta_init=5.0, weights=None, "
        "shared_axes=None, **kwargs)",
        Gone(
            "Write a layer with two weights of the input's shape whose call returns "
            "`alpha * keras.ops.softplus(beta * x)`; they start at 0.2 and 5.0."
        ),
    ),
    Rule(
        "keras.layers.SReLU(t_left_init='zero', a_left_init='glorot_uniform', "
        "t_right_init='glorot_uniform', a_right_init='one', shared_axes=None, **kwargs)",
        Gone(
            "Write a layer with weights t_left, a_left, t_right and a_right, each of the input's "
            "shape; with `end = t_left + keras.ops.abs(t_right)` its call returns `t_left + "
            "keras.ops.clip(x - t_left, 0.0, end - t_left) - a_left * keras.ops.relu(t_left - x) "
            "+ a_right * keras.ops.relu(x - end)`."
        ),
    ),
)
