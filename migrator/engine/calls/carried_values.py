"""Values that are respelled on their way to the new signature."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Any

from migrator.engine.calls.axes import is_axis
from migrator.engine.calls.carried import CarriedCall, Refused, has, hashable, meant, value_of
from migrator.engine.calls.closures import holds_tensors, reads_tensors
from migrator.engine.calls.lists import (
    as_tuple,
    elements_of,
    has_zeros,
    holds_numbers,
    is_for_outputs,
    makes_list,
    of_entries,
    of_length,
    stands_alone,
)
from migrator.engine.calls.outcomes import Use
from migrator.engine.calls.texts import may_be, said_to_be, shown
from migrator.engine.calls.values_told import noticed_of_value, said_of_value
from migrator.engine.reading.functions import Function, parameters, spanning
from migrator.engine.reading.literals import Unknown, among, evaluate, is_settled, literal
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import held_in, walk
from migrator.engine.reading.texts import parts_of
from migrator.engine.reading.whole_numbers import as_real, is_number
from migrator.engine.training.outputs import outputs_of, times_of
from migrator.engine.writing.plans import Keep
from migrator.rules import (
    Another,
    Drop,
    Exactly,
    Gone,
    Helper,
    Into,
    LogName,
    Remark,
    Value,
)

_READ = (ast.Name, ast.Attribute, ast.Subscript)
_COMPOUND = (ast.List, ast.Tuple, ast.Dict, ast.IfExp, ast.BinOp, ast.BoolOp, ast.Starred)


class ValueCarrier(CarriedCall):
    """Carries arguments whose values are respelled."""

    def _carry_into(self, fate: Into, index: int) -> None:
        node = value_of(self._old[index])
        fate = self._in_this_file(fate, node)
        value = meant(fate, literal(node))
        self._look_at(fate, index, node, value)
        if isinstance(fate, LogName) and not fate.defines:
            self._keep(index, fate.name)
        elif fate.real:
            self._keep(index, fate.name, self._real(index))
        elif fate.lazy and not self._is_function(node):
            self._keep(index, fate.name, f"lambda: «{index}»")
        elif text := self._template(fate, index, node):
            self._keep(index, fate.name, text)
        elif fate.axis and is_axis(node, self._context):
            text = self._context.source.text(node)
            plain = isinstance(node, (*_READ, ast.Constant)) and node.lineno == node.end_lineno
            self._keep(index, fate.name, f"({text if plain else f'«{index}»'},)")
        elif known := self._known(fate, node, value):
            self._carry_value(fate, known[0], index, node)
        elif isinstance(node, ast.BinOp) and (fate.whole or fate.batches):
            self._keep(index, fate.name)
            self._carry_number(fate, index, node)
        elif isinstance(node, _COMPOUND) and not parts_of(node):
            if isinstance(node, ast.Dict) and fate.lengths and fate.unsure:
                self._result.actions.append(fate.unsure)
            self._carry_elements(fate, node)
            self._keep(index, fate.name, self._for_each_output(fate, index, node))
        else:
            self._carry_unread(fate, index, node)

    def _known(self, fate: Into, node: ast.expr, value: Any) -> tuple[Value, ...]:  # noqa: ANN401
        """Return what becomes of a literal, or of a name for one that is not written any more."""
        if not isinstance(value, Unknown):
            return (fate.values[value],) if hashable(value) and has(fate.values, value) else ()
        value = evaluate(node, self._context.names) if isinstance(node, ast.Name) else value
        if isinstance(value, Unknown) or not hashable(value) or not has(fate.values, value):
            return ()
        match fate.values[value]:
            case Drop() | Another() as new if is_settled(node, self._context.names):
                goes = isinstance(new, Drop) or self._is_named()
                return (new,) if goes and not self._context.respelled(node) else ()
        return ()

    def _in_this_file(self, fate: Into, node: ast.expr) -> Into:
        if isinstance(fate, LogName) and (kept := self._context.kept_metrics):
            fate = replace(fate, values={k: v for k, v in fate.values.items() if k not in kept})
        return self._at_its_time(fate, node) if fate.moved else fate

    def _at_its_time(self, fate: Into, node: ast.expr) -> Into:
        """Return a fate as the release of the file has it; say what that leaves open."""
        values, doubtful = self._context.edition.values(fate)
        value = evaluate(node, self._context.names)
        if not isinstance(value, Unknown) and hashable(value) and has(doubtful, value):
            before = doubtful[value]
            if isinstance(before, Exactly) and self._context.exact:
                self._result.once.append(before.why)
        return replace(fate, values=values, moved={})

    def _look_at(self, fate: Into, index: int, node: ast.expr, value: Any) -> None:  # noqa: ANN401
        """Refuse, remark or note down what a value is, whatever it is written as."""
        if fate.number:
            self._refuse_number(fate, node, positional=self._old[index] is node)
        self._remark_on(fate, node, value)
        self._result.actions += said_of_value(fate, node, self._context)
        self._result.notices += noticed_of_value(fate, node, self._context)
        if fate.by_name or fate.each:
            self._refuse_dicts(fate, node)
        if fate.made_of_tensors and holds_tensors(node, self._context):
            self._result.actions.append(fate.made_of_tensors)
        if fate.if_function and not (fate.lazy and self._is_function(node)):
            told = fate.if_function in self._result.notices
            if not told and _may_be_a_function(node, self._context.names):
                self._result.notices.append(fate.if_function)
        if isinstance(fate, LogName) or fate.saved or fate.own is not None:
            self._result.uses.append(Use(fate, node))

    def _refuse_dicts(self, fate: Into, node: ast.expr) -> None:
        """Say of what holds a value for each output, by name or in order, that Keras 3 does not."""
        names = self._context.names
        value = names.held(node)
        if fate.by_name and isinstance(value, ast.Dict):
            self._result.actions.append(fate.by_name)
        if fate.each and value is not None and is_for_outputs(value):
            self._result.actions.append(fate.each)
        elif fate.several and isinstance(value, ast.Dict) and outputs_of(self._call, names) > 1:
            self._result.actions.append(fate.several)
        if fate.bare and value is not None and holds_numbers(value):
            self._result.actions.append(fate.bare)
        if fate.of_zeros is not None and has_zeros(value, names):
            self._remark(fate.of_zeros)

    def _is_function(self, node: ast.expr) -> bool:
        return self._context.names.local_function(node) is not None

    def _for_each_output(self, fate: Into, index: int, node: ast.expr) -> str | None:
        """Give a flat list of metrics to each output of a model that has several."""
        of_all = fate.listed or isinstance(fate, LogName)
        elements = node.elts if of_all and isinstance(node, ast.List) else []
        if not elements or any(isinstance(each, ast.List | ast.Tuple) for each in elements):
            return None
        times = times_of(self._call, self._context.names)
        return f"[«{index}»] * {times}" if times else None

    def _remark_on(self, fate: Into, node: ast.expr, value: Any) -> None:  # noqa: ANN401
        if self._context.theano and hashable(value) and value in fate.on_theano:
            self._remark(fate.on_theano[value])
        if fate.remark is not None and value is not None:
            self._remark(fate.remark)
        if fate.of_length and (said := fate.of_length.get(len(getattr(node, "elts", ())))):
            self._remark(said)

    def _remark(self, remark: Remark) -> None:
        action = remark.severity == "action"
        said = self._result.actions if action else self._result.notices
        said += [remark.text] if remark.text not in said else []

    def _refuse_number(self, fate: Into, node: ast.expr, *, positional: bool) -> None:
        """Refuse what another release may have meant by an argument at this place."""
        value = evaluate(node, self._context.names)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        number = number or is_number(node, self._context.names)  # `len(words)`
        open_ = isinstance(value, Unknown) and positional and not isinstance(node, ast.Call)
        if number or (open_ and self._context.names.local_function(node) is None):
            raise Refused(fate.number)

    def _elements(self, template: str, index: int) -> str:
        return template.replace("{", f"«{index}.").replace("}", "»")

    def _carry_value(self, fate: Into, new: Value, index: int, node: ast.expr) -> None:
        match new:
            case Drop():
                self._drop(new)
            case Another(helper=Helper() as helper) if self._is_named():
                to = replace(self._result.to, target=helper.name, helpers=(helper,))
                self._result.to = to
            case Gone():
                name = self._names_of.get(index, fate.name)
                raise Refused(f"`{name}={ast.unparse(node)}` has no equivalent. {new.instead}")
            case Exactly() if not self._context.exact:
                self._result.notices.append(new.why)
                self._keep(index, fate.name)
            case _:
                if isinstance(new, Exactly) and new.notice:
                    self._result.notices.append(new.notice)
                text = self._text(new.value if isinstance(new, Exactly) else new, node)
                written = text == self._context.source.text(node)
                self._keep(index, fate.name, None if written else text)

    def _is_named(self) -> bool:
        """Whether the symbol is called by its name, rather than through a variable."""
        denoted = self._context.names.denote(self._call.func)
        return denoted is not None and not denoted.is_alias

    def _carry_elements(self, fate: Into, node: ast.expr) -> None:
        """Respell the literals inside a literal list or dict, a sum of lists, or a condition."""
        for element in elements_of(node):
            value = literal(element)
            if fate.single and isinstance(element, ast.Tuple | ast.List) and len(element.elts) == 1:
                self._result.texts[element] = self._context.source.text(element.elts[0])
            elif fate.sizes and (whole := self._context.numbers.as_size(element)):
                text = self._context.source.text(element)
                self._result.texts[element] = whole.replace("{}", text)
            elif isinstance(element, _COMPOUND):
                self._carry_elements(fate, element)
            elif isinstance(element, _READ) and not isinstance(fate, LogName):
                self._mention_element(fate, element)
            elif not isinstance(value, Unknown) and hashable(value) and has(fate.values, value):
                self._carry_element(fate.values[value], element)

    def _mention_element(self, fate: Into, element: ast.expr) -> None:
        """Say what a name stands for that may be the value: `kind if small else 'valid'`."""
        for possible in () if self._context.respelled(element) else self._told(element, fate):
            self._mention_value(fate, element, possible)

    def _carry_element(self, new: Value, element: ast.expr) -> None:
        if isinstance(new, Exactly) and not self._context.exact:
            self._result.notices.append(new.why)
            return
        new = new.value if isinstance(new, Exactly) else new
        if isinstance(new, Drop):
            raise Refused(f"`{ast.unparse(element)}` has no equivalent in Keras 3.")
        if isinstance(new, Gone):  # the others beside it are respelled all the same
            said = f"`{ast.unparse(element)}` has no equivalent. {new.instead}"
            self._result.actions.append(said)
            return
        self._result.texts[element] = self._text(new, element)

    def _carry_unread(self, fate: Into, index: int, node: ast.expr) -> None:
        """Follow a value that is not written in place, or ask a person to."""
        value = evaluate(node, self._context.names)
        self._keep(index, fate.name)
        if isinstance(fate, LogName):
            return
        if fate.whole or fate.batches:
            self._carry_number(fate, index, node)
        function = self._context.names.local_function(node)
        if function is not None:
            self._carry_local(fate, function)
            return
        for made in self._context.names.made_functions(node) if fate.function else ():
            self._carry_function(fate, made)
        open_ = isinstance(value, Unknown) or not hashable(value)
        if self._context.respelled(node):
            return
        if fate.computed and (open_ or self._context.names.is_parameter(node)):
            text = fate.computed.replace("'", self._context.quote).replace("{}", f"«{index}»")
            self._result.slots.pop()
            self._keep(index, fate.name, text)
            return
        told = self._told(node, fate)
        lost = not told and any(isinstance(new, Drop) for new in fate.values.values())
        lost = lost and not (isinstance(node, ast.Call) and self._is_of_keras(node))
        if fate.unsure and (lost or (open_ and not isinstance(node, ast.Call))):
            self._result.actions.append(fate.unsure)
        for possible in told:
            self._mention_value(fate, node, possible)

    def _template(self, fate: Into, index: int, node: ast.expr) -> str:
        """Return the template for what is written otherwise as a whole: lists, and tensors."""
        if text := of_length(fate, node, self._call, self._context.names):
            return self._elements(text, index)
        if fate.entries and (text := of_entries(node, fate.entries, self._context.source)):
            return text
        if fate.as_tuple:
            return as_tuple(node, index, self._context.names)
        if fate.listed and stands_alone(node, self._context.names):
            alone = ast.List([node], ast.Load())
            self._carry_elements(fate, alone)
            each = self._for_each_output(fate, index, alone) or f"«{index}»"
            return each.replace(f"«{index}»", f"[«{index}»]")
        if fate.iterated is not None and self._context.is_computed(node):
            return self._code(fate.iterated)
        names = self._context.names
        if fate.lists is None or not any(makes_list(e, names) for e in held_in(node)):
            return ""
        text = self._code(fate.lists)
        places = ((f"«{index}.{n}»", element) for n, element in enumerate(held_in(node)))
        parts = (text.replace("{}", p) if makes_list(e, names) else p for p, e in places)
        return f"[{', '.join(parts)}]"

    def _real(self, index: int) -> str | None:
        """Return the template for a whole number where Keras 3 wants a float."""
        text = as_real(value_of(self._old[index]), self._context.names)
        return text.replace("{}", f"«{index}»") or None

    def _carry_number(self, fate: Into, index: int, node: ast.expr) -> None:
        """Make a whole number of what may be none."""
        numbers = self._context.numbers
        text = numbers.rounded_up(node) if fate.batches else numbers.as_whole(node)
        if text is None:
            self._result.actions.append(
                f"`{fate.name}` may be a fraction here: Keras 3 wants a whole number, rounded up."
            )
        elif text:
            self._result.slots.pop()
            self._keep(index, fate.name, text.replace("{}", f"«{index}»"))

    def _told(self, node: ast.expr, fate: Into) -> list[Any]:
        """Return which of the values that are respelled an expression may be."""
        context = self._context
        sources = [node, *context.own_attributes.of(node), *context.kept_values.of(node)]
        known = [value for source in sources for value in self._values(source, fate)]
        return [*dict.fromkeys(v for v in known if hashable(v) and has(fate.values, v))]

    def _values(self, node: ast.expr, fate: Into) -> list[Any]:
        """Return what an expression may be: what calls pass for a parameter, here and elsewhere."""
        names = self._context.names
        binding = names.lookup(node)[0] if isinstance(node, ast.Name) else None
        passed = self._context.passed.of(binding) if binding is not None else []
        texts = may_be(node, fate.values, names)
        return [evaluate(node, names), *passed, *among(node, names), *texts]

    def _mention_value(self, fate: Into, node: ast.expr, value: Any) -> None:  # noqa: ANN401
        is_ = said_to_be(node, value, self._context.names)
        match fate.values[value]:
            case Exactly(new, _, notice) if new == value:
                self._result.notices += [notice] if notice else []
                return
            case Drop():
                said = f"{is_}: leave it out, Keras 3 takes no `{fate.name}=`."
            case Gone(instead):
                said = f"{is_}, which has no equivalent. {instead}"
            case new:
                text = shown(new.value if isinstance(new, Exactly) else new)
                said = f"{is_}, which Keras 3 reads differently as `{fate.name}=`: write {text}."
        self._result.actions.append(said)

    def _carry_local(self, fate: Into, function: Function) -> None:
        """Carry a function of the file itself."""
        if fate.shape:
            self._carry_shape(function)
        if fate.tensors and reads_tensors(function, self._context):
            self._result.actions.append(fate.tensors)
        if fate.function:
            self._carry_function(fate, function)

    def _carry_shape(self, function: Function) -> None:
        """`lambda s: (s[0][0], 1)` is the shape `(1,)`."""
        if not isinstance(function, ast.Lambda) or not isinstance(function.body, ast.Tuple):
            return
        taken = {parameter.arg for parameter in parameters(function, variadic=True)}
        rest = function.body.elts[1:]
        used = {n.id for part in rest for n in walk(part) if isinstance(n, ast.Name)}
        last = self._result.slots[-1]
        if rest and not used & taken and isinstance(last, Keep):
            texts = ", ".join(self._context.source.text(part) for part in rest)
            comma = "," if len(rest) == 1 else ""
            self._result.slots[-1:] = [replace(last, value=f"({texts}{comma})")]

    def _carry_function(self, fate: Into, function: Function) -> None:
        """Give a function of the file the parameters with which Keras 3 calls it."""
        taken = parameters(function, variadic=True)
        names = [parameter.arg for parameter in taken]
        wanted = [text.partition("=")[0] for text in fate.function]
        if len(names) < len(wanted[:1]) or names[1:] == wanted[1:]:
            return
        passed = all(self._is_only_passed_on(n, function) for n in names[1:])
        if len(names) > 1 and passed and not self._is_called(function):
            place = spanning(taken[0], taken[-1], function)
            self._result.texts[place] = ", ".join([names[0], *fate.function[1:]])
        else:
            called = f"({', '.join(fate.function)})"
            self._result.actions.append(
                f"Keras 3 calls the function given as `{fate.name}=` with {called}: change its "
                "parameters accordingly."
            )

    def _is_only_passed_on(self, name: str, function: Function) -> bool:
        """Whether a parameter is used for nothing but `name=name` in a call of Keras's."""
        body = [function.body] if isinstance(function, ast.Lambda) else function.body
        nodes = [node for part in body for node in walk(part)]
        uses = [n for n in nodes if isinstance(n, ast.Name) and n.id == name]
        calls = [n for n in nodes if isinstance(n, ast.Call) and self._is_of_keras(n)]
        passed = [k.value for call in calls for k in call.keywords if k.arg == name]
        return all(any(use is value for value in passed) for use in uses)

    def _is_called(self, function: Function) -> bool:
        """Whether the file calls a function itself, with the parameters that it has."""
        names, name = self._context.names, getattr(function, "name", "")
        return any(names.local_function(c.func) is function for c in names.calls_of.get(name, ()))

    def _is_of_keras(self, call: ast.Call) -> bool:
        denoted = self._context.names.denote(call.func)
        return denoted is not None and denoted.name.startswith("keras.")


def _may_be_a_function(node: ast.expr, names: Names) -> bool:
    """Whether an expression is a name, and nothing tells that it stands for what was computed."""
    value = names.value(node) if isinstance(node, ast.Name) else None
    return isinstance(value or node, ast.Name | ast.Attribute | ast.Lambda)
