"""How a migration is carried out; knowledge arrives as an argument."""

from migrator.engine.analysed import Analysed, analysed, signs_of
from migrator.engine.migration import Migration
from migrator.engine.todo import migrate_source

__all__ = ["Analysed", "Migration", "analysed", "migrate_source", "signs_of"]
