"""Callbacks."""

from migrator.frozen import replace
from migrator.knowledge.shared import LOGS
from migrator.rules import (
    Args,
    Check,
    Directed,
    Drop,
    Earlier,
    FileName,
    Gone,
    Into,
    LogName,
    Method,
    Rule,
    To,
)

#: The names that Keras 3 sees a direction for; not those with an output's before them.
MONITORED = Directed(
    of="monitor",
    by="mode",
    asked="auto",
    known=frozenset(
        {
            *("loss", "acc", "accuracy", "binary_accuracy", "categorical_accuracy"),
            *("sparse_categorical_accuracy", "top_k_categorical_accuracy"),
            *("sparse_top_k_categorical_accuracy", "mse", "MSE", "mae", "MAE", "mape", "MAPE"),
            *("msle", "MSLE", "mean_squared_error", "mean_absolute_error"),
            *("mean_absolute_percentage_error", "mean_squared_logarithmic_error"),
            *("cosine_similarity", "poisson", "hinge", "squared_hinge", "categorical_hinge"),
            *("binary_crossentropy", "categorical_crossentropy"),
            *("sparse_categorical_crossentropy", "auc", "AUC", "precision", "recall"),
        }
    ),
    before="val_",
    grow="acc",
    values=("max", "min"),
)
MONITORED_BEST = replace(MONITORED, grow="acc|^fmeasure")
_MONITOR: Args = {"monitor": LogName("monitor", LOGS)}
_CHECKPOINT = FileName(
    "filepath",
    "The name must end in `.h5` or `.keras`, with `save_weights_only` in `.weights.h5`; change it "
    "here and wherever the file is loaded.",
    severity="notice",
    endings=(".h5", ".keras"),
    wanted={"save_weights_only": (".weights.h5",)},
    filled=True,
    numbered="`{epoch}` in the name counts from 1 in Keras 3, it counted from 0.",
)
SET_MODEL = Gone("Call its `set_model`: Keras 3 lets nobody assign the model of a callback.")
_STOPPING = "keras.callbacks.EarlyStopping(monitor='val_loss', patience=0, verbose=0, mode='auto')"
_SECOND = "The second argument was `patience` up to Keras 1.1.0, and is `min_delta` since: name it."

_WRITER = Gone(
    "Keras 3's TensorBoard shows none: make one, `tensorflow.summary.create_file_writer(folder)`, "
    "and write `with writer.as_default(): tensorflow.summary.scalar(name, value, step=step)`. What "
    "is in the `logs` of an epoch it writes itself."
)
_SAVING = Gone(
    "Keras 3 counts no epochs here: it saves at the end of each, or every `save_freq` batches. "
    "Count them in the class itself."
)
#: Older Keras took it with its sign.
MIN_DELTA = Into(
    "min_delta",
    negative="Keras 3 takes the size of it, where older Keras let a negative one forgive what is "
    "worse by less than that: write a callback that does, or leave it out.",
)
#: What people reached for inside callbacks, in Keras 1 and 2 alike.
INSIDE = (
    *(
        Method(f"keras.callbacks.TensorBoard.{name}", _WRITER, given=True)
        for name in ("_write_logs", "merged", "sess", "writer")
    ),
    *(
        Method(f"keras.callbacks.ModelCheckpoint.{name}", _SAVING, given=True)
        for name in ("epochs_since_last_save", "period")
    ),
)
#: What no callback of Keras 3 has, or lets be assigned, whoever it was written for.
LACKED = frozenset(
    {f"keras.callbacks.Callback{of}" for of in ("", ".params", ".validation_data")}
    | {rule.name for rule in INSIDE}
)
KERAS_1 = (
    Rule(
        "keras.callbacks.ModelCheckpoint(filepath, monitor='val_loss', verbose=0, "
        "save_best_only=False, save_weights_only=False, mode='auto', period=1)",
        To(
            "keras.callbacks.ModelCheckpoint(filepath, monitor, verbose, save_best_only, "
            "save_weights_only, mode)",
            directed=MONITORED_BEST,
            args={
                **_MONITOR,
                "filepath": _CHECKPOINT,
                "period": Gone(
                    "`save_freq=` counts batches: pass `period` times the batches of an epoch."
                ),
            },
        ),
        inserted={"save_weights_only": "1.0.7"},
    ),
    Rule(
        "keras.callbacks.EarlyStopping(monitor='val_loss', min_delta=0, patience=0, verbose=0, "
        "mode='auto')",
        To(
            "keras.callbacks.EarlyStopping(monitor, min_delta, patience, verbose, mode)",
            directed=MONITORED,
            args={
                **_MONITOR,
                "min_delta": MIN_DELTA,
                "patience": Check(
                    "patience",
                    "Keras 1 stopped one epoch later, after `patience + 1` epochs without "
                    "improvement (but for patience 0).",
                    "notice",
                ),
            },
        ),
        earlier=(
            Earlier(_STOPPING, "1.1.0", {"patience": "count"}),
            Earlier(_STOPPING, "1.1.0", {"patience": "open"}, unclear=_SECOND),
            Earlier(_STOPPING, "1.1.0", {"patience": "zero", "verbose": "flag"}, unclear=_SECOND),
            Earlier(_STOPPING, "1.1.0", {"mode": "text"}),
            Earlier(_STOPPING, "1.1.0", only=("keras0",)),
        ),
    ),
    Rule(
        "keras.callbacks.ReduceLROnPlateau(monitor='val_loss', factor=0.1, patience=10, "
        "verbose=0, mode='auto', epsilon=1e-4, cooldown=0, min_lr=0)",
        To(
            "keras.callbacks.ReduceLROnPlateau(monitor, factor, patience, verbose, mode)",
            {**_MONITOR, "epsilon": MIN_DELTA},
            directed=MONITORED,
            drifts="Keras 1 cut the learning rate one epoch later the first time, then every "
            "`patience` epochs without waiting anew.",
        ),
    ),
    Rule(
        "keras.callbacks.TensorBoard(log_dir='./logs', histogram_freq=0, write_graph=True, "
        "write_images=False)",
        To(
            "keras.callbacks.TensorBoard(log_dir, histogram_freq)",
            accept=("log_dir",),  # 'logs' is './logs'
        ),
    ),
    Rule(
        "keras.callbacks.LambdaCallback(on_epoch_begin=None, on_epoch_end=None, "
        "on_batch_begin=None, on_batch_end=None, on_train_begin=None, on_train_end=None, "
        "**kwargs)",
        To(
            "keras.callbacks.LambdaCallback(on_epoch_begin, on_epoch_end)",
            {
                "on_batch_begin": "on_train_batch_begin",
                "on_batch_end": "on_train_batch_end",
            },
        ),
    ),
    Rule(
        "keras.callbacks.RemoteMonitor(root='http://localhost:9000', path='/publish/epoch/end/', "
        "field='data', headers=None)",
        To("keras.callbacks.RemoteMonitor(root, path, field, headers)"),
    ),
    Rule(
        "keras.callbacks.CallbackList(callbacks=None, queue_length=10)",
        To("keras.callbacks.CallbackList(callbacks)", {"queue_length": Drop()}),
    ),
    Rule(
        "keras.callbacks.BaseLogger()",
        Gone("Leave it out: Keras 3 averages the metrics over an epoch itself."),
    ),
    Method(
        "keras.callbacks.Callback.validation_data",
        Gone("Keras 3 does not show callbacks the data: give the arrays to `__init__`."),
    ),
    Method("keras.callbacks.Callback.model", SET_MODEL, changed=True),
    *INSIDE,
)
SAME = frozenset(
    f"keras.callbacks.{name}"
    for name in ("CSVLogger", "Callback", "History", "LearningRateScheduler", "ProgbarLogger")
)
