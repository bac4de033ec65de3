"""Calls that make models, with arguments that nobody wrote into them. Nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from migrator.verification import makers
from migrator.verification.inventing import constants, layers, values
from migrator.verification.inventing.uses import Reader, rank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.verification.makers import Maker, Step

#: Positional and named arguments of a call in another file, as text; "" for what is not known.
Given: TypeAlias = tuple[Sequence[str], Mapping[str, str]]
#: The same for all calls of a function or class.
Told: TypeAlias = Mapping[str, Sequence[Given]]
#: Expressions that make the same model; the first that works is one too many to try the next.
Ways: TypeAlias = tuple[str, ...]

_MOST = 4  # makers; a file with more is a library


def invented(source: str, told: Told, *, channels_first: bool) -> tuple[tuple[Ways, ...], ...]:
    """Return what to try, in rounds: makers that no other calls, the others, classes."""
    inventor = _Inventor(ast.parse(source), told, channels_first=channels_first)
    inner = {name for maker in inventor.makers for name in _calls(maker)}
    wanting = [maker for maker in inventor.makers if maker.needs_arguments]
    outer = [maker for maker in wanting if maker.steps[-1].name not in inner]
    rest = [maker for maker in wanting if maker not in outer]
    rounds = [[inventor.ways(maker) for maker in some] for some in (outer, rest)]
    rounds += [list(inventor.of_models()), list(inventor.of_layers())]
    return tuple(tuple(filter(None, ways))[:_MOST] for ways in rounds)


def _calls(maker: Maker) -> set[str]:
    function = maker.steps[-1].function
    return makers.called_in(function) - {maker.steps[-1].name} if function else set()


class _Unknown(Exception):  # noqa: N818 - no error: not everything can be invented
    """A parameter of which nobody can know what it wants."""


class _Inventor:
    """Invents arguments for the makers of one file."""

    def __init__(self, tree: ast.Module, told: Told, *, channels_first: bool) -> None:
        self.makers = [*makers.of_functions(tree), *makers.of_classes(tree)]
        self._tree = tree
        self._told = told
        self._channels_first = channels_first
        self._reader = Reader(tree)
        self._constants = constants.assigned(tree.body)
        self._making: list[Maker] = []

    def ways(self, maker: Maker) -> Ways:
        """Return calls of a maker with different arguments, the likeliest first."""
        self._making.append(maker)
        try:
            found = [maker.spelled(self._giver(maker, *way)) for way in self._choices(maker)]
        except _Unknown:
            return ()
        finally:
            self._making.pop()
        return tuple(dict.fromkeys(found))

    def of_layers(self) -> Iterator[Ways]:
        """Yield models of one layer each, for the layers that the file defines."""
        for maker in layers.defined_layers(self._tree):
            for call in self.ways(maker)[:1]:
                given = [_with_shape(call, shape) for shape in self._shapes(maker)]
                yield tuple(f"Sequential([{layer}])" for layer in given)

    def of_models(self) -> Iterator[Ways]:
        """Yield models that read the shapes that classes of models may take."""
        for maker in layers.defined_models(self._tree):
            for call in self.ways(maker)[:1]:
                shapes = self._shapes(maker)
                yield tuple(f"Sequential([Input({shape}), {call}])" for shape in shapes)

    def _shapes(self, maker: Maker) -> Iterator[str]:
        """Yield the shapes that a layer of the file may read."""
        for many in layers.ranks(maker.of) if maker.of else ():
            yield values.shapes(many, channels_first=self._channels_first)[0]

    def _choices(self, maker: Maker) -> Iterator[tuple[int, bool]]:
        """Yield which candidates to take, and whether what is told goes first.

        Last, that is left aside: it may be of another program.
        """
        told = any(self._given(step, p.arg) for step in maker.steps for p in step.parameters)
        yield from ((number, told) for number in range(2 if told else 3))
        if told:
            yield 0, False

    def _giver(self, maker: Maker, number: int, told: bool) -> makers.Giver:  # noqa: FBT001 - of a pair
        def give(step: Step, parameter: ast.arg) -> str:
            given = self._given(step, parameter.arg) if told else ""
            return given or self._chosen(maker, step, parameter.arg, number)

        return give

    def _chosen(self, maker: Maker, step: Step, name: str, number: int) -> str:
        """Return the value for a parameter that is not told."""
        function = step.function
        if function is None:
            raise _Unknown
        uses = self._reader.uses(function, name, maker.of)
        found = values.candidates(
            name,
            uses,
            rank(maker.of or function, self._reader.functions),
            channels_first=self._channels_first,
        )
        found = found or (self._model(name) if values.is_model(uses) else ())
        if not found:
            raise _Unknown
        return found[min(number, len(found) - 1)]

    def _model(self, name: str) -> Ways:
        """Return the call of the other maker whose name says that it makes this model."""
        stem = values.stem(name)
        for maker in self.makers:
            if stem and stem in maker.steps[-1].name.lower() and maker not in self._making:
                return self.ways(maker)[:1]
        return ()

    def _given(self, step: Step, name: str) -> str:
        """Return what a parameter is given somewhere, as text, or nothing."""
        best = max(self._passed(step), key=len, default={})
        return best.get(name) or self._by_name(name)

    def _passed(self, step: Step) -> list[dict[str, str]]:
        """Return what each call of a function passes to its parameters, as far as it is told."""
        own = step.name.rpartition(".")[2]
        names = [argument.arg for argument in step.function.args.args] if step.function else []
        names = names[step.skipped :]
        told = [*self._told.get(own, ()), *self._calls.get(own, ())]
        passed = [{**dict(zip(names, some, strict=False)), **named} for some, named in told]
        return [{name: text for name, text in one.items() if text} for one in passed]

    @cached_property
    def _calls(self) -> dict[str, list[Given]]:
        """What the file's own calls pass, by the names of what they call."""
        found: dict[str, list[Given]] = {}
        for function in [None, *self._functions]:
            known = dict(self._constants) | (_known_in(function) if function else {})
            for node in ast.walk(function or self._tree):
                if isinstance(node, ast.Call):
                    found.setdefault(makers.name_of(node.func), []).append(_given_by(node, known))
        return found

    @property
    def _functions(self) -> list[ast.FunctionDef]:
        return [node for node in ast.walk(self._tree) if isinstance(node, ast.FunctionDef)]

    def _by_name(self, name: str) -> str:
        """Return the value of a constant of this name, or the default of other parameters of it."""
        nodes = [
            self._constants.get(name),
            self._constants.get(name.upper()),
            *self._defaults(name),
        ]
        texts = (constants.spelled(node, self._constants) for node in nodes if node is not None)
        return next((text for text in texts if text and text != "None"), "")

    def _defaults(self, name: str) -> list[ast.expr]:
        found = (_default_of(function, name) for function in self._functions)
        return [node for node in found if node is not None]


def _with_shape(call: str, shape: str) -> str:
    between = "" if call.endswith("()") else ", "
    return f"{call[:-1]}{between}input_shape={shape})"


def _default_of(function: ast.FunctionDef, name: str) -> ast.expr | None:
    return _defaults_in(function).get(name)


def _defaults_in(function: ast.FunctionDef) -> dict[str, ast.expr]:
    a = function.args
    every = [*a.posonlyargs, *a.args]
    pairs = zip(every[len(every) - len(a.defaults) :], a.defaults, strict=True)
    return {argument.arg: default for argument, default in pairs}


def _known_in(function: ast.FunctionDef) -> dict[str, ast.expr]:
    """Return what names are in a function: its defaults, and what they are set to."""
    own = [node for node in ast.walk(function) if isinstance(node, ast.Assign)]
    return _defaults_in(function) | constants.assigned([*own])


def _given_by(call: ast.Call, known: Mapping[str, ast.expr]) -> Given:
    """Return the arguments of a call, as far as they are known."""
    positional = [constants.spelled(argument, known) or "" for argument in call.args]
    named = {k.arg: constants.spelled(k.value, known) or "" for k in call.keywords if k.arg}
    return positional, named
