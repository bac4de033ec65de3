"""One bound call -> Rewrite | Refusal | AlreadyModern. Bind, choose, carry over, lay out."""

from __future__ import annotations

import ast
from collections.abc import Callable

from migrator.engine.calls.carried import Refused, has, hashable, value_of
from migrator.engine.calls.carrying import BENEATH, Carrier
from migrator.engine.calls.forwarding import entries_passed, words_of
from migrator.engine.calls.outcomes import AlreadyModern, Context, Outcome, Refusal, Rewrite, Use
from migrator.engine.dating.releases import (
    Reading,
    Unclear,
    later_places,
    read,
    separate_sizes,
    stands_as_before,
)
from migrator.engine.reading.keywords import Entry
from migrator.engine.reading.literals import Unknown, evaluate, literal
from migrator.engine.reading.nodes import hides_words, unpacks
from migrator.engine.reading.signatures import Unbindable, arguments, keywords_of
from migrator.engine.writing.plans import Keep, Write
from migrator.rules import Fate, Gone, Into, LogName, Method, Rule, Switch, To

_PLACES = (
    "A tuple, or strides, stand where Keras 1 took rows and columns, so that another release read "
    "this call: name them, `kernel_size=` and `strides=`."
)
Unpacking = Callable[[ast.expr], tuple[Entry, ...] | None]


def rewrite(call: ast.Call, rule: Rule, context: Context, entries: Unpacking | None) -> Outcome:
    """Decide what becomes of a call of a legacy symbol.

    entries: those of a dict that `**` unpacks, if they are not to be taken as they are passed.
    """
    unpacked = _unpacked(call, context, entries)
    hidden = {entry.name for entries in unpacked.values() for entry in entries}
    keywords = {k.arg for k in call.keywords if k.arg} | hidden
    if keywords & rule.new_keywords:
        return _with_new_words(call, keywords, rule, context)
    if isinstance(rule.becomes, Gone):
        return Refusal(rule.becomes.instead)
    if later_places(call, rule, context.names):
        return AlreadyModern() if _fits_new(call, rule) else Refusal(_PLACES)
    hidden_names = {i: tuple(e.name for e in entries) for i, entries in unpacked.items()}
    try:
        reading = read(
            call,
            rule,
            context.names,
            context.dialect,
            hidden_names,
            context.edition,
            sizes=context.sizes,
        )
    except Unclear as unclear:
        return Refusal(str(unclear))
    except Unbindable as reason:
        return _unbound(call, rule, reason, context)
    if reading.earlier is not None and reading.earlier.unclear:
        return Refusal(reading.earlier.unclear)
    to = _choose(call, rule, reading, context)
    if isinstance(to, Gone):
        return Refusal(to.instead)
    try:
        carrier = Carrier(call, rule, reading.adapt(to), reading, context)
        return _once_each(call, carrier.carry(unpacked))
    except Refused as refused:
        return Refusal(str(refused), _looked_up(call, reading, to))


def _looked_up(call: ast.Call, reading: Reading, to: To) -> tuple[Use, ...]:
    """Return the names by which a call that is left looks up what is logged."""
    given, fates = arguments(call), to.args
    return tuple(
        Use(fate, value_of(given[index]))
        for name, index in reading.bound.arguments.items()
        if isinstance(fate := fates.get(name), LogName) and not fate.defines
    )


def _with_new_words(call: ast.Call, keywords: set[str], rule: Rule, context: Context) -> Outcome:
    """Decide what becomes of a call with arguments that came later; Keras 2 took both, mixed."""
    mixed = sorted(keywords & rule.legacy_keywords)
    if mixed:
        return Refusal(f"It mixes old and new arguments: `{mixed[0]}=` is of the old ones.")
    if separate_sizes(call, rule, context.names):
        new = min(keywords & rule.new_keywords)
        return Refusal(
            f"It gives sizes one by one, as Keras 1 took them, beside `{new}=`, which it never "
            "took; Keras 3 reads the second of them as another argument."
        )
    return AlreadyModern()


def _once_each(call: ast.Call, outcome: Outcome) -> Outcome:
    """Refuse what would give an argument twice: two of the old ones have become the same."""
    if not isinstance(outcome, Rewrite):
        return outcome
    dicts = [i for i, a in enumerate(arguments(call)) if getattr(a, "arg", "") is None]  # `**kw`
    slots = [s for s in outcome.slots if not isinstance(s, Keep) or s.index not in dicts]
    named = [keyword for slot in slots if (keyword := getattr(slot, "keyword", None))]
    placed = outcome.to.positional[: len(slots) - len(named)]
    given = [*placed, *named]
    twice = next((keyword for keyword in given if given.count(keyword) > 1), "")
    return Refusal(f"It gives twice what Keras 3 calls `{twice}=`.") if twice else outcome


def _unbound(call: ast.Call, rule: Rule, reason: Unbindable, context: Context) -> Outcome:
    """Decide what becomes of a call that no old signature takes."""
    if _fits_new(call, rule):
        return AlreadyModern()
    if isinstance(rule.becomes, To) and _passes_on(call, rule.becomes, rule, context):
        names = enumerate(getattr(a, "arg", None) for a in arguments(call))
        return Rewrite(rule.becomes, [Keep(n, name) for n, name in names])
    hidden = words_of(call, context.names) - keywords_of(call)
    old = sorted(hidden & rule.legacy_keywords)
    among = f"; `{old[0]}=` is among them, which Keras 3 does not take" if old else ""
    return Refusal(f"Not migrated: {reason}{among}.")


def _unpacked(
    call: ast.Call, context: Context, of: Unpacking | None
) -> dict[int, tuple[Entry, ...]]:
    """Return the entries of each `**dict` of a call whose entries are known."""
    found: dict[int, tuple[Entry, ...]] = {BENEATH: context.beneath} if context.beneath else {}
    for index, argument in enumerate(arguments(call)):
        if isinstance(argument, ast.keyword) and argument.arg is None:
            value = argument.value
            entries = of(value) if of is not None else entries_passed(value, context.names)
            if entries is not None:
                found[index] = entries
    return found


def _fits_new(call: ast.Call, rule: Rule) -> bool:
    """Whether a call that the old signature rejects is one of the new signature."""
    to = rule.becomes
    if not isinstance(to, To) or unpacks(call.args):
        return False
    keywords = {k.arg for k in call.keywords}
    known = keywords <= (rule.new_keywords | rule.old_keywords) - rule.legacy_keywords
    return known and 0 < len(call.args) <= len(to.positional)


def _passes_on(call: ast.Call, to: To, rule: Rule, context: Context) -> bool:
    """Whether a call hides arguments (`**kwargs`) of what takes them as it always did."""
    hides = hides_words(call)
    in_place = len(call.args) <= len(to.positional)
    if unpacks(call.args):
        hides, in_place = True, to.same_places
    given = words_of(call, context.names)
    legacy = given & rule.legacy_keywords or any(_is_decided(to.args.get(name)) for name in given)
    passed = to.transparent and hides and in_place and not legacy
    if not passed or stands_as_before(call, rule, context.names):
        return False
    seen = (entry for entries in _unpacked(call, context, None).values() for entry in entries)
    return not any(_is_read_otherwise(entry, to) for entry in seen)


def _is_read_otherwise(entry: Entry, to: To) -> bool:
    """Whether Keras 3 takes the value of an entry for another one, or for none."""
    fate = to.args.get(entry.name)
    value = entry.elsewhere if entry.value is None else literal(entry.value)
    return isinstance(fate, Into) and hashable(value) and has(fate.values, value)


def _is_decided(fate: Fate | None) -> bool:
    """Whether what becomes of an argument depends on its value, even that it goes."""
    return isinstance(fate, Into) and bool(fate.unsure)


def now_called(method: Method) -> str:
    """Say that a method has another name, and that its arguments are to be looked up."""
    return (
        f"Keras 3 has no `{method.method}`: it is `{method.renamed}`, with the arguments that "
        f"`kmigrate explain {method.name}` shows."
    )


def _choose(call: ast.Call, rule: Rule, reading: Reading, context: Context) -> To | Gone:
    becomes = rule.becomes
    if not isinstance(becomes, Switch):
        return becomes
    if becomes.on in reading.bound.unpacked:
        return Gone(f"`{becomes.on}` comes from a `**dict`: pass it as an argument.")
    index = reading.bound.arguments.get(becomes.on)
    if index is None:
        default = reading.signature.default(becomes.on)
        value = ast.literal_eval(default) if default is not None else None
        return becomes.cases.get(value, becomes.otherwise)
    node = value_of(arguments(call)[index])
    if becomes.function is not None and context.names.is_function(node):
        return becomes.function
    if (number := _by_number(call, becomes, reading, context)) is not None:
        return number
    value = evaluate(node, context.names)
    if isinstance(value, Unknown) or not hashable(value) or context.names.is_parameter(node):
        return becomes.otherwise
    return becomes.cases.get(value, becomes.otherwise)


def _by_number(call: ast.Call, becomes: Switch, reading: Reading, context: Context) -> To | None:
    """Return what becomes of a call where one of its arguments is a number, and no array."""
    asked, to = becomes.number or ("", None)
    index = reading.bound.arguments.get(asked)
    if index is None or not context.is_number(value_of(arguments(call)[index])):
        return None
    return _beside_a_whole_number(call, becomes, reading, context) or to


def _beside_a_whole_number(
    call: ast.Call, becomes: Switch, reading: Reading, context: Context
) -> To | None:
    """Return the same where one of two arguments is a whole number, and the other no literal."""
    (names, to), given = becomes.whole or ((), None), reading.bound.arguments
    values = [value_of(arguments(call)[given[name]]) for name in names if name in given]
    kinds = [type(evaluate(value, context.names)) for value in values]
    return to if {*kinds} == {int, Unknown} else None


def message_of(rule: Rule, to: To, outcome: Rewrite) -> str:
    """Say in one line what became of a call."""
    if to.text is not None:
        shown = to.text.text.replace("{", "").replace("}", "")
        return f"{rule.name.rpartition('.')[2]}(...) becomes {shown}"
    old, new = rule.name.rpartition(".")[2], to.name.rpartition(".")[2]
    written = [
        f"{slot.keyword}={slot.value}"
        for slot in outcome.slots
        if isinstance(slot, Write) and "«" not in slot.value
    ]
    head = f"{old} becomes {new}" if old != new else f"{old}: arguments respelled"
    if to.wrap:
        head = f"{old} becomes {to.wrap.replace('{}', '...')}"
    return f"{head}; written out: {', '.join(written)}" if written else head
