"""One source of any kind: made plain, migrated, and put back into its form."""

from __future__ import annotations

import codecs
from contextlib import suppress
from functools import partial

from migrator.engine import Analysed, Migration, migrate_source, signs_of
from migrator.engine.dating.dialect import Signs
from migrator.engine.depth import quiet
from migrator.engine.reading.source import decode, parsed, undecoded_line
from migrator.errors import UnparsableError, UnreadableError
from migrator.findings import Finding, Severity, Span
from migrator.options import Options
from migrator.rules import Knowledge, Library
from migrator.sources.lines import Places
from migrator.sources.plain import Plain, Runnable
from migrator.sources.python2.convert import Conversion, may_be_python_2, to_python_3


def migrate(
    source: bytes | str,
    library: Library | Knowledge,
    *,
    filename: str,
    options: Options,
    known: Analysed | None = None,
) -> Migration:
    """Migrate a Python source, of whichever Python, or a notebook, as its name says.

    known: what has been found out of it by itself, if it is Python 3.

    Raises:
        UnparsableError: the source is neither Python 3 nor Python 2, or no notebook.
        UnreadableError: `source` is bytes that its own encoding declaration does not decode.
        TooLargeError: it would take longer than a minute.
    """
    library = Library.alone(library) if isinstance(library, Knowledge) else library
    with quiet():
        return _migrated(source, library, filename, options, known)


def _migrated(
    source: bytes | str, library: Library, filename: str, options: Options, known: Analysed | None
) -> Migration:
    text, encoding, bom = _decoded(source, filename)
    migrated = partial(migrate_source, library=library, filename=filename, options=options)
    if is_notebook(filename):
        plain = _notebook(text, library.first, options)
        return plain.outcome(migrated(plain.text), lambda result: bom + result.encode(encoding))
    try:
        return _of_python(text, encoding, bom, library, filename, options, known)
    except UnparsableError:
        from migrator.sources.ipython import read_script  # noqa: PLC0415 - start-up: for few files

        if (script := read_script(text)) is None:
            raise
    return script.outcome(migrated(script.text), lambda result: bom + result.encode(encoding))


def _of_python(
    text: str,
    encoding: str,
    bom: bytes,
    library: Library,
    filename: str,
    options: Options,
    known: Analysed | None,
) -> Migration:
    """Migrate a source of Python 3, or of Python 2."""
    migrated = partial(migrate_source, library=library, filename=filename, options=options)
    if not may_be_python_2(text):
        if known is not None:
            return migrated(known.source, signs=known.signs_for(filename, library, options.facts))
        with suppress(UnparsableError):  # most files are Python 3, and parsed once
            return migrated(parsed(text, encoding, bom))
    done = to_python_3(
        text,
        options.py2,
        library.first,
        resolve=lambda tree: signs_of(tree, library, filename, options).names,
    )
    signs = Signs(done.names, library) if done.names is not None else None
    if not done.changes and not done.findings:
        return migrated(parsed(text, encoding, bom, done.tree), signs=signs)
    if "keras" not in text and not _is_lent_keras(options):
        plain, migration = _left_alone(text), migrated("")
    else:
        plain, migration = _of(done, text), migrated(parsed(done.text, tree=done.tree), signs=signs)
    return plain.outcome(migration, lambda result: bom + result.encode(encoding))


def python_3(source: bytes, library: Library, *, filename: str, options: Options) -> Runnable:
    """Return a source as Python 3 that can be run; of a notebook, all its cells.

    Raises:
        UnparsableError: the source is no notebook, and should be.
        UnreadableError: its own encoding declaration does not decode it.
    """
    text, _, _ = _decoded(source, filename)
    from migrator.sources.ipython import read_script  # noqa: PLC0415 - start-up: for few files
    from migrator.sources.notebook.magics import without_magics  # noqa: PLC0415 - as above

    if is_notebook(filename):
        from migrator.sources.notebook.document import read_document  # noqa: PLC0415 - as above
        from migrator.sources.notebook.reading import read_notebook  # noqa: PLC0415 - as above

        return read_notebook(read_document(text), library.first, options.py2).runnable()
    done = to_python_3(text, options.py2, library.first)
    as_it_was = done.tree is None and done.text == text
    if as_it_was and (script := read_script(text)) is not None:
        return Runnable(without_magics(script.text), str)
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
        said = f"The notebook is not UTF-8: {error}."
        raise UnreadableError(said, undecoded_line(source)) from error


def _of(done: Conversion, text: str) -> Plain:
    """Return a text that was Python 2, in full or by the half, as the engine reads it."""
    places = Places(text, done.text)
    return Plain(
        text=done.text,
        changes=done.changes,
        findings=done.findings,
        place=places.span,
        name=lambda line: str(places.line(line)),
        back=lambda result: result,
    )


def _notebook(text: str, knowledge: Knowledge, options: Options) -> Plain:
    from migrator.sources.notebook.document import read_document  # noqa: PLC0415 - as above
    from migrator.sources.notebook.reading import read_notebook  # noqa: PLC0415 - as above

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
