"""A source text with its names resolved: what was found out for one purpose serves another."""

from __future__ import annotations

import ast
from pathlib import PurePosixPath

from migrator.engine.dating.dialect import Signs
from migrator.engine.depth import room
from migrator.engine.reading.names import Names
from migrator.engine.reading.packages import package_of_file
from migrator.engine.reading.source import Source, read_source
from migrator.facts import Facts
from migrator.frozen import frozen
from migrator.options import Options
from migrator.rules import Library


@frozen
class Analysed:
    """A source text, and what in it tells for which Keras it was written."""

    source: Source
    signs: Signs

    def signs_for(self, filename: str, library: Library, facts: Facts | None) -> Signs | None:
        """Return the signs if the file's name and what others tell of it add nothing to them."""
        if _is_face(filename) or package_of_file(filename, library.exports):
            return None
        return None if facts is not None and facts.tell_names else self.signs


def analysed(source: bytes | str, library: Library, facts: Facts | None) -> Analysed:
    """Analyse a source text, whatever file it is, with what other files tell.

    Raises:
        UnparsableError: `source` is not Python 3, or nested too deeply.
        UnreadableError: `source` is bytes that its own encoding declaration does not decode.
    """
    read = read_source(source)
    with room():
        return Analysed(read, Signs(Names(read.tree, library.exports, facts=facts), library))


def signs_of(tree: ast.Module, library: Library, filename: str, options: Options) -> Signs:
    """Return what tells the dialect of a source text, by itself and by the files around it.

    Raises:
        UnparsableError: it is nested too deeply.
    """
    face, package = _is_face(filename), package_of_file(filename, library.exports)
    with room():
        names = Names(tree, library.exports, package, options.facts, is_face=face)
    return Signs(names, library)


def _is_face(filename: str) -> bool:
    return PurePosixPath(filename).name == "__init__.py"
