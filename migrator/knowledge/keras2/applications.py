"""What prepares pictures for models that come with Keras, and a model that ended otherwise."""

from migrator.knowledge.applications import PARAMETERS, TOPLESS
from migrator.knowledge.keras2.shared import STANDALONE
from migrator.rules import Drop, Earlier, Exactly, Into, Rule, Switch, To

_MODULES = ("vgg16", "vgg19", "resnet50")
#: What the `*args, **kwargs` of Keras 2 were handed to, in the package keras_applications.
_PREPARING = tuple(f"keras.applications.{module}.preprocess_input" for module in _MODULES)
SIGNATURES = dict.fromkeys(_PREPARING, "x, data_format=None, mode='caffe'")
_RESNETS = ("keras.applications.ResNet50", "keras.applications.resnet50.ResNet50")
SIGNATURES.update(
    dict.fromkeys(
        _RESNETS,
        "include_top=True, weights='imagenet', input_tensor=None, input_shape=None, pooling=None, "
        "classes=1000, **kwargs",
    )
)
_MOBILE = tuple(f"keras.applications.{module}MobileNetV2" for module in ("", "mobilenet_v2."))
_SINCE_ALPHA = "include_top, weights, input_tensor, pooling, classes"
_MULTIPLIED = (
    "input_shape=None, alpha=1.0, depth_multiplier=1, include_top=True, weights='imagenet', "
    "input_tensor=None, pooling=None, classes=1000, **kwargs"
)
#: Until keras_applications 1.0.6 it took a `depth_multiplier` after `alpha`, which did nothing.
SIGNATURES.update(
    dict.fromkeys(
        _MOBILE,
        "input_shape=None, alpha=1.0, include_top=True, weights='imagenet', input_tensor=None, "
        "pooling=None, classes=1000, depth_multiplier=1, **kwargs",
    )
)
OPEN = "Nothing here tells the release: if the code ran with an earlier one, see to it."
_WITHOUT = Exactly(value=False, why=f"{TOPLESS} {OPEN}", notice=TOPLESS)
_TOP = Into("include_top", moved={"2.2.0": {False: _WITHOUT}})
_OF_ALL = To("keras.applications.imagenet_utils.preprocess_input(x, data_format)", {"mode": "mode"})

TEMPLATES = (
    *(
        Rule(
            name,
            Switch("mode", {"caffe": To(f"{name}(x, data_format)", {"mode": Drop()})}, _OF_ALL),
            only=(*STANDALONE, "tf.1"),
        )
        for name in _PREPARING
    ),
    *(
        Rule(
            name,
            To(f"{name}(input_shape, alpha, {_SINCE_ALPHA})", {"depth_multiplier": Drop()}),
            only=("2.2", "tf.1"),
            earlier=(Earlier(f"{name}({_MULTIPLIED})", "2.2.4", {"depth_multiplier": "count"}),),
        )
        for name in _MOBILE
    ),
    *(
        Rule(name, To(f"{name}{PARAMETERS}", {"include_top": _TOP}), only=("2.2",))
        for name in _RESNETS
    ),
)
