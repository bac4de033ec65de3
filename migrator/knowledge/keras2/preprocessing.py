"""Preprocessing: what Keras 3 no longer has itself, and TensorFlow still ships a copy of."""

from migrator.knowledge.keras2.shared import STANDALONE, TENSORFLOW
from migrator.rules import Drop, Gone, Into, Rule, To

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


def _copy(module: str, name: str, notice: str) -> tuple[Rule, ...]:
    full = f"keras.preprocessing.{module}.{name}"
    return (
        Rule(full, To(f"tensorflow.{full}", notice=notice), only=STANDALONE),
        Rule(full, To(f"tensorflow.{full}"), only=TENSORFLOW),
    )


_LOAD = Into(
    "color_mode",
    {True: "grayscale", False: Drop()},
    computed="'grayscale' if {} else 'rgb'",
)

TEMPLATES = (
    *(
        rule
        for module, (names, notice) in _COPIES.items()
        for name in names.split()
        for rule in _copy(module, name, notice)
    ),
    *(
        Rule(f"keras.{module}.load_img", To(f"keras.{module}.load_img", {"grayscale": _LOAD}))
        for module in ("preprocessing.image", "utils")
    ),
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
