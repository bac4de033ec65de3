"""Layers that were taken away from the end of a model: `model.layers.pop()`."""
