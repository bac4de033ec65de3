"""The knowledge of each family of releases since Keras 2: Keras 2.0-2.2, 2.3, TensorFlow's."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain

from migrator.frozen import replace
from migrator.knowledge import custom as custom_1
from migrator.knowledge import inside_models, naming, tensorflow1
from migrator.knowledge import training as training_1
from migrator.knowledge.api3 import MODERN
from migrator.knowledge.applications import SAME
from migrator.knowledge.backend import TENSOR_METHODS
from migrator.knowledge.backend_state import CHOICES, SESSIONS
from migrator.knowledge.counterparts import COUNTERPARTS
from migrator.knowledge.engine import OF_MODELS
from migrator.knowledge.feeding import CONFIGURATIONS, FEEDING, REMADE, WEIGHTS_2_2
from migrator.knowledge.keras2 import (
    applications,
    backend,
    callbacks,
    custom,
    experimental,
    internals,
    layers,
    lookups,
    losses,
    models,
    optimizers,
    preprocessing,
    states,
    trainability,
    training,
    utils,
)
from migrator.knowledge.keras2.modules import EXPORTS, MODULES
from migrator.knowledge.keras2.releases import SINCE
from migrator.knowledge.keras2.shared import LOGGED, OLD
from migrator.knowledge.keras2.signatures import KERAS_2_2, KERAS_2_3, TF_KERAS
from migrator.knowledge.keras2.strictness import ANYWAY, BESIDE, strictness
from migrator.knowledge.keras2.templates import Templates
from migrator.knowledge.losses import ACTIVATED_INSIDE, MISTAKEN, MISTAKEN_INSIDE, MISTAKEN_METRICS
from migrator.knowledge.models import SHORTENING_2, UNREAD, UNREAD_COMPUTED
from migrator.knowledge.modules import LENT
from migrator.knowledge.numbers import NUMBERS
from migrator.knowledge.packages import OUTDATED, PACKAGES
from migrator.knowledge.preprocessing import BATCHED
from migrator.knowledge.shared import (
    NAMED_IN_TENSORFLOW,
    REFUSED,
    ROOTS,
    SEEDS,
    SEEDS_OF_TENSORFLOW,
    STYLE,
)
from migrator.knowledge.still import STILL
from migrator.knowledge.tensorflow2 import TENSORFLOW_2
from migrator.rules import Gone, Knowledge, Remark

_KEYS: Mapping[str, Mapping[str, Mapping[str, str | Gone | Remark]]] = {
    "2.2": callbacks.KEYS_OLD,
    "2.3": callbacks.KEYS_2_3,
    "tf.1": callbacks.KEYS_OLD,
    "tf.keras": callbacks.KEYS_NEW,
}
AREAS = (
    layers,
    lookups,
    models,
    training,
    optimizers,
    losses,
    callbacks,
    preprocessing,
    utils,
    backend,
    custom,
    experimental,
    internals,
    states,
    applications,
)
TEMPLATES = Templates(chain.from_iterable(area.TEMPLATES for area in AREAS))

#: What no release that is read here has, or what was none of Keras's own.
_UNREAD = replace(  # TensorFlow made layers of its operations, where models have them
    UNREAD, computed=UNREAD_COMPUTED, by=("keras.backend.", "keras.ops.", "tensorflow.")
)
_BESIDES = {
    **internals.SIGNATURES,
    "keras.backend._get_available_gpus": "",
    **backend.IMPORTED,
    **dict.fromkeys(utils.BORROWED, "="),
    **dict.fromkeys((f"keras.backend.{name}" for name in backend.THEANO), "="),
    **dict.fromkeys(
        (f"keras.losses.Reduction.{n}" for n in ("AUTO", "NONE", "SUM", "SUM_OVER_BATCH_SIZE")),
        "=",
    ),
    "keras.experimental.PeepholeLSTMCell": "units, **kwargs",
    "keras.experimental.export_saved_model": (
        "model, saved_model_path, custom_objects=None, as_text=False, input_signature=None, "
        "serving_only=False"
    ),
    "keras.layers.PreprocessingLayer": "**kwargs",
    "keras.layers.merge._Merge": "**kwargs",
}
_TF: Mapping[str, str] = {
    **_BESIDES,
    **KERAS_2_2,
    **KERAS_2_3,
    **TF_KERAS,
    **experimental.SIGNATURES,
}
_GATED = tuple(f"keras.layers.{name}" for name in ("GRU", "GRUCell", "LSTM", "LSTMCell"))
SIGNATURES: Mapping[str, Mapping[str, str]] = {
    "2.2": {
        **_BESIDES,
        **KERAS_2_2,
        **applications.SIGNATURES,
        "keras.models.Sequential.fit": KERAS_2_2["keras.models.Model.fit"],  # 2.0's own: `moved`
    },
    "2.3": {**_BESIDES, **KERAS_2_2, **KERAS_2_3, **applications.SIGNATURES},
    "tf.1": {
        **_TF,
        **applications.SIGNATURES,
        **{name: KERAS_2_2[name] for name in _GATED if name in KERAS_2_2},
    },
    "tf.keras": _TF,
}
_LOADED = (
    "keras.models.load_model",
    "keras.models.model_from_json",
    "keras.models.clone_model",
    "keras.saving.load_model",
    "keras.utils.multi_gpu_model",
    "keras.models.Model.from_config",
)
_TENSORS = "Input add average concatenate dot maximum minimum multiply subtract"
_RATED = ("SGD", "RMSprop", "Adagrad", "Adadelta", "Adam", "Adamax", "Nadam")
_APPLICATIONS = "keras.applications."


def _is_class(name: str) -> bool:
    return name.rpartition(".")[2][:1].isupper()


RETURNS = {
    **training_1.RETURNS,
    **preprocessing.RETURNS,
    **dict.fromkeys(_LOADED, "keras.models.Model"),
    **dict.fromkeys(
        (name for name in MODERN if name.startswith(_APPLICATIONS) and _is_class(name)),
        "keras.models.Model",
    ),
    "keras.models.Sequential.from_config": "keras.models.Sequential",
    "*.optimizer": "keras.optimizers.Adam",  # of a model whose class is not in sight
    "*model.inputs": "keras.KerasTensor",  # the same, where it is named so
    "*model.outputs": "keras.KerasTensor",
    "*model.layers": "keras.layers.Layer",
    **OF_MODELS,
    **dict.fromkeys((f"keras.layers.{name}" for name in _TENSORS.split()), "keras.KerasTensor"),
    "keras.backend.placeholder": "keras.KerasTensor",
    "keras.KerasTensor.get_shape": "keras.TensorShape",
    "keras.KerasTensor.shape": "keras.TensorShape",
    "keras.TensorShape.dims": "keras.TensorShape",
    "*.get_shape": "tensorflow.TensorShape",  # of a tensor that may be TensorFlow's
    "*.shape": "tensorflow.TensorShape",
    "keras.backend.variable": "keras.Variable",
    **dict.fromkeys(
        (f"keras.optimizers.{of}.{rate}" for of in _RATED for rate in ("lr", "learning_rate")),
        "keras.Variable",
    ),
    "keras.models.Model.metrics": "keras.metrics.Metric",
    "keras.models.Sequential.metrics": "keras.metrics.Metric",
    "keras.callbacks.Callback.model": "keras.models.Model",
    "keras.layers.Wrapper.layer": "keras.layers.Layer",
    "keras.models.Model.optimizer": "keras.optimizers.Adam",
    "keras.models.Sequential.optimizer": "keras.optimizers.Adam",
    "keras.optimizers.get": "keras.optimizers.Adam",
    "keras.optimizers.deserialize": "keras.optimizers.Adam",
    "keras.models.Model.layers": "keras.layers.Layer",
    "keras.models.Sequential.layers": "keras.layers.Layer",
    "keras.models.Model.get_layer": "keras.layers.Layer",
    "keras.models.Sequential.get_layer": "keras.layers.Layer",
}


def _family(release: str, before: Knowledge) -> Knowledge:
    old = release in OLD
    return Knowledge(
        rules=TEMPLATES.records(release, SIGNATURES[release]),
        release=release,
        modules=MODULES,
        stars={"keras.layers.merge": "keras.layers"},
        same=SAME | {"keras.__version__"},
        modern=MODERN,
        exports=EXPORTS,
        lent=LENT,
        tensor_methods={} if release.startswith("tf") else TENSOR_METHODS,
        returns=RETURNS,
        style=STYLE,
        roots=ROOTS,
        weight_lists=custom_1.WEIGHT_LISTS,
        penalties=custom_1.PENALTIES,
        readonly=custom_1.READONLY,
        initialized=custom_1.INITIALIZED,
        set_anew=custom.SET_ANEW,
        keys={**_KEYS[release], **CONFIGURATIONS},
        batched=BATCHED,
        foreign=naming.FOREIGN,
        units=layers.UNITS,
        logged=LOGGED if old else {},
        refused=REFUSED,
        unnamed=naming.unnamed_tensorflow if release.startswith("tf") else naming.unnamed_2,
        rates=training_1.RATES,
        setters=training_1.SETTERS,
        weighted="" if release == "2.3" else training.WEIGHTED,
        logs=training_1.LOGS,
        named_at_home=NAMED_IN_TENSORFLOW,
        sessions=SESSIONS,
        shortening=SHORTENING_2 if release == "2.2" else None,
        choices=CHOICES,
        before=before,
        still=STILL,
        counterparts=COUNTERPARTS,
        numbers=NUMBERS,
        mistaken={} if release == "tf.keras" else MISTAKEN,
        mistaken_metrics=MISTAKEN_METRICS,
        mistaken_inside=MISTAKEN_INSIDE,
        activated_inside=ACTIVATED_INSIDE,
        strictness=strictness(release),
        tensorflow=TENSORFLOW_2,
        beside={**tensorflow1.BESIDE, **(tensorflow1.BY_PLACE if old else {}), **BESIDE},
        frozen={} if release == "tf.keras" else trainability.FROZEN,
        refrozen=trainability.REFROZEN,
        compiled_while=trainability.COMPILED_WHILE,
        frozen_alone="" if release.startswith("tf") else trainability.FROZEN_ALONE,
        frozen_twins="" if release.startswith("tf") else trainability.FROZEN_TWINS,
        anyway=ANYWAY,
        packages=PACKAGES,
        lists=training.LISTS[release],
        feeding=replace(
            FEEDING,
            lists_of_inputs=release != "tf.keras",
            weights=WEIGHTS_2_2.text if release == "2.2" else "",
        ),
        unbuilt=inside_models.UNBUILT,
        unread=_UNREAD if release.startswith("tf") else UNREAD,
        remade=REMADE,
        outdated=OUTDATED,
        seeds=SEEDS_OF_TENSORFLOW if release.startswith("tf") else SEEDS,
        since=SINCE if release == "2.2" else {},
        earliest="2.3.0" if release == "2.3" else "",
    )


def _unchanged() -> Knowledge:
    """Return the knowledge for `--target tf_keras`: all stays but the package's name, and `lr=`."""
    names = {
        f"{module}.{name}" for module, bound in EXPORTS.items() for name in bound
    } | EXPORTS.keys()
    return Knowledge(
        tuple(optimizers.in_tf_keras(TEMPLATES.records("tf.keras", _TF))),
        "tf_keras",
        MODULES,
        modern=frozenset(n for n in names if n.startswith("keras")),
    )


def families(before: Knowledge) -> dict[str, Callable[[], Knowledge]]:
    """Return how to make each family of releases since Keras 2, which `before` precedes."""
    made = {release: partial(_family, release, before) for release in SIGNATURES}
    return {**made, "tf_keras": _unchanged}
