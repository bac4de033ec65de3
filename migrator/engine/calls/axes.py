"""Numbers that stand for a shape of one axis, which Keras 3 wants as a tuple."""

from __future__ import annotations

import ast

from migrator.engine.calls.outcomes import Context
from migrator.engine.reading.functions import parameter_default, parameters
from migrator.engine.reading.nodes import walk
from migrator.engine.reading.whole_numbers import is_number


def is_axis(node: ast.expr, context: Context) -> bool:
    """Whether a value is known to be one number: `3`, `input_shape[-1]`, `self.units`."""
    if is_number(node, context.names) or context.is_number(node):
        return True
    held = context.names.held(node)
    match held:
        case ast.BinOp(
            left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.FloorDiv(), right=right
        ):
            return is_axis(left, context) and is_axis(right, context)
        case ast.Subscript(value=ast.Subscript(value=ast.Name() as shapes)):
            return _is_built_with(shapes, context) and _has_index(held)  # `input_shape[0][-1]`
        case ast.Subscript(value=ast.Name() as shape):
            return _is_built_with(shape, context) and _has_index(held) and _is_one(shape, context)
        case ast.Attribute():
            values = context.own_attributes.of(held)
            return bool(values) and all(_is_size(value, context) for value in values)
    return False


def _is_built_with(node: ast.Name, context: Context) -> bool:
    """Whether it is the shape that a layer of the file is built with."""
    binding, _ = context.names.lookup(node)
    return getattr(binding and binding.parameter, "name", "") == "build"


def _has_index(node: ast.Subscript) -> bool:
    index = node.slice.operand if isinstance(node.slice, ast.UnaryOp) else node.slice
    return isinstance(index, ast.Constant) and isinstance(index.value, int)


def _is_one(shape: ast.Name, context: Context) -> bool:
    """Whether nothing in a method says that what it is given is a list of shapes."""
    method = context.names.function_around(shape)
    return method is not None and not any(_looks_into(node, shape) for node in walk(method))


def _looks_into(node: ast.AST, shape: ast.Name) -> bool:
    """`input_shape[0][1]`, `for each in input_shape`."""
    match node:
        case ast.Subscript(value=ast.Subscript(value=ast.Name(id=name))):
            return name == shape.id
        case ast.For(iter=ast.Name(id=name)) | ast.comprehension(iter=ast.Name(id=name)):
            return name == shape.id
    return False


def _is_size(node: ast.expr, context: Context) -> bool:
    """Whether a value is a number, or a parameter that is said, or defaults, to be one."""
    binding = context.names.lookup(node)[0] if isinstance(node, ast.Name) else None
    function = binding.parameter if binding is not None else None
    if function is None or not isinstance(node, ast.Name):
        return is_number(node, context.names) or context.is_number(node)
    said = next((p.annotation for p in parameters(function) if p.arg == node.id), None)
    passed = [*context.names.arguments.here(function, node.id)]
    default = parameter_default(function, node.id)
    given = [*passed, *([] if default is None else [default])]
    return getattr(said, "id", "") == "int" or (
        bool(given) and all(is_number(each, context.names) for each in given)
    )
