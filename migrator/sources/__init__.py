"""Python 2 and notebooks: whatever becomes plain Python 3 text, and back."""

from migrator.sources.migrating import migrate, python_3

__all__ = ["migrate", "python_3"]
