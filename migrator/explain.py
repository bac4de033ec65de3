"""What kmigrate knows about a legacy symbol, in words made from its rule."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from itertools import groupby

from migrator.engine.reading.signatures import Signature, parse_signature
from migrator.example import example
from migrator.rules import (
    Branches,
    ByOutput,
    Check,
    Code,
    Combine,
    Constant,
    Divided,
    Drop,
    Earlier,
    Elsewhere,
    Exactly,
    Fate,
    Gone,
    InputsAndTargets,
    InputShape,
    Into,
    Knowledge,
    Rule,
    Switch,
    Tensors,
    To,
    Value,
    outcomes,
)
from migrator.symbols import resolve

_WIDTH = 96
_LEFT = 24
_INPUT_PARTS = {
    "shape": "the shape of an `Input` layer in front",
    "batch_shape": "the batch_shape of an `Input` layer in front",
    "axis": "one axis of the shape of an `Input` layer in front",
    "dtype": "the dtype of an `Input` layer in front",
    "batch_size": "the batch_size of an `Input` layer in front",
}
_KINDS = {
    "number": "a number",
    "count": "a whole number",
    "fraction": "a fraction",
    "zero": "0",
    "flag": "0 or 1",
    "text": "a string",
    "vector": "a shape of one axis",
    "tuple": "a tuple",
    "open": "not known",
    "no text": "not known to be a string",
    "first": "the first parameter of a function around it",
    "second": "the second parameter of a function around it",
}
_DATA_FORMAT = {
    "spatial": "  data_format is written out: the meaning of the layer depends on it",
    "steps": "  data_format is always channels_last: Keras 1 had no other order here",
    "flatten": "  never given channels_first, for which Keras 3 would reorder the values",
}


def explain(symbol: str, knowledge: Knowledge) -> str:
    """Return everything there is to say about a symbol, as the user may spell it."""
    name = resolve(symbol, knowledge)
    rule = knowledge.by_name.get(name)
    if name in knowledge.beside:
        return "\n".join([name, *_wrapped(f"  {knowledge.beside[name].instead}")]) + "\n"
    if rule is None:
        return f"{name}\n  Keras 3 has it with the same meaning and arguments: nothing changes.\n"
    return "\n".join([about(rule), *_example(rule, knowledge)]) + "\n"


def about(rule: Rule) -> str:
    """Return what there is to say about a rule, but for its example."""
    return "\n".join(_about(rule))


def _example(rule: Rule, knowledge: Knowledge) -> Iterator[str]:
    found = example(rule, knowledge)
    if found:
        yield ""
        yield from (f"    {line}" for line in found.splitlines())


def summary(rule: Rule) -> str:
    """Return one line: the legacy name, and what becomes of it."""
    match rule.becomes:
        case Gone(instead):
            return f"{rule.name}: by hand. {instead}"
        case becomes:
            names = dict.fromkeys(to.name for to in outcomes(becomes))
            return f"{rule.name} -> {', '.join(names) or 'by hand'}"


def _about(rule: Rule) -> Iterator[str]:
    yield from _wrapped(rule.was, hanging=4)
    if rule.also:
        yield f"  also {', '.join(rule.also)}"
    for told, earlier in groupby(_earlier(rule), key=lambda each: each[1:]):
        yield from _about_earlier([was for was, *_ in earlier], *told)
    for name, release in rule.inserted.items():
        yield f"  before {release} without `{name}`"
    signature = parse_signature(rule.was) if "(" in rule.was else Signature(())
    match rule.becomes:
        case Gone(instead):
            yield from _wrapped(f"  has no equivalent in Keras 3. {instead}")
        case To() as to:
            yield from _about_target(to, signature)
        case Switch() as switch:
            yield from _about_switch(switch, signature)


def _earlier(rule: Rule) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield other signatures, the release that had them, and for which calls they count."""
    for was, cases in groupby(rule.earlier, key=lambda e: e.was):
        every = list(cases)
        alike = groupby(every, key=lambda case: case.unclear)
        yield was, every[0].release, tuple(_where(why, list(some)) for why, some in alike)


def _where(unclear: str, cases: list[Earlier]) -> str:
    then = f": by hand. {unclear}" if unclear else ""
    return f"where {', or '.join(map(_counts, cases))}{then}"


def _counts(case: Earlier) -> str:
    told = [f"`{name}` is {_KINDS[kind]}" for name, kind in case.where.items()]
    return " and ".join(told) or "the file is for that or before, or a keyword says so"


def _about_earlier(signatures: list[str], release: str, cases: tuple[str, ...]) -> Iterator[str]:
    """Say how another release had it, and for which calls that counts."""
    for number, was in enumerate(signatures):
        yield from _wrapped(f"  {'or' if number else f'in {release}'}: {was}", hanging=4)
    for case in cases:
        yield from _wrapped(f"    {case}", hanging=4)


def _about_switch(switch: Switch, signature: Signature) -> Iterator[str]:
    for value, case in switch.cases.items():
        yield ""
        yield f"  with {switch.on}={value!r}"
        yield from _about_case(case, signature)
    if switch.function is not None:
        yield ""
        yield f"  with a function as {switch.on}"
        yield from _about_case(switch.function, signature)
    yield ""
    if isinstance(switch.otherwise, Gone):
        yield from _wrapped(f"  otherwise: no equivalent. {switch.otherwise.instead}")
    else:
        yield "  otherwise"
        yield from _about_target(switch.otherwise, signature)


def _about_case(case: To | Gone, signature: Signature) -> Iterator[str]:
    if isinstance(case, Gone):
        yield from _wrapped(f"  has no equivalent. {case.instead}")
    else:
        yield from _about_target(case, signature)


def _about_target(to: To, signature: Signature) -> Iterator[str]:
    written = f"{to.text.text}, in place of the call" if to.text is not None else to.target
    yield from _wrapped(f"  becomes {written}" + (f", inside {to.wrap}" if to.wrap else ""))
    if to.by_units is not None:
        yield from _wrapped(f"  if the model ends in one unit, inside {to.by_units.one}")
        yield from _wrapped(f"  if it ends in several, inside {to.by_units.several}")
        yield from _wrapped(f"  otherwise by hand. {to.by_units.otherwise}")
    yield from _arguments(to, signature)
    for name in to.pin:
        yield from _pinned(name, signature.default(name))
    for name, value in to.pin_new.items():
        yield from _wrapped(f"  written out: {name}={_source(value)}, as Keras 3 differs")
    for name, value in to.add.items():
        yield f"  always written: {name}={_source(value)}"
    if to.data_format:
        yield _DATA_FORMAT[to.data_format]
    for remark in (to.notice, to.drifts):
        if remark:
            yield from _wrapped(f"  note: {remark}")


def _pinned(name: str, default: str | None) -> Iterator[str]:
    yield f"  written out: {name}={default} where the call relied on it, as Keras 3 differs"


def _arguments(to: To, signature: Signature) -> Iterator[str]:
    """Lay out the table of arguments: old names on the left, their fate on the right."""
    order = {parameter.name: place for place, parameter in enumerate(signature.parameters)}
    fates = sorted(to.args.items(), key=lambda item: order.get(_names(item[0])[0], len(order)))
    rows = [(", ".join(_names(old)), _fate(fate)) for old, fate in fates if _tells(old, fate)]
    told = {name for old, fate in fates if not _same(old, fate) for name in _names(old)}
    dropped = [name for old, fate in fates if fate == Drop() for name in _names(old)]
    same = [parameter.name for parameter in signature.parameters if parameter.name not in told]
    rows += [(", ".join(dropped), "left out")] if dropped else []
    rows += [(", ".join(same), "the same")] if same else []
    width = min(max((len(left) for left, _ in rows), default=0), _LEFT)
    for left, right in rows:
        yield from _row(left, right, width)


def _row(left: str, right: str, width: int) -> Iterator[str]:
    """Set one row; a long list of names gets lines of its own."""
    *above, left = textwrap.wrap(left, width)
    yield from (f"    {line}" for line in above)
    yield from _wrapped(f"    {left:<{width}}  {right}", hanging=width + 6)


def _tells(old: str | tuple[str, ...], fate: Fate) -> bool:
    """Whether an argument deserves a row of its own."""
    return fate != Drop() and not _same(old, fate)


def _same(old: str | tuple[str, ...], fate: Fate) -> bool:
    return fate in (old, Into(str(old)))


def _names(old: str | tuple[str, ...]) -> tuple[str, ...]:
    return (old,) if isinstance(old, str) else old


def _fate(fate: Fate) -> str:
    match fate:
        case str(name):
            return f"-> {name}"
        case Into(unsure=unsure, remark=remark):
            said = (remark.text if remark is not None else "", unsure, fate.by_name, fate.each)
            return ". ".join((_into(fate), " ".join(filter(None, said)))).removesuffix(". ")
        case Check(name, why, where=where):
            told = ", ".join(f"{other} is {values[0]!r}" for other, values in where.items())
            return f"-> {name}. {why}" + (f" So it is where {told}." if told else "")
        case Drop(why):
            return f"left out. {why}" if why else "left out"
        case Gone(instead, harmless):
            also = "".join(f" or {value!r}" for value in harmless)
            return f"left out at its default{also}; otherwise by hand. {instead}"
        case Combine(name, code, (argument, value)):
            return f"-> {name}; unless {argument} is {value!r}, as {code.text}"
        case InputShape(role):
            return f"-> {_INPUT_PARTS[role]}"
        case Branches():
            return "the models on whose outputs the layer is called, in a functional model"
        case _:
            return _fate_elsewhere(fate)


def _fate_elsewhere(fate: Fate) -> str:
    match fate:
        case InputsAndTargets(inputs, targets):
            return f"-> {inputs or 'a tuple'}, and {targets} for the arrays of the outputs"
        case Tensors(name, otherwise):
            return f"-> {name}, if they are tensors of a model; otherwise by hand. {otherwise}"
        case Divided(name, rest):
            return f"a list becomes its first, {name}, and {rest}, a list of the others"
        case ByOutput(name):
            return f"-> {name}, by the name of the output where there are several"
        case Elsewhere(method, argument, value):
            return f"left out: `{method}` is given {argument}={value}"
    raise TypeError(f"{fate} is not explained")


def _into(fate: Into) -> str:
    parts = _respelled(fate.values)
    for length, text in fate.lengths.items():
        parts += [
            "a list of one becomes that one" if text == "{0}" else f"{length} values become {text}"
        ]
    if fate.entries:
        parts.append(f"a dictionary becomes {fate.entries}")
    if fate.saved:
        saved = "; ".join(_respelled(fate.saved))
        parts.append(f"where a model is kept in an `.h5` file, {saved}")
    if fate.at_most is not None:
        parts.append("more than {:g} by hand ({})".format(*fate.at_most))
    for release, said in fate.until.items():
        parts.append(f"{', '.join(map(repr, said))} meant something else before Keras {release}")
    if fate.ends:
        return "; ".join(parts)
    return f"-> {fate.name}" + (f": {'; '.join(parts)}" if parts else "")


def _respelled(values: Mapping[Constant, Value]) -> list[str]:
    by_outcome: dict[str, list[str]] = {}
    for old, new in values.items():
        by_outcome.setdefault(_value(new), []).append(repr(old))
    return [f"{', '.join(olds)} {outcome}" for outcome, olds in by_outcome.items()]


def _value(value: Value) -> str:
    match value:
        case Exactly(inner):
            return f"becomes {_source(inner)} (under --semantics exact)"
        case Drop():
            return "is left out"
        case Gone(instead):
            return f"by hand ({instead})"
        case _:
            return f"becomes {_source(value)}"


def _source(value: Constant | Code) -> str:
    return value.text if isinstance(value, Code) else repr(value)


def _wrapped(text: str, hanging: int = 2) -> list[str]:
    """Break a long line; what follows the first keeps its place."""
    return textwrap.wrap(
        text,
        _WIDTH,
        subsequent_indent=" " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
    )
