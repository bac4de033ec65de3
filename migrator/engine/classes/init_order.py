"""`super().__init__()` first: Keras 3 sets attributes there that a legacy layer set before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeGuard

from migrator.engine.reading.functions import parameters
from migrator.engine.reading.nodes import walk
from migrator.engine.state import FileState
from migrator.engine.writing.statements import Move, stands_alone

RULE = "keras.layers.Layer"
_FIRST = (
    "Keras 3's `Layer.__init__` sets `input_spec`, `supports_masking`, `activity_regularizer` and "
    "others anew: call it first, and set the attributes of this layer behind it."
)
_SET_LAST = frozenset({"built", "name", "trainable"})  # by Keras 1's `Layer.__init__`, in any case


@dataclass
class Effects:
    """What a statement reads and writes: names, and attributes of the object itself.

    opaque: it calls a method of the object, or hands it on.
    """

    reads: set[str] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)
    gets: set[str] = field(default_factory=set)
    sets: set[str] = field(default_factory=set)
    opaque: bool = False

    def disturbed_by(self, late: Effects, copied: set[str]) -> bool:
        """Whether putting a later statement in front of this one changes what they do."""
        return bool(
            self.reads & late.writes
            or self.writes & (late.writes | late.reads)
            or self.gets & late.sets
            or self.sets & (late.sets | (late.gets - copied))
        )


class InitOrder:
    """Decides on the `__init__` of one class that derives from a Keras layer."""

    def __init__(self, state: FileState, node: ast.ClassDef) -> None:
        self._state = state
        self._node = node

    def decide(self) -> None:
        """Plan the move of `super().__init__()`, or say why there is none."""
        for function in self._node.body:
            if isinstance(function, ast.FunctionDef) and function.name == "__init__":
                self._constructor(function)

    def _constructor(self, function: ast.FunctionDef) -> None:
        own = parameters(function)[0].arg if parameters(function) else "self"
        index = next((n for n, s in enumerate(function.body) if is_super_init(s, own)), None)
        if self._state.skipped(function):
            return
        if index is None:
            self._without(function, own)
            return
        start = 1 if ast.get_docstring(function, clean=False) is not None else 0
        before, call = function.body[start:index], function.body[index]
        local = {p.arg for p in parameters(function, variadic=True)} - {own}
        local |= {n.id for n in self._state.names.inside(function) if _is_stored(n)}
        found = [effects_of(s, own, local) for s in before]
        order = _Order(before, found, effects_of(call, own, local), own)
        if not any(map(self._matters, found)):
            return
        alone = all(stands_alone(self._state.source, s) for s in function.body[: index + 1])
        if not alone or not order.work_out():
            self._state.report.action(call, RULE, _FIRST)
        elif order.rest_sets():
            behind = next(s for s in before if s not in order.first())
            moved = [s for s in order.first() if before.index(s) > before.index(behind)]
            self._state.moves.append(Move((*moved, call), behind))
            self._state.texts |= order.replaced(call)
            self._state.report.change(call, RULE, "super().__init__() comes first")

    def _matters(self, effects: Effects) -> bool:
        """Whether an attribute is set that the release's own `Layer.__init__` left as it was."""
        anew = self._state.knowledge.set_anew
        return bool(effects.sets if anew is None else effects.sets & anew)

    def _without(self, function: ast.FunctionDef, own: str) -> None:
        nested = any(
            is_super_init(s, own)
            for s in self._state.names.inside(function)
            if isinstance(s, ast.stmt)
        )
        where = "unconditionally and first" if nested else "first, as `super().__init__(**kwargs)`"
        self._state.report.action(
            self._state.source.name_of(function),
            RULE,
            f"Keras 3 wants `Layer.__init__` called {where}.",
        )


class _Order:
    """Which of the statements in front of a call it depends on."""

    def __init__(
        self, before: list[ast.stmt], found: list[Effects], call: Effects, own: str
    ) -> None:
        self._before = before
        self._found = found
        self._call = call
        self._own = own
        self._needed: set[int] = set()
        self._parameters: dict[str, str] = {}

    def work_out(self) -> bool:
        """Find the statements that must stay in front; whether the others can stand behind."""
        reads, gets = set(self._call.reads), set(self._call.gets)
        if self._call.opaque:
            return False
        for index in range(len(self._before) - 1, -1, -1):
            effects = self._found[index]
            if effects.sets & gets and self._is_copy(index):
                gets -= effects.sets
            elif effects.writes & reads or effects.sets & gets:
                self._needed.add(index)
                reads |= effects.reads
                gets |= effects.gets
                if effects.opaque:
                    return False
        rest = [n for n in range(len(self._before)) if n not in self._needed]
        return not any(
            self._found[early].disturbed_by(self._found[late], set(self._parameters))
            for late in self._needed
            for early in rest
            if early < late
        ) and not any(self._found[n].sets & _SET_LAST for n in rest)

    def _is_copy(self, index: int) -> bool:
        """Note `self.x = x`: what comes behind can use the parameter itself."""
        match self._before[index]:
            case ast.Assign(targets=[ast.Attribute(attr=attr)], value=ast.Name(id=name)):
                if any(name in effects.writes for effects in self._found):
                    return False
                self._parameters[attr] = name
                return True
        return False

    def first(self) -> list[ast.stmt]:
        """Return the statements that must stay in front of the call."""
        return [self._before[index] for index in sorted(self._needed)]

    def rest_sets(self) -> bool:
        """Whether any of the others sets an attribute."""
        return any(effects.sets for n, effects in enumerate(self._found) if n not in self._needed)

    def replaced(self, call: ast.stmt) -> dict[ast.expr, str]:
        """Return the attributes that are not set yet there, and what to read instead."""
        return {
            node: self._parameters[node.attr]
            for statement in (*self.first(), call)
            for node in walk(statement)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == self._own
            and node.attr in self._parameters
        }


def is_super_init(statement: ast.stmt, own: str) -> bool:
    """Whether a statement calls the `__init__` of the base class."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=base, attr="__init__")) as call):
            match base, call.args:
                case ast.Call(func=ast.Name(id="super")), _:
                    return True
                case ((ast.Name() | ast.Attribute()), [ast.Name(id=name), *_]):
                    return name == own
    return False


def effects_of(statement: ast.stmt, own: str, local: set[str]) -> Effects:
    """Return what a statement reads and writes of the object and of the local names."""
    effects = Effects(opaque=_hands_on(statement, own))
    for node in walk(statement):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attr) if name == own:
                (effects.gets if isinstance(node.ctx, ast.Load) else effects.sets).add(attr)
            case ast.Name(id=name) if name in local:
                loaded = isinstance(node.ctx, ast.Load)
                (effects.reads if loaded else effects.writes).add(name)
        effects.writes |= set(_changed(node)) & local
    return effects


def _is_stored(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)


def _changed(node: ast.AST) -> Iterator[str]:
    """Yield the names of objects that a node may change: `kwargs` in `kwargs.pop('x')`."""
    match node:
        case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
            yield name
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)):
            if method not in {"get", "keys", "items", "values", "copy"}:
                yield name


def _hands_on(statement: ast.stmt, own: str) -> bool:
    """Whether the object itself, or a method of it, is used as a whole."""
    nodes = list(walk(statement))
    inner = {id(n.value) for n in nodes if isinstance(n, ast.Attribute)}
    called = {id(n.func) for n in nodes if isinstance(n, ast.Call)}
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id="super")):
                inner |= {id(argument) for argument in node.args}
            case ast.Call(
                func=ast.Attribute(attr="__init__"), args=[ast.Name(id=name) as first, *_]
            ):
                inner |= {id(first)} if name == own else set()
            case ast.Name(id=name) if name == own and id(node) not in inner:
                return True
            case ast.Attribute(value=ast.Name(id=name)) if name == own and id(node) in called:
                return True
    return False
