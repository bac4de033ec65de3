"""An optimizer of Keras 3 is for one model: where several are given the same, each gets its own.

Keras 1 and 2 made the state of an optimizer anew for each model that was compiled with it, and
shared no more than its learning rate and its count of steps. So they did for one that is compiled
again, where Keras 3's knows only the weights that were trained at first.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from migrator.engine.calls.outcomes import Use
from migrator.engine.reading.functions import parameter_default, parameters
from migrator.engine.reading.literals import literal
from migrator.engine.reading.nodes import spelled
from migrator.engine.reading.runs import repeated
from migrator.engine.reading.scopes import Binding
from migrator.engine.reading.variables import Variable
from migrator.engine.state import FileState
from migrator.engine.training.thawed import Thawed
from migrator.rules import Into, Own, Rule

_Key: TypeAlias = Variable | tuple[ast.AST, str]
_MADE = "keras.optimizers."


class _Given(NamedTuple):
    """An optimizer in a call of `compile`, and what is written for all but the first model's.

    fresh: the call is of a function of the file, which compiles a model that it makes with it.
    """

    call: ast.Call
    rule: Rule
    use: Use
    own: Own
    fresh: bool = False


class OwnOptimizers:
    """Gives each model but the first an optimizer of its own, and one that trains more weights."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names
        self._thawed = Thawed(state.names)
        self._given: dict[_Key, list[_Given]] = {}
        self._open: dict[_Key, list[_Given]] = {}  # by names that may stand for an optimizer
        for call, rule, use in state.uses:
            own = use.fate.own if isinstance(use.fate, Into) else None
            if own is not None:
                given = _Given(call, rule, use, own)
                for each in (given, *self._through(given)):
                    if (key := self._key(each.use.node)) is not None:
                        self._given.setdefault(key, []).append(each)
                    elif (key := self._open_key(each.use.node)) is not None:
                        self._open.setdefault(key, []).append(each)

    def decide(self) -> None:
        """Write the copies, and say once what is shared no more."""
        for group in self._given.values():
            before: list[_Given] = []
            for given in sorted(group, key=lambda each: each.call.lineno):
                others = [b for b in before if not self._apart(b.call, given.call)]
                if any(self._differ(o, given) for o in others) or self._comes_again(given):
                    self._write(given, given.own.notice)
                elif any(self._thawed.between(o.call, given.call) for o in others):
                    self._write(given, given.own.thawed)
                before.append(given)
        for group in self._open.values():
            self._say(sorted(group, key=lambda each: each.call.lineno))

    def _say(self, group: list[_Given]) -> None:
        """Report the second model that may be compiled with the same optimizer."""
        first = group[0]
        for given in group[1:]:
            if self._differ(first, given) and not self._apart(first.call, given.call):
                if self._state.allows(given.rule.name, given.call):
                    self._state.report.action(given.use.node, given.rule.name, given.own.maybe)
                return

    def _key(self, node: ast.expr) -> _Key | None:
        """Return what stands for an optimizer that has a name; None of any other value."""
        match node:
            case ast.Name():
                variable = self._state.variables.of(node)
                values = self._state.variables.values(variable) if variable is not None else None
                return variable if values and all(map(self._is_made, values)) else None
            case ast.Attribute(value=ast.Name(id="self")):
                cls = self._names.class_around(node)
                set_to = self._names.attributes.get(node.attr, [])
                values = [value for value in set_to if self._names.class_around(value) is cls]
                made = bool(values) and all(map(self._is_made, values))
                return (cls, node.attr) if cls is not None and made else None
        return None

    def _open_key(self, node: ast.expr) -> _Key | None:
        """Return the variable that a name stands for, if it may be an optimizer of elsewhere."""
        binding = self._names.lookup(node)[0] if isinstance(node, ast.Name) else None
        if binding is None or not isinstance(node, ast.Name):
            return None
        function = binding.parameter
        if function is None:
            looked_up = isinstance(binding.value, ast.Subscript | ast.Attribute)
            return self._state.variables.of(node) if looked_up else None
        default = parameter_default(function, binding.name)
        given = self._names.arguments.here(function, binding.name)
        known = [*given, *([default] if default is not None else [])]
        named = any(isinstance(literal(value), str) for value in known)
        return None if named else self._state.variables.of(node)

    def _through(self, given: _Given) -> Iterator[_Given]:
        """Yield the calls of a function that compiles the model it makes with what it is given."""
        node, model = given.use.node, self._model(given.call)
        binding = self._names.lookup(node)[0] if isinstance(node, ast.Name) else None
        function = binding.parameter if binding is not None else None
        made = model.value if isinstance(model, Binding) else None
        if binding is None or not isinstance(function, ast.FunctionDef) or made is None:
            return
        taken = [parameter.arg for parameter in parameters(function)]
        if function not in self._names.ancestors(made) or binding.name not in taken:
            return
        of_self = isinstance(self._names.parents[function], ast.ClassDef)
        place = taken.index(binding.name) - of_self
        for call in self._calls(function):
            named = [k.value for k in call.keywords if k.arg == binding.name]
            for argument in (*named, *call.args[place : place + 1])[:1]:
                use = replace(given.use, node=argument)
                yield given._replace(call=call, use=use, fresh=True)

    def _calls(self, function: ast.FunctionDef) -> Iterator[ast.Call]:
        """Yield the calls of a function of the module, or of a method by its own class."""
        cls, names = self._names.parents[function], self._names
        if not isinstance(cls, ast.ClassDef):
            calls = names.calls_of.get(function.name, [])
            yield from (call for call in calls if names.local_function(call.func) is function)
            return
        for call in names.calls:
            match call.func:
                case ast.Attribute(value=ast.Name(id="self"), attr=name) if name == function.name:
                    if names.class_around(call) is cls:
                        yield call

    def _is_made(self, value: ast.expr) -> bool:
        """Whether a value is an optimizer that is made where it is assigned."""
        denoted = self._names.denote(value.func) if isinstance(value, ast.Call) else None
        return self._state.symbol(denoted).startswith(_MADE)

    # -- which models ------------------------------------------------------------------------

    def _differ(self, one: _Given, other: _Given) -> bool:
        """Whether two calls compile different models."""
        if one.fresh or other.fresh:
            return True
        first, second = self._model(one.call), self._model(other.call)
        return first is not second if isinstance(first, Binding) else first != second

    def _model(self, call: ast.Call) -> Binding | str:
        """Return what tells the model that is compiled from others."""
        model = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        binding = self._names.lookup(model)[0] if isinstance(model, ast.Name) else None
        return binding or spelled(model)

    def _apart(self, one: ast.AST, other: ast.AST) -> bool:
        """Whether only one of two calls is run: they are in two branches of one `if`."""
        places = dict(self._branches(one))
        return any(
            places.get(node, otherwise) != otherwise for node, otherwise in self._branches(other)
        )

    def _branches(self, node: ast.AST) -> Iterator[tuple[ast.If, bool]]:
        """Yield each `if` around a node, and whether the node is in its `else`."""
        for above in self._names.ancestors(node):
            if isinstance(above, ast.If):
                yield above, node in above.orelse
            node = above

    def _comes_again(self, given: _Given) -> bool:
        """Whether a call is run for model after model, with an optimizer from outside."""
        model = self._model(given.call)
        inside = model.value if isinstance(model, Binding) else None
        inside = given.call if given.fresh else inside
        optimizer = (
            self._names.lookup(given.use.node)[0] if isinstance(given.use.node, ast.Name) else None
        )
        if inside is None or optimizer is None or optimizer.value is None:
            return False
        around = set(self._names.ancestors(inside)) - set(self._names.ancestors(optimizer.value))
        again = repeated(given.call, self._names, self._state.variables)
        return any(each in around for each in again)

    # -- what is written ---------------------------------------------------------------------

    def _write(self, given: _Given, notice: str) -> None:
        node = given.use.node
        if node in self._state.texts or not self._state.allows(given.rule.name, node):
            return
        text = self._state.source.text(node)
        self._state.texts[node] = given.own.text.replace("{}", text)
        self._state.report.change(node, given.rule.name, f"`{text}` becomes one of the model's own")
        self._state.report.notice(node, given.rule.name, notice)
