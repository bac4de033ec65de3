"""Functions of Keras that are named where others call them: `Lambda(K.batch_flatten)`."""

from __future__ import annotations

from ast import literal_eval

from migrator.engine.reading.signatures import parse_signature
from migrator.rules import Becomes, Rule, Switch, To

_BACKEND = "keras.backend."


def as_by_default(rule: Rule) -> Becomes:
    """Return what a symbol becomes that is named alone: what it is by default, if that is itself.

    `ImageDataGenerator(preprocessing_function=vgg16.preprocess_input)`: the call gives no `mode=`.
    """
    if not isinstance(rule.becomes, Switch):
        return rule.becomes
    default = literal_eval(parse_signature(rule.was).default(rule.becomes.on) or "None")
    case = rule.becomes.cases.get(default) if isinstance(default, str) else None
    return case if isinstance(case, To) and case.name == rule.name else rule.becomes


def advice_on(rule: Rule, to: To, *, beside: bool) -> str:
    """Say what to write where a name by itself would be called as something else, if it would.

    beside: whether the arguments that it is called with stand beside it.
    """
    if not rule.name.startswith(_BACKEND):
        return ""
    if to.on and len(parse_signature(rule.was).parameters) == 1:
        return f"Write `{to.name}()` here: that layer is called as the function was."
    if to.on:
        return (
            f"It becomes `{to.name}(...)({to.on})`: write a function that makes that call, and "
            "name the function here."
        )
    given = "" if beside else _given(rule, to)
    if not given:
        return ""
    return (
        f"`{to.name}` has other defaults: write a function that calls it with `{given}`, and name "
        "the function here."
    )


def _given(rule: Rule, to: To) -> str:
    """Return the arguments that a call without them is given now."""
    old = parse_signature(rule.was)
    defaults = {name: old.default(name) for name in (*to.pin, *to.require)}
    moved = {name: text for name, text in defaults.items() if text is not None}
    return ", ".join(f"{name}={value}" for name, value in {**moved, **to.add}.items())
