"""What models are trained on batch by batch: Keras 3 takes generators alone, of all iterators.

Older Keras called `next` on whatever it was given: `zip(images, masks)`, or an object of a class
that makes another generator safe for threads. Nor does Keras 3 weigh classes beside a generator.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from migrator.engine.reading.literals import literal
from migrator.engine.reading.nodes import defined_in, hides_words, unpacks, walk
from migrator.engine.reading.signatures import arguments, given_to
from migrator.engine.state import FileState
from migrator.engine.writing.plans import CallEdit
from migrator.rules import Method

_BUILT_IN = frozenset({"filter", "iter", "map", "zip"})
_MODULE = "itertools."
_NEXT = frozenset({"__next__", "next"})


class Iterators:
    """Makes generators of other iterators."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names
        self._feeding = state.knowledge.feeding
        self._said = False
        self._known: dict[tuple[str, object], bool] = {}

    def decide(self) -> None:
        """Look at the calls that train, evaluate or ask a model."""
        for call, rule in self._state.rules.items():
            first = self._feeding.fed.get(rule.method) if isinstance(rule, Method) else None
            if first is None or not self._state.allows(rule.name, call):
                continue
            named = given_to(call, rule.was)
            data = call.args[0] if call.args else named.get(first)
            for given in (data, named.get("validation_data")):
                if given is not None:
                    self._generate(given)
            if "validation_data" in named:
                self._validate(named["validation_data"])
            weights = named.get("class_weight")
            if weights is not None and data is not None:
                only = getattr(call.func, "attr", "") == "fit_generator"
                self._weigh(weights, data, only_generators=only)

    # -- iterators ---------------------------------------------------------------------------

    def _generate(self, given: ast.expr) -> None:
        """Write a generator around an iterator, or say that it is none."""
        if given in self._state.texts or not self._may_be(self._is_iterator, given):
            return
        if self._may_be(self._is_endless_only, given):
            self._state.report.action(given, self._feeding.rule, self._feeding.iterators)
            return
        self._write(given)
        self._state.report.change(given, self._feeding.rule, "an iterator becomes a generator")

    def _write(self, given: ast.expr) -> None:
        """Write the generator; around a call, its arguments stay what else becomes of them."""
        source, state = self._state.source, self._state
        if isinstance(given, ast.Name):
            state.texts[given] = f"(batch for batch in {given.id})"
        elif isinstance(given, ast.Call) and given not in state.calls and _is_plain(given):
            names = (getattr(argument, "arg", "") for argument in arguments(given))
            places = ", ".join(f"{n}=«{i}»" if n else f"«{i}»" for i, n in enumerate(names))
            text = f"(batch for batch in {source.text(given.func)}({places}))"
            state.calls[given] = CallEdit((), text=text)
        else:
            start, end = source.start(given), source.end(given)
            state.texts[source.span_of(start, start, given.lineno)] = "(batch for batch in "
            state.texts[source.span_of(end, end, given.end_lineno or given.lineno)] = ")"

    def _may_be(self, kind: Callable[[ast.expr], bool], given: ast.expr) -> bool:
        """Whether something that an expression may be is of a kind; asked of a variable once."""
        variable = self._state.variables.of(given) if isinstance(given, ast.Name) else None
        key = kind.__name__, variable or given
        if key not in self._known:
            self._known[key] = any(map(kind, self._state.variables.followed(given)))
        return self._known[key]

    def _is_iterator(self, value: ast.expr) -> bool:
        """Whether a value is an iterator, but no generator."""
        if not isinstance(value, ast.Call):
            return False
        if isinstance(value.func, ast.Name) and value.func.id in _BUILT_IN:
            return self._names.lookup(value.func)[0] is None
        denoted = self._names.denote(value.func)
        if denoted is not None and denoted.name.startswith(_MODULE):
            return True
        return self._class_of(value) is not None

    def _is_endless_only(self, value: ast.expr) -> bool:
        """Whether an iterator cannot be iterated over."""
        made = self._class_of(value) if isinstance(value, ast.Call) else None
        return made is not None and "__iter__" not in defined_in(made)

    def _class_of(self, call: ast.Call) -> ast.ClassDef | None:
        """Return the class of the file's own iterators that a call makes one of."""
        made = self._names.local_class(call.func)
        if made is None:
            made = self._decorating(call)
        plain = made is not None and self._state.receivers.is_plain(made)
        return made if made is not None and plain and _NEXT & defined_in(made) else None

    def _decorating(self, call: ast.Call) -> ast.ClassDef | None:
        """Return the class that a decorator of the file makes of what a function returns."""
        function = self._names.local_function(call.func)
        decorators = getattr(function, "decorator_list", [])
        for decorator in map(self._names.local_function, decorators):
            for node in walk(decorator) if decorator is not None else ():
                if isinstance(node, ast.Return) and isinstance(node.value, ast.Call):
                    made = self._names.local_class(node.value.func)
                    if made is not None:
                        return made
        return None

    def _validate(self, given: ast.expr) -> None:
        """Say, once, what a generator is to a model that is validated with it."""
        if not self._said and self._may_be(self._is_read_once, given):
            self._said = True
            self._state.report.notice(given, self._feeding.rule, self._feeding.validated)

    # -- weights of classes ------------------------------------------------------------------

    def _weigh(self, weights: ast.expr, data: ast.expr, *, only_generators: bool) -> None:
        """Report the weights of classes beside a generator."""
        if literal(weights) is None or isinstance(literal(weights), str):
            return
        if self._may_be(self._is_read_once, data):
            self._state.report.action(weights, self._feeding.rule, self._feeding.weighed)
        elif only_generators and self._may_be(self._is_no_dataset, data):
            self._state.report.action(weights, self._feeding.rule, self._feeding.maybe_weighed)

    def _is_read_once(self, value: ast.expr) -> bool:
        """Whether a value is an iterator, a generator or not."""
        if self._is_iterator(value) or isinstance(value, ast.GeneratorExp):
            return True
        function = self._names.local_function(value.func) if isinstance(value, ast.Call) else None
        return function is not None and any(isinstance(n, ast.Yield) for n in walk(function))

    def _is_no_dataset(self, value: ast.expr) -> bool:
        """Whether a value is none that a class of the file, or of Keras, makes of its data."""
        if not isinstance(value, ast.Call):
            return True
        flows = getattr(value.func, "attr", "").startswith("flow")
        made = self._names.local_class(value.func)
        return not flows and (made is None or self._state.receivers.is_plain(made))


def _is_plain(call: ast.Call) -> bool:
    """Whether nothing is unpacked in a call, and what is called is a name, or one of a module."""
    hidden = unpacks(call.args) or hides_words(call)
    called = [*ast.walk(call.func)]
    return not hidden and not any(isinstance(node, ast.Call) for node in called)
