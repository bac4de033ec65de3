"""Python 2 and notebooks: whatever becomes plain Python 3 text, and back."""

from migrator.sources.migrating import migrate, python_3
from migrator.sources.plain import Runnable, with_names

__all__ = ["Runnable", "migrate", "python_3", "with_names"]
