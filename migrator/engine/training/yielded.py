"""Generators yield tuples, all the way down: Keras 3 takes no lists from them.

`yield [left, right], target` was how several inputs were given. Followed are the generator
functions of the file on which a model is trained, and what `__getitem__` of its datasets returns;
`AskedOf` looks at those that yield inputs alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property

from migrator.engine.reading.nodes import returns
from migrator.engine.state import FileState
from migrator.engine.training.inputs_alone import InputsAlone
from migrator.engine.training.named_targets import NamedTargets
from migrator.engine.training.own_sizes import OwnSizes
from migrator.engine.training.tuples import Tuples
from migrator.rules import Method

_DATASETS = frozenset({"keras.utils.Sequence", "keras.utils.PyDataset"})
_ITERATING = "__iter__"
_MOST = 3  # inputs, targets, weights


class Yielded:
    """Makes tuples of the lists that generators yield."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names
        self._feeding = state.knowledge.feeding
        self._tuples = Tuples(state)
        self._named = NamedTargets(state)
        self._sizes = OwnSizes(state)

    def decide(self) -> None:
        """Look at the generators on which models are trained, then at those that are left."""
        if not self._yields and not self._given and not self._asked:
            return
        given = (value for values in self._given.values() for value in values)
        fed = dict.fromkeys(f for value in self._once_each(given) for f in self._made(value))
        for function in fed:
            self._sizes.look(function)
            for value in self._yields[function]:
                self._batch(value, whole=True)
        alone = self._inputs_alone(fed.keys())
        asked = self._asked_alone()
        for cls in self._names.of(ast.ClassDef):
            if self._state.receivers.base(cls) in _DATASETS:
                self._dataset(cls, asked.get(cls))
        self._say_unseen(self._given, self._feeding.unseen)
        self._say_unseen(self._asked, self._feeding.unseen_alone)
        for other in self._yields.keys() - fed.keys() - alone:
            self._perhaps(other)

    def _inputs_alone(self, fed: AbstractSet[ast.FunctionDef]) -> set[ast.FunctionDef]:
        """Look at the generators that are not trained on, but of which predictions are asked."""
        values = [value for values in self._asked.values() for value in values]
        found = {f: None for v in self._once_each(values) for f in self._made(v) if f not in fed}
        inputs = InputsAlone(self._state, self._tuples, values)
        for function in found:
            self._sizes.look(function)
            for value in self._yields[function]:
                if isinstance(value, ast.Tuple):
                    self._batch(value, whole=True)
                else:
                    inputs.decide(function, value)
        return set(found)

    def _asked_alone(self) -> dict[ast.ClassDef, InputsAlone]:
        """Return the datasets of which predictions are asked, and that nothing is trained on.

        A list that those returned was one of inputs, before TensorFlow took it for Keras 3's tuple.
        """
        if not self._feeding.lists_of_inputs or not self._asked:
            return {}
        values = [value for values in self._asked.values() for value in values]
        inputs = InputsAlone(self._state, self._tuples, values)
        trained = [value for values in self._given.values() for value in values]
        others = {cls for value in trained for cls in self._classes(value)}
        found = (cls for value in values for cls in self._classes(value))
        return {cls: inputs for cls in found if cls not in others}

    def _classes(self, node: ast.expr) -> Iterator[ast.ClassDef]:
        """Yield the classes of the file of which an expression is an object."""
        for value in self._state.variables.followed(node):
            made = self._names.local_class(value.func) if isinstance(value, ast.Call) else None
            yield from [made] if made is not None else []

    def _once_each(self, values: Iterable[ast.expr]) -> Iterable[ast.expr]:
        """Return values, of a variable that is given again and again only one."""
        of = self._state.variables.of
        return {(of(v) if isinstance(v, ast.Name) else None) or v: v for v in values}.values()

    @cached_property
    def _yields(self) -> dict[ast.FunctionDef, list[ast.expr]]:
        """What each generator function of the file yields."""
        found: dict[ast.FunctionDef, list[ast.expr]] = {}
        for node in self._names.of(ast.Yield):
            above = self._names.ancestors(node)
            function = next((n for n in above if isinstance(n, ast.FunctionDef | ast.Lambda)), None)
            if isinstance(function, ast.FunctionDef) and node.value is not None:
                found.setdefault(function, []).append(node.value)
        return found

    @cached_property
    def _given(self) -> dict[ast.Call, list[ast.expr]]:
        """The calls that train or evaluate a model, and what they are given for data."""
        return self._first_given(self._feeding.trained)

    @cached_property
    def _asked(self) -> dict[ast.Call, list[ast.expr]]:
        """The calls that ask a model, and what they are given for data."""
        return self._first_given(self._feeding.asked)

    def _first_given(self, methods: Mapping[str, str]) -> dict[ast.Call, list[ast.expr]]:
        """Return the calls of some methods, and what these are given for data."""
        found = {}
        for call, rule in self._state.rules.items():
            first = methods.get(rule.method) if isinstance(rule, Method) else None
            if first is not None and self._state.allows(rule.name, call):
                named = (k.value for k in call.keywords if k.arg in {first, "validation_data"})
                found[call] = [*call.args[:1], *named]
        return found

    def _made(self, node: ast.expr) -> Iterator[ast.FunctionDef]:
        """Yield the generator functions of the file whose call an expression is."""
        for value in self._state.variables.followed(node):
            if not isinstance(value, ast.Call):
                continue
            function = self._names.local_function(value.func)
            candidates = [function] if function is not None else self._methods(value.func)
            yield from (f for f in candidates or self._iterated(value) if f in self._yields)

    def _iterated(self, call: ast.Call) -> list[ast.FunctionDef]:
        """Return the `__iter__` of a class of the file, of an object or what it inherits."""
        made = call.func.value if isinstance(call.func, ast.Attribute) else call
        classes = [] if isinstance(made, ast.Attribute) else self._classes(made)
        return [
            f
            for cls in classes
            for f in cls.body
            if isinstance(f, ast.FunctionDef) and f.name == _ITERATING
        ]

    def _methods(self, callee: ast.expr) -> list[ast.FunctionDef]:
        """Return the one method of the file's classes that a callee may be."""
        name = callee.attr if isinstance(callee, ast.Attribute) else ""
        found = self._own_methods.get(name, [])
        return found if len(found) == 1 else []

    @cached_property
    def _own_methods(self) -> dict[str, list[ast.FunctionDef]]:
        """The generator functions that are methods of the file's classes, by their names."""
        found: dict[str, list[ast.FunctionDef]] = {}
        for function in self._yields:
            if isinstance(self._names.parents[function], ast.ClassDef):
                found.setdefault(function.name, []).append(function)
        return found

    # -- what is yielded ---------------------------------------------------------------------

    def _dataset(self, cls: ast.ClassDef, inputs: InputsAlone | None) -> None:
        """Look at what a dataset returns; inputs: of one that is asked for inputs alone."""
        for function in cls.body:
            if isinstance(function, ast.FunctionDef) and function.name == "__getitem__":
                self._sizes.look(function)
                for value in (statement.value for statement in returns(function)):
                    if inputs is not None and isinstance(value, ast.List) and len(value.elts) > 1:
                        inputs.decide(cls, value)
                    elif value is not None:
                        self._batch(value, whole=False)

    def _batch(self, value: ast.expr, *, whole: bool) -> None:
        """Make tuples of the lists in a batch; whole: also of a list that is the batch itself."""
        self._named.batch(value)
        if not isinstance(value, ast.Tuple | ast.List):
            return
        if not self._state.allows(self._feeding.rule, value):
            return
        if isinstance(value, ast.List) and (len(value.elts) == 1 or len(value.elts) > _MOST):
            return
        if isinstance(value, ast.List) and whole:
            self._tuples.write(value)
        for part in value.elts:
            self._tuples.part(part)

    # -- what is not known to be for a model ------------------------------------------------

    def _say_unseen(self, data: Mapping[ast.Call, list[ast.expr]], text: str) -> None:
        """Say once that the generator of another file must yield tuples, too."""
        known: set[object] = set()
        for call, values in data.items():
            method = self._state.rules[call].name.rpartition(".")[2]
            given = values[0] if values else None
            made = [*self._state.variables.followed(given)] if given is not None else []
            if method not in self._feeding.only_generators and not any(map(_is_iterator, made)):
                continue
            seen = self._state.variables.of(given) if isinstance(given, ast.Name) else given
            if seen not in known and not any(map(self._is_known, made)):
                asked = data is self._asked
                rule = self._state.rules[call].name if asked else self._feeding.rule
                self._state.report.notice(call, rule, text)
                return
            known.add(seen)

    def _is_known(self, value: ast.expr) -> bool:
        """Whether a generator is one of the file, or of Keras."""
        if not isinstance(value, ast.Call):
            return False
        if isinstance(value.func, ast.Attribute) and value.func.attr in self._feeding.flows:
            return True
        if _is_iterator(value):
            return any(map(self._is_known, self._state.variables.followed(value.args[0])))
        made = self._names.local_class(value.func)
        ours = made is not None and self._state.receivers.base(made) in _DATASETS
        return ours or any(self._made(value))

    def _perhaps(self, function: ast.FunctionDef) -> None:
        """Report a generator that yields lists beside one another, whoever takes them."""
        pairs = (v for v in self._yields[function] if isinstance(v, ast.Tuple))
        if any(1 < len(pair.elts) <= _MOST for pair in pairs):
            self._sizes.look(function, measured=False)
        for value in self._yields[function]:
            parts = value.elts if isinstance(value, ast.Tuple) else []
            lists = [p for p in parts if isinstance(p, ast.List) and p.elts]
            arrays = any(not isinstance(e, ast.Constant) for part in lists for e in part.elts)
            if arrays and 1 < len(parts) <= _MOST and self._state.allows(self._feeding.rule, value):
                self._state.report.action(value, self._feeding.rule, self._feeding.lists)


def _is_iterator(value: ast.expr) -> bool:
    """`iter(batches)`."""
    return (
        isinstance(value, ast.Call)
        and getattr(value.func, "id", "") == "iter"
        and len(value.args) == 1
    )
