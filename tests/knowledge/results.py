"""Runs sources that compute `result`, under whichever Keras this process has.

As a program it is the legacy side: `python -m tests.knowledge.results RELEASE KERAS SOURCES RESULTS` makes
the real legacy Keras importable first, runs every source of a JSON file, and saves the results.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

Results = list[Any]


def results_of(source: str) -> Results:
    """Run a source with the names that the fixtures may use, and return its `result`.

    It is a file of its own, in a folder of its own: AutoGraph reads it, and it may write others.
    """
    keras = importlib.import_module("keras")
    fill = fill_legacy if keras.__version__.startswith("1.") else fill_modern
    given = {"numbers": numbers, "one_hot": one_hot, "fill": fill}
    names: dict[str, Any] = {**given, "loading": False, "training": False}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        path = Path(folder, "drift.py")
        path.write_text(source, encoding="utf-8")
        exec(compile(source, str(path), "exec"), names)  # noqa: S102 - our own text
        return [np.asarray(value, "float64") for value in names.get("result", [])]


def tracing(*, wanted: bool) -> None:
    """Choose whether TensorFlow 2 traces functions: for small models that costs more than it saves."""
    importlib.import_module("tensorflow").config.run_functions_eagerly(not wanted)


def numbers(*shape: int) -> np.ndarray[Any, Any]:
    """Return the same numbers for the same shape, on both sides."""
    return np.random.RandomState(sum(shape)).normal(size=shape).astype("float32")


def one_hot(rows: int, columns: int) -> np.ndarray[Any, Any]:
    return np.eye(columns, dtype="float32")[np.arange(rows) % columns]


# -- weights, in the arrangement of Keras 2 and 3, and in that of Keras 1 --------------------------


def fill_modern(model: Any) -> None:  # noqa: ANN401
    # On some processors TensorFlow has no channels_first convolution; XLA has it on all.
    model.jit_compile = any("first" in str(getattr(x, "data_format", "")) for x in model.layers)
    for layer in model.layers:
        shapes = [w.shape for w in layer.get_weights()]
        if shapes:
            layer.set_weights(_arranged(shapes, type(layer).__name__))


def fill_legacy(model: Any) -> None:  # noqa: ANN401
    for layer in getattr(model, "layers", None) or model._graph_nodes.values():  # noqa: SLF001
        kind = type(layer).__name__
        shapes = [w.shape for w in layer.get_weights()]
        if kind in _GATES:
            layer.set_weights(_apart(kind, shapes))
        elif getattr(layer, "dim_ordering", "") == "th" and shapes:
            filters, channels, rows, columns = shapes[0]
            kernel, *rest = _arranged([(rows, columns, channels, filters), *shapes[1:]], kind)
            layer.set_weights([kernel.transpose(3, 2, 0, 1), *rest])
        elif kind == "Deconvolution2D":
            rows, columns, channels, filters = shapes[0]
            kernel, *rest = _arranged([(rows, columns, filters, channels), *shapes[1:]], kind)
            layer.set_weights([kernel.transpose(0, 1, 3, 2), *rest])
        elif shapes:
            layer.set_weights(_arranged(shapes, kind))


_GATES = {"LSTM": "icfo", "GRU": "zrh"}  # the order of the arrays
_TOGETHER = {"LSTM": "ifco", "GRU": "zrh"}  # the order in one array


def _arranged(shapes: list[tuple[int, ...]], kind: str) -> list[np.ndarray[Any, Any]]:
    found = [numbers(*shape) for shape in shapes]
    if kind == "BatchNormalization":
        found[-1] = abs(found[-1]) + 0.5  # a variance
    return found


def _apart(kind: str, shapes: list[tuple[int, ...]]) -> list[np.ndarray[Any, Any]]:
    """Cut the arrays of Keras 3 into those of each gate."""
    count = len(_GATES[kind])
    wide = [(*shape[:-1], shape[-1] * count) for shape in shapes[:3]]
    parts = [np.split(whole, count, axis=-1) for whole in _arranged(wide, kind)]
    places = [_TOGETHER[kind].index(gate) for gate in _GATES[kind]]
    return [part[place] for place in places for part in parts]


def main(release: str, folder: str, sources: str, results: str, traced: str = "") -> None:
    """Be the legacy side."""
    from migrator.verification.legacy import adapter  # noqa: PLC0415
    from migrator.verification.script.stubs import StubFinder  # noqa: PLC0415

    sys.meta_path.append(StubFinder())  # they import SciPy, for images and sparse arrays
    adapter.install(release, Path(folder))
    backend = importlib.import_module("keras.backend")
    tracing(wanted=release != "tf_keras" or bool(traced))
    saved: dict[str, np.ndarray[Any, Any]] = {}
    for name, source in json.loads(Path(sources).read_text(encoding="utf-8")).items():
        if hasattr(backend, "clear_session"):
            backend.clear_session()  # else the graph of all sources is looked at for each
        if hasattr(backend, "set_image_dim_ordering"):
            backend.set_image_dim_ordering("tf")
        try:
            found = results_of(source)
        except Exception as error:
            message = f"{name}: {error}"
            raise RuntimeError(message) from error
        saved |= {f"{name}.{place}": array for place, array in enumerate(found)}
    np.savez(results, allow_pickle=False, **saved)


if __name__ == "__main__":
    main(*sys.argv[1:])
