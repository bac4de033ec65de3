"""Callbacks."""

from migrator.frozen import replace
from migrator.knowledge import callbacks, custom
from migrator.knowledge.keras2.shared import FOLDERS, HDF5, LOGS, NEW, OLD
from migrator.knowledge.keras2.templates import Attribute, of_keras_1
from migrator.rules import Args, Check, Drop, FileName, Gone, LogName, Rule, To

_MONITOR: Args = {"monitor": LogName("monitor", LOGS)}
_CHECKPOINT = FileName(
    "filepath",
    "The name must end in `.h5` or `.keras`, with `save_weights_only` in `.weights.h5`; change it "
    "here and wherever the file is loaded.",
    severity="notice",
    endings=(".h5", ".keras"),
    wanted={"save_weights_only": (".weights.h5",)},
    filled=True,
)
_FILES: Args = {
    "period": Gone(
        "`save_freq=` counts batches: pass `period` times the batches of an epoch.", harmless=(1,)
    ),
    "options": Gone("Keras 3 has no options for saving: leave it out."),
    "load_weights_on_restart": Gone("Call `model.load_weights` before `fit`."),
}
_LAMBDA: Args = {
    "on_batch_begin": "on_train_batch_begin",
    "on_batch_end": "on_train_batch_end",
}
_BOARD: Args = {
    "batch_size": Drop(),
    "write_grads": Drop("Keras 3 writes no gradients."),
    "embeddings_layer_names": Drop("Keras 3 writes the embeddings of all layers."),
    "embeddings_data": Drop("Keras 3 writes the weights of the embeddings."),
}
_SHOWN: Args = {
    "count_mode": Drop("Keras 3 counts batches."),
    "stateful_metrics": Drop(),
}


_ENDED_OTHERWISE = ("2.2", "2.3", "tf.1")
_ENDING: Args = {
    "min_delta": callbacks.MIN_DELTA,
    "baseline": Check(
        "baseline",
        "Keras 2 stopped after `patience` epochs that did not beat the baseline; Keras 3 goes on "
        "as long as each is better than those before.",
        "notice",
        harmless=(None,),
    ),
    "restore_best_weights": Check(
        "restore_best_weights",
        "Keras 2 restored them only where it stopped the training early, Keras 3 does at the end "
        "of any training.",
        "notice",
        harmless=(False, None),
    ),
}


def _monitoring(name: str, args: Args, of: tuple[str, ...] = (*OLD, *NEW)) -> tuple[Rule, ...]:
    """Return the records of a callback that watches what is logged, under old names or new."""
    full = f"keras.callbacks.{name}"
    best = name == "ModelCheckpoint"
    directed = callbacks.MONITORED_BEST if best else callbacks.MONITORED
    both = (
        Rule(
            full,
            To(full, {**args, **_MONITOR}, directed=directed),
            only=tuple(r for r in OLD if r in of),
        ),
        Rule(
            full,
            To(full, args, directed=directed),
            only=tuple(r for r in NEW if r in of),
        ),
    )
    return tuple(rule for rule in both if rule.only)


_IN_FOLDERS = replace(_CHECKPOINT, endings=_CHECKPOINT.endings[::-1])

TEMPLATES = (
    *_monitoring("ModelCheckpoint", {"filepath": _CHECKPOINT, **_FILES}, HDF5),
    *_monitoring("ModelCheckpoint", {"filepath": _IN_FOLDERS, **_FILES}, FOLDERS),
    *_monitoring("EarlyStopping", _ENDING, _ENDED_OTHERWISE),
    *_monitoring("EarlyStopping", {}, ("tf.keras",)),
    *(
        replace(rule, spellings={"epsilon": "min_delta"})
        for rule in _monitoring("ReduceLROnPlateau", {"min_delta": callbacks.MIN_DELTA})
    ),
    Rule("keras.callbacks.LambdaCallback", To("keras.callbacks.LambdaCallback", _LAMBDA)),
    Rule("keras.callbacks.TensorBoard", To("keras.callbacks.TensorBoard", _BOARD)),
    Rule("keras.callbacks.ProgbarLogger", To("keras.callbacks.ProgbarLogger", _SHOWN)),
    Rule(
        "keras.callbacks.BackupAndRestore",
        To("keras.callbacks.BackupAndRestore", {"save_before_preemption": Drop()}),
        also=("keras.callbacks.experimental.BackupAndRestore",),
    ),
    *of_keras_1(callbacks.KERAS_1, "keras.callbacks.CallbackList", "keras.callbacks.BaseLogger"),
    Attribute(
        "keras.callbacks.Callback.validation_data",
        Gone("Keras 3 does not show callbacks the data: give the arrays to `__init__`."),
    ),
    Attribute("keras.callbacks.Callback.model", callbacks.SET_MODEL, changed=True),
    *of_keras_1(callbacks.INSIDE, *(rule.name for rule in callbacks.INSIDE)),
)
_SIZES = "keras.callbacks.Callback.params"
_CALLED_OTHERWISE = frozenset({"nb_epoch", "nb_sample"})
_PARAMS = {k: v for k, v in custom.KEYS[_SIZES].items() if k not in _CALLED_OTHERWISE}
KEYS_NEW = {_SIZES: {**_PARAMS, "samples": custom.SAMPLES}}
KEYS_OLD = {**custom.KEYS, **KEYS_NEW}
KEYS_2_3 = {**KEYS_NEW, custom.BATCH_END: custom.OF_BATCHES}
