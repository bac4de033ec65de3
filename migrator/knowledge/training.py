"""Compiling models, training them, evaluating them, predicting with them."""

from migrator.frozen import replace
from migrator.knowledge.feeding import (
    CLASS_WEIGHT,
    CLASS_WEIGHT_2_2,
    ONE_WEIGHT,
    SPLIT,
    WEIGHTS_1,
)
from migrator.knowledge.metric_names import (
    ACCURACY_ROUNDED,
    COMPILED,
    METRICS,
    SAVED_LOSSES,
)
from migrator.knowledge.shared import (
    LOSSES_0,
    OPTIMIZERS,
    OPTIMIZERS_1_0_2,
    OWN_OPTIMIZER,
    PARTIAL_LOSSES,
    SAMPLE_WEIGHT_BY_NAME,
    SHOW_ACCURACY,
    SPREAD,
)
from migrator.rules import (
    Args,
    Batches,
    ByUnits,
    Drop,
    Earlier,
    Gone,
    Into,
    Method,
    To,
)

_SEQUENTIAL = ("keras.models.Sequential",)

_COUNTS_BATCHES = (
    "Keras 1 counted samples here, Keras 3 counts batches, and the size of a batch is not in "
    "sight: call `fit` (or `evaluate`, `predict`) with as many steps as there are batches, "
    "`-(-samples // batch_size)`."
)
_SPEED = Drop("It only affects speed: set it on the `keras.utils.PyDataset` that is passed as `x`.")
_KERAS_0: tuple[str, ...] = ("keras0",)
_X: Args = {"X": "x"}
_ON_BATCH_0 = Earlier(
    "keras.models.Sequential.train_on_batch(X, y, accuracy=False, class_weight=None, "
    "sample_weight=None)",
    "0.3.3",
    only=_KERAS_0,
    args=_X,
)
_ZEROS = Into("sample_weight", remark=WEIGHTS_1, by_name=SAMPLE_WEIGHT_BY_NAME)
_VALIDATED: Args = {"validation_data": Into("validation_data", of_length={3: WEIGHTS_1})}

BATCH_SIZE = Into("batch_size", whole=True)
_CLASSES = ByUnits(
    one="({} > 0.5).astype('int32')",
    several="numpy.argmax({}, axis=-1)",
    otherwise="The last layer of the model is not in sight. If it has several units, write "
    "`numpy.argmax(model.predict(x), axis=-1)`; if it has one, "
    "`(model.predict(x) > 0.5).astype('int32')`.",
)

READS_TENSORS = (
    "This loss reads tensors of the model, which Keras 3 cannot train with: compute it in the "
    "`call` of a layer and pass it to `self.add_loss(...)`, then compile without it."
)
_COMPILE: Args = {
    "optimizer": Into("optimizer", OPTIMIZERS, own=OWN_OPTIMIZER),
    "loss": Into(
        "loss",
        LOSSES_0,
        saved=SAVED_LOSSES,
        tensors=READS_TENSORS,
        made_of_tensors=READS_TENSORS,
        spread=SPREAD,
        partial=PARTIAL_LOSSES,
    ),
    "metrics": replace(COMPILED, values=METRICS, by_loss=ACCURACY_ROUNDED),
    "sample_weight_mode": Drop("Keras 3 sees from the shape of `sample_weight` what it is for."),
}
_GENERATOR: Args = {
    "generator": "x",
    "max_q_size": _SPEED,
    "nb_worker": _SPEED,
    "pickle_safe": _SPEED,
}
_FITTING: Args = {
    "class_weight": CLASS_WEIGHT,
    **_GENERATOR,
    "samples_per_epoch": Batches("steps_per_epoch", _COUNTS_BATCHES, of="generator"),
    "nb_epoch": "epochs",
    "nb_val_samples": Batches("validation_steps", _COUNTS_BATCHES, of="validation_data"),
    "nb_val_worker": _SPEED,
    "show_accuracy": SHOW_ACCURACY,
}
_ASKING: Args = {
    **_GENERATOR,
    "val_samples": Batches("steps", _COUNTS_BATCHES, of="generator"),
}

_COMPILE_1_0_2: Args = {"optimizer": Into("optimizer", OPTIMIZERS_1_0_2, own=OWN_OPTIMIZER)}
_COMPILE_0: Args = {
    **_COMPILE_1_0_2,
    "class_mode": Drop(),  # 'accuracy' looks at the loss and at the shapes
    "theano_mode": Drop(),
}


def _predicting(signature: str) -> Earlier:
    """Return how Keras 0 called the arrays that it predicted for."""
    was = f"keras.models.Sequential.{signature}"
    return Earlier(was, "0.3.3", only=_KERAS_0, args=_X)


_COMPILING = (
    Method(
        "keras.models.Model.compile(optimizer, loss, metrics=None, loss_weights=None, "
        "sample_weight_mode=None, **kwargs)",
        To("keras.models.Model.compile(optimizer, loss)", _COMPILE),
        telltale=("metrics", "sample_weight_mode"),
        together=frozenset({"loss", "optimizer"}),
        earlier=(
            Earlier(
                "keras.models.Model.compile(optimizer, loss, metrics=[], loss_weights=None, "
                "sample_weight_mode=None, **kwargs)",
                "1.0.2",
                args=_COMPILE_0,
            ),
        ),
    ),
    Method(
        "keras.models.Sequential.compile(optimizer, loss, metrics=None, sample_weight_mode=None, "
        "**kwargs)",
        To("keras.models.Sequential.compile(optimizer, loss)", _COMPILE),
        telltale=("sample_weight_mode",),
        earlier=(
            Earlier(
                "keras.models.Sequential.compile(optimizer, loss, class_mode=None, "
                "sample_weight_mode=None, **kwargs)",
                "0.3.3",
                only=_KERAS_0,
                args=_COMPILE_0,
            ),
            Earlier(
                "keras.models.Sequential.compile(optimizer, loss, metrics=[], "
                "sample_weight_mode=None, **kwargs)",
                "1.0.2",
                args=_COMPILE_1_0_2,
            ),
        ),
    ),
)

_ARRAYS = (
    Method(
        "keras.models.Model.fit(x, y, batch_size=32, nb_epoch=10, verbose=1, callbacks=None, "
        "validation_split=0.0, validation_data=None, shuffle=True, class_weight=None, "
        "sample_weight=None, initial_epoch=0)",
        To(
            "keras.models.Model.fit(x, y, batch_size, epochs, verbose, callbacks, "
            "validation_split, validation_data, shuffle, class_weight)",
            {
                "batch_size": BATCH_SIZE,
                "nb_epoch": Into("epochs", whole=True),
                **_VALIDATED,
                "validation_split": SPLIT,
                "sample_weight": _ZEROS,
                "class_weight": CLASS_WEIGHT_2_2,
                "show_accuracy": SHOW_ACCURACY,
            },
            alone=ONE_WEIGHT,
            pin=("nb_epoch",),
            accept=("batch_size", "verbose"),  # None is 32, 'auto' is 1
        ),
        telltale=("nb_epoch", "show_accuracy"),
        receiver=_SEQUENTIAL,
        earlier=(
            Earlier(
                "keras.models.Sequential.fit(X, y, batch_size=128, nb_epoch=100, verbose=1, "
                "callbacks=[], validation_split=0.0, validation_data=None, shuffle=True, "
                "show_accuracy=False, class_weight=None, sample_weight=None)",
                "0.3.3",
                only=_KERAS_0,
                args=_X,
                pin=("batch_size",),
            ),
        ),
    ),
    Method(
        "keras.models.Model.evaluate(x, y, batch_size=32, verbose=1, sample_weight=None)",
        To(
            "keras.models.Model.evaluate(x, y, batch_size, verbose)",
            {"sample_weight": _ZEROS, "show_accuracy": SHOW_ACCURACY},
            accept=("batch_size", "verbose"),  # None is 32, 'auto' is 1
            new=("steps", "callbacks", "return_dict"),
        ),
        telltale=("show_accuracy",),
        receiver=_SEQUENTIAL,
        earlier=(
            Earlier(
                "keras.models.Sequential.evaluate(X, y, batch_size=128, show_accuracy=False, "
                "verbose=1, sample_weight=None)",
                "0.3.3",
                only=_KERAS_0,
                args=_X,
            ),
        ),
    ),
    Method(
        "keras.models.Model.predict(x, batch_size=32, verbose=0)",
        To(
            "keras.models.Model.predict(x, batch_size, verbose)",
            accept=("batch_size", "verbose"),  # None is 32; 'auto' shows a progress bar
            new=("steps", "callbacks"),
        ),
        receiver=_SEQUENTIAL,
        earlier=(_predicting("predict(X, batch_size=128, verbose=0)"),),
    ),
    Method(
        "keras.models.Model.predict_on_batch(x)",
        To("keras.models.Model.predict_on_batch(x)"),
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Sequential.predict_proba(x, batch_size=32, verbose=1)",
        To(
            "keras.models.Sequential.predict(x, batch_size, verbose)",
            accept=("batch_size", "verbose"),
        ),
        receiver=("keras.models.Model",),  # what was loaded may be a Sequential
        earlier=(_predicting("predict_proba(X, batch_size=128, verbose=1)"),),
    ),
    Method(
        "keras.models.Sequential.predict_classes(x, batch_size=32, verbose=1)",
        To(
            "keras.models.Sequential.predict(x, batch_size, verbose)",
            accept=("batch_size", "verbose"),
            by_units=_CLASSES,
        ),
        unmistakable=True,
        earlier=(_predicting("predict_classes(X, batch_size=128, verbose=1)"),),
    ),
)

_BATCHES = (
    Method(
        "keras.models.Model.train_on_batch(x, y, sample_weight=None, class_weight=None)",
        To(
            "keras.models.Model.train_on_batch(x, y, sample_weight, class_weight)",
            {"sample_weight": _ZEROS, "class_weight": CLASS_WEIGHT_2_2},
            alone=ONE_WEIGHT,
        ),
        unmistakable=True,
        earlier=(
            replace(_ON_BATCH_0, only=(), args={**_X, "accuracy": SHOW_ACCURACY}),  # by keyword
        ),
    ),
    Method(
        "keras.models.Sequential.train_on_batch(x, y, class_weight=None, sample_weight=None, "
        "**kwargs)",
        To(
            "keras.models.Sequential.train_on_batch(x, y)",  # Keras 3 has the weights swapped
            {
                "sample_weight": _ZEROS,
                "class_weight": CLASS_WEIGHT_2_2,
                "accuracy": SHOW_ACCURACY,
            },
            alone=ONE_WEIGHT,
        ),
        unmistakable=True,
        earlier=(_ON_BATCH_0,),
    ),
    Method(
        "keras.models.Model.test_on_batch(x, y, sample_weight=None)",
        To(
            "keras.models.Model.test_on_batch(x, y, sample_weight)",
            {"sample_weight": _ZEROS, "accuracy": SHOW_ACCURACY},
        ),
        unmistakable=True,
        receiver=_SEQUENTIAL,
        earlier=(
            Earlier(
                "keras.models.Sequential.test_on_batch(X, y, accuracy=False, sample_weight=None)",
                "0.3.3",
                only=_KERAS_0,
                args=_X,
            ),
        ),
    ),
)

_GENERATORS = (
    Method(
        "keras.models.Model.fit_generator(generator, samples_per_epoch, nb_epoch, verbose=1, "
        "callbacks=None, validation_data=None, nb_val_samples=None, class_weight=None, "
        "max_q_size=10, nb_worker=1, pickle_safe=False, initial_epoch=0)",
        To("keras.models.Model.fit(x)", _FITTING, accept=("verbose",)),
        unmistakable=True,
        receiver=_SEQUENTIAL,
        earlier=(
            Earlier(
                "keras.models.Sequential.fit_generator(generator, samples_per_epoch, nb_epoch, "
                "verbose=1, show_accuracy=False, callbacks=[], validation_data=None, "
                "nb_val_samples=None, class_weight=None, nb_worker=1, nb_val_worker=None)",
                "0.3.3",
                only=_KERAS_0,
            ),
        ),
    ),
    Method(
        "keras.models.Model.evaluate_generator(generator, val_samples, max_q_size=10, "
        "nb_worker=1, pickle_safe=False)",
        To(
            "keras.models.Model.evaluate(x)",
            {**_ASKING, "show_accuracy": SHOW_ACCURACY, "verbose": Drop()},
        ),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
    Method(
        "keras.models.Model.predict_generator(generator, val_samples, max_q_size=10, "
        "nb_worker=1, pickle_safe=False)",
        To("keras.models.Model.predict(x)", _ASKING),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
)

_GONE_ATTRIBUTES = (
    Method(
        "keras.models.Sequential.validation_data",
        Gone("Keep the arrays that are passed to `fit` as `validation_data`."),
        receiver=("keras.models.Model",),
    ),
    Method(
        "keras.models.Sequential.training_data",
        Gone("Keep the arrays that are passed to `fit`."),
    ),
    Method(
        "keras.models.Model.metrics_names",
        Gone(
            "Keras 3 lists 'loss' and 'compile_metrics' here: take the names from "
            "`model.evaluate(..., return_dict=True)`, where accuracy is called 'accuracy'."
        ),
        unmistakable=True,
        receiver=_SEQUENTIAL,
    ),
)

_MODEL = "keras.models.Model"
_AS_BEFORE = (
    "Activation ActivityRegularization BatchNormalization Dropout ELU GaussianDropout "
    "GaussianNoise Highway LeakyReLU Masking PReLU ParametricSoftplus SReLU SpatialDropout1D "
    "SpatialDropout2D SpatialDropout3D ThresholdedReLU"
)
UNITS = {
    **{f"keras.layers.{name}": "" for name in _AS_BEFORE.split()},
    **{
        f"keras.layers.{name}": "output_dim"
        for name in ("Dense", "GRU", "LSTM", "MaxoutDense", "SimpleRNN", "TimeDistributedDense")
    },
    "keras.layers.TimeDistributed": "layer",
}
RETURNS = {
    f"{model}.{method}": "keras.callbacks.History"
    for model in (_MODEL, *_SEQUENTIAL)
    for method in ("fit", "fit_generator")
}
RATES = {"lr": "learning_rate"}
SETTERS = frozenset({"keras.callbacks.LearningRateScheduler", "keras.callbacks.ReduceLROnPlateau"})
LOGS = frozenset({"keras.callbacks.History.history"})

KERAS_1 = _COMPILING + _ARRAYS + _BATCHES + _GENERATORS + _GONE_ATTRIBUTES
