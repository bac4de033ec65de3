"""Shapes, as Keras prints them."""

from __future__ import annotations


def shape_text(shape: object) -> str:
    """Write a shape: `(None, 64, 256, 256)`; of several outputs, all."""
    if isinstance(shape, list):
        inner = ", ".join(map(shape_text, shape))
        return f"({inner},)" if len(shape) == 1 else f"({inner})"
    return str(shape)
