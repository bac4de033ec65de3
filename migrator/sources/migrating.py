"""One source of any kind: made plain, migrated, and put back into its form."""

from __future__ import annotations

import ast
import codecs
from contextlib import suppress

from migrator.engine import Migration, migrate_source
from migrator.engine.depth import quiet
from migrator.engine.reading.source import decode, parsed
from migrator.errors import UnparsableError, UnreadableError
from migrator.findings import Finding, Severity, Span
from migrator.options import Options
from migrator.rules import Knowledge, Library
from migrator.sources.lines import Places
from migrator.sources.notebook.document import read_document
from migrator.sources.notebook.reading import read_notebook
from migrator.sources.plain import Plain, Runnable
from migrator.sources.python2.convert import may_be_python_2, to_python_3


def migrate(
    source: bytes | str, library: Library | Knowledge, *, filename: str, options: Options
) -> Migration:
    """Migrate a Python source, of whichever Python, or a notebook, as its name says.

    Raises:
        UnparsableError: the source is neither Python 3 nor Python 2, or no notebook.
        UnreadableError: `source` is bytes that its own encoding declaration does not decode.
    """
    library = Library.alone(library) if isinstance(library, Knowledge) else library
    with quiet():
        return _migrated(source, library, filename, options)


def _migrated(source: bytes | str, library: Library, filename: str, options: Options) -> Migration:
    text, encoding, bom = _decoded(source, filename)
    if not is_notebook(filename) and not may_be_python_2(text):
        with suppress(UnparsableError):  # most files are Python 3, and parsed once
            python_3 = parsed(text, encoding, bom)
            return migrate_source(python_3, library, filename=filename, options=options)
    plain, tree = _read(text, library.first, filename, options)
    if plain is None:
        python_3 = parsed(text, encoding, bom, tree)
        return migrate_source(python_3, library, filename=filename, options=options)
    plain_3 = parsed(plain.text, tree=tree)
    migration = migrate_source(plain_3, library, filename=filename, options=options)
    return plain.outcome(migration, lambda result: bom + result.encode(encoding))


def python_3(source: bytes, library: Library, *, filename: str, options: Options) -> Runnable:
    """Return a source as Python 3 that can be run; of a notebook, all its cells.

    Raises:
        UnparsableError: the source is no notebook, and should be.
        UnreadableError: its own encoding declaration does not decode it.
    """
    text, _, _ = _decoded(source, filename)
    if is_notebook(filename):
        return read_notebook(read_document(text), library.first, options.py2).runnable()
    done = to_python_3(text, options.py2, library.first)
    places = Places(text, done.text)
    return Runnable(done.text, lambda line: str(places.line(line)))


def is_notebook(filename: str) -> bool:
    """Whether a file is a notebook, by its name."""
    return filename.endswith(".ipynb")


def _decoded(source: bytes | str, filename: str) -> tuple[str, str, bytes]:
    """Return text, encoding and byte order mark; JSON is UTF-8, whatever its first lines say."""
    if isinstance(source, str):
        return source, "utf-8", b""
    if not is_notebook(filename):
        return decode(source)
    bom = codecs.BOM_UTF8 if source.startswith(codecs.BOM_UTF8) else b""
    try:
        return source[len(bom) :].decode(), "utf-8", bom
    except UnicodeDecodeError as error:
        raise UnreadableError(f"The notebook is not UTF-8: {error}.") from error


def _read(
    text: str, knowledge: Knowledge, filename: str, options: Options
) -> tuple[Plain | None, ast.Module | None]:
    """Return a text that is not the plain Python 3 that the engine reads as it is.

    Of what the engine reads the tree is returned, too, if it has been parsed.
    """
    if is_notebook(filename):
        return _notebook(text, knowledge, options), None
    done = to_python_3(text, options.py2, knowledge)
    if not done.changes and not done.findings:
        return None, done.tree
    if "keras" not in text and not _is_lent_keras(options):
        return _left_alone(text), None
    places = Places(text, done.text)
    plain = Plain(
        text=done.text,
        changes=done.changes,
        findings=done.findings,
        place=places.span,
        name=lambda line: str(places.line(line)),
        back=lambda result: result,
    )
    return plain, done.tree


def _notebook(text: str, knowledge: Knowledge, options: Options) -> Plain:
    document = read_document(text)
    wanted = _is_lent_keras(options) or any("keras" in cell.source for cell in document.cells)
    if document.is_python and document.cells and wanted:
        return read_notebook(document, knowledge, options.py2).plain()
    why = f"The code of the notebook is {document.language}, not Python: it is left as it is."
    note = Finding(Span(1, 0, 1, 0), "notebook.language", Severity.NOTICE, why)
    return _left_alone(text, *(() if document.is_python else (note,)))


def _is_lent_keras(options: Options) -> bool:
    """Whether other files of the project lend Keras to one that does not name it."""
    return options.facts is not None and options.facts.lends_keras


def _left_alone(text: str, *findings: Finding) -> Plain:
    """Return a text that is not migrated, whatever is in it."""
    return Plain(
        text="",
        changes=(),
        findings=findings,
        place=lambda span: span,
        name=str,
        back=lambda _: text,
    )
