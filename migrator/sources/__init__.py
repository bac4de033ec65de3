"""Python 2 and notebooks: whatever becomes plain Python 3 text, and back."""

from migrator.sources.migrating import migrate, python_3
from migrator.sources.notebook.sections import cells_of

__all__ = ["cells_of", "migrate", "python_3"]
