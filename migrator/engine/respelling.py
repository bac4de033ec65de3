"""Strings that a call used to return: wherever the program compares with them, they change too.

`K.image_dim_ordering()` answered 'th' or 'tf'; its successor answers 'channels_first' or
'channels_last'. A name that holds the answer is followed through assignments, comparisons,
parameters and the calls that fill them; so is an attribute of the file's own classes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cached_property

from migrator.engine.reading.functions import parameter_default
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import walk
from migrator.engine.reading.scopes import Scope
from migrator.engine.reading.signatures import by_place
from migrator.rules import Into, Knowledge, Rule

_UNSET = "default"
_DEPTH = 8  # of classes above a class
_Variable = tuple[Scope | None, str]  # without a scope: an attribute, of whatever object


class Respelling:
    """The literals of one file to be respelled along with the calls that return them."""

    def __init__(self, names: Names, knowledge: Knowledge) -> None:
        self._names = names
        self._knowledge = knowledge
        self._variables: set[_Variable] = set()
        self._uses: dict[_Variable, list[ast.Name | ast.Attribute]] = {}
        self._table: Mapping[str, str] = {}
        self._read: dict[ast.ClassDef, set[str]] = {}
        self._is_asked = False  # whether the file itself says what "default" stands for
        self.unset: list[ast.Constant] = []  # "default", for which Keras 3 has None
        self.texts: dict[ast.Constant, str] = {}
        self.open: list[ast.FunctionDef | ast.AsyncFunctionDef] = []
        self.passed_on: list[ast.Call] = []  # to functions of other files, with the answer
        self._find()

    def covers(self, node: ast.expr) -> bool:
        """Whether an expression is a name whose values are respelled where they are written."""
        return self._variable(node) in self._variables

    def _find(self) -> None:
        sources = list(self._sources())
        if not sources:
            return
        loads: list[ast.Name | ast.Attribute]
        loads = [*self._names.scopes, *self._names.of(ast.Attribute)]
        for name in loads:
            variable = self._variable(name)
            if variable is not None:
                self._uses.setdefault(variable, []).append(name)
        for node in sources:
            self._follow(node)
        if self._is_asked:
            self.unset.clear()

    def _sources(self) -> Iterator[ast.expr]:
        """Yield the calls that answer, and the names that are passed as `dim_ordering=`."""
        for call, denoted in self._names.called:
            name = self._knowledge.canonical(denoted.name)
            rule = self._knowledge.by_name.get(name)
            if rule is None:
                continue
            for to in rule.ordered:
                if to.returns:
                    self._table = to.returns
                    yield call
                fates = {old: f for old, f in to.args.items() if isinstance(f, Into)}
                for old, value in _named_arguments(call, rule):
                    fate = fates.get(rule.spellings.get(old, old))
                    if fate is not None and fate.name == "data_format":
                        self._table = self._table or _strings(fate)
                        yield value

    def _follow(self, node: ast.expr) -> None:
        """Respell what an expression is compared with, and follow it into variables."""
        self._taint(self._variable(node))
        parent = self._names.parents[node]
        match parent:
            case ast.Compare():
                for side in (parent.left, *parent.comparators):
                    self._is_asked = self._is_asked or getattr(side, "value", "") == _UNSET
                    self._respell(side)
            case ast.Assign():
                for target in parent.targets:
                    self._taint(self._variable(target))
            case ast.Subscript(value=ast.Dict() as table) if node is parent.slice:
                for key in filter(None, table.keys):
                    self._respell(key)
            case ast.Call() | ast.keyword():
                self._into_parameter(node, parent)

    def _into_parameter(self, node: ast.expr, parent: ast.Call | ast.keyword) -> None:
        call = parent if isinstance(parent, ast.Call) else self._names.parents[parent]
        if not isinstance(call, ast.Call):
            return
        made = self._names.local_class(call.func)
        function = _constructor(made) if made else self._names.local_function(call.func)
        if not isinstance(function, ast.FunctionDef):
            if self._is_foreign(call.func) and call not in self.passed_on:
                self.passed_on.append(call)
            return
        positional = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
        positional = positional[1:] if made else positional
        name = parent.arg if isinstance(parent, ast.keyword) else None
        if name is None and node in call.args and call.args.index(node) < len(positional):
            name = positional[call.args.index(node)]
        scope = self._names.inner.get(function)
        if name and scope is not None:
            self._taint((scope, name))

    def _is_foreign(self, callee: ast.expr) -> bool:
        """Whether a function is imported, and none of Keras's."""
        denoted = self._names.denote(callee)
        name = self._knowledge.canonical(denoted.name) if denoted is not None else "keras."
        return not name.startswith("keras.")

    def _taint(self, variable: _Variable | None) -> None:
        if variable is None or variable in self._variables:
            return
        self._variables.add(variable)
        scope, name = variable
        for value in self._set_to(name) if scope is None else ():
            self._respell(value)
        for binding in scope.bindings.get(name, ()) if scope is not None else ():
            if binding.value is not None:
                self._respell(binding.value)
            if binding.iterated is not None:
                self._respell(binding.iterated)
            if isinstance(binding.parameter, ast.FunctionDef | ast.AsyncFunctionDef):
                self._into_callers(binding.parameter, name)
        for use in self._uses.get(variable, ()):
            if isinstance(use.ctx, ast.Load):
                self._follow(use)

    def _set_to(self, attribute: str) -> list[ast.expr]:
        """Return what an attribute is set to, on objects and in the bodies of classes."""
        on_objects = self._names.attributes.get(attribute, [])
        return [*on_objects, *self._of_classes.get(attribute, [])]

    @cached_property
    def _of_classes(self) -> dict[str, list[ast.expr]]:
        """What the bodies of classes set that they, or others of their line, read."""
        found: dict[str, list[ast.expr]] = {}
        for definition in self._names.of(ast.ClassDef):
            assigned = [s for s in definition.body if isinstance(s, ast.Assign)]
            read = self._read_by(definition) if assigned else set()
            for statement in assigned:
                match statement.targets:
                    case [ast.Name(id=name)] if name in read:
                        found.setdefault(name, []).append(statement.value)
        return found

    def _read_by(self, definition: ast.ClassDef) -> set[str]:
        """Return the attributes that a class reads, or one above or below it."""
        line = {*self._line(definition), *self._below[definition]}
        return {attribute for each in line for attribute in self._read_in(each)}

    @cached_property
    def _below(self) -> dict[ast.ClassDef, list[ast.ClassDef]]:
        """The classes of this file that are below each, itself included."""
        found: dict[ast.ClassDef, list[ast.ClassDef]] = {}
        for other in self._names.of(ast.ClassDef):
            for above in set(self._line(other)):
                found.setdefault(above, []).append(other)
        return found

    def _read_in(self, definition: ast.ClassDef) -> set[str]:
        if definition not in self._read:
            nodes = walk(definition)
            self._read[definition] = {n.attr for n in nodes if isinstance(n, ast.Attribute)}
        return self._read[definition]

    def _line(self, definition: ast.ClassDef, depth: int = 0) -> Iterator[ast.ClassDef]:
        """Yield a class, and the classes of this file above it."""
        yield definition
        for base in filter(None, map(self._names.local_class, definition.bases)):
            if depth < _DEPTH:
                yield from self._line(base, depth + 1)

    def _into_callers(self, function: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> None:
        """Respell what a parameter may be filled with: its default, and what callers pass."""
        default = parameter_default(function, name)
        if default is not None:
            self._respell(default)
        if function not in self.open:
            self.open.append(function)
        for value in self._names.arguments.here(function, name):
            self._respell(value)

    def _respell(self, node: ast.expr) -> None:
        match node:
            case ast.Constant(value=str(value)) if value in self._table:
                self.texts[node] = self._table[value]
            case ast.Constant(value=value) if value == _UNSET and node not in self.unset:
                self.unset.append(node)
            case ast.Name() | ast.Attribute():
                self._taint(self._variable(node))
            case ast.Tuple() | ast.List() | ast.Set():
                for element in node.elts:
                    self._respell(element)
            case ast.IfExp():
                self._respell(node.body)
                self._respell(node.orelse)
            case ast.BoolOp():
                for value_node in node.values:
                    self._respell(value_node)

    def _variable(self, node: ast.expr) -> _Variable | None:
        """Return what an expression stores in or loads from, if its values are in sight.

        What the file never sets, as `args.order` of a command line, holds what it always held.
        """
        match node:
            case ast.Name():
                scope, _ = self._names.owner(self._names.scopes.get(node), node.id)
                return (scope, node.id) if scope is not None else None
            case ast.Attribute(value=ast.Name() as of) if self._set_to(node.attr):
                return (None, node.attr) if self._is_own(of) else None
        return None

    def _is_own(self, node: ast.Name) -> bool:
        """Whether a name stands for an object of one of the file's classes: `self`, `Crop(2)`."""
        binding, _ = self._names.lookup(node)
        if binding is None:
            return False
        if isinstance(binding.parameter, ast.FunctionDef):
            first = [a.arg for a in binding.parameter.args.args[:1]]
            method = isinstance(self._names.parents[binding.parameter], ast.ClassDef)
            return method and first == [node.id]
        made = binding.value.func if isinstance(binding.value, ast.Call) else None
        return made is not None and self._names.local_class(made) is not None


def _constructor(made: ast.ClassDef) -> ast.FunctionDef | None:
    methods = (n for n in made.body if isinstance(n, ast.FunctionDef))
    return next((method for method in methods if method.name == "__init__"), None)


def _named_arguments(call: ast.Call, rule: Rule) -> Iterator[tuple[str, ast.expr]]:
    yield from by_place(call, rule.was).items()
    yield from ((keyword.arg or "", keyword.value) for keyword in call.keywords)


def _strings(fate: Into) -> dict[str, str]:
    return {k: v for k, v in fate.values.items() if isinstance(k, str) and isinstance(v, str)}
