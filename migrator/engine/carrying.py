"""Carry the arguments of one bound call over to the new signature, and lay them out."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from migrator.engine.keywords import Entry
from migrator.engine.literals import Unknown, evaluate, literal
from migrator.engine.names import Function, Names, parameter_default, parameters
from migrator.engine.outcomes import Context, Rewrite, Use
from migrator.engine.plans import Fuse, Keep, Write
from migrator.engine.signatures import (
    Bound,
    Signature,
    arguments,
)
from migrator.rules import (
    Batches,
    Branches,
    Check,
    Code,
    Combine,
    Constant,
    Drop,
    Exactly,
    Fate,
    FileName,
    Gone,
    InputShape,
    Into,
    LogName,
    Rule,
    Switch,
    To,
    Value,
)

_DEPTH = 4  # of names that stand for names
_EXPONENT = re.compile(r"e([-+])0+(\d)")  # 1e-08, as Python prints it, to 1e-8, as people write it


class Refused(Exception):  # noqa: N818 - `rewriting` turns it into a Refusal
    """An argument has no equivalent."""


class Carrier:
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
        self._call = call
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
                self._carry_group(*self._groups[name])
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
                self._carry_into(fate, index)
            case Check():
                self._carry_check(fate, index)
            case Drop():
                self._drop(fate)
            case Gone():
                self._carry_gone(fate, name, index)
            case Branches():
                self._result.on = self._context.branches(self._call)
                if self._result.on is None:
                    raise Refused(fate.instead)
            case InputShape():
                self._roles[fate.role if fate.role != "axis" else name] = index
            case Combine():
                raise TypeError(f"{self._rule.name}: Combine wants a tuple of arguments")

    def _carry_entry(self, entry: Entry) -> None:
        """Respell an entry of a `**dict` where the dict is written."""
        fate = self._to.args.get(entry.name, entry.name)
        if entry.name in self._groups or not isinstance(fate, str | Into):
            raise Refused(f"`{entry.name}` comes from a `**dict`: pass it as an argument.")
        new_name = fate if isinstance(fate, str) else fate.name
        value = literal(entry.value)
        if isinstance(fate, Into) and hashable(value) and _has(fate.values, value):
            new = fate.values[value]
            if isinstance(new, Exactly):
                new = new.value if self._context.exact else value
            if isinstance(new, Drop | Gone):
                raise Refused(f"`{entry.name}` comes from a `**dict`: take it out of there.")
            self._result.texts[entry.value] = self._text(new, entry.value)
        if new_name != entry.name:
            node, quoted = entry.name_node, isinstance(entry.key, ast.Constant)
            self._result.texts[node] = self._text(new_name, node) if quoted else new_name

    def _keep(self, index: int, keyword: str, value: str | None = None) -> None:
        self._result.slots.append(Keep(index, keyword, value))

    def _carry_check(self, fate: Check, index: int) -> None:
        if isinstance(fate, Batches):
            self._carry_batches(fate, index)
        elif isinstance(fate, FileName):
            self._carry_file(fate, index)
        else:
            self._keep(index, fate.name)
            said = self._result.actions
            (said if fate.severity == "action" else self._result.notices).append(fate.why)

    def _carry_batches(self, fate: Batches, index: int) -> None:
        """Divide a number of samples by the size of the batches that the generator makes."""
        samples, given = value_of(self._old[index]), self._bound.get(fate.of)
        if given is None and fate.of not in self._hidden:
            return
        generator = value_of(self._old[given]) if given is not None else None
        batches = self._context.batches
        if generator is not None and batches.are_arrays(generator):
            return
        count = generator and batches.count(samples, generator, self._call, f"«{index}»")
        self._keep(index, fate.name, count or None)
        if not count and literal(samples) is not None:
            self._result.actions.append(fate.why)

    def _carry_file(self, fate: FileName, index: int) -> None:
        endings = fate.endings
        for name, others in fate.where.items():
            given = self._bound.get(name)
            value = literal(value_of(self._old[given])) if given is not None else False
            endings = others if value else endings  # what cannot be read is true: Unknown()
        self._result.uses.append(Use(fate, value_of(self._old[index]), endings))
        self._keep(index, fate.name)

    def _drop(self, fate: Drop) -> None:
        said = self._result.actions if fate.severity == "action" else self._result.notices
        said += [fate.why] if fate.why else []

    def _carry_gone(self, fate: Gone, name: str, index: int) -> None:
        value = literal(value_of(self._old[index]))
        default = self._default(name)
        if isinstance(value, Unknown) or (value != default and value not in fate.harmless):
            raise Refused(f"`{name}=` has no equivalent. {fate.instead}")

    def _carry_into(self, fate: Into, index: int) -> None:
        node = value_of(self._old[index])
        value = literal(node)
        if isinstance(fate, LogName):
            self._result.uses.append(Use(fate, node))
            if not fate.defines:
                self._keep(index, fate.name)
                return
        if isinstance(node, ast.Tuple | ast.List) and len(node.elts) in fate.lengths:
            self._keep(index, fate.name, self._elements(fate.lengths[len(node.elts)], index))
        elif not isinstance(value, Unknown) and hashable(value) and _has(fate.values, value):
            self._carry_value(fate, fate.values[value], index, node)
        elif isinstance(node, ast.List | ast.Tuple | ast.Dict):
            self._carry_elements(fate, node)
            self._keep(index, fate.name)
        else:
            self._carry_unread(fate, index, node)

    def _elements(self, template: str, index: int) -> str:
        return template.replace("{", f"«{index}.").replace("}", "»")

    def _carry_value(self, fate: Into, new: Value, index: int, node: ast.expr) -> None:
        match new:
            case Drop():
                self._drop(new)
            case Gone():
                raise Refused(f"`{ast.unparse(node)}` has no equivalent. {new.instead}")
            case Exactly() if not self._context.exact:
                self._result.notices.append(new.why)
                self._keep(index, fate.name)
            case _:
                text = self._text(new.value if isinstance(new, Exactly) else new, node)
                self._keep(index, fate.name, text)

    def _carry_elements(self, fate: Into, node: ast.List | ast.Tuple | ast.Dict) -> None:
        """Respell the literals inside a literal list or dict."""
        for element in node.values if isinstance(node, ast.Dict) else node.elts:
            if isinstance(element, ast.List | ast.Tuple | ast.Dict):
                self._carry_elements(fate, element)
            value = literal(element)
            if isinstance(value, Unknown) or not hashable(value) or not _has(fate.values, value):
                continue
            new = fate.values[value]
            if isinstance(new, Exactly) and not self._context.exact:
                self._result.notices.append(new.why)
                continue
            new = new.value if isinstance(new, Exactly) else new
            if isinstance(new, Drop | Gone):
                raise Refused(f"`{ast.unparse(element)}` has no equivalent in Keras 3.")
            self._result.texts[element] = self._text(new, element)

    def _carry_unread(self, fate: Into, index: int, node: ast.expr) -> None:
        """Follow a value that is not written in place, or ask a person to."""
        value = evaluate(node, self._context.names)
        self._keep(index, fate.name)
        if isinstance(fate, LogName):
            return
        if fate.whole and _is_of_numpy(node, self._context.names):
            self._result.slots.pop()
            self._keep(index, fate.name, f"int(«{index}»)")
        function = self._context.names.local_function(node)
        if function is not None:
            if fate.shape:
                self._carry_shape(function)
            if fate.function:
                self._carry_function(fate, function)
            return
        if isinstance(value, Unknown) or not hashable(value):
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

    def _carry_shape(self, function: Function) -> None:
        """`lambda s: (s[0][0], 1)` is the shape `(1,)`."""
        if not isinstance(function, ast.Lambda) or not isinstance(function.body, ast.Tuple):
            return
        taken = {parameter.arg for parameter in parameters(function, variadic=True)}
        rest = function.body.elts[1:]
        used = {n.id for part in rest for n in ast.walk(part) if isinstance(n, ast.Name)}
        if rest and not used & taken and isinstance(self._result.slots[-1], Keep):
            texts = ", ".join(self._context.source.text(part) for part in rest)
            comma = "," if len(rest) == 1 else ""
            last = self._result.slots.pop()
            self._result.slots.append(replace(last, value=f"({texts}{comma})"))

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

    def _carry_group(self, key: tuple[str, ...], fate: Fate) -> None:
        if isinstance(fate, Combine):
            self._combine(key, fate)
        elif isinstance(fate, str):
            parts = tuple(
                self._bound[name] if name in self._bound else self._default_text(name)
                for name in key
            )
            self._result.slots.append(Fuse(parts, fate))
        else:
            raise TypeError(f"{self._rule.name}: {key} can only be fused or combined")

    def _combine(self, key: tuple[str, ...], fate: Combine) -> None:
        name, neutral = fate.unless
        given = self._bound.get(name)
        absent = given is None or literal(value_of(self._old[given])) == neutral
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
        """Return the old arguments that a combined one already speaks for."""
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
        if isinstance(fate, Into) and hashable(value) and _has(fate.values, value):
            new = fate.values[value]
            new = new.value if isinstance(new, Exactly) else new
            if isinstance(new, Gone):
                raise Refused(f"`{name}={value!r}`, its default, has no equivalent. {new.instead}")
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
            written = isinstance(slot, Write) or (self._was_keyword(slot) and not self._to.on)
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


def _is_of_numpy(node: ast.expr, names: Names, depth: int = 0) -> bool:
    """Whether a number comes out of NumPy, as far as assignments tell: `np.max(y) + 1`."""
    match node:
        case ast.Name() if depth < _DEPTH:
            value = names.value(node)
            return value is not None and _is_of_numpy(value, names, depth + 1)
        case ast.BinOp():
            return any(_is_of_numpy(side, names, depth) for side in (node.left, node.right))
        case ast.Call():
            denoted = names.denote(node.func)
            return denoted is not None and denoted.name.startswith("numpy.")
    return False


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


def value_of(argument: ast.expr | ast.keyword) -> ast.expr:
    """Return the value of an argument, positional or by keyword."""
    return argument.value if isinstance(argument, ast.keyword) else argument


def hashable(value: Any) -> bool:  # noqa: ANN401
    """Whether a value can be looked up in a table."""
    try:
        hash(value)
    except TypeError:
        return False
    return True


def _has(values: Mapping[Constant, Value], value: Any) -> bool:  # noqa: ANN401
    """Whether a table has a value; `True` is not `1` here, nor `1` `1.0`."""
    return any(type(key) is type(value) and key == value for key in values)
