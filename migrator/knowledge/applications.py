"""Models with weights that come with Keras."""

from migrator.knowledge.entries import entry
from migrator.knowledge.shared import DATA_FORMAT
from migrator.rules import Args, Check, Gone, Rule, To

_SIGNATURE = (
    "(include_top=True, weights='imagenet', input_tensor=None, input_shape=None, classes=1000)"
)
PARAMETERS = "(include_top, weights, input_tensor, input_shape)"
_ARCHITECTURES = {
    "VGG16": "vgg16",
    "VGG19": "vgg19",
    "ResNet50": "resnet50",
    "InceptionV3": "inception_v3",
    "Xception": "xception",
}
TOPLESS = (
    "Up to Keras 2.1, ResNet50 without its top ended in `AveragePooling2D((7, 7))`; Keras 3's ends "
    "before that: put `keras.layers.AveragePooling2D((7, 7))` on its `output`, and remove no layer "
    "of it for the one that is not there."
)
_TOPS: dict[str, Args] = {
    "ResNet50": {"include_top": Check("include_top", TOPLESS, harmless=(True,))}
}


def _architecture(name: str) -> Rule:
    path = f"keras.applications.{name}"
    args = {**entry("input_tensor"), **_TOPS.get(name.rpartition(".")[2], {})}
    return Rule(path + _SIGNATURE, To(path + PARAMETERS, args))


_MODELS = tuple(
    _architecture(name)
    for model, module in _ARCHITECTURES.items()
    for name in (model, f"{module}.{model}")
)

_INPUTS = (
    *(
        Rule(
            f"keras.applications.{module}.preprocess_input(x, dim_ordering='default')",
            To(
                f"keras.applications.{module}.preprocess_input(x)",
                {"dim_ordering": DATA_FORMAT},
                data_format="spatial",
            ),
        )
        for module in ("imagenet_utils", "vgg16", "vgg19", "resnet50")
    ),
    *(
        Rule(
            f"keras.applications.{module}.preprocess_input(x)",
            To(f"keras.applications.{module}.preprocess_input(x)"),
        )
        for module in ("inception_v3", "xception")
    ),
)

_OWN = Gone("Copy the function into the project; Keras 3's models are built by code of their own.")
_MUSIC = Gone("Keras 3 has no music tagger: take its source from Keras 1.2.2 and migrate it.")
_WEIGHTS = Gone("Keras 3 fetches its own weights: `weights='imagenet'`.")

_OBTAINED = "keras.src.applications.imagenet_utils.obtain_input_shape"  # no public name
_GONE = (
    Rule(
        "keras.applications.imagenet_utils._obtain_input_shape(input_shape, default_size, "
        "min_size, dim_ordering, include_top)",
        To(
            f"{_OBTAINED}(input_shape, default_size, min_size, data_format, require_flatten)",
            {"dim_ordering": DATA_FORMAT, "include_top": "require_flatten"},
            notice="This function is private in Keras 3, as it was: it may change.",
        ),
        also=tuple(
            f"keras.applications.{module}._obtain_input_shape" for module in _ARCHITECTURES.values()
        ),
    ),
    Rule(
        "keras.applications.inception_v3.conv2d_bn(x, nb_filter, nb_row, nb_col, "
        "border_mode='same', subsample=(1, 1), name=None)",
        _OWN,
    ),
    Rule(
        "keras.applications.resnet50.identity_block(input_tensor, kernel_size, filters, stage, "
        "block)",
        _OWN,
    ),
    Rule(
        "keras.applications.resnet50.conv_block(input_tensor, kernel_size, filters, stage, "
        "block, strides=(2, 2))",
        _OWN,
    ),
    Rule(
        "keras.applications.music_tagger_crnn.MusicTaggerCRNN(weights='msd', input_tensor=None, "
        "include_top=True, classes=50)",
        _MUSIC,
    ),
    Rule(
        "keras.applications.audio_conv_utils.preprocess_input(audio_path, dim_ordering='default')",
        _MUSIC,
    ),
    Rule(
        "keras.applications.audio_conv_utils.decode_predictions(preds, top_n=5)",
        _MUSIC,
    ),
    Rule("keras.applications.audio_conv_utils.TAGS", _MUSIC),
    Rule("keras.applications.audio_conv_utils.librosa", _MUSIC),
    *(
        Rule(f"keras.applications.imagenet_utils.{name}", _WEIGHTS)
        for name in ("CLASS_INDEX", "CLASS_INDEX_PATH")
    ),
    *(
        Rule(f"keras.applications.{module}.{backend}_WEIGHTS_PATH{top}", _WEIGHTS)
        for module in _ARCHITECTURES.values()
        for backend in ("TF", "TH")
        for top in ("", "_NO_TOP")
        if (module, backend) != ("xception", "TH")
    ),
    *(
        Rule(f"keras.applications.music_tagger_crnn.{backend}_WEIGHTS_PATH", _MUSIC)
        for backend in ("TF", "TH")
    ),
)

KERAS_1 = _MODELS + _INPUTS + _GONE
SAME = frozenset(
    (
        *(
            f"keras.applications.{module}.decode_predictions"
            for module in ("imagenet_utils", *_ARCHITECTURES.values())
        ),
        _OBTAINED,
    )
)
IN_KERAS_2 = {  # private, so not in what is generated; `include_top=` until 2.0.8
    "keras.applications.imagenet_utils._obtain_input_shape": ("include_top",),
}
MODELS = frozenset(rule.name for rule in _MODELS)  # functions that return one
