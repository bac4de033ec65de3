"""Packages beside Keras that came with its old releases, and what to do where one is imported."""

from collections.abc import Mapping

from migrator.rules import Remark

_CONTRIBUTED = (
    "keras_contrib is for Keras 2: copy the modules of it that are used here into the project, "
    "migrate those, too, and import them from there{}."
)
_HAS = _CONTRIBUTED.format("; or use `keras.{}`, if it will do")
_NORMALIZED = (
    "keras_contrib is for Keras 2. Use `keras.layers.GroupNormalization`: with `groups=-1` for "
    "`InstanceNormalization(axis=-1)`, and with `groups=1` for one without an axis, which scaled "
    "all channels alike. It adds epsilon under the root, where keras_contrib added it to the root."
)
_APPLICATIONS = Remark(
    "The package keras_applications is kept by nobody: Keras 3 has its models, and what prepares "
    "their inputs, in `keras.applications`.",
    severity="notice",
)
_SHAPE = Remark(
    "The package keras_applications is kept by nobody; what Keras 3 has for this is "
    "`keras.src.applications.imagenet_utils.obtain_input_shape`, which is private to it.",
    severity="notice",
)
_PREPROCESSING = (
    "The package keras_preprocessing is kept by nobody: NumPy 2 lacks what it uses, and Keras 3's "
    "`fit` takes none of its generators. Import this from {}."
)
_COPY = "copy the modules of it that are used here into the project, and migrate those, too."
_AGENTS = Remark(f"keras-rl runs on no Keras 3, nor does keras-rl2: {_COPY}")
_SEEN = Remark(
    f"keras-vis is for Keras 2: {_COPY} What it draws takes gradients, which "
    "`tensorflow.GradientTape` gives."
)

#: Package, or what is in it -> what is said of an import of it; tried: the newest release of each.
PACKAGES: Mapping[str, Remark] = {
    "bert4keras": Remark(f"bert4keras runs on no Keras 3: {_COPY}"),
    "innvestigate": Remark(f"innvestigate runs on no Keras 3: {_COPY}"),
    "keras_bert": Remark(f"keras-bert makes no models on Keras 3: {_COPY}"),
    "keras_radam": Remark(
        f"keras-radam runs on no Keras 3: use `keras.optimizers.Adam` with a warm-up, or {_COPY}"
    ),
    "keras_resnet": Remark(f"keras-resnet makes no models on Keras 3: {_COPY}"),
    "keras_tqdm": Remark("keras-tqdm fails on Keras 3: use `tqdm.keras.TqdmCallback`."),
    "keras_vggface": Remark(f"keras-vggface is for Keras 2: {_COPY}"),
    "segmentation_models": Remark(
        "segmentation_models makes its models on Keras 3, but its losses and metrics do not run "
        "there: take those from `keras.losses` and `keras.metrics`.",
        severity="notice",
    ),
    "tensorflow_addons": Remark(
        "TensorFlow Addons has ended, and runs on no Keras 3. Keras has `AdamW`, `Lamb`, "
        "`GroupNormalization` (with `groups=-1` for instances), `SpectralNormalization`, "
        "`BinaryFocalCrossentropy`, `F1Score` and `R2Score`; copy what else is used here."
    ),
    **{f"rl.{module}": _AGENTS for module in ("agents", "callbacks", "core", "memory", "policy")},
    **{f"vis.{module}": _SEEN for module in ("callbacks", "losses", "optimizer", "visualization")},
    "keras_contrib": Remark(_CONTRIBUTED.format("")),
    "keras_contrib.applications": Remark(_HAS.format("applications")),
    "keras_contrib.layers.GroupNormalization": Remark(_HAS.format("layers.GroupNormalization")),
    "keras_contrib.layers.InstanceNormalization": Remark(_NORMALIZED),
    "keras_contrib.layers.normalization.GroupNormalization": Remark(
        _HAS.format("layers.GroupNormalization")
    ),
    "keras_contrib.layers.normalization.InstanceNormalization": Remark(_NORMALIZED),
    "keras_contrib.layers.normalization.groupnormalization": Remark(
        _HAS.format("layers.GroupNormalization")
    ),
    "keras_contrib.layers.normalization.instancenormalization": Remark(_NORMALIZED),
    "keras_applications": _APPLICATIONS,
    "keras_applications.imagenet_utils._obtain_input_shape": _SHAPE,
    "keras_preprocessing": Remark(_PREPROCESSING.format("`keras.preprocessing`")),
}
#: Those that run on no other Keras.
OUTDATED = frozenset({"keras_contrib"})
