"""One source of any kind: made plain, migrated, and put back into its form."""

from __future__ import annotations

from migrator.engine import Migration, migrate_source
from migrator.engine.source import decode
from migrator.options import Options, Py2
from migrator.rules import Knowledge, Library
from migrator.sources.lines import Places
from migrator.sources.plain import Plain
from migrator.sources.python2.convert import to_python_3


def migrate(
    source: bytes | str, library: Library | Knowledge, *, filename: str, options: Options
) -> Migration:
    """Migrate a Python source, of whichever Python.

    Raises:
        UnparsableError: the source is neither Python 3 nor Python 2.
        UnreadableError: `source` is bytes that its own encoding declaration does not decode.
    """
    text, encoding, bom = decode(source) if isinstance(source, bytes) else (source, "utf-8", b"")
    library = Library.alone(library) if isinstance(library, Knowledge) else library
    plain = _read(text, library.first, options.py2)
    if plain is None:
        return migrate_source(source, library, filename=filename, options=options)
    migration = migrate_source(plain.text, library, filename=filename, options=options)
    return plain.outcome(migration, lambda result: bom + result.encode(encoding))


def python_3(source: bytes, library: Library, options: Options) -> str:
    """Return a source as the Python 3 text that can be run.

    Raises:
        UnparsableError: the source is neither Python 3 nor Python 2.
        UnreadableError: its own encoding declaration does not decode it.
    """
    text, _, _ = decode(source)
    return to_python_3(text, options.py2, library.first).text


def _read(text: str, knowledge: Knowledge, py2: Py2) -> Plain | None:
    """Return a text that is not the plain Python 3 that the engine reads as it is."""
    done = to_python_3(text, py2, knowledge)
    if not done.changes and not done.findings:
        return None
    places = Places(text, done.text)
    return Plain(
        text=done.text,
        changes=done.changes,
        findings=done.findings,
        place=places.span,
        name=lambda line: str(places.line(line)),
        back=lambda result: result,
    )
