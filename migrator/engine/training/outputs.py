"""How many outputs does the model have whose method is called? Read from what it is made of."""

from __future__ import annotations

import ast

from migrator.engine.reading.names import Names

_ENDS = frozenset({"output", "outputs"})


def outputs_of(call: ast.Call, names: Names) -> int:
    """Return how many outputs a model has that is compiled, as far as the source tells; else 1.

    Its losses tell, or their weights, if they are a literal list or dict; else the call that made
    the model.
    """
    given = [k.value for k in call.keywords if k.arg == "loss"] or call.args[1:2]
    given += [k.value for k in call.keywords if k.arg == "loss_weights"]
    for node in given:
        if isinstance(node, ast.List) or (isinstance(node, ast.Dict) and all(node.keys)):
            return _count(node)
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    for made in _made(owner, names):
        ends = [k.value for k in made.keywords if k.arg in _ENDS] or made.args[1:2]
        if ends and isinstance(ends[0], ast.List):
            return _count(ends[0])
    return 1


def _count(node: ast.List | ast.Dict) -> int:
    elements = node.elts if isinstance(node, ast.List) else node.values
    return 1 if any(isinstance(e, ast.Starred) for e in elements) else max(len(elements), 1)


def _made(owner: ast.expr | None, names: Names) -> list[ast.Call]:
    """Return the calls that make what a name, or an attribute, stands for."""
    if isinstance(owner, ast.Name):
        value = names.value(owner)
        return [value] if isinstance(value, ast.Call) else []
    found = names.attributes.get(owner.attr, []) if isinstance(owner, ast.Attribute) else []
    return [value for value in found if isinstance(value, ast.Call)]
