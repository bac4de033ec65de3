"""What of other packages star imports of Keras brought, and bring no longer.

Generated from the sources of 0.3.3, 1.2.2, 2.0.9, 2.2.4, 2.3.1: a package, and the name it had.
"""

LENT = {
    "keras.activations": "warnings:warnings",
    "keras.applications.audio_conv_utils": "numpy:np",
    "keras.applications.imagenet_utils": "json:json numpy:np warnings:warnings",
    "keras.applications.inception_resnet_v2": "warnings:warnings",
    "keras.applications.inception_v3": "warnings:warnings",
    "keras.applications.mobilenet": "warnings:warnings",
    "keras.applications.resnet50": "warnings:warnings",
    "keras.applications.vgg16": "warnings:warnings",
    "keras.applications.vgg19": "warnings:warnings",
    "keras.applications.xception": "warnings:warnings",
    "keras.backend": (
        "importlib:importlib inspect:inspect json:json numpy:np os:os sys:sys tensorflow:tf "
        "warnings:warnings"
    ),
    "keras.backend.cntk_backend": "numpy:np warnings:warnings",
    "keras.backend.common": "numpy:np",
    "keras.backend.load_backend": (
        "functools:functools importlib:importlib json:json numpy:np os:os sys:sys tensorflow:tf "
        "threading:threading warnings:warnings"
    ),
    "keras.backend.numpy_backend": "numpy:np",
    "keras.backend.tensorflow_backend": (
        "functools:functools numpy:np os:os sys:sys tensorflow:tf threading:threading "
        "warnings:warnings"
    ),
    "keras.backend.theano_backend": "inspect:inspect numpy:np",
    "keras.callbacks": (
        "csv:csv io:io json:json numpy:np os:os sys:sys tensorflow:tf time:time warnings:warnings"
    ),
    "keras.callbacks.callbacks": (
        "csv:csv io:io json:json numpy:np os:os time:time warnings:warnings"
    ),
    "keras.callbacks.tensorboard_v1": "numpy:np os:os warnings:warnings",
    "keras.callbacks.tensorboard_v2": "tensorflow:tf warnings:warnings",
    "keras.datasets.boston_housing": "numpy:np",
    "keras.datasets.cifar": "sys:sys",
    "keras.datasets.cifar10": "numpy:np os:os",
    "keras.datasets.cifar100": "numpy:np os:os",
    "keras.datasets.data_utils": "os:os shutil:shutil sys:sys tarfile:tarfile warnings:warnings",
    "keras.datasets.fashion_mnist": "gzip:gzip numpy:np os:os",
    "keras.datasets.imdb": "gzip:gzip json:json numpy:np sys:sys warnings:warnings",
    "keras.datasets.mnist": "gzip:gzip numpy:np sys:sys",
    "keras.datasets.reuters": "json:json numpy:np sys:sys warnings:warnings",
    "keras.engine.base_layer": "copy:copy re:re threading:threading",
    "keras.engine.network": (
        "copy:copy h5py:h5py json:json numpy:np os:os warnings:warnings yaml:yaml"
    ),
    "keras.engine.saving": (
        "h5py:h5py inspect:inspect json:json numpy:np os:os tempfile:tempfile warnings:warnings "
        "yaml:yaml"
    ),
    "keras.engine.sequential": "copy:copy h5py:h5py warnings:warnings",
    "keras.engine.topology": (
        "copy:copy h5py:h5py inspect:inspect json:json numpy:np os:os re:re types:python_types "
        "warnings:warnings yaml:yaml"
    ),
    "keras.engine.training": (
        "collections:collections copy:copy multiprocessing:multiprocessing numpy:np "
        "threading:threading time:time warnings:warnings"
    ),
    "keras.engine.training_arrays": "numpy:np",
    "keras.engine.training_generator": "numpy:np warnings:warnings",
    "keras.engine.training_utils": (
        "collections:collections copy:copy inspect:inspect numpy:np warnings:warnings"
    ),
    "keras.initializations": "numpy:np",
    "keras.initializers": "numpy:np",
    "keras.layers": (
        "copy:copy functools:functools inspect:inspect numpy:np types:python_types "
        "warnings:warnings"
    ),
    "keras.layers.advanced_activations": "numpy:np",
    "keras.layers.convolutional": "functools:functools",
    "keras.layers.convolutional_recurrent": "numpy:np warnings:warnings",
    "keras.layers.core": "copy:copy inspect:inspect numpy:np types:python_types warnings:warnings",
    "keras.layers.noise": "numpy:np",
    "keras.layers.recurrent": "numpy:np warnings:warnings",
    "keras.layers.wrappers": "copy:copy",
    "keras.legacy.interfaces": "functools:functools numpy:np warnings:warnings",
    "keras.legacy.layers": "numpy:np types:python_types warnings:warnings",
    "keras.losses": "abc:abc",
    "keras.metrics": "abc:abc numpy:np tensorflow:tf types:types",
    "keras.models": (
        "copy:copy h5py:h5py json:json numpy:np os:os pprint:pprint threading:threading "
        "time:time warnings:warnings yaml:yaml"
    ),
    "keras.objectives": "abc:abc numpy:np",
    "keras.old_models": "numpy:np pprint:pprint threading:threading time:time warnings:warnings",
    "keras.optimizers": "copy:copy numpy:np tensorflow:tf",
    "keras.preprocessing.image": (
        "inspect:inspect math:math numpy:np os:os re:re threading:threading warnings:warnings"
    ),
    "keras.preprocessing.sequence": "numpy:np random:random",
    "keras.preprocessing.text": "numpy:np string:string sys:sys warnings:warnings",
    "keras.regularizers": "warnings:warnings",
    "keras.utils.conv_utils": "numpy:np",
    "keras.utils.data_utils": (
        "functools:functools hashlib:hashlib multiprocessing:mp multiprocessing:multiprocessing "
        "numpy:np os:os random:random shutil:shutil sys:sys tarfile:tarfile threading:threading "
        "time:time warnings:warnings zipfile:zipfile"
    ),
    "keras.utils.generic_utils": (
        "binascii:binascii codecs:codecs collections:collections inspect:inspect "
        "marshal:marshal numpy:np sys:sys time:time types:python_types"
    ),
    "keras.utils.io_utils": "contextlib:contextlib h5py:h5py numpy:np sys:sys",
    "keras.utils.layer_utils": (
        "copy:copy functools:functools inspect:inspect numpy:np types:python_types "
        "warnings:warnings"
    ),
    "keras.utils.losses_utils": "numpy:np",
    "keras.utils.np_utils": "numpy:np",
    "keras.utils.test_utils": "inspect:inspect numpy:np os:os",
    "keras.utils.vis_utils": "os:os",
    "keras.utils.visualize_util": "itertools:itertools os:os",
    "keras.wrappers.scikit_learn": "copy:copy inspect:inspect numpy:np types:types",
}
