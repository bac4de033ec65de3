"""Definitions that a migrated file may need: Keras 2's own arithmetic, on Keras 3."""

from migrator.knowledge import helpers
from migrator.knowledge.keras2.wording import of_keras_2
from migrator.rules import Helper


def renamed(helper: Helper) -> Helper:
    """Return a helper of Keras 1 that Keras 2 needs too, under its own name."""
    source = of_keras_2(helper.source).replace("'keras1'", "'keras2'")
    return Helper(helper.name, source)


HARD_SIGMOID = renamed(helpers.HARD_SIGMOID)
RESET_STATES = Helper(
    "reset_states",
    """\
def reset_states(model):
    \"\"\"Reset a metric, or all stateful layers of a model, as their method did in Keras 2.\"\"\"
    if hasattr(model, 'reset_state'):
        model.reset_state()
    for layer in getattr(model, 'layers', []):
        if hasattr(layer, 'layers'):
            reset_states(layer)
        elif getattr(layer, 'stateful', False):
            layer.reset_states()
""",
)
_ARRAYS = "        *arrays, training ="
#: TensorFlow's took an array by itself, too.
FUNCTION = Helper(
    helpers.FUNCTION.name,
    renamed(helpers.FUNCTION).source.replace(
        _ARRAYS,
        f"        arrays = arrays if isinstance(arrays, (list, tuple)) else [arrays]\n{_ARRAYS}",
    ),
)
COSINE_PROXIMITY = renamed(helpers.COSINE_PROXIMITY)
HINGE = renamed(helpers.HINGE)
SQUARED_HINGE = renamed(helpers.SQUARED_HINGE)
_HEADS = """\
    if min(ranks) > 3:
        x = x if first in (-1, ranks[0] - 1) else keras.ops.swapaxes(x, -1, -2)
        y = keras.ops.swapaxes(y, -1, -2) if second in (-1, ranks[1] - 1) else y
        return keras.ops.matmul(x, y)
"""
_VECTORS = """\
    if 3 < ranks[1] == ranks[0] + 1:
        product = batch_dot(keras.ops.expand_dims(x, -2), y, (-1, second))
        return keras.ops.squeeze(product, -2)
"""
_BATCH_DOT = renamed(helpers.BATCH_DOT)
#: Up to 2.2, and in TensorFlow 1, all axes but the last two were taken for those of samples, and
#: what had an axis less for as many vectors: the capsules of many a CapsNet rest on it.
BATCH_DOT_OLD = Helper("batch_dot", _BATCH_DOT.source.replace(_HEADS, _VECTORS + _HEADS))
BATCH_DOT = Helper("batch_dot", _BATCH_DOT.source.replace(_HEADS, ""))
BATCH_SET_VALUE = helpers.BATCH_SET_VALUE
BIAS_ADD = Helper(
    "bias_add",
    """\
def bias_add(x, bias, data_format=None):
    \"\"\"Add a bias, which may have a number for each channel, as Keras 2 did.\"\"\"
    data_format = data_format or keras.config.image_data_format()
    if data_format == 'channels_first' and len(x.shape) > 2:
        *rest, channels = bias.shape
        bias = keras.ops.reshape(bias, (1, channels, *(rest or [1] * (len(x.shape) - 2))))
    return x + bias
""",
)
IS_TENSOR = Helper(
    "is_tensor",
    """\
def is_tensor(x):
    \"\"\"Tell whether it is a tensor, also one of a model, to which Keras 3's own says no.\"\"\"
    return isinstance(x, keras.KerasTensor) or keras.ops.is_tensor(x)
""",
)
#: Up to 2.2; 2.3 and TensorFlow's Keras filled up with zeros, as Keras 3 does.
IDENTITIES = renamed(helpers.IDENTITIES)
NORMALIZE_TUPLE = Helper(
    "normalize_tuple",
    """\
def normalize_tuple(value, n, name):
    \"\"\"Make `n` numbers of one, as Keras 2's layers did of their sizes.\"\"\"
    value = (value,) * n if isinstance(value, int) else tuple(value)
    if len(value) != n:
        raise ValueError(f'`{name}` must be {n} whole numbers, or one: {value}')
    return value
""",
)

COSINE_PROXIMITY = Helper(
    "cosine_proximity",
    """\
@keras.saving.register_keras_serializable(package='keras2')
def cosine_proximity(y_true, y_pred, axis=-1):
    \"\"\"Keras 2.3's metric, 1 of equal directions, where Keras 3's function is a loss.\"\"\"
    return -keras.losses.cosine_similarity(y_true, y_pred, axis=axis)
""",
)
