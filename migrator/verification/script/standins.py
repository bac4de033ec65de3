"""Stand-ins for what a script takes from outside: files, downloads, pictures, the user, time."""

from __future__ import annotations

import builtins
import importlib
import io
import re
import sys
import tarfile
import time
import urllib.request
import zipfile
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification.legacy import old_numpy
from migrator.verification.legacy.releases import TF_KERAS
from migrator.verification.script import old_python
from migrator.verification.script.known_stubs import SIDE
from migrator.verification.script.standin_files import TEXT, Files, stand_in
from migrator.verification.script.stub_object import StubObject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from migrator.verification.objects import Runtime


def install(sources: Mapping[str, str], remarks: dict[str, None]) -> None:
    """Replace the outside world for a script and for the Keras that is imported.

    sources: the texts of the script and of its project, by their paths. remarks: gathers what the
    reader of the verdict should know.
    """
    _replace_downloads()
    _replace_archives()
    _replace_pictures()
    Files(sources.keys(), remarks).install()
    _restore_ragged(remarks)
    _restore_split(remarks)
    old_numpy.restore_on_demand(remarks)
    old_python.restore_on_demand(remarks)
    for source in sources.values():
        old_python.restore(source, remarks)
    builtins.input = lambda *_args: ""
    time.sleep = lambda _seconds: None


def _replace_downloads() -> None:
    get_file = _download
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("keras", TF_KERAS) and "get_file" in vars(module):
            module.get_file = get_file  # type: ignore[attr-defined]
    urllib.request.urlretrieve = lambda url, filename=None, *_args: (  # type: ignore[assignment]
        _download(filename or url),
        {},
    )


def _download(fname: object = "", origin: object = "", *_args: object, **_kwargs: object) -> str:
    """Return a local file of that name, or of that of its address, with something in it."""
    return stand_in(str(fname or origin))


_REAL_ZIP = zipfile.ZipFile


class _Archive(StubObject):
    """A tar or zip file in which every member can be found; all say the same."""

    def read(self, *_args: object) -> bytes:
        return TEXT.encode()

    def extractfile(self, _member: object) -> io.BytesIO:
        return io.BytesIO(TEXT.encode())


def _replace_archives() -> None:
    """Open what is no archive, such as a stand-in for a download, as one that has everything."""
    real_open = tarfile.open

    def open_or_stand_in(*args: Runtime, **kwargs: Runtime) -> Runtime:
        try:
            return real_open(*args, **kwargs)
        except (tarfile.ReadError, FileNotFoundError):
            return _Archive()

    tarfile.open = open_or_stand_in
    zipfile.ZipFile = _Zip  # type: ignore[misc]


class _KindOfZip(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, _REAL_ZIP)


class _Zip(metaclass=_KindOfZip):
    """Opens a zip file, or what stands in for one."""

    def __new__(cls, *args: Runtime, **kwargs: Runtime) -> Runtime:
        """Return a file of the real class, if there is one."""
        try:
            return _REAL_ZIP(*args, **kwargs)
        except (zipfile.BadZipFile, FileNotFoundError):
            return _Archive()


def _replace_pictures() -> None:
    # TensorFlow's generators are those that Keras 3 keeps for it.
    kept = "keras.src.legacy.preprocessing.image"
    for name in ("keras.preprocessing.image", "keras.utils", kept):
        try:
            module: Runtime = importlib.import_module(name)
        except ImportError:
            continue
        for function, instead in (("load_img", _Picture), ("plot_model", StubObject())):
            if hasattr(module, function):
                setattr(module, function, instead)
        generator = getattr(module, "ImageDataGenerator", None)
        if generator is not None:
            for flow in ("flow_from_dataframe", "flow_from_directory"):
                setattr(generator, flow, _Flow)
    for name in ("keras.utils.visualize_util", "keras.utils.vis_utils"):
        drawing: Runtime = ModuleType(name)
        sys.modules[name] = drawing
        drawing.plot = drawing.plot_model = drawing.model_to_dot = StubObject()


class _Flow(StubObject):
    """What flows from a folder that is not there, in batches of the size asked for."""

    def __init__(self, *_args: object, batch_size: int = 32, **_kw: object) -> None:
        self.batch_size = batch_size


class _Picture(StubObject):
    """What load_img returns: black, of the size asked for, and an array for NumPy."""

    def __init__(
        self, *_args: object, target_size: tuple[int, int] | None = None, **_kw: object
    ) -> None:
        height, width = target_size or (SIDE, SIDE)
        self.size = (width, height)

    def __array__(self, dtype: Runtime = None, copy: Runtime = None) -> np.ndarray:
        return np.zeros((self.size[1], self.size[0], 3), dtype or "uint8")


def _restore_ragged(remarks: dict[str, None]) -> None:
    """Let NumPy make an array of lists that differ in length, as before 1.24."""
    for name in ("array", "asarray"):
        setattr(np, name, _ragged(getattr(np, name), remarks))


def _ragged(real: Runtime, remarks: dict[str, None]) -> Runtime:
    def make(values: Runtime, *args: Runtime, **kwargs: Runtime) -> Runtime:
        try:
            return real(values, *args, **kwargs)
        except ValueError as error:
            if "inhomogeneous" not in str(error) or args or "dtype" in kwargs:
                raise
        remarks[
            "the file makes an array of lists that differ in length: NumPy wants dtype=object"
        ] = None
        return real(values, dtype=object)

    return make


def _restore_split(remarks: dict[str, None]) -> None:
    """Let re.split pass over empty matches, as before Python 3.7: old tokenisers need that."""
    real_split = re.split

    def split(pattern: Runtime, string: Runtime, *args: Runtime, **kwargs: Runtime) -> Runtime:
        if not re.match(pattern, string[:0]):
            return real_split(pattern, string, *args, **kwargs)
        remarks[
            "re.split has split at empty matches since Python 3.7: the file expects otherwise"
        ] = None
        return _split_at_text(pattern, string)

    re.split = split


def _split_at_text(pattern: Runtime, string: Runtime) -> list[Runtime]:
    parts, start = [], 0
    for match in re.finditer(pattern, string):
        if match.group():
            parts += [string[start : match.start()], *match.groups()]
            start = match.end()
    return [*parts, string[start:]]
