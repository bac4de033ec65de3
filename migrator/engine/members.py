"""Attributes of Keras objects, and methods that the file's own classes override."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

from migrator.engine.calls.rewriting import now_called
from migrator.engine.calls.uncertain import is_like_a_layer, is_like_a_model
from migrator.engine.reading.literals import literal
from migrator.engine.reading.nodes import defined_in, is_call_of, walk
from migrator.engine.reading.rates import is_set
from migrator.engine.reading.receivers import ANY_LAYER
from migrator.engine.state import FileState
from migrator.rules import MODELS, Gone, Method, To

_ASKING = frozenset({"isinstance", "len", "type"})
_LIST_METHODS = frozenset(
    {"append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort"}
)

_LAYER = "keras.layers.Layer"
_PASSED_OVER = (
    "Keras 3 has no `{0}`: this stays, a method of the class's own. Where the class is not in "
    "sight, `.{0}(...)` becomes Keras's `{1}` and passes it over: override `{1}`, with the "
    "arguments that Keras 3 gives it, or call this one by its name."
)

_NOT_SET = "Keras 3 has no such attribute, or none that can be set: leave this out."


class Members:
    """Respells or reports `layer.output_shape` and `def get_output_shape_for`."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._told: set[tuple[str, str]] = set()

    def decide(self) -> None:
        """Plan the edits of all members, and report those without a successor."""
        known = self._state.knowledge.members
        for chain in self._state.names.chains:
            for node in _attributes_of(chain):
                if node.attr in known:
                    self._attribute(node)
        for definition in self._state.names.of(ast.ClassDef):
            self._overrides(definition)

    def _attribute(self, node: ast.Attribute) -> None:
        if node.attr in self._state.knowledge.methods:
            self._kept_method(node)
        found = self._state.knowledge.attributes.get(node.attr, ())
        change = self._change(node) if found else ""
        candidates = tuple(m for m in found if self._concerns(m, node, change))
        kept = self._state.knowledge.kept_as.get(node.attr, {})
        handled = node in self._state.handled
        if not (candidates or kept) or handled or self._is_imported(node):
            return
        receivers = self._state.receivers
        if receivers.overrides(node, candidates) or receivers.is_own(node.value):
            return
        owner = receivers.infer(node.value)
        if owner is not None and owner in kept:
            self._say_kept(node, owner, kept[owner])
            return
        for method in candidates:
            unknown = owner in {None, ANY_LAYER} or not (owner or "").startswith("keras.")
            given = node.attr in self._state.names.attributes and not is_like_a_model(node.value)
            tells = not method.changed or (change in method.telltale and not given)
            known = receivers.has(owner, method)
            lost = isinstance(method.becomes, Gone) or _is_computed(method)
            own = lost and _may_be_set(method) and receivers.sets(node)
            if known and own and not _is_refused(node, method):
                return  # a model or layer of the file's own that keeps it itself
            if known or (unknown and tells and receivers.unmistakable(method, node.attr)):
                self._apply(node, method, node)
                return
        if owner is None and is_like_a_layer(node.value, self._state.names):
            self._mention(node, candidates)

    def _is_imported(self, node: ast.Attribute) -> bool:
        """Whether an attribute names what is imported, and is none of an object that is."""
        names = self._state.names
        of_object = names.modules and self._state.receivers.infer(node.value) is not None
        return names.denote(node) is not None and not of_object

    def _concerns(self, method: Method, node: ast.Attribute, change: str) -> bool:
        """Whether a rule is about what is done with an attribute here."""
        if method.changed and (not change or self._is_list_of_its_own(node)):
            return False
        if change == "=" and self._is_given_back(node, method):
            return False
        return not method.looked_into or self._is_looked_into(node, method)

    def _is_given_back(self, node: ast.Attribute, method: Method) -> bool:
        """Whether an attribute is set to what Keras 3 takes there, too: `train_function = None`."""
        above = self._state.names.parents[node]
        harmless = getattr(method.becomes, "harmless", ())
        return isinstance(above, ast.Assign) and literal(above.value) in harmless

    def _is_list_of_its_own(self, node: ast.Attribute) -> bool:
        """`self.trainable_weights = [...]` is looked at with the class, as far as it is a layer."""
        own = isinstance(node.value, ast.Name) and node.value.id == "self"
        return own and node.attr in self._state.knowledge.weight_lists

    def _is_looked_into(self, node: ast.Attribute, method: Method) -> bool:
        """Whether a text is compared, or searched, other than for what is in it still."""
        names = self._state.names
        above = names.parents[node]
        same = getattr(method.becomes, "harmless", ())
        match above:
            case ast.Compare(left=sought, ops=[ast.In() | ast.NotIn()]):
                return literal(sought) not in same
            case ast.Compare() | ast.Subscript():
                return True
            case ast.Attribute():
                return isinstance(names.parents[above], ast.Call)
            case ast.Call(func=func) if (called := names.denote(func)) is not None:
                return called.name.partition(".")[0] == "re"
        return False

    def _kept_method(self, node: ast.Attribute) -> None:
        """`train = model.fit_generator`: a method that is gone, taken of its object uncalled."""
        stored = isinstance(node.ctx, ast.Store)
        if stored or self._is_called(node) or node in self._state.handled:
            return
        receivers, methods = self._state.receivers, self._state.knowledge.methods[node.attr]
        if self._is_imported(node) or receivers.overrides(node, methods):
            return
        owner = receivers.infer(node.value)
        for method in (m for m in methods if "(" in m.was and self._state.allows(m.name, node)):
            open_still = owner is None and receivers.unmistakable(method, node.attr)
            if not (receivers.has(owner, method) or open_still):
                continue
            if isinstance(method.becomes, Gone):
                self._state.report.action(node, method.name, method.becomes.instead)
            elif method.renamed:
                self._state.report.action(node, method.name, now_called(method))
            return

    def _is_called(self, node: ast.Attribute) -> bool:
        return is_call_of(self._state.names.parents[node], node)

    def _mention(self, node: ast.Attribute, candidates: tuple[Method, ...]) -> None:
        """Report what may be an attribute of a layer whose class cannot be told."""
        found = (m for m in candidates if m.owner in {_LAYER, ANY_LAYER} and not m.changed)
        method = next((m for m in found if self._state.allows(m.name, node)), None)
        holder = self._state.source.text(node.value)
        if method is None or holder in self._foreign:
            return
        match method.becomes:
            case Gone(instead):
                said = instead
            case To() as to:
                name = f"{holder}.{to.name.rpartition('.')[2]}{to.element}"
                said = f"Keras 3 has it as `{name}`."
            case _:
                return
        self._state.report.perhaps(node, method.name, f"If `{holder}` is a layer of Keras: {said}")

    @cached_property
    def _foreign(self) -> frozenset[str]:
        """The objects that the file asks for what only those of another library have."""
        names, foreign = self._state.names, self._state.knowledge.foreign
        asked = (node for node in names.of(ast.Attribute) if node.attr in foreign)
        return frozenset(self._state.source.text(node.value) for node in asked)

    def _change(self, node: ast.Attribute) -> str:
        """Say what changes an attribute here, a method of lists or "="; nothing if it is read."""
        above = self._state.names.parents[node]
        if isinstance(above, ast.Attribute) and above.attr in _LIST_METHODS:
            call = self._state.names.parents[above]
            return above.attr if is_call_of(call, above) else ""
        if is_set(node, self._state.names, self._state.knowledge):
            return "="
        target = above if isinstance(above, ast.Subscript) and above.value is node else node
        return "=" if isinstance(target.ctx, ast.Store | ast.Del) else ""

    def _say_kept(self, node: ast.Attribute, owner: str, new: str) -> None:
        """Report, once, an attribute that a layer set under the name of its argument."""
        if (owner, node.attr) not in self._told and self._state.allows(owner, node):
            self._told.add((owner, node.attr))
            text = f"Keras 3 keeps it as `{new}`: use that name."
            self._state.report.action(node, owner, text)

    def _overrides(self, node: ast.ClassDef) -> None:
        base = self._state.receivers.base(node)
        if base is None:
            return
        defined = defined_in(node)
        for definition in node.body:
            if not isinstance(definition, ast.FunctionDef):
                continue
            for method in self._state.knowledge.methods.get(definition.name, ()):
                if self._state.receivers.has(base, method) and "(" in method.was:
                    self._say_uncalled(definition, method)
                    if method.renamed in defined:
                        break  # it is for another Keras
                    if method.owner in MODELS:
                        self._say_passed_over(definition, method)
                    else:
                        self._rename_definition(definition, method)
                    break

    def _say_uncalled(self, definition: ast.FunctionDef, method: Method) -> None:
        """Report a method of a model, which Keras called by itself and calls no longer."""
        gone = method.becomes
        private = method.method.startswith("_")
        if private and isinstance(gone, Gone) and self._state.allows(method.name, definition):
            place = self._state.source.name_of(definition)
            text = f"Keras 3 does not call it. {gone.instead}"
            self._state.report.action(place, method.name, text)

    def _say_passed_over(self, definition: ast.FunctionDef, method: Method) -> None:
        """Report a method of a model that overrides one whose name is gone: it keeps its own."""
        if method.renamed and self._state.allows(method.name, definition):
            place = self._state.source.name_of(definition)
            text = _PASSED_OVER.format(definition.name, method.renamed)
            self._state.report.action(place, method.name, text)

    def _rename_definition(self, definition: ast.FunctionDef, method: Method) -> None:
        new = method.renamed
        if new:
            place = self._state.source.name_of(definition)
            if self._state.allows(method.name, definition):
                self._state.texts[place] = new
                self._state.report.change(place, method.name, f"{definition.name} becomes {new}")

    def _apply(self, node: ast.Attribute, method: Method, place: ast.expr) -> None:
        if not self._state.allows(method.name, node):
            return
        match method.becomes:
            case Gone():
                self._state.report.action(place, method.name, method.becomes.instead)
            case To() as to if isinstance(node.ctx, ast.Store) and self._reserved(to):
                self._state.report.action(place, method.name, self._reserved(to))
            case To() if _is_computed(method) and not isinstance(node.ctx, ast.Load):
                self._state.report.action(place, method.name, _NOT_SET)
            case To() as to if to.own and getattr(node.value, "id", "") == "self":
                self._state.report.action(place, method.name, to.own)
            case To() as to if to.listed and self._state.source.text(node) in self._listed:
                self._state.report.action(place, method.name, to.listed)
            case To() as to if to.instead:
                self._put_around(node, method, to.instead)
            case To() as to:
                self._rename(node, method, to)

    @cached_property
    def _listed(self) -> frozenset[str]:
        """The attributes that are asked whether they are lists: `isinstance(model.input, list)`."""
        calls = (c for c in self._state.names.of(ast.Call) if getattr(c.func, "id", "") in _ASKING)
        given = (argument for call in calls for argument in call.args[:1])
        return frozenset(self._state.source.text(a) for a in given if isinstance(a, ast.Attribute))

    def _rename(self, node: ast.Attribute, method: Method, to: To) -> None:
        new = to.name.rpartition(".")[2] + to.element
        name, refusal = self._attribute_name(node), ""
        if method.name in self._state.knowledge.never_called and self._is_called(node):
            refusal = f"`{node.attr}` is no method: Keras 3 has it as `{new}`, not to be called."
        elif name is None:
            refusal = f"It stands inside an f-string: write `.{new}` there for `.{node.attr}`."
        if refusal or name is None:
            self._state.report.action(node, method.name, refusal)
            return
        self._state.texts[name] = new
        self._state.report.change(name, method.name, f"{node.attr} becomes {new}")
        if to.notice:
            self._state.report.notice(node, method.name, to.notice)

    def _attribute_name(self, node: ast.Attribute) -> ast.Name | None:
        """Return the place of the name behind the dot, None in an f-string that leaves it open."""
        place = self._state.place(node)
        if place is node or place is None:
            return self._state.source.attribute_name(node) if place is node else None
        source = self._state.source
        end = source.end(place)
        return source.span_of(end - len(node.attr.encode()), end, place.lineno)

    def _put_around(self, node: ast.Attribute, method: Method, template: str) -> None:
        """Write `len(shape)` for `shape.ndims`; report it where the layout is in the way."""
        source, inner = self._state.source, node.value
        before, _, behind = template.partition("{self}")
        root = next(n for n in walk(inner) if not isinstance(n, ast.Attribute | ast.Call))
        plain = isinstance(root, ast.Name) and self._state.names.denote(root) is None
        in_the_way = inner.lineno != node.end_lineno or self._state.in_fstring(node)
        text = template.format(self="...")
        if before and self._is_compared_with_none(node):
            advice = f"Keras 3 knows how many axes a tensor of a model has: `{text}` is never None."
            self._state.report.action(node, method.name, advice)
            return
        if in_the_way or (before and not plain):
            advice = f"Write `{text}` instead." if before else f"Leave out `.{node.attr}`."
            self._state.report.action(node, method.name, advice)
            return
        start, middle, end = source.start(inner), source.end(inner), source.end(node)
        if before:
            self._state.texts[source.span_of(start, start, inner.lineno)] = before
        self._state.texts[source.span_of(middle, end, inner.lineno)] = behind
        self._state.report.change(node, method.name, f"{node.attr} becomes {template}")

    def _is_compared_with_none(self, node: ast.Attribute) -> bool:
        match self._state.names.parents[node]:
            case ast.Compare(comparators=[ast.Constant(value=None)]):
                return True
        return False

    def _reserved(self, to: To) -> str:
        """Say what to do instead of setting an attribute that Keras 3 keeps for itself."""
        owner, _, name = to.name.rpartition(".")
        gone = self._state.knowledge.readonly.get(owner, {}).get(name)
        return gone.instead if gone is not None else ""


def _may_be_set(method: Method) -> bool:
    """Whether classes of one's own may have such an attribute themselves."""
    layer = method.owner.startswith("keras.layers.") and method.owner != _LAYER
    return layer or method.owner in MODELS


def _is_computed(method: Method) -> bool:
    """Whether something is written for an attribute that cannot be assigned to."""
    becomes = method.becomes
    return isinstance(becomes, To) and bool(becomes.instead or becomes.element)


def _is_refused(node: ast.Attribute, method: Method) -> bool:
    """Whether an attribute is set that Keras 3 lets nobody set: `model.input`."""
    becomes = method.becomes
    return isinstance(node.ctx, ast.Store) and isinstance(becomes, To) and bool(becomes.element)


def _attributes_of(chain: ast.expr) -> Iterator[ast.Attribute]:
    while isinstance(chain, ast.Attribute):
        yield chain
        chain = chain.value
