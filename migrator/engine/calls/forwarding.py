"""Functions that pass their `**options` on to a layer: those are written where they are called.

`def conv(x, n, **kw): return Convolution2D(n, 3, 3, **kw)(x)`: in `conv(x, 64, border_mode='same')`
the keyword is renamed as if it stood in the call of the layer.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from migrator.engine.calls.carried import has, hashable
from migrator.engine.reading.functions import parameters
from migrator.engine.reading.keywords import (
    Entry,
    entries_written,
    only_unpacked,
    users_of,
    words_seen,
)
from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import hides_words
from migrator.engine.reading.scopes import Binding
from migrator.engine.reading.signatures import keywords_of
from migrator.facts import Forward
from migrator.rules import Drop, Gone, Into, Rule, To, Value

_DEPTH = 4  # wrappers of wrappers


def entries_passed(node: ast.expr, names: Names, depth: int = 0) -> tuple[Entry, ...] | None:
    """Return the entries of what `**node` passes, or None if they cannot be known.

    Those of a dict that is written in reach, or what all calls of the function pass whose
    `**node` it is.
    """
    binding = names.lookup(node)[0] if isinstance(node, ast.Name) else None
    if binding is None or not _is_rest(binding):
        return entries_written(node, names)
    if depth > _DEPTH or not only_unpacked(binding, node, names):
        return None
    return _of_callers(binding, names, depth)


def words_of(call: ast.Call, names: Names) -> set[str]:
    """Return the keywords of a call, with those of a `**dict` that can be seen, if not edited."""
    found = keywords_of(call)
    for keyword in call.keywords:
        if keyword.arg is None:
            entries = entries_passed(keyword.value, names)
            seen = words_seen(keyword.value, names) if entries is None else ()
            found.update(seen, (entry.name for entry in entries or ()))
    return found


def _is_rest(binding: Binding) -> bool:
    """Whether a name is the `**rest` of a function."""
    rest = binding.parameter.args.kwarg if binding.parameter is not None else None
    return rest is not None and rest.arg == binding.name


def _of_callers(binding: Binding, names: Names, depth: int) -> tuple[Entry, ...] | None:
    function = binding.parameter
    if not isinstance(function, ast.FunctionDef):
        return None
    calls = calls_seen(function, names)
    elsewhere = names.calls_elsewhere.get(function.name, ())
    if calls is None or not (calls or elsewhere) or any(call.hides for call in elsewhere):
        return None
    if elsewhere and any(map(hides_words, calls)):
        return None  # a wrapper of the wrapper, whose callers elsewhere are not told
    own = frozenset(parameter.arg for parameter in parameters(function))
    by_call: list[list[Entry]] = []
    for call in calls:
        found = _passed_by(call, own, names, depth)
        if found is None:
            return None
        by_call.append(found)
    for passed in elsewhere:
        rest = {name: value for name, value in passed.named.items() if name not in own}
        by_call.append([Entry(name, None, None, value) for name, value in rest.items()])
    return tuple(_marked(by_call))


def _passed_by(call: ast.Call, own: frozenset[str], names: Names, depth: int) -> list[Entry] | None:
    """Return the entries of one call; None if some cannot be known, or go elsewhere as well."""
    found = []
    for keyword in call.keywords:
        if keyword.arg is None:
            inner = entries_passed(keyword.value, names, depth + 1)
            if inner is None or len(users_of(keyword.value, names)) > 1:
                return None
            found += [entry for entry in inner if entry.name not in own]
        elif keyword.arg not in own:
            found.append(Entry(keyword.arg, keyword, keyword.value))
    return found


def _marked(by_call: list[list[Entry]]) -> Iterator[Entry]:
    """Yield all entries; those that not all calls pass are marked so."""
    given = [{entry.name for entry in entries} for entries in by_call]
    everywhere = set.intersection(*given) if given else set()
    for entry in (entry for entries in by_call for entry in entries):
        always = entry.name in everywhere and entry.always
        yield Entry(entry.name, entry.key, entry.value, entry.elsewhere, always=always)


def calls_seen(function: ast.FunctionDef, names: Names) -> list[ast.Call] | None:
    """Return the calls of a function in its file; None if it goes where they cannot be seen."""
    if function.decorator_list:
        return None
    if isinstance(names.parents[function], ast.ClassDef):
        return _calls_of_method(function, names)
    named = names.named.get(function.name, ())
    loaded = {
        n for n in named if isinstance(n.ctx, ast.Load) and names.local_function(n) is function
    }
    calls = [c for c in names.calls_of.get(function.name, []) if c.func in loaded]
    return calls if len(calls) == len(loaded) else None


def _calls_of_method(function: ast.FunctionDef, names: Names) -> list[ast.Call] | None:
    """`self.conv(...)`: by the name of the method, if no other function has it."""
    if sum(other.name == function.name for other in names.functions) > 1:
        return None
    calls = [c for c in names.calls if getattr(c.func, "attr", None) == function.name]
    callees = {call.func for call in calls}
    mentions = (n for n in names.of(ast.Attribute) if n.attr == function.name)
    return calls if all(mention in callees for mention in mentions) else None


def forward_of(function: ast.FunctionDef, names: Names) -> Forward | None:
    """Return what other files must know to call a function that passes its rest to Keras."""
    rest = function.args.kwarg
    uses = names.named.get(rest.arg, []) if rest is not None else []
    uses = [n for n in uses if (b := names.lookup(n)[0]) is not None and b.parameter is function]
    binding = names.lookup(uses[0])[0] if uses else None
    calls = calls_seen(function, names)
    if binding is None or calls is None or not only_unpacked(binding, uses[0], names):
        return None
    users = users_of(uses[0], names)
    denoted = names.denote(users[0].func) if len(users) == 1 else None
    if denoted is None or any(map(hides_words, calls)):
        return None
    own = frozenset(parameter.arg for parameter in parameters(function))
    passed = tuple(
        {k.arg: literal(k.value) for k in call.keywords if k.arg and k.arg not in own}
        for call in calls
    )
    return Forward(denoted.name, own, passed)


def fates(forward: Forward, to: To, rule: Rule) -> Mapping[str, str | Into] | None:
    """Return what becomes of the keywords that are passed on; None if some cannot be carried."""
    given = [set(call) for call in forward.calls]
    grouped = {name for key in to.args if isinstance(key, tuple) for name in key}
    found: dict[str, str | Into] = {}
    for name, value in ((name, v) for call in forward.calls for name, v in call.items()):
        fate = name if name == "input_shape" else to.args.get(name, name)
        if name not in rule.old_keywords or name in grouped or not isinstance(fate, str | Into):
            return None
        new_name = fate if isinstance(fate, str) else fate.name
        if not all(name in names for names in given) and leaves_open(to, name, new_name):
            return None
        if isinstance(fate, Into) and isinstance(new_value(fate, value), Drop | Gone):
            return None
        found[name] = fate
    return found


def leaves_open(to: To, old: str, new: str) -> bool:
    """Whether something is to be written where an argument is not given."""
    pinned = old in (*to.pin, *to.require) or new in to.pin_new
    return pinned or (new == "data_format" and to.data_format is not None)


def new_value(fate: Into, value: Any) -> Value | None:  # noqa: ANN401 - a value is anything
    """Return what a value becomes; None if it stays, or cannot be read."""
    return fate.values[value] if hashable(value) and has(fate.values, value) else None
