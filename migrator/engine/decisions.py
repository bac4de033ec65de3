"""All that is decided on one file of a known dialect, in the order in which it is decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

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
from migrator.engine.described import Descriptions
from migrator.engine.first_layers import FirstLayers
from migrator.engine.graphs.building import GraphBuilder
from migrator.engine.importing.hidden import HiddenNames
from migrator.engine.importing.import_edits import ImportEdits
from migrator.engine.layer_names import LayerNames
from migrator.engine.lent_names import LentNames
from migrator.engine.members import Members
from migrator.engine.model_sizes import ModelSizes
from migrator.engine.ordering import data_format
from migrator.engine.packages_beside import PackagesBeside
from migrator.engine.reading.names import Names
from migrator.engine.reading.source import Source
from migrator.engine.references import References
from migrator.engine.report import Report
from migrator.engine.roundabout import RoundaboutUses
from migrator.engine.sessions import SessionSettings
from migrator.engine.shortening.models import ShortenedModels
from migrator.engine.state import FileState
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
from migrator.engine.training.logits_behind import LogitsBehind
from migrator.engine.training.lone_models import LoneModels
from migrator.engine.training.loss_lists import LossLists
from migrator.engine.training.number_lists import NumberLists
from migrator.engine.training.overruled_phases import OverruledPhases
from migrator.engine.training.own_optimizers import OwnOptimizers
from migrator.engine.training.reloaded import Reloaded
from migrator.engine.training.remade import Remade
from migrator.engine.training.saved_names import SavedNames
from migrator.engine.training.scheduled import Scheduled
from migrator.engine.training.seeds import Seeds
from migrator.engine.training.unread_models import UnreadModels
from migrator.engine.training.yielded import Yielded
from migrator.engine.truths import Truths
from migrator.engine.unnamed_layers import UnnamedLayers
from migrator.engine.versions import Versions
from migrator.engine.whole_means import WholeMeans
from migrator.options import Options
from migrator.rules import Knowledge

_IMPORTED = "imported from where Keras 3 has it"


class _Decision(Protocol):
    """What is decided on a file once all of its calls are."""

    def decide(self) -> None: ...


_LAST: tuple[Callable[[FileState], _Decision], ...] = (
    LoggedNames,
    LoggedRates,
    Scheduled,
    FileNames,
    SavedNames,
    UnreadModels,
    OwnOptimizers,
    Iterators,
    CustomNames,
    Remade,
    Reloaded,
    Drawn,
    NumberLists,
    LossLists,
    LogitsBehind,
    WholeMeans,
    ModelSizes,
    LoneModels,
    OverruledPhases,
    *OF_TRAINING,
    Seeds,
    HiddenNames,
    LentNames,
    PackagesBeside,
    ConfigLookups,
)


def decided(
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
    if knowledge.strictness is not None and knowledge.strictness.firsts is not None:
        FirstLayers(state, knowledge.strictness.firsts).decide()
    if knowledge.graphs is not None:
        GraphBuilder(state, knowledge.graphs).decide()
    if knowledge.sessions is not None:
        SessionSettings(state, knowledge.sessions).decide()
    if knowledge.shortening is not None:
        ShortenedModels(state, knowledge.shortening, dialect).decide()
    Calls(state, dialect).decide()
    Forwarded(state).decide()
    Configurations(state).decide()
    Descriptions(state).decide()
    Versions(state).decide()
    RoundaboutUses(state).decide()
    References(state).decide()
    symbolic = SymbolicUses(state)
    symbolic.decide()
    TensorFlowUses(state).decide()
    Members(state).decide()
    TensorMethods(state, knowledge.tensor_methods).decide()
    Truths(state).decide()
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
