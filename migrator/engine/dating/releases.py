"""For which release was a call written? Where parameters changed their places, values tell."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from migrator.engine.dating.editions import Defaults, Edition
from migrator.engine.reading.functions import parameters
from migrator.engine.reading.literals import Unknown, evaluate
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import unpacks
from migrator.engine.reading.signatures import (
    Bound,
    Signature,
    Unbindable,
    arguments,
    bind,
    by_place,
    keywords_of,
    parse_signature,
)
from migrator.engine.reading.whole_numbers import is_number
from migrator.frozen import frozen
from migrator.rules import Earlier, Kind, Rule, To

Unpacked = Mapping[int, tuple[str, ...]]
_NO_OTHERS = Defaults()


@frozen
class Reading:
    """A call as one release read it. earlier: whose signature that is, if not the rule's own.

    defaults: those that were others in the release that the file is for.
    """

    signature: Signature
    bound: Bound
    earlier: Earlier | None = None
    defaults: Defaults = _NO_OTHERS

    def adapt(self, to: To) -> To:
        """Return what the symbol becomes, as it is for a call of this release."""
        if self.earlier is None:
            moved = tuple(name for name in self.defaults.moved if name not in to.pin)
            return replace(to, pin=(*to.pin, *moved)) if moved else to
        args, pin = {**to.args, **self.earlier.args}, (*to.pin, *self.earlier.pin)
        drifts = to.drifts if self.earlier.drifts is None else self.earlier.drifts
        return replace(to, args=args, pin=pin, drifts=drifts)


def read(
    call: ast.Call,
    rule: Rule,
    names: Names,
    dialect: str,
    unpacked: Unpacked,
    edition: Edition | None = None,
    *,
    sizes: bool = False,
) -> Reading:
    """Match a call to the signature it was written for.

    edition: the releases that the file may be for. sizes: the file is known to be written for Keras
    0.1, whose numbers are numbers also where the source does not tell.

    Raises:
        Unbindable: it fits none of them.
    """
    found = _earlier(call, rule, names, dialect, unpacked, edition, sizes=sizes)
    if found is not None:
        return found
    signature = _at_its_time(call, rule, names, edition)
    bound = bind(call, signature, rule.old_keywords, unpacked, rule.spellings, others=rule.others)
    if edition is None or not rule.moved:
        return Reading(signature, bound)
    defaults = edition.defaults(rule)
    texts = {name: repr(value) for name, value in defaults.moved.items()}
    back = {name for name, text in texts.items() if signature.default(name) == text}
    moved = {name: value for name, value in defaults.moved.items() if name not in back}
    return Reading(signature.with_defaults(texts), bound, defaults=replace(defaults, moved=moved))


def _earlier(
    call: ast.Call,
    rule: Rule,
    names: Names,
    dialect: str,
    unpacked: Unpacked,
    edition: Edition | None,
    *,
    sizes: bool,
) -> Reading | None:
    """Match a call to the first signature of an earlier release for which it was written."""
    for earlier in rule.earlier if rule.earlier and _is_named(call, rule, names) else ():
        signature = parse_signature(earlier.was)
        known = rule.old_keywords | earlier.old_keywords
        # what is unclear is so by the words of its own signature
        spellings = {} if earlier.unclear else rule.spellings
        try:
            bound = bind(call, signature, known, unpacked, spellings)
        except Unbindable:
            continue
        is_by = edition.is_by(earlier.release) if edition is not None else None
        if earlier.unclear and is_by is not None:
            continue  # the release is clear
        fits = is_by or dialect in earlier.only
        if fits or _tells(call, rule, earlier, bound, names, sizes=sizes):
            return Reading(signature, bound, earlier)
    return None


def _at_its_time(call: ast.Call, rule: Rule, names: Names, edition: Edition | None) -> Signature:
    """Return the signature of a symbol without the parameters that it had not yet.

    Raises:
        Unbindable: an argument has another meaning in another release that the file may be for.
    """
    signature = parse_signature(rule.was)
    if edition is None or not rule.inserted or not _is_named(call, rule, names):
        return signature
    missing, open_ = edition.lacks(rule)
    signature = signature.without(missing)
    places = signature.places
    moved = min((places.index(name) for name in open_), default=len(places))
    if len(call.args) > moved and not unpacks(call.args):
        name = places[moved]
        raise Unclear(
            f"Before Keras {rule.inserted[name]} there was no `{name}=`, and the argument at this "
            f"place was `{places[moved + 1]}=`: name it."
        )
    return signature


class Unclear(Unbindable):
    """Releases that a file may be for read a call differently; the message says what to do."""


def wrote_sizes(call: ast.Call, rule: Rule, names: Names) -> bool:
    """Whether a call fits only a signature of Keras 0: `Dense(784, 10)`."""
    oldest = (earlier for earlier in rule.earlier if earlier.release.startswith("0."))
    if not any(_may_tell(call, rule, earlier) for earlier in oldest):
        return False
    found = _earlier(call, rule, names, "", {}, None, sizes=False)
    earlier = found.earlier if found is not None else None
    return earlier is not None and earlier.release.startswith("0.")


def stands_as_before(call: ast.Call, rule: Rule, names: Names) -> bool:
    """Whether what stands in the places of a call is what an earlier signature had there."""
    for earlier in rule.earlier:
        given = by_place(call, earlier.was)
        told = [
            name in given and _is_kind(given[name], k, names) for name, k in earlier.where.items()
        ]
        if told and all(told):
            return True
    return False


def separate_sizes(
    call: ast.Call, rule: Rule, names: Names, still_taken: tuple[str, ...] = ()
) -> bool:
    """Whether sizes that Keras 2 takes as one tuple stand one by one: `(64, 3, 3)`.

    still_taken: parameters that Keras 2 had, too, as `K.resize_images` had both factors.
    """
    if not rule.fused:
        return False
    groups = _places_of_sizes(call, rule, still_taken)
    return any(_may_be_sizes(group, call, rule, names) for group in groups)


def later_places(call: ast.Call, rule: Rule, names: Names) -> bool:
    """Whether what stands in the places of sizes is none: `(64, (3, 3), strides)`."""
    groups = _places_of_sizes(call, rule, ())
    return not all(_may_be_sizes(group, call, rule, names) for group in groups)


def _places_of_sizes(
    call: ast.Call, rule: Rule, still_taken: tuple[str, ...]
) -> Iterator[list[ast.expr]]:
    """Yield what stands where Keras 1 took sizes one by one, if all places are filled."""
    if not rule.fused or unpacks(call.args):
        return
    given = by_place(call, rule.was)
    for sizes in rule.fused:
        if all(name in given for name in sizes) and not set(sizes) <= set(still_taken):
            yield [given[name] for name in sizes]


def _may_be_sizes(group: list[ast.expr], call: ast.Call, rule: Rule, names: Names) -> bool:
    """Whether expressions may be numbers of rows and columns: no tuples or, by name, strides.

    Beside words of Keras 1 the name tells nothing: `Convolution2D(8, stride, stride, bias=False)`.
    """
    if any(isinstance(evaluate(node, names), tuple | list) for node in group):
        return False
    called = (getattr(node, "id", getattr(node, "attr", "")) for node in group)
    return bool(keywords_of(call) & rule.legacy_keywords) or not any(
        "stride" in name.lower() for name in called
    )


def _is_named(call: ast.Call, rule: Rule, names: Names) -> bool:
    """Whether a call names a symbol as early releases did: `Conv2D(64, 3, 3)` is of later ones."""
    denoted = names.denote(call.func)
    if denoted is None or rule.spellings:  # one that took two words for a thing, under two names
        return True
    return denoted.name.endswith("." + rule.name.rpartition(".")[2])


def _may_tell(call: ast.Call, rule: Rule, earlier: Earlier) -> bool:
    """Whether a call has what `_tells` looks at; cheaper to ask than what it is bound to."""
    if _has_words(call, rule, earlier):
        return True
    return bool(earlier.where) and earlier.where.keys() <= by_place(call, earlier.was).keys()


def _has_words(call: ast.Call, rule: Rule, earlier: Earlier) -> bool:
    return bool((keywords_of(call) & earlier.old_keywords) - rule.old_keywords)


def _tells(
    call: ast.Call, rule: Rule, earlier: Earlier, bound: Bound, names: Names, *, sizes: bool
) -> bool:
    """Whether keywords, or values at the places that changed, are what only this signature took."""
    if _has_words(call, rule, earlier):
        return True
    given = arguments(call)
    for name, kind in earlier.where.items():
        index = bound.arguments.get(name)
        node = given[index] if index is not None else None
        if node is None or isinstance(node, ast.keyword):
            return False
        supposed = sizes and kind == "number" and _may_be_size(node, names)
        if not supposed and not _is_kind(node, kind, names):
            return False
    return bool(earlier.where)


def _may_be_size(node: ast.expr, names: Names) -> bool:
    """Whether an expression may be a size, beside such as are: `n`, `len(words)`, `x.shape[1]`."""
    called = isinstance(node, ast.Call) and names.denote(node.func) is None
    return _is_kind(node, "open", names) or (called and not _makes_text(node))


def _is_kind(node: ast.expr, kind: Kind, names: Names) -> bool:
    """Whether an expression is known to have a value of a kind (see `Earlier`)."""
    value: Any = evaluate(node, names)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    match kind:
        case "number" if isinstance(value, Unknown):
            joins = isinstance(node, ast.BinOp) and not _may_join(node, names)
            return joins or is_number(node, names)
        case "number" | "fraction" | "count" | "zero":
            return number and _is_such(value, kind)
        case "flag":
            return isinstance(value, int) and value in {0, 1}
        case "open":
            return isinstance(value, Unknown) and not isinstance(node, ast.Call)
        case "text":
            return isinstance(value, str)
        case "no text":
            return not isinstance(value, str) and not _makes_text(node)
        case "vector":
            return isinstance(value, tuple) and len(value) == 1
        case "tuple":
            return isinstance(value, tuple)
        case "first" | "second":
            return _place_of(node, names) == ("first", "second").index(kind)


def _place_of(node: ast.expr, names: Names) -> int:
    """Return the place of a name among the parameters around it, -1 if it is none of them."""
    if not isinstance(node, ast.Name):
        return -1
    around = (n for n in names.ancestors(node) if isinstance(n, ast.FunctionDef | ast.Lambda))
    taken = [parameter.arg for function in around for parameter in parameters(function)]
    return taken.index(node.id) if node.id in taken else -1


def _may_join(node: ast.BinOp, names: Names) -> bool:
    """Whether an operation may be one of tuples: `shape + (3,)`, `before + behind`, `(2,) * n`."""
    parts = (node.left, node.right)
    values = [evaluate(part, names) for part in parts]
    if isinstance(node.op, ast.Mult) or any(isinstance(part, ast.BinOp) for part in parts):
        return any(isinstance(value, tuple) for value in values) or any(
            isinstance(part, ast.BinOp) and _may_join(part, names) for part in parts
        )
    return isinstance(node.op, ast.Add) and not any(isinstance(v, int | float) for v in values)


def _is_such(value: float, kind: Kind) -> bool:
    """Whether a number is of a kind."""
    match kind:
        case "fraction":
            return isinstance(value, float)
        case "count":
            return isinstance(value, int) and value > 0
        case "zero":
            return value == 0
    return True


def _makes_text(node: ast.expr) -> bool:
    """Whether an expression can only be a string: `self.name + "_W"`, `"{}_W".format(name)`."""
    match node:
        case ast.JoinedStr() | ast.Constant(value=str()):
            return True
        case ast.BinOp(op=ast.Add()):
            return _makes_text(node.left) or _makes_text(node.right)
        case ast.BinOp(op=ast.Mod()):
            return _makes_text(node.left)
        case ast.Call(func=ast.Name(id="str") | ast.Attribute(attr="format")):
            return True
    return False
