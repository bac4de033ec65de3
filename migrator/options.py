"""What a caller may choose for one migration. Pure data: no files are read here."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal, get_args

from migrator.errors import UsageError
from migrator.frozen import frozen

if TYPE_CHECKING:
    from migrator.facts import Facts, Pinned

Dialect = Literal["auto", "0", "1", "2", "2.0", "2.1", "2.2", "2.3", "tf.keras", "3"]
DataFormatOption = Literal["auto", "channels_first", "channels_last"]
Target = Literal["keras", "tf.keras", "tf_keras"]
Semantics = Literal["exact", "modern"]
Py2 = Literal["auto", "syntax", "full", "off"]
_ALLOWED: dict[str, tuple[str, ...]] = {
    "dialect": get_args(Dialect),
    "data_format": get_args(DataFormatOption),
    "semantics": get_args(Semantics),
    "py2": get_args(Py2),
    "target": get_args(Target),
}
_SERIES = {"2.0": "2.1", "2.1": "2.2", "2.2": "2.3", "2.3": "2.4"}


@frozen(shut=True)
class KerasJson:
    """What a keras.json says: `ordering` is "th", "tf" or None, `origin` its path, for reports."""

    ordering: Literal["th", "tf"] | None
    origin: str = "keras.json"


@frozen(shut=True)
class Experiment:
    """What came of building the original under both orderings: the one that works, if it is one."""

    ordering: Literal["channels_first", "channels_last"] | None
    said: str


@frozen(shut=True)
class Options:
    """How to migrate one source. `dialect` is the command line's `--from`: "2.0" is all of 2.0.x.

    select, ignore: globs over the names of symbols, in short or in full; a rule is applied if it
    matches some of `select` (empty: all) and none of `ignore`. todo: whether comments say what is
    left to do. facts: what the other files of the project tell about this one. py2: convert Python
    2 ("auto"), only its syntax, also what a valid Python 3 file uses of it ("full"), or nothing.
    target: where the result takes Keras from: the package keras, or TensorFlow's tf.keras, which
    are Keras 3; or tf_keras, which is Keras 2 still. experiment: decides on the ordering where the
    source does not.

    Raises:
        UsageError: a value is none of those that its type names.
    """

    dialect: Dialect = "auto"
    data_format: DataFormatOption = "auto"
    keras_json: KerasJson | None = None
    semantics: Semantics = "exact"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    todo: bool = False
    facts: Facts | None = field(default=None, hash=False)
    py2: Py2 = "auto"
    target: Target = "keras"
    experiment: Experiment | None = None

    def __post_init__(self) -> None:
        """Refuse a word that would silently stand for another."""
        for name, allowed in _ALLOWED.items():
            value = getattr(self, name)
            if value not in allowed:
                choices = ", ".join(allowed)
                raise UsageError(f"Options: {name} is {value!r}; it can be one of {choices}.")

    @property
    def pinned(self) -> Pinned | None:
        """The legacy release that the source is for, as the caller or else the requirements say."""
        if self.dialect in _SERIES:
            from migrator.facts import Pinned  # noqa: PLC0415 - most runs do without

            return Pinned(self.dialect, f"--from {self.dialect}", _SERIES[self.dialect])
        required = self._required
        return None if required is None or required.is_modern else required

    @property
    def requires_keras_3(self) -> bool:
        """Whether the requirements leave only Keras 3 to run the source on."""
        required = self._required
        return required is not None and required.is_modern

    @property
    def _required(self) -> Pinned | None:
        return self.facts.pinned if self.facts is not None else None
