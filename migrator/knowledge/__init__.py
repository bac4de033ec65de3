"""What changed in Keras: one record per symbol, one module per area."""

from itertools import chain

from migrator.knowledge import (
    activations,
    advanced_activations,
    applications,
    backend,
    backend_state,
    callbacks,
    constraints,
    convolutional,
    core,
    datasets,
    embeddings,
    engine,
    initializers,
    local,
    losses,
    merge,
    models,
    noise,
    normalization,
    optimizers,
    pooling,
    preprocessing,
    recurrent,
    regularizers,
    scikit_learn,
    training,
    utils,
    wrappers,
)
from migrator.knowledge.api2 import KERAS_2
from migrator.knowledge.api3 import MODERN
from migrator.knowledge.modules import EXPORTS, MODULES
from migrator.rules import Knowledge

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
    backend_state,
)

KERAS_1 = Knowledge(
    rules=tuple(chain.from_iterable(area.KERAS_1 for area in _AREAS)),
    modules=MODULES,
    same=frozenset({"keras.__version__"}).union(
        *(getattr(area, "SAME", frozenset()) for area in _AREAS)
    ),
    modern=MODERN,
    exports=EXPORTS,
    returns={
        "keras.models.load_model": "keras.models.Model",
        "keras.models.model_from_json": "keras.models.Model",
        "keras.models.model_from_yaml": "keras.models.Model",
        "keras.layers.Input": "keras.KerasTensor",
        "keras.layers.merge": "keras.KerasTensor",
        "keras.layers.time_distributed_dense": "keras.KerasTensor",
        "keras.engine.Container": "keras.models.Model",
        "keras.callbacks.Callback.model": "keras.models.Model",
        "keras.models.Model.optimizer": "keras.optimizers.Optimizer",
        "keras.initializations.get": "keras.initializers.Initializer",
        "keras.regularizers.get": "keras.regularizers.Regularizer",
        "keras.constraints.get": "keras.constraints.Constraint",
        "keras.models.Model.layers": "keras.layers.Layer",
        "keras.models.Sequential.layers": "keras.layers.Layer",
    },
    keras2=KERAS_2,
    ancient=frozenset({"class_mode", "show_accuracy", "theano_mode"}),
    style={
        "keras.callbacks": "bare",
        "keras.constraints": "bare",
        "keras.layers": "bare",
        "keras.models": "bare",
        "keras.optimizers": "bare",
        "keras.random": "dotted",
        "keras.regularizers": "bare",
        "keras.utils": "bare",
    },
    roots={
        "keras.callbacks": "keras.callbacks.Callback",
        "keras.constraints": "keras.constraints.Constraint",
        "keras.layers": "keras.layers.Layer",
        "keras.optimizers": "keras.optimizers.Optimizer",
        "keras.regularizers": "keras.regularizers.Regularizer",
    },
    weight_lists=engine.WEIGHT_LISTS,
    penalties={"regularizers": "regularizer", "constraints": "constraint"},
    readonly={
        "keras.callbacks.Callback": callbacks.READONLY,
        "keras.layers.Layer": engine.READONLY,
    },
    keys=callbacks.KEYS,
)

__all__ = ["KERAS_1"]
