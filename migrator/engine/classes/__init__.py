"""Structural migration of the classes that a file derives from those of Keras."""
