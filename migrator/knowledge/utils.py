"""`keras.utils`: np_utils, data_utils, generic_utils, io_utils, layer_utils, visualize_util."""

from migrator.knowledge.helpers import CONVERT_ALL_KERNELS
from migrator.rules import Drop, Gone, Into, Method, Rule, To

NORMALIZED_AXIS = Into(
    "axis",
    {
        0: Gone(
            "Keras 3 takes an axis 0 for the last one where it divides an array by its norms: "
            "write `axis=-2` for a matrix, `axis=-x.ndim` for others."
        )
    },
)
_ARRAYS = (
    Rule(
        "keras.utils.to_categorical(y, nb_classes=None)",
        To("keras.utils.to_categorical(x, num_classes)", {"y": "x", "nb_classes": "num_classes"}),
    ),
    Rule(
        "keras.utils.normalize(a, axis=-1, order=2)",
        To("keras.utils.normalize(x, axis, order)", {"a": "x", "axis": NORMALIZED_AXIS}),
    ),
    Rule(
        "keras.utils.categorical_probas_to_classes(p)",
        To("numpy.argmax(a)", {"p": "a"}, add={"axis": 1}),
    ),
    Rule(
        "keras.utils.probas_to_classes(y_pred)",
        Gone(
            "Write `numpy.argmax(y_pred, axis=1)`, or `(y_pred > 0.5).astype('int32').ravel()` "
            "where there is one column."
        ),
    ),
    Rule(
        "keras.utils.accuracy(p, y)",
        Gone("Write `numpy.mean(p == y)`."),
    ),
    Rule(
        "keras.utils.binary_logloss(p, y)",
        Gone("Write `sklearn.metrics.log_loss(y, p)`."),
    ),
    Rule(
        "keras.utils.multiclass_logloss(p, y)",
        Gone("Write `sklearn.metrics.log_loss(y, p)`."),
    ),
    Rule(
        "keras.utils.convert_kernel(kernel, dim_ordering=None)",
        Gone(
            "Flip a Theano kernel yourself: `kernel[::-1, ::-1]`, rows and columns first; a "
            "kernel (filters, channels, rows, columns) also wants `.transpose(2, 3, 1, 0)`."
        ),
    ),
    Rule(
        "keras.utils.conv_output_length(input_length, filter_size, border_mode, stride, "
        "dilation=1)",
        Gone(
            "Ask the layer: `layer.compute_output_shape(input_shape)`; by hand, 'same' is "
            "`-(-length // stride)` and 'valid' `(length - (size - 1) * dilation - 1) // stride "
            "+ 1`."
        ),
    ),
    Rule(
        "keras.utils.conv_input_length(output_length, filter_size, border_mode, stride)",
        Gone("By hand: 'same' is `(length - 1) * stride + 1` and 'valid' adds `size - 1` to it."),
    ),
)

_FILES = (
    Rule(
        "keras.utils.get_file(fname, origin, untar=False, md5_hash=None, cache_subdir='datasets')",
        To("keras.utils.get_file(fname, origin, untar, md5_hash)"),
    ),
    Rule(
        "keras.utils.validate_file(fpath, md5_hash)",
        Gone("Compare `hashlib.md5(open(path, 'rb').read()).hexdigest()` with the hash."),
    ),
    Rule(
        "keras.utils.urlretrieve(url, filename, reporthook=None, data=None)",
        To("urllib.request.urlretrieve(url, filename, reporthook, data)"),
    ),
    Rule(
        "keras.utils.HDF5Matrix(datapath, dataset, start=0, end=None, normalizer=None)",
        Gone(
            "Derive from `keras.utils.PyDataset` and slice `h5py.File(path)[name]` in "
            "`__getitem__`, or pass the array `h5py.File(path)[name][:]`."
        ),
    ),
    Rule(
        "keras.utils.save_array(array, name)",
        Gone("Write arrays with `numpy.save(name, array)` or h5py."),
    ),
    Rule(
        "keras.utils.load_array(name)",
        Gone("Read arrays with `numpy.load(name)` or h5py."),
    ),
    Rule(
        "keras.utils.ask_to_proceed_with_overwrite(filepath)",
        Gone("Ask with `input(...)`; `model.save(path, overwrite=False)` asks by itself."),
    ),
)

_MODELS = (
    Rule(
        "keras.utils.plot(model, to_file='model.png', show_shapes=False, show_layer_names=True)",
        To("keras.utils.plot_model(model, to_file, show_shapes)", pin=("show_layer_names",)),
    ),
    Rule(
        "keras.utils.model_to_dot(model, show_shapes=False, show_layer_names=True)",
        To("keras.utils.model_to_dot(model, show_shapes)"),
    ),
    Rule(
        "keras.utils.print_summary(layers, relevant_nodes=None, line_length=100, positions=None)",
        Gone("Call `model.summary(line_length=..., positions=...)`."),
    ),
    Rule(
        "keras.utils.count_total_params(layers, layer_set=None)",
        Gone("Call `model.count_params()`, or sum `v.size` over `model.trainable_variables`."),
    ),
    Rule(
        "keras.utils.layer_from_config(config, custom_objects=None)",
        To("keras.layers.deserialize(config, custom_objects)"),
    ),
    Rule(
        "keras.utils.convert_all_kernels_in_model(model)",
        To("convert_all_kernels_in_model(model)", helpers=(CONVERT_ALL_KERNELS,)),
    ),
)

_GENERIC = (
    Rule(
        "keras.utils.Progbar(target, width=30, verbose=1, interval=0.05)",
        To("keras.utils.Progbar(target)", accept=("width",)),
    ),
    # Keras 3 takes one dictionary: several must be joined.
    Rule(
        "keras.utils.CustomObjectScope(*args)",
        To("keras.utils.CustomObjectScope(custom_objects)"),
    ),
    Rule(
        "keras.utils.custom_object_scope(*args)",
        To("keras.utils.custom_object_scope(custom_objects)"),
    ),
    Rule(
        "keras.utils.get_from_module(identifier, module_params, module_name, instantiate=False, "
        "kwargs=None)",
        Gone("Call `keras.saving.get_registered_object(name)`, or the module's own `get(name)`."),
    ),
    Rule(
        "keras.utils.make_tuple(*args)",
        Gone("Write the tuple: `(a, b)`."),
    ),
    Rule(
        "keras.utils.func_dump(func)",
        Gone("Register the function with `keras.saving.register_keras_serializable()`."),
    ),
    Rule(
        "keras.utils.func_load(code, defaults=None, closure=None, globs=None)",
        Gone("Register the function with `keras.saving.register_keras_serializable()`."),
    ),
    Rule(
        "keras.utils.get_test_data(nb_train=1000, nb_test=500, input_shape=(10,), "
        "output_shape=(2,), classification=True, nb_class=2)",
        Gone("Draw the arrays with `numpy.random.default_rng()`."),
    ),
    Rule(
        "keras.utils.layer_test(layer_cls, kwargs={}, input_shape=None, input_dtype=None, "
        "input_data=None, expected_output=None, expected_output_dtype=None, "
        "fixed_batch_size=False)",
        Gone("Build the layer, call it on an array, and compare with `numpy.testing`."),
    ),
    Rule(
        "keras.utils.keras_test(func)",
        Gone("Leave the decorator out, and call `keras.utils.clear_session()` after each test."),
    ),
)

# Optional imports, which could be had from the modules that made them.
_BORROWED = tuple(
    Rule(name, Gone(f"Import it yourself: `{instead}`."))
    for name, instead in {
        "keras.callbacks.requests": "import requests",
        "keras.preprocessing.image.pil_image": "from PIL import Image",
        "keras.preprocessing.text.maketrans": "maketrans = str.maketrans",
        "keras.utils.h5py": "import h5py",
        "keras.utils.tables": "import tables",
    }.items()
)

_METHODS = (
    Method(
        "keras.utils.Progbar.update(current, values=None, force=False)",
        To("keras.utils.Progbar.update(current, values)", {"force": Drop()}),
    ),
)

KERAS_1 = _ARRAYS + _FILES + _MODELS + _GENERIC + _BORROWED + _METHODS
SAME = frozenset(
    {
        "keras.utils.Progbar.add",
        "keras.utils.get_custom_objects",
    }
)
