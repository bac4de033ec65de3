"""What the other files of a project tell about one of its files. Pure data: no file is read here.

`engine.across` makes it from source texts, `project` reads those; the engine takes it as an option.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Any

from migrator.findings import Verdict
from migrator.frozen import frozen
from migrator.patterns import regex

_FOLDERS = regex(r"^.*[/\\]")
_UP = regex(r"^(?:\.{1,2}/+)+")


@frozen
class Passed:
    """What a call in another file passes to a function of this one.

    place: where it stands, for reports (`train.py:12`). The values are evaluated as far as the
    other file tells; the others are `Unknown`. hides: whether there are arguments that cannot be
    seen (`*args`, `**kwargs`).
    """

    place: str
    positional: tuple[Any, ...] = ()
    named: Mapping[str, Any] = field(default_factory=dict)
    hides: bool = False


@frozen
class Forward:
    """A function that passes its `**rest` on to a Keras symbol.

    own: its named parameters, which are not passed on so. calls: what all its calls pass besides,
    those of other files included.
    """

    symbol: str
    own: frozenset[str]
    calls: tuple[Mapping[str, Any], ...]


@frozen
class Batched:
    """How large the batches of a generator are: what a parameter is given, or always the same.

    size: the number; of a parameter its default, if that is known. place: its index among the
    arguments that a call passes.
    """

    size: int | None
    parameter: str = ""
    place: int = 0


@frozen
class Module:
    """What a module of the project holds for a file that imports it.

    constants: name -> value. symbols: name -> the Keras symbol imported there under its own name.
    aliases: the same under a name of the module's own (`Conv = Convolution2D`), which it keeps.
    bases: class -> the Keras class it derives from. returns: function -> the class of what it
    returns. objects: name of what is made there, once -> its class. forwards: functions that pass
    keywords on to Keras. makers: of `bases`, those with a
    constructor that may hand on what is none of its own parameters, which stand here; made_alike:
    those without one. batches: generator functions, and methods (`Data.batches`). All names are
    those of the module, re-exports included; Keras names are qualified.
    """

    constants: Mapping[str, Any] = field(default_factory=dict)
    symbols: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)
    returns: Mapping[str, str] = field(default_factory=dict)
    forwards: Mapping[str, Forward] = field(default_factory=dict)
    makers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    made_alike: frozenset[str] = frozenset()
    objects: Mapping[str, str] = field(default_factory=dict)
    batches: Mapping[str, Batched] = field(default_factory=dict)

    @property
    def holds_keras(self) -> bool:
        """Whether one may have something of Keras through it without naming Keras."""
        named = {**self.symbols, **self.aliases, **self.bases}
        lent = {symbol for name, symbol in named.items() if name != "keras"}
        made = self.returns or self.objects
        return bool(lent - {"tensorflow"} or made or self.forwards)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names under which something stands that is known of."""
        return frozenset().union(
            self.symbols,
            self.aliases,
            self.constants,
            self.bases,
            self.returns,
            self.objects,
            self.forwards,
        )


@frozen
class Setting:
    """An ordering that another file of the program sets: `place` says where and how.

    theano: by asking for that backend, whose images are channels_first. shown: it sets none, but
    its shapes are in that ordering, and its layers name none. local: in a function, or where
    something else is asked first, as whether the module is run.
    """

    ordering: str
    place: str
    theano: bool = False
    shown: bool = False
    local: bool = False


@frozen
class Pinned:
    """The release of Keras that the requirements ask for, or start from, and where.

    place: as reports name it (`requirements.txt:3`). before: where they leave a choice, the release
    that they exclude with all behind it; "": they ask for `release` alone.
    """

    release: str
    place: str
    before: str = ""

    @property
    def is_modern(self) -> bool:
        """Whether Keras 3 is asked for, and none before."""
        return self.release[:1] == "3"

    @property
    def asked(self) -> str:
        """What is asked for, as reports name it."""
        since = f"Keras {self.release}"
        return f"{since} or later, before {self.before}" if self.before else since


def without_folders(name: str) -> str:
    """Return the name of a file without those of its folders, as `Facts.files` has it."""
    return _FOLDERS.sub("", name)


def from_here(name: str) -> str:
    """Return the name of a file without what leads up from where the program runs."""
    return _UP.sub("", name)


@frozen
class NamedFile:
    """How one source names a file of weights or of a model.

    endings: those that all of its uses there take, the best first; none where it is named by what
    cannot be changed. path: its whole name without the folders above; "" if it is not in sight.
    wrong: whether Keras 3 refuses the name.
    """

    endings: tuple[str, ...] = ()
    path: str = ""
    written: bool = False
    read: bool = False
    wrong: bool = False

    @property
    def both_ends(self) -> bool:
        """Whether it is written and read."""
        return self.written and self.read

    def beside(self, other: NamedFile) -> NamedFile:
        """Return how two files are named that a source has under one name, in two folders."""
        return NamedFile(
            tuple(e for e in self.endings if e in other.endings),
            self.path if self.path == other.path else "",
            self.written or other.written,
            self.read or other.read,
            self.wrong or other.wrong,
        )


@frozen
class Elsewhere:
    """Another file of the project, that names the same file of weights.

    ending: what the name ends in wherever it is changed, if it is; "": it is not to be changed.
    """

    place: str
    ending: str = ""


@frozen
class Facts:
    """What is known of a file's surroundings.

    modules: a module as the file spells it (`config`, `.layers`) -> what it holds. calls: a
    function or class of the file -> its calls in other files. settings: orderings that files
    set which import this one, or which it imports. dialect: what those files are written for,
    if they agree. later: the same, where those of Keras 0 and 1 are left aside. pinned: what
    the requirements say. files: names of weight files -> where else they stand.
    methods: those that classes of these files define, which are not Keras's, under names that
    Keras has too. lent: names that other files import from this one.
    keeps_models: whether files that import this one, or that it imports, keep whole models in HDF5.
    compiled: the names under which they have accuracy measured. imported: the modules of the
    project that it imports, whatever they tell.
    """

    modules: Mapping[str, Module] = field(default_factory=dict)
    calls: Mapping[str, tuple[Passed, ...]] = field(default_factory=dict)
    settings: tuple[Setting, ...] = ()
    dialect: Verdict | None = None
    pinned: Pinned | None = None
    files: Mapping[str, Elsewhere] = field(default_factory=dict)
    methods: frozenset[str] = frozenset()
    lent: frozenset[str] = frozenset()
    later: Verdict | None = None
    keeps_models: bool = False
    compiled: frozenset[str] = frozenset()
    imported: frozenset[str] = frozenset()

    def has_package(self, package: str) -> bool:
        """Whether the file imports something of a package that is the project's own."""
        return any(module.partition(".")[0] == package for module in self.imported)

    @property
    def tell_names(self) -> bool:
        """Whether they tell something of what the names in the file mean, or of who uses them."""
        return bool(self.modules or self.calls or self.methods or self.lent)

    @property
    def lends_keras(self) -> bool:
        """Whether the file has something of Keras through another, without naming Keras itself."""
        return any(module.holds_keras for module in self.modules.values())
