"""Methods and attributes of the file's own classes that their Keras base knows otherwise now."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from migrator.engine.names import parameters
from migrator.engine.state import FileState
from migrator.rules import Gone, InputShape, Into, Method, Rule, To

_KINDS = ("Initializer", "Regularizer", "Constraint")


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
        self._assigned = {node.attr for node in self._attributes() if _is_written(node)}
        self._assigned |= {f.name for f in self._methods}

    def decide(self) -> None:
        """Plan the edits of the class's members, and report what Keras 3 does not take."""
        if isinstance(getattr(self._state.rule(self._base), "becomes", None), Gone):
            return  # said where the base is named
        for definition in self._methods:
            self._override(definition)
            self._mask(definition)
            self._keys_of_parameters(definition)
            if definition.name == "get_config":
                self._config(definition)
        for node in self._attributes():
            self._attribute(node)
        for call in self._state.names.calls_of.get(self._node.name, []):
            self._call(call)

    def _attributes(self) -> Iterator[ast.Attribute]:
        for function in self._methods:
            own = _first(function)
            for node in ast.walk(function):
                if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == own:
                    yield node

    def _in_force(self, rule: str, node: ast.AST) -> bool:
        options = self._state.options
        chosen = not options.select or any(fnmatchcase(rule, g) for g in options.select)
        ignored = any(fnmatchcase(rule, g) for g in options.ignore)
        return chosen and not ignored and not self._state.skipped(node)

    def _action(self, node: ast.AST, rule: str, message: str) -> None:
        if self._in_force(rule, node):
            self._state.report.action(node, rule, message)

    # -- methods -----------------------------------------------------------------------------

    def _candidates(self, name: str, *, called: bool) -> Iterator[Method]:
        for method in self._state.knowledge.methods.get(name, ()):
            if self._dialect not in method.only:
                continue
            of = (method.owner, *method.receiver)
            fits = called == ("(" in method.was) or (called and method.unmistakable)
            if fits and (self._base in of or self._root in of):
                yield method

    def _override(self, definition: ast.FunctionDef) -> None:
        """A method that Keras calls no longer, or under another name."""
        place = self._state.source.name_of(definition)
        for method in self._candidates(definition.name, called=True):
            match method.becomes:
                case Gone():
                    self._action(place, method.name, method.becomes.instead)
                case To() as to if to.name.rpartition(".")[2] != definition.name:
                    new = to.name.rpartition(".")[2]
                    known = self._state.receivers.base(self._node) is not None
                    if not known and self._in_force(method.name, definition):
                        self._state.texts[place] = new
                        message = f"{definition.name} becomes {new}"
                        self._state.report.change(place, method.name, message)
            return

    def _mask(self, definition: ast.FunctionDef) -> None:
        """Keras 3 passes a mask only if there is one: its parameter must have a default."""
        taken = parameters(definition)
        rule = f"{self._root}.call"
        if definition.name != "call" or not self._in_force(rule, definition):
            return
        if len(taken) > 2 and taken[-1].arg == "mask" and not definition.args.defaults:  # noqa: PLR2004
            place = _name_at(taken[-1])
            self._state.texts[place] = "mask=None"
            self._state.report.change(place, rule, "mask has a default: it is not always passed")

    def _config(self, definition: ast.FunctionDef) -> None:
        """What `get_config` returns must be what Keras 3 makes the object of again."""
        for node in ast.walk(definition):
            match node:
                case ast.Attribute(value=ast.Attribute() as inner, attr="__name__"):
                    self._serialize(node, inner, ("Initializer",))
                case ast.IfExp(
                    test=test,
                    body=ast.Call(func=ast.Attribute(value=ast.Attribute() as inner)) as call,
                    orelse=ast.Constant(value=None),
                ) if call.func.attr == "get_config" and _asks_for(test, inner):  # type: ignore[attr-defined]
                    self._serialize(node, inner, _KINDS)
                case ast.Dict() if not self._root.endswith(".Layer"):
                    self._named(definition, node)

    def _serialize(self, node: ast.expr, inner: ast.Attribute, kinds: tuple[str, ...]) -> None:
        made = self._state.receivers.infer(inner) or ""
        module, _, kind = made.rpartition(".")
        getters = [
            self._state.names.denote(value.func)
            for value in self._state.names.attributes.get(inner.attr, [])
            if isinstance(value, ast.Call)
        ]
        denoted = next((d for d in getters if d is not None), None)
        if kind not in kinds or denoted is None or self._state.in_fstring(node):
            return
        rule = self._state.symbol(denoted)
        if self._in_force(rule, node):
            spelled = self._state.imports.spell(f"{module}.serialize", denoted)
            self._state.texts[node] = f"{spelled}({self._state.source.text(inner)})"
            self._state.handled.update(n for n in ast.walk(node))
            self._state.report.change(node, rule, f"written by {module}.serialize")

    def _named(self, definition: ast.FunctionDef, node: ast.Dict) -> None:
        constructor = next((f for f in self._methods if f.name == "__init__"), None)
        takes = constructor is not None and "name" in {p.arg for p in parameters(constructor)}
        for key, value in zip(node.keys, node.values, strict=True):
            if getattr(key, "value", "") == "name" and "__class__" in ast.unparse(value):
                if key is not None and not takes:
                    self._action(
                        key,
                        f"{self._root}.{definition.name}",
                        "Leave `name` out: Keras 3 makes the object again by calling its class "
                        "with what `get_config` returns.",
                    )

    # -- attributes --------------------------------------------------------------------------

    def _attribute(self, node: ast.Attribute) -> None:
        written = _is_written(node)
        self._keys(node, f"{self._root}.{node.attr}")
        reserved = self._state.knowledge.readonly.get(self._root, {}).get(node.attr)
        if written and reserved is not None:
            self._action(node, self._root, reserved.instead)
        listed = {*self._state.knowledge.weight_lists, *self._state.knowledge.penalties}
        method = next(self._candidates(node.attr, called=False), None)
        if method is not None and not (written and node.attr in listed):
            self._member(node, method, written=written)
        elif method is None:
            if node.attr not in self._assigned and self._base != self._root:
                self._inherited(node)
        if node.attr in self._assigned:
            self._state.handled.add(node)

    def _member(self, node: ast.Attribute, method: Method, *, written: bool) -> None:
        match method.becomes:
            case Gone() if written or node.attr not in self._assigned:
                if method.name not in self._said:
                    self._action(node, method.name, method.becomes.instead)
                self._said.add(method.name)
                self._state.handled.add(node)
            case To() as to if to.drifts and written and self._in_force(method.name, node):
                self._state.report.notice(node, method.name, to.drifts)

    def _inherited(self, node: ast.Attribute) -> None:
        """An attribute that the Keras 1 base set under the name of its argument."""
        rule = self._state.rule(self._base)
        fate = rule.becomes.args.get(node.attr) if rule and isinstance(rule.becomes, To) else None
        new = fate.name if isinstance(fate, Into) else fate
        if node.attr in self._said:
            return
        if rule is not None and isinstance(new, str) and new != node.attr:
            self._said.add(node.attr)
            name = rule.name.rpartition(".")[2]
            self._action(
                node, rule.name, f"Keras 3's {name} keeps it as `{new}`: read that instead."
            )

    # -- dicts whose keys were renamed -------------------------------------------------------

    def _keys_of_parameters(self, definition: ast.FunctionDef) -> None:
        for parameter in parameters(definition)[1:]:
            keys = f"{self._root}.{definition.name}.{parameter.arg}"
            for node in ast.walk(definition):
                if isinstance(node, ast.Name) and node.id == parameter.arg:
                    self._keys(node, keys)

    def _keys(self, node: ast.expr, name: str) -> None:
        """Respell the key with which a dict is read: `logs['acc']`, `'acc' in logs`."""
        keys = self._state.knowledge.keys.get(name)
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

    def _key(self, key: ast.expr, keys: Mapping[str, str | Gone], name: str) -> None:
        new = keys.get(key.value) if isinstance(key, ast.Constant) else None  # type: ignore[call-overload]
        if isinstance(new, Gone):
            self._action(key, name, new.instead)
        elif new is not None and self._state.in_fstring(key):
            self._action(key, name, f"Inside an f-string: write {new!r} in its place.")
        elif new is not None and self._in_force(name, key):
            self._state.texts[key] = self._state.quoted(key, new)
            self._state.report.change(key, name, f"{ast.unparse(key)} becomes {new!r}")

    # -- calls of the class itself -----------------------------------------------------------

    def _call(self, call: ast.Call) -> None:
        """A class of the file takes arguments of its base too, through `**kwargs`."""
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


def _asks_for(test: ast.expr, node: ast.expr) -> bool:
    """Whether a test asks whether an object is there."""
    text = ast.unparse(node)
    return ast.unparse(test) in {text, f"{text} is not None"}


def _name_at(parameter: ast.arg) -> ast.Name:
    return ast.Name(
        parameter.arg,
        lineno=parameter.lineno,
        col_offset=parameter.col_offset,
        end_lineno=parameter.end_lineno,
        end_col_offset=parameter.end_col_offset,
    )
