"""Methods and attributes of the file's own classes that their Keras base knows otherwise now."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cached_property

from migrator.engine.classes.class_config import ClassConfig
from migrator.engine.reading.functions import parameters
from migrator.engine.reading.nodes import defined_in, is_call_of, walk
from migrator.engine.state import FileState
from migrator.rules import Behind, Gone, InputShape, Method, Remark, Rule, Switch, To

_MAKING = ("__init__", "build")
_ADDING = ("append", "extend")


class ClassMembers:
    """Decides on the members of one class.

    base: the qualified name of the Keras class that it derives from; root: that of the class that
    all of its module derive from.
    """

    def __init__(
        self, state: FileState, node: ast.ClassDef, base: str, root: str, dialect: str
    ) -> None:
        self._state = state
        self._dialect = dialect
        self._node = node
        self._base = base
        self._root = root
        self._methods = [d for d in node.body if isinstance(d, ast.FunctionDef)]
        self._said: set[str] = set()
        self._attributes = list(self._own_attributes())
        self._assigned = {node.attr for node in self._attributes if _is_written(node)}
        self._assigned |= {f.name for f in self._methods}

    def decide(self) -> None:
        """Plan the edits of the class's members, and report what Keras 3 does not take."""
        if isinstance(getattr(self._state.rule(self._base), "becomes", None), Gone):
            for definition in self._methods:  # the rest is said where the base is named
                self._override(definition)
            return
        for definition in self._methods:
            self._override(definition)
            self._mask(definition)
            self._keys_of_parameters(definition)
            if definition.name == "get_config":
                ClassConfig(self._state, self._root, self._methods).decide(definition)
        for node in self._attributes:
            self._attribute(node)
        for call in self._state.names.calls_of.get(self._node.name, []):
            self._call(call)

    def _own_attributes(self) -> Iterator[ast.Attribute]:
        for function in self._methods:
            own = _first(function)
            for node in self._state.names.inside(function):
                if node.__class__ is ast.Attribute and getattr(node.value, "id", "") == own:
                    yield node

    def _action(self, node: ast.AST, rule: str, message: str) -> None:
        if self._state.allows(rule, node):
            self._state.report.action(node, rule, message)

    # -- methods -----------------------------------------------------------------------------

    def _candidates(self, name: str, *, called: bool) -> Iterator[Method]:
        for method in self._state.knowledge.methods.get(name, ()):
            if not method.speaks(self._dialect):
                continue
            of = (method.owner, *method.receiver)
            fits = called == ("(" in method.was) or (called and method.unmistakable)
            fits = fits and not method.changed  # what is set is looked at by itself
            if fits and (self._base in of or self._root in of):
                yield method

    def _override(self, definition: ast.FunctionDef) -> None:
        """Decide on a method that Keras calls no longer, or under another name."""
        if definition in self._state.handled:
            return
        place = self._state.source.name_of(definition)
        for method in self._candidates(definition.name, called=True):
            match method.becomes:
                case Gone(instead=said) | Switch(otherwise=Gone(instead=said)):
                    self._action(place, method.name, said)
                case To() if method.renamed and method.renamed not in defined_in(self._node):
                    new = method.renamed
                    known = self._state.receivers.base(self._node) is not None
                    if not known and self._state.allows(method.name, definition):
                        self._state.texts[place] = new
                        message = f"{definition.name} becomes {new}"
                        self._state.report.change(place, method.name, message)
            return

    def _mask(self, definition: ast.FunctionDef) -> None:
        """Keras 3 passes a mask only if there is one: its parameter must have a default."""
        taken = parameters(definition)
        rule = f"{self._root}.call"
        if definition.name != "call" or not self._state.allows(rule, definition):
            return
        if len(taken) > 2 and taken[-1].arg == "mask" and not definition.args.defaults:  # noqa: PLR2004
            place = _name_at(taken[-1])
            self._state.texts[place] = "mask=None"
            self._state.report.change(place, rule, "mask has a default: it is not always passed")

    # -- attributes --------------------------------------------------------------------------

    def _attribute(self, node: ast.Attribute) -> None:
        if node in self._state.handled:
            return
        known, own = self._state.knowledge, node.attr in self._assigned
        self._keys(node, f"{self._root}.{node.attr}")
        if _is_written(node):
            self._written(node)
        method = next(self._candidates(node.attr, called=False), None)
        if method is not None and isinstance(method.becomes, Gone):
            listed = method.given or node.attr in {*known.weight_lists, *known.penalties}
            left = listed or self._is_constant(node) if _is_written(node) else own
            if self._is_filled(node):
                self._state.handled.add(node)
            elif not left:
                self._once(node, method.name, method.becomes.instead)
                self._state.handled |= {node, *self._call_of(node)}
        if own:
            self._state.handled.add(node)
            self._own_method(node)

    def _is_filled(self, node: ast.Attribute) -> bool:
        """Whether a list of weights is added to, which is looked at with the weights."""
        added = getattr(self._state.names.parents[node], "attr", "") in _ADDING
        return added and node.attr in self._state.knowledge.weight_lists

    def _own_method(self, node: ast.Attribute) -> None:
        """Leave a call of a method alone that the class has of its own, under its own name."""
        for call in self._call_of(node):
            methods = self._candidates(node.attr, called=True)
            names = {
                m.becomes.name.rpartition(".")[2] for m in methods if isinstance(m.becomes, To)
            }
            if names <= {node.attr}:
                self._state.handled.add(call)

    def _call_of(self, node: ast.Attribute) -> Iterator[ast.Call]:
        """Yield the call of what an attribute holds, if it is called."""
        call = self._state.names.parents[node]
        if is_call_of(call, node):
            yield call

    def _written(self, node: ast.Attribute) -> None:
        """Report what is to be known where an attribute of the base is set."""
        behind = self._state.knowledge.readonly.get(self._new_base, {}).get(node.attr)
        if isinstance(behind, Behind):
            self._make_behind(node, behind)
        name = f"{self._root}.{node.attr}"
        remark = self._state.knowledge.remarks.get(name)
        if remark is not None and not self._is_constant(node) and self._state.allows(name, node):
            self._state.report.notice(node, name, remark)

    @cached_property
    def _new_base(self) -> str:
        """What Keras 3 calls the class that this one derives from."""
        becomes = getattr(self._state.rule(self._base), "becomes", None)
        return becomes.name if isinstance(becomes, To) else self._base

    def _make_behind(self, node: ast.Attribute, behind: Behind) -> None:
        """Make what a property of the base reads; report where it is set after that."""
        method = next(f for f in self._methods if node in walk(f))
        if method.name not in _MAKING or not behind.attribute:
            self._once(node, self._base, behind.own)
        elif self._state.allows(self._base, node):
            message = f"{node.attr} becomes {behind.attribute}, which Keras 3's property reads"
            self._state.report.change(node, self._base, message)
            own = [n for n in self._attributes if n.attr == node.attr]
            for each in (n for n in own if n in walk(method)):
                self._state.texts[self._state.source.attribute_name(each)] = behind.attribute

    def _is_constant(self, node: ast.Attribute) -> bool:
        parent = self._state.names.parents[node]
        return isinstance(getattr(parent, "value", None), ast.Constant)

    def _once(self, node: ast.Attribute, rule: str, message: str) -> None:
        if node.attr not in self._said:
            self._said.add(node.attr)
            self._action(node, rule, message)

    # -- dicts whose keys were renamed -------------------------------------------------------

    def _keys_of_parameters(self, definition: ast.FunctionDef) -> None:
        for parameter in parameters(definition)[1:]:
            keys = f"{self._root}.{definition.name}.{parameter.arg}"
            for node in walk(definition) if self._state.keys(keys) else ():
                if isinstance(node, ast.Name) and node.id == parameter.arg:
                    self._keys(node, keys)

    def _keys(self, node: ast.expr, name: str) -> None:
        """Respell the key with which a dict is read: `logs['acc']`, `'acc' in logs`."""
        keys = self._state.keys(name)
        if not keys:
            return
        parent = self._state.names.parents[node]
        match parent:
            case ast.Subscript(slice=ast.Constant() as key) if parent.value is node:
                self._key(key, keys, name)
            case ast.Compare(left=ast.Constant() as key, ops=[ast.In() | ast.NotIn()]):
                self._key(key, keys, name)
            case ast.Attribute(attr="get" | "pop"):
                call = self._state.names.parents[parent]
                if isinstance(call, ast.Call) and call.args:
                    self._key(call.args[0], keys, name)

    def _key(self, key: ast.expr, keys: Mapping[str, str | Gone | Remark], name: str) -> None:
        value = key.value if isinstance(key, ast.Constant) else None
        new = keys.get(value) if isinstance(value, str) else None
        metric = str(value).removeprefix("val_") in self._state.knowledge.logged
        if metric and self._state.own_metric:
            return
        if isinstance(new, Gone):
            self._action(key, name, new.instead)
            return
        self._remark_on(key, keys.get(""), name)
        if not isinstance(new, str):
            return
        if self._state.in_fstring(key):
            self._action(key, name, f"Inside an f-string: write {new!r} in its place.")
        elif self._state.allows(name, key):
            self._state.texts[key] = self._state.quoted(key, new)
            self._state.report.change(key, name, f"{ast.unparse(key)} becomes {new!r}")

    def _remark_on(self, key: ast.expr, remark: str | Gone | Remark | None, name: str) -> None:
        """Say once in a class what is true of all keys of a dict."""
        if isinstance(remark, Remark) and name not in self._said and self._state.allows(name, key):
            self._said.add(name)
            self._state.report.notice(key, name, remark.text)

    # -- calls of the class itself -----------------------------------------------------------

    def _call(self, call: ast.Call) -> None:
        """Report an argument that a class of the file takes no longer through `**kwargs`."""
        constructor = next((f for f in self._methods if f.name == "__init__"), None)
        own = {p.arg for p in parameters(constructor)} if constructor else set()
        rule: Rule | None = self._state.rule(self._root)
        args = rule.becomes.args if rule is not None and isinstance(rule.becomes, To) else {}
        for keyword in call.keywords:
            fate = args.get(keyword.arg or "")
            if isinstance(fate, InputShape) and fate.role != "shape" and keyword.arg not in own:
                self._action(
                    call,
                    self._root,
                    f"Keras 3's layers take no `{keyword.arg}=`: put `keras.Input(...)`, which "
                    "takes `batch_shape=` and `dtype=`, in front of this one.",
                )


def _first(function: ast.FunctionDef) -> str:
    taken = parameters(function)
    return taken[0].arg if taken else ""


def _is_written(node: ast.Attribute) -> bool:
    return not isinstance(node.ctx, ast.Load)


def _name_at(parameter: ast.arg) -> ast.Name:
    return ast.Name(
        parameter.arg,
        lineno=parameter.lineno,
        col_offset=parameter.col_offset,
        end_lineno=parameter.end_lineno,
        end_col_offset=parameter.end_col_offset,
    )
