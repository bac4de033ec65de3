"""Run by the tests: make weight files with a real legacy Keras, and note what it predicts.

`make.py VERSION KERAS SOURCE FOLDER NAME...` leaves for each builder of SOURCE that is named
NAME.h5 (weights), NAME.full.h5 (a whole model), NAME.theano.h5 (as if trained on Theano) and
NAME.npz with inputs x0... and the prediction y.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np

from migrator.verification.legacy import adapter
from migrator.verification.objects import Runtime


def main(version: str, keras: str, source: str, folder: str, *names: str) -> None:
    lend_scipy()
    adapter.install(version, Path(keras))
    space: dict[str, Runtime] = {"__name__": "models"}
    exec(compile(Path(source).read_text(), source, "exec"), space)  # noqa: S102 - a file of ours
    for number, name in enumerate(names):
        make(space[name](), Path(folder) / name, np.random.default_rng(number))


def lend_scipy() -> None:
    """Keras 2 asks scipy, which need not be installed, whether arrays are sparse."""
    if importlib.util.find_spec("scipy") is None:
        sparse: Runtime = ModuleType("scipy.sparse")
        sparse.issparse = lambda _array: False
        sys.modules.update({"scipy": ModuleType("scipy"), "scipy.sparse": sparse})


def make(model: Runtime, path: Path, random: np.random.Generator) -> None:
    model.compile("sgd", "mse")
    model.set_weights([drawn(random, w.shape) for w in model.get_weights()])
    shapes = model.input_shape if isinstance(model.input_shape, list) else [model.input_shape]
    x = [sample(random, model, shape) for shape in shapes]
    y = model.predict(x if len(x) > 1 else x[0])
    arrays = {f"x{i}": a for i, a in enumerate(x)} | {"y": y}
    np.savez(path.with_suffix(".npz"), allow_pickle=False, **arrays)
    for ending in ("h5", "theano.h5"):
        model.save_weights(f"{path}.{ending}")
    if hasattr(model, "save"):  # Keras 0 had only files of weights
        model.save(f"{path}.full.h5")
    turn_kernels(model, f"{path}.theano.h5")


def drawn(random: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Draw weights; vectors are positive, since BatchNormalization keeps a variance among them."""
    if len(shape) > 1:
        return random.normal(0, 0.6, shape)
    return random.uniform(0.1, 0.9, shape)


def sample(random: np.random.Generator, model: Runtime, shape: tuple[int, ...]) -> np.ndarray:
    if type(model.layers[0]).__name__ == "Embedding":
        return random.integers(0, 10, (4, *shape[1:]))
    return random.normal(size=(4, *shape[1:])).astype("f4")


def turn_kernels(model: Runtime, path: str) -> None:
    """Turn kernels by 180 degrees, as Keras documents in np_utils.convert_kernel."""
    import h5py  # type: ignore[import-untyped]  # noqa: PLC0415 - after the adapter has mended it

    with h5py.File(path, "r+") as file:
        file.attrs.pop("backend", None)
        for number, layer in enumerate(model.layers):
            group = file.get(f"layer_{number}", file.get(layer.name))
            for kernel in kernels_in(getattr(layer, "layer", layer), group):
                kernel[...] = np.flip(kernel[...], sides(layer, kernel.shape))


def kernels_in(layer: Runtime, group: Runtime) -> list[Runtime]:
    """Return the kernels that a layer, or the one in a wrapper, convolves with."""
    parts = [type(part).__name__ for part in getattr(layer, "layers", None) or [layer]]
    if not any("Conv" in kind for kind in parts):
        return []
    found: list[Runtime] = []
    group.visititems(lambda _name, value: found.append(value) if hasattr(value, "shape") else None)
    return [array for array in found if array.ndim > 2]


def sides(layer: Runtime, shape: tuple[int, ...]) -> tuple[int, ...]:
    """Return the axes that are not for channels; Keras 0 kept (out, in, length, 1)."""
    first = getattr(layer, "dim_ordering", "tf") == "th" or (len(shape) == 4 and shape[3] == 1)
    return tuple(range(2, len(shape))) if first else tuple(range(len(shape) - 2))


if __name__ == "__main__":
    main(*sys.argv[1:])
