"""What deciding on the calls of one file may ask about it: made once for all of them."""

from __future__ import annotations

from dataclasses import replace

from migrator.engine.calls.contexts import is_computed
from migrator.engine.calls.outcomes import Context
from migrator.engine.calls.phases import phase_in
from migrator.engine.dating.editions import Edition, edition_of
from migrator.engine.dating.releases import wrote_sizes
from migrator.engine.reading.attributes import OwnAttributes
from migrator.engine.reading.kept_values import KeptValues
from migrator.engine.reading.literals import Passed
from migrator.engine.reading.whole_numbers import WholeNumbers
from migrator.engine.state import FileState


def context_of(state: FileState, dialect: str) -> Context:
    """Return what may be asked where it is only looked at what would become of a call."""
    names, knowledge = state.names, state.knowledge
    return Context(
        state.source,
        names,
        dialect,
        _edition(state, dialect),
        _sizes(state),
        state.options.semantics == "exact",
        state.quote,
        lambda code, _call: code.text,
        state.decision.inserted,
        state.decision.pins_flatten,
        state.decision.theano,
        state.respelling.covers,
        state.branches.get,
        state.batches,
        state.asked,
        state.outputs,
        state.tensors.is_tensor,
        state.scalars.is_number,
        lambda node, fate: phase_in(node, fate, names, knowledge),
        lambda node: is_computed(node, state),
        WholeNumbers(names, state.source),
        Passed(names),
        OwnAttributes(names),
        KeptValues(names),
        state.kept_metrics,
    )


def spelling(context: Context, state: FileState) -> Context:
    """Return what may be asked where a call will become what is decided: code is spelled."""
    names = state.names
    return replace(
        context,
        spell=lambda code, call: state.helpers.spell(code, names.top_line(call), call.func),
    )


def _edition(state: FileState, dialect: str) -> Edition:
    """Return the releases that the file may be for."""
    pinned = state.options.pinned
    return edition_of(state.names, state.knowledge, state.receivers, dialect, pinned)


def _sizes(state: FileState) -> bool:
    """Whether some call of the file can only be read as Keras 0.1 did: `Dense(784, 10)`."""
    names = state.names
    return any(
        wrote_sizes(call, rule, names)
        for call, denoted in names.called
        if (rule := state.rule(state.symbol(denoted))) is not None
    )
