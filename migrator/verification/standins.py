"""Stand-ins for what a script takes from outside: files, downloads, pictures, the user, time."""

from __future__ import annotations

import builtins
import importlib
import io
import os
import re
import sys
import tarfile
import time
import urllib.request
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification import old_numpy
from migrator.verification.releases import TF_KERAS
from migrator.verification.stubs import StubObject

if TYPE_CHECKING:
    from migrator.verification.objects import Runtime

#: Any text will do; this one has sentences, numbered as in the bAbI tasks, and answers after tabs.
_TEXT = "".join(
    f"1 The quick brown fox jumps over lazy dog number {i}.\n2 Where is dog {i}? \tgarden\t1\n"
    for i in range(200)
)
_SIDE = 64  # of a picture whose size the script does not ask for


def install(script: str, remarks: dict[str, None]) -> None:
    """Replace the outside world for `script` and for the Keras that is imported.

    remarks: gathers what the reader of the verdict should know.
    """
    _replace_downloads()
    _replace_archives()
    _replace_pictures()
    _replace_reading(script, remarks)
    _restore_split(remarks)
    old_numpy.restore_on_demand(remarks)
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


def _download(name: object, *_args: object, **_kwargs: object) -> str:
    """Return a local file of that name with some text in it."""
    path = Path.cwd() / Path(str(name)).name
    path.write_text(_TEXT, encoding="utf-8")
    return str(path)


class _Archive(StubObject):
    """A tar file in which every member can be found; all say the same."""

    def extractfile(self, _member: object) -> io.BytesIO:
        return io.BytesIO(_TEXT.encode())


def _replace_archives() -> None:
    """Open what is no archive, such as a stand-in for a download, as one that has everything."""
    real_open = tarfile.open

    def open_or_stand_in(*args: Runtime, **kwargs: Runtime) -> Runtime:
        try:
            return real_open(*args, **kwargs)
        except (tarfile.ReadError, FileNotFoundError):
            return _Archive()

    tarfile.open = open_or_stand_in


def _replace_pictures() -> None:
    for name in ("keras.preprocessing.image", "keras.utils"):
        try:
            module: Runtime = importlib.import_module(name)
        except ImportError:
            continue
        for function, stand_in in (("load_img", _Picture), ("plot_model", StubObject())):
            if hasattr(module, function):
                setattr(module, function, stand_in)
        generator = getattr(module, "ImageDataGenerator", None)
        if generator is not None:
            generator.flow_from_directory = StubObject().flow
    for name in ("keras.utils.visualize_util", "keras.utils.vis_utils"):
        drawing: Runtime = ModuleType(name)
        sys.modules[name] = drawing
        drawing.plot = drawing.plot_model = drawing.model_to_dot = StubObject()


class _Picture(StubObject):
    """What load_img returns: black, of the size asked for, and an array for NumPy."""

    def __init__(
        self, *_args: object, target_size: tuple[int, int] | None = None, **_kw: object
    ) -> None:
        height, width = target_size or (_SIDE, _SIDE)
        self.size = (width, height)

    def __array__(self, dtype: Runtime = None, copy: Runtime = None) -> np.ndarray:
        return np.zeros((self.size[1], self.size[0], 3), dtype or "uint8")


def _replace_reading(script: str, remarks: dict[str, None]) -> None:
    """Give text to a script that opens a file for reading which is not there."""
    real_open = builtins.open

    def open_or_stand_in(
        file: Runtime, mode: str = "r", *args: Runtime, **kwargs: Runtime
    ) -> Runtime:
        asked_by = sys._getframe(1).f_code.co_filename  # noqa: SLF001 - libraries get no stand-ins
        if asked_by == script and "r" in mode and not os.path.exists(file):  # noqa: PTH110 - any path-like
            remarks[f"{file} is not there: a stand-in was read"] = None
            file = _download(os.fspath(file))
        return real_open(file, mode, *args, **kwargs)

    builtins.open = open_or_stand_in


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
