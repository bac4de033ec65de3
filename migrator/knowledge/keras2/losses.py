"""Losses and metrics, and their names as strings."""

from migrator.knowledge.keras2.helpers import (
    COSINE_PROXIMITY,
    HINGE,
    SQUARED_HINGE,
)
from migrator.knowledge.keras2.shared import (
    FOUND,
    FOUND_2_2,
    LOSSES,
    LOSSES_2_2,
    NEW,
    OLD,
    TENSORFLOW,
)
from migrator.knowledge.keras2.templates import Attribute
from migrator.knowledge.shared import MEANS
from migrator.rules import Args, Code, Drop, Gone, Into, Method, Rule, To

_CLASSES = (
    "BinaryCrossentropy CategoricalCrossentropy CategoricalHinge CosineSimilarity Hinge Huber "
    "KLDivergence LogCosh MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError "
    "MeanSquaredLogarithmicError Poisson SparseCategoricalCrossentropy SquaredHinge"
)
_REDUCED: Args = {"reduction": Into("reduction", {"auto": Drop()})}

_FUNCTIONS = {
    "cosine_proximity": "cosine_similarity",
    "cosine": "cosine_similarity",
    "kullback_leibler_divergence": "kl_divergence",
    "logcosh": "log_cosh",
    "huber_loss": "huber",
}
_MODULES = (
    *("activations", "constraints", "initializers", "losses", "metrics"),
    *("optimizers", "optimizers.schedules", "regularizers"),
)
_CONFIGS: dict[str, Args] = {"activations": {"name": "config"}}  # what the others call `name`
_HERE = ("keras.losses", "keras.metrics")
_UTILS = "keras.utils.losses_utils"
_WEIGHTED = (
    "A loss of Keras 3 is weighted, and reduced as its `reduction=` says, when it is called: "
    "return from its `call` a loss for each sample."
)

TEMPLATES = (
    *(Rule(f"keras.losses.{n}", To(f"keras.losses.{n}", _REDUCED)) for n in _CLASSES.split()),
    *(
        Rule(f"{module}.{old}", To(f"keras.losses.{new}"))
        for module in _HERE
        for old, new in _FUNCTIONS.items()
        if module == "keras.losses" or old in {"kullback_leibler_divergence", "logcosh"}
    ),
    *(
        Rule(f"keras.metrics.{name}", becomes, only=only)
        for name in ("cosine", "cosine_proximity", "cosine_similarity")
        for becomes, only in (
            (To("cosine_proximity", helpers=(COSINE_PROXIMITY,)), ("2.3",)),
            (To("keras.losses.cosine_similarity"), ("2.2", *TENSORFLOW)),
        )
    ),
    *(
        rule
        for module in _HERE
        for rule in (
            Rule(f"{module}.hinge", To("hinge", helpers=(HINGE,)), only=OLD),
            Rule(
                f"{module}.squared_hinge", To("squared_hinge", helpers=(SQUARED_HINGE,)), only=OLD
            ),
        )
    ),
    Rule(  # Keras 3 has one number for each unit
        "keras.metrics.binary_accuracy",
        To("keras.metrics.binary_accuracy", unless_returned="keras.ops.mean({}, axis=-1)"),
    ),
    *(
        Rule(
            f"keras.metrics.{name}",
            To(f"keras.metrics.{name}", unless_returned="keras.ops.mean({})"),  # it was a number
            only=("2.2",),
        )
        for name in ("sparse_top_k_categorical_accuracy", "top_k_categorical_accuracy")
    ),
    Rule(
        "keras.losses.get",
        To("keras.losses.get", {"identifier": Into("identifier", LOSSES_2_2)}),
        only=OLD,
    ),
    Rule(
        "keras.losses.get",
        To("keras.losses.get", {"identifier": Into("identifier", LOSSES)}),
        only=NEW,
    ),
    Rule(
        "keras.metrics.get",
        To("keras.metrics.get", {"identifier": Into("identifier", FOUND_2_2)}),
        only=OLD,
    ),
    Rule(
        "keras.metrics.get",
        To("keras.metrics.get", {"identifier": Into("identifier", FOUND)}),
        only=NEW,
    ),
    *(
        Rule(
            f"keras.metrics.{short}",
            To(f"keras.metrics.{full}"),
            (f"keras.metrics.{short.upper()}",),
        )
        for short, full in MEANS.items()
    ),
    *(
        Rule(
            f"keras.{module}.{name}",
            To(f"keras.{module}.{name}", {"use_legacy_format": Drop(), **_CONFIGS.get(module, {})}),
        )
        for module in _MODULES
        for name in ("deserialize", "serialize")
    ),
    *(
        Rule(
            f"keras.losses.{short}", To(f"keras.losses.{full}"), (f"keras.losses.{short.upper()}",)
        )
        for short, full in {**MEANS, "kld": "kl_divergence"}.items()
    ),
    Rule("keras.metrics.KLDivergence", To("keras.metrics.KLDivergence", pin=("name",))),
    Rule("keras.metrics.kld", To("keras.losses.kl_divergence"), ("keras.metrics.KLD",)),
    *(
        Rule(
            f"keras.losses.Reduction.{name}",
            To("keras.losses.Loss", text=Code(f"'{name.lower()}'")),
            (f"{_UTILS}.Reduction.{name}",),
        )
        for name in ("NONE", "SUM", "SUM_OVER_BATCH_SIZE")
    ),
    Rule(
        "keras.losses.Reduction.AUTO",
        To("keras.losses.Loss", text=Code("'sum_over_batch_size'")),
    ),
    *(
        Rule(f"{_UTILS}.{name}", Gone(_WEIGHTED), only=("2.3",))
        for name in ("broadcast_weights", "compute_weighted_loss", "reduce_weighted_loss")
    ),
    Attribute(
        "keras.metrics.Metric.stateful",
        Gone("Leave it out: every metric of Keras 3 keeps its state until `reset_state()`."),
        only=(*NEW, "tf.1"),
    ),
    Method("keras.metrics.Metric.reset_states", To("keras.metrics.Metric.reset_state"), only=NEW),
    Rule(
        "keras.metrics.MeanRelativeError",
        Gone("Write a metric: `keras.metrics.MeanMetricWrapper(function)`."),
    ),
    Rule(
        "keras.metrics.MeanTensor",
        Gone("Write a metric with a variable of the tensor's shape."),
    ),
)
