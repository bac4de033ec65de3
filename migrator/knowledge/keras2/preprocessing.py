"""Preprocessing: what Keras 3 no longer has itself, and TensorFlow still ships a copy of."""

from collections.abc import Mapping
from dataclasses import replace

from migrator.knowledge import preprocessing as preprocessing_1
from migrator.knowledge.keras2.shared import STANDALONE, TENSORFLOW
from migrator.knowledge.keras2.templates import Attribute
from migrator.rules import Args, Drop, Earlier, Gone, Into, Method, Rule, Scalar, To

_COPY = (
    "Keras 3 itself no longer has it; TensorFlow still ships a copy, which is deprecated in favour "
    "of {}."
)
_AUGMENTATION = _COPY.format(
    "`keras.utils.image_dataset_from_directory` and layers such as `keras.layers.RandomFlip`"
)
_VECTORIZATION = _COPY.format("`keras.layers.TextVectorization`")
_SEQUENCES = _COPY.format("`keras.utils.timeseries_dataset_from_array` and code of one's own")
_COPIES = {
    "image": (
        "DirectoryIterator ImageDataGenerator Iterator NumpyArrayIterator "
        "apply_affine_transform apply_brightness_shift apply_channel_shift random_brightness "
        "random_channel_shift random_rotation random_shear random_shift random_zoom",
        _AUGMENTATION,
    ),
    "sequence": ("TimeseriesGenerator make_sampling_table skipgrams", _SEQUENCES),
    "text": (
        "Tokenizer hashing_trick one_hot text_to_word_sequence tokenizer_from_json",
        _VECTORIZATION,
    ),
}


#: 2.0.9 alone; before, Pillow chose, which meant the same until 2020.
_INTERPOLATED = {"2.0.9": "nearest", "2.1.0": "bilinear"}
_ITERATED = {"interpolation": _INTERPOLATED, "save_format": {"2.0.5": "jpeg"}}
_MOVED: Mapping[str, Mapping[str, Mapping[str, Scalar]]] = {
    "DirectoryIterator": _ITERATED,
    "NumpyArrayIterator": {"save_format": _ITERATED["save_format"]},
}
_SILENT = {"interpolation": ""}
_SAVING = {"save_format": "save_to_dir"}
_INSERTED = {
    "ImageDataGenerator": {"zca_epsilon": "2.0.5", "brightness_range": "2.1.5"},
    "NumpyArrayIterator": {"sample_weight": "2.2.3"},
}
_NB_WORDS = {"nb_words": "num_words"}
_SPELLINGS = {
    "one_hot": {"text": "input_text"},
    "random_channel_shift": {"intensity": "intensity_range"},
    "text_to_word_sequence": {"text": "input_text"},
    "Tokenizer": _NB_WORDS,
}


def _copy(module: str, name: str, notice: str) -> tuple[Rule, ...]:
    full = f"keras.preprocessing.{module}.{name}"
    standalone = Rule(
        full,
        To(f"tensorflow.{full}", notice=notice, pin_with=_SAVING if name in _MOVED else {}),
        only=STANDALONE,
        spellings=_SPELLINGS.get(name, {}),
        moved=_MOVED.get(name, {}),
        open_moves=_SILENT,
        inserted=_INSERTED.get(name, {}),
    )
    return standalone, Rule(full, To(f"tensorflow.{full}"), only=TENSORFLOW)


_OF_GENERATORS = "keras.preprocessing.image.ImageDataGenerator"
_OF_FRAMES = "keras.preprocessing.image.DataFrameIterator"
RETURNS = {**preprocessing_1.RETURNS, f"{_OF_GENERATORS}.flow_from_dataframe": _OF_FRAMES}
_FLOWS = tuple(
    Method(
        f"{_OF_GENERATORS}.{name}",
        To(f"tensorflow.{_OF_GENERATORS}.{name}", pin_with=_SAVING),
        only=("2.2",),
        moved=moved,
        open_moves=_SILENT,
        inserted={"sample_weight": "2.2.3"} if name == "flow" else {},
    )
    for name, moved in (
        ("flow", {"save_format": _ITERATED["save_format"]}),
        ("flow_from_directory", _ITERATED),
    )
)
_LOAD = Into(
    "color_mode",
    {True: "grayscale", False: Drop()},
    computed="'grayscale' if {} else 'rgb'",
)
_LOAD_NEXT = replace(
    _LOAD,
    at_most=(
        0,
        "Up to Keras 2.2.2, and in tf.keras of the time, a number other than 0 made the picture "
        "gray; later, True alone did, and a number left it in colors: write 'grayscale' or 'rgb'.",
    ),
)


def _load(module: str) -> tuple[Rule, ...]:
    """Return the records of `load_img`."""
    name = f"keras.{module}.load_img"
    old = f"{name}(path, grayscale=False, target_size=None"
    args: Args = {"grayscale": _LOAD}
    to = To(name, {"grayscale": _LOAD_NEXT}, pin_with={"interpolation": "target_size"})
    earlier = (
        Earlier(f"{old})", "2.0.8", args=args),
        Earlier(f"{old}, interpolation='bilinear')", "2.0.9", args=args, pin=("interpolation",)),
        Earlier(
            f"{old}, interpolation='nearest')", "2.2.2", where={"target_size": "tuple"}, args=args
        ),
    )
    return (
        Rule(name, to, only=STANDALONE, earlier=earlier, inserted={"color_mode": "2.2.3"}),
        Rule(name, to, only=TENSORFLOW),
    )


TEMPLATES = (
    *(
        Rule(name, To(name), only=STANDALONE, spellings=_NB_WORDS)
        for name in ("keras.datasets.imdb.load_data", "keras.datasets.reuters.load_data")
    ),
    *(
        rule
        for module, (names, notice) in _COPIES.items()
        for name in names.split()
        for rule in _copy(module, name, notice)
    ),
    *_FLOWS,
    *(Attribute(rule.was, rule.becomes) for rule in preprocessing_1.NEXT),
    Attribute(f"{_OF_FRAMES}.next()", preprocessing_1.NEXT[0].becomes),
    *_load("preprocessing.image"),
    *_load("utils"),
    *(
        Rule(
            f"keras.preprocessing.image.{name}",
            Gone("Call `scipy.ndimage.affine_transform`, or `keras.layers.RandomRotation`."),
        )
        for name in ("apply_transform", "transform_matrix_offset_center")
    ),
    Rule("keras.preprocessing.image.flip_axis", Gone("Write `numpy.flip(x, axis)`.")),
    Rule(
        "keras.preprocessing.image.list_pictures",
        Gone("Write `[p for p in pathlib.Path(directory).rglob('*') if p.suffix in suffixes]`."),
    ),
)
