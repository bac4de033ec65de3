"""The drifts of Keras 1.2.2 to Keras 3, each as a source, its right migration, and what undoes it.

A drift is a legacy `source`. The right migration is kmigrate's own; where that leaves something to its
reader, `pinned` does by hand what the finding asks for. `wrong` edits the right migration so that the
drift is back. An edit is a text that is there, and what is written instead.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Undone:
    """One drift, and what the report says once it is undone."""

    name: str
    source: str
    wrong: tuple[tuple[str, str], ...]
    says: str
    pinned: tuple[tuple[str, str], ...] = ()


def _net(layers: str, more: str = "", imports: str = "Dense") -> str:
    """Return a Sequential of these layers, in Keras 1."""
    lines = "".join(f"model.add({layer})\n" for layer in layers.split("; "))
    return (
        f"from keras.layers import {imports}\nfrom keras.models import Sequential\n{more}"
        f"model = Sequential()\n{lines}"
    )


def _trained(compile_: str, more: str = "", layers: str = "Dense(4, input_dim=3); Dense(2)") -> str:
    """Return a small net that is compiled and fitted, in Keras 1."""
    return (
        "import numpy as np\n"
        + _net(layers, more)
        + f"model.compile({compile_})\n"
        + "x, y = np.ones((64, 3)), np.ones((64, 2))\n"
        + "model.fit(x, y, nb_epoch=3, batch_size=16)\n"
    )


def _fitted(callback: str, name: str) -> str:
    """Return a small net that is fitted with a callback, in Keras 1."""
    fitted = _trained("'sgd', 'mse', metrics=['accuracy']", f"from keras.callbacks import {name}\n")
    return fitted.replace("batch_size=16)", f"batch_size=16, callbacks=[{callback}])")


_PAIR = (
    "from keras import backend as K\nfrom keras.layers import Input, Lambda, merge\n"
    "from keras.models import Model\n"
    "a, b = Input(shape=(5,)), Input(shape=(5,))\n"
)
_PLATEAU = """
class Plateau(ReduceLROnPlateau):
    def on_train_begin(self, logs=None):
        self.best, self.wait = float('inf'), 0

    def on_epoch_end(self, epoch, logs=None):
        loss = logs[self.monitor]
        if loss < self.best - self.min_delta:
            self.best, self.wait = loss, 0
            return
        if self.wait >= self.patience:
            rate = float(self.model.optimizer.learning_rate.numpy())
            self.model.optimizer.learning_rate = max(rate * self.factor, self.min_lr)
            self.wait = 0
        self.wait += 1

"""
UNDONE = (
    Undone(
        "positional_conv",
        _net("Convolution2D(4, 3, 3, input_shape=(9, 9, 2))", imports="Convolution2D"),
        (("(3, 3)", "3, 3"),),
        "the second 3 is the stride",
    ),
    Undone(
        "positional_optimizer",
        _trained("SGD(0.1, 0.9, 1e-6, True), 'mse'", "from keras.optimizers import SGD\n"),
        (("model.compile(", "model.compile(SGD(0.1, 0.9, 1e-6, True), 'mse')\n#"),),
        "Keras 3 ignores decay=",
    ),
    Undone(
        "hard_sigmoid",
        _net("Dense(3, activation='hard_sigmoid', input_dim=4)"),
        (("activation=hard_sigmoid", "activation='hard_sigmoid'"),),
        "hard_sigmoid is 0.2 x + 0.5",
    ),
    Undone(
        "lstm_inner",
        _net("LSTM(5, input_shape=(7, 3))", imports="LSTM"),
        ((", recurrent_activation=hard_sigmoid", ""),),
        "parting at lstm_1",
    ),
    Undone(
        "lstm_inner_string",
        _net("LSTM(5, input_shape=(7, 3))", imports="LSTM"),
        (("=hard_sigmoid", "='hard_sigmoid'"),),
        "parting at lstm_1",
    ),
    Undone(
        "gru",
        _net("GRU(5, input_shape=(7, 3))", imports="GRU"),
        ((", reset_after=False", ""),),
        "reset_after=False",
    ),
    Undone(
        "epochs_default",
        _trained("'sgd', 'mse'").replace("nb_epoch=3, ", ""),
        ((", epochs=10", ""),),
        "the number of epochs is 10 in the original, 1 now",
    ),
    Undone(
        "flatten_cf",
        "from keras import backend as K\nK.set_image_dim_ordering('th')\n"
        + _net("Flatten(input_shape=(2, 3, 4)); Dense(3)", imports="Dense, Flatten"),
        (("Flatten(data_format='channels_last')", "Flatten()"),),
        "Flatten reorders",
    ),
    Undone(
        "early_stopping",
        _fitted("EarlyStopping('loss', patience=2)", "EarlyStopping"),
        (("patience=3", "patience=2"),),
        "EarlyStopping stops after epoch",
        (("patience=2", "patience=3"),),
    ),
    Undone(
        "plateau",
        _fitted("ReduceLROnPlateau('loss', patience=1)", "ReduceLROnPlateau"),
        (("[Plateau(", "[ReduceLROnPlateau("),),
        "changes the learning rate in other epochs",
        (
            ("[ReduceLROnPlateau(", "[Plateau("),
            ("model = Sequential()", f"{_PLATEAU}model = Sequential()"),
        ),
    ),
    Undone(
        "adadelta",
        _trained("'adadelta', 'mse'"),
        (("keras.optimizers.Adadelta(learning_rate=1.0, epsilon=1e-8)", "'adadelta'"),),
        "learning rate",
    ),
    Undone(
        "adagrad",
        _trained("Adagrad(lr=0.1), 'mse'", "from keras.optimizers import Adagrad\n"),
        ((", initial_accumulator_value=0.0", ""),),
        "Adagrad moves weights otherwise",
    ),
    Undone(
        "adamax_nadam",
        _trained("'nadam', 'mse'"),
        (("learning_rate=0.002, ", ""),),
        "the learning rate after 0 steps is 0.002",
    ),
    Undone(
        "decay",
        _trained("SGD(lr=0.1, decay=1e-6), 'mse'", "from keras.optimizers import SGD\n"),
        (("model.compile(", "model.compile(SGD(learning_rate=0.1), 'mse')\n#"),),
        "the learning rate after",
    ),
    Undone(
        "clipnorm",
        _trained("SGD(clipnorm=0.5), 'mse'", "from keras.optimizers import SGD\n"),
        (("global_clipnorm", "clipnorm"),),
        "SGD moves weights otherwise",
    ),
    Undone(
        "epsilon_opt",
        _trained("'adam', 'mse'"),
        (("keras.optimizers.Adam(epsilon=1e-8)", "'adam'"),),
        "epsilon is 1e-08 in the original, 1e-07 now",
    ),
    Undone(
        "bn_frozen",
        _trained(
            "'sgd', 'mse'",
            "from keras.layers import BatchNormalization\n",
            "BatchNormalization(trainable=False, input_shape=(3,)); Dense(2)",
        ),
        (("frozen = BatchNormalization()", "frozen = BatchNormalization(trainable=False)"),),
        "went on using the statistics of the batch",
        (
            (
                "model.add(BatchNormalization(trainable=False))",
                "frozen = BatchNormalization()\nmodel.add(frozen)\n"
                "frozen.gamma.trainable = frozen.beta.trainable = False",
            ),
        ),
    ),
    Undone(
        "activity_reg",
        _trained(
            "'sgd', 'mse'",
            "from keras.regularizers import activity_l2\n",
            "Dense(2, input_dim=3, activity_regularizer=activity_l2(0.3))",
        ),
        (("0.3 * 16", "0.3"),),
        "penalties on activities were sums",
        (("(0.3)", "(0.3 * 16)"),),
    ),
    Undone(
        "hinge01",
        _trained("'sgd', 'hinge'"),
        (("model.compile('sgd', hinge)", "model.compile('sgd', 'hinge')"),),
        "Keras 3's hinge losses turn labels",
    ),
    Undone(
        "cosine",
        _trained("'sgd', 'cosine_proximity'"),
        (("model.compile('sgd', cosine_proximity)", "model.compile('sgd', 'cosine_similarity')"),),
        "a cosine similarity is a sum",
    ),
    Undone(
        "l1l2_string",
        _trained("'sgd', 'mse'", "", "Dense(2, input_dim=3, W_regularizer='l1l2')"),
        (("keras.regularizers.L1L2(l1=0.01, l2=0.01)", "'l1l2'"),),
        "'l1l2' had factors of 0.01",
    ),
    Undone(
        "sample_weight",
        _trained("'sgd', 'mse'").replace(
            "batch_size=16)", "batch_size=16, sample_weight=np.arange(64) % 4)"
        ),
        (("np.arange(64) % 4 / 0.75", "np.arange(64) % 4"),),
        "the samples count differently",
        (("np.arange(64) % 4", "np.arange(64) % 4 / 0.75"),),
    ),
    Undone(
        "inits",
        _net("Dense(100, init='he_normal', input_dim=100)"),
        (
            (
                "keras.initializers.VarianceScaling(2.0, 'fan_in', 'untruncated_normal')",
                "'he_normal'",
            ),
        ),
        "were not truncated",
    ),
    Undone(
        "acc_keys",
        _trained("'sgd', 'mse', metrics=['accuracy']").replace("model.fit", "history = model.fit")
        + "print(history.history['acc'])\n",
        (("history['accuracy']", "history['acc']"),),
        "Keras 3 logs no 'acc'",
    ),
    Undone(
        "ckpt_epoch",
        _fitted("ModelCheckpoint('w.{epoch:02d}.h5')", "ModelCheckpoint"),
        (("[ZeroBased(", "[ModelCheckpoint("),),
        "ModelCheckpoint writes 'w.01' where the original wrote 'w.00'",
        (
            ("[ModelCheckpoint(", "[ZeroBased("),
            (
                "model = Sequential()",
                "class ZeroBased(ModelCheckpoint):\n"
                "    def on_epoch_end(self, epoch, logs=None):\n"
                "        super().on_epoch_end(epoch - 1, logs)\n\n"
                "model = Sequential()",
            ),
        ),
    ),
    Undone(
        "avgpool_required",
        _net("AveragePooling2D(input_shape=(8, 8, 2))", imports="AveragePooling2D"),
        (("pool_size=(2, 2), ", ""),),
        "missing 1 required positional argument",
    ),
    Undone(
        "merge_cos",
        _PAIR + "model = Model(input=[a, b], output=merge([a, b], mode='cos'))\n",
        (("Reshape((1, 1))(dot([a, b], normalize=True))", "dot([a, b], normalize=True)"),),
        "added an axis",
    ),
    Undone(
        "deconv_shape",
        _net(
            "Deconvolution2D(4, 3, 3, (None, 10, 10, 4), subsample=(2, 2), input_shape=(4, 4, 2))",
            imports="Deconvolution2D",
        ),
        ((", output_padding=1", ""),),
        "output_padding",
        (("strides=(2, 2)", "strides=(2, 2), output_padding=1"),),
    ),
    Undone(
        "bn_modes",
        _net("BatchNormalization(mode=1, input_shape=(4,))", imports="BatchNormalization"),
        (("SampleNormalization()", "keras.layers.BatchNormalization()"),),
        "mode=1 normalised each sample",
    ),
    Undone(
        "K_ops",
        _PAIR + "join = Lambda(lambda t: K.concatenate([t, 2 * t]), output_shape=(10,))\n"
        "model = Model(input=a, output=join(a))\n",
        ((", axis=-1", ""),),
        "default axes",
    ),
)

#: What comparing two sources cannot show, and where it is looked after instead.
NOT_CAUGHT = {
    "rnn_weight_order": "concerns files of weights, which are not read: both sides get common ones",
    "theano_conv_kernels": "the same, for weights that were trained with Theano",
    "theano_same": "Theano is not run: the original is built on TensorFlow, which pads as Keras 3",
    "cf_bias_bug": "is a fault of Keras 3: told as that, since the migration is right",
}
