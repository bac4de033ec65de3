"""Names that NumPy 1.24 and 2.0 removed, for code written before."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
        "Inf": numpy.inf,
    }


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
