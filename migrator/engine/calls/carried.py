"""What every stage of carrying a call over shares: the call, its rule, the result so far."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from migrator.engine.calls.outcomes import Context, Rewrite
from migrator.engine.dating.releases import Reading
from migrator.engine.reading.signatures import arguments
from migrator.engine.writing.plans import Keep
from migrator.patterns import regex
from migrator.rules import (
    Code,
    Constant,
    Drop,
    Into,
    Rule,
    Switch,
    To,
    Value,
)

_EXPONENT = regex(r"e([-+])0+(\d)")  # 1e-08, as Python prints it, to 1e-8, as people write it


class Refused(Exception):  # noqa: N818 - `rewriting` turns it into a Refusal
    """An argument has no equivalent."""


class CarriedCall:
    """One call on its way to the new signature."""

    def __init__(
        self,
        call: ast.Call,
        rule: Rule,
        to: To,
        reading: Reading,
        context: Context,
    ) -> None:
        self._call = call
        self._old = arguments(call)
        self._names_of = {index: name for name, index in reading.bound.arguments.items()}
        self._rule = rule
        self._to = to
        self._bound = reading.bound.arguments
        self._hidden = set(reading.bound.unpacked)
        self._signature = reading.signature
        self._defaults = reading.defaults
        self._context = context
        self._result = Rewrite(to)
        self._roles: dict[str, int] = {}
        self._flags: dict[str, str] = {}
        self._switch = rule.becomes.on if isinstance(rule.becomes, Switch) else ""
        self._groups = to.groups

    def _keep(self, index: int, keyword: str, value: str | None = None) -> None:
        self._result.slots.append(Keep(index, keyword, value))

    def _drop(self, fate: Drop) -> None:
        said = self._result.actions if fate.severity == "action" else self._result.notices
        said += [fate.why] if fate.why else []

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
        text = self._context.spell(code, self._call)
        for name in (*self._rule.old_keywords,):
            placeholder = "{" + name + "}"
            if placeholder in text:
                if name in self._hidden:
                    raise Refused(f"`{name}` comes from a `**dict`: pass it as an argument.")
                index = self._bound.get(name)
                filled = f"«{index}»" if index is not None else self._default_text(name)
                text = text.replace(placeholder, filled)
        return text


def value_of(argument: ast.expr | ast.keyword) -> ast.expr:
    """Return the value of an argument, positional or by keyword."""
    return argument.value if isinstance(argument, ast.keyword) else argument


def meant(fate: Into, value: Any) -> Any:  # noqa: ANN401
    """Return what a literal means: a number is True or False where the old code asked for truth.

    Where it asked for True itself, as `at_most` says of others, 0 is False all the same.
    """
    truth = bool(fate.computed) and has(fate.values, value=True) and isinstance(value, int)
    return bool(value) if truth and (fate.at_most is None or not value) else value


def hashable(value: Any) -> bool:  # noqa: ANN401
    """Whether a value can be looked up in a table."""
    try:
        hash(value)
    except TypeError:
        return False
    return True


def has(values: Mapping[Constant, Value], value: Any) -> bool:  # noqa: ANN401
    """Whether a table has a value; `True` is not `1` here, nor `1` `1.0`."""
    return any(type(key) is type(value) and key == value for key in values)
