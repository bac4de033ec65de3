"""`# kmigrate: from 1`: the Keras that a file is written for, said in the file itself.

What Keras 1 leaves to a person may read as Keras 2 once the rest is migrated, and Keras 2 means
something else by it. So that a later run does not take it for that, the file gets this comment; it
goes when nothing is left to do. Where nothing is left, and the requirements or the files around it
would still have the file taken for another Keras's, it says `from 3`, and that stays. An author
may write either, too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast

from migrator.engine.analysed import signs_of
from migrator.engine.dating.dialect import Signs, told_by
from migrator.engine.dating.generations import family_of
from migrator.engine.dating.said import SAID, said_in
from migrator.engine.depth import room
from migrator.engine.halfway import migrate_halfway
from migrator.engine.migration import Migration, Reading
from migrator.engine.reading.logical_lines import split
from migrator.engine.reading.packages import inside_keras, package_of_file
from migrator.engine.reading.source import Source, read_source
from migrator.facts import Facts
from migrator.findings import Change, Span
from migrator.options import Dialect, Options
from migrator.rules import Knowledge, Library

RULE = "kmigrate.from"
_COMMENT = "# kmigrate: from {}"
_SETTLED: Dialect = "3"
_SERIES = frozenset({"2.2", "2.3"})  # what is written for the one may be a word of the next
_EARLIER: Mapping[Dialect, tuple[Dialect, ...]] = {"2.2": ("2.0",)}  # a release that is left open
_CHOICES = {"keras0": "0", "keras1": "1", "keras2": "2", "tf.keras": "tf.keras"}


def migrate_lastingly(
    source: bytes | str | Source,
    library: Library | Knowledge,
    *,
    filename: str,
    options: Options,
    signs: Signs | None = None,
) -> Migration:
    """Migrate one source text so that a later run reads what is left as this one does.

    signs: as for `read_once`.

    Raises:
        UnparsableError: `source` is not Python 3.
        UnreadableError: `source` is bytes that its own encoding declaration does not decode.
    """
    text = read_source(source)
    said, line = said_in(text)
    choice = cast(Dialect, said["dialect"]) if said else None
    reading = migrate_halfway(
        text, library, filename=filename, options=options, said=choice, signs=signs
    )
    found = reading.migration
    left = any(f.acts for f in found.findings)
    around = left and _is_told_around(found, options.facts)
    if isinstance(library, Knowledge) or not (said or found.changed or around):
        return found
    if said:
        evidence = (f"{line}: {said[0].strip()}",)
        found = replace(found, dialect=replace(found.dialect, evidence=evidence))
        return found if left or choice == _SETTLED else _without_comment(text, found, line)
    if options.dialect == "auto" and options.target == "keras":
        later = (runs for runs in _later(found, options, left=left) if runs)
        to_say = (_to_say(reading, library, runs, left=left) for runs in later)
        choice = next(filter(None, to_say), None)
        if choice is not None:
            return _with_comment(text, reading, library, options, choice)
    return found


def _is_told_around(found: Migration, facts: Facts | None) -> bool:
    """Whether the files around a file give it its Keras, or lend it something of that.

    These may be migrated by the next run, whether or not this one changes the file itself.
    """
    if facts is None:
        return False
    return found.dialect == facts.dialect or _lent_anew(facts) is not None


def _later(found: Migration, options: Options, *, left: bool) -> Iterator[list[Options]]:
    """Yield what later runs may know that may have them read a file otherwise.

    Each time, runs that know the same of what is around the file, but for what they are told of its
    Keras. Where nothing is left to do, only what is around a file can have it read otherwise; it
    may be settled by then, too.
    """
    facts = options.facts
    if facts is None:
        yield [options] if left and found.changed else []
        return
    untold = replace(options, facts=replace(facts, dialect=None))
    runs = [options, untold] if facts.dialect is not None else [options]
    if left:
        yield runs if found.changed else runs[1:]
        if (lent := _lent_anew(facts)) is not None:
            yield [replace(options, facts=lent)]
        return
    told = ((run, told_by(run.facts)) for run in runs if run.facts is not None)
    yield [run for run, by in told if by is not None and by.value != found.dialect.value]


def _lent_anew(facts: Facts | None) -> Facts | None:
    """Return what a file will find around it when those are migrated that lend it Keras.

    That is nothing new, unless they have it from TensorFlow: then it is no sign of that any more.
    """
    if facts is None:
        return None
    modules = {
        name: replace(module, symbols=_anew(module.symbols), aliases=_anew(module.aliases))
        for name, module in facts.modules.items()
    }
    anew = replace(facts, modules=modules, dialect=None, later=None)
    return anew if modules != facts.modules else None


def _anew(symbols: Mapping[str, str]) -> dict[str, str]:
    return {name: inside_keras(symbol) or symbol for name, symbol in symbols.items()}


def _to_say(
    reading: Reading, library: Library, runs: Sequence[Options], *, left: bool
) -> Dialect | None:
    """Return what keeps some runs from taking what is left for another Keras's, and changing it.

    They know the same of what is around the file, and so those that take it for the same Keras do
    the same with it.
    """
    with room():
        signs = _signs_of_result(reading, library, runs[0])
        taken = {signs.dialect(run).value or "": run for run in runs}
    dialect = reading.migration.dialect.value or ""
    others = taken.keys() & _CHOICES.keys() - {dialect}
    again = (_again(reading, library, taken[value], signs) for value in sorted(others))
    if any(later.changed or (left and _says_otherwise(later, reading, runs[0])) for later in again):
        return cast(Dialect, _CHOICES[dialect]) if left else _SETTLED
    run = taken.get(dialect)
    if run is None or not left or dialect != "keras2":
        return None
    before, after = (_family(of, run, library) for of in (reading.signs, signs))
    moved = before in _SERIES and before != after
    return before if moved and _again(reading, library, run, signs).changed else None


def _family(signs: Signs, options: Options, library: Library) -> Dialect:
    found, _ = family_of(signs.dialect(options), signs.names, options, library)
    return cast(Dialect, found)


def _says_otherwise(again: Migration, reading: Reading, options: Options) -> bool:
    """Whether a run for another Keras asks for what this one did not, or leaves new comments.

    What that other Keras did not have it would advise to leave out.
    """
    asked = {finding.message for finding in again.findings if finding.acts}
    known = () if options.todo else (finding.message for finding in reading.migration.findings)
    return not asked.issubset(known)


def _again(
    reading: Reading,
    library: Library,
    options: Options,
    signs: Signs,
    said: Dialect | None = None,
) -> Migration:
    """Migrate a result as a later run would; said: for which Keras a comment says that it is."""
    return migrate_halfway(
        reading.result,
        library,
        filename=reading.migration.filename,
        options=options,
        said=said,
        signs=signs,
    ).migration


def _signs_of_result(reading: Reading, library: Library, options: Options) -> Signs:
    """Return what tells a later run the dialect of the migrated text."""
    filename = reading.migration.filename
    lone = options.facts is None and not package_of_file(filename, library.exports)
    if reading.alone is not None and lone:
        return reading.alone
    return signs_of(reading.result.tree, library, filename, options)


def _with_comment(
    source: Source, reading: Reading, library: Library, options: Options, choice: Dialect
) -> Migration:
    """Say the Keras above the first import; not if even that would not keep a later run off."""
    found = reading.migration
    signs = _signs_of_result(reading, library, options)
    kept = (
        said
        for said in (choice, *_EARLIER.get(choice, ()))
        if not _again(reading, library, options, signs, said=said).changed
    )
    said = next(kept, None)
    if said is None:
        return found
    lines = split(found.source)
    index = _first_import(reading.result.tree) - 1
    end = "\r\n" if lines[index].endswith("\r\n") else "\n"
    lines.insert(index, f"{_COMMENT.format(said)}{end}")
    what = "it" if choice == _SETTLED else "what is left"
    message = f"a comment says for which Keras this is: a later run would take {what} for another's"
    place = Change(Span(1, 0, 1, 0), RULE, message)
    return _with_text(source, found, "".join(lines), place)


def _first_import(tree: ast.Module) -> int:
    """Return the line of the first import at the top level, or of the first statement."""
    body = tree.body
    apart = [*body[:1], *(b for a, b in pairwise(body) if (a.end_lineno or 0) < b.lineno)]
    imports = (s.lineno for s in apart if isinstance(s, ast.Import | ast.ImportFrom))
    return next(imports, body[0].lineno)


def _without_comment(source: Source, found: Migration, line: int) -> Migration:
    message = "the comment that says for which Keras this is goes: nothing is left to do"
    gone = Change(Span(line, 0, line, 0), RULE, message)
    return _with_text(source, found, SAID.sub("", found.source, count=1), gone)


def _with_text(source: Source, found: Migration, text: str, change: Change) -> Migration:
    data = source.encode(text.encode())
    return replace(found, source=text, data=data, changes=tuple(sorted((*found.changes, change))))
