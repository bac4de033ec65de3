"""Names that NumPy 1.24 and 2.0 removed, for code written before."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from migrator.verification.objects import Runtime


def removed_names() -> dict[str, Runtime]:
    """Map each removed name to what it was."""
    numpy: Runtime = importlib.import_module("numpy")
    return {
        "bool": bool,
        "int": int,
        "float": float,
        "object": object,
        "str": str,
        "complex": complex,
        "unicode": str,
        "product": numpy.prod,
        "alltrue": numpy.all,
        "sometrue": numpy.any,
        "float_": numpy.float64,
        "complex_": numpy.complex128,
        "string_": numpy.bytes_,
        "unicode_": numpy.str_,
        "Inf": numpy.inf,
        "Infinity": numpy.inf,
        "NaN": numpy.nan,
    }


def restore_flipping(modules: Mapping[str, ModuleType]) -> None:
    """Let `convert_kernel` flip Theano's kernels: it indexes by a list, as before NumPy 1.23."""
    for name, module in list(modules.items()):
        if name.startswith("keras.") and "convert_kernel" in vars(module):
            setattr(module, "convert_kernel", _flipped)  # noqa: B010 - a module has no such attribute for mypy


def _flipped(kernel: Runtime, dim_ordering: str | None = None) -> Runtime:
    """Reverse a kernel along its sides, which are the last axes in Theano's ordering.

    Only Keras 1 has an ordering here, and asks its setting if none is given.
    """
    numpy: Runtime = importlib.import_module("numpy")
    backend: Runtime = importlib.import_module("keras.backend")
    ask = getattr(backend, "image_dim_ordering", None)
    if dim_ordering is None and ask and not hasattr(backend, "image_data_format"):
        dim_ordering = ask()
    sides = range(2, kernel.ndim) if dim_ordering == "th" else range(kernel.ndim - 2)
    return numpy.flip(kernel, tuple(sides)).copy()


def restore_on_demand(remarks: dict[str, None]) -> None:
    """Answer for a removed name and remark on it: NumPy's changes are not the migration's fault."""
    numpy: Runtime = importlib.import_module("numpy")
    names = {name: value for name, value in removed_names().items() if name not in vars(numpy)}
    real = numpy.__getattr__

    def get(name: str) -> Runtime:
        if name in names:
            remarks[f"the file uses np.{name}, which NumPy no longer has"] = None
            return names[name]
        return real(name)

    numpy.__getattr__ = get
