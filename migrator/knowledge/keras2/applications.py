"""What prepares pictures for models that come with Keras."""

from migrator.knowledge.keras2.shared import STANDALONE
from migrator.rules import Drop, Rule, Switch, To

_MODULES = ("vgg16", "vgg19", "resnet50")
#: What the `*args, **kwargs` of Keras 2 were handed to, in the package keras_applications.
SIGNATURES = {
    f"keras.applications.{module}.preprocess_input": "x, data_format=None, mode='caffe'"
    for module in _MODULES
}
_OF_ALL = To("keras.applications.imagenet_utils.preprocess_input(x, data_format)", {"mode": "mode"})

TEMPLATES = tuple(
    Rule(
        name,
        Switch("mode", {"caffe": To(f"{name}(x, data_format)", {"mode": Drop()})}, _OF_ALL),
        only=(*STANDALONE, "tf.1"),
    )
    for name in SIGNATURES
)
