"""Python 2 and notebooks: whatever becomes plain Python 3 text, and back."""

from migrator.sources.migrating import migrate, python_3
from migrator.sources.notebook.sections import cells_of
from migrator.sources.plain import Runnable, with_names

__all__ = ["Runnable", "cells_of", "migrate", "python_3", "with_names"]
