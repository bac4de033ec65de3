"""Signatures written as text, and calls bound to them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache

from migrator.frozen import frozen


@frozen
class Parameter:
    """One parameter: `default` is its source text, or None if the parameter is required."""

    name: str
    default: str | None


@frozen
class Signature:
    """The parameters a legacy symbol took, in order, and what else it accepted."""

    parameters: tuple[Parameter, ...]
    keyword_only: tuple[Parameter, ...] = ()
    variadic: bool = False
    keywords: bool = False

    def default(self, name: str) -> str | None:
        """Return the source text of a parameter's default."""
        for parameter in (*self.parameters, *self.keyword_only):
            if parameter.name == name:
                return parameter.default
        return None

    def with_defaults(self, texts: Mapping[str, str]) -> Signature:
        """Return the signature with other defaults for some parameters."""
        if not texts:
            return self
        new = [replace(p, default=texts.get(p.name, p.default)) for p in self.parameters]
        return replace(self, parameters=tuple(new))

    def without(self, names: set[str]) -> Signature:
        """Return the signature as it was before some parameters came."""
        if not names:
            return self
        return replace(self, parameters=tuple(p for p in self.parameters if p.name not in names))

    def __contains__(self, name: str) -> bool:
        """Whether there is a parameter of this name."""
        return name in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(p.name for p in (*self.parameters, *self.keyword_only))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The names of the parameters that may be given by place, in order."""
        return tuple(p.name for p in self.parameters)

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The parameters without a default, those by keyword only left out."""
        return tuple(p.name for p in self.parameters if p.default is None)


class Unbindable(Exception):  # noqa: N818 - it says what is the case, not what failed
    """The call cannot be matched to the signature without running it, or does not fit it."""


@frozen
class Bound:
    """A call matched to a signature: old parameter name -> position in `arguments(call)`.

    unpacked: the parameters that a `**dict` fills, whose entries are known.
    """

    arguments: dict[str, int]
    unpacked: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def parse_signature(was: str) -> Signature:
    """Read `"keras.layers.Dense(output_dim, init='glorot_uniform', **kwargs)"`.

    Raises:
        ValueError: the text is not a signature.
    """
    inside = was.partition("(")[2].rpartition(")")[0]
    try:
        definition = ast.parse(f"def _({inside}): pass").body[0]
    except SyntaxError as error:
        raise ValueError(f"Not a signature: {was}") from error
    arguments = definition.args  # type: ignore[attr-defined]
    positional = [*arguments.posonlyargs, *arguments.args]
    missing = len(positional) - len(arguments.defaults)
    defaults = [None] * missing + [ast.unparse(d) for d in arguments.defaults]
    keyword_only = [
        Parameter(a.arg, ast.unparse(d) if d else None)
        for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    ]
    return Signature(
        tuple(Parameter(a.arg, d) for a, d in zip(positional, defaults, strict=True)),
        tuple(keyword_only),
        arguments.vararg is not None,
        arguments.kwarg is not None,
    )


def arguments(call: ast.Call) -> list[ast.expr | ast.keyword]:
    """Return the arguments of a call in source order (a `*args` may follow a keyword)."""
    if not call.keywords or not any(a.__class__ is ast.Starred for a in call.args):
        return [*call.args, *call.keywords]
    return sorted([*call.args, *call.keywords], key=lambda a: (a.lineno, a.col_offset))


def by_place(call: ast.Call, was: str) -> dict[str, ast.expr]:
    """Return what stands in the places of a signature's parameters."""
    return dict(zip(parse_signature(was).places, call.args, strict=False))


def given_to(call: ast.Call, was: str) -> dict[str, ast.expr]:
    """Return what a call gives the parameters of a signature, by place or by keyword."""
    return by_place(call, was) | {k.arg: k.value for k in call.keywords if k.arg}


def keywords_of(call: ast.Call) -> set[str]:
    """Return the keywords of a call, `**` left out."""
    return {keyword.arg for keyword in call.keywords if keyword.arg}


def bind(
    call: ast.Call,
    signature: Signature,
    extra: frozenset[str] = frozenset(),
    unpacked: Mapping[int, tuple[str, ...]] | None = None,
    spellings: Mapping[str, str] | None = None,
    *,
    others: bool = False,
) -> Bound:
    """Match the arguments of a call to the parameters of a signature.

    extra: keywords that the signature takes through its `**kwargs`. unpacked: the position of
    each `**dict` whose entries are known -> their names. spellings: keyword -> what it means.
    others: whether the `**kwargs` take any keyword.

    Raises:
        Unbindable: `*args` or `**kwargs` in the call, too many arguments, or an unknown keyword.
    """
    found: dict[str, int] = {}
    hidden = {name for names in unpacked.values() for name in names} if unpacked else set()
    free = iter(signature.parameters)
    for index, argument in enumerate(arguments(call)):
        if unpacked and index in unpacked:
            continue
        name = _name_of(argument, free, signature)
        if spellings:
            name = spellings.get(name, name)
        if name not in signature and name not in extra and not others:
            raise Unbindable(f"it never took `{name}=`")
        if name in found:
            raise Unbindable(f"`{name}` is given twice")
        found[name] = index
    for name in sorted(hidden):
        if name in found or not (name in signature or name in extra or others):
            raise Unbindable(f"it never took `{name}=` beside its other arguments")
    for name in signature.required:
        if name not in found and name not in hidden:
            raise Unbindable(f"`{name}` is missing")
    return Bound(found, frozenset(hidden))


def _name_of(
    argument: ast.expr | ast.keyword, free: Iterator[Parameter], signature: Signature
) -> str:
    """Return the parameter that an argument fills; `free` are those still to be filled in order."""
    match argument:
        case ast.Starred():
            raise Unbindable(f"`{ast.unparse(argument)}` hides the arguments")
        case ast.keyword(arg=None):
            raise Unbindable(f"`**{ast.unparse(argument.value)}` hides the arguments")
        case ast.keyword(arg=str(name)):
            return name
    parameter = next(free, None)
    if parameter is None and signature.variadic:
        raise Unbindable("it took any number of arguments, Keras 3 takes one")
    if parameter is None:
        raise Unbindable("it has more positional arguments than it ever took")
    return parameter.name
