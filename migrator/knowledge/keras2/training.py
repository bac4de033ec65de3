"""Compiling models, training them, evaluating them, predicting with them."""

from collections.abc import Iterator, Mapping

from migrator.frozen import replace
from migrator.knowledge.feeding import (
    CLASS_WEIGHT,
    CLASS_WEIGHT_2_2,
    ONE_WEIGHT,
    SPLIT,
    WEIGHTS_2_2,
)
from migrator.knowledge.feeding import LISTS as LISTS_1
from migrator.knowledge.keras2 import interfaces
from migrator.knowledge.keras2.optimizers import OPTIMIZERS, OPTIMIZERS_MOVED
from migrator.knowledge.keras2.shared import (
    LOSSES,
    LOSSES_2_2,
    METRICS,
    METRICS_2_2,
    METRICS_OF_TENSORFLOW_2,
    REFUSED,
    STANDALONE,
    TENSORFLOW,
)
from migrator.knowledge.metric_names import (
    ACCURACY,
    ACCURACY_ROUNDED,
    COMPILED,
    SAVED_LOSSES,
)
from migrator.knowledge.shared import OWN_OPTIMIZER, PARTIAL_LOSSES, SAMPLE_WEIGHT_BY_NAME, SPREAD
from migrator.knowledge.training import BATCH_SIZE, KERAS_1, READS_TENSORS
from migrator.rules import Args, Drop, Gone, Into, Method, To

_MODEL = "keras.models.Model"
_SEQUENTIAL = ("keras.models.Sequential",)
_SPEED = Drop("It only affects speed: set it on the `keras.utils.PyDataset` that is passed as `x`.")
_WORKERS: Args = {"max_queue_size": _SPEED, "workers": _SPEED, "use_multiprocessing": _SPEED}
_STEPS: Args = {"steps": Into("steps", batches=True)}
_EPOCH: Args = {name: Into(name, batches=True) for name in ("steps_per_epoch", "validation_steps")}
_GENERATOR: Args = {"generator": "x", **_WORKERS}
_CLASSES_WEIGHED: Args = {"class_weight": CLASS_WEIGHT}
_SPLIT: Args = {"validation_split": SPLIT}
_BY_NAME = Into("sample_weight", by_name=SAMPLE_WEIGHT_BY_NAME)
_WEIGHED: Args = {"sample_weight": _BY_NAME}
_WEIGHTED: Args = {"sample_weight": replace(_BY_NAME, remark=WEIGHTS_2_2)}
_VALIDATED: Args = {
    "class_weight": CLASS_WEIGHT_2_2,
    "validation_data": Into("validation_data", of_length={3: WEIGHTS_2_2}),
}

_CLASSES = next(
    rule.becomes.by_units
    for rule in KERAS_1
    if rule.name.endswith(".predict_classes") and isinstance(rule.becomes, To)
)


def _also_taken(method: Method, spellings: Mapping[str, str]) -> Iterator[Method]:
    """Yield the records of a method that took words of Keras 1, too, but not in TensorFlow."""
    only = method.only or (*STANDALONE, *TENSORFLOW)
    for own, words in ((True, spellings), (False, {})):
        releases = tuple(release for release in only if (release in STANDALONE) is own)
        if releases:
            telltale = (*method.telltale, *words)
            yield replace(method, only=releases, spellings=words, telltale=telltale)


_GENERATORS = (
    Method(
        f"{_MODEL}.fit_generator",
        To(
            f"{_MODEL}.fit",
            {**_GENERATOR, **_EPOCH, **_CLASSES_WEIGHED},
            pin=("shuffle",),
            accept=("verbose",),
        ),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
    Method(
        f"{_MODEL}.evaluate_generator",
        To(f"{_MODEL}.evaluate", {**_GENERATOR, **_STEPS}, accept=("verbose",)),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
    Method(
        f"{_MODEL}.predict_generator",
        To(f"{_MODEL}.predict", {**_GENERATOR, **_STEPS}, accept=("verbose",)),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
)

_FIT: Args = {
    "batch_size": BATCH_SIZE,
    "epochs": Into("epochs", whole=True),
    **_WORKERS,
    **_EPOCH,
    **_CLASSES_WEIGHED,
}
_CALLS = (
    Method(
        "keras.models.Sequential.fit",
        To(
            f"{_MODEL}.fit",
            {**_FIT, **_SPLIT, **_WEIGHTED, **_VALIDATED},
            accept=("verbose",),
            alone=ONE_WEIGHT,
        ),
        moved={"epochs": {"2.1.0": 10}},
        only=("2.2",),
        spellings=interfaces.FIT,
    ),
    *(
        method
        for name, args, spellings, before in (
            ("fit", _FIT, interfaces.FIT, {**_SPLIT, **_WEIGHTED, **_VALIDATED}),
            ("evaluate", {**_WORKERS, **_STEPS}, {}, _WEIGHTED),
        )
        for weighted, only in (
            (before, ("2.2",)),
            ({**_SPLIT, **_WEIGHED}, ("2.3", "tf.1")),
            (_WEIGHED, ("tf.keras",)),
        )
        for method in _also_taken(
            Method(
                f"{_MODEL}.{name}",
                To(
                    f"{_MODEL}.{name}",
                    {**args, **weighted},
                    accept=("verbose",),
                    alone=ONE_WEIGHT,
                ),
                telltale=("use_multiprocessing", "workers", "max_queue_size"),
                receiver=_SEQUENTIAL,
                only=only,
            ),
            spellings,
        )
    ),
    Method(
        f"{_MODEL}.predict_on_batch",
        To(f"{_MODEL}.predict_on_batch"),
        receiver=_SEQUENTIAL,
    ),
    Method(
        f"{_MODEL}.predict",
        To(f"{_MODEL}.predict", {**_WORKERS, **_STEPS}, accept=("verbose",)),
        telltale=("use_multiprocessing", "workers", "max_queue_size"),
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Sequential.predict_proba",
        To("keras.models.Sequential.predict", accept=("verbose",)),
        receiver=("keras.models.Model",),  # what was loaded may be a Sequential
    ),
    Method(
        "keras.models.Sequential.predict_classes",
        To("keras.models.Sequential.predict", accept=("verbose",), by_units=_CLASSES),
        unmistakable=True,
    ),
)


#: TensorFlow 2 chose by the units already.
_ACCURACIES = {"2.2": ACCURACY_ROUNDED, "2.3": ACCURACY_ROUNDED, "tf.1": ACCURACY}
_OPTIMIZER = {
    "2.2": Into("optimizer", OPTIMIZERS, own=OWN_OPTIMIZER, moved=OPTIMIZERS_MOVED),
    "2.3": Into("optimizer", OPTIMIZERS, own=OWN_OPTIMIZER),
}


def _compile(release: str) -> Method:
    """Return the record of `compile`, whose strings mean other things in each release."""
    old = release in {"2.2", "tf.1"}
    of_tensorflow_2 = METRICS_OF_TENSORFLOW_2 if release == "tf.keras" else METRICS
    metrics = METRICS_2_2 if old else of_tensorflow_2
    args: Args = {
        "optimizer": _OPTIMIZER.get(release, Into("optimizer", own=OWN_OPTIMIZER)),
        "loss": Into(
            "loss",
            LOSSES_2_2 if old else LOSSES,
            saved=SAVED_LOSSES,
            made_of_tensors=READS_TENSORS,
            spread=SPREAD,
            partial=PARTIAL_LOSSES,
        ),
        "metrics": replace(
            COMPILED,
            values=metrics,
            listed=True,
            by_loss=_ACCURACIES.get(release),
        ),
        "weighted_metrics": Into("weighted_metrics", listed=True),
        "sample_weight_mode": Drop(
            "Keras 3 sees from the shape of `sample_weight` what it is for."
        ),
        "target_tensors": Gone("Pass the targets to `fit`."),
        "distribute": Gone("Make the model in the scope of a distribution."),
        "experimental_run_tf_function": Drop(),
        "pss_evaluation_shards": Drop(),
        "cloning": Drop(),
    }
    return Method(
        f"{_MODEL}.compile",
        To(f"{_MODEL}.compile", args),
        telltale=("metrics", "sample_weight_mode", "target_tensors"),
        together=frozenset({"loss", "optimizer"}),
        only=(release,),
        receiver=_SEQUENTIAL,
        refused=REFUSED,
    )


TEMPLATES = (
    *(m for method in _GENERATORS for m in _also_taken(method, interfaces.GENERATORS)),
    *_CALLS,
    *(_compile(release) for release in ("2.2", "2.3", "tf.1", "tf.keras")),
)

_ALIKE = (
    "BinaryCrossentropy BinaryFocalCrossentropy CategoricalCrossentropy "
    "CategoricalFocalCrossentropy CategoricalHinge CosineSimilarity Hinge Huber KLDivergence "
    "LogCosh MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError "
    "MeanSquaredLogarithmicError Poisson SquaredHinge"
)
_WITH_LOSSES = replace(
    LISTS_1,
    alike=frozenset(f"keras.losses.{name}" for name in _ALIKE.split()),
    arrays=frozenset(
        {
            "keras.losses.SparseCategoricalCrossentropy",
            "keras.losses.sparse_categorical_crossentropy",
            "keras.metrics.SparseCategoricalCrossentropy",
            "keras.metrics.sparse_categorical_crossentropy",
        }
    ),
)
#: Keras 2.2, and TensorFlow 1, took what begins with a list for an array of each input.
_OF_INPUTS = replace(_WITH_LOSSES, rows=False, inputs=True)
LISTS = {"2.2": _OF_INPUTS, "2.3": _OF_INPUTS, "tf.1": _OF_INPUTS, "tf.keras": _WITH_LOSSES}
#: Not in Keras 2.3, which had no prefix.
WEIGHTED = (
    "Keras 3 puts `weighted_` in front of a weighted metric only where `metrics` has the same: "
    "without it, ask for the name that `weighted_metrics` gives."
)
