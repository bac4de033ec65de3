"""Preprocessing of images, sequences and text."""

from migrator.knowledge.shared import DATA_FORMAT
from migrator.rules import Args, Check, Drop, Earlier, Gone, Into, Method, Rule, To

_TENSORFLOW = (
    "Keras 3 itself no longer has it; TensorFlow still ships a copy, which is deprecated in favour "
    "of {}."
)
#: What the axes of an image were called up to Keras 1.2.0; before 1.0.2 nobody could choose them.
_INDICES = {"row_index": "row_axis", "col_index": "col_axis", "channel_index": "channel_axis"}
_SINCE_1_0_2 = dict.fromkeys(_INDICES.values(), "1.0.2")

#: What Keras 1 computed along the axis of the channels, and its successors of the image.
_OF_EACH_PIXEL: Args = {
    name: Check(
        name,
        f"Keras 1 {did} each pixel by itself, over its channels, and this {does} the whole image: "
        f"leave it out, and pass `preprocessing_function=lambda x: {instead}` (axis 0 where the "
        "channels are first).",
        harmless=(False, None, 0),
    )
    for name, did, does, instead in (
        (
            "samplewise_center",
            "centered",
            "centers",
            "x - numpy.mean(x, axis=-1, keepdims=True)",
        ),
        (
            "samplewise_std_normalization",
            "divided",
            "centers and divides",
            "x / (numpy.std(x, axis=-1, keepdims=True) + 1e-7)",
        ),
    )
}
#: What switches on the mean of all samples in its successors, and did not in Keras 1.
_CENTERED: Args = {
    name: Check(
        name,
        "This sets `featurewise_center`, too, which Keras 1 did not: set it to False on the "
        "generator, before its `fit`.",
        harmless=(False, None, 0),
        where={"featurewise_center": (False,)},
    )
    for name in ("featurewise_std_normalization", "zca_whitening")
}
_AUGMENTATION = _TENSORFLOW.format(
    "`keras.utils.image_dataset_from_directory` and layers such as `keras.layers.RandomFlip`"
)
_VECTORIZATION = _TENSORFLOW.format("`keras.layers.TextVectorization`")
_SEQUENCES = _TENSORFLOW.format("`keras.utils.timeseries_dataset_from_array` and code of one's own")

_GENERATORS = (
    Rule(
        "keras.preprocessing.image.ImageDataGenerator(featurewise_center=False, "
        "samplewise_center=False, featurewise_std_normalization=False, "
        "samplewise_std_normalization=False, zca_whitening=False, rotation_range=0.0, "
        "width_shift_range=0.0, height_shift_range=0.0, shear_range=0.0, zoom_range=0.0, "
        "channel_shift_range=0.0, fill_mode='nearest', cval=0.0, horizontal_flip=False, "
        "vertical_flip=False, rescale=None, preprocessing_function=None, dim_ordering='default')",
        To(
            "tensorflow.keras.preprocessing.image.ImageDataGenerator("
            "featurewise_center, samplewise_center, featurewise_std_normalization, "
            "samplewise_std_normalization, zca_whitening)",
            {"dim_ordering": DATA_FORMAT, **_OF_EACH_PIXEL, **_CENTERED},
            data_format="spatial",
            notice=_AUGMENTATION,
        ),
        earlier=(
            Earlier(
                "keras.preprocessing.image.ImageDataGenerator(featurewise_center=True, "
                "samplewise_center=False, featurewise_std_normalization=True, "
                "samplewise_std_normalization=False, zca_whitening=False, rotation_range=0.0, "
                "width_shift_range=0.0, height_shift_range=0.0, shear_range=0.0, "
                "horizontal_flip=False, vertical_flip=False)",
                "0.3.3",
                only=("keras0",),
                pin=("featurewise_center", "featurewise_std_normalization"),
            ),
        ),
        moved={
            "featurewise_center": {"1.0.2": True},
            "featurewise_std_normalization": {"1.0.2": True},
        },
        inserted={
            **dict.fromkeys(("zoom_range", "channel_shift_range", "fill_mode", "cval"), "1.0.2"),
            "preprocessing_function": "1.2.0",
        },
    ),
    Rule(
        "keras.preprocessing.image.Iterator(n, batch_size, shuffle, seed)",
        To(
            "tensorflow.keras.preprocessing.image.Iterator(n, batch_size, shuffle, seed)",
            notice=_AUGMENTATION,
        ),
        spellings={"N": "n"},
    ),
    Rule(
        "keras.preprocessing.image.NumpyArrayIterator(x, y, image_data_generator, batch_size=32, "
        "shuffle=False, seed=None, dim_ordering='default', save_to_dir=None, save_prefix='', "
        "save_format='jpeg')",
        To(
            "tensorflow.keras.preprocessing.image.NumpyArrayIterator("
            "x, y, image_data_generator, batch_size, shuffle)",
            {"dim_ordering": DATA_FORMAT},
            pin=("save_format",),
            pin_with={"save_format": "save_to_dir"},
            data_format="spatial",
            notice=_AUGMENTATION,
        ),
        spellings={"X": "x"},
    ),
    Rule(
        "keras.preprocessing.image.DirectoryIterator(directory, image_data_generator, "
        "target_size=(256, 256), color_mode='rgb', dim_ordering='default', classes=None, "
        "class_mode='categorical', batch_size=32, shuffle=True, seed=None, save_to_dir=None, "
        "save_prefix='', save_format='jpeg', follow_links=False)",
        To(
            "tensorflow.keras.preprocessing.image.DirectoryIterator("
            "directory, image_data_generator, target_size, color_mode)",
            {"dim_ordering": DATA_FORMAT},
            pin=("save_format",),
            pin_with={"save_format": "save_to_dir"},
            data_format="spatial",
            notice=_AUGMENTATION,
        ),
    ),
    Method(
        "keras.preprocessing.image.ImageDataGenerator.flow(X, y=None, batch_size=32, "
        "shuffle=True, seed=None, save_to_dir=None, save_prefix='', save_format='jpeg')",
        To(
            "tensorflow.keras.preprocessing.image.ImageDataGenerator.flow("
            "x, y, batch_size, shuffle)",
            {"X": "x"},
            pin=("save_format",),
            pin_with={"save_format": "save_to_dir"},
        ),
        moved={"shuffle": {"1.0.4": False}},
    ),
    Method(
        "keras.preprocessing.image.ImageDataGenerator.flow_from_directory(directory, "
        "target_size=(256, 256), color_mode='rgb', classes=None, class_mode='categorical', "
        "batch_size=32, shuffle=True, seed=None, save_to_dir=None, save_prefix='', "
        "save_format='jpeg', follow_links=False)",
        To(
            "tensorflow.keras.preprocessing.image.ImageDataGenerator.flow_from_directory("
            "directory, target_size, color_mode, classes, class_mode, batch_size, shuffle, seed, "
            "save_to_dir, save_prefix, save_format, follow_links)",
            pin=("save_format",),
            pin_with={"save_format": "save_to_dir"},
        ),
    ),
)

_IMAGES = (
    Rule(
        "keras.preprocessing.image.array_to_img(x, dim_ordering='default', scale=True)",
        To(
            "keras.preprocessing.image.array_to_img(x)",
            {"dim_ordering": DATA_FORMAT},
            data_format="spatial",
        ),
        inserted={"dim_ordering": "1.0.2"},
    ),
    Rule(
        "keras.preprocessing.image.img_to_array(img, dim_ordering='default')",
        To(
            "keras.preprocessing.image.img_to_array(img)",
            {"dim_ordering": DATA_FORMAT},
            data_format="spatial",
        ),
    ),
    Rule(
        "keras.preprocessing.image.load_img(path, grayscale=False, target_size=None)",
        To(
            "keras.preprocessing.image.load_img(path)",
            {
                "grayscale": Into(
                    "color_mode",
                    {True: "grayscale", False: Drop()},
                    computed="'grayscale' if {} else 'rgb'",
                ),
            },
        ),
    ),
    Rule(
        "keras.preprocessing.image.random_rotation(x, rg, row_axis=1, col_axis=2, "
        "channel_axis=0, fill_mode='nearest', cval=0.0)",
        To(
            "tensorflow.keras.preprocessing.image.random_rotation(x, rg, row_axis, col_axis, "
            "channel_axis, fill_mode, cval)",
            notice=_AUGMENTATION,
        ),
        inserted=_SINCE_1_0_2,
        spellings=_INDICES,
    ),
    Rule(
        "keras.preprocessing.image.random_shift(x, wrg, hrg, row_axis=1, col_axis=2, "
        "channel_axis=0, fill_mode='nearest', cval=0.0)",
        To(
            "tensorflow.keras.preprocessing.image.random_shift(x, wrg, hrg, row_axis, col_axis, "
            "channel_axis, fill_mode, cval)",
            notice=_AUGMENTATION,
        ),
        inserted=_SINCE_1_0_2,
        spellings=_INDICES,
    ),
    Rule(
        "keras.preprocessing.image.random_shear(x, intensity, row_axis=1, col_axis=2, "
        "channel_axis=0, fill_mode='nearest', cval=0.0)",
        To(
            "tensorflow.keras.preprocessing.image.random_shear(x, intensity, row_axis, col_axis, "
            "channel_axis, fill_mode, cval)",
            notice=_AUGMENTATION,
        ),
        inserted=_SINCE_1_0_2,
        spellings=_INDICES,
    ),
    Rule(
        "keras.preprocessing.image.random_zoom(x, zoom_range, row_axis=1, col_axis=2, "
        "channel_axis=0, fill_mode='nearest', cval=0.0)",
        To(
            "tensorflow.keras.preprocessing.image.random_zoom(x, zoom_range, row_axis, col_axis, "
            "channel_axis, fill_mode, cval)",
            notice=_AUGMENTATION,
        ),
        earlier=(
            Earlier(
                "keras.preprocessing.image.random_zoom(x, rg, fill_mode='nearest', cval=0.0)",
                "1.0.1",
                args={"rg": Gone("Up to Keras 1.0.1 it shrank the image, by `rg` at most.")},
            ),
        ),
        inserted=_SINCE_1_0_2,
        spellings=_INDICES,
    ),
    Rule(
        "keras.preprocessing.image.random_channel_shift(x, intensity, channel_axis=0)",
        To(
            "tensorflow.keras.preprocessing.image.random_channel_shift("
            "x, intensity_range, channel_axis)",
            {"intensity": "intensity_range"},
            notice=_AUGMENTATION,
        ),
        inserted={"channel_axis": "1.0.2"},
        spellings={**_INDICES, "rg": "intensity"},
    ),
    Rule(
        "keras.preprocessing.image.apply_transform(x, transform_matrix, channel_axis=0, "
        "fill_mode='nearest', cval=0.0)",
        Gone("Call `scipy.ndimage.affine_transform` on each channel with the matrix."),
    ),
    Rule(
        "keras.preprocessing.image.transform_matrix_offset_center(matrix, x, y)",
        Gone(
            "Multiply out: shift to the centre, transform, shift back, as matrices, or use a layer "
            "such as `keras.layers.RandomRotation`."
        ),
    ),
    Rule(
        "keras.preprocessing.image.flip_axis(x, axis)",
        Gone("Write `numpy.flip(x, axis)`."),
    ),
    Rule(
        "keras.preprocessing.image.list_pictures(directory, ext='jpg|jpeg|bmp|png')",
        Gone("Write `[p for p in pathlib.Path(directory).rglob('*') if p.suffix in suffixes]`."),
    ),
)

_TEXTS = (
    Rule(
        "keras.preprocessing.text.Tokenizer(nb_words=None, "
        "filters='!\"#$%&()*+,-./:;<=>?@[\\\\]^_`{|}~\\t\\n', lower=True, split=' ', "
        "char_level=False)",
        To(
            "tensorflow.keras.preprocessing.text.Tokenizer("
            "num_words, filters, lower, split, char_level)",
            {"nb_words": "num_words"},
            notice=_VECTORIZATION,
        ),
    ),
    Method(
        "keras.preprocessing.text.Tokenizer.nb_words",
        Gone("Read `tokenizer.num_words`."),
    ),
    Rule(
        "keras.preprocessing.text.one_hot(text, n, "
        "filters='!\"#$%&()*+,-./:;<=>?@[\\\\]^_`{|}~\\t\\n', lower=True, split=' ')",
        To(
            "tensorflow.keras.preprocessing.text.one_hot(input_text, n, filters, lower, split)",
            {"text": "input_text"},
            notice=_VECTORIZATION,
        ),
    ),
    Rule(
        "keras.preprocessing.text.text_to_word_sequence(text, "
        "filters='!\"#$%&()*+,-./:;<=>?@[\\\\]^_`{|}~\\t\\n', lower=True, split=' ')",
        To(
            "tensorflow.keras.preprocessing.text.text_to_word_sequence("
            "input_text, filters, lower, split)",
            {"text": "input_text"},
            notice=_VECTORIZATION,
        ),
    ),
    Rule(
        "keras.preprocessing.sequence.make_sampling_table(size, sampling_factor=1e-5)",
        To(
            "tensorflow.keras.preprocessing.sequence.make_sampling_table(size, sampling_factor)",
            notice=_SEQUENCES,
        ),
    ),
    Rule(
        "keras.preprocessing.sequence.skipgrams(sequence, vocabulary_size, window_size=4, "
        "negative_samples=1.0, shuffle=True, categorical=False, sampling_table=None)",
        To(
            "tensorflow.keras.preprocessing.sequence.skipgrams(sequence, vocabulary_size, "
            "window_size, negative_samples, shuffle, categorical, sampling_table)",
            notice=_SEQUENCES,
        ),
    ),
)

_IMAGE = "keras.preprocessing.image"
_ITERATORS = tuple(f"{_IMAGE}.{name}" for name in ("DirectoryIterator", "NumpyArrayIterator"))
_COUNTS = tuple(
    Method(
        f"{_IMAGE}.{old}",
        To(f"tensorflow.{_IMAGE}.{new}"),
        receiver=_ITERATORS,
    )
    for old, new in {
        "DirectoryIterator.nb_sample": "DirectoryIterator.samples",
        "DirectoryIterator.nb_class": "DirectoryIterator.num_classes",
        "Iterator.N": "Iterator.n",
    }.items()
)
#: Every iterator had a `next`; those of TensorFlow's copy have `__next__` alone.
NEXT = tuple(
    Method(f"{_IMAGE}.{name}.next()", To("next", instead="next({self})"))
    for name in ("DirectoryIterator", "NumpyArrayIterator")
)
RETURNS = {
    f"{_IMAGE}.ImageDataGenerator.flow": f"{_IMAGE}.NumpyArrayIterator",
    f"{_IMAGE}.ImageDataGenerator.flow_from_directory": f"{_IMAGE}.DirectoryIterator",
}
#: Attributes of what makes batches that say how many samples there are in all; not the `N` of an
#: array's iterator, which copies of it have, too, that know no length.
COUNTED = frozenset({"nb_sample", "samples"})
KERAS_1 = _GENERATORS + _IMAGES + _TEXTS + _COUNTS + NEXT
BATCHED = {
    f"keras.preprocessing.image.{name}": "batch_size"
    for name in (
        "DirectoryIterator",
        "ImageDataGenerator.flow",
        "ImageDataGenerator.flow_from_directory",
        "NumpyArrayIterator",
    )
}
SAME = frozenset({"keras.preprocessing.sequence.pad_sequences"})
