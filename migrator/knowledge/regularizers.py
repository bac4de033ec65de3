"""Regularizers."""

from migrator.knowledge.shared import REGULARIZERS
from migrator.rules import Gone, Into, Rule, To

KERAS_1 = (
    Rule("keras.regularizers.Regularizer()", To("keras.regularizers.Regularizer")),
    Rule(
        "keras.regularizers.l1(l=0.01)",
        To("keras.regularizers.l1(l1)", {"l": "l1"}),
    ),
    Rule(
        "keras.regularizers.l2(l=0.01)",
        To("keras.regularizers.l2(l2)", {"l": "l2"}),
    ),
    Rule(
        "keras.regularizers.l1l2(l1=0.01, l2=0.01)",
        To("keras.regularizers.L1L2(l1, l2)", pin=("l1", "l2")),
    ),
    Rule(
        "keras.regularizers.activity_l1(l=0.01)",
        To("keras.regularizers.l1(l1)", {"l": "l1"}),
    ),
    Rule(
        "keras.regularizers.activity_l2(l=0.01)",
        To("keras.regularizers.l2(l2)", {"l": "l2"}),
    ),
    Rule(
        "keras.regularizers.activity_l1l2(l1=0.01, l2=0.01)",
        To("keras.regularizers.L1L2(l1, l2)", pin=("l1", "l2")),
    ),
    Rule(
        "keras.regularizers.L1L2Regularizer(l1=0.0, l2=0.0)",
        To("keras.regularizers.L1L2(l1, l2)"),
        also=("keras.regularizers.WeightRegularizer", "keras.regularizers.ActivityRegularizer"),
    ),
    Rule(
        "keras.regularizers.EigenvalueRegularizer(k)",
        Gone(
            "Derive from `keras.regularizers.Regularizer` and compute the largest eigenvalue in "
            "`__call__`, by power iteration with `keras.ops.matmul`."
        ),
    ),
    Rule(
        "keras.regularizers.get(identifier, kwargs=None)",
        To(
            "keras.regularizers.get(identifier)",
            {
                "identifier": Into("identifier", REGULARIZERS),
                "kwargs": Gone("Call the class: `keras.regularizers.L2(0.01)`."),
            },
        ),
    ),
)
MAKERS = tuple(  # functions that return one
    f"keras.regularizers.{name}"
    for name in ("get", "l1", "l2", "l1l2", "activity_l1", "activity_l2", "activity_l1l2")
)
