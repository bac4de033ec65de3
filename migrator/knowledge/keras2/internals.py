"""What Keras 2 wrote for itself, and what code copied from its repository brings along."""

from migrator.rules import Gone, Rule, To

_CALLED_AS_1 = Gone("Leave the decorator out: it let a function be called in the words of Keras 1.")
_KINDS = (
    "add_weight batchnorm conv1d conv2d conv3d convlstm2d cropping2d cropping3d deconv2d dense "
    "dropout embedding gaussiandropout gaussiannoise generator_methods get_updates "
    "global_pooling input lambda model_constructor pooling1d pooling2d pooling3d prelu recurrent "
    "separable_conv2d spatialdropout1d upsampling1d upsampling2d upsampling3d zeropadding2d "
    "zeropadding3d"
)
_DECORATORS = (
    *(f"keras.legacy.legacy_{kind}_support" for kind in _KINDS.split()),
    "keras.legacy.generate_legacy_interface",
    "keras.legacy.generate_legacy_method_interface",
)
#: A function up to 2.1, which models and their files name.
_RELU6 = tuple(f"keras.applications.{module}.relu6" for module in ("mobilenet", "mobilenet_v2"))

SIGNATURES = {**dict.fromkeys(_DECORATORS, "="), **dict.fromkeys(_RELU6, "x")}
TEMPLATES = (
    *(Rule(name, _CALLED_AS_1) for name in _DECORATORS),
    *(Rule(name, To("keras.activations.relu6")) for name in _RELU6),
)
