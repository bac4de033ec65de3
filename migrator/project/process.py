"""One file: from its bytes to its outcome. Nothing is read or written here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.errors import KmigrateError, SourceError
from migrator.findings import Finding, Severity, Span
from migrator.frozen import frozen
from migrator.patterns import regex
from migrator.project.outcome import Failure, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from migrator.engine import Migration
    from migrator.facts import NamedFile
    from migrator.options import Options
    from migrator.project.kept import Kept
    from migrator.project.proving import Proof
    from migrator.verification import Verification

_SKIP_FILE = regex(rb"#[ \t]*kmigrate:[ \t]*skip-file\b")
_SKIP_NOTEBOOK = regex(rb'"#[ \t]*kmigrate:[ \t]*skip-file\b')  # at the start of a line
_NEAR_THE_TOP = 10
_PYTHON_2 = regex(
    r"call to '(print|exec)'|exception types must be parenthesized|leading zeros in decimal"
    r"|'<>'|inconsistent use of tabs|backtick"
)


@frozen
class Task:
    """One file whose bytes mention Keras, and everything needed to migrate it elsewhere."""

    path: str
    data: bytes
    options: Options
    proof: Proof | None = None


def untouched(path: str, data: bytes, lend_keras: Callable[[str, bytes], bool]) -> Outcome | None:
    """Settle a file that needs no migration, without importing anything for it.

    lend_keras: whether other files lend Keras to one that does not name it.
    """
    if b"keras" not in data and not lend_keras(path, data):
        return Outcome(path, "unchanged")
    if path.endswith(".ipynb") and _SKIP_NOTEBOOK.search(data):
        return skipped(path, 1, "The notebook asks to be left alone.")
    if b"kmigrate" in data:
        for line, text in enumerate(_near_the_top(data), start=1):
            if _SKIP_FILE.search(text):
                return skipped(path, line, "The file asks to be left alone.")
    return None


def _near_the_top(data: bytes) -> Iterator[bytes]:
    """Yield the first lines, with all comments that they start with: licences are long."""
    commented = True
    for line, text in enumerate(data.splitlines(), start=1):
        commented = commented and (not text.strip() or text.lstrip().startswith(b"#"))
        if line > _NEAR_THE_TOP and not commented:
            return
        yield text


def skipped(path: str, line: int, why: str) -> Outcome:
    """Return the outcome of a file that is left alone, with the reason as a notice."""
    note = Finding(Span(line, 0, line, 0), "kmigrate.skipped", Severity.NOTICE, why)
    return Outcome(path, "skipped", notes=(note,))


def process(task: Task, kept: Kept | None = None) -> Outcome:
    """Migrate one file and, if asked to, prove the result; never raise because of the file.

    kept: what has been found out of some files.

    Raises:
        KmigrateError: what the user asked for cannot be had for any file (no legacy Keras, say).
    """
    try:
        migration, task = _decided(task, _migrate(task, kept))
    except SourceError as error:
        failure = Failure(error.kind, error.message + _advice(error, task.options), error.line)
        return Outcome(task.path, "failed", error=failure)
    except Exception as error:  # noqa: BLE001 - a bug in one rule must not stop the other files
        return Outcome(task.path, "failed", error=bug(error))
    if not migration.changed:
        before = task.data if migration.findings else b""
        return Outcome(task.path, "unchanged", before, migration)
    proof = _verify(task, task.proof, migration) if task.proof else None
    return Outcome(task.path, "migrated", task.data, migration, verification=proof)


def migration_of(task: Task) -> Migration:
    """Return the migration of one file that a whole run is about.

    Raises:
        SourceError: it cannot be migrated; the message says where.
    """
    try:
        return _migrate(task)
    except SourceError as error:
        place = task.path if error.line is None else f"{task.path}:{error.line}"
        raise SourceError(f"{place}: {error.message}{_advice(error, task.options)}") from error


def named_files(task: Task) -> Mapping[str, NamedFile]:
    """Return how a file names the files of weights that others name, too; none after a bug.

    Raises:
        SourceError: it cannot be migrated.
    """
    try:
        return _migrate(task).named_files
    except SourceError:
        raise
    except Exception:  # noqa: BLE001 - told where the file itself is migrated
        return {}


def _migrate(task: Task, kept: Kept | None = None) -> Migration:
    from migrator import sources  # noqa: PLC0415 - start-up: files without Keras need no engine
    from migrator.knowledge import LIBRARY  # noqa: PLC0415 - the same

    known = kept.take(task.data) if kept is not None else None
    return sources.migrate(
        task.data, LIBRARY, filename=task.path, options=task.options, known=known
    )


def _decided(task: Task, migration: Migration) -> tuple[Migration, Task]:
    """Let an experiment decide what the source alone does not, if there is to be a proof anyway."""
    if task.proof is None:
        return migration, task
    from migrator.project import proving  # noqa: PLC0415 - only for --verify

    if not proving.is_undecided(migration, task.options):
        return migration, task
    try:
        experiment = proving.experiment(task.path, task.data, task.options, task.proof, migration)
    except KmigrateError:
        return migration, task  # the proof says why there is no legacy Keras
    task = replace(task, options=replace(task.options, experiment=experiment))
    return _migrate(task), task


def _advice(error: SourceError, options: Options) -> str:
    """Recognise Python 2, where it is not to be converted."""
    if options.py2 != "off" or error.kind != "syntax" or not _PYTHON_2.search(error.message):
        return ""
    return " This looks like Python 2: without `--py2 off` kmigrate makes it Python 3 first."


def bug(error: Exception) -> Failure:
    """Return the failure that is a bug of kmigrate's own."""
    from migrator.project import bugs  # noqa: PLC0415 - start-up: seldom needed

    return bugs.failure(error)


def _verify(task: Task, proof: Proof, migration: Migration) -> Verification:
    from migrator.project import proving  # noqa: PLC0415 - only for --verify
    from migrator.verification import LegacyUnavailable, Verification  # noqa: PLC0415 - the same

    try:
        return proving.prove(task.path, task.data, task.options, proof, migration)
    except LegacyUnavailable as error:
        return Verification("not-built", str(error))
    except KmigrateError:
        raise
    except Exception as error:  # noqa: BLE001 - the same: one file must not stop the others
        return Verification("not-built", bug(error).message)
