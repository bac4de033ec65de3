"""Values that are lists or tuples: what they hold, and how they are written for Keras 3."""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import evaluate, literal
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import held_in, unpacks
from migrator.engine.reading.packages import is_keras
from migrator.engine.reading.source import Source
from migrator.patterns import regex
from migrator.rules import Into

_TENSORS = frozenset({"call", "get_output_at", "layers", "output"})
_NAME = regex(r"\{(\w+)\}")


def elements_of(node: ast.expr) -> list[ast.expr]:
    """Return the parts of an expression that may stand for its value."""
    match node:
        case ast.Dict():
            described = any(
                isinstance(k, ast.Constant) and k.value == "class_name" for k in node.keys
            )
            return [] if described else node.values
        case ast.List() | ast.Tuple():
            return node.elts
        case ast.IfExp():
            return [node.body, node.orelse]
        case ast.BinOp(op=ast.Add()):
            return [node.left, node.right]
        case ast.BoolOp():
            return node.values
        case ast.Starred():
            return [node.value]
    return []


def is_list(node: ast.expr) -> bool:
    """Whether a value is written as a list or a tuple."""
    return isinstance(node, ast.List | ast.Tuple)


def makes_list(node: ast.expr, names: Names) -> bool:
    """Whether a value is a list: as written, repeated, kept in a variable, or a part of one."""
    match node:
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return is_list(left) or is_list(right)
        case ast.Subscript(value=ast.Name() as whole, slice=ast.Slice()):
            return makes_list(whole, names)
        case ast.Name() if (value := names.value(node)) is not None:
            return not isinstance(value, ast.Name) and makes_list(value, names)
    return is_list(node)


def of_length(fate: Into, node: ast.expr, made: ast.Call, names: Names) -> str:
    """Return the template for a literal list of so many elements, "" if there is none."""
    if not fate.lengths or not is_list(node):
        return ""
    elements = held_in(node)
    if any(isinstance(element, ast.Starred | ast.List | ast.Tuple) for element in elements):
        return ""
    text = fate.lengths.get(len(elements), "")
    return "" if text and fate.symbolic and _is_only_asked(made, names) else text


def _is_only_asked(made: ast.Call, names: Names) -> bool:
    """Whether nothing but methods and weights of what a call makes is used, as far as it is named.

    What is kept as an attribute is looked for under that name, whosever it is.
    """
    used: list[ast.AST] = [made]
    match names.parents[made]:
        case ast.Assign(targets=[ast.Name(id=name)]):
            used = [n for n in names.named.get(name, ()) if isinstance(n.ctx, ast.Load)]
        case ast.Assign(targets=[ast.Attribute(attr=name)]):
            found = (n for n in names.of(ast.Attribute) if n.attr == name)
            used = [n for n in found if isinstance(n.ctx, ast.Load)]
    above = [names.parents[node] for node in used]
    return bool(above) and all(
        isinstance(a, ast.Attribute) and a.attr not in _TENSORS for a in above
    )


def as_tuple(node: ast.expr, index: int, names: Names) -> str:
    """Return the template for a list that Keras 3 wants as a tuple, "" for what is no list."""
    value = names.held(node)
    starred = unpacks(held_in(node))
    if isinstance(node, ast.List) and node.lineno == node.end_lineno and not starred:
        comma = "," if len(node.elts) == 1 else ""
        return f"({', '.join(f'«{index}.{n}»' for n in range(len(node.elts)))}{comma})"
    match value:
        case ast.List() | ast.ListComp() | ast.Call(func=ast.Name(id="list")):
            return f"tuple(«{index}»)"
    return ""


def stands_alone(node: ast.expr, names: Names) -> bool:
    """Whether a value is a string, a function, or what Keras makes: no list, and no name of one."""
    called = node.func if isinstance(node, ast.Call) else node
    denoted = names.denote(called)
    if denoted is not None and is_keras(denoted.name):
        return True
    return isinstance(evaluate(node, names), str) or names.local_function(node) is not None


def of_entries(node: ast.expr, template: str, source: Source) -> str:
    """Fill in a template with the entries of a literal dict, "" if it is none or has others."""
    if not isinstance(node, ast.Dict):
        return ""
    entries = zip(node.keys, node.values, strict=True)
    given = {getattr(key, "value", None): value for key, value in entries}
    if not given.keys() <= set(_NAME.findall(template)):
        return ""
    texts = {str(key): source.text(value) for key, value in given.items()}
    return _NAME.sub(lambda name: texts.get(name[1], "0"), template)


def is_for_outputs(node: ast.expr) -> bool:
    """Whether a dict has names for keys, or a list holds dicts."""
    match node:
        case ast.Dict(keys=keys, values=values):
            return any(isinstance(literal(key), str) for key in keys if key is not None) or any(
                isinstance(value, ast.Dict) for value in values
            )
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            return any(isinstance(element, ast.Dict) for element in elements)
    return False


def has_zeros(node: ast.expr | None, names: Names) -> bool:
    """Whether one of the values of a literal dict is 0."""
    return isinstance(node, ast.Dict) and any(evaluate(n, names) == 0 for n in node.values)


def holds_numbers(node: ast.expr) -> bool:
    """Whether a list or tuple is one of numbers, written out."""
    parts = node.elts if isinstance(node, ast.List | ast.Tuple) else []
    return bool(parts) and all(isinstance(literal(part), int | float) for part in parts)


def counted(node: ast.expr) -> int:
    """Return how many values a list, tuple or dict holds, as far as it is written out; else 0."""
    match node:
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return 0 if unpacks(parts) else len(parts)
        case ast.Dict(keys=keys):
            return 0 if None in keys else len(keys)
    return 0


def leaves_out(node: ast.expr, whole: ast.expr) -> bool:
    """Whether a dict has some keys of another, and not all."""
    if not isinstance(node, ast.Dict) or not isinstance(whole, ast.Dict):
        return False
    have, wanted = ({ast.unparse(k) for k in d.keys if k is not None} for d in (node, whole))
    return have < wanted
