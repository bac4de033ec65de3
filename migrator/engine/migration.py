"""The pipeline, in reading order: date the source, decide on its uses, apply, date the result."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import field, replace

from migrator.engine.analysed import signs_of
from migrator.engine.apply import apply_edits
from migrator.engine.dating import logs
from migrator.engine.dating.dialect import Signs
from migrator.engine.dating.generations import family_of
from migrator.engine.decisions import decided
from migrator.engine.depth import room
from migrator.engine.reading.names import Names
from migrator.engine.reading.source import Source, read_source
from migrator.engine.reading.written import is_helper
from migrator.engine.refused import say_refused
from migrator.engine.report import Report
from migrator.engine.supposed import (
    may_say,
    say_drifting,
    say_lacking,
    say_undecided,
    say_unpinned,
)
from migrator.engine.tensorflow import lacks
from migrator.errors import TooLargeError
from migrator.facts import NamedFile
from migrator.findings import Change, Finding, Severity, Span, Verdict
from migrator.frozen import frozen
from migrator.options import Options
from migrator.rules import Knowledge, Library

_STAYS = (
    "The imports still name tensorflow.keras, which is Keras 3 from TensorFlow 2.16 on: without "
    "them a later run could not tell what is left here from Keras 2. Settle the actions, then run "
    "kmigrate again."
)
_LARGE = 1_000_000  # bytes: below, nobody need count
_MOST = 120_000
_HISTORY = "keras.callbacks.History.history"
_LOGGED = (
    "Up to Keras 2.2 and in TensorFlow 1, accuracy was logged as 'acc'; Keras 3 logs it under the "
    "name that `compile` is given. If that is not `metrics=['acc']`, write 'accuracy' here."
)
_UNASKED = Verdict(None)
_OPEN = "2.2"  # the family that has most of what Keras 3 takes as well
_STANDALONE = frozenset({"1", "2.2", "2.3"})
_TOO_OLD = (
    "Left as it is: this is code for Keras 0 or 1, and the package tf_keras is Keras 2. Migrate it "
    "to Keras 3 (`--target keras`)."
)


@frozen(shut=True)
class Migration:
    """The outcome for one source text.

    source: the migrated text, newlines as in the input. data: the same, encoded as the input was
    (byte order mark and encoding declaration included). Spans are those of the input. family: the
    releases whose knowledge it was read with (`Knowledge.release`), "" where it was left.
    named_files: names of weight files that other files have too (`Facts.files`) -> how it has them.
    """

    filename: str
    source: str
    data: bytes
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    dialect: Verdict
    data_format: Verdict
    family: str = ""
    named_files: Mapping[str, NamedFile] = field(default_factory=dict, compare=False)

    @property
    def changed(self) -> bool:
        """Whether the migrated text differs from the input."""
        return bool(self.changes)


@frozen
class Reading:
    """What came of a source text that was read as one dialect.

    signs: what tells its dialect. result: the migrated text. alone: what tells the dialect of that
    where nothing else is known, if it has been looked at.
    """

    migration: Migration
    signs: Signs
    result: Source
    alone: Signs | None = None


def read_once(
    source: bytes | str | Source,
    library: Library | Knowledge,
    *,
    filename: str,
    options: Options,
    signs: Signs | None = None,
) -> Reading:
    """Migrate one source text with the given knowledge, or with that of its family; read once.

    signs: what tells the dialect of the text, if it has been looked at.

    Raises:
        UnparsableError: `source` is not Python 3.
        UnreadableError: `source` is bytes that its own encoding declaration does not decode.
    """
    library = Library.alone(library) if isinstance(library, Knowledge) else library
    text = read_source(source)
    with room():
        signs = signs or signs_of(text.tree, library, filename, options)
        return _read(text, signs, library, filename, options)


def _check_size(text: Source, names: Names, knowledge: Knowledge) -> None:
    """Refuse a file that takes longer than a minute: a place takes a quarter of a millisecond."""
    if len(text.data) < _LARGE:
        return
    methods = (c for c in names.calls if getattr(c.func, "attr", "") in knowledge.methods)
    places = len(names.denoting) + sum(1 for _ in methods)
    if places > _MOST:
        raise TooLargeError(
            f"Keras may be used at {places:,} places, and no more than {_MOST:,} are migrated in "
            "one file: split it."
        )


def _read(text: Source, signs: Signs, library: Library, filename: str, options: Options) -> Reading:
    names = signs.names
    family, dialect = family_of(signs.dialect(options), names, options, library)
    before = family
    if options.target == "tf_keras":
        family = "tf_keras" if dialect.value in {"keras2", "tf.keras"} else ""
    knowledge = library.by_release.get(family)
    if knowledge is None or dialect.value is None:
        return _left(text, dialect, signs, library, filename, options)
    _check_size(text, names, knowledge)
    later = dialect.value in {"keras0", "keras1"} and signs.ran_on_keras_2
    state = decided(text, names, knowledge, options, dialect.value, on_keras_2=later)
    report, form = state.report, state.decision.verdict
    if family == "tf_keras" and dialect.value == "keras2":
        say_unpinned(names, library.by_release[before], report, _first_sign(dialect))
    if not knowledge.logged and not state.own_metric:
        _say_logged(names, options, report)
    result, alone = text, None
    if report.changes or state.texts:
        result = apply_edits(state, whole=_is_read_again(report, dialect, options))
        if dialect.value == "tf.keras" and options.target == "keras":
            alone = Signs(Names(result.tree, library.exports), library)
            # a later run may know no more; the defaults of standalone Keras are others
            if _without_helpers(alone, result, knowledge, library) in _STANDALONE:
                return _staying(text, signs, library, filename, options)
        if result.data == text.data:
            report.changes.clear()
    outcome = _outcome(filename, report, result.data, dialect, form, knowledge.release)
    if state.named_files:
        outcome = replace(outcome, named_files=state.named_files)
    return Reading(outcome, signs, result, alone)


def _without_helpers(signs: Signs, text: Source, knowledge: Knowledge, library: Library) -> str:
    """Return the family of a text but for our own helpers, which an earlier run wrote.

    These may name `tf.keras`, and say nothing of what is around them.
    """
    body = [node for node in text.tree.body if not is_helper(node, knowledge)]
    if len(body) != len(text.tree.body):
        signs = Signs(Names(ast.Module(body, []), library.exports), library)
    return family_of(signs.dialect(Options()), signs.names, Options(), library)[0]


def _left(
    text: Source,
    dialect: Verdict,
    signs: Signs,
    library: Library,
    filename: str,
    options: Options,
) -> Reading:
    """Leave a file as it is, and say why, if there is a reason but that it is of today."""
    report = Report(text)
    if dialect.value in {"keras3", "unknown"} and _OPEN in library.by_release:
        say_refused(text, signs.names, library.by_release[_OPEN], report, options)
    if dialect.value == "unknown" and _may_use(signs.names, library.first):
        as_keras_1 = replace(options, dialect="1")
        state = decided(text, signs.names, library.first, as_keras_1, "keras1")
        say_undecided(state, report, options)
    elif options.target == "tf_keras" and dialect.value in {"keras0", "keras1"}:
        _say_too_old(dialect, report)
    elif dialect.value == "keras3" and (knowledge := library.by_release.get(_OPEN)) is not None:
        if signs.are_open:
            _say_logged(signs.names, options, report)
        if signs.are_open and may_say(signs.names, knowledge, options):
            as_keras_2 = replace(options, dialect="2")
            state = decided(text, signs.names, knowledge, as_keras_2, "keras2")
            say_drifting(state, report, options)
        elif lacks(signs.names, knowledge):
            say_lacking(text, signs.names, knowledge, report, options)
    undecided = _outcome(filename, report, text.data, dialect)
    return Reading(undecided, signs, text)


def _is_read_again(report: Report, dialect: Verdict, options: Options) -> bool:
    """Whether it matters for which Keras a later run will take a file: if something is left."""
    left = any(finding.acts for finding in report.findings)
    return options.target == "keras" and (left or dialect.value == "tf.keras")


def _staying(
    text: Source, signs: Signs, library: Library, filename: str, options: Options
) -> Reading:
    """Migrate a file but for the package: it has Keras from TensorFlow until all is settled."""
    reading = _read(text, signs, library, filename, replace(options, target="tf.keras"))
    found = reading.migration
    said = Finding(_first_sign(found.dialect), "keras", Severity.NOTICE, _STAYS)
    findings = tuple(sorted((*found.findings, said)))
    return replace(reading, migration=replace(found, findings=findings))


def _say_logged(names: Names, options: Options, report: Report) -> None:
    """Say, once, that accuracy is looked up under its old name, where nothing tells who logs it."""
    if options.facts is not None and logs.is_old(options.facts.compiled):
        return
    if (asked := logs.open_still(names)) is not None:
        report.notice(asked, _HISTORY, _LOGGED)


def _say_too_old(dialect: Verdict, report: Report) -> None:
    """Say that a file stays as it is: tf_keras goes on with Keras 2, by the imports alone."""
    report.finding(_first_sign(dialect), "keras", Severity.ACTION, _TOO_OLD)


def _first_sign(dialect: Verdict) -> Span:
    """Return the line that tells the dialect of a file; the first, if none does."""
    told = (evidence.partition(":")[0] for evidence in dialect.evidence)
    line = next((int(number) for number in told if number.isdigit()), 1)
    return Span(line, 0, line, 0)


def _may_use(names: Names, knowledge: Knowledge) -> bool:
    """Whether something in a file is of Keras, or looks like nothing else; others speak of it."""
    if any(knowledge.canonical(name).startswith("keras") for name in names.denoted):
        return True
    return any(node.attr in knowledge.unmistakable for node in names.of(ast.Attribute))


def _outcome(
    filename: str,
    report: Report,
    data: bytes,
    dialect: Verdict,
    form: Verdict = _UNASKED,
    family: str = "",
) -> Migration:
    return Migration(
        filename,
        data.decode(),
        report.source.encode(data),
        tuple(sorted(report.changes)),
        tuple(sorted(report.findings)),
        dialect,
        form,
        family,
    )
