"""Where Keras 2 and tf.keras kept their symbols, and where they are recorded here."""

from migrator.knowledge.keras2.exports import BOUND

_HOMES = {
    "keras": ("_v1.keras", "_v2.keras"),
    "keras.backend": ("cntk_backend", "common", "tensorflow_backend", "theano_backend"),
    "keras.callbacks": ("callbacks", "tensorboard_v1", "tensorboard_v2"),
    "keras.engine": (
        "base_layer",
        "data_adapter",
        "functional",
        "input_layer",
        "input_spec",
        "network",
        "saving",
        "sequential",
        "topology",
        "training",
        "training_arrays",
        "training_generator",
        "training_utils",
    ),
    "keras.layers": (
        "advanced_activations",
        "convolutional",
        "convolutional_recurrent",
        "core",
        "cudnn_recurrent",
        "dense_attention",
        "embeddings",
        "local",
        "noise",
        "normalization",
        "normalization_v2",
        "pooling",
        "recurrent",
        "recurrent_v2",
        "wrappers",
        "experimental.preprocessing",
    ),
    "keras.utils": (
        "conv_utils",
        "data_utils",
        "generic_utils",
        "io_utils",
        "layer_utils",
        "multi_gpu_utils",
        "np_utils",
        "test_utils",
        "training_utils",
        "vis_utils",
    ),
    "keras.legacy": ("interfaces", "models"),
}
_ENGINE = {
    "Input": "keras.layers.Input",
    "InputLayer": "keras.layers.InputLayer",
    "InputSpec": "keras.layers.InputSpec",
    "Layer": "keras.layers.Layer",
    "Model": "keras.models.Model",
    "Sequential": "keras.models.Sequential",
    "get_source_inputs": "keras.utils.get_source_inputs",
    "pack_x_y_sample_weight": "keras.utils.pack_x_y_sample_weight",
    "unpack_x_y_sample_weight": "keras.utils.unpack_x_y_sample_weight",
    "load_model": "keras.models.load_model",
    "model_from_config": "keras.models.model_from_config",
    "model_from_json": "keras.models.model_from_json",
    "model_from_yaml": "keras.models.model_from_yaml",
    "save_model": "keras.models.save_model",
}
#: The optimizers of TensorFlow 2, where Keras 2.4 to 2.10 had them for itself.
_OPTIMIZERS = "adadelta adagrad adam adamax ftrl gradient_descent nadam rmsprop"
_OPTIMIZER_MODULES = (
    *(f"optimizers.{module}_v2" for module in _OPTIMIZERS.split()),
    *(
        f"{package}{module}"
        for package in ("optimizer_v2", "optimizers.optimizer_v2")
        for module in ("", ".optimizer_v2", *(f".{name}" for name in _OPTIMIZERS.split()))
    ),
)
_MERGE = (  # not the module itself: `keras.layers.merge` was a function, too
    "Add Average Concatenate Dot Maximum Minimum Multiply Subtract "
    "add average concatenate dot maximum minimum multiply subtract"
)
_PASSED = (
    *("activations", "constraints", "initializers", "losses", "metrics", "optimizers"),
    "regularizers",
)
_LAYERS = ("Input", "InputLayer", "InputSpec", "Layer")
_PASSING = {  # what a module imported for itself, and lent to whoever imported it from there
    **{f"{module}.K": "keras.backend" for module, names in BOUND.items() if "K" in names.split()},
    **{
        f"keras.{module}.{name}": f"keras.{name}"
        for module in ("layers", "models")
        for name in _PASSED
    },
    **{
        f"{module}.{name}": f"keras.{name}"
        for module, names in BOUND.items()
        if module.startswith("keras.layers.")
        for name in _PASSED
        if name in names.split()
    },
    **{
        f"keras.{module}.{name}": f"keras.layers.{name}"
        for module in ("models", "activations", "metrics")
        for name in _LAYERS
    },
}
_LENDING = ("keras.applications.", "keras.utils.", "keras.wrappers.")
_HOME_OF = {  # of what they had from other modules, to work with
    **dict.fromkeys(("Model", "Sequential"), "keras.models"),
    **{
        name: "keras.layers"
        for name in BOUND["keras.layers"].split()
        if name in {"add", "concatenate"} or (name[0].isupper() and name != "K")
    },
}
_LENT = {
    f"{module}.{name}": f"{_HOME_OF[name]}.{name}"
    for module, names in BOUND.items()
    if module.startswith(_LENDING)
    for name in names.split()
    if name in _HOME_OF and not module.startswith(f"{_HOME_OF[name]}.")
}
_KERAS = {
    **_PASSING,
    **_LENT,
    "keras.legacy.layers": "keras.layers",
    "keras.objectives": "keras.losses",
    "keras.optimizers.experimental": "keras.optimizers",
    "keras.optimizers.legacy": "keras.optimizers",
    **{f"keras.{module}": "keras.optimizers" for module in _OPTIMIZER_MODULES},
    **{
        f"keras.{module}.OptimizerV2": "keras.optimizers.Optimizer"
        for module in _OPTIMIZER_MODULES
        if module.endswith(".optimizer_v2")
    },
    "keras.mixed_precision.experimental": "keras.mixed_precision",
    "keras.models.topology": "keras.engine",
    "keras.backend.common": "keras.backend",
    "keras.applications.mobilenetv2": "keras.applications.mobilenet_v2",
    "keras.datasets.cifar10.load_batch": "keras.datasets.cifar.load_batch",
    "keras.datasets.cifar100.load_batch": "keras.datasets.cifar.load_batch",
    **{f"keras.layers.merge.{name}": f"keras.layers.{name}" for name in _MERGE.split()},
    **{f"{home}.{module}": home for home, modules in _HOMES.items() for module in modules},
    **{
        f"keras.engine{module}.{name}": home
        for module in ("", *(f".{module}" for module in _HOMES["keras.engine"]))
        for name, home in _ENGINE.items()
    },
}

#: What the packages in which TensorFlow has had Keras are called; the longer ones first.
TENSORFLOW = (
    "tensorflow.compat.v1.keras",
    "tensorflow.compat.v2.keras",
    "tensorflow.contrib.keras.python.keras",
    "tensorflow.contrib.keras.api.keras",
    "tensorflow.contrib.keras",
    "tensorflow.python.keras",
    "tensorflow.keras",
    "tf_keras",
)
#: TensorFlow 2 has some of it at its top, too; what TensorFlow 1 had there was its own.
_AT_THE_TOP = {
    "tensorflow.optimizers": "keras.optimizers",
    **{
        f"tensorflow.{module}.{name}": f"keras.{module}.{name}"
        for module in ("losses", "metrics")
        for name in BOUND[f"keras.{module}"].split()
        if name[0].isupper() and name not in {"K", "Layer", "Reduction"}
    },
}
MODULES = {
    **_KERAS,
    **_AT_THE_TOP,
    **dict.fromkeys(TENSORFLOW, "keras"),
    **{
        name.replace("keras", package, 1): home
        for name, home in _KERAS.items()
        for package in TENSORFLOW
    },
}
_SOURCES = ("keras", *(name for name in TENSORFLOW if name.endswith("python.keras")))
_BOUND = {name: tuple(names.split()) for name, names in BOUND.items()}
_PUBLIC = {  # TensorFlow's public modules, made for it, lend nothing
    name: tuple([bound for bound in names if f"{name}.{bound}" not in _LENT])
    for name, names in _BOUND.items()
    if name.startswith(_LENDING)
}
EXPORTS = {
    name.replace("keras", package, 1): (names if package in _SOURCES else _PUBLIC.get(name, names))
    for name, names in _BOUND.items()
    for package in ("keras", *TENSORFLOW)
}
