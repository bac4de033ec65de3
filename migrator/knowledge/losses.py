"""`keras.objectives`, now `keras.losses`, and `keras.metrics`."""

from migrator.frozen import replace
from migrator.knowledge.helpers import COSINE_PROXIMITY, HINGE, SQUARED_HINGE
from migrator.knowledge.metric_names import METRICS
from migrator.knowledge.shared import LOSSES_0
from migrator.rules import Gone, Into, Rule, To

_LOGITS = (
    "Keras 3 reads the logits behind the last activation, {}, as if they were those of {}: {}, "
    "which it takes as it is."
)
_BARE = "lambda y, p: keras.losses.{0}(y, p + 0)"
_COMPILED = "compile with `{}`"


def _mistaken(instead: str) -> dict[str, dict[str, str]]:
    """Return what is said of losses behind the activations of others; over what to write."""
    sparse = ("categorical_crossentropy", "sparse_categorical_crossentropy")
    known = (
        ("binary_crossentropy", "softmax", "a softmax", "sigmoids"),
        *((loss, "sigmoid", "sigmoids", "a softmax") for loss in sparse),
    )
    return {
        loss: {activation: _LOGITS.format(last, own, instead.format(loss))}
        for loss, activation, last, own in known
    }


#: What standalone Keras computed from the outputs themselves; tf.keras does as Keras 3.
MISTAKEN = _mistaken(_COMPILED.format(_BARE))
#: The same of metrics, which are logged by their names.
MISTAKEN_METRICS = _mistaken(
    _COMPILED.format(f"keras.metrics.MeanMetricWrapper({_BARE}, name='{{0}}')")
)
#: The same of those that a function of the file's own computes, over the name of the predictions.
_BEHIND = (
    "Keras 3 reads the logits behind {}, where Keras took what that gives for logits: compute "
    "this of `{{}} + 0`, if it has to be, or leave one of the two out."
)
MISTAKEN_INSIDE = {
    **_mistaken("compute this of `{{}} + 0`"),
    **{
        f"{loss}(from_logits": {n: _BEHIND.format(f"the {n}") for n in ("sigmoid", "softmax")}
        for loss in MISTAKEN
    },
}

#: Layers whose activation is not the last that they do: Keras 3 knows no logits behind it.
ACTIVATED_INSIDE = frozenset(
    f"keras.layers.{name}" for name in ("ConvLSTM2D", "GRU", "LSTM", "SimpleRNN")
)

_COSINE = To("cosine_proximity(y_true, y_pred)", helpers=(COSINE_PROXIMITY,))
_HINGE = To("hinge(y_true, y_pred)", helpers=(HINGE,))
_SQUARED_HINGE = To("squared_hinge(y_true, y_pred)", helpers=(SQUARED_HINGE,))

_OBJECTIVES = (
    Rule(
        "keras.objectives.mean_squared_error(y_true, y_pred)",
        To("keras.losses.mean_squared_error(y_true, y_pred)"),
        also=("keras.objectives.mse", "keras.objectives.MSE"),
    ),
    Rule(
        "keras.objectives.mean_absolute_error(y_true, y_pred)",
        To("keras.losses.mean_absolute_error(y_true, y_pred)"),
        also=("keras.objectives.mae", "keras.objectives.MAE"),
    ),
    Rule(
        "keras.objectives.mean_absolute_percentage_error(y_true, y_pred)",
        To("keras.losses.mean_absolute_percentage_error(y_true, y_pred)"),
        also=("keras.objectives.mape", "keras.objectives.MAPE"),
    ),
    Rule(
        "keras.objectives.mean_squared_logarithmic_error(y_true, y_pred)",
        To("keras.losses.mean_squared_logarithmic_error(y_true, y_pred)"),
        also=("keras.objectives.msle", "keras.objectives.MSLE"),
    ),
    Rule(
        "keras.objectives.squared_hinge(y_true, y_pred)",
        _SQUARED_HINGE,
    ),
    Rule(
        "keras.objectives.hinge(y_true, y_pred)",
        _HINGE,
    ),
    Rule(
        "keras.objectives.categorical_crossentropy(y_true, y_pred)",
        To("keras.losses.categorical_crossentropy(y_true, y_pred)"),
    ),
    Rule(
        "keras.objectives.sparse_categorical_crossentropy(y_true, y_pred)",
        To("keras.losses.sparse_categorical_crossentropy(y_true, y_pred)"),
    ),
    Rule(
        "keras.objectives.binary_crossentropy(y_true, y_pred)",
        To("keras.losses.binary_crossentropy(y_true, y_pred)"),
    ),
    Rule(
        "keras.objectives.kullback_leibler_divergence(y_true, y_pred)",
        To("keras.losses.kl_divergence(y_true, y_pred)"),
        also=("keras.objectives.kld", "keras.objectives.KLD"),
    ),
    Rule(
        "keras.objectives.poisson(y_true, y_pred)",
        To("keras.losses.poisson(y_true, y_pred)"),
    ),
    Rule(
        "keras.objectives.cosine_proximity(y_true, y_pred)",
        _COSINE,
        also=("keras.objectives.cosine",),
    ),
    Rule(
        "keras.objectives.get(identifier)",
        To("keras.losses.get(identifier)", {"identifier": Into("identifier", LOSSES_0)}),
    ),
)

#: Keras 1's metrics were numbers, Keras 3's have one for each sample.
_MEAN = "keras.ops.mean({})"
_COUNTED = "binary_accuracy categorical_accuracy sparse_categorical_accuracy"
_MEASURED = (
    "binary_crossentropy categorical_crossentropy mean_absolute_error "
    "mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error poisson "
    "sparse_categorical_crossentropy"
)


def _metric(was: str, to: str = "", *, also: tuple[str, ...] = ()) -> Rule:
    name, _, parameters = was.partition("(")
    target = f"keras.metrics.{to or name}({parameters}".replace("=5", "")
    return Rule(f"keras.metrics.{was}", To(target, unless_returned=_MEAN), also)


_METRICS = (
    *(_metric(f"{name}(y_true, y_pred)") for name in f"{_COUNTED} {_MEASURED}".split()),
    _metric("top_k_categorical_accuracy(y_true, y_pred, k=5)"),
    _metric("mse(y_true, y_pred)", "mean_squared_error", also=("keras.metrics.MSE",)),
    _metric("mae(y_true, y_pred)", "mean_absolute_error", also=("keras.metrics.MAE",)),
    _metric("mape(y_true, y_pred)", "mean_absolute_percentage_error", also=("keras.metrics.MAPE",)),
    _metric("msle(y_true, y_pred)", "mean_squared_logarithmic_error", also=("keras.metrics.MSLE",)),
    Rule("keras.metrics.hinge(y_true, y_pred)", replace(_HINGE, unless_returned=_MEAN)),
    Rule(
        "keras.metrics.squared_hinge(y_true, y_pred)",
        replace(_SQUARED_HINGE, unless_returned=_MEAN),
    ),
    _metric("kullback_leibler_divergence(y_true, y_pred)", "kl_divergence"),
    Rule(
        "keras.metrics.cosine_proximity(y_true, y_pred)",
        replace(_COSINE, unless_returned=_MEAN),
        also=("keras.metrics.cosine",),
    ),
    Rule(
        "keras.metrics.precision(y_true, y_pred)",
        Gone("Pass `keras.metrics.Precision()`: it counts over the epoch, not over each batch."),
    ),
    Rule(
        "keras.metrics.recall(y_true, y_pred)",
        Gone("Pass `keras.metrics.Recall()`: it counts over the epoch, not over each batch."),
    ),
    Rule(
        "keras.metrics.fbeta_score(y_true, y_pred, beta=1)",
        Gone(
            "Pass `keras.metrics.FBetaScore(average='micro', beta=beta, threshold=0.5)`: it "
            "counts over the epoch, not over each batch."
        ),
    ),
    Rule(
        "keras.metrics.fmeasure(y_true, y_pred)",
        Gone(
            "Pass `keras.metrics.F1Score(average='micro', threshold=0.5)`: it counts over the "
            "epoch, not over each batch."
        ),
        also=("keras.metrics.fscore", "keras.metrics.f1score"),
    ),
    Rule(
        "keras.metrics.matthews_correlation(y_true, y_pred)",
        Gone(
            "Write a function `(y_true, y_pred)` with `keras.ops`, or call "
            "`sklearn.metrics.matthews_corrcoef` on the predictions."
        ),
    ),
    Rule(
        "keras.metrics.get(identifier)",
        To("keras.metrics.get(identifier)", {"identifier": Into("identifier", METRICS)}),
    ),
)

KERAS_1 = _OBJECTIVES + _METRICS
