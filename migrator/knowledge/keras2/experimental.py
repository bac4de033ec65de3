"""What only TensorFlow's Keras had: mixed precision, and what never left `experimental`."""

from migrator.rules import Becomes, Code, Drop, Gone, Into, Method, Rule, To

# -- mixed precision -------------------------------------------------------------------------------

_PRECISION = "keras.mixed_precision"
_COMPILED = (
    "Keras 3 scales the loss where a model of mixed_float16 is compiled, always dynamically; "
    "`compile(auto_scale_loss=False)` switches it off."
)
_SCALED = Into(
    "loss_scale",
    {"dynamic": Drop(), None: Gone(_COMPILED)},
    number=_COMPILED,
    unsure=f"Leave it out. {_COMPILED}",
)
_DYNAMIC = Into(
    "dynamic",
    {"dynamic": Drop(), True: Drop(), False: Gone("Keras 3 scales the loss dynamically only.")},
    number="Keras 3 scales the loss dynamically only: pass `initial_scale=`.",
    unsure="Leave it out: Keras 3 scales the loss dynamically only.",
)
_LOSS_SCALE = Gone(
    "Leave it out: `keras.mixed_precision.LossScaleOptimizer(optimizer, initial_scale=..., "
    "dynamic_growth_steps=...)` holds the scale itself."
)
_UNSCALED = Gone(
    "Leave it out: `apply_gradients` of Keras 3 divides the gradients itself. Until then they are "
    "scaled: to clip them, let the optimizer do it (`clipnorm=`, `global_clipnorm=`)."
)
_MIXED = (
    Rule(f"{_PRECISION}.set_policy", To(f"{_PRECISION}.set_global_policy")),
    Rule(f"{_PRECISION}.Policy", To(f"{_PRECISION}.Policy", {"loss_scale": _SCALED})),
    Rule(
        f"{_PRECISION}.get_layer_policy",
        To("keras.layers.Layer", text=Code("{layer}.dtype_policy")),
    ),
    Rule(
        f"{_PRECISION}.LossScaleOptimizer",
        To(
            f"{_PRECISION}.LossScaleOptimizer",
            {
                "dynamic": _DYNAMIC,
                "initial_scale": Into("initial_scale", {None: Drop()}, real=True),
                "dynamic_growth_steps": Into("dynamic_growth_steps", {None: Drop()}),
            },
        ),
        spellings={"optimizer": "inner_optimizer", "loss_scale": "dynamic"},
    ),
    *(
        Rule(f"{_PRECISION}.{name}", _LOSS_SCALE)
        for name in ("DynamicLossScale", "FixedLossScale", "LossScale")
    ),
    Method(
        f"{_PRECISION}.LossScaleOptimizer.get_scaled_loss",
        To(f"{_PRECISION}.LossScaleOptimizer.scale_loss"),
        unmistakable=True,
    ),
    Method(f"{_PRECISION}.LossScaleOptimizer.get_unscaled_gradients", _UNSCALED, unmistakable=True),
)

# -- what is gone ----------------------------------------------------------------------------------

_COLUMNS = Gone(
    "Keras 3 has no such model: build it with layers, as `Dense(1)` for what is linear, added to "
    "what a deep model returns."
)
_SCHEDULE = Gone(
    "Derive from `keras.optimizers.schedules.LearningRateSchedule`, and compute the rate in "
    "`__call__(step)` with `keras.ops`."
)
_BESIDE_TRAINING = Gone(
    "Keras 3 has no evaluation beside the training: load each checkpoint in a program of its own "
    "(`model.load_weights(...)`) and call `model.evaluate(...)`."
)
_DISTRIBUTED = Gone(
    "Use `keras.distribution.LayoutMap` and `keras.distribution.ModelParallel`; optimizers are "
    "those of `keras.optimizers`."
)
_OWN_TESTS = Gone(
    "It was for Keras's own tests: use `absl.testing.parameterized`, with `run_eagerly=` for "
    "`compile` and a function for each way to make the model."
)
_OPERATION = Gone(
    "Keras 3 makes no layer of a function of TensorFlow: write one whose `call` calls it, or "
    "`keras.layers.Lambda`."
)
_COPY = Gone(
    "Keras 3 has no such application: take another of `keras.applications`, or copy its definition "
    "from Keras 2.15, migrate it, and load the weights alone."
)
_SIZES = "002 004 006 008 016 032 040 064 080 120 160 320"
_NETS = {
    "regnet": [f"RegNet{letter}{size}" for letter in "XY" for size in _SIZES.split()],
    "resnet_rs": [f"ResNetRS{size}" for size in (50, 101, 152, 200, 270, 350, 420)],
}
_GONE: dict[str, Becomes] = {
    "keras.backend.binary_focal_crossentropy": Gone(
        "Call `keras.losses.binary_focal_crossentropy` of both with an axis more "
        "(`keras.ops.expand_dims(target, -1)`): it takes the mean over the last one."
    ),
    "keras.callbacks.SidecarEvaluatorModelExport": _BESIDE_TRAINING,
    "keras.dtensor": _DISTRIBUTED,
    "keras.estimator.model_to_estimator": Gone(
        "TensorFlow has no Estimators any more: train the model itself with `fit`."
    ),
    "keras.experimental.LinearCosineDecay": _SCHEDULE,
    "keras.experimental.LinearModel": _COLUMNS,
    "keras.experimental.NoisyLinearCosineDecay": _SCHEDULE,
    "keras.experimental.SequenceFeatures": Gone(
        "Keras 3 has no feature columns: use `keras.utils.FeatureSpace`."
    ),
    "keras.experimental.SidecarEvaluator": _BESIDE_TRAINING,
    "keras.experimental.WideDeepModel": _COLUMNS,
    "keras.experimental.load_from_saved_model": Gone(
        "Keras 3 loads a folder by `keras.layers.TFSMLayer(folder, "
        "call_endpoint='serving_default')`, as a layer that is not trained."
    ),
    "keras.keras_parameterized": _OWN_TESTS,
    "keras.testing_utils": _OWN_TESTS,
    "keras.layers.TFOpLambda": _OPERATION,
    "keras.engine.TensorFlowOpLayer": _OPERATION,
    "keras.layers.CategoryCrossing": Gone(
        "Use `keras.layers.HashedCrossing(num_bins)`, or join the strings by "
        "`tensorflow.strings.join` in front of a `keras.layers.StringLookup`."
    ),
    "keras.losses.CosineProximity": Gone("Call `keras.losses.CosineSimilarity`."),
    "keras.metrics.CosineProximity": Gone(
        "Call `keras.metrics.CosineSimilarity`, which is 1 (not -1) where both are alike."
    ),
    "keras.metrics.experimental.PyMetric": Gone(
        "Derive from `keras.metrics.Metric`; what is no `keras.ops` goes into "
        "`tensorflow.py_function`."
    ),
    "keras.models.experimental.SharpnessAwareMinimization": Gone(
        "Keras 3 has no such model: override `train_step` of a `keras.Model`."
    ),
    "keras.premade.LinearModel": _COLUMNS,
    "keras.premade.WideDeepModel": _COLUMNS,
    "keras.premade_models.LinearModel": _COLUMNS,
    "keras.premade_models.WideDeepModel": _COLUMNS,
    "keras.utils.SidecarEvaluator": _BESIDE_TRAINING,
    "keras.utils.StepsPerExecutionTuner": Gone("Pass a number: `compile(steps_per_execution=32)`."),
    "keras.utils.TimedThread": Gone("Use `threading.Timer`."),
    "keras.utils.experimental.DatasetCreator": Gone(
        "Pass the dataset itself to `fit`; in the scope of a strategy, "
        "`strategy.distribute_datasets_from_function(...)` makes it."
    ),
    "keras.utils.to_ordinal": Gone(
        "Write `(numpy.arange(num_classes - 1) < numpy.asarray(y)[..., None]).astype('float32')`."
    ),
    "keras.utils.warmstart_embedding_matrix": Gone(
        "Copy the rows of words that both vocabularies have, and call `layer.set_weights`."
    ),
    **{
        f"keras.applications.{name}": _COPY
        for module, names in _NETS.items()
        for name in (module, *names)
    },
}

_MOVED = (
    *(
        Rule(f"keras.experimental.{name}", To(f"keras.optimizers.schedules.{name}"))
        for name in ("CosineDecay", "CosineDecayRestarts")
    ),
    Rule(
        "keras.backend.categorical_focal_crossentropy",
        To(
            "keras.losses.categorical_focal_crossentropy",
            {"target": "y_true", "output": "y_pred"},
        ),
    ),
    Rule("keras.__internal__.KerasTensor", To("keras.KerasTensor")),
)

_LAYERS = (
    Rule(
        "keras.experimental.PeepholeLSTMCell",
        Gone("Write it as a cell, and wrap it: `keras.layers.RNN(cell)`."),
    ),
    Rule(
        "keras.layers.experimental.SyncBatchNormalization",
        To("keras.layers.BatchNormalization", add={"synchronized": True}),
    ),
    Rule(
        "keras.layers.experimental.RandomFourierFeatures",
        Gone("Write it as a layer: `keras.ops.cos(keras.ops.matmul(x / scale, kernel) + bias)`."),
    ),
    Rule(
        "keras.layers.experimental.EinsumDense",
        To("keras.layers.EinsumDense"),
    ),
)

TEMPLATES = (*_MIXED, *_MOVED, *_LAYERS, *(Rule(name, becomes) for name, becomes in _GONE.items()))
#: What tf_keras no longer has, or has no signature of.
SIGNATURES = {
    **dict.fromkeys(_GONE, "="),
    "keras.__internal__.KerasTensor": "=",
    "keras.mixed_precision.DynamicLossScale": "=",
    "keras.mixed_precision.FixedLossScale": "=",
    "keras.mixed_precision.LossScale": "=",
    "keras.mixed_precision.LossScaleOptimizer": (
        "inner_optimizer, dynamic=True, initial_scale=None, dynamic_growth_steps=None"
    ),
    "keras.mixed_precision.LossScaleOptimizer.get_scaled_loss": "loss",
    "keras.mixed_precision.LossScaleOptimizer.get_unscaled_gradients": "grads",
    "keras.mixed_precision.Policy": "name, loss_scale='dynamic'",
    "keras.mixed_precision.get_layer_policy": "layer",
    "keras.mixed_precision.set_policy": "policy",
}
