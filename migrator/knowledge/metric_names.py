"""Metrics by their names, and what is said of them."""

from collections.abc import Mapping

from migrator.frozen import replace
from migrator.knowledge.helpers import FBETA_SCORE, FMEASURE, PRECISION, RECALL
from migrator.knowledge.shared import LOSSES, MEANS
from migrator.rules import ByLoss, Code, Constant, Exactly, Gone, LogName, Value

#: As it was logged, where Keras 3 has another name for it.
LOGGED_DIVERGENCE = Code("keras.metrics.KLDivergence(name='kullback_leibler_divergence')")
#: Names of losses under which Keras 3.15.1 does not find them again in an `.h5` file.
SAVED_LOSSES: Mapping[Constant, Constant] = {
    spelling: full
    for short, full in {**MEANS, "bce": "binary_crossentropy", "kld": "kl_divergence"}.items()
    for spelling in (short, short.upper())
}


def logged_in_full(why: str) -> Mapping[Constant, Value]:
    """Return the metrics that older Keras logged under their full names, `why`."""
    return {
        spelling: Exactly(full, why)
        for short, full in MEANS.items()
        for spelling in (short, short.upper())
    }


_COUNTED = "Keras 1 averaged it over the batches, Keras 3 counts over the epoch."
METRICS: Mapping[Constant, Value] = {
    **LOSSES,
    "kullback_leibler_divergence": LOGGED_DIVERGENCE,
    "acc": "accuracy",
    **logged_in_full("Keras 1 logged it under its full name; Keras 3 logs the name that is given."),
    "precision": Exactly(Code("precision", helpers=(PRECISION,)), _COUNTED),
    "recall": Exactly(Code("recall", helpers=(RECALL,)), _COUNTED),
    "fbeta_score": Code("fbeta_score", helpers=(FBETA_SCORE,)),
    **dict.fromkeys(("f1score", "fmeasure", "fscore"), Code("fmeasure", helpers=(FMEASURE,))),
    "matthews_correlation": Gone(
        "Keras 3 has no such metric: pass a function `(y_true, y_pred)` that computes it with "
        "`keras.ops`, or `sklearn.metrics.matthews_corrcoef` on the predictions."
    ),
}

_METRIC_TARGETS = (
    "Keras 3 gives metrics their targets in the type that they have, where older Keras made floats "
    "of them: if these are whole numbers, begin `{0}` with `{1} = keras.ops.cast({1}, {2}.dtype)`."
)
_FLAT = "If targets come without the axis of the unit, as `(samples,)`, give Keras 3 `y[:, None]`: "
#: Metrics that do not bring targets to the axes of the outputs, as older Keras did for all.
_METRICS_OF_FLAT_TARGETS = {
    "binary_crossentropy": f"{_FLAT}it refuses others for this metric.",
    **dict.fromkeys(
        (
            "categorical_hinge",
            "hinge",
            "kullback_leibler_divergence",
            "kl_divergence",
            "poisson",
            "squared_hinge",
        ),
        f"{_FLAT}of others, this metric is another number there.",
    ),
}
#: 'accuracy' beside a loss that looks at each unit.
ACCURACY = ByLoss(
    names=frozenset({"acc", "accuracy"}),
    losses=frozenset({"binary_crossentropy"}),
    becomes="keras.metrics.BinaryAccuracy(name={})",
    unseen="Keras 3 takes 'accuracy' for that of the largest unit where an output has several, "
    "whatever the loss: give it `{}` where the loss is {!r}.",
    never=("keras0",),  # by the units alone, as Keras 3: what a `Graph` has become
)
#: The same, while predictions were rounded.
ACCURACY_ROUNDED = replace(
    ACCURACY,
    rounded="Older Keras rounded what is predicted and compared that; Keras 3 takes it for 1 above "
    "0.5, and for 0 below: of targets other than 0 and 1 this is another number.",
    also=frozenset({"binary_accuracy"}),
    open=frozenset({"linear", "tanh", "relu", "elu", "selu", "softplus", "softsign"}),
)
_METRIC_ORDER = (
    "Keras 3 sorts the metrics of several outputs by their names, behind the losses "
    "(`dense_1_accuracy` comes before `dense_accuracy`): give the outputs names, call this with "
    "`return_dict=True`, and read what it returns by names such as 'first_accuracy'."
)
_MEASURES_TENSORS = (
    "This metric reads tensors of the model, which Keras 3 cannot compute outside of it: update a "
    "`keras.metrics.Mean` of a layer with them in its `call`, and compile without it."
)
#: What models are compiled with, before its names are known.
COMPILED = LogName(
    "metrics",
    defines=True,
    made_of_tensors=_MEASURES_TENSORS,
    targets=_METRIC_TARGETS,
    ordered=_METRIC_ORDER,
    flat=_METRICS_OF_FLAT_TARGETS,
)
