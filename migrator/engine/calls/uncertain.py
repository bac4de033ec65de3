"""Calls on what may be a model: its class cannot be told, but its name says so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from functools import partial

from migrator.engine.calls.carried import value_of
from migrator.engine.calls.forwarding import entries_passed
from migrator.engine.calls.outcomes import Outcome, Refusal, Rewrite
from migrator.engine.reading.functions import Function, parameters
from migrator.engine.reading.literals import evaluate
from migrator.engine.reading.names import Names
from migrator.engine.reading.signatures import arguments, by_place, parse_signature
from migrator.engine.writing.plans import ARGUMENT, Keep, Write
from migrator.patterns import regex
from migrator.rules import FileName, Method

_MODEL_LIKE = regex(
    r"model|net(?:work)?$|autoencoder|encoder|decoder|discriminator|generator|gan$|classifier"
    r"|actor$|critic$|lstm$|rnn$",
    re.IGNORECASE,
)
_MODELS = "keras.models."
_OTHERWISE = "is written otherwise on Keras 3"
_SAID = (
    "If `{}` is a Keras model, this call {} to mean what it meant; its class could not be inferred."
)


def is_like_a_layer(node: ast.expr, names: Names) -> bool:
    """Whether something is named as layers are, or one of some: `layer`, `net.layers[-1]`."""
    if isinstance(node, ast.Name | ast.Attribute) and _named(node).endswith("layer"):
        return True
    bindings = names.bindings(node) if isinstance(node, ast.Name) else ()
    values = [node, *(binding.value for binding in bindings if binding.value is not None)]
    loops = [binding.iterated for binding in bindings if binding.iterated is not None]
    return any(_is_taken(value) for value in values) or any(_are_layers(loop) for loop in loops)


def _is_taken(node: ast.expr) -> bool:
    """Whether something is taken of what has layers: `net.layers[-1]`, `net.get_layer('a')`."""
    if isinstance(node, ast.Subscript):
        return _are_layers(node.value)
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get_layer"


def _are_layers(node: ast.expr) -> bool:
    held = node.value if isinstance(node, ast.Subscript) else node  # `net.layers[:-1]`
    return isinstance(held, ast.Name | ast.Attribute) and _named(held).endswith("layers")


def _named(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2].lower()


def is_like_a_model(node: ast.expr) -> bool:
    """Whether something is named as models are: `self.target_model`, `actor`."""
    return _MODEL_LIKE.search(ast.unparse(node).rpartition(".")[2]) is not None


def is_made_by_function(node: ast.expr, names: Names) -> bool:
    """Whether a name is given what a function returns, as its name has it: a model, it may be."""
    made = names.value(node) if isinstance(node, ast.Name) else None
    callee = ast.unparse(made.func).rpartition(".")[2] if isinstance(made, ast.Call) else ""
    return callee[:1].islower()


def is_of_keras_all_the_same(call: ast.Call, method: Method, names: Names) -> bool:
    """Whether a method that a class of the file has, too, is Keras's: it takes no such words."""
    own = _own(method, names)
    given = {keyword.arg for keyword in call.keywords if keyword.arg}
    took = {parameter.arg for f in own for parameter in parameters(f, variadic=True)}
    told = given & method.legacy_keywords - took
    return method.unmistakable and bool(own and told) and not any(f.args.kwarg for f in own)


def keywords_seen(call: ast.Call, names: Names) -> set[str | None]:
    """Return the keywords of a call, those of a `**dict` in sight included; None for another."""
    found: set[str | None] = set()
    for keyword in call.keywords:
        entries = entries_passed(keyword.value, names) if keyword.arg is None else None
        found.update([keyword.arg] if entries is None else [entry.name for entry in entries])
    return found


def is_passed_on(call: ast.Call, func: ast.Attribute, method: Method, names: Names) -> bool:
    """Whether a method of the file's own passes on to one of that name, which is gone in Keras 3.

    `self.net.fit_generator(...)` in a `def fit_generator`.
    """
    if not method.unmistakable or not method.renamed or getattr(func.value, "id", "") == "self":
        return False
    own = _own(method, names)
    return bool(own) and not {*names.ancestors(call)}.isdisjoint(own)


def tells_by_place(call: ast.Call, method: Method) -> bool:
    """Whether what would tell that a method is Keras's stands in its place, without its name.

    `compile(optimizer, loss, metrics)` of a class that another package derives from Keras's.
    """
    return not by_place(call, method.was).keys().isdisjoint(method.telltale)


def _own(method: Method, names: Names) -> list[Function]:
    return [f for f in names.functions if getattr(f, "name", "") == method.method]


def meant(call: ast.Call, method: Method, others: Iterable[Method], names: Names) -> Method:
    """Return the method that a call means, on a model that may be of either of two classes.

    `fit(X, y)` is not that of a graph, which took the size of the batches there.
    """
    if not method.owner.startswith(_MODELS) or not _is_misplaced(call, method, names):
        return method
    return next((m for m in others if not _is_misplaced(call, m, names)), method)


def is_doubtful(call: ast.Call, func: ast.Attribute, method: Method, names: Names) -> bool:
    """Whether a method that only its name tells is called as somebody's own may be.

    `loader.load_weights(encoder, decoder)`: what stands in the place of a switch may be none.
    """
    given = {keyword.arg for keyword in call.keywords}
    if given & {*method.telltale, *method.legacy_keywords} or is_like_a_model(func.value):
        return False
    defaults = {p.name: p.default for p in parse_signature(method.was).parameters}
    placed = by_place(call, method.was).items()
    switches = [node for name, node in placed if defaults[name] in {"True", "False"}]
    return any(not isinstance(evaluate(node, names), bool) for node in switches)


def _is_misplaced(call: ast.Call, method: Method, names: Names) -> bool:
    """Whether a method would take what is no number for the size of the batches."""
    size = by_place(call, method.was).get("batch_size")
    return size is not None and not isinstance(evaluate(size, names), int)


def needed_of_a_model(call: ast.Call, func: ast.Attribute, outcome: Outcome, *, told: bool) -> str:
    """Say what a method call must be on Keras 3, if it must be another one.

    told: whether a keyword of it, or its name, tells that it is one on a model.
    """
    if not isinstance(outcome, Rewrite):
        if not told or not isinstance(outcome, Refusal):
            return ""
        return f"If `{ast.unparse(func.value)}` is a Keras model: {outcome.reason}"
    to = outcome.to
    keeps_name = to.name.rpartition(".")[2] == func.attr and not to.helpers
    if keeps_name and not told and outcome.keeps_arguments(len(arguments(call))):
        return ""
    given = arguments(call)
    written = ", ".join(_shown(slot, given) for slot in outcome.slots if _news(slot))
    if to.helpers:
        needs = f"must be one of the function that `kmigrate explain {to.name}` shows,"
    elif not keeps_name:
        needs = f"must be one of `{to.name.rpartition('.')[2]}` on Keras 3,"
    else:
        needs = f"needs `{written}`" if written else _OTHERWISE
    return _SAID.format(ast.unparse(func.value), needs)


def named_otherwise(func: ast.Attribute, outcome: Outcome, names: Names) -> str:
    """Say how a file must be named that a method writes, which a class here may have, too."""
    for use in outcome.uses if isinstance(outcome, Rewrite) else ():
        ending = _ending(use.node)
        wrong = ending and not ending.endswith(tuple(use.endings))
        if isinstance(use.fate, FileName) and use.fate.writes and wrong:
            if _is_of_a_class_here(func.value, names):
                return ""
            return f"If `{ast.unparse(func.value)}` is a Keras model: {use.fate.why}"
    return ""


def _ending(node: ast.expr) -> str:
    """Return how a text that is put together ends, as far as that is in sight."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=[*_, last]) | ast.BinOp(op=ast.Add(), right=last):
            return _ending(last)
        case ast.BinOp(op=ast.Mod(), left=template):
            return _ending(template)
        case ast.Call(func=ast.Attribute(value=template, attr="format")):
            return _ending(template)
    return ""


def _is_of_a_class_here(node: ast.expr, names: Names) -> bool:
    """Whether an attribute is given an object of a class of the file: `self.net = Net()`."""
    given = names.attributes.get(node.attr, []) if isinstance(node, ast.Attribute) else []
    return any(isinstance(v, ast.Call) and names.local_class(v.func) for v in given)


def _news(slot: object) -> bool:
    return not isinstance(slot, Keep) or slot.keyword is not None or slot.value is not None


def _shown(slot: object, given: Sequence[ast.expr | ast.keyword]) -> str:
    match slot:
        case Write():
            return f"{slot.keyword}={slot.value}"
        case Keep():
            value = ARGUMENT.sub(partial(_argument, given), slot.value or "...")
            return f"{slot.keyword}={value}" if slot.keyword else value
    return "..."


def _argument(given: Sequence[ast.expr | ast.keyword], place: re.Match[str]) -> str:
    """Return the text of an argument that stands in a value; of a part of one, dots."""
    return "..." if place[2] else ast.unparse(value_of(given[int(place[1])]))
