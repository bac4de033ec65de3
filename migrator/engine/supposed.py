"""What a file would become if it were of another Keras, where nothing in it tells which."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.ordering.data_format import Decision
from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names
from migrator.engine.reading.source import Source
from migrator.engine.report import Report
from migrator.engine.state import FileState
from migrator.engine.tensorflow import TensorFlowUses, lacks
from migrator.engine.writing.plans import CallEdit, Keep, Write
from migrator.findings import Finding, Severity, Span
from migrator.options import Options
from migrator.patterns import regex
from migrator.rules import Code, Exactly, Into, Knowledge, Rule, To, Value, outcomes

_UNPINNED = (
    "Keras up to 2.3 had other defaults than tf_keras - the gates of LSTM and GRU, the rates of "
    "'adadelta' and its like - and they are written out for Keras 3 only: compare both with "
    "`kmigrate verify OLD NEW`, or migrate to Keras 3 (`--target keras`)."
)
_CODE = regex(r"(?!(?:None|True|False)\Z)[A-Za-z_][^«]*\Z")
_CALLBACKS = "keras.callbacks."
_OF_TENSORFLOW = "tensorflow."  # what that lacks is missing whichever Keras a file is for


def may_say(names: Names, knowledge: Knowledge, options: Options) -> bool:
    """Whether there is something to say of a file if it is of Keras 2, or even if it is not."""
    if may_drift(names, knowledge, options) or lacks(names, knowledge):
        return True
    return _is_undated(options) and (
        _may_mistake(names) or _has_callbacks(names) or _may_ask(names, knowledge)
    )


def _is_undated(options: Options) -> bool:
    """Whether nobody says that a file is for Keras 3."""
    return options.dialect == "auto" and not options.requires_keras_3


def _may_mistake(names: Names) -> bool:
    """Whether a file tells layers their phase, or which of them are trained by what it compiles."""
    compiles = (getattr(call.func, "attr", "") == "compile" for call in names.calls)
    if "trainable" in names.attributes and any(compiles):
        return True
    return any(keyword.arg == "training" for keyword in names.of(ast.keyword))


def _has_callbacks(names: Names) -> bool:
    """Whether a file has callbacks of its own, which may ask for what Keras 3's have no longer."""
    bases = (names.denote(base) for each in names.of(ast.ClassDef) for base in each.bases)
    return any(_CALLBACKS in base.name for base in bases if base is not None)


def _may_ask(names: Names, knowledge: Knowledge) -> bool:
    """Whether a file asks something for what no object of Keras 3 has."""
    return any(node.attr in knowledge.gone for node in names.of(ast.Attribute))


def may_drift(names: Names, knowledge: Knowledge, options: Options) -> bool:
    """Whether a file calls something whose defaults moved, or names it in a string.

    Not where it is said to be for Keras 3.
    """
    return _is_undated(options) and _drifts(names, knowledge)


def say_unpinned(names: Names, knowledge: Knowledge, report: Report, place: Span) -> None:
    """Say of a file of standalone Keras 2 that becomes one of tf_keras what is not written out."""
    if _drifts(names, knowledge):
        report.finding(place, "keras", Severity.ACTION, _UNPINNED)


def _drifts(names: Names, knowledge: Knowledge) -> bool:
    called = [(call, rule) for call, d in names.called if (rule := _rule(d.name, knowledge))]
    if any(to.pin or to.pin_new for _, rule in called for to in outcomes(rule.becomes)):
        return True
    used = (_rule(denoted.name, knowledge) for _, denoted in names.denoting)
    if any(_is_replaced(rule) for rule in used):
        return True
    return any(_names_one(call, rule) for call, rule in (*called, *_method_calls(names, knowledge)))


def _rule(name: str, knowledge: Knowledge) -> Rule | None:
    return knowledge.by_name.get(knowledge.canonical(name))


def _is_replaced(rule: Rule | None) -> bool:
    """Whether a function of ours does what Keras 3's no longer does."""
    becomes = rule.becomes if rule is not None else None
    return isinstance(becomes, To) and bool(becomes.helpers) and "." not in becomes.name


def say_undecided(supposed: FileState, report: Report, options: Options) -> None:
    """Say what would change if a file were of Keras 1: it may mean something else today."""
    report.findings |= _of_any_keras(supposed, options)
    changes = [] if options.requires_keras_3 else sorted(supposed.report.changes)
    if changes:
        first, count = changes[0], len(changes)
        report.finding(
            first.span,
            "dialect",
            Severity.NOTICE,
            "Nothing in this file tells which Keras it was written for, so nothing was changed. "
            f"If it is Keras 1 code, {count} place{'s' if count > 1 else ''} would change, the "
            f"first here ({first.message}): pass `--from 1`.",
        )


def say_drifting(supposed: FileState, report: Report, options: Options) -> None:
    """Say what would compute otherwise if a file were of Keras 2: there it had other defaults."""
    report.findings |= _of_any_keras(supposed, options)
    if not may_drift(supposed.names, supposed.knowledge, options):
        return
    calls = [call for call, edit in supposed.calls.items() if _writes_out(edit)]
    places = {(call.lineno, call.col_offset) for call in calls}
    changes = sorted(supposed.report.changes)
    if told := [
        change
        for change in changes
        if (change.span.line, change.span.column) in places
        or _is_replaced(_rule(change.rule, supposed.knowledge))
    ]:
        count = "1 place" if len(told) == 1 else f"{len(told)} places"
        report.finding(
            told[0].span,
            "dialect",
            Severity.NOTICE,
            "Nothing in this file tells Keras 2 from Keras 3, so it was taken for Keras 3 and "
            f"left. If it was written for Keras 2.2 or earlier, {count} would compute otherwise, "
            f"the first here ({told[0].message}): pass `--from 2`. If not, `--from 3` says so.",
        )


def say_lacking(
    source: Source, names: Names, knowledge: Knowledge, report: Report, options: Options
) -> None:
    """Say what TensorFlow lacks, in a file that is of Keras 3 by its other words."""
    state = FileState(source, names, knowledge, options, Decision(None), report)
    TensorFlowUses(state).decide()


def _of_any_keras(supposed: FileState, options: Options) -> set[Finding]:
    """Return what is true whichever Keras a file is for.

    What TensorFlow lacks, it lacks for each of them; so some code does not do what it says.
    Attributes of callbacks that the file sets itself are its own today.
    """
    known, own = supposed.knowledge, supposed.names.attributes.keys()
    gone = (m.name for name, methods in known.gone.items() if name not in own for m in methods)
    anyway = known.anyway.union(gone) if _is_undated(options) else frozenset[str]()
    return {
        finding
        for finding in supposed.report.findings
        if finding.rule.startswith(_OF_TENSORFLOW)
        or (
            finding.acts
            and finding.rule in anyway
            and finding not in supposed.report.unsure
            and not _is_own(finding, supposed.names)
        )
    }


def _is_own(finding: Finding, names: Names) -> bool:
    """Whether a finding is about an attribute that a callback of the file sets itself."""
    owner, _, name = finding.rule.rpartition(".")
    if not owner.startswith(_CALLBACKS):
        return False
    setting = filter(None, map(names.class_around, names.attributes.get(name, ())))
    return any(c.lineno <= finding.span.line <= (c.end_lineno or c.lineno) for c in setting)


def _method_calls(names: Names, knowledge: Knowledge) -> Iterator[tuple[ast.Call, Rule]]:
    for call in names.calls:
        if isinstance(call.func, ast.Attribute):
            for method in knowledge.methods.get(call.func.attr, ()):
                yield call, method


def _names_one(call: ast.Call, rule: Rule) -> bool:
    """Whether a string is given that becomes a call, with the defaults written out."""
    given = {
        literal(node) for node in (*call.args, *(k.value for k in call.keywords)) if _text(node)
    }
    fates = (fate for to in outcomes(rule.becomes) for fate in to.args.values())
    tables = (fate.values for fate in fates if isinstance(fate, Into)) if given else ()
    return any(_is_code(table.get(text)) for table in tables for text in given)


def _is_code(value: Value | None) -> bool:
    return isinstance(value.value if isinstance(value, Exactly) else value, Code)


def _text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _writes_out(edit: CallEdit) -> bool:
    """Whether a new argument is written, or code in the place of a string."""
    return any(
        isinstance(slot, Write)
        or (isinstance(slot, Keep) and _CODE.match(slot.value or "") is not None)
        for slot in edit.slots
    )
