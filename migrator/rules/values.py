"""What stands in the place of a value: source text, a refusal, a remark."""

from __future__ import annotations

from inspect import cleandoc
from typing import Literal, TypeAlias

from migrator.frozen import frozen

Scalar: TypeAlias = str | int | float | bool | None
Constant: TypeAlias = Scalar | tuple[Scalar, ...]
_DOCUMENTED = '"""'


@frozen
class Helper:
    """A definition that a migrated file needs, written once per file before its first use.

    `source` defines exactly one function or class called `name`, with a docstring, and spells every
    name it needs from the top of a package (`keras.ops.clip`), so that the engine can plan its
    imports.
    """

    name: str
    source: str

    @property
    def docstring(self) -> str:
        """The docstring, by which a helper that was written is known again."""
        return cleandoc(self.source.partition(_DOCUMENTED)[2].partition(_DOCUMENTED)[0])


@frozen
class Code:
    """Source text to write. `{old}` stands for the text of the old argument `old` (or its default).

    Names are spelled from the top of their package (`keras.initializers.Orthogonal(gain=1.1)`);
    the engine respells the package as the file imports it. Each helper is available by its name.
    """

    text: str
    helpers: tuple[Helper, ...] = ()


@frozen
class Exactly:
    """A value written only under `--semantics exact`; `modern` keeps the author's and says so.

    notice: said where it is written.
    """

    value: Constant | Code
    why: str
    notice: str = ""


@frozen
class Gone:
    """No equivalent: the call is left alone, with a finding that says what to do instead.

    As the fate of an argument: at its old default (or at a value in `harmless`) it is left out.
    """

    instead: str
    harmless: tuple[Constant, ...] = ()


@frozen
class Another(Gone):
    """Gone, but where the symbol is called by its name: then that is a call of a helper instead.

    helper: the definition that is called, with the other arguments as they are.
    """

    helper: Helper | None = None


@frozen
class Behind(Gone):
    """Gone for others; Keras 3 reads it through a property, from an attribute that `build` makes.

    attribute: that one, which a class of the file makes instead. own: said, as an action finding,
    where such a class sets it later, or at all if there is no such attribute.
    """

    attribute: str = ""
    own: str = ""


@frozen
class Remark:
    """Something to say of a use, as a finding."""

    text: str
    severity: Literal["action", "notice"] = "action"


@frozen
class Drop:
    """Meaningless in Keras 3, or the default there: left out. `why` becomes a finding if given."""

    why: str = ""
    severity: Literal["action", "notice"] = "notice"


Value: TypeAlias = Constant | Code | Exactly | Drop | Gone
