"""What the statements of a layer's method do to its weights: make, list, penalise them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Literal

from migrator.engine.reading.nodes import walk
from migrator.frozen import frozen
from migrator.rules import Knowledge

Kind = Literal["made", "listed", "extended", "penalised", "cleared", "inherited", "told", "lost"]
_LOSSES = "regularizers"
_ADDING = ("append", "extend", "update")


@frozen
class Event:
    """One thing that happens to weights.

    made: `attribute` is assigned what `call` makes. listed, extended: the `attribute` that lists
    weights is assigned, or gets, `items`. penalised: the weight `items[0]` gets `by`, collected
    in `attribute` or, by `call`, added to the losses. cleared: such a collection is emptied.
    told: a regularizer is told of what it applies to. inherited: the base class builds. lost:
    something else happens to a list. by: of a weight that `add_weight` made, "trained" or "fixed".
    """

    kind: Kind
    statement: ast.stmt
    attribute: str = ""
    items: tuple[str, ...] = ()
    call: ast.Call | None = None
    by: str = ""


class Reader:
    """Reads the statements of one method.

    nodes: all in the method. makes: whether a call makes a weight: "trained" or "fixed" if it lists
    it by itself, "" if not, None if it makes none.
    """

    def __init__(
        self,
        own: str,
        nodes: Sequence[ast.AST],
        knowledge: Knowledge,
        makes: Callable[[ast.Call], str | None],
    ) -> None:
        self.own = own
        self.nodes = nodes
        self._lists = knowledge.weight_lists
        self._penalties = knowledge.penalties
        self._makes = makes
        self._known: dict[ast.stmt, list[Event]] = {}

    def read(self, statement: ast.stmt) -> list[Event]:
        """Return what a simple statement does to weights."""
        if statement not in self._known:
            self._known[statement] = self._read(statement)
        return self._known[statement]

    def _read(self, statement: ast.stmt) -> list[Event]:
        match statement:
            case ast.Assign(targets=[target]):
                return self._assigned(statement, target, statement.value)
            case ast.AugAssign(op=ast.Add()):
                return self._extended(statement, statement.target, statement.value)
            case ast.Expr(value=ast.Call(func=ast.Attribute() as func) as call):
                return self._called(statement, func, call)
        return self._anything(statement)

    def attribute(self, node: ast.AST) -> str:
        """Return the name of an attribute of the layer itself, "" for anything else."""
        match node:
            case ast.Attribute(value=ast.Name(id=own)) if own == self.own:
                return node.attr
        return ""

    def _assigned(self, statement: ast.stmt, target: ast.expr, value: ast.expr) -> list[Event]:
        name = self.attribute(target)
        if name in self._lists:
            return self._listing("listed", statement, name, value)
        if name in self._penalties:
            return self._collection(statement, name, value)
        if name:
            return self._made(statement, name, value)
        match target:
            case ast.Subscript() if self.attribute(target.value) in self._penalties:
                return self._penalty(
                    statement, self.attribute(target.value), self.attribute(target.slice), value
                )
        return self._anything(statement)

    def _made(self, statement: ast.stmt, name: str, value: ast.expr) -> list[Event]:
        call = value.elt if isinstance(value, ast.ListComp) else value
        by = self._makes(call) if isinstance(call, ast.Call) else None
        if isinstance(call, ast.Call) and by is not None:
            return [Event("made", statement, name, call=call, by=by)]
        if isinstance(call, ast.Name | ast.Attribute | ast.Constant):
            return []
        return self._anything(statement)

    def _listing(
        self, kind: Literal["listed", "extended"], statement: ast.stmt, name: str, value: ast.expr
    ) -> list[Event]:
        items = self.items(value)
        if items is None:
            return [Event("lost", statement, name)]
        if items[:1] == (name,):
            return [Event("extended", statement, name, items[1:])]
        return [Event(kind, statement, name, items)]

    def items(self, value: ast.expr) -> tuple[str, ...] | None:
        """Return the attributes that an expression lists; `*x` for the weights of a layer `x`."""
        match value:
            case ast.List() | ast.Tuple():
                names = tuple(self.attribute(element) for element in value.elts)
                return names if all(names) else None
            case ast.BinOp(op=ast.Add()):
                left, right = self.items(value.left), self.items(value.right)
                return None if left is None or right is None else left + right
            case ast.Attribute() if self.attribute(value):
                return (value.attr,)
            case ast.Attribute() if self.attribute(value.value) and value.attr in self._lists:
                return (f"*{self.attribute(value.value)}",)
        return None

    def _collection(self, statement: ast.stmt, name: str, value: ast.expr) -> list[Event]:
        match value:
            case ast.List(elts=[]) | ast.Dict(keys=[]):
                return [Event("cleared", statement, name)]
            case ast.Dict():
                return [
                    event
                    for key, by in zip(value.keys, value.values, strict=True)
                    for event in self._penalty(statement, name, self.attribute(key or by), by)
                ]
        return [Event("lost", statement, name)]

    def _penalty(self, statement: ast.stmt, name: str, weight: str, value: ast.expr) -> list[Event]:
        by = self.attribute(value)
        if not weight or not by:
            return [Event("lost", statement, name)]
        return [Event("penalised", statement, name, (weight,), by=by)]

    def _extended(self, statement: ast.stmt, target: ast.expr, value: ast.expr) -> list[Event]:
        name = self.attribute(target)
        if name in self._lists:
            return self._listing("extended", statement, name, value)
        if name in self._penalties:
            return [Event("lost", statement, name)]
        return self._anything(statement)

    def _called(self, statement: ast.stmt, func: ast.Attribute, call: ast.Call) -> list[Event]:
        name = self.attribute(func.value)
        argument = call.args[0] if len(call.args) == 1 and not call.keywords else None
        if name in self._lists and argument is not None and func.attr in _ADDING:
            value = ast.List([argument]) if func.attr == "append" else argument
            return self._listing("extended", statement, name, value)
        if name and func.attr == "append" and isinstance(argument, ast.Call):
            return self._made(statement, name, argument)
        if name in self._penalties:
            by = self.attribute(argument) if argument is not None else ""
            told = func.attr == "append" and by
            return [Event("told" if told else "lost", statement, name, by=by)]
        if argument is not None:
            found = self._told(statement, func, name, argument)
            if found is not None:
                return found
        if func.attr == "build" and _is_super(func.value):
            return [Event("inherited", statement)]
        return self._anything(statement)

    def _told(
        self, statement: ast.stmt, func: ast.Attribute, name: str, argument: ast.expr
    ) -> list[Event] | None:
        """`self.r.set_param(self.W)` and `self.add_loss(self.r(self.W))` penalise `self.W`."""
        if func.attr in {"set_param", "set_layer"} and name:
            weight = self.attribute(argument)
            if weight:
                return [Event("penalised", statement, _LOSSES, (weight,), by=name)]
            return [Event("told", statement, by=name)]
        match func, argument:
            case (
                ast.Attribute(attr="add_loss", value=ast.Name(id=own)),
                ast.Call(func=called, args=[of], keywords=[]) as call,
            ) if own == self.own and self.attribute(called) and self.attribute(of):
                by, of_weight = self.attribute(called), (self.attribute(of),)
                return [Event("penalised", statement, _LOSSES, of_weight, call, by)]
        return None

    def _anything(self, statement: ast.stmt) -> list[Event]:
        """Whatever else makes weights or writes to their lists cannot be followed."""
        for node in walk(statement) if self._others else ():
            if isinstance(node, ast.Call) and node in self._others:
                return [Event("made", statement, "", call=node, by=self._others[node])]
            if isinstance(node, ast.Attribute) and node in self._others:
                return [Event("lost", statement, node.attr)]
        return []

    @cached_property
    def _others(self) -> dict[ast.AST, str]:
        """The calls in the method that make weights, and how; the lists that it writes to."""
        found: dict[ast.AST, str] = {}
        for node in self.nodes:
            if isinstance(node, ast.Call):
                by = self._makes(node)
                if by is not None:
                    found[node] = by
            elif isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
                name = self.attribute(node)
                if name in self._lists or name in self._penalties:
                    found[node] = ""
        return found


def _is_super(node: ast.expr) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="super")):
            return True
    return False
