"""What Keras 3 no longer allows in losses, metrics and layers that were written for Keras 1."""

from migrator.knowledge.drawing import DRAWING
from migrator.knowledge.firsts import FIRSTS
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
#: Layers without weights, which may be made anywhere.
_WITHOUT_WEIGHTS = (
    "Activation ActivityRegularization Add AlphaDropout Average AveragePooling1D AveragePooling2D "
    "AveragePooling3D Concatenate Cropping1D Cropping2D Cropping3D Dot Dropout ELU Flatten "
    "GaussianDropout GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D "
    "GlobalAveragePooling3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D InputSpec "
    "Lambda LeakyReLU Masking MaxPooling1D MaxPooling2D MaxPooling3D Maximum Minimum Multiply "
    "Permute ReLU RepeatVector Reshape Softmax SpatialDropout1D SpatialDropout2D SpatialDropout3D "
    "Subtract ThresholdedReLU UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D "
    "ZeroPadding3D AvgPool1D AvgPool2D AvgPool3D MaxPool1D MaxPool2D MaxPool3D GlobalAvgPool1D "
    "GlobalAvgPool2D GlobalAvgPool3D GlobalMaxPool1D GlobalMaxPool2D GlobalMaxPool3D Layer"
)
WEIGHTLESS = frozenset(_WITHOUT_WEIGHTS.split())
_WITH_WEIGHTS = (
    "BatchNormalization Conv1D Conv2D Conv2DTranspose Conv3D Conv3DTranspose Dense DepthwiseConv2D "
    "Embedding GroupNormalization LayerNormalization PReLU SeparableConv1D SeparableConv2D"
)
#: Layers that give one output, and tell Keras 3 of which shape it is.
SINGLE = WEIGHTLESS - {"InputSpec", "Lambda", "Layer"} | {*_WITH_WEIGHTS.split()}
#: Those that do so by `compute_output_spec`, which makes one tensor of it.
UNASKED = frozenset(
    {
        *("Add", "Average", "Concatenate", "Dot", "Maximum", "Minimum", "Multiply", "Subtract"),
        *("Embedding", "Flatten", "Permute", "Reshape"),
    }
)
CALLED = (
    "A `Sequential` of Keras 3 neither trains nor saves the layers that are made here: make them "
    "in `__init__` or `build`, and call them in `call`."
)
_SLOPES = (
    "Keras 3 takes numbers here, and no tensors: write `keras.ops.minimum(keras.ops.relu(x), "
    "max_value) - alpha * keras.ops.relu(-x)`."
)
SLOPES = {"keras.activations.relu": _SLOPES, "keras.backend.relu": _SLOPES}
UNNAMED = (
    "Keras 3 builds layers, and works out their outputs, by the first parameter of `call`, which "
    "has no name here: write `def call(self, inputs, *args, **kwargs)`, and hand `inputs` on."
)
_ALONE = (
    "Keras 1 gave the layer the tensor in this list, Keras 3 gives it the list: leave out the "
    "brackets."
)
OF_KERAS_1 = Strictness(
    alone=_ALONE,
    compared=COMPARED,
    known=NO_TENSORS,
    drawing=DRAWING,
    firsts=FIRSTS,
    slopes=SLOPES,
    called=CALLED,
    weightless=WEIGHTLESS,
    unnamed=UNNAMED,
    initializer="If weights are initialized by this, it needs other parameters: Keras 3 calls it "
    "with `(shape, dtype=None)`.",
    taking=("shape", "name"),
)
