"""Turn the two reports into a verdict. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from migrator.verification import align, drifts
from migrator.verification.legacy.releases import TF_KERAS
from migrator.verification.results import LayerRow, ModelRow, Parting, Verification
from migrator.verification.script.saving import LOADED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from migrator.verification.objects import Json

_UNDEFINED = re.compile(r"name '(\w+)' is not defined")
_BINDS = re.compile(r"(\w+)\s*=[^=]")
_STAND_IN = re.compile(r"<(class ')?migrator\.verification\.script\.[^>]*>")
_EXAMPLE = "create_model((3, 256, 256))"
_COMMAND_LINE = (
    "Give it the command line it wants with --argv, or in [tool.kmigrate.argv] under its name."
)


def verdict(
    legacy: Json,
    modern: Json,
    announced: frozenset[str] = frozenset(),
    left: frozenset[str] = frozenset(),
) -> Verification:
    """Compare what both children found.

    announced: legacy symbols whose migration has told its reader that something is otherwise.
    left: lines in which it leaves something to them: that these fail is known, before any layer.
    """
    known, modern = _without_what_is_left(modern, left)
    found = _verdict(legacy, modern, announced)
    if found.status != "not-built" and known:
        said = f"fails under Keras 3, as the report says: {said_of(known[0])}"
        found = replace(found, reason="; ".join(filter(None, (said, found.reason))))
    if found.status != "equal" and legacy["models"] and fails(legacy):
        said = f"the original itself {_ended(legacy)}"
        found = replace(found, reason=f"{found.reason}; {said}")
    reason = "; ".join(filter(None, (found.reason, _invented(legacy, found.reason))))
    return replace(found, reason=reason, originals=len(legacy["models"]))


def _verdict(legacy: Json, modern: Json, announced: frozenset[str]) -> Verification:
    old, new = legacy["models"], modern["models"]
    if not old:
        return Verification("not-built", _nothing_built(legacy))
    reader = _Reader(announced, legacy.get("version", ""))
    judged = [
        _row(o, n, reader) for o, n in zip(old, new, strict=False) if n and "failure" not in n
    ]
    rows = tuple(row for row, _ in judged)
    failure = _failure_of_the_result(legacy, modern)
    if failure:
        return Verification("not-built", f"the result fails under Keras 3: {failure}", rows)
    if len(judged) < len(old):
        return Verification("not-built", _not_rebuilt(legacy, modern), rows)
    problems = [f"{row.name}: {problem}" for row, wrong in judged for problem in wrong]
    if problems:
        return Verification("different", "; ".join(problems), rows)
    return Verification("equal", _remarks(legacy, modern, rows), rows)


def _failure_of_the_result(legacy: Json, modern: Json) -> str:
    """Say what fails in the result only; a failure of both is none of the migration's."""
    first = next(_passed_over_only_now(legacy, modern), None)
    if first is not None:
        return said_of(first)
    if fails(modern) and not (fails(legacy) and legacy["stop"]["kind"] == modern["stop"]["kind"]):
        return _called(modern, modern["stop"])
    pairs = zip(legacy["models"], modern["models"], strict=False)
    return "; ".join(f"{_name(o)}: {n['failure']}" for o, n in pairs if n and "failure" in n)


def _without_what_is_left(modern: Json, left: frozenset[str]) -> tuple[list[Json], Json]:
    """Part what failed in lines left to the reader, and for want of what they bind, from the rest.

    So do sessions that are set up: `config = tf.ConfigProto()`, then `config.gpu_options...`.
    """
    known: list[Json] = []
    rest: list[Json] = []
    bound: set[str] = set()
    for stop in modern.get("passed", ()):
        text = stop.get("text", "")
        missing = _UNDEFINED.fullmatch(stop["message"])
        follows = stop["kind"] == "NameError" and missing and missing.group(1) in bound
        (known if text in left or follows else rest).append(stop)
        binds = _BINDS.match(text)
        if known and known[-1] is stop and binds:
            bound.add(binds.group(1))
    return known, {**modern, "passed": rest}


def _passed_over_only_now(legacy: Json, modern: Json) -> Iterator[Json]:
    """Yield what failed in the result before there was a model, and did not in the original."""
    left = list(legacy.get("passed", ()))
    for stop in modern.get("passed", ()):
        same = [s for s in left if s.get("text") == stop.get("text")]
        same += [s for s in left if s["kind"] == stop["kind"]]
        if not same:
            yield stop
        left = [s for s in left if s is not same[0]] if same else left


def _name(model: Json) -> str:
    """Return what the file calls the model, else what Keras does."""
    return str(next(iter(model["names"]), model["name"]))


def fails(report: Json) -> bool:
    """Tell whether the file raised something; being stopped by us is no failure."""
    stop = report.get("stop")
    return bool(stop) and not stop.get("harmless")


@dataclass(frozen=True)
class _Reader:
    """Whom the verdict is told.

    announced: what they know, see `verdict`. version: the legacy release that they have code of.
    """

    announced: frozenset[str]
    version: str

    def explained(self, problem: Json, old: Json) -> tuple[str, bool]:
        """Return what differs and why, and whether the migration has told its reader so."""
        found = list(drifts.causes(problem, old, self.version))
        told = any(self.announced.intersection(drift.announced_by) for drift in found)
        why = self.cause(problem, old)
        said = f"{problem['said']} (likely cause: {why})" if why else problem["said"]
        if told:
            return f"as announced, {said}", True
        return said, any(drift.only_noted for drift in found[:1])

    def cause(self, problem: Json, old: Json) -> str:
        """Return the likely cause, as one of this release; nothing if none is known."""
        found = drifts.causes(problem, old, self.version)
        said = next((drift.said for drift in found if drift.said), "")
        own = self.version.startswith(("0.", "1.")) or not self.version
        return said if own else said.replace("Keras 1", _named(self.version))


def _row(old: Json, new: Json, reader: _Reader) -> tuple[ModelRow, list[str]]:
    """Return the row of one model, and what is wrong with it."""
    pairs = align.pair_layers(old["layers"], new["layers"])
    rows = [_layer_row(old["layers"], new["layers"], pair, new) for pair in pairs]
    layers = tuple(_with_reads(rows, pairs, old["layers"], new["layers"]))
    problems = [*_structural(old, new, layers, pairs), *new.get("problems", ())]
    notes = [new.get("note", "")]
    if "unmeasured" in old:
        notes = [f"only shapes compared: the original cannot be run ({old['unmeasured']})"]
    wrong: list[str] = []
    for problem, more in _alike(problems, old, reader):
        said, known = reader.explained(problem, old)
        (notes if known else wrong).append(f"{said}, and so on in {more} more" if more else said)
    note = "; ".join(filter(None, notes))
    parting = _parting(problems, old, new, reader)
    differences = new.get("difference"), new.get("share")
    return ModelRow(_name(old), differences[0], layers, note, parting, differences[1]), wrong


def _alike(problems: Sequence[Json], old: Json, reader: _Reader) -> Iterator[tuple[Json, int]]:
    """Yield problems, of first weights that one cause explains but the first and how many more."""
    by_cause: dict[str, list[Json]] = {}
    for problem in problems:
        cause = reader.cause(problem, old) if problem["aspect"] == "initial" else ""
        if cause:
            by_cause.setdefault(cause, []).append(problem)
    later = {id(problem) for same in by_cause.values() for problem in same[1:]}
    many = {id(same[0]): len(same) - 1 for same in by_cause.values()}
    yield from ((p, many.get(id(p), 0)) for p in problems if id(p) not in later)


def _parting(problems: Sequence[Json], old: Json, new: Json, reader: _Reader) -> Parting | None:
    if "parted" not in new:
        return None
    problem = next(p for p in problems if p["aspect"] == "outputs")
    fields = {**new["parted"], "where": tuple(new["parted"]["where"])}
    return Parting(**fields, cause=reader.cause(problem, old))


def _layer_row(
    old: Sequence[Json],
    new: Sequence[Json],
    pair: tuple[int | None, int | None],
    found: Json,
) -> LayerRow:
    number = str(pair[0])
    a = old[pair[0]] if pair[0] is not None else _ABSENT
    b = new[pair[1]] if pair[1] is not None else _ABSENT
    return LayerRow(
        name=a["name"] or b["name"],
        legacy_class=a["class"],
        modern_class=b["class"],
        legacy_shape=a["shape"],
        modern_shape=b["shape"],
        legacy_params=a["params"],
        modern_params=b["params"],
        legacy_trainable=a.get("trainable"),
        modern_trainable=b.get("trainable"),
        rate=found.get("rates", {}).get(number),
        max_rel_diff=found.get("apart", {}).get(number),
    )


def _with_reads(
    rows: Sequence[LayerRow],
    pairs: Sequence[tuple[int | None, int | None]],
    old: Sequence[Json],
    new: Sequence[Json],
) -> Iterator[LayerRow]:
    """Add to each row which others it reads on either side, by their names."""
    names = [
        {pair[side]: row.name for pair, row in zip(pairs, rows, strict=True)} for side in (0, 1)
    ]

    def read(side: int, layers: Sequence[Json], number: int | None) -> tuple[str, ...]:
        found = layers[number].get("reads", ()) if number is not None else ()
        return tuple(names[side][n] for n in found)

    for row, (a, b) in zip(rows, pairs, strict=True):
        yield replace(row, legacy_reads=read(0, old, a), modern_reads=read(1, new, b))


_ABSENT: Json = {"name": "", "class": "", "shape": None, "params": None}


def _structural(
    old: Json,
    new: Json,
    rows: Sequence[LayerRow],
    pairs: Sequence[tuple[int | None, int | None]],
) -> list[Json]:
    """Say what differs before any number is computed. Layers without weights may come and go."""
    for row, (number, _) in zip(rows, pairs, strict=True):
        both = row.legacy_class and row.modern_class
        if both and not align.fits(row.legacy_shape, row.modern_shape):
            told = f"{row.legacy_shape} in the original, {row.modern_shape} in Keras 3"
            said = f"{row.name} gives {told}"
            return [_problem("shape", said, number)]
        if (row.legacy_params or 0) != (row.modern_params or 0):
            return [_problem("params", _counts(row), number)]
    if len(old["inputs"]) != len(new["inputs"]) or len(old["outputs"]) != len(new["outputs"]):
        return [_problem("shape", "the numbers of inputs or outputs differ", None)]
    return []


def _counts(row: LayerRow) -> str:
    """Say how many parameters a layer has on both sides, which may not have it both."""
    if row.legacy_class and row.modern_class:
        told = f"{row.legacy_params} parameters in the original, {row.modern_params} in Keras 3"
        return f"{row.name} has {told}"
    here, there = ("the original", "Keras 3") if row.legacy_class else ("Keras 3", "the original")
    many = row.legacy_params or row.modern_params
    return f"{row.name} of {here} has {many} parameters, and no counterpart in {there}"


def _problem(aspect: str, said: str, number: int | None) -> Json:
    return {"aspect": aspect, "said": said, "number": number, "class": ""}


def _nothing_built(legacy: Json) -> str:
    first = next(iter(legacy.get("passed", ())), legacy["stop"])
    if legacy.get("broken"):
        what = f"a model of the original fails under {release(legacy)}: {legacy['broken'][0]}."
    elif first:
        what = f"the original fails under {release(legacy)}: {_tried(legacy, first)}"
    elif legacy.get("shapeless"):
        return _shapeless(legacy["shapeless"])
    else:
        what = "running the file makes no model."
    missing = ", ".join(sorted(legacy.get("stubbed", ())))
    told = f" Not installed, and replaced by stand-ins: {missing}." if missing else ""
    return f"{what} {_advice(legacy)}{told}"


def _tried(legacy: Json, first: Json) -> str:
    """Say what failed, where that is a call of kmigrate's choice; else that such calls do, too."""
    failed = legacy.get("failed", {})
    said = f"{_called(legacy, first)}."
    inside = {c: s for c, s in failed.items() if s["line"] and f"`{c}`" not in said}
    others = [f" So does `{call}`: {said_of(stop)}." for call, stop in inside.items()]
    return "".join([said, *others[-1:]])


def _called(report: Json, failure: Json) -> str:
    """Say what a call raised, and which it was, if it is not the file's own."""
    failed = report.get("failed", {}).items()
    calls = [f", called as `{call}`" for call, stop in failed if stop == failure]
    return "".join([said_of(failure), *calls[:1]])


def _shapeless(classes: Sequence[str]) -> str:
    """Say how to give an input to models that take whatever they are called with."""
    kind = next((name for name in classes if name != "Sequential"), "")
    made = f"Sequential([Input((64, 64, 3)), {kind}()])" if kind else _EXAMPLE
    return (
        f"the models of the file ({', '.join(dict.fromkeys(classes))}) say of no input what shape "
        f"it has. Name what to build with a comment such as `# kmigrate: build {made}`."
    )


def _advice(legacy: Json) -> str:
    """Say what to configure, so that something can be built."""
    kind = legacy["stop"]["kind"] if legacy["stop"] else ""
    if kind == "SystemExit":
        return _COMMAND_LINE
    if kind == "FileNotFoundError" and LOADED in legacy["stop"]["message"]:
        return "Verify the file that makes this model and saves it."
    if legacy["stop"] and _STAND_IN.search(legacy["stop"]["message"]):
        return "What it is made of is in packages that are not installed: install them, to run it."
    if kind == "SyntaxError":
        return "Python does not run the file as it is: mend that first."
    longer = "Give it longer with --timeout. " if kind == "Timeout" else ""
    makers = legacy.get("needing_arguments") or (_EXAMPLE,)
    examples = " or ".join(f"`# kmigrate: build {maker}`" for maker in makers)
    return f"{longer}Name what to build with a comment such as {examples}."


def release(legacy: Json) -> str:
    """Name the Keras that the original ran under."""
    return _named(legacy["version"]) if "version" in legacy else "the legacy Keras"


def _named(version: str) -> str:
    return version if version == TF_KERAS else f"Keras {version}"


def _not_rebuilt(legacy: Json, modern: Json) -> str:
    old, new = legacy["models"], modern["models"]
    found = [*new, *[None] * (len(old) - len(new))]
    missing = [_name(o) for o, n in zip(old, found, strict=True) if not n]
    told = f"the result makes no counterpart of {', '.join(missing)} under Keras 3"
    failed = modern.get("failed", {}).items()
    known = legacy.get("failed", {})
    why = [f"`{call}` fails: {said_of(stop)}" for call, stop in failed if call not in known]
    return ": ".join([told, *why[:1]])


def _invented(legacy: Json, told: str) -> str:
    """Say which calls are not the author's, if some made models; told: what is said so far."""
    calls = legacy.get("invented", ())
    if not calls:
        return ""
    named = [f"`{call}`" for call in calls if f"`{call}`" not in told]
    said = f" of {', '.join(named)}" if named else ""
    return (
        f"the arguments{said} are invented: `# kmigrate: build ...` in the file names better ones"
    )


def said_of(stop: Json) -> str:
    """Say what a file raised, and where."""
    message = _STAND_IN.sub("a stand-in", stop["message"])
    inside = stop.get("inside")
    places = [f"line {stop['line']}"] if stop["line"] else []
    places += [f"in {inside}"] if inside else []
    where = f" ({', '.join(places)})" if places else ""
    return f"{stop['kind']}: {message}{where}"


def _ended(report: Json) -> str:
    """Say where a side ended that did not come to its end: a model may lack what was to follow."""
    layers = sum(len((model or {}).get("layers", ())) for model in report["models"])
    made = f", with {layers} layer{'s' if layers > 1 else ''} made" if fails(report) else ""
    return f"ended early{made}: {said_of(report['stop'])}"


def _remarks(legacy: Json, modern: Json, rows: Sequence[ModelRow]) -> str:
    """Say what the verdict rests on, where that is less than a whole run."""
    remarks = []
    for side, report in (("the original", legacy), ("the result", modern)):
        if report.get("stop"):
            remarks.append(f"{side} {_ended(report)}")
    passed = legacy.get("passed") or []
    if passed:
        more = f", and {len(passed) - 1} more" if passed[1:] else ""
        remarks.append(f"passed over, as there was no layer yet: {said_of(passed[0])}{more}")
    stubbed = sorted({*legacy.get("stubbed", ()), *modern.get("stubbed", ())})
    if stubbed:
        remarks.append(f"not installed, replaced by stand-ins: {', '.join(stubbed)}")
    remarks += sorted({*legacy.get("remarks", ()), *modern.get("remarks", ())})
    remarks += [f"{row.name}: {row.note}" for row in rows if row.note]
    return "; ".join(remarks)
