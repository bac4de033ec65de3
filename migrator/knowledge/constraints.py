"""Constraints on weights."""

from migrator.knowledge.shared import CONSTRAINTS
from migrator.rules import Gone, Into, Rule, To

KERAS_1 = (
    Rule(
        "keras.constraints.MaxNorm(m=2, axis=0)",
        To("keras.constraints.MaxNorm(max_value, axis)", {"m": "max_value"}),
    ),
    Rule(
        "keras.constraints.maxnorm(m=2, axis=0)",
        To("keras.constraints.max_norm(max_value, axis)", {"m": "max_value"}),
    ),
    Rule(
        "keras.constraints.nonneg()",
        To("keras.constraints.non_neg"),
    ),
    Rule(
        "keras.constraints.unitnorm(axis=0)",
        To("keras.constraints.unit_norm(axis)"),
    ),
    Rule(
        "keras.constraints.MinMaxNorm(low=0.0, high=1.0, rate=1.0, axis=0)",
        To(
            "keras.constraints.MinMaxNorm(min_value, max_value, rate, axis)",
            {"low": "min_value", "high": "max_value"},
        ),
    ),
    Rule(
        "keras.constraints.get(identifier, kwargs=None)",
        To(
            "keras.constraints.get(identifier)",
            {
                "identifier": Into("identifier", CONSTRAINTS),
                "kwargs": Gone("Call the class: `keras.constraints.MaxNorm(2)`."),
            },
        ),
    ),
)
SAME = frozenset(
    {
        "keras.constraints.Constraint",
        "keras.constraints.NonNeg",
        "keras.constraints.UnitNorm",
    }
)
