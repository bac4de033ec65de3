"""One bound call -> Rewrite | Refusal | AlreadyModern. Bind, choose, carry over, lay out."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from migrator.engine.keywords import Entry
from migrator.engine.literals import Unknown, evaluate, literal
from migrator.engine.names import Function, Names, parameter_default, parameters
from migrator.engine.plans import Fuse, Keep, Write
from migrator.engine.source import Source
from migrator.engine.signatures import (
    Bound,
    Signature,
    Unbindable,
    arguments,
    bind,
    parse_signature,
)
from migrator.rules import (
    Check,
    Code,
    Combine,
    Constant,
    Drop,
    Exactly,
    Fate,
    Gone,
    InputShape,
    Into,
    Rule,
    Switch,
    To,
    Value,
)

_EXPONENT = re.compile(r"e([-+])0+(\d)")  # 1e-08, as Python prints it, to 1e-8, as people write it


@dataclass(frozen=True)
class Context:
    """What the rewriting of a call may ask about its file.

    exact: pin changed defaults. quote: the file's quotation mark. respelled: names whose values
    are respelled everywhere in the file. entries: those of a dict that `**` unpacks. spell: registers what a `Code`
    needs and returns its text. data_format: the value to write where a call names none.
    pins_flatten: layers that must be channels_last have to say so.
    """

    source: Source
    names: Names
    exact: bool
    quote: str
    spell: Callable[[Code], str]
    data_format: str | None
    pins_flatten: bool
    respelled: Callable[[ast.expr], bool]
    entries: Callable[[ast.expr], tuple[Entry, ...] | None]


@dataclass(frozen=True)
class AlreadyModern:
    """The call is written for Keras 3."""


@dataclass(frozen=True)
class Refusal:
    """The call is left alone; `reason` says why and what to do instead."""

    reason: str


@dataclass
class Rewrite:
    """A call's edit, and what to say about it.

    texts: literals inside an argument and their new text. shape: the arguments of the `Input` to
    put in front, as a template over the old arguments, and `kept` the same as `input_shape=`.
    """

    to: To
    slots: list[Keep | Fuse | Write] = field(default_factory=list)
    texts: dict[ast.expr, str] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    shape: str = ""
    kept: str = ""
    asked_shape: bool = False
    on: int | None = None
    renamed: bool = False

    def keeps_arguments(self, count: int) -> bool:
        """Whether the arguments stay exactly as they are."""
        plain = [Keep(n, None) for n in range(count)]
        bare = [Keep(s.index, None, s.value) if isinstance(s, Keep) else s for s in self.slots]
        return bare == plain and not self.renamed and self.on is None


Outcome = Rewrite | Refusal | AlreadyModern


class _Refused(Exception):  # noqa: N818 - control flow inside this module
    """An argument has no equivalent."""


def rewrite(call: ast.Call, rule: Rule, context: Context) -> Outcome:
    """Decide what becomes of a call of a legacy symbol."""
    unpacked = _unpacked(call, context)
    hidden = {entry.name for entries in unpacked.values() for entry in entries}
    keywords = {k.arg for k in call.keywords if k.arg} | hidden
    if keywords & rule.new_keywords:
        mixed = sorted(keywords & rule.legacy_keywords)
        if not mixed:
            return AlreadyModern()
        return Refusal(f"It mixes old and new arguments: `{mixed[0]}=` is of the old ones.")
    if isinstance(rule.becomes, Gone):
        return Refusal(rule.becomes.instead)
    signature = parse_signature(rule.was)
    try:
        hidden_names = {i: tuple(e.name for e in entries) for i, entries in unpacked.items()}
        bound = bind(call, signature, rule.old_keywords, hidden_names)
    except Unbindable as reason:
        if _fits_new(call, rule):
            return AlreadyModern()
        return Refusal(f"Not migrated: {reason}.")
    to = _choose(call, rule, bound, signature, context)
    if isinstance(to, Gone):
        return Refusal(to.instead)
    try:
        return _Carrier(call, rule, to, bound, signature, context).carry(unpacked)
    except _Refused as refused:
        return Refusal(str(refused))


def _unpacked(call: ast.Call, context: Context) -> dict[int, tuple[Entry, ...]]:
    """Return the entries of each `**dict` of a call whose entries are known."""
    found: dict[int, tuple[Entry, ...]] = {}
    for index, argument in enumerate(arguments(call)):
        if isinstance(argument, ast.keyword) and argument.arg is None:
            entries = context.entries(argument.value)
            if entries is not None:
                found[index] = entries
    return found


def _fits_new(call: ast.Call, rule: Rule) -> bool:
    """Whether a call that the old signature rejects is one of the new signature."""
    to = rule.becomes
    if not isinstance(to, To) or any(isinstance(a, ast.Starred) for a in call.args):
        return False
    old_only = {k.arg for k in call.keywords} & rule.legacy_keywords
    hidden = any(k.arg is None for k in call.keywords)
    return not old_only and not hidden and 0 < len(call.args) <= len(to.positional)


def _choose(
    call: ast.Call, rule: Rule, bound: Bound, signature: Signature, context: Context
) -> To | Gone:
    becomes = rule.becomes
    if not isinstance(becomes, Switch):
        return becomes
    index = bound.arguments.get(becomes.on)
    if index is None:
        default = signature.default(becomes.on)
        value = ast.literal_eval(default) if default is not None else None
        return becomes.cases.get(value, becomes.otherwise)
    node = _value(arguments(call)[index])
    if becomes.function is not None and context.names.local_function(node) is not None:
        return becomes.function
    value = evaluate(node, context.names)
    if isinstance(value, Unknown) or not _hashable(value):
        return becomes.otherwise
    return becomes.cases.get(value, becomes.otherwise)


class _Carrier:
    """Carries the arguments of one call over to the new signature."""

    def __init__(
        self,
        call: ast.Call,
        rule: Rule,
        to: To,
        bound: Bound,
        signature: Signature,
        context: Context,
    ) -> None:
        self._old = arguments(call)
        self._names_of = {index: name for name, index in bound.arguments.items()}
        self._rule = rule
        self._to = to
        self._bound = bound.arguments
        self._hidden = set(bound.unpacked)
        self._signature = signature
        self._context = context
        self._result = Rewrite(to)
        self._roles: dict[str, int] = {}
        self._switch = rule.becomes.on if isinstance(rule.becomes, Switch) else ""
        self._groups = {
            old: (key, fate)
            for key, fate in to.args.items()
            if isinstance(key, tuple)
            for old in key
        }

    def carry(self, unpacked: Mapping[int, tuple[Entry, ...]]) -> Rewrite:
        """Return the rewritten call."""
        done: set[str] = set()
        for index in range(len(self._old)):
            if index in unpacked:
                self._result.slots.append(Keep(index, None))
                for entry in unpacked[index]:
                    self._carry_entry(entry)
                continue
            name = self._names_of[index]
            if name in self._groups and name not in done:
                done.update(self._groups[name][0])
                self._carry_group(*self._groups[name], index)
            elif name not in done:
                self._carry_one(name, index)
        self._write_defaults()
        self._write_data_format()
        self._note_shape()
        self._place_positional()
        if self._to.notice:
            self._result.notices.append(self._to.notice)
        if self._to.drifts:
            self._result.notices.append(self._to.drifts)
        return self._result

    # -- one argument ------------------------------------------------------------------------

    def _carry_one(self, name: str, index: int) -> None:
        if name == self._to.on:
            self._result.on = index
            return
        fate = self._to.args.get(name)
        if fate is None and name == self._switch:
            return
        match fate:
            case None | str():
                self._keep(index, fate or name)
            case Into():
                self._carry_into(fate, name, index)
            case Check():
                self._keep(index, fate.name)
                said = self._result.actions
                (said if fate.severity == "action" else self._result.notices).append(fate.why)
            case Drop():
                self._drop(fate)
            case Gone():
                self._carry_gone(fate, name, index)
            case InputShape():
                self._roles[fate.role if fate.role != "axis" else name] = index
            case Combine():
                raise TypeError(f"{self._rule.name}: Combine wants a tuple of arguments")

    def _carry_entry(self, entry: Entry) -> None:
        """Respell an entry of a `**dict` where the dict is written."""
        fate = self._to.args.get(entry.name, entry.name)
        if entry.name in self._groups or not isinstance(fate, str | Into):
            raise _Refused(f"`{entry.name}` comes from a `**dict`: pass it as an argument.")
        new_name = fate if isinstance(fate, str) else fate.name
        value = literal(entry.value)
        if isinstance(fate, Into) and _hashable(value) and _has(fate.values, value):
            new = fate.values[value]
            if isinstance(new, Exactly):
                new = new.value if self._context.exact else value
            if isinstance(new, Drop | Gone):
                raise _Refused(f"`{entry.name}` comes from a `**dict`: take it out of there.")
            self._result.texts[entry.value] = self._text(new, entry.value)
        if new_name != entry.name:
            node, quoted = entry.name_node, isinstance(entry.key, ast.Constant)
            self._result.texts[node] = self._text(new_name, node) if quoted else new_name

    def _keep(self, index: int, keyword: str, value: str | None = None) -> None:
        self._result.slots.append(Keep(index, keyword, value))

    def _drop(self, fate: Drop) -> None:
        said = self._result.actions if fate.severity == "action" else self._result.notices
        said += [fate.why] if fate.why else []

    def _carry_gone(self, fate: Gone, name: str, index: int) -> None:
        value = literal(_value(self._old[index]))
        default = self._default(name)
        if isinstance(value, Unknown) or (value != default and value not in fate.harmless):
            raise _Refused(f"`{name}=` has no equivalent. {fate.instead}")

    def _carry_into(self, fate: Into, name: str, index: int) -> None:
        node = _value(self._old[index])
        value = literal(node)
        if isinstance(node, ast.Tuple | ast.List) and len(node.elts) in fate.lengths:
            self._keep(index, fate.name, self._elements(fate.lengths[len(node.elts)], index))
        elif not isinstance(value, Unknown) and _hashable(value) and _has(fate.values, value):
            self._carry_value(fate, fate.values[value], index, node)
        elif isinstance(node, ast.List | ast.Tuple | ast.Dict):
            self._carry_elements(fate, node)
            self._keep(index, fate.name)
        else:
            self._carry_unread(fate, name, index, node)

    def _elements(self, template: str, index: int) -> str:
        return template.replace("{", f"«{index}.").replace("}", "»")

    def _carry_value(self, fate: Into, new: Value, index: int, node: ast.expr) -> None:
        match new:
            case Drop():
                self._drop(new)
            case Gone():
                raise _Refused(f"`{ast.unparse(node)}` has no equivalent. {new.instead}")
            case Exactly() if not self._context.exact:
                self._result.notices.append(new.why)
                self._keep(index, fate.name)
            case _:
                text = self._text(new.value if isinstance(new, Exactly) else new, node)
                self._keep(index, fate.name, text)

    def _carry_elements(self, fate: Into, node: ast.List | ast.Tuple | ast.Dict) -> None:
        """Respell the literals inside a literal list or dict."""
        for element in node.values if isinstance(node, ast.Dict) else node.elts:
            value = literal(element)
            if isinstance(value, Unknown) or not _hashable(value) or not _has(fate.values, value):
                continue
            new = fate.values[value]
            if isinstance(new, Exactly) and not self._context.exact:
                self._result.notices.append(new.why)
                continue
            new = new.value if isinstance(new, Exactly) else new
            if isinstance(new, Drop | Gone):
                raise _Refused(f"`{ast.unparse(element)}` has no equivalent in Keras 3.")
            self._result.texts[element] = self._text(new, element)

    def _carry_unread(self, fate: Into, name: str, index: int, node: ast.expr) -> None:
        """The value is not written in place: follow it, or ask a person to."""
        value = evaluate(node, self._context.names)
        self._keep(index, fate.name)
        function = self._context.names.local_function(node)
        if function is not None:
            if fate.function:
                self._carry_function(fate, function)
            return
        if isinstance(value, Unknown) or not _hashable(value):
            if fate.unsure and not isinstance(node, ast.Call) and not self._context.respelled(node):
                self._result.actions.append(fate.unsure)
        elif _has(fate.values, value) and not self._context.respelled(node):
            new = fate.values[value]
            new = new.value if isinstance(new, Exactly) else new
            shown = repr(new) if not isinstance(new, Code | Drop | Gone) else "something else"
            if isinstance(new, Code):
                shown = f"`{new.text}`"
            self._result.actions.append(
                f"`{ast.unparse(node)}` is {value!r} here, which Keras 3 reads differently as "
                f"`{fate.name}=`: write {shown}."
            )

    def _carry_function(self, fate: Into, function: Function) -> None:
        """Give a function of the file the parameters with which Keras 3 calls it."""
        taken = parameters(function, variadic=True)
        names = [parameter.arg for parameter in taken]
        wanted = [text.partition("=")[0] for text in fate.function]
        if len(names) < len(wanted[:1]) or names[1:] == wanted[1:]:
            return
        if len(names) > 1 and all(_only_passed_on(n, function) for n in names[1:]):
            place = spanning(taken[0], taken[-1], function)
            self._result.texts[place] = ", ".join([names[0], *fate.function[1:]])
        else:
            called = f"({', '.join(fate.function)})"
            self._result.actions.append(
                f"Keras 3 calls the function given as `{fate.name}=` with {called}: change its "
                "parameters accordingly."
            )

    # -- several arguments -------------------------------------------------------------------

    def _carry_group(self, key: tuple[str, ...], fate: Fate, index: int) -> None:
        if isinstance(fate, Combine):
            self._combine(key, fate, index)
        elif isinstance(fate, str):
            parts = tuple(
                self._bound[name] if name in self._bound else self._default_text(name)
                for name in key
            )
            self._result.slots.append(Fuse(parts, fate))
        else:
            raise TypeError(f"{self._rule.name}: {key} can only be fused or combined")

    def _combine(self, key: tuple[str, ...], fate: Combine, index: int) -> None:
        name, neutral = fate.unless
        given = self._bound.get(name)
        absent = given is None or literal(_value(self._old[given])) == neutral
        if absent or not self._context.exact:
            if key[0] in self._bound:
                self._keep(self._bound[key[0]], fate.name)
            if not absent:
                self._result.actions.append(
                    f"`{name}=` was left out (--semantics modern); under `exact` this is "
                    f"`{fate.name}={fate.code.text}`."
                )
        else:
            first = min(self._bound[old] for old in key if old in self._bound)
            self._keep(first, fate.name, self._code(fate.code))

    # -- new arguments -----------------------------------------------------------------------

    def _write_defaults(self) -> None:
        written = self._taken() | self._hidden
        for name in self._to.require:
            if name not in self._bound and name not in self._hidden:
                self._write_default(name)
        for name, value in self._to.add.items():
            self._result.slots.append(Write(name, self._text(value, None)))
        if not self._context.exact:
            return
        for name in self._to.pin:
            if name not in self._bound and name not in written:
                self._write_default(name)
        for name, value in self._to.pin_new.items():
            self._result.slots.append(Write(name, self._text(value, None)))

    def _taken(self) -> set[str]:
        """The old arguments that a combined one already speaks for."""
        return {
            old
            for key, fate in self._to.args.items()
            if isinstance(key, tuple) and isinstance(fate, Combine)
            for old in key
            if any(isinstance(s, Keep) and s.keyword == fate.name for s in self._result.slots)
        }

    def _write_default(self, name: str) -> None:
        fate = self._groups[name][1] if name in self._groups else self._to.args.get(name, name)
        value = self._default(name)
        new_name = fate if isinstance(fate, str) else getattr(fate, "name", name)
        if isinstance(fate, Into) and _hashable(value) and _has(fate.values, value):
            new = fate.values[value]
            new = new.value if isinstance(new, Exactly) else new
            if isinstance(new, Gone):
                raise _Refused(f"`{name}={value!r}`, its default, has no equivalent. {new.instead}")
            if isinstance(new, Drop):
                return
            self._result.slots.append(Write(new_name, self._text(new, None)))
        else:
            self._result.slots.append(Write(new_name, self._text(value, None)))

    def _write_data_format(self) -> None:
        kind = self._to.data_format
        if kind is None or any(
            isinstance(slot, Keep) and slot.keyword == "data_format" for slot in self._result.slots
        ):
            return
        value = self._context.data_format if kind == "spatial" else None
        if kind in {"steps", "flatten"} and self._context.pins_flatten:
            value = "channels_last"
        if value:
            self._result.slots.append(Write("data_format", self._text(value, None)))

    def _note_shape(self) -> None:
        """Collect the arguments of the `Input` that the layer's own shape arguments ask for."""
        roles, axes = self._roles, self._to.shape_from
        given = [name for name in axes if name in roles]
        if "batch_shape" in roles:
            shape = f"batch_shape=«{roles['batch_shape']}»"
        elif "shape" in roles:
            shape = f"shape=«{roles['shape']}»"
            self._result.kept = f"«{roles['shape']}»"
        elif given or self._to.always_input:
            parts = [f"«{roles[name]}»" if name in roles else "None" for name in axes]
            shape = f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
            self._result.kept = shape if given else ""
            shape = f"shape={shape}"
        else:
            return
        if "dtype" in roles:
            shape += f", dtype=«{roles['dtype']}»"
        self._result.shape = shape
        self._result.asked_shape = bool(roles)

    def _place_positional(self) -> None:
        """Keep arguments positional while their place is the same, and name the others."""
        positional = True
        slots: list[Keep | Fuse | Write] = []
        for place, slot in enumerate(self._result.slots):
            written = isinstance(slot, Write) or self._was_keyword(slot)
            fits = place < len(self._to.positional) and slot.keyword == self._to.positional[place]
            positional = positional and not written and fits
            if positional and isinstance(slot, Keep):
                slots.append(Keep(slot.index, None, slot.value))
            elif positional and isinstance(slot, Fuse):
                slots.append(Fuse(slot.parts, None))
            else:
                slots.append(slot)
        self._result.slots = slots
        self._result.renamed = any(
            isinstance(slot, Keep) and slot.keyword != getattr(self._old[slot.index], "arg", None)
            for slot in slots
        )

    def _was_keyword(self, slot: Keep | Fuse) -> bool:
        return isinstance(self._old[slot.index], ast.keyword)

    # -- text --------------------------------------------------------------------------------

    def _default(self, name: str) -> Any:  # noqa: ANN401
        text = self._signature.default(name)
        return ast.literal_eval(text) if text is not None else None

    def _default_text(self, name: str) -> str:
        return self._signature.default(name) or "None"

    def _text(self, value: Constant | Code, like: ast.expr | None) -> str:
        """Return a value as source text, a string with the quotes the author uses."""
        if isinstance(value, Code):
            return self._code(value)
        if isinstance(value, str):
            quote = self._context.quote
            if isinstance(like, ast.Constant) and isinstance(like.value, str):
                quote = self._context.source.text(like)[-1]
            return f"{quote}{value}{quote}"
        if isinstance(value, float):
            return _EXPONENT.sub(r"e\1\2", repr(value))
        return repr(value)

    def _code(self, code: Code) -> str:
        text = self._context.spell(code)
        for name in (*self._rule.old_keywords,):
            placeholder = "{" + name + "}"
            if placeholder in text:
                index = self._bound.get(name)
                filled = f"«{index}»" if index is not None else self._default_text(name)
                text = text.replace(placeholder, filled)
        return text


def _only_passed_on(name: str, function: Function) -> bool:
    """Whether a parameter is used for nothing but `name=name` in a call."""
    body = [function.body] if isinstance(function, ast.Lambda) else function.body
    nodes = [node for part in body for node in ast.walk(part)]
    uses = [n for n in nodes if isinstance(n, ast.Name) and n.id == name]
    passed = [
        k.value for n in nodes if isinstance(n, ast.Call) for k in n.keywords if k.arg == name
    ]
    return all(any(use is value for value in passed) for use in uses)


def spanning(first: ast.arg, last: ast.arg, function: Function) -> ast.Name:
    """Return a node that stands where the parameters from `first` to `last` are written."""
    end: ast.AST = parameter_default(function, last.arg) or last
    return ast.Name(
        first.arg,
        lineno=first.lineno,
        col_offset=first.col_offset,
        end_lineno=end.end_lineno,  # type: ignore[attr-defined]
        end_col_offset=end.end_col_offset,  # type: ignore[attr-defined]
    )


def _value(argument: ast.expr | ast.keyword) -> ast.expr:
    return argument.value if isinstance(argument, ast.keyword) else argument


def _hashable(value: Any) -> bool:  # noqa: ANN401
    try:
        hash(value)
    except TypeError:
        return False
    return True


def _has(values: Mapping[Constant, Value], value: Any) -> bool:  # noqa: ANN401
    """Whether a table has a value; `True` is not `1` here, nor `1` `1.0`."""
    return any(type(key) is type(value) and key == value for key in values)
