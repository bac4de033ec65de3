"""What Keras 3 no longer allows in losses, metrics and layers that were written for Keras 1."""

from migrator.knowledge.drawing import DRAWING
from migrator.rules import Strictness

COMPARED = (
    "Up to TensorFlow 1, and with Theano, no tensor was equal to anything else, so that this was "
    "decided when the code was read; Keras 3 cannot decide it: a symbolic tensor is neither true "
    "nor false. Leave out what never ran, or use `keras.ops.where`."
)
_NO_TENSORS = (
    "DType TensorShape as_dtype config compat.dimension_value executing_eagerly flags gfile "
    "get_static_value io is_tensor keras logging nest python saved_model summary test version"
)
NO_TENSORS = frozenset(f"tensorflow.{name}" for name in _NO_TENSORS.split())
OF_KERAS_1 = Strictness(compared=COMPARED, known=NO_TENSORS, drawing=DRAWING)
