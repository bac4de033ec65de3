"""Make an unmodified legacy Keras importable on a current Python, NumPy and TensorFlow 2.

Runs in the legacy child only: it changes the standard library's and NumPy's modules in place. Every
change restores a name that was removed; none changes what Keras itself computes, as Keras's own
tests show: docs/legacy-keras.md.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import TYPE_CHECKING

from packaging.version import parse

from migrator.verification.legacy import aliases, old_numpy, old_optimizers, old_tensorflow
from migrator.verification.legacy.releases import TF_KERAS
from migrator.verification.script import old_python

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from migrator.verification.objects import Runtime

#: Lazy loaders in tf.compat.v1 that would import Keras 3.
_HIDDEN = frozenset({"keras", "estimator", "layers"})
_TENSORFLOW_1_SINCE = "1.2"  # earlier releases of Keras were written for TensorFlow 0


def install(version: str, folder: Path) -> None:
    """Prepare this process so that `import keras` gives the legacy package in `folder`."""
    _restore_standard_library()
    _restore_numpy()
    if version == TF_KERAS:
        aliases.install()
        old_optimizers.install()
        return
    _restore_yaml()
    _restore_h5py()
    tensorflow = _tensorflow_1()
    if version < _TENSORFLOW_1_SINCE:
        old_tensorflow.restore(tensorflow)
    sys.modules["tensorflow"] = tensorflow
    for name in [n for n in sys.modules if n == "keras" or n.startswith("keras.")]:
        del sys.modules[name]
    _name_no_devices()
    _restore_methods_of_theano(tensorflow)
    _restore_projector()
    sys.path.insert(0, str(folder))
    importlib.import_module("keras.utils.layer_utils")
    old_numpy.restore_flipping(sys.modules)


def _name_no_devices() -> None:
    """Keep Keras 2.0.9 from making TensorFlow's devices when it is imported.

    It asks for them to find GPUs, which no verification uses; the threads of a device made here
    would be missing in the processes that are forked from this one, which would wait for ever.
    """
    devices: Runtime = importlib.import_module("tensorflow.python.client.device_lib")
    devices.list_local_devices = lambda *_args, **_kwargs: []


def _restore_standard_library() -> None:
    """Put back the ABCs of `collections` (gone in 3.10), getargspec (3.11) and `imp` (3.12)."""
    for module, name, value in old_python.removed_names():
        setattr(importlib.import_module(module), name, value)
    if importlib.util.find_spec("imp") is None:
        sys.modules["imp"] = ModuleType("imp")
    if importlib.util.find_spec("pkg_resources") is None:  # left with setuptools 82
        resources = sys.modules["pkg_resources"] = ModuleType("pkg_resources")
        resources.parse_version = parse  # type: ignore[attr-defined]


def _restore_numpy() -> None:
    numpy: Runtime = importlib.import_module("numpy")
    for name, value in old_numpy.removed_names().items():
        if name not in vars(numpy):
            setattr(numpy, name, value)


def _restore_yaml() -> None:
    """Let yaml.load be called without a Loader, as before PyYAML 6."""
    if importlib.util.find_spec("yaml") is None:
        return
    yaml: Runtime = importlib.import_module("yaml")
    load = yaml.load
    yaml.load = lambda stream, Loader=yaml.FullLoader: load(stream, Loader)  # noqa: N803 - PyYAML's name


def _restore_h5py() -> None:
    """Give byte strings for attributes that hold them: h5py 3 decodes, then Keras does again."""
    if importlib.util.find_spec("h5py") is None:
        return
    h5py: Runtime = importlib.import_module("h5py")
    get = h5py.AttributeManager.__getitem__

    def get_bytes(attributes: Runtime, name: str) -> Runtime:
        value, kind = get(attributes, name), attributes.get_id(name).get_type()
        if not isinstance(kind, h5py.h5t.TypeStringID) or kind.get_cset() != h5py.h5t.CSET_ASCII:
            return value
        if isinstance(value, str):
            return value.encode()
        return [v.encode() if isinstance(v, str) else v for v in value]

    h5py.AttributeManager.__getitem__ = get_bytes


def _tensorflow_1() -> ModuleType:
    """Return a module `tensorflow` that is tf.compat.v1 in graph mode, with TF 2's submodules."""
    tensorflow: Runtime = importlib.import_module("tensorflow")
    v1 = tensorflow.compat.v1
    v1.disable_v2_behavior()
    v1.logging.set_verbosity(v1.logging.ERROR)
    module: Runtime = ModuleType("tensorflow")
    names = [n for n in dir(v1) if not n.startswith("__") and n not in _HIDDEN]
    for name in names:
        setattr(module, name, getattr(v1, name))
    for name in ("__path__", "__spec__", "__file__"):
        setattr(module, name, getattr(tensorflow, name))
    module.__version__ = "1.15.0"
    module.python = sys.modules["tensorflow.python"]
    module.Session = _computing_as_written(v1)
    module.matmul = _matmul_of_unknown_rank(v1.matmul)
    _restore_private_names(v1, module)
    return _checked(module)


def _computing_as_written(v1: Runtime) -> type:
    """Return a session that does not rewrite each graph before it runs it: TensorFlow 1 did not."""

    def begin(
        session: Runtime, target: str = "", graph: Runtime = None, config: Runtime = None
    ) -> None:
        config = config or v1.ConfigProto()
        config.graph_options.rewrite_options.disable_meta_optimizer = True
        v1.Session.__init__(session, target, graph, config)

    return type("Session", (v1.Session,), {"__init__": begin})


def _checked(module: Runtime) -> ModuleType:
    assert isinstance(module, ModuleType)  # noqa: S101 - for mypy: it was Any to take attributes
    return module


def _restore_private_names(v1: Runtime, module: Runtime) -> None:
    """Put functions back into the private modules Keras imports them from."""
    control_flow: Runtime = importlib.import_module("tensorflow.python.ops.control_flow_ops")
    functional: Runtime = importlib.import_module("tensorflow.python.ops.functional_ops")
    arrays: Runtime = importlib.import_module("tensorflow.python.ops.tensor_array_ops")
    framework: Runtime = importlib.import_module("tensorflow.python.framework.ops")
    moved: Sequence[tuple[Runtime, tuple[str, ...]]] = (
        (control_flow, ("while_loop", "cond", "case")),
        (functional, ("map_fn", "foldl", "foldr", "scan")),
    )
    for target, names in moved:
        for name in names:
            setattr(target, name, getattr(v1, name))
    module.python.control_flow_ops = control_flow
    framework._TensorLike = v1.Tensor  # noqa: SLF001 - the private name is what Keras 2 asks for
    arrays.TensorArray.unpack = arrays.TensorArray.unstack
    arrays.TensorArray.pack = arrays.TensorArray.stack


def _restore_methods_of_theano(tensorflow: Runtime) -> None:
    """Give variables the methods by which scripts for Theano read and set them."""

    def get_value(variable: Runtime, **_options: object) -> Runtime:
        return importlib.import_module("keras.backend").get_value(variable)

    def set_value(variable: Runtime, value: Runtime, **_options: object) -> None:
        importlib.import_module("keras.backend").set_value(variable, value)

    tensorflow.Variable.get_value = get_value
    tensorflow.Variable.set_value = set_value


def _restore_projector() -> None:
    """Let Keras 2 make a TensorBoard, which imports what drew embeddings."""
    name = "tensorflow.contrib.tensorboard.plugins"
    parts = name.split(".")
    for length in range(2, len(parts) + 1):
        sys.modules[".".join(parts[:length])] = ModuleType(".".join(parts[:length]))
    plugins: Runtime = sys.modules[name]
    plugins.projector = ModuleType("projector")


def _matmul_of_unknown_rank(matmul: Callable[..., object]) -> Callable[..., object]:
    """TensorFlow 1 took a matrix product with a tensor of unknown rank to have rank 2."""
    product: Runtime = importlib.import_module("tensorflow.python.ops.gen_math_ops")

    def multiply(a: Runtime, b: Runtime, *args: object, **kwargs: object) -> object:
        ranks = [getattr(getattr(t, "shape", None), "ndims", None) for t in (a, b)]
        if not args and not kwargs and None in ranks and 2 in ranks:  # noqa: PLR2004 - a matrix
            return product.mat_mul(a, b)
        return matmul(a, b, *args, **kwargs)

    return multiply
