"""How many outputs does the model have whose method is called? Read from what it is made of."""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import returns, unpacks
from migrator.engine.reading.own_methods import own_method

_PACKAGES = ("keras.", "tensorflow.", "tf_keras.")
_ENDS = frozenset({"output", "outputs"})


def outputs_of(call: ast.Call, names: Names) -> int:
    """Return how many outputs a model has that is compiled, as far as the source tells; else 1.

    Its losses tell, or their weights, if they are a literal list or dict; else the call that made
    the model.
    """
    given = [k.value for k in call.keywords if k.arg == "loss"] or call.args[1:2]
    given += [k.value for k in call.keywords if k.arg == "loss_weights"]
    for node in (_listed(g, names) if isinstance(g, ast.Name) else g for g in given):
        if isinstance(node, ast.List) or (isinstance(node, ast.Dict) and all(node.keys)):
            return _count(node)
    ends = _ends(call, names)
    return _count(ends) if ends is not None else 1


def times_of(call: ast.Call, names: Names) -> str:
    """Return how many outputs a model has that is compiled, as source text; "" if one.

    Where a loop makes them, the model tells: `Model(x, [Dense(36)(x) for _ in range(4)])`.
    """
    count = outputs_of(call, names)
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    if count > 1 or not isinstance(owner, ast.Name | ast.Attribute):
        return str(count) if count > 1 else ""
    ends = next((e for made in _made(owner, names) if (e := _given_ends(made, names))), None)
    return f"len({ast.unparse(owner)}.outputs)" if _is_looped(ends, names) else ""


def named_outputs(call: ast.Call, names: Names) -> list[str]:
    """Return the names of the outputs of a model that is compiled, if the source tells them all."""
    ends = _ends(call, names)
    found = [_name(end, names) for end in ends.elts] if ends is not None else []
    return found if all(found) else []


def ends_of(call: ast.Call, names: Names) -> list[ast.expr]:
    """Return the outputs of which a model was made that is compiled, if they are listed."""
    ends = _ends(call, names)
    starred = ends is None or unpacks(ends.elts)
    return [] if ends is None or starred else ends.elts


def makes_layer(node: ast.expr, names: Names) -> bool:
    """Whether a name, or an attribute, stands for the one layer or model that it was given."""
    if isinstance(node, ast.Attribute) and len(names.attributes.get(node.attr, [])) > 1:
        return False
    denoted = (names.denote(made.func) for made in _made(node, names))
    found = [each.name for each in denoted if each is not None]
    return any(n.startswith(_PACKAGES) and n.rpartition(".")[2][:1].isupper() for n in found)


def _ends(call: ast.Call, names: Names) -> ast.List | None:
    """Return the list of the outputs of which a model was made that is compiled."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    for made in _made(owner, names):
        if isinstance(ends := _given_ends(made, names), ast.List):
            return ends
    return None


def _given_ends(made: ast.Call, names: Names) -> ast.expr | None:
    """Return what a model is given for its outputs where it is made."""
    denoted = names.denote(made.func)
    name = denoted.name if denoted is not None else ""
    is_model = name.startswith(_PACKAGES) and name.endswith(".Model")
    placed = made.args[1:2] if is_model else []
    return next(iter([*(k.value for k in made.keywords if k.arg in _ENDS), *placed]), None)


def _is_looped(node: ast.expr | None, names: Names) -> bool:
    """Whether a loop lists the outputs, or appends each to a list that began empty."""
    value = names.value(node) if isinstance(node, ast.Name) else node
    if not isinstance(node, ast.Name) or not isinstance(value, ast.List) or value.elts:
        return isinstance(value, ast.ListComp)
    asked = (names.parents[place] for place in names.named.get(node.id, ()))
    return any(isinstance(place, ast.Attribute) and place.attr == "append" for place in asked)


def _name(end: ast.expr, names: Names) -> str:
    """Return the name of the layer that makes an output, "" if the source does not tell it."""
    made = names.held(end)
    layer = names.held(made.func) if isinstance(made, ast.Call) else None
    given = (k.value for k in getattr(layer, "keywords", ()) if k.arg == "name")
    name = literal(next(given, ast.Constant(None)))
    return name if isinstance(name, str) else ""


def _listed(node: ast.Name, names: Names) -> ast.expr | None:
    """Return the list, or dict, of a name, if nothing is done to it but that it is given."""
    value, places = names.value(node), names.named.get(node.id, ())
    changed = (ast.Attribute, ast.AugAssign, ast.Subscript)
    given = not any(isinstance(names.parents[place], changed) for place in places)
    return value if given and isinstance(value, ast.List | ast.Dict) else None


def _count(node: ast.List | ast.Dict) -> int:
    elements = node.elts if isinstance(node, ast.List) else node.values
    return 1 if unpacks(elements) else max(len(elements), 1)


def _made(owner: ast.expr | None, names: Names) -> list[ast.Call]:
    """Return the calls that make what a name, or an attribute, stands for."""
    if isinstance(owner, ast.Name):
        value = names.value(owner)
        found = [value] if value is not None else []
    else:
        found = names.attributes.get(owner.attr, []) if isinstance(owner, ast.Attribute) else []
    calls = [value for value in found if isinstance(value, ast.Call)]
    return [*calls, *(made for call in calls for made in _returned(call, names))]


def _returned(call: ast.Call, names: Names) -> list[ast.Call]:
    """Return what a function of the file, or a method of the same class, makes and returns."""
    function = names.local_function(call.func) or own_method(call.func, names)
    if not isinstance(function, ast.FunctionDef):
        return []
    values = [statement.value for statement in returns(function)]
    found = (names.held(v) for v in values)
    return [value for value in found if isinstance(value, ast.Call)] if len(values) == 1 else []
