"""What changed in Keras: one record per symbol, one module per area."""

from collections.abc import Callable
from itertools import chain

from migrator.knowledge import (
    activations,
    advanced_activations,
    applications,
    backend,
    backend_images,
    backend_state,
    callbacks,
    constraints,
    convolutional,
    core,
    custom,
    datasets,
    embeddings,
    engine,
    initializers,
    inside_models,
    keras0,
    local,
    losses,
    merge,
    models,
    naming,
    noise,
    normalization,
    optimizers,
    pooling,
    preprocessing,
    recurrent,
    regularizers,
    releases,
    scikit_learn,
    strictness,
    tensorflow1,
    training,
    utils,
    wrappers,
)
from migrator.knowledge.api2 import KERAS_2
from migrator.knowledge.api3 import MODERN
from migrator.knowledge.counterparts import COUNTERPARTS
from migrator.knowledge.feeding import CONFIGURATIONS, FEEDING, LISTS, REMADE
from migrator.knowledge.keras2.modules import EXPORTS as KERAS_2_EXPORTS
from migrator.knowledge.keras2.releases import LATER, SINCE_TENSORFLOW
from migrator.knowledge.modules import EXPORTS, LENT, MODULES
from migrator.knowledge.numbers import NUMBERS
from migrator.knowledge.packages import OUTDATED, PACKAGES
from migrator.knowledge.shared import (
    LOGGED,
    NAMED_IN_TENSORFLOW,
    OLDEST_LOSSES,
    REFUSED,
    ROOTS,
    SEEDS,
    STYLE,
)
from migrator.knowledge.still import STILL
from migrator.knowledge.tensorflow2 import TENSORFLOW_2
from migrator.rules import Knowledge, Library

_AREAS = (
    core,
    convolutional,
    pooling,
    recurrent,
    embeddings,
    normalization,
    noise,
    advanced_activations,
    local,
    merge,
    wrappers,
    engine,
    models,
    training,
    optimizers,
    losses,
    activations,
    initializers,
    regularizers,
    constraints,
    callbacks,
    datasets,
    preprocessing,
    applications,
    utils,
    scikit_learn,
    backend,
    backend_images,
    backend_state,
    custom,
    keras0,
)

KERAS_1 = Knowledge(
    rules=tuple(chain.from_iterable(area.KERAS_1 for area in _AREAS)),
    modules=MODULES,
    stars={"keras.objectives": "keras.losses"},
    same=frozenset({"keras.__version__"}).union(
        *(getattr(area, "SAME", frozenset()) for area in _AREAS)
    ),
    modern=MODERN,
    counterparts=COUNTERPARTS,
    exports=EXPORTS,
    lent=LENT,
    tensor_methods=backend.TENSOR_METHODS,
    returns=training.RETURNS
    | preprocessing.RETURNS
    | custom.RETURNS
    | {
        "keras.models.load_model": "keras.models.Model",
        "keras.models.model_from_json": "keras.models.Model",
        "keras.models.model_from_yaml": "keras.models.Model",
        "keras.layers.Input": "keras.KerasTensor",
        "keras.backend.placeholder": "keras.KerasTensor",
        "keras.KerasTensor.get_shape": "keras.TensorShape",
        "keras.KerasTensor.shape": "keras.TensorShape",
        "keras.TensorShape.dims": "keras.TensorShape",
        "*.get_shape": "tensorflow.TensorShape",  # of a tensor that may be TensorFlow's
        "*.shape": "tensorflow.TensorShape",
        "keras.layers.merge": "keras.KerasTensor",
        "keras.layers.time_distributed_dense": "keras.KerasTensor",
        "keras.engine.Container": "keras.models.Model",
        "keras.callbacks.Callback.model": "keras.models.Model",
        "keras.layers.Wrapper.layer": custom.ANY,
        "*.optimizer": "keras.optimizers.Adam",  # of a model whose class is not in sight
        "*model.inputs": "keras.KerasTensor",  # the same, where it is named so
        "*model.outputs": "keras.KerasTensor",
        **engine.OF_MODELS,
        "keras.optimizers.SGD.lr": "keras.Variable",
        "keras.optimizers.Adam.lr": "keras.Variable",
        "keras.backend.variable": "keras.Variable",
        "keras.models.Model.optimizer": "keras.optimizers.Adam",
        "keras.models.Sequential.optimizer": "keras.optimizers.Adam",
        "keras.optimizers.get": "keras.optimizers.Adam",
        "keras.models.Model.from_config": "keras.models.Model",
        "keras.models.Sequential.from_config": "keras.models.Sequential",
        **dict.fromkeys(applications.MODELS, "keras.models.Model"),
        "keras.utils.layer_from_config": custom.ANY,
        "keras.initializations.get": "keras.initializers.Initializer",
        **dict.fromkeys(regularizers.MAKERS, "keras.regularizers.Regularizer"),
        "keras.constraints.get": "keras.constraints.Constraint",
        **dict.fromkeys(
            (
                f"keras.models.{m}.{n}"
                for m in ("Model", "Sequential")
                for n in ("layers", "get_layer")
            ),
            custom.ANY,
        ),
    },
    keras2=KERAS_2 | applications.IN_KERAS_2 | keras0.IN_KERAS_2,
    ancient=keras0.ANCIENT | {"class_mode", "show_accuracy", "theano_mode"} | OLDEST_LOSSES,
    style=STYLE,
    roots=ROOTS,
    weight_lists=custom.WEIGHT_LISTS,
    oldest_lists=custom.OLDEST_LISTS,
    oldest_listed=keras0.LISTED,
    penalties=custom.PENALTIES,
    readonly=custom.READONLY,
    initialized=custom.INITIALIZED,
    remarks=custom.REMARKS,
    keys={**custom.KEYS, **CONFIGURATIONS},
    batched=preprocessing.BATCHED,
    counted=preprocessing.COUNTED,
    foreign=naming.FOREIGN,
    words=naming.WORDS,
    units=training.UNITS,
    logged=LOGGED,
    refused=REFUSED,
    unnamed=naming.unnamed_1,
    named_at_home=NAMED_IN_TENSORFLOW,
    rates=training.RATES,
    setters=training.SETTERS,
    logs=training.LOGS,
    choices=backend_state.CHOICES,
    sessions=backend_state.SESSIONS,
    shortening=models.SHORTENING,
    graphs=keras0.GRAPHS,
    since=releases.SINCE,
    until=releases.UNTIL,
    earliest=releases.EARLIEST,
    mistaken=losses.MISTAKEN,
    mistaken_metrics=losses.MISTAKEN_METRICS,
    mistaken_inside=losses.MISTAKEN_INSIDE,
    strictness=strictness.OF_KERAS_1,
    activated_inside=losses.ACTIVATED_INSIDE,
    tensorflow=TENSORFLOW_2,
    beside={**tensorflow1.BESIDE, **tensorflow1.BY_PLACE},
    packages=PACKAGES,
    lists=LISTS,
    feeding=FEEDING,
    unread=models.UNREAD,
    unbuilt=inside_models.UNBUILT,
    remade=REMADE,
    outdated=OUTDATED,
    seeds=SEEDS,
    numbers=NUMBERS,
    frozen=normalization.FROZEN,
    refrozen=normalization.REFROZEN,
    compiled_while=normalization.COMPILED_WHILE,
    frozen_alone=normalization.FROZEN_ALONE,
    frozen_twins=normalization.FROZEN_TWINS,
    anyway=normalization.ANYWAY | callbacks.LACKED | {custom.ANY},
    still=STILL,
)


def _later() -> dict[str, Callable[[], Knowledge]]:
    """Return how to make the families since Keras 2: many a file of Keras 1 needs none of them."""
    from migrator.knowledge.keras2.families import families  # noqa: PLC0415 - not always needed

    return families(KERAS_1)


_EXPORTS = {
    module: (*EXPORTS.get(module, ()), *KERAS_2_EXPORTS.get(module, ()))
    for module in (*EXPORTS, *KERAS_2_EXPORTS)
}
LIBRARY = Library(KERAS_1, _later, _EXPORTS, SINCE_TENSORFLOW, LATER)

__all__ = ["KERAS_1", "LIBRARY"]
