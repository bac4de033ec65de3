"""Stand-ins for files of data that are not there: something of the kind their names promise."""

from __future__ import annotations

import builtins
import contextlib
import csv
import fnmatch
import functools
import glob
import gzip
import importlib
import importlib.util
import json
import os
import pickle
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from migrator.verification.script.stub_object import StubObject

if TYPE_CHECKING:
    from collections.abc import Container

    from migrator.verification.objects import Runtime

#: Any text will do; this one has sentences, numbered as in the bAbI tasks, and answers after tabs.
TEXT = "".join(
    f"1 The quick brown fox jumps over lazy dog number {i}.\n2 Where is dog {i}? \tgarden\t1\n"
    for i in range(200)
)
_ROWS, _COLUMNS = 100, 16
_VECTORS = re.compile(r"glove|word2?vec|embedding|vectors", re.IGNORECASE)
_WIDTH = re.compile(r"(\d+)d\b")
_USUAL_WIDTH = 300
#: What a folder that is not there holds: something for whoever looks for an ending.
_MEMBERS = ("0", "1", "0.txt", "1.txt", "0.jpg", "1.jpg", "0.png", "1.png")
_DEEPEST = 2  # folders within folders, or a script that walks them never ends
_ANY = 32  # the size of every dimension of an array whose shape nobody can know


class Files:
    """What a script finds on a disk that has nothing of its own."""

    def __init__(self, scripts: Container[str], remarks: dict[str, None]) -> None:
        self._scripts = scripts
        self._remarks = remarks
        self._folders: dict[str, int] = {}

    def install(self) -> None:
        """Replace the functions that read; those that write make the folders they need."""
        self._replace_open()
        self._replace_folders()
        self._replace_arrays()
        self._replace_pickles()
        self._replace_records()

    def _missing(self, path: Runtime) -> bool:
        """Tell whether the script - a library never - reads something that is not there."""
        asks = sys._getframe(2).f_code.co_filename in self._scripts  # noqa: SLF001 - who asks decides
        return asks and not isinstance(path, int) and not _opens(path)

    def _remark(self, path: Runtime) -> None:
        where = "out of the sandbox's reach" if os.path.lexists(path) else "not there"
        # both sides have folders of their own, and read the same
        shown = str(path).replace(f"{Path.cwd()}{os.sep}", "").replace(str(Path.home()), "~")
        self._remarks[f"{shown} is {where}: a stand-in was read"] = None

    def _replace_open(self) -> None:
        real_open = builtins.open

        def open_or_stand_in(
            file: Runtime, mode: str = "r", *args: Runtime, **kwargs: Runtime
        ) -> Runtime:
            if self._missing(file):
                if "r" in mode:
                    self._remark(file)
                    file = stand_in(os.fspath(file))
                else:
                    _make_folder(file)
            return real_open(file, mode, *args, **kwargs)

        builtins.open = open_or_stand_in
        real_unpack = gzip.open

        def unpack_or_stand_in(
            file: Runtime, mode: str = "rb", *args: Runtime, **kwargs: Runtime
        ) -> Runtime:
            if isinstance(file, str | os.PathLike) and "r" in mode and self._missing(file):
                self._remark(file)
                return real_open(stand_in(os.fspath(file)), "r" if "t" in mode else "rb")
            return real_unpack(file, mode, *args, **kwargs)

        gzip.open = unpack_or_stand_in  # type: ignore[assignment]

    def _replace_folders(self) -> None:
        real_list, real_is_folder, real_is_file = os.listdir, os.path.isdir, os.path.isfile
        real_glob = glob.glob

        def list_or_stand_in(path: Runtime = ".") -> list[Runtime]:
            if not self._missing(path):
                return real_list(path)
            self._remark(path)
            depth = self._folders.get(os.path.normpath(path), 1)
            for member in _MEMBERS:
                self._folders[os.path.normpath(os.path.join(path, member))] = depth + 1  # noqa: PTH118 - any path-like
            return list(_MEMBERS)

        def is_folder(path: Runtime) -> bool:
            depth = self._folders.get(os.path.normpath(path), _DEEPEST + 1)
            return real_is_folder(path) or (depth <= _DEEPEST and not Path(path).suffix)

        def is_file(path: Runtime) -> bool:
            return real_is_file(path) or os.path.normpath(path) in self._folders

        def glob_or_stand_in(pattern: str, **options: Runtime) -> list[str]:
            folder, _, name = pattern.rpartition("/")
            if not self._missing(folder or "."):
                return real_glob(pattern, **options)
            self._remark(pattern)
            return [f"{folder}/{m}" for m in _MEMBERS if fnmatch.fnmatch(m, name)]

        os.listdir, os.path.isdir, os.path.isfile = list_or_stand_in, is_folder, is_file  # type: ignore[assignment]
        glob.glob = glob_or_stand_in  # type: ignore[assignment]
        self._replace_going()

    def _replace_going(self) -> None:
        """Let a script stay where it is, if it wants to go where nothing is."""
        real = os.chdir

        def go_or_stay(path: Runtime) -> None:
            if self._missing(path):
                self._remarks[f"{path} is not there: the script stays where it is"] = None
            else:
                real(path)

        os.chdir = go_or_stay

    def _replace_arrays(self) -> None:
        shapes = {
            "load": (_ANY,) * 4,
            "loadtxt": (_ROWS, _COLUMNS),
            "genfromtxt": (_ROWS, _COLUMNS),
            "fromfile": (_ROWS,),
        }
        for name, shape in shapes.items():
            setattr(np, name, self._array_reader(getattr(np, name), shape))
        for name in ("save", "savetxt", "savez", "savez_compressed"):
            setattr(np, name, _with_folder(getattr(np, name)))
        if importlib.util.find_spec("h5py"):
            self._replace_hdf5(importlib.import_module("h5py").File)

    def _replace_hdf5(self, kind: Runtime) -> None:
        """Let the class give stand-ins; it stays a class, which Keras 3 asks `isinstance` of."""

        def file_or_stand_in(
            cls: type, name: Runtime, *args: Runtime, **kwargs: Runtime
        ) -> Runtime:
            writes = (args or [kwargs.get("mode", "r")])[0] not in ("r", None)
            if writes or not self._missing(name):
                return object.__new__(cls)
            self._remark(name)
            return StubObject()

        kind.__new__ = file_or_stand_in

    def _replace_records(self) -> None:
        """Let what is read from stand-ins have whatever a script asks for by name."""
        csv.DictReader = _Table  # type: ignore[misc]
        for name in ("load", "loads"):
            setattr(json, name, self._record_reader(getattr(json, name)))

    def _record_reader(self, real: Runtime) -> Runtime:
        def read(*args: Runtime, **kwargs: Runtime) -> Runtime:
            found = real(*args, **kwargs)
            asks = sys._getframe(1).f_code.co_filename in self._scripts  # noqa: SLF001 - who asks decides
            return StubObject() if asks and found == {} else found

        return read

    def _array_reader(self, real: Runtime, shape: tuple[int, ...]) -> Runtime:
        def read_or_stand_in(file: Runtime, *args: Runtime, **kwargs: Runtime) -> Runtime:
            named = isinstance(file, str | os.PathLike)
            if named and self._missing(file):
                self._remark(file)
                return np.zeros(shape, "float32")
            return real(file, *args, **kwargs)

        return read_or_stand_in

    def _replace_pickles(self) -> None:
        real_load = pickle.load

        def load_or_stand_in(file: Runtime, *args: Runtime, **kwargs: Runtime) -> Runtime:
            try:
                return real_load(file, *args, **kwargs)
            except (pickle.UnpicklingError, TypeError, EOFError, ValueError, KeyError):
                return StubObject()

        pickle.load = load_or_stand_in


def _with_folder(real: Runtime) -> Runtime:
    """Return a function that writes a file, also into a folder that is not there."""

    @functools.wraps(real)
    def write(file: Runtime, *args: Runtime, **kwargs: Runtime) -> Runtime:
        if isinstance(file, str | os.PathLike):
            _make_folder(file)
        return real(file, *args, **kwargs)

    return write


def _make_folder(file: Runtime) -> None:
    if not os.path.isabs(file):  # noqa: PTH117 - any path-like
        Path(file).parent.mkdir(parents=True, exist_ok=True)


class _Row(dict[str, "Runtime"]):
    """A row of a table that nobody has: it has every column."""

    def __missing__(self, _name: str) -> str:
        return "1"


class _Table(csv.DictReader):  # type: ignore[type-arg]  # has no arguments where it is run
    """Reads rows that have every column."""

    def __next__(self) -> dict[str | Runtime, str | Runtime]:
        """Return the next row."""
        return _Row(super().__next__())


def _opens(path: Runtime) -> bool:
    """Tell whether a path can be read; only trying it says what the sandbox will."""
    if os.name != "posix":
        return os.path.exists(path)  # noqa: PTH110 - any path-like
    try:
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
    except OSError:
        return False
    return True


def stand_in(name: str) -> str:
    """Make a file of that name in the working folder, and return its path."""
    path = Path.cwd() / (Path(name).name or "stand-in")
    with contextlib.suppress(IsADirectoryError):
        path.write_text(_content(path.name), encoding="utf-8")
    return str(path)


def _content(name: str) -> str:
    if _VECTORS.search(name):
        width = _WIDTH.search(name)
        numbers = " ".join(["0.5"] * (int(width.group(1)) if width else _USUAL_WIDTH))
        return "".join(f"{word} {numbers}\n" for word in ("the", "quick", "brown", "fox", "dog"))
    if name.endswith((".csv", ".tsv", ".data")):
        between = "\t" if name.endswith(".tsv") else ","
        return "".join(between.join(["1.0"] * _COLUMNS) + "\n" for _ in range(_ROWS))
    if name.endswith(".json"):
        return "{}"
    if name.endswith((".jsonl", ".ndjson")):
        return "{}\n" * _ROWS
    return TEXT
