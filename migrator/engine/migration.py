"""The pipeline, in reading order: analyse, decide each use, rewrite, fix imports, parse again."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from migrator.engine.analysed import signs_of
from migrator.engine.apply import apply_edits
from migrator.engine.branches import BranchMerger
from migrator.engine.calls.calls import Calls
from migrator.engine.calls.forwarded import Forwarded
from migrator.engine.classes.custom_layers import CustomClasses
from migrator.engine.classes.old_outputs import OldOutputs
from migrator.engine.classes.phase_choices import PhaseChoices
from migrator.engine.classes.strict import Strict
from migrator.engine.classes.strict_others import decide_on_others
from migrator.engine.classes.unrun import Unrun
from migrator.engine.config_lookups import ConfigLookups
from migrator.engine.configurations import Configurations
from migrator.engine.dating import logs
from migrator.engine.dating.dialect import Signs
from migrator.engine.dating.generations import family_of
from migrator.engine.depth import room
from migrator.engine.graphs.building import GraphBuilder
from migrator.engine.importing.hidden import HiddenNames
from migrator.engine.importing.import_edits import ImportEdits
from migrator.engine.layer_names import LayerNames
from migrator.engine.lent_names import LentNames
from migrator.engine.members import Members
from migrator.engine.ordering import data_format
from migrator.engine.packages_beside import PackagesBeside
from migrator.engine.reading.names import Names
from migrator.engine.reading.source import Source, read_source
from migrator.engine.reading.written import is_helper
from migrator.engine.references import References
from migrator.engine.refused import say_refused
from migrator.engine.report import Report
from migrator.engine.roundabout import RoundaboutUses
from migrator.engine.sessions import SessionSettings
from migrator.engine.shortening.models import ShortenedModels
from migrator.engine.state import FileState
from migrator.engine.supposed import may_say, say_drifting, say_undecided, say_unpinned
from migrator.engine.symbolic import SymbolicUses
from migrator.engine.tensor_methods import TensorMethods
from migrator.engine.tensorflow import TensorFlowUses
from migrator.engine.training.compiled import OF_TRAINING, decide_on_compiled
from migrator.engine.training.custom_names import CustomNames
from migrator.engine.training.drawn import Drawn
from migrator.engine.training.file_names import FileNames
from migrator.engine.training.frozen import Frozen
from migrator.engine.training.iterators import Iterators
from migrator.engine.training.logged_names import LoggedNames
from migrator.engine.training.logged_rates import LoggedRates
from migrator.engine.training.number_lists import NumberLists
from migrator.engine.training.overruled_phases import OverruledPhases
from migrator.engine.training.own_optimizers import OwnOptimizers
from migrator.engine.training.reloaded import Reloaded
from migrator.engine.training.remade import Remade
from migrator.engine.training.saved_names import SavedNames
from migrator.engine.training.scheduled import Scheduled
from migrator.engine.training.seeds import Seeds
from migrator.engine.training.yielded import Yielded
from migrator.engine.unnamed_layers import UnnamedLayers
from migrator.engine.versions import Versions
from migrator.errors import TooLargeError
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
_OPEN = "2.2"  # the family that has most of what Keras 3 takes as well
_IMPORTED = "imported from where Keras 3 has it"
_STANDALONE = frozenset({"1", "2.2", "2.3"})
_TOO_OLD = (
    "Left as it is: this is code for Keras 0 or 1, and the package tf_keras is Keras 2. Migrate it "
    "to Keras 3 (`--target keras`)."
)


class _Decision(Protocol):
    """What is decided on a file once all of its calls are."""

    def decide(self) -> None: ...


_LAST: tuple[Callable[[FileState], _Decision], ...] = (
    LoggedNames,
    LoggedRates,
    Scheduled,
    FileNames,
    SavedNames,
    OwnOptimizers,
    Iterators,
    CustomNames,
    Remade,
    Reloaded,
    Drawn,
    NumberLists,
    OverruledPhases,
    *OF_TRAINING,
    Seeds,
    HiddenNames,
    LentNames,
    PackagesBeside,
    ConfigLookups,
)


@frozen(shut=True)
class Migration:
    """The outcome for one source text.

    source: the migrated text, newlines as in the input. data: the same, encoded as the input was
    (byte order mark and encoding declaration included). Spans are those of the input.
    """

    filename: str
    source: str
    data: bytes
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    dialect: Verdict
    data_format: Verdict

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
    state = _decided(text, names, knowledge, options, dialect.value, on_keras_2=later)
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
    outcome = _outcome(filename, text, result.data, report, dialect, form)
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
        state = _decided(text, signs.names, library.first, as_keras_1, "keras1")
        say_undecided(state, report, options)
    elif options.target == "tf_keras" and dialect.value in {"keras0", "keras1"}:
        _say_too_old(dialect, report)
    elif dialect.value == "keras3" and signs.are_open:
        _say_logged(signs.names, options, report)
        knowledge = library.by_release.get(_OPEN)
        if knowledge is not None and may_say(signs.names, knowledge, options):
            as_keras_2 = replace(options, dialect="2")
            state = _decided(text, signs.names, knowledge, as_keras_2, "keras2")
            say_drifting(state, report, options)
    undecided = _outcome(filename, text, text.data, report, dialect, Verdict(None))
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


def _decided(
    text: Source,
    names: Names,
    knowledge: Knowledge,
    options: Options,
    dialect: str,
    *,
    on_keras_2: bool = False,
) -> FileState:
    """Decide on every use of Keras in a file of a known dialect; nothing is rewritten yet.

    on_keras_2: no Keras 1 can have run the file, words of which are Keras 1's all the same.
    """
    report = Report(text)
    knowledge = knowledge.oldest if dialect == "keras0" else knowledge
    chosen = data_format.decide(names, knowledge, dialect, options)
    chosen = replace(chosen, as_set=True) if on_keras_2 else chosen
    state = FileState(text, names, knowledge, options, chosen, report)
    if dialect == "keras0":
        OldOutputs(state).decide()
    PhaseChoices(state).decide()
    CustomClasses(state, dialect).decide()
    BranchMerger(state).decide()
    if knowledge.graphs is not None:
        GraphBuilder(state, knowledge.graphs).decide()
    if knowledge.sessions is not None:
        SessionSettings(state, knowledge.sessions).decide()
    if knowledge.shortening is not None:
        ShortenedModels(state, knowledge.shortening, dialect).decide()
    Calls(state, dialect).decide()
    Forwarded(state).decide()
    Configurations(state).decide()
    Versions(state).decide()
    RoundaboutUses(state).decide()
    References(state).decide()
    symbolic = SymbolicUses(state)
    symbolic.decide()
    TensorFlowUses(state).decide()
    Members(state).decide()
    TensorMethods(state, knowledge.tensor_methods).decide()
    Frozen(state).decide()
    decide_on_compiled(state, dialect)
    Yielded(state).decide()
    if knowledge.strictness is not None:
        Strict(state, knowledge.strictness, symbolic.are_symbolic).decide()
        decide_on_others(state, knowledge.strictness)
    if knowledge.refused:
        LayerNames(state, knowledge.refused).decide()
    Unrun(state).decide()
    UnnamedLayers(state, knowledge.unnamed).decide()
    for decision in _LAST:
        decision(state).decide()
    report.about_data_format(chosen)
    report.keep_first()
    if not report.changes:
        _report_imports(state)
    return state


def _report_imports(state: FileState) -> None:
    """Report imports from modules that are gone, where nothing else in the file changes."""
    edits = ImportEdits(state.imports).edits()
    for statement in state.names.imports:
        start, end = state.source.start(statement), state.source.end(statement)
        if any(edit.start <= end and edit.end >= start for edit in edits):
            module = getattr(statement, "module", "")
            name = f"{module}.{statement.names[0].name}".removesuffix(".*").removeprefix(".")
            known = state.rule(state.knowledge.canonical(name))
            state.report.change(statement, known.name if known else name, _IMPORTED)
    for star, brought in state.imports.beside.items():
        if star is None:
            continue
        for imported in brought:
            rule = state.knowledge.canonical(f"{imported.module}.{imported.name}")
            state.report.change(star, rule, _IMPORTED)


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
    filename: str, source: Source, data: bytes, report: Report, dialect: Verdict, form: Verdict
) -> Migration:
    return Migration(
        filename,
        data.decode(),
        source.encode(data),
        tuple(sorted(report.changes)),
        tuple(sorted(report.findings)),
        dialect,
        form,
    )
