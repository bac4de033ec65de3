"""How a migration is carried out; knowledge arrives as an argument."""

from migrator.engine.migration import Migration, signs_of
from migrator.engine.todo import migrate_source

__all__ = ["Migration", "migrate_source", "signs_of"]
