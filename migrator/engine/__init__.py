"""How a migration is carried out; knowledge arrives as an argument."""

from migrator.engine.migration import Migration, migrate_source

__all__ = ["Migration", "migrate_source"]
