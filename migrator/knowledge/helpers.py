"""Definitions that a migrated file may need: Keras 1's own arithmetic, on Keras 3."""

from migrator.rules import Gone, Helper, Into

HARD_SIGMOID = Helper(
    "hard_sigmoid",
    """\
@keras.saving.register_keras_serializable(package='keras1')
def hard_sigmoid(x):
    \"\"\"Keras 1's hard sigmoid; Keras 3's own has another slope.\"\"\"
    return keras.ops.clip(0.2 * x + 0.5, 0.0, 1.0)
""",
)

EMBEDDING_WITH_DROPOUT = Helper(
    "EmbeddingWithDropout",
    """\
@keras.saving.register_keras_serializable(package='keras1')
class EmbeddingWithDropout(keras.layers.Embedding):
    \"\"\"Keras 1's ``Embedding(dropout=)``: drops whole words of the vocabulary.\"\"\"

    def __init__(self, *args, word_dropout=0.0, **kwargs):
        super().__init__(*args, **kwargs)
        self.word_dropout = word_dropout
        self.seed_generator = keras.random.SeedGenerator()

    def call(self, inputs, training=False):
        outputs = super().call(inputs)
        if not training:
            return outputs
        words = keras.ops.ones((self.input_dim, 1))
        words = keras.random.dropout(words, self.word_dropout, seed=self.seed_generator)
        return outputs * keras.ops.take(words, keras.ops.cast(inputs, 'int32'), axis=0)

    def compute_output_spec(self, inputs, training=False):
        return super().compute_output_spec(inputs)

    def get_config(self):
        return {**super().get_config(), 'word_dropout': self.word_dropout}
""",
)

SAMPLE_NORMALIZATION = Helper(
    "SampleNormalization",
    """\
@keras.saving.register_keras_serializable(package='keras1')
class SampleNormalization(keras.layers.BatchNormalization):
    \"\"\"Keras 1's ``mode=1``: each sample by itself, epsilon added twice.\"\"\"

    def call(self, inputs, training=None, mask=None):
        mean, variance = keras.ops.moments(inputs, -1, keepdims=True)
        deviation = keras.ops.sqrt(variance + self.epsilon) + self.epsilon
        return self.gamma * (inputs - mean) / deviation + self.beta
""",
)

BATCH_STATISTICS = Helper(
    "BatchStatistics",
    """\
@keras.saving.register_keras_serializable(package='keras1')
class BatchStatistics(keras.layers.BatchNormalization):
    \"\"\"Keras 1's ``mode=2``: by the batch, in training and prediction alike.\"\"\"

    def call(self, inputs, training=None, mask=None):
        rank = len(inputs.shape)
        axes = [axis for axis in range(rank) if axis != self.axis % rank]
        shape = [-1 if axis == self.axis % rank else 1 for axis in range(rank)]
        mean, variance = keras.ops.moments(inputs, axes, keepdims=True)
        gamma, beta = keras.ops.reshape(self.gamma, shape), keras.ops.reshape(self.beta, shape)
        return gamma * (inputs - mean) / keras.ops.sqrt(variance + self.epsilon) + beta
""",
)

RESET_STATES = Helper(
    "reset_states",
    """\
def reset_states(model):
    \"\"\"Reset the states of all stateful layers of a model, as its method did in Keras 1.\"\"\"
    for layer in model.layers:
        if hasattr(layer, 'layers'):
            reset_states(layer)
        elif getattr(layer, 'stateful', False):
            layer.reset_states()
""",
)

FUNCTION = Helper(
    "function",
    """\
def function(inputs, outputs, phase=False):
    \"\"\"Keras 1's ``K.function``: arrays from arrays, of which the last may be the phase.\"\"\"
    model = keras.models.Model(inputs, outputs)

    def compute(arrays):
        *arrays, training = arrays if phase else [*arrays, False]
        found = keras.tree.flatten(model(arrays, training=bool(training)))
        found = [keras.ops.convert_to_numpy(array) for array in found]
        return found if isinstance(outputs, list) else found[0]

    return compute
""",
)

SLICE_X = Helper(
    "slice_X",
    """\
def slice_X(X, start=None, stop=None):
    \"\"\"Keras 1's ``slice_X``: the rows `start` to `stop` (or those listed) of each array.\"\"\"
    if isinstance(X, list):
        return [slice_X(array, start, stop) for array in X]
    return X[start] if hasattr(start, '__len__') else X[start:stop]
""",
)

CONVERT_ALL_KERNELS = Helper(
    "convert_all_kernels_in_model",
    """\
def convert_all_kernels_in_model(model):
    \"\"\"Flip the kernels that Theano trained: it convolves, where Keras 3 correlates.\"\"\"
    kinds = (keras.layers.Conv1D, keras.layers.Conv2D, keras.layers.Conv3D)
    for layer in model.layers:
        if isinstance(layer, (*kinds, keras.layers.Conv2DTranspose)):
            kernel, *rest = layer.get_weights()
            axes = tuple(range(kernel.ndim - 2))
            layer.set_weights([numpy.flip(kernel, axes), *rest])
""",
)

TIME_DECAY = Helper(
    "TimeDecay",
    """\
@keras.saving.register_keras_serializable(package='keras1')
class TimeDecay(keras.optimizers.schedules.LearningRateSchedule):
    \"\"\"Keras 1's ``decay``: learning_rate / (1 + decay * (step + 1)).\"\"\"

    def __init__(self, learning_rate, decay):
        self.learning_rate, self.decay = learning_rate, decay

    def __call__(self, step):
        return self.learning_rate / (1.0 + self.decay * (keras.ops.cast(step, 'float32') + 1.0))

    def get_config(self):
        return {'learning_rate': self.learning_rate, 'decay': self.decay}
""",
)

COSINE_PROXIMITY = Helper(
    "cosine_proximity",
    """\
@keras.saving.register_keras_serializable(package='keras1')
def cosine_proximity(y_true, y_pred):
    \"\"\"Keras 1's cosine proximity: a mean over the last axis, where Keras 3 has a sum.\"\"\"
    y_pred = keras.ops.convert_to_tensor(y_pred)
    y_true = keras.ops.normalize(keras.ops.cast(y_true, y_pred.dtype), axis=-1)
    return -keras.ops.mean(y_true * keras.ops.normalize(y_pred, axis=-1), axis=-1)
""",
)

ROOT_MEAN_SQUARED_ERROR = Helper(
    "root_mean_squared_error",
    """\
@keras.saving.register_keras_serializable(package='keras1')
def root_mean_squared_error(y_true, y_pred):
    \"\"\"Keras 0's loss: the root for each sample, where Keras 3 has one over all.\"\"\"
    y_true = keras.ops.cast(y_true, y_pred.dtype)
    return keras.ops.sqrt(keras.ops.mean(keras.ops.square(y_pred - y_true), axis=-1))
""",
)

PRECISION = Helper(
    "precision",
    """\
@keras.saving.register_keras_serializable(package='keras1')
def precision(y_true, y_pred):
    \"\"\"Hits among what is predicted, in each batch: Keras 3 counts over the epoch.\"\"\"
    hits = keras.ops.clip(keras.ops.cast(y_true, y_pred.dtype) * y_pred, 0, 1)
    hits = keras.ops.sum(keras.ops.round(hits))
    predicted = keras.ops.sum(keras.ops.round(keras.ops.clip(y_pred, 0, 1)))
    value = hits / (predicted + keras.config.epsilon())
    return value * keras.ops.ones_like(y_pred[:, 0])
""",
)

RECALL = Helper(
    "recall",
    """\
@keras.saving.register_keras_serializable(package='keras1')
def recall(y_true, y_pred):
    \"\"\"Hits among what is relevant, in each batch: Keras 3 counts over the epoch.\"\"\"
    y_true = keras.ops.cast(y_true, y_pred.dtype)
    hits = keras.ops.sum(keras.ops.round(keras.ops.clip(y_true * y_pred, 0, 1)))
    relevant = keras.ops.sum(keras.ops.round(keras.ops.clip(y_true, 0, 1)))
    value = hits / (relevant + keras.config.epsilon())
    return value * keras.ops.ones_like(y_pred[:, 0])
""",
)


def _f_score(name: str) -> Helper:
    """Return the harmonic mean of Keras 1's precision and recall, under one of its names."""
    return Helper(
        name,
        f"""\
@keras.saving.register_keras_serializable(package='keras1')
def {name}(y_true, y_pred):
    \"\"\"Keras 1's F-score, that of each batch: Keras 3 counts over the epoch.\"\"\"
    y_true, epsilon = keras.ops.cast(y_true, y_pred.dtype), keras.config.epsilon()
    hits = keras.ops.sum(keras.ops.round(keras.ops.clip(y_true * y_pred, 0, 1)))
    precision = hits / (keras.ops.sum(keras.ops.round(keras.ops.clip(y_pred, 0, 1))) + epsilon)
    recall = hits / (keras.ops.sum(keras.ops.round(keras.ops.clip(y_true, 0, 1))) + epsilon)
    value = 2 * precision * recall / (precision + recall + epsilon)
    return value * keras.ops.ones_like(y_pred[:, 0])
""",
    )


FMEASURE = _f_score("fmeasure")
FBETA_SCORE = _f_score("fbeta_score")

HINGE = Helper(
    "hinge",
    """\
@keras.saving.register_keras_serializable(package='keras1')
def hinge(y_true, y_pred):
    \"\"\"Keras 1's hinge loss; Keras 3's own turns labels 0 and 1 into -1 and 1.\"\"\"
    y_pred = keras.ops.convert_to_tensor(y_pred)
    y_true = keras.ops.cast(y_true, y_pred.dtype)
    return keras.ops.mean(keras.ops.maximum(1.0 - y_true * y_pred, 0.0), axis=-1)
""",
)

SQUARED_HINGE = Helper(
    "squared_hinge",
    """\
@keras.saving.register_keras_serializable(package='keras1')
def squared_hinge(y_true, y_pred):
    \"\"\"Keras 1's squared hinge loss; Keras 3's own turns labels 0 and 1 into -1 and 1.\"\"\"
    y_pred = keras.ops.convert_to_tensor(y_pred)
    margin = keras.ops.maximum(1.0 - keras.ops.cast(y_true, y_pred.dtype) * y_pred, 0.0)
    return keras.ops.mean(keras.ops.square(margin), axis=-1)
""",
)
_SIGNED = Gone(
    "Of tensors with three axes or more, TensorFlow's took -1 for the last axis but one, Theano's "
    "for the last: write the axes without a sign."
)
SIGNED_AXES = Into("axes", {-1: _SIGNED})
#: Where all have four axes and more, it took all but the last two for those of samples.
BATCH_DOT = Helper(
    "batch_dot",
    """\
def batch_dot(x, y, axes=None):
    \"\"\"Multiply along one axis of each, sample by sample, as Keras 1 did.\"\"\"
    ranks = len(x.shape), len(y.shape)
    if axes is None:
        axes = ranks[0] - 1, ranks[1] - (1 if ranks[1] == 2 else 2)
    first, second = (axes, axes) if isinstance(axes, int) else axes
    if min(ranks) > 3:
        x = x if first in (-1, ranks[0] - 1) else keras.ops.swapaxes(x, -1, -2)
        y = keras.ops.swapaxes(y, -1, -2) if second in (-1, ranks[1] - 1) else y
        return keras.ops.matmul(x, y)
    letters = 'bcdefghijklmnop'
    left = ['a', *letters[: ranks[0] - 1]]
    right = ['a', *letters[ranks[0] - 1 : sum(ranks) - 2]]
    summed = right[second] = left[first]
    kept = ''.join(letter for letter in (*left, *right[1:]) if letter != summed)
    result = keras.ops.einsum(f"{''.join(left)},{''.join(right)}->{kept}", x, y)
    return keras.ops.expand_dims(result, -1) if kept == 'a' else result
""",
)
BATCH_SET_VALUE = Helper(
    "batch_set_value",
    """\
def batch_set_value(tuples):
    \"\"\"Give each variable its value.\"\"\"
    for variable, value in tuples:
        variable.assign(value)
""",
)
IDENTITIES = Helper(
    "identities",
    """\
@keras.saving.register_keras_serializable(package='keras1')
def identities(shape, dtype=None):
    \"\"\"Make a recurrent kernel of identities, one for each gate, as Keras 1 did.\"\"\"
    return keras.ops.tile(keras.ops.eye(shape[0], dtype=dtype), (1, shape[1] // shape[0]))
""",
)
