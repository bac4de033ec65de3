"""Definitions that a migrated file may need: Keras 1's own arithmetic, on Keras 3."""

from migrator.rules import Helper

HARD_SIGMOID = Helper(
    "hard_sigmoid",
    """\
@keras.saving.register_keras_serializable(package='keras1')
def hard_sigmoid(x):
    \"\"\"Keras 1's hard sigmoid; Keras 3's own has another slope.\"\"\"
    return keras.ops.clip(0.2 * x + 0.5, 0.0, 1.0)
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
